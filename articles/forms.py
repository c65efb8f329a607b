"""What editors and clinical reviewers fill in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.text import slugify

from articles import citations
from articles.models import MAX_BODY, Article, Condition, Revision, SignOff, Source
from portal.models import Topic

#: Days. A review is for a year unless the reviewer says otherwise, and never for more than three.
REVIEW_FOR, REVIEW_AT_MOST = 365, 3 * 366
WIDE = {"class": "vLargeTextField"}
TALL = {"rows": 30, "class": "vLargeTextField", "spellcheck": "true"}


class ArticleForm(forms.ModelForm):
    """What an article is, and its latest text. A changed text becomes a new revision."""

    text_title = forms.CharField(label="Title", max_length=200, widget=forms.TextInput(attrs=WIDE))
    summary = forms.CharField(
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Two or three plain sentences, with their citations.",
    )
    body = forms.CharField(
        label="Text",
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs=TALL),
        help_text="Markdown. Headings begin with ##, citations look like [@key of a source].",
    )
    note = forms.CharField(
        label="What you changed, and why", max_length=300, required=False,
        widget=forms.TextInput(attrs=WIDE),
        help_text="When a review is due and nothing needs to change, say so here: that makes a "
        "revision that can be signed anew.",
    )  # fmt: skip
    significance = forms.ChoiceField(
        label="How much changed",
        choices=Revision.Significance,
        initial=Revision.Significance.UPDATE,
        required=False,
    )
    #: The revision that was shown when writing began.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topics = forms.ModelMultipleChoiceField(  # chosen from the vocabulary, never typed
        Topic.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checklist"}),
    )

    class Meta:
        model = Article
        fields = ["slug", "kind", "conditions", "topics", "related"]

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
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The address. Left empty, it is made from the title."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = slugify(cleaned.get("text_title", ""))[:100].strip("-")
            if cleaned.get("text_title") and not cleaned["slug"]:
                self.add_error("slug", "The title gives no address. Please write one here.")
        # Locked until the request ends: of two who save at once, the second sees the first's text.
        here = Article.objects.select_for_update().filter(pk=self.instance.pk).first()
        newest = here and here.latest
        if cleaned.get("based_on") != (newest and newest.number):
            self.add_error(
                None,
                "Somebody else has saved a newer text while you were writing. Please copy what you "
                "wrote, open the article again and bring both together.",
            )
        text = self.text()
        try:
            Revision(**text).clean()
        except ValidationError as error:
            self.add_error(None, error.messages)
        return cleaned

    def text(self) -> dict[str, str]:
        """With the line ends that files have, so that a text sent back unchanged is the same."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned.get("text_title", ""),
            "summary": cleaned.get("summary", "").replace("\r\n", "\n"),
            "body": cleaned.get("body", "").replace("\r\n", "\n"),
        }

    @property
    def text_has_changed(self) -> bool:
        """Also when it cites what has become a source since: its citations are counted anew."""
        latest = self.latest
        return (
            latest is None
            or any(
                value.strip() != getattr(latest, name).strip()
                for name, value in self.text().items()
            )
            or Source.objects.filter(key__in=citations.dangling(latest)).exists()
        )


class RevisionForm(forms.Form):
    """For what is done to the latest revision: nobody acts on a text that they have not seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, latest: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.fields["revision"].initial = latest.number

    def clean_revision(self) -> int:
        if self.cleaned_data["revision"] != self.latest.number:
            raise ValidationError("There is a newer text now. Please go back and read it first.")
        return self.cleaned_data["revision"]


def next_review() -> date:
    return timezone.localdate() + timedelta(days=REVIEW_FOR)


class SignForm(RevisionForm):
    """Readers see the name, the role, the credential and both dates."""

    interests = forms.CharField(
        label="Declared interests",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Who pays you for anything that this text is about. Write “None” if nobody does.",
    )
    review_due_on = forms.DateField(
        label="To be reviewed again by",
        initial=next_review,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_review_due_on(self) -> date:
        due, today = self.cleaned_data["review_due_on"], timezone.localdate()
        if not today < due <= today + timedelta(days=REVIEW_AT_MOST):
            raise ValidationError("Please choose a day within the next three years.")
        return due

    def sign(self, by: Any) -> SignOff:
        fields = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return self.latest.sign(by=by, **fields)


class RenameForm(forms.Form):
    slug = forms.CharField(
        label="New address",
        max_length=100,
        validators=[validate_slug],
        help_text="Lower-case letters, figures and hyphens. The old address will lead to it.",
    )

    def __init__(self, *args: Any, page: Article | Condition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["slug"].initial = page.slug

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        taken = type(self.page)._default_manager.filter(slug=slug).exclude(pk=self.page.pk)
        if taken.exists():
            raise ValidationError("Another page already has this address.")
        return slug
