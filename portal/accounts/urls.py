"""Our own addresses beside allauth's, under /accounts/."""

from __future__ import annotations

from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("sessions/", views.sessions, name="account_sessions"),
    path("sessions/end/<slug:handle>/", views.end_session, name="account_end_session"),
    path("sessions/end-others/", views.end_other_sessions, name="account_end_other_sessions"),
    path("resend/", views.resend, name="account_resend"),
    path("signed-out/", views.signed_out, name="account_signed_out"),
]
