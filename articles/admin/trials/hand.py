"""Studies of registries that no machine can ask: an editor looks them up and types them in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.admin.trials.words import Words
from articles.desk import sent
from articles.desk.trials import to_look_up_by_hand
from articles.forms.explaining import ByHandForm
from articles.models import Trial, registry_url
from articles.trials import by_hand
from articles.trials.registry import Registration


class ByHand(Words):
    """What TrialAdmin does about them."""

    hand_verbs = {"look_again": "articles.add_trial"}

    def to_look_up(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Ids of the watch list that are not here yet, each with its page in the registry."""
        if not self.has_add_permission(request):
            return []
        return [(each, registry_url(each)) for each in to_look_up_by_hand()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ByHandForm(sent(request), initial={"number": request.GET.get("number", "")[:60]})
        if request.method == "POST" and form.is_valid():
            said = dict(form.cleaned_data)
            trial = by_hand.enter(said.pop("number"), **said, by=request.user)
            self.log_addition(request, trial, "Entered by hand.")
            self.message_user(
                request, "Entered. Now put it in plain words, and publish it.", messages.SUCCESS
            )
            return self.back(trial)
        context = self.admin_site.each_context(request) | {
            "title": "Enter a study by hand", "opts": self.opts, "form": form, "media": self.media,
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/trial/by_hand.html", context)

    def look_again(self, request: HttpRequest, trial: Trial) -> HttpResponse:
        """What the registry says of it by now; a change is news like any other."""
        if trial.entered_on is None:
            return self.refuse(request, trial, "Its registry is read by the import.")
        names = ("title", "status", "verified_on", "sponsor")
        form = ByHandForm(
            sent(request), trial=trial, initial={name: getattr(trial, name) for name in names}
        )
        own = trial.registrations.filter(is_alias=False).first()
        return self.do(
            request, trial, title=f"What does the registry say of {own.number} today?",
            button="That is what it says", form=form,
            act=lambda: by_hand.enter(
                Registration(own.registry, own.number), **form.cleaned_data, by=request.user
            ),
            done="Noted, with today’s date.",
            notes=[f"Look it up there first: {own.url or own.number}"],
        )  # fmt: skip
