from __future__ import annotations

from django.urls import path, re_path

from articles import views

app_name = "articles"
urlpatterns = [
    path("conditions/", views.condition_list, name="conditions"),
    path("conditions/<slug:slug>/", views.condition, name="condition"),
    path("organisations/", views.organisation_list, name="organisations"),
    path("articles/", views.article_list, name="articles"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>/feedback/", views.feedback, name="feedback"),
    path("articles/review/<str:secret>/", views.review_link, name="review-link"),
    path("treatments/", views.treatment_list, name="treatments"),
    path("treatments/<slug:slug>/", views.treatment, name="treatment"),
    path("trials/", views.trial_list, name="trials"),
    path("trials/<slug:slug>/", views.trial, name="trial"),
    path("glossary/", views.glossary, name="glossary"),
    path("glossary/<slug:language>/", views.glossary, name="glossary-language"),
    re_path(
        r"^pictures/(?P<key>[a-z0-9_-]+)-(?P<mark>[0-9a-f]{16})-(?P<size>640|1280)\.webp$",
        views.picture,
        name="picture",
    ),
]
