"""Sources, and what happens to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.source_import import ImportPage
from articles.desk import DeskAdmin, sent
from articles.forms import widgets
from articles.identifiers import NAMES
from articles.models import Article, Claim, Source


class SourceForm(forms.ModelForm):
    """Identifiers may be pasted as they come; the model keeps them in one spelling."""

    title = forms.CharField(max_length=400, widget=widgets.line())
    citation = forms.CharField(
        max_length=300, required=False, widget=widgets.line(),
        help_text="Journal, year, volume, pages.",
    )  # fmt: skip
    doi = forms.CharField(
        label="DOI", max_length=400, required=False, widget=widgets.line(),
        help_text="Such as 10.1001/jama.2018.18743, or its address.",
    )  # fmt: skip
    pmid = forms.CharField(
        label="PubMed id", max_length=100, required=False, help_text="Such as 30644983."
    )
    registry_id = forms.CharField(
        label="Trial registry id", max_length=200, required=False,
        help_text="NCT01560182, ISRCTN88667898, 2017-001438-25 (EudraCT) or "
        "2022-501417-31-01 (CTIS).",
    )  # fmt: skip
    url = forms.URLField(
        label="Address", max_length=300, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vLargeTextField"}),
        help_text="Only where there is no DOI, PubMed id or registry id, or beside them.",
    )  # fmt: skip

    def validate_unique(self) -> None:
        """Who adds a source for the second time is led to the first."""
        found = {name: getattr(self.instance, name) for name in NAMES}
        for name, other in Source.already(found, but=self.instance.pk).items():
            if name not in self.errors:
                url = reverse("admin:articles_source_change", args=[other.pk])
                words = 'This source is already here: <a href="{}">{} [@{}]</a>. Please cite that.'
                self.add_error(name, forms.ValidationError(
                    format_html(words, url, other.title, other.key), code="already_here"
                ))  # fmt: skip
        if not self.errors:
            super().validate_unique()


class RetractForm(forms.Form):
    """What its publisher says, and since when."""

    on = forms.DateField(
        label="Day of the retraction",
        initial=timezone.localdate,
        widget=widgets.day(),
    )
    why = forms.CharField(
        label="What its publisher says",
        max_length=300,
        widget=widgets.line(),
        help_text="One sentence. Readers see it in the list of sources.",
    )


class SupersedeForm(forms.Form):
    """Which source takes its place."""

    key = forms.CharField(
        label="Key of the newer source", max_length=70, help_text="Such as fumagalli-2022."
    )
    why = forms.CharField(
        label="What is new about it",
        max_length=300,
        widget=widgets.line(),
        help_text="One sentence for editors.",
    )

    def clean_key(self) -> Source:
        key = self.cleaned_data["key"].strip().removeprefix("[@").removesuffix("]")
        if source := Source.objects.filter(key=key).first():
            return source
        raise forms.ValidationError(
            f"There is no source with the key “{key}”. Please add it first."
        )


class RestoreForm(forms.Form):
    """Why a source is sound after all."""

    why = forms.CharField(
        label="Why it holds after all",
        max_length=300,
        widget=widgets.line(),
    )


@admin.register(Source)
class SourceAdmin(ImportPage, DeskAdmin):
    form = SourceForm
    change_form_template = "admin/articles/source/change_form.html"
    change_list_template = "admin/articles/source/change_list.html"
    verbs = dict.fromkeys(("retract", "supersede", "restore"), "articles.change_source")
    list_display = ["key", "title", "year", "kind", "state"]
    list_filter = ["state", "kind", "year"]
    search_fields = ["key", "title", "doi", "pmid", "registry_id", "url"]
    fields = ["key", "title", "citation", "year", "kind", "doi", "pmid", "registry_id", "url"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="articles_source_import"), *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        return ["key"] if obj else []  # texts cite it by this key

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With what links here."""
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 10 else 0
        context = (extra_context or {}) | {"cited_in": _pages(pk), "claims": _claims(pk)}
        return super().change_view(request, object_id, form_url, context)

    # --- Verbs ---
    def retract(self, request: HttpRequest, source: Source) -> HttpResponse:
        if source.state == Source.State.RETRACTED:
            return self.refuse(request, source, "It is already marked as retracted.")
        form = RetractForm(sent(request))
        return self.do(
            request, source, title=f"“{source.title}” was retracted", button="Mark as retracted",
            form=form, act=lambda: source.retract(by=request.user, **form.cleaned_data),
            done="Marked as retracted. Every page that cites it says so until an editor decides.",
            notes=self._what_follows(source),
        )  # fmt: skip

    def supersede(self, request: HttpRequest, source: Source) -> HttpResponse:
        if source.state != Source.State.CURRENT:
            return self.refuse(
                request, source, f"It is already {source.get_state_display().lower()}."
            )
        form = SupersedeForm(sent(request))
        return self.do(
            request, source, title=f"“{source.title}” is superseded", button="Mark as superseded",
            form=form,
            act=lambda: source.supersede(
                by=request.user, with_=form.cleaned_data["key"], why=form.cleaned_data["why"]
            ),
            done="Marked as superseded. Published pages that cite it wait for an editor.",
            notes=self._what_follows(source),
        )  # fmt: skip

    def restore(self, request: HttpRequest, source: Source) -> HttpResponse:
        if source.state == Source.State.CURRENT:
            return self.refuse(request, source, "It is not marked as retracted or superseded.")
        form = RestoreForm(sent(request))
        return self.do(
            request, source, title=f"“{source.title}” holds after all", button="Restore", form=form,
            act=lambda: source.restore(by=request.user, **form.cleaned_data),
            done="Restored. What waited for a decision about it is settled.",
        )  # fmt: skip

    def _what_follows(self, source: Source) -> list[str]:
        number = _pages(source.pk).filter(state="published").count()
        if not number:
            return ["No published page cites it."]
        return [f"{number} published page{'s' * (number != 1)} must then be looked at."]


def _pages(source: int) -> QuerySet[Article]:
    """The pages whose text, as readers see it, cites this source."""
    return (
        Article.objects.filter(live__citations__source=source, state__in=["published", "retired"])
        .only("title", "slug", "kind", "state")
        .order_by("title")
    )


def _claims(source: int) -> QuerySet[Claim]:
    return (
        Claim.objects.filter(sources=source, revision__pk__in=_pages(source).values("live"))
        .select_related("revision")
        .defer("revision__body", "revision__summary")
        .order_by("revision__title", "position")
    )
