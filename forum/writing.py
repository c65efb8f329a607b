"""From a form to a contribution, without ever losing what somebody typed.

A member's text is kept as a draft on every preview and on every failed attempt. Whoever was signed
out meanwhile finds it again after signing in, from the session.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from forum import measures, screening, trust
from forum.asking.advice import advice_on
from forum.asking.urgent import what_its_author_does_now
from forum.fields import tidy
from forum.forms import WritingForm
from forum.limits import DAY, Allowance
from forum.models import Contribution, Draft
from forum.picturing import WithPhotos
from forum.querysets import ContributionQuerySet
from portal.accounts.models import Footprint
from portal.limits import Limit, TooMany, in_words, network
from portal.markdown import render_contribution

#: Characters of one field that are kept: more than any form accepts, so that they can be cut.
MOST_TYPED = 30_000
#: Choices of one field, likewise.
MOST_CHOSEN = 50
#: Characters of an address with a form; what is longer was made up.
LONGEST_PLACE = 200
#: Other drafts of the same form that are offered.
MOST_OTHERS = 3
#: To a member whose words need not wait.
PUBLIC_NOW = (
    "Thank you. Others can see it now. A moderator will read it too, as they read everything here."
)
#: Anybody may make us keep a text, so only the network tells one writer from another.
WAITING = Limit("waiting-network", 100, DAY)
#: How long what was typed waits for its writer to sign in again. Computers are shared.
WAITS = 3600  # seconds


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One form in one place: what it asks for, how often, and what becomes of it."""

    form: type[WritingForm]
    template: str
    allowance: Allowance
    contributions: ContributionQuerySet
    #: What the new contribution belongs to, by column.
    about: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    members_only: bool = True
    #: Where visitors without an account go when it is sent; members go to what they wrote.
    visitors_go_to: str = ""
    #: A quote, for instance, put below what was typed here before.
    opening: str = ""
    #: What to show before this form is sent, for the template; nothing: it is sent at once.
    first_show: Callable[[HttpRequest, WritingForm], dict[str, Any]] | None = None
    #: Does something else with the form than submit a new contribution. It answers, or says with
    #: what the page is to be shown again.
    send: Callable[[HttpRequest, WritingForm], HttpResponse | dict[str, Any]] | None = None

    def as_sent(self, request: HttpRequest, form: WritingForm) -> Contribution:
        """What would be stored, for screening; never saved."""
        author = request.user if request.user.is_authenticated else None
        words = {name: form.cleaned_data.get(name, "") for name in ("title", "body")}
        kind = self.contributions.model
        named = {name: said for name, said in words.items() if hasattr(kind, name)}
        return kind(author=author, **named)


def write(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form, or do what its button says: send it, preview it, or keep it for later."""
    if "autosave" in request.POST:
        return _autosave(request, desk)
    if desk.members_only and request.user.is_anonymous:
        return sign_in_first(request, desk.form)
    if desk.members_only and not has_verified_address(request):
        return verify_first(request, desk.form)
    if desk.members_only and request.user.is_leaving:
        kept = request.method == "POST" and keep(request, desk.form)
        return render(request, "forum/leaving_first.html", {"kept": kept}, status=403)
    if measures.suspension(request.user):
        kept = request.method == "POST" and keep(request, desk.form)
        return render(request, "forum/suspended.html", {"kept": kept}, status=403)
    if request.method != "POST":
        return _page(request, desk, _blank(request, desk))
    form, status = desk.form(request.POST, request.FILES), 200
    if isinstance(form, WithPhotos):
        form.take_photos(request)
    if "find" in request.POST:  # something to choose from, before anything is found wrong
        keep(request, desk.form, shown=form)
        return _page(request, desk, _blank(request, desk))
    if "save" in request.POST and request.user.is_authenticated:
        return _save(request, desk, form)
    if form.is_valid() and not {"preview", "attach"} & set(request.POST):
        try:
            return _send(request, desk, form)
        except trust.OneAtATime as refusal:
            keep(request, desk.form, shown=form)
            messages.info(request, str(refusal))
            return redirect("forum:mine")
        except TooMany as error:
            status = 429
            form.add_error(None, too_many(error))
    if "attach" in request.POST and isinstance(form, WithPhotos):
        form.complain_of_pictures_only()
    keep(request, desk.form, shown=form)
    return _page(request, desk, form, status=status)


def _blank(request: HttpRequest, desk: Desk) -> WritingForm:
    """The form as somebody opens it, with what they typed and attached before."""
    before = typed(request, desk.contributions)
    initial = desk.initial | before
    text = initial.get("body", "")
    if desk.opening and request.method != "POST" and desk.opening.strip() not in text:
        initial["body"] = f"{text.rstrip()}\n\n{desk.opening}".lstrip("\n")
    form = desk.form(initial=initial)
    if isinstance(form, WithPhotos):
        form.show_photos(request, before.get("photos", []))
    return form


def _send(request: HttpRequest, desk: Desk, form: WritingForm) -> HttpResponse:
    advised = advice_on(desk.as_sent(request, form), getattr(form, "photos", ()))
    form.told = bool(advised.keys & _seen(request))
    holds_up = "as_it_is" not in request.POST and advised.has_news(_seen(request))
    if desk.send and holds_up:
        keep(request, desk.form, shown=form)
        return _page(request, desk, form, advised=advised)
    if desk.send:
        desk.allowance.use(request)
        sent = desk.send(request, form)
        if isinstance(sent, HttpResponse):
            return sent
        keep(request, desk.form, shown=form)
        return _page(request, desk, form, status=409, **sent)
    author = request.user if request.user.is_authenticated else None
    fields = form.contribution() | desk.about | {"author": author}
    sent = desk.contributions.sent_before(**fields)
    first = desk.first_show(request, form) if sent is None and desk.first_show else {}
    if sent is None and (first or holds_up):
        keep(request, desk.form, shown=form)
        return _page(request, desk, form, advised=advised, **first)
    if sent is None:
        sent = _submit(request, desk, fields, told=form.told)
    urgent = what_its_author_does_now(sent)
    if author is None:
        # At no address of its own: nobody else should come upon it in this browser's history.
        context = {"contribution": sent, "now": urgent, "advised": advised}
        sends_on = redirect(desk.visitors_go_to)
        return render(request, "forum/sent.html", context) if urgent else sends_on
    forget(request, desk.form)
    if urgent:
        return redirect(sent) if sent.kind == "question" else whom_to_call(sent)
    if sent.is_public:
        messages.success(request, PUBLIC_NOW)
        return redirect(sent)
    messages.success(
        request,
        "Thank you. A moderator will read it, within a day if we can, and you will be told. "
        "Until then only you and the moderators can see it.",
    )
    return redirect(desk.visitors_go_to or sent)


def _seen(request: HttpRequest) -> set[str]:
    """What this form's author was advised of before."""
    return set(re.findall("[0-9a-f]{12}", request.POST.get("advised", "")[:2_000]))


def whom_to_call(sent: Contribution) -> HttpResponse:
    """To the page that says it; a question that waits says so on its own."""
    return redirect("forum:sent", sent.kind, sent.pk)


def _submit(
    request: HttpRequest, desk: Desk, fields: dict[str, Any], *, told: bool
) -> Contribution:
    try:
        with transaction.atomic():  # what is refused does not count
            desk.allowance.use(request)
            # Counting waits for the other of two clicks, which counts for both.
            sent = desk.contributions.sent_before(**fields)
            if sent is None:
                if fields["author"]:
                    words = "\n".join([fields.get("title", ""), fields["body"]])
                    trust.wait_your_turn(fields["author"], screening.screen(words))
                    Footprint.objects.leave(fields["author"], request)
                return desk.contributions.submit(**fields, told=told)
            transaction.set_rollback(True)
            return sent
    except TooMany:
        # Of two clicks the first may have taken the last place: then all is well.
        sent = desk.contributions.sent_before(**fields)
        if sent is None:
            raise
        return sent


def _save(request: HttpRequest, desk: Desk, form: WritingForm) -> HttpResponse:
    if keep(request, desk.form, shown=form):
        messages.success(request, "Your draft is kept. Go on whenever you like.")
    else:
        messages.info(request, "There was nothing to keep yet.")
    return redirect("forum:mine")


def _autosave(request: HttpRequest, desk: Desk) -> HttpResponse:
    """For a script while somebody types. What was sent meanwhile does not become a draft again."""
    if request.user.is_anonymous:
        return JsonResponse({}, status=401)
    before = desk.contributions.filter(author=request.user, submission=_key(request)).first()
    if before and tidy(request.POST.get("body", "")).strip() == before.body.strip():
        return JsonResponse({})
    draft = keep(request, desk.form, anew=before is not None)
    return JsonResponse({"submission": draft.key, "version": draft.version} if draft else {})


def _page(
    request: HttpRequest, desk: Desk, form: WritingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    form.sign(request.user)
    others = _other_drafts(request, form)
    context = {"form": form, "other_drafts": others, **desk.context, **more}
    body = getattr(form, "cleaned_data", {}).get("body")
    if "preview" in request.POST and body:
        context["advised"] = advice_on(desk.as_sent(request, form), getattr(form, "photos", ()))
        context["preview"] = mark_safe(render_contribution(body))  # noqa: S308  (sanitised)
        context["preview_title"] = form.cleaned_data.get("title", "")
    keys = context["advised"].keys if context.get("advised") else set()
    context["advised_seen"] = " ".join(sorted(_seen(request) | keys))
    return render(request, desk.template, context, status=status)


# --- What was typed, by the address of its form -------------------------------------------------
def keep(
    request: HttpRequest,
    form: type[WritingForm],
    *,
    shown: WritingForm | None = None,
    anew: bool = False,
) -> Draft | None:
    """Keep what a member typed as a draft, with which the form that is shown goes on."""
    fields = _fields(request, form)
    if isinstance(shown, WithPhotos):
        fields["photos"] = [str(photo.key) for photo in shown.photos]
    nothing = not _is_something(form, fields)
    if request.user.is_anonymous or nothing or len(request.path) > LONGEST_PLACE:
        return None
    draft = Draft.objects.keep(
        author=request.user,
        place=request.path,
        fields=fields,
        key=None if anew else _key(request),
        version=_version(request),
        page=re.sub("[^0-9a-f]", "", request.POST.get("page", ""))[:40],
    )
    if shown:
        shown.go_on_with(draft)
    request.session.pop("typed", None)
    return draft


def typed(request: HttpRequest, sent: ContributionQuerySet | None = None) -> dict[str, Any]:
    """What this member typed here before: just now while signed out, or in a draft.

    A draft that was kept in the moment in which it was sent is not offered again.
    """
    if request.user.is_anonymous:
        return {}
    waiting = request.session.get("typed") or {}
    if (
        waiting.get("place") == request.path
        and waiting["until"] > time.time()
        and waiting["writer"] in (None, request.user.pk)
    ):
        return waiting["fields"]
    chosen = request.GET.get("draft", "")
    drafts = Draft.objects.of(author=request.user, place=request.path)
    if re.fullmatch("[0-9]{1,18}", chosen):
        drafts = drafts.filter(pk=chosen)
    draft = None if chosen == "new" else drafts.first()
    if draft and sent is not None and sent.filter(author=draft.author, submission=draft.key):
        draft.delete()
        return {}
    return draft.fields | {"submission": draft.key, "version": draft.version} if draft else {}


def forget(request: HttpRequest, form: type[WritingForm]) -> None:
    """What was sent is no draft any more."""
    place, fields = request.path, _fields(request, form)
    Draft.objects.forget(author=request.user, place=place, key=_key(request), fields=fields)
    request.session.pop("typed", None)


def _other_drafts(request: HttpRequest, form: WritingForm) -> list[Draft]:
    """What else this member has typed here."""
    if request.user.is_anonymous:
        return []
    drafts = Draft.objects.of(author=request.user, place=request.path)
    shown = str(form["submission"].value())
    return [draft for draft in drafts[: MOST_OTHERS + 1] if str(draft.key) != shown][:MOST_OTHERS]


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("submission", ""))
    except ValueError:
        return None


def _of_draft(request: HttpRequest) -> dict[str, Any]:
    """Which draft a form went on with, to go on with it after signing in."""
    key = _key(request)
    return {"submission": str(key), "version": _version(request)} if key else {}


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if re.fullmatch("[0-9]{1,9}", version) else 0


def _fields(request: HttpRequest, form: type[WritingForm]) -> dict[str, Any]:
    """What people typed or chose, without what neither PostgreSQL nor a reader could take."""
    blank = form()
    read = {
        name: blank.fields[name].widget.value_from_datadict(request.POST, request.FILES, name)
        for name in blank.typed_fields
    }
    if issubclass(form, WithPhotos):
        read["photos"] = request.POST.getlist("photo")
    return {
        name: [_storable(choice)[:LONGEST_PLACE] for choice in value[:MOST_CHOSEN]]
        if isinstance(value, list)
        else _storable(value)
        for name, value in read.items()
    }


def _is_something(form: type[WritingForm], fields: dict[str, Any]) -> bool:
    """Whether somebody typed or chose anything that the empty form does not hold."""
    blank = form()
    usual = {name: blank[name].initial for name in blank.typed_fields}
    return any(value and value != usual.get(name) for name, value in fields.items())


def _storable(value: str | bool | None) -> str | bool:
    if isinstance(value, bool):
        return value
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", value or "")[:MOST_TYPED]


# --- Who may write ------------------------------------------------------------------------------
def sign_in_first(request: HttpRequest, form: type[WritingForm]) -> HttpResponse:
    """To the sign-in page and back; what was typed waits in the session meanwhile."""
    fields = _fields(request, form) if request.method == "POST" else {}
    if _is_something(form, fields) and _may_wait(request):
        request.session["typed"] = {
            "place": request.path,
            "fields": fields | _of_draft(request),
            "writer": form.writer_of(request.POST),
            "until": time.time() + WAITS,
        }
        messages.info(request, "Please sign in. What you have written is kept and waits for you.")
        if request.FILES:
            messages.info(request, "Your picture could not be kept. Please choose it once more.")
    return redirect_to_login(request.get_full_path())


def _may_wait(request: HttpRequest) -> bool:
    try:
        WAITING.hit(network(request))
    except TooMany:
        messages.warning(request, "Please sign in first. Your browser may still have your text.")
        return False
    return True


def has_verified_address(request: HttpRequest) -> bool:
    mine = EmailAddress.objects.filter(user=request.user)
    return mine.filter(primary=True, verified=True).exists()


def verify_first(request: HttpRequest, form: type[WritingForm]) -> HttpResponse:
    kept = request.method == "POST" and keep(request, form)
    return render(request, "forum/verify_first.html", {"kept": kept}, status=403)


def too_many(error: TooMany) -> str:
    return (
        f"You have written a lot in a short time. Please wait {in_words(error.wait)}, then send it "
        "again: your text is kept. If it cannot wait, call your care team."
    )
