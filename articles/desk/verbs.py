"""Pages of the admin on which something is done to one article or condition, after a look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles.forms import widgets
from articles.forms.addresses import RenameForm, check_new_address
from articles.models.addresses import Addressed
from portal.states import IllegalMove


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form without a field counts as sent."""
    return request.POST if request.method == "POST" else None


class DeskAdmin(admin.ModelAdmin):
    """An admin without deletion, whose verbs have pages of their own: `<pk>/<verb>/`."""

    #: Verb: the permission that it asks for. The view is the method of that name.
    verbs: dict[str, str] = {}
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

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                f"<int:pk>/{verb}/",
                self.admin_site.admin_view(self._view(verb)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{verb}",
            )
            for verb in self.verbs
        ] + super().get_urls()

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

    def _view(self, verb: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            if not request.user.has_perm(self.verbs[verb]):
                raise PermissionDenied
            return getattr(self, verb)(request, get_object_or_404(self.model, pk=pk))

        return view

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["verbs"] = {v for v, needed in self.verbs.items() if request.user.has_perm(needed)}
        return super().render_change_form(request, context, *args, **kwargs)

    def do(
        self,
        request: HttpRequest,
        page: Any,
        *,
        title: str,
        button: str,
        form: forms.Form,
        act: Callable[[], Any],
        done: str,
        template: str = "admin/articles/do.html",
        **context: Any,
    ) -> HttpResponse:
        """Show what will happen; when the form comes back, let it happen and say so.

        A refusal shows the form again with all that was typed.
        """
        if request.method == "POST" and form.is_valid():
            try:
                act()
            except IllegalMove as refusal:
                form.add_error(None, f"Nothing was changed. {refusal}")
            else:
                self.log_change(request, page, done)
                self.message_user(request, done, messages.SUCCESS)
                return self.back(page)
        context |= self.admin_site.each_context(request)
        context |= {"title": title, "button": button, "form": form, "page": page, "opts": self.opts}
        return TemplateResponse(request, template, context)

    def refuse(self, request: HttpRequest, page: Any, why: str) -> HttpResponse:
        self.message_user(request, why, messages.WARNING)
        return self.back(page)

    def back(self, page: Any) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", page.pk)

    def rename(self, request: HttpRequest, page: Any) -> HttpResponse:
        form = RenameForm(sent(request), page=page)
        return self.do(
            request, page, title=f"Move “{page}” to another address", button="Move", form=form,
            act=lambda: page.rename(slug=form.cleaned_data["slug"]),
            done="Moved. The old address now leads to the new one.",
        )  # fmt: skip
