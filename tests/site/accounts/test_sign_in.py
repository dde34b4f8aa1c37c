# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, and how long it lasts."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.site.accounts.people import ADDRESS, code_sent, is_signed_in, link_sent, sign_in


def test_address_and_password_open_the_account(client: Client, customer: User) -> None:
    """However the address is written; and nothing else opens it."""
    assert not is_signed_in(client)
    assert sign_in(client, password="seven grey storks").status_code == 200
    assert not is_signed_in(client)
    assert sign_in(client, ADDRESS.upper()).headers["Location"] == "/account/"
    assert is_signed_in(client)


def test_a_closed_account_does_not_open(client: Client, customer: User) -> None:
    """Not by the password, and not by a code."""
    customer.is_active = False
    customer.save()
    sign_in(client)
    client.post("/account/login/code/", {"email": ADDRESS})
    assert not is_signed_in(client)


def test_a_code_opens_it_too(client: Client, customer: User) -> None:
    """Sent to the address, and good in the browser that asked alone."""
    client.post("/account/login/code/", {"email": ADDRESS})
    other = Client()
    other.post("/account/login/code/confirm/", {"code": code_sent()})
    assert not is_signed_in(other)
    client.post("/account/login/code/confirm/", {"code": code_sent()})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("after", "leads_to"),
    [
        ("/products/x/", "/products/x/"),
        ("https://evil.example/", "/account/"),
        ("//evil.example/", "/account/"),
        ("javascript:alert(1)", "/account/"),
    ],
)
def test_one_is_led_on_within_the_site_alone(client: Client, customer: User, after: str, leads_to: str) -> None:
    """Whatever the address asks for."""
    assert sign_in(client, next=after).headers["Location"] == leads_to


def test_the_session_is_a_new_one(client: Client, customer: User) -> None:
    """Whoever planted a session before gets nothing by it."""
    planted = client.session
    planted["planted"] = True
    planted.save()
    before = planted.session_key
    sign_in(client)
    assert is_signed_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("stay", [True, False])
def test_one_stays_signed_in_only_if_one_says_so(client: Client, customer: User, stay: bool) -> None:
    """Else the browser forgets when it is closed."""
    sign_in(client, **({"remember": "on"} if stay else {}))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert bool(cookie["max-age"]) is stay
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_session_ends_however_much_it_is_used(client: Client, customer: User) -> None:
    """Thirty days after signing in."""
    sign_in(client, remember="on")
    almost = timezone.now() + settings.SESSION_LASTS - timedelta(hours=1)
    with mock.patch("django.utils.timezone.now", return_value=almost):
        assert is_signed_in(client)
        client.session.save()  # used, and so kept longer by itself
    with mock.patch("django.utils.timezone.now", return_value=almost + timedelta(hours=2)):
        assert not is_signed_in(client)
    assert not is_signed_in(client)


def test_signing_out_ends_the_session_itself(client: Client, customer: User) -> None:
    """The old cookie opens nothing any more; a mere visit to the page signs nobody out."""
    sign_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.get("/account/logout/")
    assert is_signed_in(client)
    assert client.post("/account/logout/").headers["Location"] == "/"
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert not is_signed_in(client)


def test_a_forgotten_password_is_chosen_anew(client: Client, customer: User) -> None:
    """By a link that is good once; every other session ends; nobody is signed in by it; its owner is told."""
    elsewhere = Client()
    sign_in(elsewhere)
    client.post("/account/password/reset/", {"email": ADDRESS})
    link = link_sent()
    form = client.get(link).headers["Location"]
    assert link not in form
    client.post(form, {"password1": "eight brown owls"})
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(client)
    assert "changed by a link" in mail.outbox[-1].body
    assert b"no longer valid" in Client().get(link, follow=True).content
    sign_in(client, password="eight brown owls")
    assert is_signed_in(client)


def test_a_link_is_good_for_a_day(client: Client, customer: User) -> None:
    """And not longer."""
    from datetime import datetime

    client.post("/account/password/reset/", {"email": ADDRESS})
    link = link_sent()
    with mock.patch(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now",
        return_value=datetime.now() + timedelta(hours=25),  # noqa: DTZ005, TID251 (as Django's own does)
    ):
        assert b"no longer valid" in client.get(link, follow=True).content
    assert client.get(link).status_code == 302


def test_changing_the_password_ends_other_sessions(client: Client, customer: User) -> None:
    """It needs the present one, and this session goes on."""
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    sent = {"oldpassword": "seven grey storks", "password1": "eight brown owls"}
    assert client.post("/account/password/change/", sent).status_code == 200
    client.post("/account/password/change/", sent | {"oldpassword": "seven grey herons"})
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert "password of your account was changed" in mail.outbox[-1].body


def test_one_sees_where_one_is_signed_in_and_ends_it(client: Client, customer: User) -> None:
    """All other sessions at once."""
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"})
    sign_in(elsewhere)
    sign_in(client)
    assert b"Firefox, Linux" in client.get("/account/sessions/").content
    client.post("/account/sessions/")
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_the_address_changes_once_the_new_one_is_confirmed(client: Client, customer: User) -> None:
    """The old one holds until then, and hears of it."""
    sign_in(client)
    client.post("/account/email/", {"email": "wren@example.com", "action_add": ""})
    customer.refresh_from_db()
    assert customer.email == ADDRESS
    client.post("/account/confirm-email/", {"code": code_sent()})
    customer.refresh_from_db()
    assert customer.email == "wren@example.com"
    assert [each.to for each in mail.outbox if "was changed from" in each.body] == [[ADDRESS]]
