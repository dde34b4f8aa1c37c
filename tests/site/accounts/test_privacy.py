# SPDX-License-Identifier: Apache-2.0
"""Cookies only where they are needed, pages kept by nobody, no names in logs, and no failure for want of a mail server."""

from __future__ import annotations

import logging
from pathlib import Path
from smtplib import SMTPServerDisconnected
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from tests.site.accounts.people import ADDRESS, PASSWORD, sign_in

from officinal.shop.models import Product
from officinal.site.environment import Environment, SettingError

SESSION = settings.SESSION_COOKIE_NAME


def test_looking_around_leaves_no_session(client: Client, shelf: dict[str, Product]) -> None:
    """Not on the shelf, and not on the pages where one could sign in."""
    for path in (
        "/",
        "/products/magnesium/",
        "/account/login/",
        "/account/signup/",
        "/account/login/code/",
        "/account/",
    ):
        client.get(path)
        assert SESSION not in client.cookies, path


def test_a_session_goes_when_one_signs_out(client: Client, customer: User) -> None:
    """The browser keeps nothing."""
    sign_in(client)
    assert client.cookies[SESSION].value
    client.post("/account/logout/")
    assert not client.cookies[SESSION].value


def test_what_is_said_is_not_kept_in_the_browser(client: Client, customer: User) -> None:
    """Messages, which may name people, stay on the server."""
    sign_in(client)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "eight brown owls"})
    assert "messages" not in client.cookies


@pytest.mark.parametrize("path", ["", "login/", "2fa/", "email/", "delete/", "sessions/", "2fa/totp/activate/"])
def test_personal_pages_are_kept_by_nobody(client: Client, customer: User, path: str) -> None:
    """In either language."""
    sign_in(client)
    for prefix in ("", "/fr"):
        response = client.get(f"{prefix}/account/{path}")
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_the_shelf_stays_quick_for_visitors(client: Client, shelf: dict[str, Product]) -> None:
    """No page of the shop depends on who asks: nothing is varied by cookie, and no session is looked up."""
    response = client.get("/products/magnesium/")
    assert "Cookie" not in response.headers.get("Vary", "")


def test_logs_name_nobody(client: Client, customer: User, caplog: pytest.LogCaptureFixture) -> None:
    """Neither address nor password nor code, whatever goes wrong."""
    with caplog.at_level(logging.DEBUG), mock.patch("django.core.mail.EmailMessage.send", side_effect=OSError(ADDRESS)):
        sign_in(client, password="wrong password of robin")
        client.post("/account/password/reset/", {"email": ADDRESS})
        client.post("/account/login/code/", {"email": ADDRESS})
        sign_in(client)
    said = [record.getMessage() for record in caplog.records if not record.name.startswith(("django.db", "asyncio"))]
    assert any("a mail could not be sent: OSError" in each for each in said)
    assert not [each for each in said if "robin" in each or "127.0.0.1" in each]


@pytest.mark.parametrize("error", [OSError("no route"), SMTPServerDisconnected("gone")])
def test_no_page_fails_for_want_of_a_mail_server(client: Client, customer: User, error: Exception) -> None:
    """One is told, and the same whether there is an account or not."""
    pages = []
    for address in (ADDRESS, "stranger@example.com"):
        with mock.patch("django.core.mail.EmailMessage.send", side_effect=error):
            response = client.post("/account/password/reset/", {"email": address}, follow=True)
        assert response.status_code == 200
        assert "could not send the e-mail" in response.content.decode()
        pages.append(response.redirect_chain)
    assert pages[0] == pages[1]


# --- how mail leaves


def _read(tmp_path: Path, **given: str) -> Environment:
    return Environment.read({"OFFICINAL_DATA": str(tmp_path), **given})


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://u:p%40ss@mail.example", 587, True, False),
        ("smtps://u:p%40ss@mail.example:4650", 4650, False, True),
        ("smtp+plain://u:p%40ss@localhost", 25, False, False),
    ],
)
def test_a_mail_server_is_named_by_an_address(tmp_path: Path, address: str, port: int, tls: bool, ssl: bool) -> None:
    """With user and password; encrypted unless one says that it is not to be."""
    mail = _read(tmp_path, OFFICINAL_MAIL=address).mail
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("u", "p@ss")


def test_without_a_server_mail_is_written_into_files(tmp_path: Path) -> None:
    """Where whoever keeps the machine can read it."""
    mail = _read(tmp_path).mail
    assert mail["EMAIL_FILE_PATH"] == tmp_path / "mail"
    assert mail["DEFAULT_FROM_EMAIL"] == "Officinal <officinal@localhost>"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OFFICINAL_MAIL", "mail.example"),
        ("OFFICINAL_MAIL", "smtp://user:secret@"),
        ("OFFICINAL_MAIL", "smtp://user:secret@mail.example:port"),
        ("OFFICINAL_MAIL", "imap://user:secret@mail.example"),
        ("OFFICINAL_MAIL", "smtp://user:secret@mail.example/inbox"),
        ("OFFICINAL_MAIL_FROM", "the shop"),
    ],
)
def test_a_wrong_setting_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    """It is named, and its password is not repeated."""
    with pytest.raises(SettingError, match=name) as raised:
        _read(tmp_path, **{name: value})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(("given", "proxies"), [({}, 0), ({"OFFICINAL_HTTPS": "yes"}, 1)])
def test_https_means_a_proxy(tmp_path: Path, given: dict[str, str], proxies: int) -> None:
    """Or all visitors would be one, and the first to mistype their password would lock out the rest."""
    assert _read(tmp_path, **given).proxies == proxies
    assert _read(tmp_path, **given, OFFICINAL_PROXIES="2").proxies == 2
