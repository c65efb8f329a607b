"""Members whom moderators trust, and why: given here, and taken back here."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.forms import widgets
from forum.admin.read_only import ReadOnlyAdmin
from forum.fields import LineField
from forum.models import TrustGrant
from portal.models import User
from portal.states import IllegalMove

GIVEN = ["member", "reason", "by", "given_at"]
ENDED = ["ended_at", "ended_by", "ended_because"]


class TrustForm(forms.ModelForm):
    """By name, never from a list of members."""

    by: ClassVar[User]
    pseudonym = LineField(label="Name of the member", max_length=30, widget=widgets.line())
    reason = LineField(
        label="Why?",
        max_length=500,
        help_text="Only moderators read it, and it stays on record.",
        widget=widgets.line(),
    )

    class Meta:
        model = TrustGrant
        fields = ["reason"]

    def clean_pseudonym(self) -> User:
        member = User.objects.called(self.cleaned_data["pseudonym"])
        if member is None:
            raise forms.ValidationError("No member has exactly this name.", code="unknown")
        if member == self.by:
            raise forms.ValidationError("Somebody else must say that you are trusted.", code="self")
        if member.trust_grants.in_force().exists():
            raise forms.ValidationError("This member is trusted already.", code="twice")
        return member


class EndForm(forms.ModelForm):
    because = LineField(
        label="Why is it taken back?",
        max_length=500,
        help_text="From then on a first link or picture of this member waits again.",
        widget=widgets.line(),
    )

    class Meta:
        model = TrustGrant
        fields: ClassVar[list[str]] = []


@admin.register(TrustGrant)
class TrustGrantAdmin(ReadOnlyAdmin):
    list_display = [*GIVEN, "ended_at"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["member", "by"]
    sortable_by = ()
    readonly_fields = [*GIVEN, *ENDED]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Members whom moderators trust"})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return super().add_view(request, form_url, {"title": "Trust a member"})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {"title": "Take trust back"})

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrustGrant]:
        return super().get_queryset(request).select_related("member", "by", "ended_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("forum.moderate")

    def has_change_permission(self, request: HttpRequest, obj: TrustGrant | None = None) -> bool:
        """To change it is to take it back, once."""
        may = request.user.has_perm("forum.moderate")
        return may and (obj is None or obj.ended_at is None)

    def get_form(self, request: HttpRequest, obj: TrustGrant | None = None, **kwargs: Any) -> Any:
        if obj is None:
            return type("TrustForm", (TrustForm,), {"by": request.user})
        return EndForm if obj.ended_at is None else super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: TrustGrant | None = None) -> list[str]:
        if obj is None:
            return ["pseudonym", "reason"]
        return [*GIVEN, "because"] if obj.ended_at is None else [*GIVEN, *ENDED]

    def get_readonly_fields(self, request: HttpRequest, obj: TrustGrant | None = None) -> list[str]:
        return self.readonly_fields if obj else []

    def save_model(self, request: HttpRequest, obj: TrustGrant, form: Any, change: bool) -> None:
        values = form.cleaned_data
        try:
            if change:
                obj.end(by=request.user, because=values["because"])
            else:
                member, reason = values["pseudonym"], values["reason"]
                obj.pk = TrustGrant.objects.give(member, by=request.user, reason=reason).pk
                obj.member = member  # for the words that say what was done
        except IllegalMove as refusal:  # another moderator was faster
            raise PermissionDenied(str(refusal)) from refusal
