"""The page on which editors bring in sources from their reference manager, with a look before."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.forms import widgets
from articles.importing import bibliographies
from articles.importing.bibliographies import Entry, Unreadable
from articles.models import Source

#: Entries on one page: a form may have 300 fields, and each new entry has two.
SHOWN = 100
#: Where the session keeps what was read, so that nothing is lost on the way.
KEPT = "source_import"
OTHER_LIST = (
    "Nothing was added by this click: it was meant for another list than the one that is waiting "
    "now, from another window or from the page before. Please choose here."
)


class FileForm(forms.Form):
    """The entries, as a file or pasted."""

    file = forms.FileField(
        label="File", required=False, help_text="BibTeX (.bib) or RIS (.ris), in UTF-8, up to 1 MB."
    )
    text = forms.CharField(
        label="Or paste it here",
        required=False,
        max_length=200_000,
        strip=False,
        widget=widgets.lines(12, spellcheck="false"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if self.errors:
            return cleaned
        if bool(file) == bool(text):
            raise ValidationError("Please choose a file, or paste the entries.")
        try:
            if file:
                if file.size > bibliographies.MOST_BYTES:
                    raise Unreadable("This file is larger than 1 MB. Please divide it.")
                text = bibliographies.decode(file.read())
            cleaned["entries"] = entries = bibliographies.read(text)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        if all(entry.problem for entry in entries):  # to be mended here, where it was pasted
            raise ValidationError(
                ["Nothing in it can be used.", *(f"{e.title or 'An entry'} ({e.place}): {e.problem}"
                 for e in entries[:SHOWN])]
            )  # fmt: skip
        return cleaned


class EntryForm(forms.Form):
    """What an editor decides of one entry."""

    kind = forms.ChoiceField(choices=[("", "Leave it out"), *Source.Kind.choices], required=False)
    key = forms.CharField(max_length=60, required=False)


class ImportPage:
    """For SourceAdmin: a file, then what is in it, then the sources."""

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("articles.add_source"):
            raise PermissionDenied
        kept = [Entry(**each) for each in request.session.get(KEPT, [])]
        if request.method == "POST" and "forget" in request.POST:
            request.session.pop(KEPT, None)
            return redirect("admin:articles_source_import")
        if kept:
            return self._choose(request, kept)
        form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if form.is_valid():
            request.session[KEPT] = [asdict(entry) for entry in form.cleaned_data["entries"]]
            return redirect("admin:articles_source_import")
        return self._answer(request, "admin/articles/source/import.html", form=form)

    def _choose(self, request: HttpRequest, kept: list[Entry]) -> HttpResponse:
        """What is new, to choose from; what is here already, and what is of no use and why.

        What was sent is kept when anything is wrong with it.
        """
        new = [entry for entry in kept if entry.is_new]
        shown = new[:SHOWN]
        # Rows are told apart by their place: what was chosen for another list must not be taken.
        mark = sha256(repr(shown).encode()).hexdigest()[:16]
        sent = request.POST if request.method == "POST" else None
        refusal = ""
        if sent and sent.get("of", mark) != mark:
            sent, refusal = None, OTHER_LIST
        rows = [
            (
                entry,
                EntryForm(
                    sent,
                    prefix=str(n),
                    initial={"key": entry.key, "kind": entry.kind if entry.kind_is_known else ""},
                ),
            )
            for n, entry in enumerate(shown)
        ]
        valid = [form.is_valid() for _, form in rows]  # of each, so that all errors show
        if sent is not None and all(valid):
            try:
                return self._create(request, rows, rest=new[SHOWN:])
            except ValidationError as error:
                refusal = error.messages[0]
        there = Source.objects.in_bulk([entry.there for entry in kept if entry.there])
        return self._answer(
            request, "admin/articles/source/choose.html",
            rows=rows, more=len(new) - len(shown), refusal=refusal, mark=mark,
            there=[(entry, there[entry.there]) for entry in kept if entry.there in there],
            unusable=[entry for entry in kept if entry.problem and entry not in new],
        )  # fmt: skip

    def _create(
        self, request: HttpRequest, rows: list[tuple[Entry, EntryForm]], *, rest: list[Entry]
    ) -> HttpResponse:
        chosen = []
        for entry, form in rows:
            if form.cleaned_data["kind"]:
                entry.kind = form.cleaned_data["kind"]
                entry.key = form.cleaned_data["key"].strip()
                chosen.append(entry)
        if not chosen and not rest:
            raise ValidationError("Nothing was added: choose for at least one what it is.")
        for source in bibliographies.create(chosen):
            self.log_addition(request, source, "Imported from a file.")
        added = f"{len(chosen)} source{'s' * (len(chosen) != 1)} added."
        keys = " ".join(f"[@{entry.key}]" for entry in chosen[:10])
        more = " and so on" if len(chosen) > 10 else ""
        cite = f" Cite as {keys}{more}." if chosen else ""
        self.message_user(request, added + cite, messages.SUCCESS)
        request.session[KEPT] = [asdict(entry) for entry in rest]
        return redirect(
            "admin:articles_source_import" if rest else "admin:articles_source_changelist"
        )

    def _answer(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context |= self.admin_site.each_context(request)
        context |= {"title": "Import from BibTeX or RIS", "opts": self.opts}
        return TemplateResponse(request, template, context)
