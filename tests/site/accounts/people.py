# SPDX-License-Identifier: Apache-2.0
"""What tests of accounts share: somebody with an account, what was sent to them, and the codes that their app shows."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

ADDRESS, PASSWORD = "robin@example.com", "seven grey herons"


def somebody(email: str = ADDRESS, password: str | None = PASSWORD, **more: Any) -> User:
    """An account whose address is confirmed."""
    user: User = User.objects.create_user(f"person-{email}", email, password, **more)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def sign_in(browser: Client, email: str = ADDRESS, password: str = PASSWORD, **more: str) -> Any:
    """Send the form."""
    return browser.post("/account/login/", {"login": email, "password": password, **more})


def is_signed_in(browser: Client) -> bool:
    """Whether the account page opens."""
    return bool(browser.get("/account/").status_code == 200)


def last_mail() -> str:
    """What was sent last."""
    return str(mail.outbox[-1].body)


def code_sent() -> str:
    """The code in the last mail."""
    found = re.search(r"^ {4}([A-Z]{4}-[A-Z]{4})$", last_mail(), re.MULTILINE)
    assert found, last_mail()
    return found[1]


def link_sent() -> str:
    """The path of the link in the last mail."""
    found = re.search(r"^https?://[^/]+(/.*/password/reset/key/\S+)$", last_mail(), re.MULTILINE)
    assert found, last_mail()
    return found[1]


def app_code(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows now, or some 30-second steps later (RFC 6238)."""
    counter = struct.pack(">Q", int(timezone.now().timestamp()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
