"""The form in which editors write a text and say what it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from articles import citations
from articles.forms import pasting, widgets
from articles.forms.addresses import LEADS_ELSEWHERE, leads_elsewhere
from articles.models import MAX_BODY, Article, Revision, Source
from portal.models import Topic


class Prose(forms.CharField):
    """A long text, with the line ends that files have, and no `maxlength` for the browser."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class ArticleForm(forms.ModelForm):
    """What an article is, and its latest text. A changed text becomes a new revision."""

    text_title = forms.CharField(label="Title", max_length=200, widget=widgets.line())
    # Browsers would cut a text that is too long without a word: only the server says no to it.
    summary = Prose(
        max_length=1_000,
        widget=widgets.lines(3),
        help_text="Two or three plain sentences, with their citations.",
    )
    body = Prose(
        label="Text",
        max_length=MAX_BODY,
        widget=widgets.lines(30, spellcheck="true"),
        help_text="Markdown. Headings begin with ##, citations look like [@key of a source].",
    )
    note = forms.CharField(
        label="What you changed, and why", max_length=300, required=False,
        widget=widgets.line(),
        help_text="When a review is due and nothing needs to change, say so here: that makes a "
        "revision that can be signed anew.",
    )  # fmt: skip
    public_note = forms.CharField(
        label="What readers are told has changed", max_length=300, required=False,
        widget=widgets.line(),
        help_text="Shown on the page once this text is published. Typing mistakes need none.",
    )  # fmt: skip
    significance = forms.ChoiceField(
        label="How much changed",
        choices=Revision.Significance,
        initial=Revision.Significance.UPDATE,
        required=False,
    )
    #: The revision that was shown when writing began.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    #: The newer revision that an editor has read after a refusal, and brought together with theirs.
    merged = forms.IntegerField(widget=forms.HiddenInput, required=False)
    translated_from = forms.ModelChoiceField(
        Revision.objects.none(), required=False, label="Made from revision",
        empty_label="What readers see of the original now",
        help_text="Of the original. Readers are told when the original has changed since.",
    )  # fmt: skip
    topics = forms.ModelMultipleChoiceField(  # chosen from the vocabulary, never typed
        Topic.objects.order_by("name"),
        required=False,
        widget=widgets.checklist(),
    )

    class Meta:
        model = Article
        fields = [
            "slug", "kind", "conditions", "topics", "treatments", "related", "language",
            "translation_of",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = self.instance.latest if self.instance.pk else None
        if self.latest:
            self.initial |= {
                "text_title": self.latest.title,
                "summary": self.latest.summary,
                "body": self.latest.body,
                "based_on": self.latest.number,
            }
        #: The text that somebody else has saved meanwhile; see `clean`.
        self.newer: Revision | None = None
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The address. Left empty, it is made from the title."
        if "language" in self.fields:  # not where it is only read
            self.fields["language"].required = False
        if self.instance.translation_of_id:
            made_from = Revision.objects.filter(article=self.instance.translation_of_id)
            self.fields["translated_from"].queryset = made_from.defer("summary", "body")
            self.initial["translated_from"] = self.latest and self.latest.translated_from_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in self.fields and "slug" not in self.errors:
            self._clean_slug(cleaned)
        # Locked until the request ends: of two who save at once, the second sees the first's text.
        here = Article.objects.select_for_update().filter(pk=self.instance.pk).first()
        newest = here and here.latest
        number = newest and newest.number
        if number not in (cleaned.get("based_on"), cleaned.get("merged")):
            self.newer = newest
            self.add_error(
                None,
                "Somebody else has saved a newer text while you were writing. Yours is still in "
                "the form below and was not saved. Above it you see how the two differ.",
            )
        text = self.text()
        try:
            Revision(**text).clean()
        except ValidationError as error:
            self.add_error(None, error.messages)
        self._clean_translation(cleaned)
        return cleaned

    def is_multipart(self) -> bool:
        """As multipart a text takes as many bytes as it has; otherwise up to three times as many,
        and a long one in Cyrillic would not be taken."""
        return True

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.instance.language

    def _clean_slug(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("slug"):
            cleaned["slug"] = slugify(cleaned.get("text_title", ""))[:100].strip("-")
            if cleaned.get("text_title") and not cleaned["slug"]:
                self.add_error("slug", "The title gives no address. Please write one here.")
        if cleaned.get("slug") and leads_elsewhere(Article(slug=cleaned["slug"])):
            self.add_error("slug", LEADS_ELSEWHERE)

    def _clean_translation(self, cleaned: dict[str, Any]) -> None:
        original = cleaned.get("translation_of")
        if original is None:
            return
        if original.pk == self.instance.pk or original.translation_of_id:
            self.add_error("translation_of", "Choose the original, which is no translation itself.")
        elif self.instance.pk and self.instance.translations.exists():
            self.add_error("translation_of", "Other articles are translations of this one.")
        elif original.language == cleaned.get("language"):
            self.add_error("language", "The original is written in this language already.")
        made_from = cleaned.get("translated_from")
        if made_from and made_from.article_id != original.pk:
            # The list was that of the original before. What readers see of the new one counts.
            cleaned["translated_from"] = None

    def text(self) -> dict[str, str]:
        """As Markdown knows it; what was not changed stays letter by letter as it was."""
        cleaned, text = self.cleaned_data, {}
        for name, sent in (("title", "text_title"), ("summary", "summary"), ("body", "body")):
            value, before = cleaned.get(sent, ""), getattr(self.latest, name, "")
            same = value.strip() == before.strip()
            text[name] = before if same and before else pasting.tidy(value)
        return text

    def made_from(self) -> Revision | None:
        """The revision of the original from which this translation was made."""
        original = self.cleaned_data.get("translation_of")
        chosen = self.cleaned_data.get("translated_from")
        return original and (chosen or original.live or original.latest)

    @property
    def text_has_changed(self) -> bool:
        """Also when it cites what has become a source since: its citations are counted anew."""
        latest = self.latest
        return (
            latest is None
            or any(value != getattr(latest, name) for name, value in self.text().items())
            or ("translated_from" in self.changed_data)
            or Source.objects.filter(key__in=citations.dangling(latest)).exists()
        )
