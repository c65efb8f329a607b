"""What editors write about a study, and whether readers see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.checks import Finding
from articles.checks.trial import check_trial
from articles.desk import DeskAdmin, sent
from articles.forms.explaining import SummaryForm, TakeDownForm
from articles.forms.publishing import PublishForm
from articles.models import Trial, TrialSummary
from articles.trials.comparing import compare
from portal import diff


class Words(DeskAdmin):
    """The verbs of TrialAdmin around the plain words."""

    words_verbs = {
        "explain": "articles.edit",
        "publish": "articles.publish_trial",
        "take_down": "articles.publish_trial",
        "keep_words": "articles.publish_trial",
    }

    def explain(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        """Write it in plain words, with the registry's own text beside the form."""
        form = SummaryForm(sent(request), trial=trial)
        if request.method == "POST" and form.is_valid():
            written = trial.write_summary(by=request.user, **form.words(), snapshot=form.snapshot())
            self.log_change(request, trial, f"Wrote it in plain words ({written.number}).")
            self.message_user(
                request, "Saved. Readers see it once it is published.", messages.SUCCESS
            )
            if request.user.has_perm("articles.publish_trial"):
                return redirect("admin:articles_trial_publish", trial.pk)
            return self.back(trial)
        read = form.latest.snapshot if form.latest else None
        newest = trial.snapshots.first()
        changed = compare(read.record, newest.record) if read and read != newest else None
        context = self.admin_site.each_context(request) | {
            "title": "In plain words", "opts": self.opts, "page": trial, "form": form,
            "registrations": trial.registrations.all(), "changed": changed, "read": read,
            "newer": form.newer, "media": self.media,
            "diff": differences(form.newer, form.words()) if form.newer else None,
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/trial/explain.html", context)

    def publish(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        words = trial.summaries.select_related("written_by", "snapshot").first()
        if words is None:
            self.message_user(request, "First put it in plain words.", messages.WARNING)
            return redirect("admin:articles_trial_explain", trial.pk)
        if trial.state == Trial.State.PUBLISHED and trial.summary == words:
            return self.refuse(request, trial, "Readers see these words already.")
        form = PublishForm(sent(request), latest=words, findings=check_trial(trial, words))
        shown = trial.summary if trial.state == Trial.State.PUBLISHED else None
        return self.do(
            request, trial, title=f"Publish “{words.title}”", button="Publish", form=form,
            act=lambda: trial.publish(by=request.user, summary=words, reasons=form.reasons()),
            done="Published. Readers see it.", template="admin/articles/trial/publish.html",
            words=words, live=shown,
            diff=differences(shown, _words(words)) if shown else None,
            blocking=[mend(finding, trial) for finding in form.blocking],
            warned=[
                ([mend(finding, trial) for finding in findings], field)
                for _, findings, field in form.warned()
            ],
        )  # fmt: skip

    def take_down(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        if trial.state != Trial.State.PUBLISHED:
            return self.refuse(request, trial, "Readers do not see it.")
        form = TakeDownForm(sent(request))
        return self.do(
            request, trial, title=f"Take “{trial.summary.title}” off the pages",
            button="Take it off", form=form,
            act=lambda: trial.take_down(by=request.user, **form.cleaned_data),
            done="Readers do not see it any more.",
            notes=["A study that has ended stays where it is: readers are told how it ended."],
        )  # fmt: skip

    def keep_words(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        if not trial.summary_is_behind:
            return self.refuse(request, trial, "Its words are not behind the registry.")
        newest = trial.snapshots.first()
        return self.do(
            request, trial, title=f"Do the words of “{trial.summary.title}” still hold?",
            button="They hold", form=forms.Form(sent(request)),
            act=lambda: trial.keep_summary(by=request.user),
            done="Noted. Readers are not told any more that the words may be behind.",
            template="admin/articles/trial/keep.html", words=trial.summary,
            changed=compare(trial.summary.snapshot.record, newest.record),
        )  # fmt: skip


def mend(finding: Finding, trial: Trial) -> dict[str, Any]:
    """The finding with the page on which it can be mended."""
    pages = {
        "TRIAL-ABOUT": ("change", "#conditions", "Decide on its conditions"),
        "TRIAL-GONE": ("change", "", "Look at the study"),
        "TRIAL-BEHIND": ("compare", "", "See what has changed"),
    }
    page, at, words = pages.get(finding.code, ("explain", "", "Change the words"))
    url = reverse(f"admin:articles_trial_{page}", args=[trial.pk]) + at
    return {"finding": finding, "url": url, "words": words}


def _words(summary: TrialSummary) -> dict[str, Any]:
    return {name: getattr(summary, name) for name in ("title", "summary", "taking_part")}


def differences(before: TrialSummary, after: dict[str, Any]) -> list[tuple[str, list]]:
    """From the words of somebody else to those that somebody writes."""
    return [
        (name, diff.changes(getattr(before, field), after[field]))
        for name, field in (
            ("Title", "title"), ("Summary", "summary"), ("Taking part", "taking_part"),
        )
    ]  # fmt: skip
