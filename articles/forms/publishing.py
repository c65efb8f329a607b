"""What editors fill in when they publish a text, plan it, or take it away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.checks import Finding
from articles.forms import widgets
from articles.forms.revision import RevisionForm
from articles.models import Article
from articles.models.publishing import PLANNED_AT_MOST


def by_code(findings: list[Finding]) -> dict[str, list[Finding]]:
    """The findings of each check together."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.code, []).append(finding)
    return grouped


class PublishForm(RevisionForm):
    """Every warning asks why the text is published all the same."""

    #: Whether what blocks keeps the form from being sent.
    refuses = True

    def __init__(self, *args: Any, findings: list[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocking = [finding for finding in findings if finding.blocks]
        self.warnings = by_code([finding for finding in findings if not finding.blocks])
        for code in self.warnings:
            self.fields[self.field_of(code)] = forms.CharField(
                label="Publish all the same, because…",
                max_length=300,
                widget=widgets.line(),
                error_messages={
                    "required": "Mend it, or write why the text may be published all the same."
                },
            )

    @staticmethod
    def field_of(code: str) -> str:
        return f"because_{code}"

    def warned(self) -> list[tuple[str, list[Finding], forms.BoundField]]:
        """Each warning with its field."""
        return [
            (code, findings, self[self.field_of(code)]) for code, findings in self.warnings.items()
        ]

    def clean(self) -> dict[str, Any]:
        if self.refuses and self.blocking:
            codes = ", ".join(by_code(self.blocking))
            raise ValidationError(f"Not yet: mend what keeps it from being published ({codes}).")
        return super().clean()

    def reasons(self) -> dict[str, str]:
        return {code: self.cleaned_data[self.field_of(code)] for code in self.warnings}


class PlannedTime(forms.DateTimeField):
    """In the time zone of the portal, which the label says."""

    def __init__(self) -> None:
        super().__init__(
            label="When",
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            help_text=f"Such as 2027-01-31 09:00, in the time zone "
            f"{timezone.get_default_timezone_name()}.",
        )

    def clean(self, value: Any) -> datetime:
        at = super().clean(value)
        if not timezone.now() < at <= timezone.now() + PLANNED_AT_MOST:
            raise ValidationError("Choose a time in the future, within the next two years.")
        return at


class PlanForm(PublishForm):
    """What blocks today may be mended until then; it is asked again at that time."""

    refuses = False
    at = PlannedTime()


class PlanRetirementForm(forms.Form):
    """When a page is to be retired."""

    at = PlannedTime()


class RetireForm(forms.Form):
    """Where readers of a page that is no longer kept up to date are sent."""

    successor = forms.ModelChoiceField(
        Article.objects.none(),
        required=False,
        label="Send readers to",
        empty_label="No other page",
        help_text="A published article that takes its place.",
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Article.objects.published().exclude(pk=article.pk)
        self.fields["successor"].queryset = others.only("title").order_by("title")


class WithdrawForm(RetireForm):
    """What readers are told instead of the text."""

    because = forms.CharField(
        label="What readers are told",
        max_length=500,
        widget=widgets.lines(4),
        help_text="Public. What was wrong, in plain words, and what to do for those who acted on "
        "the text.",
    )
    field_order = ["because", "successor"]


class RollBackForm(RevisionForm):
    """What readers are told of the way back to an older text."""

    public_note = forms.CharField(
        label="What readers are told has changed",
        max_length=300,
        widget=widgets.line(),
        help_text="Shown once this text is published.",
    )


class CompareForm(forms.Form):
    """Any two revisions of one article."""

    to = forms.ChoiceField(label="To")

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `from` is no name that Python would take.
        self.fields = {"from": forms.ChoiceField(label="From"), **self.fields}
        for field in self.fields.values():
            field.choices = choices
