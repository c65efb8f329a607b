"""News of studies: the editors' queue, what readers see and what stopped first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.admin.trials.filters import SettledFilter
from articles.desk import DeskAdmin, sent
from articles.desk.trials import TO_DO, citing
from articles.forms.explaining import SettleForm
from articles.models import TrialEvent, TrialSnapshot
from articles.trials.comparing import compare
from articles.trials.querysets import WORST_FIRST, WORST_KINDS_FIRST
from portal.states import IllegalMove

#: At once: more cannot have been looked at.
MOST_AT_ONCE = 200


@admin.register(TrialEvent)
class TrialEventAdmin(DeskAdmin):
    """What an import has noticed. Nobody adds, changes or deletes it: it is settled."""

    change_list_template = "admin/articles/trialevent/change_list.html"
    change_form_template = "admin/articles/trialevent/change_form.html"
    list_filter = [SettledFilter]
    search_fields = ["trial__registrations__number", "trial__title", "trial__summary__title"]
    ordering = ["-pk"]  # see get_ordering()
    list_per_page = 100
    fields = ["trial", "kind", "was", "is_now", "reason", "registry_on"]
    fields += ["noticed_at", "state", "settled_by", "settled_at", "note"]

    class Media:
        css = {"all": ["css/admin-trials.css"]}

    @admin.display(description="before")
    def was(self, event: TrialEvent) -> str:
        return event.before_in_words

    @admin.display(description="now")
    def is_now(self, event: TrialEvent) -> str:
        return event.after_in_words

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: TrialEvent | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        settle = self.admin_site.admin_view(self.settle)
        return [path("settle/", settle, name="articles_trialevent_settle"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrialEvent]:
        return super().get_queryset(request).for_queue()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return WORST_FIRST

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        counts = TrialEvent.objects.still_open().order_by().values_list("kind")
        kinds = dict(counts.annotate(Count("pk")))
        context = {
            "title": "What has changed in clinical trials",
            "kinds": [(TrialEvent.Kind(k), kinds[k]) for k in WORST_KINDS_FIRST if k in kinds],
            "open_count": sum(kinds.values()),
            "kind": request.GET.get("kind__exact", ""),
            "may_settle": request.user.has_perm("articles.edit"),
        }
        answer = super().changelist_view(request, {**context, **(extra_context or {})})
        if changelist := getattr(answer, "context_data", {}).get("cl"):
            prepare(changelist.result_list)
        return answer

    # --- Settling ---
    def settle(self, request: HttpRequest) -> HttpResponse:
        """One, those of one study, those of one kind, or those that were chosen: with one note."""
        if not request.user.has_perm("articles.edit"):
            raise PermissionDenied
        asked = request.GET
        found = self._asked_for(asked)
        events = list(found[:MOST_AT_ONCE])
        queue = reverse("admin:articles_trialevent_changelist")
        if not events and request.method != "POST":
            self.message_user(request, "Nothing waits there any more.", messages.INFO)
            return redirect(queue)
        form = SettleForm(sent(request), events=TrialEvent.objects.all())
        lane = asked.get("lane", "") if asked.get("lane") in TrialEvent.Kind.values else ""
        is_sent = request.method == "POST" and form.is_valid()
        if is_sent and (answer := self._settled(request, form, lane)):
            return answer
        trials = prepare(events)
        alone = events[0].trial if len(trials) == 1 else None
        context = self.admin_site.each_context(request) | {
            "title": "What is new: look at it, then settle it", "opts": self.opts, "form": form,
            "events": events,
            "queue": queue, "alone": alone, "media": self.media,
            "more": max(found.count() - MOST_AT_ONCE, 0),
            "ticked": set(request.POST.getlist("event")) or {str(each.pk) for each in events},
            "changed": _changed(events) if alone else None,
            "behind": bool(alone and alone.summary_is_behind),
            "may_keep": request.user.has_perm("articles.publish_trial"),
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/trialevent/settle.html", context)

    @staticmethod
    def _asked_for(asked: QueryDict) -> QuerySet[TrialEvent]:
        """What the address names; without a name, all of the study that is the worst."""
        waiting = TrialEvent.objects.still_open().for_queue().order_by(*WORST_FIRST)
        numbers = {
            name: [n for n in asked.getlist(name) if n.isascii() and n.isdecimal() and len(n) < 18]
            for name in ("event", "trial")
        }
        if "event" in asked:
            return waiting.filter(pk__in=numbers["event"])
        if "trial" in asked:
            return waiting.filter(trial__in=numbers["trial"])
        if "kind" in asked:
            return waiting.filter(kind=asked["kind"])
        worst = waiting.first()
        return waiting.filter(trial=worst.trial_id if worst else None)

    def _settled(self, request: HttpRequest, form: SettleForm, here: str) -> HttpResponse | None:
        """None where it was refused; the form then says why."""
        chosen = form.cleaned_data["event"]
        total, first = chosen.count(), chosen.select_related("trial__summary").first()
        keeps = form.cleaned_data["keep"] and request.user.has_perm("articles.publish_trial")
        try:
            with transaction.atomic():
                done = chosen.settle(by=request.user, note=form.cleaned_data["note"])
                if keeps and first.trial.summary_is_behind:
                    first.trial.keep_summary(by=request.user)
        except IllegalMove as refusal:
            form.add_error(None, f"Nothing was changed. {refusal}")
            return None
        late = f" Somebody else was faster with {total - done}." if done < total else ""
        self.message_user(request, f"Looked at: {done}.{late}", messages.SUCCESS)
        queue = reverse("admin:articles_trialevent_changelist")
        if "next" not in request.POST:
            return redirect(queue + (f"?kind__exact={quote(here)}" if here else ""))
        waiting = TrialEvent.objects.still_open().for_queue().order_by(*WORST_FIRST)
        following = (waiting.filter(kind=here) if here else waiting).first()
        if following is None:
            self.message_user(request, "Nothing more waits here. Thank you.", messages.SUCCESS)
            return redirect(queue)
        query = {"trial": following.trial_id, **({"lane": here} if here else {})}
        return redirect(f"{reverse('admin:articles_trialevent_settle')}?{urlencode(query)}")


def prepare(events: Iterable[TrialEvent]) -> set[int]:
    """Each with what to do about it, and which articles cite its study. Returns the studies."""
    events = list(events)
    trials = {event.trial_id for event in events}
    cited_in = citing(trials)
    for event in events:
        event.to_do = TO_DO[event.kind]
        event.trial.cited_in = cited_in.get(event.trial_id, [])
    return trials


def _changed(events: list[TrialEvent]) -> list[tuple[str, list]] | None:
    """From the record before the first of these news to the one that brought the last."""
    brought = sorted({event.snapshot_id for event in events if event.snapshot_id})
    snapshots = TrialSnapshot.objects.filter(trial=events[0].trial_id)
    before = snapshots.filter(pk__lt=brought[0]).first() if brought else None
    return compare(before.record, snapshots.get(pk=brought[-1]).record) if before else None
