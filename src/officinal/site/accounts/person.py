# SPDX-License-Identifier: Apache-2.0
"""What a person is called, and the names under which accounts are made."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User


def shown(user: User) -> str:
    """Their e-mail address: it is what they sign in with."""
    return user.email or user.get_username()


def nameless() -> str:
    """A user name that says nothing of its owner, for Django's table wants one."""
    return f"person-{secrets.token_hex(8)}"
