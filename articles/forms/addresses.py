"""The address of a page: a new one, and which are taken for good."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.urls import NoReverseMatch, reverse

from articles.models.addresses import Addressed
from portal.models import MovedPath

LEADS_ELSEWHERE = (
    "Another page once had this address, and people who have kept it are sent on to that page. "
    "Please choose another one."
)


class RenameForm(forms.Form):
    """Another slug, which no other page has or once had."""

    slug = forms.CharField(
        label="New address",
        max_length=100,
        validators=[validate_slug],
        error_messages={
            "invalid": "Enter a valid address, such as gene-therapy-for-mld: letters without "
            "accents, figures and hyphens, no spaces."
        },
        help_text="Lower-case letters, figures and hyphens. The old address will lead to it.",
    )

    def __init__(self, *args: Any, page: Addressed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["slug"].initial = page.slug

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        taken = type(self.page)._default_manager.filter(slug=slug).exclude(pk=self.page.pk)
        if taken.exists():
            raise ValidationError("Another page already has this address.")
        if leads_elsewhere(type(self.page)(slug=slug), unless=self.page):
            raise ValidationError(LEADS_ELSEWHERE)
        return slug


def check_new_address(model: type[Addressed], slug: str) -> None:
    """A new page must not take the address under which people have kept another one."""
    try:
        taken = leads_elsewhere(model(slug=slug))
    except NoReverseMatch:  # no slug at all, which is said elsewhere
        return
    if taken:
        raise ValidationError(LEADS_ELSEWHERE)


def leads_elsewhere(page: Addressed, unless: Addressed | None = None) -> MovedPath | None:
    """The redirect that a page at this address would hide, unless it is that page's own."""
    address = reverse(f"articles:{page._meta.model_name}", args=[page.slug])
    moved = MovedPath.objects.filter(old=address)
    return (moved.exclude(new=unless.get_absolute_url()) if unless else moved).first()
