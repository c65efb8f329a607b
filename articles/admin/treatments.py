"""Treatments, and the ledger of where they are approved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.desk import DeskAdmin, sent
from articles.forms import widgets
from articles.models import STATUS_HOLDS, Source, Treatment, TreatmentStatus
from articles.querysets import STATUS_EXPIRES_SOON
from articles.reading import treatments

#: What a check finds out.
FOUND = ["status", "population", "since", "since_precision", "source"]
FOUND += ["as_of", "valid_until", "note"]


class SourceField(forms.ModelChoiceField):
    """A source, named by its key and its title."""

    def label_from_instance(self, source: Source) -> str:
        return f"{source.key}: {source.title[:80]}"


def source_field(**options: Any) -> SourceField:
    """Any source that was not retracted."""
    return SourceField(
        Source.objects.exclude(state=Source.State.RETRACTED).only("key", "title"), **options
    )


class TreatmentForm(forms.ModelForm):
    """A treatment, with the warning that regulators put in a box."""

    boxed_warning_source = source_field(required=False, label="Source of the boxed warning")


class CheckForm(forms.ModelForm):
    """What somebody has found out today about a status."""

    source = source_field(help_text="Where you have read it today.")

    class Meta:
        model = TreatmentStatus
        fields = FOUND
        widgets = {
            "population": widgets.line(),
            "note": widgets.line(),
            **{name: widgets.day() for name in ("since", "as_of")},
            "valid_until": widgets.day(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "as_of" in self.fields:
            today = timezone.localdate()
            self.initial["as_of"] = today
            self.initial["valid_until"] = today + timedelta(STATUS_HOLDS)

    def clean_as_of(self) -> date:
        if self.cleaned_data["as_of"] > timezone.localdate():
            raise ValidationError("That day has not come yet.")
        return self.cleaned_data["as_of"]


class CheckAgainForm(CheckForm):
    """The same for a status that is there already; the row it is about is left as it was."""

    def __init__(self, *args: Any, status: TreatmentStatus, **kwargs: Any) -> None:
        self.last_checked = status.as_of
        super().__init__(*args, instance=status, **kwargs)

    def clean_as_of(self) -> date:
        as_of = super().clean_as_of()
        if as_of < self.last_checked:
            raise ValidationError(f"It was last checked on {treatments.day(self.last_checked)}.")
        return as_of


class StatusForm(CheckForm):
    """The first status of a treatment for a condition in a jurisdiction."""

    class Meta(CheckForm.Meta):
        fields = ["treatment", "condition", "jurisdiction", *FOUND]

    def clean(self) -> dict[str, Any]:
        """Where there is one already, lead to it: what was checked before must stay."""
        cleaned = super().clean()
        of = {name: cleaned.get(name) for name in ("treatment", "condition", "jurisdiction")}
        there = None
        if all(of.values()) and not self.instance.pk:
            there = TreatmentStatus.objects.filter(**of).order_by("-as_of").first()
        if there:
            self.add_error(
                "jurisdiction",
                format_html(
                    'There is already a status for these three. <a href="{}">Check it again</a>',
                    reverse("admin:articles_treatmentstatus_check_again", args=[there.pk]),
                ),
            )
        return cleaned


class StatusInline(admin.TabularInline):
    """The ledger of one treatment, to look at. It is written on the pages of its rows."""

    model = TreatmentStatus
    fields = ["condition", "jurisdiction", "status", "population", "standing"]
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True
    ordering = ["condition__name", "jurisdiction", "-as_of"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TreatmentStatus]:
        rows = super().get_queryset(request).newest()
        return rows.select_related("treatment", "condition", "source")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_add_permission

    @admin.display(description="Readers are told it")
    def standing(self, status: TreatmentStatus) -> str:
        return asserted_until(status)


def asserted_until(status: TreatmentStatus) -> str:
    """Until when a newest row is asserted, loud where it is not."""
    until = f"{status.valid_until:%Y-%m-%d}"
    if status.source.state == Source.State.RETRACTED:
        return "NO: its source is retracted"
    if status.is_expired:
        return f"NO: EXPIRED on {until}"
    return f"Expiring, until {until}" if status.is_expiring else f"Until {until}"


@admin.register(Treatment)
class TreatmentAdmin(DeskAdmin):
    form = TreatmentForm
    change_form_template = "admin/articles/treatment/change_form.html"
    verbs = {"rename": "articles.change_treatment"}
    list_display = ["name", "other_names", "what"]
    search_fields = ["name", "other_names"]
    slug_from = "name"
    fields = ["name", "slug", "other_names", "what", "boxed_warning", "boxed_warning_source"]
    inlines = [StatusInline]


class StandingFilter(admin.SimpleListFilter):
    """Rows of the ledger by what readers are told of them; replaced ones only when asked for."""

    title = "what readers are told"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("to-check", "To be checked again"),
            ("expired", "Expired: readers are told nothing"),
            ("expiring", f"Expiring within {STATUS_EXPIRES_SOON} days"),
            ("replaced", "Replaced by a newer check"),
        ]

    def queryset(
        self, request: HttpRequest, rows: QuerySet[TreatmentStatus]
    ) -> QuerySet[TreatmentStatus]:
        today = timezone.localdate()
        soon = today + timedelta(STATUS_EXPIRES_SOON)
        match self.value():
            case "to-check":
                return rows.filter(pk__in=treatments.needing_check().values("pk"))
            case "expired":
                return rows.filter(is_replaced=False, valid_until__lt=today)
            case "expiring":
                return rows.filter(is_replaced=False, valid_until__range=(today, soon))
            case "replaced":
                return rows.filter(is_replaced=True)
        return rows.filter(is_replaced=False)


@admin.register(TreatmentStatus)
class TreatmentStatusAdmin(DeskAdmin):
    """A row is never rewritten: checking again makes a new one, and the old one stays."""

    form = StatusForm
    change_form_template = "admin/articles/treatmentstatus/change_form.html"
    verbs = {"check_again": "articles.change_treatmentstatus"}
    list_display = ["treatment", "condition", "jurisdiction", "status", "standing", "again"]
    list_filter = [StandingFilter, "jurisdiction", "status"]
    list_select_related = ["treatment", "condition", "source"]
    search_fields = ["treatment__name", "treatment__other_names", "condition__name"]
    ordering = ["-pk"]  # see get_ordering(); without it the list says that it is sorted so
    ROW = ["treatment", "condition", "jurisdiction"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TreatmentStatus]:
        newer = TreatmentStatus.objects.filter(
            **{name: OuterRef(name) for name in self.ROW}, as_of__gt=OuterRef("as_of")
        )
        rows = super().get_queryset(request).annotate(is_replaced=Exists(newer))
        return rows.select_related("treatment", "condition", "source")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What readers are no longer told comes first, then what ends soonest."""
        retracted = When(Q(is_replaced=False, source__state="retracted"), then=0)
        replaced = When(is_replaced=True, then=2)
        return [Case(retracted, replaced, default=1), F("valid_until").asc(), "-pk"]

    def get_fields(self, request: HttpRequest, obj: TreatmentStatus | None = None) -> list[str]:
        return [*self.ROW, *FOUND, *(["standing"] if obj else [])]

    def get_readonly_fields(
        self, request: HttpRequest, obj: TreatmentStatus | None = None
    ) -> list[str]:
        return [name for name in self.get_fields(request, obj) if name != "note"] if obj else []

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kw: Any) -> Any:
        row = self.get_object(request, object_id)
        if row and (newer := row.newer().first()):
            there = reverse("admin:articles_treatmentstatus_change", args=[newer.pk])
            words = 'This row has been replaced. <a href="{}">See the newest</a>'
            if request.method == "GET":
                self.message_user(request, format_html(words, there), messages.WARNING)
        return super().change_view(request, object_id, *args, **kw)

    def check_again(self, request: HttpRequest, status: TreatmentStatus) -> HttpResponse:
        if newer := status.newer().first():
            self.message_user(
                request, "This row was replaced. Here is the newest one.", messages.WARNING
            )
            return redirect("admin:articles_treatmentstatus_check_again", newer.pk)
        form = CheckAgainForm(
            sent(request), status=TreatmentStatus.objects.select_related().get(pk=status.pk)
        )
        checked = []

        def act() -> None:
            checked.append(status.check_again(**form.cleaned_data))

        response = self.do(
            request, status, title=f"Check again: {status}", button="Save this check", form=form,
            act=act, done="Checked again.", notes=self._before_checking(status),
        )  # fmt: skip
        return self.back(checked[0]) if checked else response

    def _before_checking(self, status: TreatmentStatus) -> list[str]:
        label, url = status.source.links()[0]
        last = treatments.day(status.as_of)
        return [
            f"Last checked on {last}: {status.get_status_display()}. {asserted_until(status)}.",
            format_html(
                'Please read the source again, or a newer one: <a href="{}" rel="noopener">{}</a>',
                url,
                f"{status.source.title} ({label})",
            ),
        ]

    @admin.display(description="Readers are told it")
    def standing(self, status: TreatmentStatus) -> str:
        replaced = getattr(status, "is_replaced", False)
        return f"Replaced on {status.valid_until:%Y-%m-%d}" if replaced else asserted_until(status)

    @admin.display(description="")
    def again(self, status: TreatmentStatus) -> str:
        if status.is_replaced:
            return ""
        url = reverse("admin:articles_treatmentstatus_check_again", args=[status.pk])
        return format_html('<a href="{}">Check again…</a>', url)
