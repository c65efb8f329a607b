"""Pages of the admin on which something is done to one object, after a look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from portal.states import IllegalMove


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form without a field counts as sent."""
    return request.POST if request.method == "POST" else None


class VerbAdmin(admin.ModelAdmin):
    """An admin whose verbs have pages of their own: `<pk>/<verb>/`."""

    #: Verb: the permission that it asks for. The view is the method of that name.
    verbs: dict[str, str] = {}

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                f"<int:pk>/{verb}/",
                self.admin_site.admin_view(self._view(verb)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{verb}",
            )
            for verb in self.verbs
        ] + super().get_urls()

    def may_do(self, request: HttpRequest, verb: str) -> bool:
        return request.user.has_perm(self.verbs[verb])

    def _view(self, verb: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            if not self.may_do(request, verb):
                raise PermissionDenied
            return getattr(self, verb)(request, get_object_or_404(self.model, pk=pk))

        return view

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["verbs"] = {verb for verb in self.verbs if self.may_do(request, verb)}
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
        logged: str = "",
        template: str = "admin/do.html",
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
                self.log_change(request, page, logged or done)
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
