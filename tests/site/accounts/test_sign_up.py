# SPDX-License-Identifier: Apache-2.0
"""Making an account: an address that is confirmed, and a password that is not everybody's."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests.site.accounts.people import ADDRESS, PASSWORD, code_sent, is_signed_in, sign_in


def _sign_up(browser: Client, prefix: str = "", password: str = PASSWORD) -> object:
    return browser.post(f"{prefix}/account/signup/", {"email": ADDRESS, "password1": password})


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_an_account_opens_once_its_address_is_confirmed(client: Client, prefix: str) -> None:
    """A code comes by mail; until it is typed nobody is signed in, in either language."""
    response = _sign_up(client, prefix)
    assert response.headers["Location"] == f"{prefix}/account/confirm-email/"  # type: ignore[attr-defined]
    assert not is_signed_in(client)
    assert client.post(f"{prefix}/account/confirm-email/", {"code": "BBBB-BBBB"}).status_code == 200
    assert not is_signed_in(client)
    client.post(f"{prefix}/account/confirm-email/", {"code": code_sent().lower().replace("-", "")})
    assert is_signed_in(client)
    assert EmailAddress.objects.get().verified


def test_who_has_not_confirmed_cannot_sign_in(client: Client) -> None:
    """The password alone leads back to the code."""
    _sign_up(client)
    cache.clear()  # or the second code within half a minute would be too many
    other = Client()
    response = sign_in(other)
    assert response.headers["Location"] == "/account/confirm-email/"
    assert not is_signed_in(other)


def test_a_code_is_guessed_three_times_at_most(client: Client) -> None:
    """Then even the right one opens nothing."""
    _sign_up(client)
    right = code_sent()
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "BBBB-BBBB"})
    client.post("/account/confirm-email/", {"code": right})
    assert not is_signed_in(client)


@pytest.mark.parametrize("password", ["short", "password1234", "robin@example", "elevenchars"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    """Too short, everybody's, or the address itself; the words stand at the field."""
    response = _sign_up(client, password=password)
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert b'id="id_password1_error"' in response.content  # type: ignore[attr-defined]
    assert not User.objects.exists()
    assert not mail.outbox


def test_a_user_name_says_nothing(client: Client) -> None:
    """Nobody is asked for one, and the one that is made holds no part of the address."""
    _sign_up(client)
    assert "robin" not in User.objects.get().username
    assert b"username" not in client.get("/account/signup/").content.lower()


def test_another_code_can_be_had(client: Client) -> None:
    """The newest counts."""
    _sign_up(client)
    first = code_sent()
    cache.clear()
    client.post("/account/confirm-email/", {"action": "resend"})
    assert len(mail.outbox) == 2
    assert code_sent() != first
    client.post("/account/confirm-email/", {"code": code_sent()})
    assert is_signed_in(client)
