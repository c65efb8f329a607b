"""People, topics and moved pages in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.account_verbs import AccountVerbs
from portal.accounts import pseudonyms
from portal.audit import AuditEvent
from portal.leaving.models import AccountDeletion
from portal.models import MovedPath, Topic, User
from portal.search.admin import SearchLogAdmin, SearchSynonymAdmin

__all__ = [
    "MovedPathAdmin", "SearchLogAdmin", "SearchSynonymAdmin", "TopicAdmin", "UserAdmin",
]  # fmt: skip


#: What an administrator gives and takes, besides groups.
OPENS = ["badge", "is_active", "is_staff", "is_superuser"]


class UserForm(forms.ModelForm):
    class Meta:
        help_texts = {"pseudonym": "Change it only when it tells who somebody is."}
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def clean_pseudonym(self) -> str:
        """What cannot be shown is refused; a title or a real name may be right here."""
        name = pseudonyms.normalise(self.cleaned_data["pseudonym"])
        pseudonyms.check_characters(name)
        return name

    def clean(self) -> dict[str, Any]:
        """A group opens nothing by itself: a new moderator would find the door locked."""
        cleaned = super().clean()
        if cleaned.get("groups") and not cleaned.get("is_staff", True):
            self.add_error("is_staff", "People in a group also need this, to come to their work.")
        return cleaned


@admin.register(User)
class UserAdmin(AccountVerbs):
    """For administrators. Moderators judge what is written, and never see an address."""

    form = UserForm
    list_display = ["pseudonym", "badge", "roles", "is_staff", "is_active", "date_joined"]
    list_filter = ["badge", "groups", "is_staff", "is_active"]
    search_fields = ["pseudonym", "email"]
    ordering = ["-date_joined"]
    show_full_result_count = False
    fields = [
        "pseudonym", "email", "badge", "badge_checked_on", "is_active", "is_staff", "groups",
        "is_superuser", "date_joined", "last_login",
    ]  # fmt: skip
    #: An address is changed by its owner, who proves that it is theirs.
    readonly_fields = ["email", "badge_checked_on", "date_joined", "last_login"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def save_model(self, request: HttpRequest, obj: User, form: UserForm, change: bool) -> None:
        """Readers are told on which day the badge was checked."""
        if "badge" in form.changed_data:
            obj.badge_checked_on = timezone.localdate() if obj.badge else None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: UserForm, *args: Any) -> None:
        """What opens doors is kept with what it was before."""
        member = form.instance
        before = {name: form.initial.get(name) for name in OPENS if name in form.fields}
        before["groups"] = sorted(str(group) for group in form.initial["groups"])
        super().save_related(request, form, *args)
        after = {name: getattr(member, name) for name in before if name != "groups"}
        after["groups"] = sorted(str(group) for group in member.groups.all())
        AuditEvent.changed(by=request.user, member=member, before=before, after=after)

    @admin.display(description="works as")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "-"

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Only administrators open doors for others."""
        doors = [] if request.user.is_superuser else ["is_staff", "groups", "is_superuser"]
        return [*self.readonly_fields, *doors]

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Not only the row: the name goes from others' texts as well."""
        AccountDeletion.at_once(obj, by=request.user, reason="Deleted in the admin.")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for member in queryset:
            self.delete_model(request, member)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People sign up themselves, so nobody else ever knew their password."""
        return False


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "description"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def view_on_site(self, topic: Topic) -> str:
        return topic.get_absolute_url()


class MovedPathForm(forms.ModelForm):
    def clean_old(self) -> str:
        return _path(self.cleaned_data["old"])

    def clean_new(self) -> str:
        return _path(self.cleaned_data["new"])


def _path(text: str) -> str:
    """A path on this portal, so that nobody can be sent away from it."""
    if not text.startswith("/") or text.startswith(("//", "/\\")) or "\\" in text:
        raise ValidationError("Please enter a path on this site, such as /articles/feeding/.")
    return text


@admin.register(MovedPath)
class MovedPathAdmin(admin.ModelAdmin):
    form = MovedPathForm
    list_display = ["old", "new"]
    search_fields = ["old", "new"]
