"""Members who told the moderators of a death; and saying it for a member who asked for that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.forms import widgets
from forum.admin.read_only import ReadOnlyAdmin
from forum.fields import LineField
from forum.models import Bereavement
from portal.models import User


class BereavementForm(forms.ModelForm):
    pseudonym = LineField(
        label="Name of the member",
        max_length=30,
        help_text="Only if the member has asked you to. They are told, and can change it or take "
        "it back.",
        widget=widgets.line(),
    )
    questions_rest = forms.BooleanField(
        label="Mark their earlier questions “No reply needed”", required=False
    )

    class Meta:
        model = Bereavement
        fields = ["mails"]
        labels = {"mails": "E-mails"}
        widgets = {"mails": forms.RadioSelect}

    def clean_pseudonym(self) -> User:
        member = User.objects.called(self.cleaned_data["pseudonym"])
        if member is None:
            raise forms.ValidationError("No member has exactly this name.", code="unknown")
        return member


@admin.register(Bereavement)
class BereavementAdmin(ReadOnlyAdmin):
    """Moderators see a row only where the member said that they may."""

    list_display = ["member", "mails", "created_at", "set_by"]
    list_select_related = ["member", "set_by"]
    ordering = ["-created_at"]
    sortable_by = ()
    fields = readonly_fields = ["member", "mails", "questions_rest", "created_at", "set_by"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Members who told us of a death"})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        title = {"title": "Say it for a member who asked you to"}
        return super().add_view(request, form_url, title)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bereavement]:
        return super().get_queryset(request).told_to_moderators()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("forum.moderate")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return BereavementForm if obj is None else super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.fields if obj else ["pseudonym", "mails", "questions_rest"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.readonly_fields if obj else []

    def save_model(self, request: HttpRequest, obj: Bereavement, form: Any, change: bool) -> None:
        values = form.cleaned_data
        said = Bereavement.objects.say(
            member=values["pseudonym"],
            mails=values["mails"],
            questions_rest=values["questions_rest"],
            moderators_know=True,
            by=request.user,
        )
        obj.pk = said.pk
