# SPDX-License-Identifier: Apache-2.0
"""`officinal staff`: the first account of the staff, without a mail server and without a password typed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.site.accounts.people import app_code, is_signed_in, sign_in, somebody
from tests.site.signing_in import SECRET, with_factor

from officinal.cli.main import main

CHIEF = "chief@example.com"
pytestmark = pytest.mark.usefixtures("db")


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, ["staff", *words])


def _link(result: Result) -> str:
    found = re.search(r"^http://shop\.example:81(/account/password/reset/key/\S+)$", result.output, re.MULTILINE)
    assert found, result.output
    return found[1]


def test_the_first_of_the_staff(client: Client) -> None:
    """A link is printed and no mail sent; by it they choose a password, and the staff side asks for a second factor."""
    result = _run("add", "Chief@Example.com", "--superuser", "--at", "http://shop.example:81/")
    assert result.exit_code == 0, result.output
    assert not mail.outbox
    form = client.get(_link(result)).headers["Location"]
    client.post(form, {"password1": "eight brown owls"})
    assert sign_in(client, CHIEF, "eight brown owls").status_code == 302
    assert is_signed_in(client)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/account/2fa/"
    with_factor(User.objects.get())
    client.post("/account/2fa/reauthenticate/", {"code": app_code(SECRET)})
    assert client.get("/admin/auth/user/").status_code == 200
    assert _link(_run("add", CHIEF, "--at", "http://shop.example:81"))
    assert User.objects.get().is_superuser


def test_staff_keep_the_shop_and_not_people(client: Client) -> None:
    """Without --superuser they may do everything with the shop's tables, and nothing with accounts."""
    _run("add", CHIEF)
    user = User.objects.get()
    assert user.has_perm("shop.change_product")
    assert not user.has_perm("auth.change_user")
    client.force_login(with_factor(user))
    assert client.get("/admin/shop/product/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 403


def test_a_customer_becomes_staff_and_ceases_to_be(client: Client) -> None:
    """With the account that they have; taken off, they are signed out at once."""
    somebody(CHIEF)
    _run("add", CHIEF)
    assert User.objects.get().is_staff
    assert str(User.objects.get()) == CHIEF  # what they do is named by it
    sign_in(client, CHIEF)
    assert is_signed_in(client)
    assert _run("remove", CHIEF).exit_code == 0
    assert not is_signed_in(client)
    user = User.objects.get()
    assert [user.is_staff, user.is_superuser] == [False, False]
    assert not user.get_all_permissions()


def test_a_lost_factor_is_forgotten(client: Client) -> None:
    """Then the account opens by the password, and the staff side asks for a new one."""
    with_factor(somebody(CHIEF, is_staff=True))
    assert "a second factor" in _run("list").output
    assert _run("forget-factors", CHIEF).exit_code == 0
    assert "no second factor" in _run("list").output
    assert sign_in(client, CHIEF).headers["Location"] == "/account/"


@pytest.mark.parametrize("words", [("add", "chief"), ("remove", CHIEF), ("forget-factors", CHIEF)])
def test_nobody_is_made_or_found_by_mistake(words: tuple[str, str]) -> None:
    """One line says what is wrong."""
    result = _run(*words)
    assert result.exit_code == 2
    assert words[1] in result.output
    assert not User.objects.exists()


def test_what_has_run_out_goes(client: Client) -> None:
    """Old sessions, counts of attempts, and accounts that nobody ever confirmed; nothing else."""
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session
    from django.core.cache import cache

    from officinal.site.accounts.tidy import NEVER_CONFIRMED, hourly, tidy

    somebody(CHIEF, is_staff=True)
    somebody("robin@example.com")
    User.objects.create_user("stranger", "stranger@example.com")
    User.objects.create_user("staff", "staff@example.com", is_staff=True)
    User.objects.create_user("known", "known@example.com", last_login=timezone.now())
    sign_in(client, CHIEF)
    cache.set("short", 1, 60)
    cache.set("long", 1, None)
    now = timezone.now()
    assert not any(tidy(now).values())
    later = now + max(NEVER_CONFIRMED, timedelta(seconds=settings.SESSION_COOKIE_AGE)) + timedelta(minutes=1)
    gone = tidy(later)
    assert hourly(now=now) == 0  # all is gone
    User.objects.create_user("late", "late@example.com", date_joined=now - timedelta(days=8))
    assert hourly(now=now) == 0  # within the hour
    cache.delete("tidied")
    assert hourly(now=now) >= 1
    assert gone["accounts"] == 1
    assert gone["counts"] >= 1
    assert cache.get("long") == 1
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert {user.email for user in User.objects.all()} == {
        CHIEF,
        "robin@example.com",
        "staff@example.com",
        "known@example.com",
    }
