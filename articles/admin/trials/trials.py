"""Studies: what the registry says, and what a person decides, writes and lets readers see."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles import identifiers
from articles.admin.trials.facts import facts
from articles.admin.trials.filters import ToDoFilter, with_open
from articles.admin.trials.hand import ByHand
from articles.desk.trials import citing
from articles.forms.explaining import AboutForm, TreatmentChoiceForm
from articles.models import Condition, Treatment, Trial, TrialSnapshot, TrialSummary
from articles.trials.comparing import compare
from portal.states import IllegalMove

#: Rows of a long list on the page of one study; the registry has all of them.
MOST_SHOWN = 100


@admin.register(Trial)
class TrialAdmin(ByHand):
    """A copy of the registry's record, which nobody edits, and beside it what people decide."""

    change_form_template = "admin/articles/trial/change_form.html"
    change_list_template = "admin/articles/trial/change_list.html"
    list_display = ["study", "status", "shown", "about", "waits"]
    list_filter = [ToDoFilter, "state", "status", "study_type"]
    search_fields = [
        "registrations__number", "title", "official_title", "acronym", "sponsor",
        "interventions__name", "condition_terms",
    ]  # fmt: skip
    ordering = ["-pk"]  # see get_ordering()
    verbs = {
        **ByHand.words_verbs,
        **ByHand.hand_verbs,
        "decide_condition": "articles.edit",
        "choose_treatment": "articles.edit",
        "compare": "articles.view_trial",
    }

    class Media:
        css = {"all": ["css/admin-trials.css"]}

    def has_change_permission(self, request: HttpRequest, obj: Trial | None = None) -> bool:
        """The registry's word is not edited: what people add has pages of its own."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Trial]:
        newer = TrialSummary.objects.filter(trial=OuterRef("pk")).filter(
            Q(number__gt=OuterRef("summary__number")) | Q(trial__summary=None)
        )
        trials = super().get_queryset(request).with_standing()
        return (
            trials.annotate(
                has_newer_words=Exists(newer),
                has_news=with_open(),
                news=Count("events", Q(events__state="open"), distinct=True),
                proposals=Count("matches", Q(matches__state="proposed"), distinct=True),
            )
            .select_related("summary")
            .prefetch_related("matches__condition")
        )

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What readers see and may be wrong, then what families wait for, then the rest."""
        wrong = When(Q(has_news=True) | Q(is_behind=True), state="published", then=0)
        wanted = When(pk__in=Trial.objects.unexplained().values("pk"), then=1)
        return [Case(wrong, wanted, default=2), F("updated_on").desc(nulls_last=True), "-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Trial], search_term: str
    ) -> tuple[QuerySet[Trial], bool]:
        """An id is found however it is written."""
        with suppress(ValidationError):
            search_term = identifiers.registry_id(search_term)
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"title": "Clinical trials", "by_hand": self.to_look_up(request)}
        context |= extra_context or {}
        return super().changelist_view(request, context)

    # --- The page of one study ---
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        trial = self.get_object(request, object_id)
        context = extra_context or {}
        if trial:
            context |= {"facts": facts(trial), **self.decided(trial), **self.happened(trial)}
        return super().change_view(request, object_id, form_url, context)

    @staticmethod
    def decided(trial: Trial) -> dict[str, Any]:
        """What people have decided about it, and what they could."""
        matches = list(trial.matches.select_related("condition", "decided_by"))
        known = {m.term.casefold() for m in matches} | {
            m.condition.name.casefold() for m in matches
        }
        return {
            "matches": sorted(matches, key=lambda match: match.state != "proposed"),
            "unmatched": [t for t in trial.condition_terms if t.casefold() not in known],
            "conditions": Condition.objects.order_by("name").only("name"),
            "interventions": trial.interventions.select_related("treatment"),
            "treatments": Treatment.objects.order_by("name").only("name"),
            "summaries": trial.summaries.select_related("written_by", "snapshot"),
            "publications": trial.publications.select_related("by", "summary"),
            "cited_in": citing([trial])[trial.pk],
        }

    @staticmethod
    def happened(trial: Trial) -> dict[str, Any]:
        """What the registry has said, and when."""
        snapshots = list(trial.snapshots.defer("record")[:MOST_SHOWN])
        return {
            "registrations": trial.registrations.all(),
            "news": trial.events.still_open(),
            "settled": trial.events.filter(state="settled").select_related("settled_by")[:20],
            "sites": trial.sites.all()[:MOST_SHOWN],
            "site_count": trial.sites.count(),
            "snapshots": list(zip(snapshots, [*snapshots[1:], None], strict=True)),
        }

    # --- Verbs ---
    def decide_condition(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        """One click: a proposal is right, or wrong; or a condition is added."""
        if request.method != "POST":
            return self.back(trial)
        match_pk = request.POST.get("match", "")
        known = match_pk.isascii() and match_pk.isdecimal() and len(match_pk) < 18
        match = (
            trial.matches.select_related("condition").filter(pk=match_pk if known else 0).first()
        )
        form = AboutForm(request.POST)
        try:
            if match and request.POST.get("do") in {"confirm", "refuse"}:
                getattr(match, request.POST["do"])(by=request.user)
            elif match is None and form.is_valid():
                match = trial.add_condition(**form.cleaned_data, by=request.user)
            else:
                return self.refuse(request, trial, "Please choose a condition.")
        except IllegalMove as refusal:
            return self.refuse(request, trial, f"{match.condition if match else ''} {refusal}")
        return self._decided(request, trial, f"{match.get_state_display()}: {match.condition}.")

    def choose_treatment(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        """Which treatment of ours something that is tried is, or none."""
        if request.method != "POST":
            return self.back(trial)
        pk = request.POST.get("intervention", "")
        known = pk.isascii() and pk.isdecimal() and len(pk) < 18
        tried = trial.interventions.filter(pk=pk if known else 0).first()
        form = TreatmentChoiceForm(request.POST)
        if tried is None or not form.is_valid():
            return self.refuse(
                request, trial, "The record has changed meanwhile. Please choose again."
            )
        try:
            tried.choose(form.cleaned_data["treatment"], by=request.user)
        except IllegalMove as refusal:
            return self.refuse(request, trial, str(refusal))
        which = form.cleaned_data["treatment"] or "none of ours"
        return self._decided(request, trial, f"{tried.name}: {which}.")

    def _decided(self, request: HttpRequest, trial: Trial, done: str) -> HttpResponse:
        self.log_change(request, trial, done)
        self.message_user(request, done, messages.SUCCESS)
        return self.back(trial)

    def compare(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        """What changed from one record to another; without a choice, since what is shown."""
        after = self._snapshot(trial, request.GET.get("to")) or trial.snapshots.first()
        if after is None:
            return self.refuse(request, trial, "There is no record of it yet.")
        read = trial.summary.snapshot if trial.summary else None
        before = self._snapshot(trial, request.GET.get("from")) or read
        if before is None or before == after:
            before = trial.snapshots.filter(pk__lt=after.pk).first()
        context = self.admin_site.each_context(request) | {
            "title": "What has changed in the record", "opts": self.opts, "page": trial,
            "before": before, "after": after,
            "parts": compare(before.record, after.record) if before else None,
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/trial/compare.html", context)

    @staticmethod
    def _snapshot(trial: Trial, pk: str | None) -> TrialSnapshot | None:
        known = bool(pk) and pk.isascii() and pk.isdecimal() and len(pk) < 18
        return trial.snapshots.filter(pk=pk).first() if known else None

    # --- The list ---
    @admin.display(description="study")
    def study(self, trial: Trial) -> str:
        return f"{trial.slug.upper()}: {trial.summary.title if trial.summary else trial.title}"

    @admin.display(description="readers")
    def shown(self, trial: Trial) -> str:
        if trial.has_newer_words and trial.state == Trial.State.PUBLISHED:
            return "Published; newer words wait"
        return trial.get_state_display()

    @admin.display(description="about")
    def about(self, trial: Trial) -> str:
        matches = [m for m in trial.matches.all() if m.state == "confirmed"]
        return ", ".join(match.condition.name for match in matches)

    @admin.display(description="waits")
    def waits(self, trial: Trial) -> str:
        return "; ".join(
            words
            for words, holds in (
                (f"{trial.news} new", trial.news),
                (f"{trial.proposals} proposed", trial.proposals),
                ("words behind the registry", trial.is_behind and trial.state == "published"),
                ("stale", trial.is_stale),
            )
            if holds
        )
