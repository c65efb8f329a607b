"""What is looked for in texts, and what is done about it: kept by administrators."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib.admin import display, register
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from articles.desk import sent
from articles.forms import widgets
from articles.models import Article
from forum.admin.help_lines import KEEP, KeptByAdministrators
from forum.dry_run import LATELY, MOST, dry_run
from forum.fields import LineField, TidyField
from forum.models import ScreeningKind, ScreeningRule, WatchedEntity
from forum.models.screening_rules import check_pattern, fired
from forum.screening.actions import LEAST, NEVER_LESS

HOW_TO_SAY = (
    "One line for each thing to find. “stem cell*” finds “stem cells”; “miracle … cure” finds both "
    "within five words, “miracle ~10 cure” within ten; “(clinic | hospital) ~8 visit” finds either "
    "with “visit”. Capitals, accents and hyphens make no difference."
)


class WithCounts(ChangeList):
    """Notes on each row how often it fired and was upheld: one query for all of them."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list, counts = list(self.result_list), fired()
        for row in self.result_list:
            of_kind = isinstance(row, ScreeningKind)
            row.counts = counts.get((row.kind, 0 if of_kind else row.pk))


class Counted(KeptByAdministrators):
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return WithCounts

    @display(description="Fired within a year")
    def fired(self, row: Any) -> str:
        if not row.counts:
            return "never"
        return "once" if row.counts["fired"] == 1 else f"{row.counts['fired']} times"

    @display(description="Moderators agreed")
    def upheld(self, row: Any) -> str:
        if not row.counts or not row.counts["decided"]:
            return "-"
        return f"in {row.counts['upheld']} of {row.counts['decided']} decided"


class KindForm(forms.ModelForm):
    class Meta:
        widgets = {"off_until": widgets.day()}

    def clean_action(self) -> str:
        """The kind itself is no field of the form, so the database would be the first to object."""
        action = self.cleaned_data["action"]
        if self.instance.kind in NEVER_LESS and action not in LEAST:
            raise forms.ValidationError(
                "Lives may depend on this one: it is always looked for, and always held. It can "
                "only be made more cautious.",
                code="floor",
            )
        return action


@register(ScreeningKind)
class ScreeningKindAdmin(Counted):
    form = KindForm
    list_display = ["kind", "action", "off", "fired", "upheld"]
    fields = ["kind", "action", "off_until"]
    readonly_fields = ["kind"]
    sortable_by = ()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = "What the portal notices by itself, and what is done about it"
        return super().changelist_view(request, {"title": title})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        floor = ["off_until"] if obj and obj.kind in NEVER_LESS else []
        return [*self.readonly_fields, *floor]

    @display(description="Switched off")
    def off(self, kind: ScreeningKind) -> str:
        return f"until {kind.off_until:%-d %B %Y}" if kind.is_off else "-"


class RuleForm(forms.ModelForm):
    pattern = TidyField(
        label="What to look for",
        max_length=2_000,
        widget=widgets.lines(4),
        help_text=HOW_TO_SAY,
        validators=[check_pattern],
        error_messages={"required": "Please write at least one word to look for."},
    )
    article = forms.ModelChoiceField(
        Article.objects.order_by("title").only("title"),
        label="Article as evidence",
        required=False,
        help_text="Moderators and authors are led to it.",
    )

    class Meta:
        widgets = {"expires_on": widgets.day(), "why": widgets.line()}


class WatchedEntityForm(forms.ModelForm):
    entity = LineField(label="Name", max_length=80, widget=widgets.line())
    aliases = TidyField(
        label="Other names",
        required=False,
        max_length=800,
        widget=widgets.lines(3),
        help_text="One on each line: also as people misspell or shorten it.",
    )
    domains = TidyField(
        label="Web addresses",
        required=False,
        max_length=800,
        widget=widgets.lines(2),
        help_text="One on each line, such as example.org. Pages and mail below it are found too.",
    )
    status = forms.ChoiceField(
        label="Why it is watched",
        choices=ScreeningRule.Status,
        widget=forms.RadioSelect,
        initial=ScreeningRule.Status.UNPROVEN,
    )
    article = RuleForm.base_fields["article"]

    class Meta:
        widgets = {"expires_on": widgets.day()}

    def clean_domains(self) -> str:
        """What is copied from the address bar is cut down to the name of the site."""
        addresses = [line.strip().lower() for line in self.cleaned_data["domains"].splitlines()]
        sites = [one.split("//")[-1].removeprefix("www.").split("/")[0] for one in addresses]
        return "\n".join(filter(None, sites))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name in ("entity", "aliases", "domains"):
            try:
                check_pattern(values.get(name) or "any")
            except forms.ValidationError as refusal:
                self.add_error(name, refusal)
        return values

    def save(self, commit: bool = True) -> WatchedEntity:
        self.instance.why = f"Names “{self.instance.entity}”, which we watch."
        return super().save(commit)


class TriedForm(forms.Form):
    """Holds which pattern the page showed, so that nothing else is put in force."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rule: ScreeningRule, **kwargs: Any) -> None:
        self.now = hashlib.sha256(f"{rule.language}\n{rule.pattern}".encode()).hexdigest()
        super().__init__(*args, initial={"seen": self.now}, **kwargs)

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self.now:
            self.data = self.data.copy()
            self.data["seen"] = self.now
            raise forms.ValidationError("It was changed meanwhile. Please look at what it finds.")
        return self.now


@register(ScreeningRule)
class ScreeningRuleAdmin(Counted):
    """A rule is written, tried on what was written lately, and only then put in force."""

    form = RuleForm
    change_form_template = "admin/forum/screeningrule/change_form.html"
    verbs = {"dry_run": KEEP, "switch_off": KEEP}
    list_display = ["__str__", "kind", "action", "standing", "fired", "upheld"]
    list_filter = ["active", "kind", "action"]
    search_fields = ["why", "pattern"]
    list_select_related = False
    ordering = ["-active", "kind", "-pk"]
    sortable_by = ()
    fields = [
        "standing", "kind", "pattern", "language", "action", "severity", "why", "article",
        "expires_on",
    ]  # fmt: skip
    readonly_fields = ["standing"]

    class Media:
        css = {"all": ["css/admin-queue.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScreeningRule]:
        return super().get_queryset(request).filter(entity="")

    @display(description="Standing")
    def standing(self, rule: ScreeningRule) -> str:
        return rule.standing if rule.pk else "New"

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        return self._try_it(obj) or super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._try_it(obj) or super().response_change(request, obj)

    def _try_it(self, rule: ScreeningRule) -> HttpResponse | None:
        """What is not in force is looked at next."""
        page = f"admin:forum_{self.opts.model_name}_dry_run"
        return None if rule.active else redirect(page, rule.pk)

    def dry_run(self, request: HttpRequest, rule: ScreeningRule) -> HttpResponse:
        form = TriedForm(sent(request), rule=rule)
        return self.do(
            request, rule, title=f"What “{rule}” finds", button="Put it in force", form=form,
            act=lambda: rule.switch_on(tried=rule.pattern), done="It is in force from now on.",
            template="admin/forum/screeningrule/dry_run.html",
            trial=SimpleLazyObject(lambda: dry_run(rule)), days=LATELY.days, most=MOST,
            shows_texts=request.user.has_perm("forum.moderate"),
        )  # fmt: skip

    def switch_off(self, request: HttpRequest, rule: ScreeningRule) -> HttpResponse:
        return self.do(
            request, rule, title=f"Take “{rule}” out of force?", button="Take it out of force",
            form=forms.Form(sent(request)), act=rule.switch_off,
            done="It is not looked for any more. What it found stays on record.",
        )  # fmt: skip


@register(WatchedEntity)
class WatchedEntityAdmin(ScreeningRuleAdmin):
    """A clinic or a seller: its names and addresses are all that is asked for."""

    form = WatchedEntityForm
    list_display = ["entity", "status", "action", "standing", "fired", "upheld"]
    list_filter = ["active", "status"]
    search_fields = ["entity", "aliases", "domains"]
    fields = [
        "standing", "entity", "aliases", "domains", "status", "article", "action", "expires_on",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScreeningRule]:
        return super(ScreeningRuleAdmin, self).get_queryset(request).exclude(entity="")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"action": "hold"}
