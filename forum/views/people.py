"""Members for one another: profiles, and muting."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.models import Answer, Comment, Mute, Profile, Question
from forum.paging import page_of
from forum.profiles import ProfileForm
from portal.models import User
from portal.states import IllegalMove

#: From what a member can be muted, by the word in the address. Comments on articles are not among
#: it: they stand under any name, and folding them would say whose that is.
MUTABLE = {
    "question": Question.objects.select_related("author"),
    "answer": Answer.objects.select_related("author", "question"),
    "comment": Comment.objects.select_related("author", "question", "answer__question"),
}
MUTED_PER_PAGE = 50


@require_safe
def profile(request: HttpRequest, key: str) -> HttpResponse:
    """What a member chose to show to this reader. Who shows nothing has no page."""
    profile = _profile(request, key)
    is_own = profile.member_id == request.user.pk
    context = {
        "profile": profile,
        "details": profile.shown_to(request.user),
        "held_back": profile.held_back(request.user) if is_own else [],
        "is_own": is_own,
        "is_muted": not is_own and profile.member_id in Mute.objects.by(request.user),
    }
    return render(request, "forum/member.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":  # two clicks in one moment are one profile
        profile, _ = Profile.objects.get_or_create(member=request.user)
    else:
        own = Profile.objects.filter(member=request.user)
        profile = own.first() or Profile(member=request.user)
    form = ProfileForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        profile = form.save()
        messages.success(request, "Saved. You can change it at any time.")
        if profile.is_telling:
            messages.warning(
                request,
                "Everybody can now see several details at once. Together they can make your family "
                "recognisable, above all where a disease is rare in a country. You may prefer to "
                "show some of them to members only.",
            )
        return redirect("edit-profile")
    context = {"form": form, "profile": profile if profile.pk else None}
    return render(request, "forum/edit_profile.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Mute whoever wrote something, unless it is not to be known who that is."""
    if kind not in MUTABLE:
        raise Http404(f"No kind {kind[:20]!r}")
    target = get_object_or_404(MUTABLE[kind].visible_to(request.user).published(), pk=pk)
    if target.byline.member is None:
        raise Http404("Nobody is named there")
    return _mute(request, target.byline.member, back=target.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mute_member(request: HttpRequest, key: str) -> HttpResponse:
    profile = _profile(request, key)
    return _mute(request, profile.member, back=profile.get_absolute_url())


@login_required
@require_safe
def muted(request: HttpRequest) -> HttpResponse:
    mutes = request.user.mutes.select_related("muted").order_by("-created_at", "-pk")
    return render(request, "forum/muted.html", {"page": page_of(request, mutes, MUTED_PER_PAGE)})


@login_required
@require_POST
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    mute = get_object_or_404(request.user.mutes.select_related("muted"), pk=pk)
    mute.delete()
    messages.success(request, f"You see again what {mute.muted} writes.")
    return redirect("muted")


def _mute(request: HttpRequest, member: User, *, back: str) -> HttpResponse:
    """Ask once, then do it. The other is told nothing."""
    if request.method == "POST":
        try:
            Mute.objects.mute(member=request.user, muted=member)
        except IllegalMove as refusal:
            messages.info(request, str(refusal))
            return redirect(back)
        messages.success(request, f"You have muted {member}. Nobody but you knows.")
        return redirect("muted")
    return render(request, "forum/mute.html", {"member": member, "back": back})


def _profile(request: HttpRequest, key: str) -> Profile:
    found = Profile.objects.select_related("member", "condition").filter(member__is_active=True)
    profile = get_object_or_404(found, key=key)
    if profile.member_id != request.user.pk and not profile.shows_anything_to(request.user):
        raise Http404("Nothing to show to this reader")
    return profile
