# SPDX-License-Identifier: Apache-2.0
"""The desk and the web: an address is read within bounds, and whatever goes wrong is said in the visitor's language."""

from __future__ import annotations

import ast
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.reading.sources.conftest import Site
from tests.site.desk import ADDRESS, PAGE, TEXT, answered, checked, names

from officinal.errors import RecordError, SourceError
from officinal.label import from_json
from officinal.site.desk import sources, words
from officinal.site.pages.check import CHECKS, FETCHES

pytestmark = pytest.mark.django_db
SOURCES = Path(sources.__file__).parents[2] / "reading"


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_an_address_is_read_and_checked(client: Client, shop: Site, prefix: str) -> None:
    """As a pasted page is; the source is called by its address, and no cookie comes back."""
    shop.page("/magnesium", PAGE.encode(), Content_Type="text/html; charset=utf-8")
    response = checked(client, prefix, address=ADDRESS)
    html = response.content.decode()
    assert response.status_code == 200
    assert "C001" in html
    assert ADDRESS in html
    assert "Magnésium doux" in html
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert "Cookie" not in response.headers["Vary"]
    assert shop.asked[0][1]["Accept-Language"].startswith("fr" if prefix else "en")
    assert len(shop.asked) == 1


def test_an_address_needs_no_scheme(client: Client, shop: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person copies without its beginning is taken for a secure address."""
    seen: list[str] = []
    monkeypatch.setattr(sources, "fetch", lambda address, **_: seen.append(address) or pytest.fail("not reached"))
    with pytest.raises(pytest.fail.Exception):
        sources.from_web(" shop.example/magnesium ")
    assert seen == ["https://shop.example/magnesium"]


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize(
    "address",
    [
        "http://inside.example/", "http://localhost/", "http://metadata.example/latest/", "http://127.0.0.1/",
        "http://[::1]/", "http://2130706433/", "http://shop.example:8080/", "http://me:secret@shop.example/",
        "ftp://shop.example/", "file:///etc/passwd", "http://", "http://" + "x" * 5000,
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(client: Client, shop: Site, address: str, prefix: str) -> None:
    """Whatever it is called or written as: nothing is connected to, and the form comes back with what was typed."""
    response = checked(client, prefix, address=address, text="kept")
    assert response.status_code == 422
    page = answered(response)
    assert page.problem
    assert page.form["address"] == address[:4096]
    assert page.form["text"] == "kept"
    assert shop.asked == []


@pytest.mark.parametrize("location", ["http://inside.example/", "http://127.0.0.1/", "//metadata.example/latest"])
def test_a_redirect_inside_is_refused(client: Client, shop: Site, location: str) -> None:
    """The way on is checked like the first address."""
    shop.page("/magnesium", b"", status=302, Location=location)
    response = checked(client, address=ADDRESS)
    assert response.status_code == 422
    assert len(shop.asked) == 1


def test_a_name_that_changes_its_mind_leads_nowhere(
    client: Client, shop: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to the address that was checked; on a redirect the name is asked, and checked, again."""
    names(monkeypatch, {"shop.example": ["93.184.216.34", "127.0.0.1"]})
    shop.page("/magnesium", PAGE.encode())
    assert checked(client, address=ADDRESS).status_code == 200
    names(monkeypatch, {"shop.example": ["93.184.216.34", "127.0.0.1"]})
    shop.page("/magnesium", b"", status=302, Location="/other")
    assert checked(client, address=ADDRESS).status_code == 422
    assert [path for path, _ in shop.asked] == ["/magnesium", "/magnesium"]


WRONG_ANSWERS: list[tuple[str, dict[str, Any], int]] = [
    ("not-found", {"status": 404}, 422),
    ("status", {"status": 503}, 422),
    ("no-page", {"Content_Type": "application/pdf"}, 422),
    ("too-big", {"Content_Length": "6000000"}, 413),
    ("empty", {"body": b" "}, 422),
    ("no-text", {"body": b"%PDF-1.7 " + bytes(200)}, 422),
    ("redirects", {"status": 302, "Location": "/magnesium"}, 422),
    ("cut-short", {"Content_Length": "100"}, 422),
    ("not-understood", {"body": b"x", "Content_Encoding": "br"}, 422),
    ("no-product", {"body": b"<p>Wheels and chains for bicycles.</p>"}, 422),
]


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize(("kind", "answer", "status"), WRONG_ANSWERS, ids=[each[0] for each in WRONG_ANSWERS])
def test_what_a_site_gets_wrong_is_said(
    client: Client, shop: Site, kind: str, answer: dict[str, Any], status: int, prefix: str
) -> None:
    """In the visitor's language, in words of ours: never in those of the library or of the site."""
    shop.page("/magnesium", **{"body": b"<p>Magnesium</p>", **answer})
    response = checked(client, prefix, address=ADDRESS)
    assert response.status_code == status
    problem = answered(response).problem
    assert problem.endswith(".")
    assert "name the file" not in problem
    with translation.override("fr" if prefix else "en"):
        known = {str(each) for each in words._SOURCES.values()} | {str(each) for _, each in words._NO_TEXT}
        assert kind == "no-product" or any(problem.startswith(each.partition("%(")[0]) for each in known)


def test_a_site_that_is_slow_or_not_there_is_said(client: Client, shop: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time that a fetch may take, and at once where nobody answers or the name is not known."""
    monkeypatch.setattr(sources, "MOST_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(shop, "server_port", silent.getsockname()[1])
        assert "0.2" in answered(checked(client, address=ADDRESS)).problem
    assert "does not answer" in answered(checked(client, address=ADDRESS)).problem
    assert "no site of that name" in answered(checked(client, address="http://unknown.example/")).problem


def _kinds(path: Path) -> Iterator[str]:
    """How the errors of a module are called."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "SourceError",
            "AddressRefused",
            "NotAProduct",
        ):
            for each in node.keywords:
                if each.arg == "kind" and isinstance(each.value, ast.Constant):
                    yield str(each.value.value)


def test_every_kind_of_failure_has_its_words() -> None:
    """Each that reading can name, and none that it cannot."""
    named = {each for path in SOURCES.rglob("*.py") for each in _kinds(path)}
    assert named | {"not-found", "status"} == words._SOURCES.keys() | {"no-text", "no-product"}
    marked = (SOURCES / "sources/binary.py").read_text("utf-8")
    for mark, _ in words._NO_TEXT:
        assert mark in marked
    reasons = (SOURCES / "judge.py").read_text("utf-8")
    assert {each for each in words._WHY if each not in reasons} == set()
    for kind in words._SOURCES:
        error = SourceError(
            "x", "x", "x", kind=kind, status=1, port=1, seconds=1.0, type="x", line=1, column=1, count=2
        )
        assert "%" not in words.said(error)


@pytest.mark.parametrize(
    "text",
    [
        'schema = "officinal.label/1"\nname = 3',
        'schema = "officinal.label/1"\nvolume = "3"',
        'schema = "officinal.label/1"\nname = x',
        '{"schema": "officinal.label/1", "name": ["x"]}',
        '{"schema": "officinal.label/1", ',
        '{"schema": "officinal.label/1", "serving": {"count": true}}',
    ],
)
def test_a_broken_label_is_said_with_its_place(client: Client, text: str) -> None:
    """The key, or line and column."""
    for prefix in ("", "/fr"):
        response = checked(client, prefix, text=text)
        assert response.status_code == 422
        assert re.search(r"/name|/volume|/serving/count|\b[12]\b", answered(response).problem)


def test_what_pydantic_calls_wrong_has_words() -> None:
    """The commonest faults of a label's file are said in the visitor's language."""
    for data in (
        {"name": 3},
        {"x": 1},
        {"claims": 1},
        {"dosage_form": "A b"},
        {"net_amount": {"value": "x"}},
        {"name": ""},
    ):
        with pytest.raises(RecordError) as caught:
            from_json(json.dumps(data))
        assert caught.value.kind in words._RECORD
        assert caught.value.place


def test_addresses_are_counted_for_each_visitor(client: Client, shop: Site) -> None:
    """One too many in a minute is told to wait; a text, and another visitor, are not."""
    shop.page("/magnesium", PAGE.encode())
    for _ in range(FETCHES.most):
        assert checked(client, address=ADDRESS).status_code == 200
    refused = checked(client, address=ADDRESS)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= FETCHES.seconds
    assert answered(refused).form["address"] == ADDRESS
    assert len(shop.asked) == FETCHES.most
    assert checked(client, text=TEXT).status_code == 200
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert checked(other, address=ADDRESS).status_code == 200


def test_few_pages_are_fetched_at_once(client: Client, shop: Site) -> None:
    """When slow sites hold every place, one more is told so, and the places come free again."""
    shop.page("/magnesium", PAGE.encode())
    taken = 0
    while sources._AT_ONCE.acquire(blocking=False):
        taken += 1
    try:
        refused = checked(client, address=ADDRESS)
    finally:
        sources._AT_ONCE.release()
        for _ in range(taken - 1):
            sources._AT_ONCE.release()
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert answered(refused).problem
    for _ in range(taken + 1):
        assert checked(client, address="http://inside.example/").status_code in (422, 429)
    assert sources._AT_ONCE.acquire(blocking=False)
    sources._AT_ONCE.release()


def test_checks_are_counted_too(client: Client) -> None:
    """A machine that sends without end is told to wait, on a page of its own."""
    for _ in range(CHECKS.most):
        checked(client, market="mars")
    refused = checked(client, "/fr", text=TEXT)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert '<html lang="fr">' in refused.content.decode()


def test_what_is_large_counts_for_more(client: Client) -> None:
    """Once for each hundred kilobytes, as it takes that much longer to work on."""
    sent = 0
    while checked(client, text="x" * 3_000_000).status_code != 429:
        sent += 1
    assert sent == CHECKS.most // 31


def test_a_visitor_behind_a_proxy_is_not_the_proxy(client: Client, settings: Any) -> None:
    """With a trusted proxy its word counts, and only the last; without one nobody's does."""
    spoofed = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    for at in range(CHECKS.most):
        client.post("/check/", {"market": "mars"}, HTTP_X_FORWARDED_FOR=f"203.0.113.{at}")
    assert client.post("/check/", {"market": "mars"}, **spoofed).status_code == 429
    settings.TRUSTED_PROXIES = 1
    assert client.post("/check/", {"market": "mars"}, **spoofed).status_code == 422
    for _ in range(CHECKS.most):
        client.post("/check/", {"market": "mars"}, HTTP_X_FORWARDED_FOR="1.1.1.1, 198.51.100.7")
    assert client.post("/check/", {"market": "mars"}, HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 429


def test_an_ipv6_household_is_one_visitor(client: Client) -> None:
    """A new address of the same network is no new visitor."""
    for at in range(CHECKS.most):
        client.post("/check/", {"market": "mars"}, REMOTE_ADDR=f"2001:db8:1:2::{at:x}")
    assert client.post("/check/", {"market": "mars"}, REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert client.post("/check/", {"market": "mars"}, REMOTE_ADDR="2001:db8:1:3::1").status_code == 422
