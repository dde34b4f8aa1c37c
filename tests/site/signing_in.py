# SPDX-License-Identifier: Apache-2.0
"""Browsers of tests that are signed in as people are: staff with a second factor that this session has shown."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""of every authenticator app in the tests"""


def with_factor(user: User) -> User:
    """The same person, with an authenticator app."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, SECRET)
    return user


class Browser(Client):
    """Django's own test client, whose `force_login` shows the second factor too where there is one."""

    def force_login(self, user: User, backend: str | None = None, *, proven: bool = True) -> None:  # type: ignore[override]
        """Sign in without a form; `proven=False` as by the password alone."""
        super().force_login(user, backend)
        factor: Any = Authenticator.objects.filter(user=user).first()
        if proven and factor is not None:
            session = self.session
            request = HttpRequest()
            request.session = session  # type: ignore[assignment]
            record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
            session.save()
