"""Our own addresses beside allauth's, under /accounts/."""

from __future__ import annotations

from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("resend/", views.resend, name="account_resend"),
    path("signed-out/", views.signed_out, name="account_signed_out"),
]
