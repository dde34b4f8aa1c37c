# SPDX-License-Identifier: Apache-2.0
"""Addresses under /account/: ours, then those of allauth."""

from django.urls import include, path

from officinal.site.accounts import pages

urlpatterns = [
    path("", pages.home, name="account_home"),
    path("data/", pages.export, name="account_data"),
    path("delete/", pages.delete, name="account_delete"),
    path("deleted/", pages.gone, name="account_deleted"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
