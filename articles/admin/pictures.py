"""Pictures."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.desk import DeskAdmin
from articles.models import Picture
from portal.images import MOST_BYTES, Encoded, reencode


class DescriptionForm(forms.ModelForm):
    """A picture is described, or it is decoration."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decorative") and cleaned.get("alt"):
            self.add_error("decorative", "Decoration has no description: leave that empty.")
        elif "alt" in cleaned and not cleaned["alt"] and not cleaned.get("decorative"):
            self.add_error("alt", "Say what the picture shows, or mark it as decoration.")
        return cleaned


class PictureForm(DescriptionForm):
    """A new picture, with its file."""

    file = forms.FileField(
        label="File",
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
        ),
        help_text=(
            f"JPEG, PNG, WebP or GIF, at most {MOST_BYTES // 1024**2} MB. It is drawn anew: where "
            "it was taken and with what is not kept. Everybody who has its address can see it."
        ),
    )

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key):
            raise ValidationError("Use small letters, figures and hyphens, such as mri-of-a-child.")
        return key

    def clean_file(self) -> Encoded:
        file = self.cleaned_data["file"]
        return reencode(file.read(MOST_BYTES + 1))


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    list_display = ["key", "preview", "alt", "decorative", "credit", "uploaded_at"]
    list_filter = ["decorative"]
    search_fields = ["key", "alt", "credit"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        return super().get_queryset(request).defer("large", "small")

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """People in a picture may ask for it to go: an administrator can delete it."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        if obj:
            return ["preview", "in_a_text", "alt", "decorative", "credit", "shown_in"]
        return ["file", "key", "alt", "decorative", "credit"]

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        return ["preview", "in_a_text", "shown_in"] if obj else []

    def get_form(self, request: HttpRequest, obj: Picture | None = None, **kwargs: Any) -> Any:
        """The file comes once: articles that were signed with it show it. A new one is another."""
        return super().get_form(
            request, obj, form=DescriptionForm if obj else PictureForm, **kwargs
        )

    @admin.display(description="picture")
    def preview(self, picture: Picture) -> SafeString:
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" class="picture-preview">',
            picture.address(640), picture.alt, picture.width, picture.height,
        )  # fmt: skip

    @admin.display(description="in a text")
    def in_a_text(self, picture: Picture) -> SafeString:
        return format_html("<code>![](picture:{})</code>", picture.key)

    @admin.display(description="shown in")
    def shown_in(self, picture: Picture) -> str | SafeString:
        rows = (
            (reverse("admin:articles_article_change", args=[article.pk]), article.title)
            for article in picture.shown_in().only("title")
        )
        return format_html_join(", ", '<a href="{}">{}</a>', rows) or "No published text"

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        if change:
            obj.describe()
        else:
            obj.take(form.cleaned_data["file"], by=request.user)
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        obj.remove()
