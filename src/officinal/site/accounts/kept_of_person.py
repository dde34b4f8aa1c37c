# SPDX-License-Identifier: Apache-2.0
"""All that the site itself keeps about somebody with an account, and how it is deleted."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction

from officinal.shop.people import keepers


def given(user: User) -> dict[str, Any]:
    """Everything, as JSON takes it; secrets of second factors and the password's hash are no use to anybody and left out."""
    return {
        "account": {
            "email": user.email,
            "made": user.date_joined.isoformat(),
            "last_signed_in": user.last_login.isoformat() if user.last_login else None,
            "has_password": user.has_usable_password(),
        },
        "email_addresses": [
            {"email": each.email, "confirmed": each.verified} for each in EmailAddress.objects.filter(user=user)
        ],
        "second_factors": [_factor(each) for each in Authenticator.objects.filter(user=user)],
        "sessions": [
            {"began": each.created_at.isoformat(), "address": each.ip, "browser": each.user_agent}
            for each in UserSession.objects.filter(user=user)
        ],
        **{keeper.name: keeper.give(user) for keeper in keepers()},
    }


def _factor(held: Authenticator) -> dict[str, Any]:
    return {
        "kind": held.type,
        "name": held.data.get("name"),
        "made": held.created_at.isoformat(),
        "last_used": held.last_used_at.isoformat() if held.last_used_at else None,
    }


@transaction.atomic
def deleted(user: User) -> None:
    """Take the account away with all its sessions; what the law asks to keep stays without a name, or nothing happens."""
    for keeper in keepers():
        keeper.forget(user)
    signed_out(user)
    user.delete()


def signed_out(user: User) -> None:
    """End every session of somebody."""
    places = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(places.values_list("session_key", flat=True))).delete()
    places.delete()
