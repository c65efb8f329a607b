"""The page between the queue and a decision: read it all, say why, decide on one or on many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from forum import editing, notifications, screening, weighing
from forum.admin import history, rows, walking
from forum.admin.decision_fields import SHOWN_FOR, DecisionFields
from forum.admin.undoing import undo_link
from forum.fields import TidyField
from forum.models import (
    AlreadyDecided,
    Contribution,
    ContributionRevision,
    Decision,
    DeskSettings,
    PrivacyRequest,
    Reason,
    ReviewItem,
)
from forum.models.moderation.decisions import WITHOUT_MESSAGE
from forum.models.moderation.effects import FOR_MANY, ON_EDITS
from forum.models.photos import shown_photos
from portal.models import Language
from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.admin.queue import ReviewItemAdmin

MOST_AT_ONCE = 50
#: More than these are decided on at once only by whoever types how many they are.
WITHOUT_ASKING = 20
#: The decisions on a change to something public.
CHANGE = {
    Decision.Kind.PUBLISH: "Publish the change",
    Decision.Kind.REJECT: "Refuse the change: the old text stays",
    Decision.Kind.REMOVE: "Remove all of it, the old text as well",
}


class DecisionForm(DecisionFields):
    field_order = ["decision", *SHOWN_FOR, "reason", "message"]

    decision = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what is to happen."},
    )
    reason = forms.ChoiceField(
        label="Reason",
        error_messages={"required": "Please choose a reason. It stays on record."},
    )
    message = TidyField(
        label="Message to the author",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Needed when you refuse or remove something. Say kindly what can be done instead. Only "
            "the author reads it."
        ),
    )

    #: How many reports there were when the page was shown, and which texts.
    reports = forms.IntegerField(required=False, widget=forms.HiddenInput)
    texts = forms.CharField(required=False, widget=forms.HiddenInput)
    #: The items and their versions: what was known of them when the page was shown.
    items = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(
        label="How many are these?",
        help_text="Please type their number: a decision on so many is seldom meant otherwise.",
        error_messages={"required": "Please type how many these are."},
    )

    def __init__(
        self,
        *args: Any,
        choices: dict[str, str],
        reports: int,
        texts: str,
        items: list[ReviewItem],
        language: str = Language.ENGLISH,
        **kwargs: Any,
    ) -> None:
        versions = ",".join(f"{item.pk}:{item.version}" for item in items)
        seen = {"reports": reports, "texts": texts, "items": versions}
        super().__init__(*args, initial=seen, **kwargs)
        self.chosen = items
        if len(items) <= WITHOUT_ASKING:
            del self.fields["number"]
        self.language = language
        self.reasons = {each.code: each for each in Reason.objects.active()}
        named = [(code, reason.label) for code, reason in self.reasons.items()]
        self.fields["decision"].choices = list(choices.items())
        self.fields["reason"].choices = [("", "Please choose"), *named]
        if language != Language.ENGLISH:
            self.fields["message"].help_text += f" We write to them in {Language(language).label}."

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        seen = values.pop("reports", None)
        if seen is not None and seen < self.initial["reports"]:
            self._show_again("Somebody has reported this while you were reading.")
        if values.pop("texts", "") not in {"", self.initial["texts"]}:
            self._show_again("Its author has changed the text while you were reading.")
        if values.pop("items", "") not in {"", self.initial["items"]} and not self.errors:
            self._show_again(self._news())
        if values.pop("number", len(self.chosen)) != len(self.chosen) and not self.errors:
            self.add_error("number", f"These are {len(self.chosen)}.")
        self.complain_of_fields(values.get("decision", ""))
        decision, reason = values.get("decision"), self.reasons.get(values.get("reason"))
        refused = decision and decision not in WITHOUT_MESSAGE
        if decision and reason and not reason.fits(decision):
            self.add_error("reason", f"“{reason}”: this is no reason for what you have chosen.")
        elif refused and not values.get("message") and "message" not in self.errors:
            self._suggest(reason)
        return values

    def _news(self) -> str:
        """What happened to the items since they were shown."""
        others = [item.claimed_in_words for item in self.chosen if item.claimant]
        return " ".join(others) or "Something is new about it since you began to read."

    def _show_again(self, why: str) -> None:
        """Somebody may have written that a child is in danger: that is not decided unread."""
        self.data = self.data.copy()
        self.data.update(self.initial)
        self.add_error(None, f"{why} Please look at it once more.")

    def _suggest(self, reason: Reason | None) -> None:
        """Ask for the message the author is owed, with words to begin with in their language."""
        words = reason.words(self.language) if reason else ""
        english = reason.words(Language.ENGLISH) if reason else ""
        self.data = self.data.copy()
        self.data["message"] = words
        offer = " Here are words to begin with." if words else ""
        meaning = f" In English: “{english}”" if words != english else ""
        self.add_error("message", f"The author is owed a message.{offer}{meaning}")


def decide(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    """Show the chosen items and the form, or decide on all of them."""
    if not model_admin.has_moderate_permission(request):
        raise PermissionDenied
    items = [item for item in _chosen(request) if _may_be_decided(request, item)]
    ContributionRevision.objects.note_on(items)
    choices = _choices(items, request)
    if items and not choices:
        messages.warning(
            request, "Some of these wait to be published, others are public: please decide apart."
        )
    if not items or not choices:
        return _to_queue(request)
    reports = sum(len(item.flags.all()) for item in items)
    texts = ",".join(f"{item.pk}:{item.target.version}" for item in items)
    form = DecisionForm(
        request.POST or None,
        choices=choices,
        reports=reports,
        texts=texts,
        items=items,
        language=_language(items),
        item=items[0] if len(items) == 1 else None,
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST and len(items) == 1:
            preview = _preview(items[0], form)
        else:
            _decide(request, items, given=form.given(), **form.cleaned_data)
            if "next" in request.POST:
                return walking.go_on(model_admin, request, items[-1])
            return _to_queue(request)
    folded = DeskSettings.of(request.user).folded
    Decision.objects.count_earlier(items)
    for kind in ("question", "answer"):
        targets = [item.target for item in items if item.target.kind == kind]
        prefetch_related_objects(targets, shown_photos())
    records = weighing.records_of(
        {flag.member_id for item in items for flag in item.flags.all()} - {None}
    )
    for item in items:
        _read(item)
        for flag in item.flags.all():
            flag.record = records.get(flag.member_id)
        item.folded = rows.is_distressing(item, folded)
    context = model_admin.admin_site.each_context(request) | {
        "title": f"Decide about “{items[0]}”"
        if len(items) == 1
        else f"Decide about {len(items)} items",
        "opts": model_admin.opts,
        "items": items,
        "form": form,
        "preview": preview,
        "media": model_admin.media,
        "queue": walking.queue_address(request),
        "query": walking.filters(request),
    }
    if len(items) == 1:
        context |= {
            "walk": walking.position(model_admin, request, items[0]),
            "history": history.lines(items[0]),
        }
    return TemplateResponse(request, "admin/forum/reviewitem/decide.html", context)


def _preview(item: ReviewItem, form: DecisionForm) -> dict[str, str]:
    decision, message = form.cleaned_data["decision"], form.cleaned_data["message"]
    title = notifications.title_of(
        decision, item.target, of_edit=decision in ON_EDITS and item.edit
    )
    return {"title": title, "message": message} if title else {}


def _choices(items: list[ReviewItem], request: HttpRequest) -> dict[str, str]:
    """What can be decided on all of them, in words that fit all."""
    if len({item.target.waits for item in items}) > 1:
        return {}
    words = dict(Decision.Kind.choices)
    if items and all(item.edit for item in items):
        words |= CHANGE
    return {
        choice: words[choice]
        for choice in (FOR_MANY if len(items) > 1 else words)
        if (choice != Decision.Kind.REDACT or request.user.has_perm("forum.redact"))
        and all(choice in item.choices() for item in items)
    }


def _language(items: list[ReviewItem]) -> str:
    """In which language their authors are written to; English where they differ."""
    languages = {item.target.language_of_mails for item in items}
    return languages.pop() if len(languages) == 1 and languages <= set(Language) else "en"


def _read(item: ReviewItem) -> None:
    """Note on the item what its page says beside the text: findings, and what was changed."""
    target, edit = item.target, item.edit
    text = editing.with_text(target, edit.title, edit.body) if edit else target
    item.noticed = _noticed(text)
    old_and_new = (target, edit) if edit else editing.last_change(target)
    item.changes = editing.what_changed(*old_and_new) if old_and_new else None


def _noticed(contribution: Contribution) -> dict[str, str]:
    """For each thing noticed, the first words that made it so. Never stored: they may go."""
    words = screening.words_of(contribution)
    noticed: dict[str, str] = {}
    for one in screening.screen_contribution(contribution):
        noticed.setdefault(one.why, " ".join(words[one.start : one.end].split())[:100])
    return noticed


def _chosen(request: HttpRequest) -> list[ReviewItem]:
    keys = [key for key in request.GET.getlist("item") if re.fullmatch(r"[0-9]{1,18}", key)]
    asked = Prefetch("requests", PrivacyRequest.objects.defer("email"), to_attr="asked_outside")
    items = ReviewItem.objects.for_queue().filter(pk__in=keys[:MOST_AT_ONCE])
    items = list(items.prefetch_related(asked, "cases"))
    if not items:
        raise Http404("No such items")
    return items


def _may_be_decided(request: HttpRequest, item: ReviewItem) -> bool:
    """Whether this moderator can decide on it now; says so if not."""
    if not item.is_open:
        decision = item.decision
        messages.info(
            request, f"“{item}” was decided by {decision.by}: {decision.get_decision_display()}."
        )
    elif item.is_by(request.user):
        messages.warning(request, f"You wrote “{item}” yourself: another moderator must decide.")
    else:
        return True
    return False


def _decide(
    request: HttpRequest, items: list[ReviewItem], given: dict[str, Any], **decision: Any
) -> None:
    done = []
    for item in items:
        try:
            made = item.decide(
                decision["decision"],
                by=request.user,
                reason=decision["reason"],
                message=decision["message"],
                seen=item.target.version,
                version=item.version,
                **given,
            )
            done.append(made)
        except AlreadyDecided as error:  # another moderator was faster
            messages.warning(request, str(error))
        except IllegalMove as error:
            messages.error(request, str(error))
    if done:
        what = Decision.Kind(decision["decision"]).label
        number = f"{len(done)} {'item' if len(done) == 1 else 'items'} decided."
        undo = undo_link(done[0]) if len(done) == 1 and done[0].can_be_undone else ""
        messages.success(request, format_html("{}: {} {}", what, number, undo))


def _to_queue(request: HttpRequest) -> HttpResponse:
    return redirect(walking.queue_address(request))
