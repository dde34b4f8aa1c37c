# SPDX-License-Identifier: Apache-2.0
"""Logs say what happened and where, and nothing of what visitors type or who they are."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from officinal.shop.models import Product
from officinal.site.logs import JsonLines

SECRET = "unguessable-7f3a"
ADDRESS, PASSED = "203.0.113.77", "198.51.100.88"


class _Lines(logging.Handler):
    """Every record, as the site writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep its line."""
        self.lines.append(self.format(record))


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What any logger says, however little it matters."""
    handler = _Lines()
    known = [logging.getLogger(), *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    levels = [(each, each.level) for each in known]
    for each in known:
        each.setLevel(logging.DEBUG)
    own = [each for each in known if not each.propagate or each is logging.root]
    for each in own:
        each.addHandler(handler)
    yield handler.lines
    for each in own:
        each.removeHandler(handler)
    for each, level in levels:
        each.setLevel(level)


def _visitor() -> Client:
    """Somebody who can be told from others."""
    browser = Client(
        raise_request_exception=False,
        REMOTE_ADDR=ADDRESS,
        HTTP_X_FORWARDED_FOR=PASSED,
        HTTP_USER_AGENT=f"Browser {SECRET}",
        HTTP_REFERER=f"http://testserver/{SECRET}",
        HTTP_AUTHORIZATION=f"Bearer {SECRET}",
    )
    browser.cookies["sessionid"] = SECRET
    browser.cookies["other"] = SECRET
    return browser


def _everything_bad(browser: Client) -> None:
    """One of each kind of request that goes wrong."""
    for prefix in ("", "/fr"):
        check = f"{prefix}/check/"
        browser.post(check, {"text": f"{SECRET} wheels"})
        browser.post(
            check, {"text": f"{SECRET} Zinc\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily.", "market": "ca"}
        )
        browser.post(check, {"text": SECRET, "market": SECRET})
        browser.post(check, {"text": SECRET, "as_of": SECRET, "regime": SECRET})
        browser.post(check, {"text": f'schema = "officinal.label/1"\n{SECRET} = 3'})
        browser.post(check, {"address": f"http://{SECRET}.invalid:8080/{SECRET}?q={SECRET}"})
        browser.post(check, {"address": f"http://127.0.0.1/{SECRET}"})
        browser.post(check, {"file": SimpleUploadedFile(f"{SECRET}.pdf", b"%PDF-1.7 " + SECRET.encode())})
        browser.post(check, {"text": SECRET + "x" * 7_000_000})
        browser.post(check, {"text": SECRET + "x" * 9_000_000})
        browser.post(check, {f"{SECRET}{at}": SECRET for at in range(1200)})
        browser.post(check, SECRET.encode(), content_type="multipart/form-data")
        browser.post(check, SECRET.encode(), content_type=f"multipart/form-data; boundary={SECRET * 40}")
        browser.generic("PUT", check, SECRET)
        for path in (
            "/",
            "/compare/",
            "/substances/",
            "/products/none/",
            f"/{SECRET}/",
            f"/substances/{SECRET}/",
            f"/products/{SECRET}/",
        ):
            browser.get(f"{prefix}{path}?q={SECRET}&p={SECRET}&page={SECRET}&next={SECRET}")
    browser.get(f"/?q={SECRET}", headers={"Host": f"{SECRET}.example"})
    for data in (
        f'{{"{SECRET}"',
        json.dumps({"text": SECRET}),
        json.dumps({"label": {SECRET: SECRET}}),
        json.dumps({"text": SECRET, "form": SECRET}),
    ):
        browser.post("/api/v1/read", data, content_type="application/json")
        browser.post(f"/api/v1/check?{SECRET}", data, content_type="application/json")
        browser.post("/api/v1/check", data, content_type=f"text/{SECRET}")
    browser.post("/api/v1/read", json.dumps({"text": SECRET + "x" * 7_000_000}), content_type="application/json")
    for path in (
        f"substances/{SECRET}",
        f"rules/{SECRET}",
        f"products/{SECRET}",
        SECRET,
        f"products?q={SECRET}&page={SECRET}",
    ):
        browser.get(f"/api/v1/{path}")


@pytest.mark.slow
def test_nothing_of_a_visitor_is_logged(
    lines: list[str], shelf: dict[str, Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong, and were even the least of remarks written: no text, question, address, name or cookie."""
    browser = _visitor()
    _everything_bad(browser)
    monkeypatch.setattr("officinal.site.pages.substance.identify", lambda name: {}[name])
    monkeypatch.setattr("officinal.site.api.v1.knowledge.identify", lambda name: {}[name])
    assert browser.get(f"/substances/?q={SECRET}").status_code == 500
    assert browser.get(f"/api/v1/substances/{SECRET}").status_code == 500
    assert len(lines) > 50
    for line in lines:
        for words in (SECRET, ADDRESS, PASSED):
            assert words not in line, line
        assert json.loads(line)["time"]


def test_our_own_fault_is_logged_with_its_place(
    lines: list[str], shelf: dict[str, Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its kind, file, line and route: enough to find it, and no word of its text."""
    monkeypatch.setattr("officinal.site.pages.substance.identify", lambda name: {}[name])
    _visitor().get(f"/substances/?q={SECRET}")
    (line,) = [each for each in map(json.loads, lines) if each["level"] == "error"]
    assert line["error"] == "KeyError"
    assert "test_logs.py:" in line["at"]
    assert line["route"] == "substances/"
    assert (line["method"], line["status"]) == ("GET", 500)


def test_a_plain_record_keeps_its_message() -> None:
    """What our own code says is written as it is."""
    record = logging.LogRecord("officinal", logging.INFO, "x.py", 1, "loaded %s products", (43,), None)
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "loaded 43 products"
    assert line["level"] == "info"


@pytest.mark.slow
def test_the_site_logs_nothing_of_ordinary_visits(tmp_path: Any) -> None:
    """With the site's own settings a visit, a page that there is not, and a refused form leave no line at all."""
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('collectstatic', interactive=False, verbosity=0)\n"
        "from django.test import Client\n"
        "browser = Client(HTTP_HOST='localhost')\n"
        "for path in ('/', '/nowhere/', '/check/', '/compare/?p=x'):\n"
        "    browser.get(path)\n"
        "assert browser.post('/check/', {'text': 'wheels'}).status_code == 422\n"
        "assert browser.put('/check/').status_code == 405\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "officinal.site.settings", "OFFICINAL_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
