"""When somebody has died: one page to say so privately, and to take it back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.models import Bereavement, Question
from portal.models import Topic
from portal.states import IllegalMove

#: The topic under which families write about grief; the page leads there where it exists.
SPACE = "after-a-death"


class BereavementForm(forms.Form):
    mails = forms.ChoiceField(
        label="E-mails",
        choices=Bereavement.Mails,
        widget=forms.RadioSelect,
        initial=Bereavement.Mails.REST,
        error_messages={"required": "Please choose which e-mails you would like."},
    )
    questions_rest = forms.BooleanField(
        label="Mark my earlier questions “No reply needed”",
        required=False,
        help_text="Others read only that you need no further answers, as anybody can say of their "
        "questions. What you asked anonymously is not marked along with the others, for that could "
        "show that it is yours: you can mark it on its own page.",
    )
    moderators_know = forms.BooleanField(
        label="The moderators may know",
        required=False,
        help_text="So that they can write with care. Without this, nobody but you knows.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bereavement(request: HttpRequest) -> HttpResponse:
    said = Bereavement.objects.filter(member=request.user).first()
    chosen = {name: getattr(said, name) for name in BereavementForm.base_fields if said is not None}
    form = BereavementForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        Bereavement.objects.say(member=request.user, **form.cleaned_data)
        messages.success(request, "It is done. You can change it or take it back at any time.")
        return redirect("bereavement")
    context = {"form": form, "said": said, "space": Topic.objects.filter(slug=SPACE).first()}
    return render(request, "forum/bereavement.html", context)


@login_required
@require_POST
def take_back_bereavement(request: HttpRequest) -> HttpResponse:
    if said := Bereavement.objects.filter(member=request.user).first():
        said.take_back()
    messages.success(request, "Everything is as it was before.")
    return redirect("bereavement")


@login_required
@require_POST
def no_reply_needed(request: HttpRequest, pk: int) -> HttpResponse:
    """The asker needs no more answers, for whatever reason, or would like some after all."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    try:
        question.let_rest(by=request.user, back="back" in request.POST)
    except IllegalMove as refusal:
        messages.info(request, str(refusal))
    return redirect(question)
