"""Every address of the portal. The apps' own are in `articles/urls.py` and `forum/urls.py`."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from forum import views as forum
from portal import errors, feeds, sitemaps, views
from portal.notifications import views as mail

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/opened/", views.search_opened, name="search-opened"),
    path("search/names/", views.search_names, name="search-names"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("about/", views.about, {"page": "about"}, name="about"),
    path("about/articles/", views.about, {"page": "editorial"}, name="editorial"),
    path("about/rules/", views.about, {"page": "rules"}, name="rules"),
    path("about/privacy/", views.about, {"page": "privacy"}, name="privacy"),
    path("transparency/", forum.transparency, name="transparency"),
    path("about/accessibility/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("about/me-or-my-child/", forum.about_me, name="about-me"),
    path("me/", views.me, name="me"),
    path("me/mail/", mail.settings, name="mail-settings"),
    path("me/mail/again/", mail.again, name="mail-again"),
    path("me/mail/again/<str:token>/", mail.again_confirmed, name="mail-again-confirmed"),
    path("mail/stop/<str:token>/", mail.stop, name="mail-stop"),
    path("mail/events/", mail.events, name="mail-events"),
    path("me/decisions/", forum.statements, name="statements"),
    path("me/decisions/<int:pk>/", forum.statement, name="statement"),
    path("statement/<str:token>/", forum.statement_by_link, name="statement-by-link"),
    path("me/following/", forum.following, name="following"),
    path("me/following/<int:pk>/", forum.change_follow, name="change-follow"),
    path("me/read/", views.mark_read, name="mark-read"),
    path("me/profile/", forum.edit_profile, name="edit-profile"),
    path("me/muted/", forum.muted, name="muted"),
    path("me/muted/<int:pk>/remove/", forum.unmute, name="unmute"),
    path("me/bereavement/", forum.bereavement, name="bereavement"),
    path("me/bereavement/take-back/", forum.take_back_bereavement, name="take-back-bereavement"),
    path("members/<slug:key>/", forum.profile, name="profile"),
    path("members/<slug:key>/mute/", forum.mute_member, name="mute-member"),
    path("articles/<slug:slug>/comment/", forum.comment_on_article, name="article-comment"),
    path("", include("articles.urls")),
    path("questions/", include("forum.urls")),
    path("me/", include("portal.leaving.urls")),
    path("accounts/", include("portal.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("feeds/articles/", feeds.ArticleFeed(), name="feed-articles"),
    path("feeds/questions/", feeds.QuestionFeed(), name="feed-questions"),
    path("feeds/conditions/<slug:slug>/", feeds.ConditionFeed(), name="feed-condition"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemap, {"sitemaps": sitemaps.SITEMAPS}, name="sitemap-pages"),
    path("sitemap-questions-<int:part>.xml", sitemaps.questions, name="sitemap-questions"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz/", views.healthz, name="healthz"),
    path("readyz/", views.readyz, name="readyz"),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
