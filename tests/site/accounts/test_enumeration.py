# SPDX-License-Identifier: Apache-2.0
"""Nobody learns from the site who has an account: what it answers is the same, whether there is one or not."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests.site.accounts.people import ADDRESS, PASSWORD

STRANGER = "wren@example.com"


def _answer(path: str, sent: dict[str, str]) -> tuple[Any, ...]:
    """All that a visitor can tell one answer from another by, the page behind a redirect included."""
    cache.clear()
    browser = Client()
    first = browser.post(path, sent)
    after = browser.get(first.headers["Location"]) if first.status_code == 302 else first
    words = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", after.content.decode())
    for address in (ADDRESS, STRANGER):
        words = words.replace(address, "ADDRESS")
    cookies = {name: sorted(k for k, v in cookie.items() if v) for name, cookie in browser.cookies.items()}
    return first.status_code, first.headers.get("Location"), after.status_code, words, cookies


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/account/login/", {"login": "{}", "password": "eight brown owls"}),
        ("/account/signup/", {"email": "{}", "password1": PASSWORD}),
        ("/account/signup/passkey/", {"email": "{}"}),
        ("/account/password/reset/", {"email": "{}"}),
        ("/account/login/code/", {"email": "{}"}),
    ],
)
def test_an_account_and_none_look_the_same(customer: User, path: str, sent: dict[str, str], prefix: str) -> None:
    """Status, address, page and cookies; and a message goes out either way, or neither way."""
    numbers, answers = [], []
    for address in (ADDRESS, STRANGER):
        mail.outbox.clear()
        answers.append(_answer(prefix + path, {name: value.format(address) for name, value in sent.items()}))
        numbers.append([each.to for each in mail.outbox if each.to in ([ADDRESS], [STRANGER])])
    assert answers[0] == answers[1]
    assert len(numbers[0]) == len(numbers[1])


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_code_says_nothing_either(customer: User, known: bool) -> None:
    """The page after a wrong code, and after too many, is the same."""
    browser = Client()
    browser.post("/account/login/code/", {"email": ADDRESS if known else STRANGER})
    for _ in range(2):
        page = browser.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
        assert "This is not the right code" in page.content.decode()
    assert browser.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"}).headers["Location"] == (
        "/account/login/code/"
    )


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/account/login/", {"login": "{}", "password": "eight brown owls"}),
        ("/account/signup/", {"email": "{}", "password1": PASSWORD}),
    ],
)
def test_the_time_says_nothing(customer: User, path: str, sent: dict[str, str]) -> None:
    """What takes long, the hash of a password, is reckoned as often in either case."""
    times = []
    for address in (ADDRESS, STRANGER):
        cache.clear()
        with mock.patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", autospec=True) as encode:
            encode.return_value = "md5$salt$" + "0" * 32
            Client().post(path, {name: value.format(address) for name, value in sent.items()})
            times.append(encode.call_count)
    assert times[0] == times[1] == 1


def test_an_address_of_another_is_not_told_when_changing_ones_own(client: Client, customer: User) -> None:
    """The same page, and a message to that address which gives no code."""
    from tests.site.accounts.people import sign_in, somebody

    somebody("other@example.com")
    sign_in(client)
    pages = []
    for address in ("other@example.com", STRANGER):
        cache.clear()
        first = client.post("/account/email/", {"email": address, "action_add": ""})
        page = client.get(first.headers["Location"]).content.decode()
        pages.append(re.sub(r'value="[^"]+"', "", page.replace(address, "ADDRESS")))
    assert pages[0] == pages[1]
