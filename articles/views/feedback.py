"""Was this page helpful? The form has a page of its own, so that articles set no cookie."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.forms.feedback import FeedbackForm, beginning
from articles.models import Article
from portal.limits import TooMany, in_words


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Open to everybody, about what everybody can read."""
    shown = Article.objects.visible_to(AnonymousUser()).published()
    article = get_object_or_404(shown.select_related("live", "overview_of"), slug=slug)
    here, status = reverse("articles:feedback", args=[slug]), 200
    if request.method == "POST":
        form = FeedbackForm(request.POST, article=article)
        if form.is_valid():
            try:
                form.keep(request)
            except TooMany as error:
                status = 429
                form.add_error(
                    None,
                    "We have had many answers from your network. "
                    f"Please try again in {in_words(error.wait)}; what you wrote is still here.",
                )
            else:
                return redirect(f"{here}?sent=1")
    elif "sent" in request.GET:
        return render(request, "articles/feedback_sent.html", {"article": article})
    else:
        form = FeedbackForm(article=article, initial=beginning(request.GET.dict(), article))
    return render(
        request, "articles/feedback.html", {"form": form, "article": article}, None, status
    )
