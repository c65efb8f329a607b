from __future__ import annotations

from django.urls import path

from forum import views

app_name = "forum"
urlpatterns = [
    path("", views.question_list, name="questions"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.question, name="question-by-number"),
    path("<int:pk>/answer/", views.write_answer, name="write-answer"),
    path("<int:pk>/comment/", views.comment_on_question, name="comment-on-question"),
    path("<int:pk>/<slug:slug>/", views.question, name="question"),
    path("answers/<int:pk>/", views.answer, name="answer"),
    path("answers/<int:pk>/comment/", views.comment_on_answer, name="comment-on-answer"),
    path("answers/<int:pk>/helped/", views.mark_helped, name="mark-helped"),
    path("answers/<int:pk>/thanks/", views.thank, name="thank"),
    path("flag/<str:kind>/<int:pk>/", views.flag, name="flag"),
]
