# SPDX-License-Identifier: Apache-2.0
"""How often somebody may try: counted once for all processes, by place and by account, without saying whose."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.site.accounts.people import ADDRESS, is_signed_in, sign_in
from tests.site.signing_in import with_factor

WRONG = "eight brown owls"


def _from(browser: Client, address: str) -> Client:
    browser.defaults["REMOTE_ADDR"] = address
    return browser


def test_an_account_is_guessed_five_times(client: Client, customer: User) -> None:
    """From however many places; then even the right password must wait, and the page says so."""
    for number in range(5):
        sign_in(_from(client, f"192.0.2.{number}"), password=WRONG)
    response = sign_in(_from(client, "192.0.2.99"))
    assert "Too many attempts" in response.content.decode()
    assert not is_signed_in(client)


def test_a_place_guesses_ten_times(client: Client, customer: User) -> None:
    """Whichever accounts it tries; others are not kept out by it."""
    for number in range(10):
        sign_in(client, f"nobody-{number}@example.com", WRONG)
    assert "Too many attempts" in sign_in(client).content.decode()
    assert sign_in(_from(Client(), "192.0.2.7")).status_code == 302


def test_right_passwords_in_between_do_not_start_it_anew(client: Client, customer: User) -> None:
    """Whoever has an account of their own guesses no more by it."""
    from tests.site.accounts.people import somebody

    somebody("own@example.com")
    for number in range(10):
        sign_in(client, f"nobody-{number}@example.com", WRONG)
        if number < 9:
            other = _from(Client(), "127.0.0.1")
            sign_in(other, "own@example.com")
    assert "Too many attempts" in sign_in(client).content.decode()


def test_the_second_step_is_guessed_five_times(client: Client, customer: User) -> None:
    """A million codes are not tried."""
    with_factor(customer)
    sign_in(client)
    answers = [
        client.post("/account/2fa/authenticate/", {"code": f"{number:06}"}, REMOTE_ADDR=f"192.0.2.{number}")
        for number in range(6)
    ]
    assert ["Too many attempts" in each.content.decode() for each in answers] == [False] * 5 + [True]


@pytest.mark.parametrize(("path", "field"), [("/account/password/reset/", "email"), ("/account/login/code/", "email")])
def test_nobody_is_flooded_with_mail(client: Client, customer: User, path: str, field: str) -> None:
    """Three messages in ten minutes to one address, and five in a minute from one place."""
    for number in range(5):
        _from(Client(), f"192.0.2.{number}").post(path, {field: ADDRESS})
    assert len(mail.outbox) == 3
    cache.clear()
    mail.outbox.clear()
    for number in range(8):
        Client().post(path, {field: f"nobody-{number}@example.com"})
    assert len(mail.outbox) == 5


def test_a_page_says_when_to_try_again(client: Client) -> None:
    """With the status that programs know, in the visitor's language."""
    for number in range(11):
        sent = {"email": f"nobody-{number}@example.com", "password1": "x"}
        response = client.post("/fr/account/signup/", sent)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "60"
    assert '<html lang="fr"' in response.content.decode()


def test_counts_name_nobody(client: Client, customer: User) -> None:
    """What is kept of attempts holds no address of a place or a person."""
    sign_in(_from(client, "192.0.2.77"), password=WRONG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM shared_cache")
        kept = repr(cursor.fetchall())
    assert re.search(r"[0-9a-f]{64}", kept)
    assert "192.0.2.77" not in kept
    assert "robin" not in kept


def test_pages_that_are_only_looked_at_count_nothing(client: Client, django_assert_num_queries: object) -> None:
    """Nor do they ask the database for counts."""
    client.get("/account/login/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM shared_cache")
        assert cursor.fetchone()[0] == 0


# --- two processes


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """A real server with two processes on a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    environment |= {"OFFICINAL_DATA": str(tmp_path), "OFFICINAL_HOSTS": "127.0.0.1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "officinal", "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        site = f"http://127.0.0.1:{port}"
        try:
            _wait_for(site)
            yield site
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(site: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{site}/readyz", timeout=2).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError("the server did not come up")


def _try_to_sign_in(site: str) -> str:
    """One wrong attempt of a browser of its own; what the page said."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = opener.open(f"{site}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    sent = urllib.parse.urlencode({"login": ADDRESS, "password": WRONG, "csrfmiddlewaretoken": token[1]}).encode()
    return str(opener.open(f"{site}/account/login/", sent).read().decode())


@pytest.mark.slow
def test_processes_count_together(served: str) -> None:
    """Of twenty attempts at once, five are looked at, whichever process they come to."""
    with ThreadPoolExecutor(10) as crowd:
        said = list(crowd.map(_try_to_sign_in, [served] * 20))
    looked_at = sum("do not belong together" in each for each in said)
    refused = sum("Too many attempts" in each for each in said)
    assert looked_at + refused == 20
    assert looked_at <= 5
