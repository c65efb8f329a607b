"""What the admins of articles, conditions and all around them have in common."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.forms import widgets
from articles.forms.addresses import RenameForm, check_new_address
from articles.models.addresses import Addressed
from portal.verbs import VerbAdmin, sent


class DeskAdmin(VerbAdmin):
    """An admin without deletion, and with addresses that move."""

    #: The field from which the address of a new page is made; later only `rename` changes it.
    slug_from = ""
    actions = None
    view_on_site = False
    show_full_result_count = False
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Pages are retired, not deleted: people have linked to them."""
        return False

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, list[str]]:
        return {"slug": [self.slug_from]} if self.slug_from and obj is None else {}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = ["slug"] if self.slug_from and obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "slug" and issubclass(self.model, Addressed):
            field.validators = [*field.validators, partial(check_new_address, self.model)]
        return field

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs["widget"] = widgets.checklist()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Of two who add the same at once, the second is told at the field, as if a day later."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            for file in request.FILES.values():
                file.seek(0)
            return super().changeform_view(request, *args, **kwargs)

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Django passes on as numbers of rows whatever was sent."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(each.isascii() and each.isdecimal() and len(each) < 18 for each in chosen):
            return super().response_action(request, queryset)
        raise BadRequest("A row is chosen by its number.")

    def rename(self, request: HttpRequest, page: Any) -> HttpResponse:
        form = RenameForm(sent(request), page=page)
        return self.do(
            request, page, title=f"Move “{page}” to another address", button="Move", form=form,
            act=lambda: page.rename(slug=form.cleaned_data["slug"]),
            done="Moved. The old address now leads to the new one.",
        )  # fmt: skip
