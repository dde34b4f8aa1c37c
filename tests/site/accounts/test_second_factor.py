# SPDX-License-Identifier: Apache-2.0
"""The second step: set up, asked for, good once, kept secret, and replaced by a recovery code."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests.site.accounts.people import app_code, is_signed_in, sign_in
from tests.site.signing_in import SECRET, with_factor

from officinal.site.accounts.second_factor import FactorAdapter

pytestmark = pytest.mark.django_db(transaction=True)


def _authenticate(browser: Client, code: str) -> None:
    browser.post("/account/2fa/authenticate/", {"code": code})


def _recovery_codes(browser: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", browser.get("/account/2fa/recovery-codes/").content.decode())


def test_an_app_is_set_up_by_its_first_code(client: Client, customer: User) -> None:
    """A wrong code sets nothing up; the right one does, its owner is told, and recovery codes are shown."""
    sign_in(client)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret-code">([A-Z2-7]+)<', page)
    assert secret
    wrong = f"{(int(app_code(secret[1])) + 1) % 10**6:06}"
    client.post("/account/2fa/totp/activate/", {"code": wrong})
    assert not Authenticator.objects.exists()
    response = client.post("/account/2fa/totp/activate/", {"code": app_code(secret[1])})
    assert response.headers["Location"] == "/account/2fa/recovery-codes/"
    assert len(set(_recovery_codes(client))) == 10
    assert "authenticator app was set up" in mail.outbox[-1].body


def test_the_password_alone_is_not_enough_any_more(client: Client, customer: User) -> None:
    """The code of the app is asked for, however one signs in."""
    with_factor(customer)
    assert sign_in(client).headers["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(client)
    _authenticate(client, "000000")
    assert not is_signed_in(client)
    _authenticate(client, app_code(SECRET))
    assert is_signed_in(client)


def test_a_code_by_mail_does_not_go_round_it(client: Client, customer: User) -> None:
    """Who reads the mail still needs the second step."""
    from tests.site.accounts.people import ADDRESS, code_sent

    with_factor(customer)
    client.post("/account/login/code/", {"email": ADDRESS})
    client.post("/account/login/code/confirm/", {"code": code_sent()})
    assert not is_signed_in(client)
    _authenticate(client, app_code(SECRET))
    assert is_signed_in(client)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_counts_once(client: Client, customer: User, steps: int) -> None:
    """Whoever looks over a shoulder comes too late, for as long as clocks may differ."""
    with_factor(customer)
    code = app_code(SECRET, steps=steps)
    sign_in(client)
    _authenticate(client, code)
    assert is_signed_in(client)
    other = Client()
    sign_in(other)
    theirs = f"allauth.mfa.totp.used?user={customer.pk}&code={code}"
    cache.delete(theirs)  # as it is half a minute later
    for written in (code, f"{code[:3]} {code[3:]}"):
        _authenticate(other, written)
        assert not is_signed_in(other)


def test_an_old_code_does_not_count(client: Client, customer: User) -> None:
    """Two steps off is too far."""
    with_factor(customer)
    for steps in (-2, 2):
        sign_in(client)
        _authenticate(client, app_code(SECRET, steps=steps))
        assert not is_signed_in(client)


def test_a_recovery_code_counts_once(client: Client, customer: User) -> None:
    """It stands in for what was lost, and is crossed out."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with_factor(customer)
    code = RecoveryCodes.activate(customer).get_unused_codes()[0]
    sign_in(client)
    _authenticate(client, code)
    assert is_signed_in(client)
    assert code not in _recovery_codes(client)
    other = Client()
    sign_in(other)
    _authenticate(other, code)
    assert not is_signed_in(other)


def test_secrets_are_kept_encrypted(customer: User, settings: object) -> None:
    """A stolen database shows no secret; another secret key opens none; the key of before still does where it is named."""
    with_factor(customer)
    kept = Authenticator.objects.get().data["secret"]
    assert SECRET not in str(kept)
    assert FactorAdapter().decrypt(kept) == SECRET
    before = settings.SECRET_KEY  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another key of the site, long enough to be one"  # type: ignore[attr-defined]
    with pytest.raises(Exception, match=r"^$"):
        FactorAdapter().decrypt(kept)
    settings.SECRET_KEY_FALLBACKS = [before]  # type: ignore[attr-defined]
    assert FactorAdapter().decrypt(kept) == SECRET


def test_taking_it_away_asks_who_one_is(client: Client, customer: User) -> None:
    """A session that was left open is not enough."""
    with_factor(customer)
    client.force_login(customer)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session["account_authentication_methods"] = list(session["account_authentication_methods"])
    session.save()
    response = client.post("/account/2fa/totp/deactivate/")
    assert response.headers["Location"].startswith("/account/reauthenticate/")
    assert Authenticator.objects.filter(type="totp").exists()
