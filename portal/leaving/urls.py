"""A member's own pages about what we hold of them, under /me/."""

from __future__ import annotations

from django.urls import path

from portal.leaving import views

urlpatterns = [
    path("data/", views.my_data, name="my-data"),
    path("data/download/", views.make_download, name="make-download"),
    path("data/download/<int:pk>/", views.download, name="download"),
    path("delete/", views.delete_account, name="delete-account"),
    path("delete/keep/", views.keep_account, name="keep-account"),
]
