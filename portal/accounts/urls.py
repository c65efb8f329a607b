"""Our own addresses beside allauth's, under /accounts/."""

from __future__ import annotations

from django.urls import path

from portal.accounts import views

urlpatterns = [
    # In place of allauth's page, which asks the new mailbox only.
    path("email/", views.email_address, name="account_email"),
    path("email/confirm/<str:token>/", views.confirm_change, name="account_confirm_change"),
    path("email/stop/<str:token>/", views.stop_change, name="account_stop_change"),
    path("sessions/", views.sessions, name="account_sessions"),
    path("sessions/end/<slug:handle>/", views.end_session, name="account_end_session"),
    path("sessions/end-others/", views.end_other_sessions, name="account_end_other_sessions"),
    path("resend/", views.resend, name="account_resend"),
    path("signed-out/", views.signed_out, name="account_signed_out"),
]
