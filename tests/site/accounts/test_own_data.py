# SPDX-License-Identifier: Apache-2.0
"""What somebody sees of themselves, takes with them, and leaves behind."""

from __future__ import annotations

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from tests.site.accounts.people import ADDRESS, is_signed_in, sign_in, somebody
from tests.site.signing_in import SECRET, with_factor

from officinal.shop import people
from officinal.shop.people import Keeper, Records, Row


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A part of the shop that keeps a note about each person, under their address."""
    notes = {ADDRESS: "two jars", "other@example.com": "one jar"}
    monkeypatch.setattr(people, "_KEEPERS", {})

    def forget(user: User) -> None:
        notes["nameless"] = notes.pop(user.email)

    people.register(Keeper("notes", give=lambda user: notes[user.email], forget=forget))
    return notes


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_account_page_lists_what_there_is(
    client: Client, customer: User, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty, it says what to do; else orders and subscriptions with their state."""
    sign_in(client)
    page = client.get(f"{prefix}/account/").content.decode()
    assert ADDRESS in page
    assert "<table" not in page
    found = Records(orders=[Row("000123", "/orders/x/", "paid", total="$46.19")], subscriptions=[])
    monkeypatch.setattr("officinal.site.accounts.pages.customer_records", lambda user: found)
    page = client.get(f"{prefix}/account/").content.decode()
    assert '<a href="/orders/x/">000123</a>' in page
    assert page.count("<table") == 1


def test_everything_that_is_kept_can_be_taken(client: Client, customer: User, kept: dict[str, str]) -> None:
    """As JSON, with what the shop keeps; no secret is in it, and nothing of anybody else."""
    sign_in(client)
    with_factor(customer)
    somebody("other@example.com")
    answer = client.post("/account/data/")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="officinal-')
    assert "no-store" in answer.headers["Cache-Control"]
    given = json.loads(answer.content)
    assert given["account"]["email"] == ADDRESS
    assert given["email_addresses"] == [{"email": ADDRESS, "confirmed": True}]
    assert [each["kind"] for each in given["second_factors"]] == ["totp"]
    assert given["sessions"][0]["address"] == "127.0.0.1"
    assert given["notes"] == "two jars"
    text = answer.content.decode()
    for secret in (SECRET, customer.password, str(client.session.session_key), "other@example.com", "one jar"):
        assert secret not in text


def test_an_account_is_deleted_whole(client: Client, customer: User, kept: dict[str, str]) -> None:
    """With all its sessions; what must be kept is nameless; one message tells of it, and nobody else is touched."""
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    with_factor(customer)
    somebody("other@example.com")
    assert client.post("/account/delete/", {"sure": "1"}).headers["Location"] == "/account/deleted/"
    assert User.objects.get().email == "other@example.com"
    assert not EmailAddress.objects.filter(email=ADDRESS).exists()
    assert not Authenticator.objects.exists()
    assert not UserSession.objects.exists()
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert kept == {"nameless": "two jars", "other@example.com": "one jar"}
    assert mail.outbox[-1].to == [ADDRESS]
    assert client.get("/account/deleted/").status_code == 200
    for session in Session.objects.all():
        assert "_auth_user_id" not in session.get_decoded()


def test_nothing_is_deleted_by_halves(client: Client, customer: User, kept: dict[str, str]) -> None:
    """Where a part of the shop cannot forget, the account stays as it was."""
    with_factor(customer)

    def fail(user: User) -> None:
        Authenticator.objects.filter(user=user).delete()
        raise RuntimeError("cannot")

    people.register(Keeper("failing", give=lambda user: None, forget=fail))
    client.force_login(customer)
    client.raise_request_exception = False
    assert client.post("/account/delete/", {"sure": "1"}).status_code == 500
    assert User.objects.filter(email=ADDRESS).exists()
    assert Authenticator.objects.filter(user=customer).exists()
    assert is_signed_in(client)


@pytest.mark.parametrize("sent", [{}, {"sure": ""}])
def test_one_is_asked_whether_one_is_sure(client: Client, customer: User, sent: dict[str, str]) -> None:
    """And nothing happens without a yes."""
    sign_in(client)
    assert 'role="alert"' in client.post("/account/delete/", sent).content.decode()
    assert User.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize("path", ["/account/data/", "/account/delete/"])
def test_an_open_session_is_not_enough(client: Client, customer: User, path: str) -> None:
    """Ten minutes after signing in, one is asked who one is."""
    sign_in(client)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 60
    session["account_authentication_methods"] = list(session["account_authentication_methods"])
    session.save()
    response = client.post(path, {"sure": "1"})
    assert response.headers["Location"].startswith("/account/reauthenticate/")
    assert User.objects.filter(email=ADDRESS).exists()


def test_staff_are_not_deleted_by_a_click(client: Client) -> None:
    """What they did is kept by name."""
    chief = somebody("chief@example.com", is_staff=True)
    sign_in(client, "chief@example.com")
    assert 'name="sure"' not in client.get("/account/delete/").content.decode()
    client.post("/account/delete/", {"sure": "1"})
    assert User.objects.filter(pk=chief.pk).exists()


@pytest.mark.parametrize("path", ["", "data/", "delete/", "email/", "2fa/", "sessions/", "password/change/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_sees_it(client: Client, customer: User, path: str, method: str) -> None:
    """Every page of a person leads whoever is not signed in to the sign-in page."""
    response = getattr(client, method)(f"/account/{path}", {"sure": "1"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")
