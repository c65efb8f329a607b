from __future__ import annotations

from django.urls import path

from forum import views

app_name = "forum"
urlpatterns = [
    path("", views.question_list, name="questions"),
    path("unanswered/", views.question_list, {"listing": "unanswered"}, name="unanswered"),
    path(
        "unanswered/long/",
        views.question_list,
        {"listing": "unanswered-long"},
        name="unanswered-long",
    ),
    path("waiting/", views.question_list, {"listing": "waiting"}, name="waiting"),
    path("looking/", views.question_list, {"listing": "looking"}, name="looking"),
    path("answered/", views.question_list, {"listing": "answered"}, name="answered"),
    path("ask/", views.ask, name="ask"),
    path("ask/before/", views.before_asking, name="before-asking"),
    path("pictures/<uuid:key>/<int:size>/", views.photo, name="photo"),
    path("cite/", views.find_to_cite, name="find-to-cite"),
    path("mine/", views.mine, name="mine"),
    path("sent/<str:kind>/<int:pk>/", views.sent, name="sent"),
    path("mine/drafts/<int:pk>/delete/", views.forget_draft, name="forget-draft"),
    path("<int:pk>/", views.question, name="question-by-number"),
    path("<int:pk>/answer/", views.write_answer, name="write-answer"),
    path("<int:pk>/no-reply-needed/", views.no_reply_needed, name="no-reply-needed"),
    path("<int:pk>/edit/", views.edit, {"kind": "question"}, name="edit-question"),
    path("<int:pk>/history/", views.history, {"kind": "question"}, name="history-question"),
    path("<int:pk>/comment/", views.comment_on_question, name="comment-on-question"),
    path("<int:pk>/<slug:slug>/", views.question, name="question"),
    path("answers/<int:pk>/", views.answer, name="answer"),
    path("answers/<int:pk>/edit/", views.edit, {"kind": "answer"}, name="edit-answer"),
    path("answers/<int:pk>/history/", views.history, {"kind": "answer"}, name="history-answer"),
    path("answers/<int:pk>/comment/", views.comment_on_answer, name="comment-on-answer"),
    path("answers/<int:pk>/helped/", views.mark_helped, name="mark-helped"),
    path("answers/<int:pk>/thanks/", views.thank, name="thank"),
    path("comments/<int:pk>/edit/", views.edit, {"kind": "comment"}, name="edit-comment"),
    path("comments/<int:pk>/history/", views.history, {"kind": "comment"}, name="history-comment"),
    path("comments/<int:pk>/", views.comment, name="comment"),
    path("follow/<str:kind>/<int:pk>/", views.follow, name="follow"),
    path("mute/<str:kind>/<int:pk>/", views.mute, name="mute"),
    path("flag/<str:kind>/<int:pk>/", views.flag, name="flag"),
]
