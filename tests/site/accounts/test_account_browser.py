# SPDX-License-Identifier: Apache-2.0
"""Accounts in a real Chromium: passkeys, every page held to WCAG by axe, and everything but passkeys without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from tests.site.accounts.browsing import (
    CHROMIUM,
    WIDTHS,
    chromium,
    fits_and_is_accessible,
    give_authenticator,
    keep_picture,
    opened,
    signed_in,
)
from tests.site.accounts.people import ADDRESS, PASSWORD, app_code, code_sent, somebody
from tests.site.signing_in import SECRET, with_factor

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A page of somebody with a device for passkeys."""
    with opened(browser, live_server.url) as made:
        give_authenticator(made)
        yield made


def _sign_out(page: Any) -> None:
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_an_account_of_a_passkey_alone(page: Any, prefix: str) -> None:
    """Made with a code and a passkey, opened again by the passkey, and never a password."""
    page.goto(f"{prefix}/account/signup/")
    page.locator("a.as-button").click()
    page.locator("#id_email").fill(ADDRESS)
    page.locator("main form button").click()
    page.locator("#id_code").fill(code_sent())
    page.locator("main form button").first.click()
    page.locator("#mfa_webauthn_signup").click()
    page.wait_for_url(f"**{prefix}/account/")
    user = User.objects.get()
    assert not user.has_usable_password()
    page.locator("main form button.second").first.click()
    page.wait_for_url(f"**{prefix}/")
    page.goto(f"{prefix}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"**{prefix}/account/")
    assert ADDRESS in page.locator("main").inner_text()


def test_a_passkey_is_added_and_stands_in_for_the_password(page: Any, customer: User, live_server: Any) -> None:
    """Added to an account with a password; then it opens it alone, is asked for as the second step, and is removed."""
    page.goto("/account/login/")
    page.locator("#id_login").fill(ADDRESS)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/")
    page.goto("/account/2fa/webauthn/add/")
    page.locator("#id_name").fill("My laptop")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")
    _sign_out(page)
    page.goto("/account/login/")
    page.locator("#id_login").fill(ADDRESS)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url("**/account/")
    page.goto("/account/2fa/webauthn/")
    assert "My laptop" in page.locator("main").inner_text()
    page.get_by_role("link", name="Remove My laptop").click()
    page.get_by_role("button", name="Remove the passkey").click()
    page.wait_for_url("**/webauthn/")
    assert not Authenticator.objects.exists()


def test_a_staff_member_comes_in_by_a_passkey_alone(page: Any, live_server: Any) -> None:
    """It is both steps at once: something they have, and their finger."""
    chief = somebody("chief@example.com", is_staff=True, is_superuser=True)
    signed_in(page, live_server.url, chief)
    page.goto("/admin/")
    page.wait_for_url("**/account/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.locator("#mfa_webauthn_add").click()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/admin/")
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.goto("/admin/shop/product/")
    page.locator("#passkey_login").click()
    page.locator("#changelist").wait_for()


def test_a_passkey_that_is_refused_says_so(browser: Any, live_server: Any) -> None:
    """In words on the page; the other ways are still there."""
    with opened(browser, live_server.url) as page:
        page.add_init_script(
            "navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
        )
        page.goto("/account/login/")
        page.locator("#passkey_login").click()
        page.locator("#passkey-problem").wait_for(state="visible")
        assert "Try again" in page.locator("#passkey-problem").inner_text()


def test_a_password_can_be_looked_at(page: Any) -> None:
    """The button shows and hides it, by the keyboard too."""
    page.goto("/account/login/")
    page.locator("#id_password").fill("abc")
    button = page.locator("[data-show]")
    button.press("Enter")
    assert page.locator("#id_password").get_attribute("type") == "text"
    button.press("Enter")
    assert page.locator("#id_password").get_attribute("type") == "password"


def test_everything_but_passkeys_works_without_a_script(browser: Any, live_server: Any, customer: User) -> None:
    """Signing in with the second step, and no button that does nothing."""
    with_factor(customer)
    with opened(browser, live_server.url, java_script_enabled=False) as page:
        page.goto("/account/login/")
        assert not page.locator("#passkey_login").is_visible()
        assert not page.locator("[data-show]").is_visible()
        page.locator("#id_login").fill(ADDRESS)
        page.locator("#id_password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.locator("#id_code").fill(app_code(SECRET))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/account/")


_FOR_ANYBODY = (
    "login/", "signup/", "signup/passkey/", "login/code/", "password/reset/", "password/reset/done/",
    "password/reset/key/x-y/", "password/reset/key/done/", "deleted/", "inactive/",
)  # fmt: skip
_OF_SOMEBODY = (
    "", "email/", "password/change/", "2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/totp/deactivate/",
    "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "sessions/", "delete/", "logout/", "reauthenticate/",
    "2fa/reauthenticate/",
)  # fmt: skip
_LOOKS = [
    ("", ("phone", "light")),
    ("", ("tablet", "dark")),
    ("", ("desk", "light")),
    ("/fr", ("phone", "dark")),
    ("/fr", ("desk", "light")),
]


def _look(page: Any, prefix: str, look: tuple[str, str], paths: tuple[str, ...]) -> None:
    width, theme = look
    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page.emulate_media(color_scheme=theme)
    for path in paths:
        page.goto(f"{prefix}/account/{path}")
        assert fits_and_is_accessible(page) == [], path
        keep_picture(
            page, f"account-{prefix.strip('/') or 'en'}-{path.strip('/').replace('/', '-') or 'home'}-{width}-{theme}"
        )


@pytest.mark.parametrize(("prefix", "look"), _LOOKS)
def test_pages_for_anybody_are_accessible_and_fit(page: Any, prefix: str, look: tuple[str, str]) -> None:
    """Nothing serious by axe, and nothing wider than the screen."""
    _look(page, prefix, look, _FOR_ANYBODY)
    page.goto(f"{prefix}/account/login/code/")
    page.locator("#id_email").fill(ADDRESS)
    page.locator("main form button").click()
    page.locator("#id_code").fill("wrong")
    page.locator("main form button").first.click()
    assert fits_and_is_accessible(page) == []
    keep_picture(page, f"account-{prefix.strip('/') or 'en'}-code-wrong-{look[0]}-{look[1]}")
    page.context.clear_cookies()
    page.goto(f"{prefix}/account/login/")
    page.locator("#id_login").fill(ADDRESS)
    page.locator("#id_password").fill("wrong")
    page.locator("main form button").first.press("Enter")
    page.locator("#id_password").press("Enter")
    page.locator(".problem:not([hidden])").wait_for()
    assert fits_and_is_accessible(page) == []
    keep_picture(page, f"account-{prefix.strip('/') or 'en'}-login-wrong-{look[0]}-{look[1]}")


@pytest.mark.parametrize(("prefix", "look"), _LOOKS)
def test_pages_of_somebody_are_accessible_and_fit(
    page: Any, live_server: Any, customer: User, prefix: str, look: tuple[str, str]
) -> None:
    """The same for every page behind the sign-in."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    signed_in(page, live_server.url, with_factor(customer))
    RecoveryCodes.activate(customer)
    page.goto(f"{prefix}/account/2fa/webauthn/add/")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/2fa/")
    key = Authenticator.objects.get(type="webauthn").pk
    _look(
        page, prefix, look,
        (*_OF_SOMEBODY, f"2fa/webauthn/keys/{key}/edit/", f"2fa/webauthn/keys/{key}/remove/", "2fa/webauthn/reauthenticate/"),
    )  # fmt: skip
    Authenticator.objects.filter(type="totp").delete()
    _look(page, prefix, look, ("2fa/totp/activate/",))
    page.goto(f"{prefix}/admin/")
    assert fits_and_is_accessible(page) == []


def test_every_form_is_reached_by_the_keyboard(page: Any, customer: User) -> None:
    """From the address to the password to the button."""
    page.goto("/account/login/")
    page.locator("#id_login").focus()
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")
