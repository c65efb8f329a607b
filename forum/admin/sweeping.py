"""A wave of spam as moderators meet it: all by one author and the same networks, at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from forum import waves
from forum.admin.read_only import ReadOnlyAdmin
from forum.models import ReviewItem, Sweep
from portal.models import User
from portal.states import IllegalMove


class SweepForm(forms.Form):
    """The accounts to be swept away, and their number in words of one's own hand."""

    member = forms.TypedMultipleChoiceField(coerce=int, required=False)
    number = forms.CharField(
        label="Type how many accounts you have chosen",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Please type the number of accounts that you have chosen."},
    )

    def __init__(self, *args: Any, accounts: list[waves.Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(each.member.pk, each.member) for each in accounts]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        chosen = len(values.get("member", []))
        if not chosen:
            self.add_error(None, "Please choose at least one account.")
        elif "number" in values and values["number"].strip() != str(chosen):
            self.add_error(
                "number", f"You have chosen {chosen}. Please type that number, if it is right."
            )
        return values


@admin.register(Sweep)
class SweepAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "accounts", "texts", "undone_at", "undone_by"]
    list_select_related = ["by", "undone_by"]
    sortable_by = ()
    fields = readonly_fields = ["at", "by", "accounts", "texts", "undone_at", "undone_by"]
    change_form_template = "admin/forum/sweep/change_form.html"

    class Media:
        css = {"all": ["css/admin-queue.css"]}

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("begin/", wrap(self.begin), name="forum_sweep_begin"),
            path("<int:pk>/undo/", wrap(self.undo), name="forum_sweep_undo"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Sweeps of spam"})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sweep]:
        counts = {
            "swept_count": Count("swept", distinct=True),
            "text_count": Count("decisions", distinct=True),
        }
        return super().get_queryset(request).annotate(**counts)

    @admin.display(description="accounts")
    def accounts(self, sweep: Sweep) -> int:
        return sweep.swept_count

    @admin.display(description="texts")
    def texts(self, sweep: Sweep) -> int:
        return sweep.text_count

    # --- What moderators do ---
    def begin(self, request: HttpRequest) -> HttpResponse:
        """All by the author of an item and the same networks, to choose from and to sweep away."""
        _may(request)
        author = _author(request)
        if author is None:
            messages.info(request, "This has no author with an account that could be swept away.")
            return redirect("admin:forum_reviewitem_changelist")
        found = waves.accounts(waves.around(author))
        form = SweepForm(request.POST or None, accounts=found)
        if request.method == "POST" and form.is_valid():
            chosen = set(form.cleaned_data["member"])
            members = [each.member for each in found if each.member.pk in chosen]
            return self._sweep(request, members)
        context = self.admin_site.each_context(request) | {
            "title": f"All by “{author}” and the same networks",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "accounts": found,
            "chosen": set(map(int, form.data.getlist("member"))) if form.is_bound else None,
            "most": waves.MOST if len(found) >= waves.MOST else None,
        }
        return TemplateResponse(request, "admin/forum/sweep/begin.html", context)

    def _sweep(self, request: HttpRequest, members: list[User]) -> HttpResponse:
        try:
            sweep = Sweep.objects.carry_out(members, by=request.user)
        except IllegalMove as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:forum_reviewitem_changelist")
        texts = sweep.decisions.count()
        messages.success(
            request,
            f"{len(members)} accounts may sign in no more, and {texts} texts are gone. If that was "
            "a mistake, take it back here.",
        )
        return redirect("admin:forum_sweep_change", sweep.pk)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        _may(request)
        sweep = get_object_or_404(Sweep, pk=pk)
        if request.method == "POST":
            try:
                sweep.undo(by=request.user)
            except IllegalMove as refusal:
                messages.warning(request, str(refusal))
            else:
                messages.success(request, "Everything is as it was before.")
        return redirect(reverse("admin:forum_sweep_change", args=[sweep.pk]))


def _may(request: HttpRequest) -> None:
    if not request.user.has_perms(["forum.moderate", "forum.restrict_members"]):
        raise PermissionDenied


def _author(request: HttpRequest) -> User | None:
    """Whose text the item is about, if it can be swept away."""
    key = request.GET.get("item", "")
    item = ReviewItem.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    author = item.target.author if item else None
    return None if author is None or author.is_staff else author
