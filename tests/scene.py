"""One site with something on every kind of page, and the list of those pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    ArticleRequest,
    ConditionCode,
    Feedback,
    Picture,
    ReviewRequest,
    ReviewTask,
)
from forum import editing
from forum.models import (
    ArticleCitation,
    Bereavement,
    Circumstances,
    Deflection,
    Draft,
    Follow,
    HelpLine,
    Measure,
    Mute,
    Profile,
    Reason,
    ReviewItem,
    SafeguardingCase,
    ScreeningKind,
    ScreeningRule,
    Shift,
    ShiftNote,
    Sweep,
    TrustGrant,
    WatchedEntity,
)
from forum.models.requests import PrivacyRequest
from forum.notifications import link_to
from portal.accounts.mail import change_token
from portal.accounts.models import EmailChange
from portal.leaving.models import AccountDeletion
from portal.models import Silence, User
from portal.notifications import bounces, stopped, thread_of
from portal.notifications.stopping import Stop
from tests.factories import (
    make_answer,
    make_appeal,
    make_article,
    make_article_comment,
    make_comment,
    make_condition,
    make_organisation,
    make_photo,
    make_picture,
    make_question,
    make_reviewer,
    make_source,
    make_status,
    make_term,
    make_topic,
    make_treatment,
    make_trial,
    make_user,
)

BODY = """## What it is

It damages **myelin** [@gr-mld].

!!! emergency "Call your emergency number now if a seizure does not stop"
    Say the name of the disease [@gr-mld].

## Signs

| Form | First signs |
| --- | --- |
| Late-infantile | before 30 months [@orpha-512] |

### In adults

- changes at work

## Questions to ask your team

1. Which form is it?
"""

#: Everything that an editor can write into a text.
PATTERNS = """## What the pictures show

The **myelin** is lost in the white matter.

![](picture:brain)

![](picture:line)

| Medicine | What it does | Often | Seldom | Where it was tried, and with how many people |
| --- | --- | --- | --- | --- |
| Baclofen | loosens muscles | tiredness | confusion | in a cohort of several hundred children |
| Arsa-cel | brings a gene | infections | blood cancer | in one trial [@gr-mld] |

!!! emergency "Call your emergency number if your child cannot be woken"
    Call [112](tel:112).

!!! urgent "Ask today if there is a fever"
    Say the name of the disease.

!!! warning "Check the label"
    It may have changed.

!!! do "Do"
    - write down when it happens

!!! dont "Do not"
    - stop the medicine

!!! inset "Trials are research"
    They may not help.

??? details "How we know"
    From a review [@orpha-512].

    | Year | People |
    | --- | --- |
    | 2020 | 12 |
"""


@dataclass(frozen=True)
class Page:
    name: str
    url: str
    #: Who looks at it; None is a visitor without an account.
    reader: User | None = None
    status: int = 200

    def __str__(self) -> str:
        return self.name


class Cast:
    """The people of conftest.py, for scenes that outlive one test."""

    def __init__(self) -> None:
        self.alice, self.bob = make_user("Alice"), make_user("Bob")
        self.cleo = make_user("Cleo", badge=User.Badge.CLINICIAN)
        self.mo = make_user("Mo", group="Moderator", staff=True)
        self.lea = make_user("Lea", group="Lead moderator", staff=True)
        self.eve = make_user("Eve", group="Editor", staff=True)
        self.rae = make_user("Rae", group="Clinical reviewer", staff=True)
        make_reviewer(self.rae)
        self.ada = make_user("Ada", staff=True, is_superuser=True)
        self.nia = make_user("Nia")
        self.leo = make_user("Leo")


def make_sources() -> None:
    """What the texts here cite."""
    make_source("gr-mld"), make_source("orpha-512")


def make_overdue() -> Article:
    """Long past its grace: what it says of risks is folded."""
    article = make_article(
        "Gene therapy in earlier years",
        body=f"{BODY}\n\n## Risks\n\nAs [it was](https://example.org/then) known [@gr-mld].",
        slug="overdue",
        kind=Article.Kind.TREATMENT,
    )
    due = timezone.localdate() - timedelta(days=400)
    Article.objects.filter(pk=article.pk).update(review_due_on=due)
    return article


def make_patterns() -> Article:
    make_picture(), make_picture("line", alt="", size=(300, 20))
    return make_article("Everything at once", body=PATTERNS, slug="patterns")


def build(cast: Cast) -> list[Page]:
    alice, bob, cleo, mo, eve, rae = cast.alice, cast.bob, cast.cleo, cast.mo, cast.eve, cast.rae
    group = make_condition("Leukodystrophy")
    condition = make_condition(
        parent=group,
        names=["Arylsulfatase A deficiency", "MLD"],
        genes="ARSA",
        inheritance="Autosomal recessive",
    )
    ConditionCode.objects.create(condition=condition, system="ORPHA", value="512")
    topic = make_topic()
    make_sources()
    overview = make_article(
        "About MLD",
        body=BODY,
        kind=Article.Kind.OVERVIEW,
        slug="mld-overview",
        conditions=[condition],
    )
    condition.overview = overview
    condition.save()
    signed = make_article(
        "Living with MLD",
        body=BODY,
        summary="Short [@gr-mld].",
        by=eve,
        slug="living",
        conditions=[condition],
        topics=[topic],
        publish=False,
    )
    today = timezone.localdate()
    signed.latest.sign(
        by=rae,
        review_due_on=today + timedelta(days=365),
    )
    signed.publish_as_imported()
    starter = make_article(
        "Gene therapy for MLD",
        body=BODY,
        slug="gene-therapy",
        kind=Article.Kind.TREATMENT,
        conditions=[condition],
        topics=[topic],
    )
    starter.related.add(signed)
    treatment = make_treatment(
        boxed_warning="Blood cancers.",
        boxed_warning_source=make_source("label"),
        other_names="Lenmeldy, Libmeldy",
    )
    make_status(treatment, condition)
    make_status(treatment, condition, jurisdiction="EU", days_ago=100)
    check = make_status(treatment, group, days_ago=30, status="trial only")
    check = check.check_again(status="approved")
    starter.treatments.add(treatment)
    trial = make_trial(
        conditions=[condition], by=eve, status="terminated", why_stopped="No money.",
        criteria="Inclusion Criteria:\n\n* Early", phases=["1", "2"], enrolment=12,
        max_age_days=914, max_age_raw="30 Months", official_title="Unbroken" * 20,
    )  # fmt: skip
    trial.sites.create(position=0, facility="Example Hospital", city="Leeds", country="GB")
    trial.interventions.create(position=0, name="Example cells", treatment=treatment)
    event = trial.events.create(
        kind="terminated", before="recruiting", after="terminated", reason="None."
    )
    trial.matches.create(condition=group, state="proposed", how="similar", term="Leukodystrophies")
    other = make_trial("NCT99999902", conditions=[group], by=eve, status="unknown")
    other.interventions.create(position=0, name="Example cells", treatment=treatment)
    other.write_summary(by=eve, title="Cells", summary="It cures **every** child.")
    unread = make_trial("NCT99999903", conditions=[condition])
    overdue = make_overdue()
    arabic = make_article(
        "العيش مع المرض", body="## ما هو\n\nنص قصير [@gr-mld].", summary="باختصار.", slug="arabic",
        language="ar", translation_of=signed,
    )  # fmt: skip
    gone = make_article("A wrong text", slug="gone")
    gone.withdraw(because="The study it rested on was retracted.", by=eve, successor=signed)
    said = Feedback.objects.submit(revision=starter.live, helpful=False, why="wrong", text="Old.")
    wanted, _ = ArticleRequest.objects.ask("unicorn milk", by=eve, why="Found nothing", times=4)
    helper = make_organisation(conditions=[condition], country="France")
    make_organisation("Long ago", conditions=[group], last_verified_on=today - timedelta(days=400))
    helper.note_link("dead")
    make_term(other_forms="myelins"), make_term("white matter", source=make_source("words"))
    patterns, picture = make_patterns(), Picture.objects.get(key="brain")
    retired = make_article("An old text", slug="old")
    retired.retire()
    shaky = make_source("shaky")
    troubled = make_article(
        "A text with a retracted source",
        slug="troubled",
        body="It helps some [@shaky][@gr-mld]. {evidence: low}\n\n- It tires [@shaky]",
    )
    shaky.retract(by=eve, why="The figures could not be shown.")
    task = ReviewTask.objects.get(source=shaky)
    draft = make_article("A draft", slug="draft", publish=False, by=eve)
    make_article_comment(starter, by=mo)
    told = Circumstances(condition=condition, relationship="parent", stage="new", country="ES")
    asked = make_question(
        alice, by=mo, condition=condition, topics=[topic], circumstances=told,
        photos=[make_photo(alice)],
    )  # fmt: skip
    begun = {"title": "Who helps with letters?", "photos": [str(make_photo(alice).key)]}
    Draft.objects.keep(author=alice, place=reverse("forum:ask"), fields=begun | {"country": "ES"})
    first = make_answer(asked, cleo, by=mo)
    first.mark_helped(by=alice)
    make_answer(asked, bob, "We use a **pump**.", by=mo)
    make_comment(first, bob, by=mo)
    editing.edit(first, by=cleo, seen=1, body="We feed **late**.", reason="The hour was wrong.")
    ArticleCitation.objects.cite(first, [starter])
    changed = make_answer(asked, alice, "We found this ourselves.", by=mo)
    editing.edit(changed, by=alice, seen=1, body="We found it ourselves.", reason="A word.")
    held = ReviewItem.objects.open().get(answer=changed)
    make_comment(asked, bob, by=mo)
    pending = make_question(
        alice, "Has anybody flown with a feeding pump?", body="HELP!!! What do we do?"
    )
    item = ReviewItem.objects.open().get(question=pending)
    Deflection.objects.count_one(asked)

    trusted = TrustGrant.objects.give(make_user("Tess"), by=mo, reason="Helps many families.")
    swept = Sweep.objects.carry_out([make_user("Sock")], by=mo)
    shown = Profile.objects.create(
        member=cleo, relationship="professional", relationship_for="everyone",
        languages=["en", "ar"], languages_for="everyone", since_for="everyone",
    )  # fmt: skip
    Mute.objects.mute(member=alice, muted=bob)
    Bereavement.objects.say(member=bob, mails="rest", questions_rest=True, moderators_know=True)

    now = timezone.now()
    for member, day in [(mo, 1), (cast.ada, 3)]:
        start = now + timedelta(days=day)
        shift = Shift.objects.create(
            moderator=member, starts_at=start, ends_at=start + timedelta(hours=3), weekly=True
        )
    ShiftNote.objects.create(by=cast.ada, text="Please look again at eight.")
    case = SafeguardingCase.objects.open_for(item, by=mo, road="carer", note="Alone at night.")
    case.done(case.points.first(), by=mo)
    outside = PrivacyRequest.objects.submit(
        about=first, who="child", wish="unname", address=first.get_absolute_url(),
        description="The second answer.", words="Please be quick.", email="gran@example.net",
    )  # fmt: skip
    outside.take(by=mo)
    outside.note("noted", by=mo, text="The age and the town are in it.")
    request = ReviewRequest.objects.ask(draft.latest, rae.reviewer, by=eve, message="The doses?")
    link = ReviewRequest.objects.ask(draft.latest, by=eve, quietly=True).make_link()

    for member in (alice, bob):
        for each in (condition, topic):
            Follow.objects.start(each, member=member)
    Silence.objects.start(bob, thread_of(asked))
    nia = cast.nia
    bounces.note(bounces.HARD, nia.email)
    make_question(cleo, "Which car seat do you use for long drives?", by=mo, topics=[topic])
    AccountDeletion.request(cast.leo, contributions="unnamed")
    urgent = make_comment(asked, cleo, "His seizure won't stop, and I want to die.")
    change = EmailChange.request(cleo, email="cleo.new@example.net")

    line = HelpLine.objects.get(country="GB", kind="young")
    rule = ScreeningRule.objects.create(pattern="(pump | tube) … night", why="Speaks of nights.")
    clinic = WatchedEntity.objects.create(
        entity="Hope Cells", domains="hope.example", status="unproven", why="Watched."
    )
    clinic.switch_on(tried=clinic.pattern)
    told_of = ScreeningKind.objects.get(kind="crisis")

    ina = make_user("Ina")
    appeal = make_appeal(ina, by=mo)
    spam = Reason.objects.get(code="spam")
    visited = make_article_comment(signed, "Buy it here.").reviewitems.get()
    by_visitor = visited.decide("reject", by=mo, reason="spam", message="No adverts, please.")

    settled = make_question(alice, "Which bath seat is safe for a tall child?", by=mo)
    replied = make_answer(settled, bob, "The blue one heals everything.", by=mo)
    hidden = make_question(alice, "How long may a feed hang at room warmth?", by=mo)
    for target, decision, given in [
        (replied, "label", {"label": "contradicts", "article": signed}),
        (settled, "label", {"label": "unproven"}),
        (settled, "duplicate", {"first": asked}),
        (hidden, "hide", {}),
        (settled, "lock", {"words": "It got heated, and all has been said."}),
    ]:
        opened = ReviewItem.open(target, why="opened", severity=1, findings=[])
        locked = opened.decide(decision, by=mo, reason="other", message="We look at it.", **given)
    held_back = Measure.objects.take(
        make_user("Tom"), kind="suspend", by=mo, reason="spam", message="Please leave out links.",
        until=timezone.now() + timedelta(days=7),
    )  # fmt: skip

    def at(name: str, *args: object) -> str:
        return reverse(name, args=args)

    return [
        Page("home", at("home")),
        Page("search", at("search") + "?q=myelin"),
        Page("search-empty", at("search")),
        Page("search-narrowed", at("search") + "?q=mylein+MLD&kind=article&reviewed=yes"),
        Page("search-nothing", at("search") + "?q=xylophone"),
        Page("conditions", at("articles:conditions")),
        Page("condition", condition.get_absolute_url()),
        Page("condition-group", group.get_absolute_url()),
        Page("articles", at("articles:articles")),
        Page("article-signed", signed.get_absolute_url()),
        Page("article-starter", starter.get_absolute_url()),
        Page("article-patterns", patterns.get_absolute_url()),
        Page("glossary", at("articles:glossary")),
        Page("article-retracted-source", troubled.get_absolute_url()),
        Page("article-retired", retired.get_absolute_url()),
        Page("article-overdue", overdue.get_absolute_url()),
        Page("article-arabic", arabic.get_absolute_url()),
        Page("article-gone", gone.get_absolute_url(), status=410),
        Page("article-feedback", at("articles:feedback", starter.slug)),
        Page("article-feedback-sent", at("articles:feedback", starter.slug) + "?sent=1"),
        Page("article-draft", draft.get_absolute_url(), eve),
        Page("article-comment", at("article-comment", starter.slug)),
        Page("organisations", at("articles:organisations")),
        Page("treatments", at("articles:treatments")),
        Page("treatment", treatment.get_absolute_url()),
        Page("trials", at("articles:trials")),
        Page("trials-wrong", at("articles:trials") + f"?condition={condition.slug}&status=x"),
        Page("trial", trial.get_absolute_url()),
        Page("trial-unpublished", unread.get_absolute_url(), eve),
        Page("review-link", at("articles:review-link", link)),
        Page("review-link-unknown", at("articles:review-link", "x" * 43), status=404),
        Page("topic", topic.get_absolute_url()),
        Page("questions", at("forum:questions")),
        Page("questions-unanswered", at("forum:unanswered")),
        Page("questions-answered", at("forum:answered")),
        Page("question", asked.get_absolute_url()),
        Page("question-as-asker", asked.get_absolute_url(), alice),
        Page("question-pending", pending.get_absolute_url(), alice),
        Page("edit", at("forum:edit-answer", changed.pk), alice),
        Page("history", at("forum:history-answer", first.pk)),
        Page("history-as-author", at("forum:history-answer", changed.pk), alice),
        Page("admin-decide-edit", at("admin:forum_reviewitem_decide") + f"?item={held.pk}", mo),
        Page("ask", at("forum:ask"), alice),
        Page("write-answer", at("forum:write-answer", asked.pk), bob),
        Page("comment-on-answer", at("forum:comment-on-answer", first.pk), bob),
        Page("flag", at("forum:flag", "answer", first.pk), bob),
        Page("sent-urgent", at("forum:sent", "comment", urgent.pk), cleo),
        Page("admin-help-lines", at("admin:forum_helpline_changelist"), cast.ada),
        Page("admin-help-line", at("admin:forum_helpline_change", line.pk), cast.ada),
        Page("admin-help-line-verify", at("admin:forum_helpline_verify", line.pk), cast.ada),
        Page("admin-rules", at("admin:forum_screeningrule_changelist"), cast.ada),
        Page("admin-rule", at("admin:forum_screeningrule_change", rule.pk), cast.ada),
        Page("admin-rule-add", at("admin:forum_screeningrule_add"), cast.ada),
        Page("admin-rule-dry-run", at("admin:forum_screeningrule_dry_run", rule.pk), cast.ada),
        Page("admin-rule-off", at("admin:forum_watchedentity_switch_off", clinic.pk), cast.ada),
        Page("admin-watched", at("admin:forum_watchedentity_changelist"), cast.ada),
        Page("admin-watched-add", at("admin:forum_watchedentity_add"), cast.ada),
        Page("admin-kinds", at("admin:forum_screeningkind_changelist"), cast.ada),
        Page("admin-kind", at("admin:forum_screeningkind_change", told_of.pk), cast.ada),
        Page("mine", at("forum:mine"), alice),
        Page("profile", shown.get_absolute_url()),
        Page("profile-own", shown.get_absolute_url(), cleo),
        Page("edit-profile", at("edit-profile"), cleo),
        Page("mute", at("forum:mute", "answer", first.pk), bob),
        Page("muted", at("muted"), alice),
        Page("bereavement", at("bereavement"), alice),
        Page("bereavement-said", at("bereavement"), bob),
        Page("about-me", at("about-me")),
        Page("about-me-sent", at("about-me") + "?sent=1"),
        Page("admin-requests-outside", at("admin:forum_privacyrequest_changelist"), mo),
        Page("admin-request-outside", at("admin:forum_privacyrequest_change", outside.pk), mo),
        Page("admin-request-answer", at("admin:forum_privacyrequest_answer", outside.pk), mo),
        Page("admin-request-check", at("admin:forum_privacyrequest_identify", outside.pk), mo),
        Page(
            "admin-request-close",
            at("admin:forum_privacyrequest_close_account", outside.pk),
            cast.ada,
        ),
        Page("admin-rota", at("admin:forum_shift_changelist"), mo),
        Page("admin-rota-as-lead", at("admin:forum_shift_changelist"), cast.ada),
        Page("admin-shift-enter", at("admin:forum_shift_enter"), mo),
        Page("admin-shift-plan", at("admin:forum_shift_add"), cast.ada),
        Page("admin-shift-leave", at("admin:forum_shift_leave", shift.pk), cast.ada),
        Page("admin-shift-limit", at("admin:forum_shift_limit"), mo),
        Page("admin-hand-over", at("admin:forum_shift_hand_over"), mo),
        Page("admin-cases", at("admin:forum_safeguardingcase_changelist"), mo),
        Page("admin-case", at("admin:forum_safeguardingcase_change", case.pk), mo),
        Page("admin-case-open", at("admin:forum_safeguardingcase_open") + f"?item={held.pk}", mo),
        Page("admin-case-close", at("admin:forum_safeguardingcase_close", case.pk), mo),
        Page("admin-guidance", at("admin:forum_guidance_changelist"), mo),
        Page("admin-guidance-one", at("admin:forum_guidance_change", case.guidance.pk), cast.ada),
        Page("admin-bereavements", at("admin:forum_bereavement_changelist"), mo),
        Page("admin-bereavement-add", at("admin:forum_bereavement_add"), mo),
        Page("statements", at("statements"), ina),
        Page("statement", at("statement", appeal.statement.pk), ina),
        Page("statement-by-link", link_to(by_visitor.statement)),
        Page("admin-appeals", at("admin:forum_appeal_changelist"), mo),
        Page("admin-appeal", at("admin:forum_appeal_change", appeal.pk), cast.lea),
        Page("question-settled", settled.get_absolute_url(), bob),
        Page("question-hidden-own", hidden.get_absolute_url(), alice),
        Page("suspended", at("forum:write-answer", asked.pk), held_back.member, status=403),
        Page("me-suspended", at("me"), held_back.member),
        Page("admin-undo", at("admin:forum_reviewitem_undo") + f"?decision={locked.pk}", mo),
        Page("admin-open", at("admin:forum_reviewitem_open") + f"?question={settled.pk}", mo),
        Page("admin-measures", at("admin:forum_measure_changelist"), mo),
        Page("admin-measure", at("admin:forum_measure_change", held_back.pk), mo),
        Page("admin-measure-take", at("admin:forum_measure_take") + f"?member={bob.pk}", mo),
        Page("admin-measure-lift", at("admin:forum_measure_lift", held_back.pk), mo),
        Page("admin-timeline", at("admin:portal_user_timeline", ina.pk), mo),
        Page("admin-address", at("admin:portal_user_address", ina.pk), cast.lea),
        Page("admin-audit", at("admin:portal_auditevent_changelist"), cast.ada),
        Page("admin-reasons", at("admin:forum_reason_changelist"), cast.lea),
        Page("admin-reason", at("admin:forum_reason_change", spam.pk), cast.lea),
        Page("me", at("me"), alice),
        Page("me-new", at("me"), cast.nia),
        *(Page(name, at(name)) for name in ["about", "editorial", "rules", "privacy"]),
        Page("accessibility", at("accessibility")),
        Page("login", at("account_login")),
        Page("signup", at("account_signup")),
        Page("reset", at("account_reset_password")),
        Page("email", at("account_email"), alice),
        Page("password", at("account_change_password"), alice),
        Page("mfa", at("mfa_index"), alice),
        Page("me-leaving", at("me"), cast.leo),
        Page("my-data", at("my-data"), alice),
        Page("email-changing", at("account_email"), cleo),
        Page("email-confirm", at("account_confirm_change", change_token(change, "old"))),
        Page("email-stop", at("account_stop_change", change_token(change, "stop"))),
        Page("email-link-gone", at("account_stop_change", "x"), status=404),
        Page("admin-user", at("admin:portal_user_change", bob.pk), cast.ada),
        Page("admin-leaving", at("admin:leaving_accountdeletion_changelist"), cast.ada),
        Page("admin-close", at("admin:portal_user_close", bob.pk), cast.ada),
        Page("admin-change-address", at("admin:portal_user_change_address", bob.pk), cast.ada),
        Page("sessions", at("account_sessions"), alice),
        Page("delete-account", at("delete-account"), bob),
        Page("delete-account-as-moderator", at("delete-account"), mo),
        Page("delete-account-waiting", at("delete-account"), cast.leo),
        Page("ask-leaving", at("forum:ask"), cast.leo, status=403),
        Page("logout", at("account_logout"), alice),
        Page("not-found", "/nowhere/", status=404),
        Page("inbox", at("me"), bob),
        Page("following", at("following"), bob),
        Page("following-nothing", at("following"), eve),
        Page("follow", at("forum:follow", "condition", condition.pk), alice),
        Page("follow-own-question", at("forum:follow", "question", asked.pk), alice),
        Page("mail-settings", at("mail-settings"), alice),
        Page("mail-stop", at("mail-stop", Stop(bob.pk, ["own"], thread_of(asked)).token)),
        Page("mail-stop-broken", at("mail-stop", "x"), status=404),
        Page("mail-again", at("mail-again-confirmed", stopped.token_of(nia)), nia),
        Page("admin", at("admin:index"), mo),
        Page("admin-queue", at("admin:forum_reviewitem_changelist"), mo),
        Page("admin-sweep", at("admin:forum_sweep_begin") + f"?item={item.pk}", mo),
        Page("admin-sweeps", at("admin:forum_sweep_changelist"), mo),
        Page("admin-sweep-done", at("admin:forum_sweep_change", swept.pk), mo),
        Page("admin-trusted", at("admin:forum_trustgrant_changelist"), mo),
        Page("admin-trust", at("admin:forum_trustgrant_add"), mo),
        Page("admin-trust-end", at("admin:forum_trustgrant_change", trusted.pk), mo),
        Page("admin-decide", at("admin:forum_reviewitem_decide") + f"?item={item.pk}", mo),
        Page("admin-decisions", at("admin:forum_decision_changelist"), mo),
        Page("admin-found", at("admin:forum_deflection_changelist"), mo),
        Page("admin-articles", at("admin:articles_article_changelist"), eve),
        Page("admin-article", at("admin:articles_article_change", draft.pk), eve),
        Page("admin-article-as-reviewer", at("admin:articles_article_change", draft.pk), rae),
        Page("admin-source", at("admin:articles_source_add"), eve),
        Page("admin-source-retracted", at("admin:articles_source_change", shaky.pk), eve),
        Page("admin-source-import", at("admin:articles_source_import"), eve),
        Page("admin-tasks", at("admin:articles_reviewtask_changelist"), eve),
        Page("admin-task", at("admin:articles_reviewtask_decide", task.pk), eve),
        Page("admin-trials", at("admin:articles_trial_changelist"), eve),
        Page("admin-trial", at("admin:articles_trial_change", trial.pk), eve),
        Page("admin-trial-explain", at("admin:articles_trial_explain", trial.pk), eve),
        Page("admin-trial-publish", at("admin:articles_trial_publish", other.pk), eve),
        Page("admin-trial-compare", at("admin:articles_trial_compare", trial.pk), eve),
        Page("admin-trial-take-down", at("admin:articles_trial_take_down", trial.pk), eve),
        Page("admin-trial-by-hand", at("admin:articles_trial_add"), eve),
        Page("admin-trial-news", at("admin:articles_trialevent_changelist"), eve),
        Page("admin-trial-settle", at("admin:articles_trialevent_settle"), eve),
        Page("admin-trial-event", at("admin:articles_trialevent_change", event.pk), eve),
        Page("admin-as-editor", at("admin:index"), eve),
        Page("admin-as-reviewer", at("admin:index"), rae),
        Page("admin-organisation", at("admin:articles_organisation_change", helper.pk), eve),
        Page("admin-organisation-verify", at("admin:articles_organisation_verify", helper.pk), eve),
        Page("admin-check-again", at("admin:articles_treatmentstatus_check_again", check.pk), eve),
        Page("admin-pictures", at("admin:articles_picture_changelist"), eve),
        Page("admin-picture", at("admin:articles_picture_change", picture.pk), eve),
        Page("admin-picture-add", at("admin:articles_picture_add"), eve),
        Page("admin-term-add", at("admin:articles_glossaryterm_add"), eve),
        Page("admin-feedback", at("admin:articles_feedback_changelist"), eve),
        Page("admin-feedback-one", at("admin:articles_feedback_change", said.pk), eve),
        Page("admin-feedback-decide", at("admin:articles_feedback_decide", said.pk), eve),
        Page("admin-ask", at("admin:articles_article_ask", draft.pk), eve),
        Page("admin-sign", at("admin:articles_article_sign", draft.pk), rae),
        Page("admin-requests", at("admin:articles_reviewrequest_changelist"), rae),
        Page("admin-request", at("admin:articles_reviewrequest_change", request.pk), rae),
        Page("admin-reviewer", at("admin:articles_reviewer_change", rae.reviewer.pk), cast.ada),
        Page("admin-withdraw", at("admin:articles_reviewer_withdraw", rae.reviewer.pk), cast.ada),
        Page("admin-synonyms", at("admin:portal_searchsynonym_changelist"), eve),
        Page("admin-synonym-add", at("admin:portal_searchsynonym_add"), eve),
        Page("admin-gaps", at("admin:portal_searchlog_changelist"), eve),
        Page("admin-asked", at("admin:articles_articlerequest_changelist"), eve),
        Page("admin-asked-one", at("admin:articles_articlerequest_change", wanted.pk), eve),
        Page("admin-users", at("admin:portal_user_changelist"), cast.ada),
    ]  # fmt: skip
