# SPDX-License-Identifier: Apache-2.0
"""A real Chromium for the tests of accounts: with an authenticator of its own, and with somebody signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from tests.site.signing_in import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = os.environ.get("OFFICINAL_SCREENSHOTS")
"""a folder to keep screenshots in; none are kept without it"""
WIDTHS = {"phone": (375, 812), "tablet": (768, 1024), "desk": (1440, 900)}
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@contextmanager
def chromium(driver: Any) -> Iterator[Any]:
    """A browser, closed afterwards."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    started = driver.chromium.launch(
        executable_path=CHROMIUM, args=[*_QUIET, "--disable-component-update", "--disable-sync", "--no-first-run"]
    )
    try:
        yield started
    finally:
        started.close()


@contextmanager
def opened(browser: Any, url: str, **more: Any) -> Iterator[Any]:
    """A page whose console must stay silent."""
    context = browser.new_context(base_url=url, **more)
    page = context.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.said = said
    yield page
    context.close()
    unexpected = [each for each in said if not any(code in each for code in ("404", "403", "429"))]
    assert not unexpected, unexpected


def give_authenticator(page: Any) -> None:
    """A device that makes and shows passkeys, and has always just seen its owner's finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = dict.fromkeys(
        ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"), True
    )
    devtools.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {"protocol": "ctap2", "transport": "internal", **options}}
    )


def signed_in(page: Any, url: str, user: User) -> None:
    """Somebody's session, as `Browser.force_login` makes it."""
    browser = Browser()
    browser.force_login(user)
    value = browser.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


def fits_and_is_accessible(page: Any) -> list[Any]:
    """What axe finds serious, and whether anything is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    before = list(page.said)
    found = Axe().run(page).response["violations"]
    page.evaluate("document.title")  # whatever axe itself made the page say has come by now
    page.said[:] = before
    grave = [
        (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
    if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        grave.append(("wider than the screen", []))
    return grave


def keep_picture(page: Any, name: str) -> None:
    """For eyes."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
