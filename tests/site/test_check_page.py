# SPDX-License-Identifier: Apache-2.0
"""The desk: a page pasted, chosen or given by its address; its record and findings, each linked with the others."""

from __future__ import annotations

import ast
import json
import re
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.sources.conftest import Site
from tests.site.desk import PAGE, TEXT, Answer, codes, only_outside, resolver

from officinal.errors import RecordError, SourceError
from officinal.label import from_json, from_toml
from officinal.label.base import Record
from officinal.reading import read_text
from officinal.site.desk import asked, record, sources, words
from officinal.site.desk.marks import pieces
from officinal.site.desk.record import leaves, sections
from officinal.site.pages.check import CHECKS, FETCHES

pytestmark = pytest.mark.django_db
SOURCES = Path(sources.__file__).parents[2] / "reading"
ADDRESS = "http://shop.example/magnesium"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A shop's site that stands for the whole public internet."""
    with Site() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        monkeypatch.setattr(socket, "create_connection", only_outside(server))
        _names(monkeypatch)
        yield server
        server.shutdown()
        thread.join()


def _names(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]] | None = None) -> None:
    monkeypatch.setattr(asked, "from_web", partial(sources.from_web, resolve=resolver(answers)))


def _check(client: Client, prefix: str = "", **sent: Any) -> Any:
    return client.post(f"{prefix}/check/", {"market": "ca", "as_of": "2026-11-25", **sent})


def _answer(response: Any) -> Answer:
    return Answer(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_an_address_is_read_and_checked(client: Client, shop: Site, prefix: str) -> None:
    """As a pasted page is; the source is called by its address, and no cookie comes back."""
    shop.page("/magnesium", PAGE.encode(), Content_Type="text/html; charset=utf-8")
    response = _check(client, prefix, address=ADDRESS)
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
    response = _check(client, prefix, address=address, text="kept")
    assert response.status_code == 422
    page = _answer(response)
    assert page.problem
    assert page.form["address"] == address[:4096]
    assert page.form["text"] == "kept"
    assert shop.asked == []


@pytest.mark.parametrize("location", ["http://inside.example/", "http://127.0.0.1/", "//metadata.example/latest"])
def test_a_redirect_inside_is_refused(client: Client, shop: Site, location: str) -> None:
    """The way on is checked like the first address."""
    shop.page("/magnesium", b"", status=302, Location=location)
    response = _check(client, address=ADDRESS)
    assert response.status_code == 422
    assert len(shop.asked) == 1


def test_a_name_that_changes_its_mind_leads_nowhere(
    client: Client, shop: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to the address that was checked; on a redirect the name is asked, and checked, again."""
    _names(monkeypatch, {"shop.example": ["93.184.216.34", "127.0.0.1"]})
    shop.page("/magnesium", PAGE.encode())
    assert _check(client, address=ADDRESS).status_code == 200
    _names(monkeypatch, {"shop.example": ["93.184.216.34", "127.0.0.1"]})
    shop.page("/magnesium", b"", status=302, Location="/other")
    assert _check(client, address=ADDRESS).status_code == 422
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
    response = _check(client, prefix, address=ADDRESS)
    assert response.status_code == status
    problem = _answer(response).problem
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
        assert "0.2" in _answer(_check(client, address=ADDRESS)).problem
    assert "does not answer" in _answer(_check(client, address=ADDRESS)).problem
    assert "no site of that name" in _answer(_check(client, address="http://unknown.example/")).problem


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
        response = _check(client, prefix, text=text)
        assert response.status_code == 422
        assert re.search(r"/name|/volume|/serving/count|\b[12]\b", _answer(response).problem)


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
        assert _check(client, address=ADDRESS).status_code == 200
    refused = _check(client, address=ADDRESS)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= FETCHES.seconds
    assert _answer(refused).form["address"] == ADDRESS
    assert len(shop.asked) == FETCHES.most
    assert _check(client, text=TEXT).status_code == 200
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert _check(other, address=ADDRESS).status_code == 200


def test_checks_are_counted_too(client: Client) -> None:
    """A machine that sends without end is told to wait, on a page of its own."""
    for _ in range(CHECKS.most):
        _check(client, market="mars")
    refused = _check(client, "/fr", text=TEXT)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert '<html lang="fr">' in refused.content.decode()


def test_what_is_large_counts_for_more(client: Client) -> None:
    """Once for each hundred kilobytes, as it takes that much longer to work on."""
    sent = 0
    while _check(client, text="x" * 3_000_000).status_code != 429:
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


def test_few_pages_are_fetched_at_once(client: Client, shop: Site) -> None:
    """When slow sites hold every place, one more is told so, and the places come free again."""
    shop.page("/magnesium", PAGE.encode())
    taken = 0
    while sources._AT_ONCE.acquire(blocking=False):
        taken += 1
    try:
        refused = _check(client, address=ADDRESS)
    finally:
        sources._AT_ONCE.release()
        for _ in range(taken - 1):
            sources._AT_ONCE.release()
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert _answer(refused).problem
    for _ in range(taken + 1):
        assert _check(client, address="http://inside.example/").status_code in (422, 429)
    assert sources._AT_ONCE.acquire(blocking=False)
    sources._AT_ONCE.release()


def _given(client: Client, shop: Site, way: str, prefix: str) -> Any:
    if way == "pasted":
        return _check(client, prefix, text=PAGE)
    if way == "chosen":
        return _check(client, prefix, file=SimpleUploadedFile("page.html", PAGE.encode("cp1252")))
    shop.page("/magnesium", PAGE.encode())
    return _check(client, prefix, address=ADDRESS)


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize("way", ["pasted", "chosen", "given"])
def test_each_download_is_what_is_shown(client: Client, shop: Site, way: str, prefix: str) -> None:
    """From a pasted page, a chosen file and an address alike; the web is not asked again."""
    shown = _answer(_given(client, shop, way, prefix))
    asked_before = len(shop.asked)
    got = {
        form: client.post(f"{prefix}/check/", {**shown.form, "market": "ca", "download": form})
        for form in ("toml", "record-json", "json", "sarif", "report")
    }
    assert {each.status_code for each in got.values()} == {200}
    assert len(shop.asked) == asked_before
    text = {form: each.content.decode() for form, each in got.items()}
    label = from_toml(text["toml"])
    assert label.name == "Magnésium doux"
    assert from_json(text["record-json"]) == label
    findings = [each["code"] for each in json.loads(text["json"])["findings"]]
    assert "C001" in findings
    assert codes(text["sarif"]) == findings
    assert f'<html lang="{"fr" if prefix else "en"}">' in text["report"]
    assert text["report"].count("<h3>") == len(findings)
    names = [re.search(r'filename="([^"]+)"', each.headers["Content-Disposition"])[1] for each in got.values()]  # type: ignore[index]
    assert len(set(names)) == 5
    assert all(name.startswith("magnesium-doux") for name in names)
    assert [each for each in shown.elements if each[0] == "blockquote"]
    called = {"pasted": "", "chosen": "page.html", "given": ADDRESS}[way]
    assert called in json.loads(text["sarif"])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]  # fmt: skip


def test_a_text_that_was_changed_is_read_as_what_it_is(client: Client, shop: Site) -> None:
    """The type of the page before does not stick to what is pasted in its place."""
    shop.page("/magnesium", PAGE.encode())
    before = _answer(_check(client, address=ADDRESS)).form
    after = _check(client, **{**before, "text": TEXT.replace("\n", "\r\n")})
    html = after.content.decode()
    assert "R001" in html
    assert ADDRESS not in html


def test_a_source_that_was_not_changed_keeps_its_name_and_type(client: Client) -> None:
    """A file that only its name tells to be HTML is read in the same way when its form is sent again."""
    page = "Magnesium&nbsp;Calm<br/>Medicinal ingredients<br/>Magnesium 200 mg<br/>Take 1 capsule daily."
    shown = _check(client, file=SimpleUploadedFile("calm.html", page.encode()))
    again = _check(client, **_answer(shown).form)
    pick = re.compile(r'<div class="answer">.*', re.DOTALL)
    assert pick.search(again.content.decode())[0] == pick.search(shown.content.decode())[0]  # type: ignore[index]


def test_everything_on_an_answer_is_linked(client: Client, shop: Site) -> None:
    """Each link within the page leads to something, ids are unique, and links go both ways."""
    for sent in ({"text": TEXT}, {"text": PAGE}, {"text": 'schema = "officinal.label/1"\nname = "Zinc"'}):
        page = _answer(_check(client, **sent))
        assert len(page.ids) == len(set(page.ids))
        assert {*page.inner_links} <= {*page.ids}
    page = _answer(_check(client, text=TEXT))
    led = {each.get("id"): str(each.get("href"))[1:] for tag, each in page.elements if tag == "a" and each.get("id")}
    findings = [each for each in page.ids if re.fullmatch(r"f\d+", each)]
    led_from_findings = {target for target in page.inner_links if target in led}
    assert len(findings) > 5
    assert led_from_findings
    assert {led[piece][0] for piece in led_from_findings} == {"f", "r"}
    assert {"found", "source", "record"} <= {*page.inner_links}


def test_a_field_knows_the_findings_on_it(client: Client) -> None:
    """The amount without a name is marked in the record with its finding, and both light together with the source."""
    page = _answer(_check(client, text=TEXT))
    links = [str(each["data-links"]).split() for _, each in page.elements if each.get("data-links")]
    together = [each for each in links if {mark[0] for mark in each} == {"f", "r"}]
    leaves = [each for tag, each in page.elements if each.get("class") == "leaf"]
    assert len(together) >= 2
    assert any(" f" in str(each["data-links"]) for each in leaves)


def test_a_file_goes_before_an_address_and_an_address_before_a_text(client: Client, shop: Site) -> None:
    """The text may be that of the time before; what was newly given is what is meant."""
    shop.page("/magnesium", PAGE.encode())
    file = SimpleUploadedFile("zinc.txt", b"Tidewell Zinc\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily.")
    html = _check(client, file=file, address=ADDRESS, text=TEXT).content.decode()
    assert "Tidewell Zinc" in html
    assert shop.asked == []
    assert "Magnésium doux" in _check(client, address=ADDRESS, text=TEXT).content.decode()


def test_the_first_thing_to_read_is_what_to_do(client: Client) -> None:
    """The heading says how much is to be mended, and the first finding begins with its advice."""
    assert _answer(_check(client, text=TEXT)).heading.startswith("Mend ")
    html = _check(client, text=TEXT).content.decode()
    item = html[html.index('id="f0"') :]
    assert item.index('class="do"') < item.index('class="severity"')
    assert html.index("Begin here") < html.index("<form")


def test_a_market_has_its_labelling_rules(client: Client) -> None:
    """Those asked for are used and named; those of another market or day are refused."""
    assert "Product Facts table" in _check(client, text=TEXT, regime="facts-table").content.decode()
    for wrong in (
        {"regime": "facts-table", "market": "us"},
        {"regime": "facts-table", "as_of": "2020-01-01"},
        {"regime": "x"},
    ):
        assert _check(client, text=TEXT, **wrong).status_code == 422


def test_the_answer_comes_in_the_other_language_too(client: Client) -> None:
    """A button sends the same form to the other language's desk."""
    page = _answer(_check(client, text=TEXT))
    there = next(each["formaction"] for tag, each in page.elements if tag == "button" and each.get("formaction"))
    assert there == "/fr/check/"
    french = client.post(there, {**page.form, "market": "ca"})
    assert '<html lang="fr">' in french.content.decode()
    assert "R001" in french.content.decode()


def test_hostile_words_stay_words_on_the_desk(client: Client) -> None:
    """Markup is shown and not obeyed, marks that turn text around are shown as what they are."""
    hostile = "Zinc <svg onload=alert(1)>\u202egnp.exe"
    label = f"{hostile}\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily.\n"
    as_page = (
        "<p>&lt;svg onload=alert(1)&gt; \u202eZinc</p><p>Zinc 15 mg</p><p>Take 1 capsule daily.</p><p>NPN 80012345</p>"
    )
    record = f'schema = "officinal.label/1"\nname = "{hostile}"'
    for text in (label, as_page, label + "x" * 10_000, record):
        response = _check(client, text=text)
        html = response.content.decode()
        assert response.status_code == 200
        assert "<svg" not in html
        assert "\u202e" not in re.sub(r"<textarea.*?</textarea>", "", html, flags=re.DOTALL)


def _models(of: type[Record], seen: set[type[Record]]) -> set[type[Record]]:
    """A record and all that it is made of."""
    if of not in seen:
        seen.add(of)
        for each in of.model_fields.values():
            for inner in _types(each.annotation):
                _models(inner, seen)
    return seen


def _types(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for each in get_args(annotation):
        yield from _types(each)


def _literals(annotation: Any) -> Iterator[str]:
    for each in get_args(annotation):
        if isinstance(each, str):
            yield each
        yield from _literals(each)


def test_every_field_and_word_of_the_record_has_its_names() -> None:
    """In both languages, and none that the record does not have."""
    from officinal.label import Label, Measure, Price, Quantity, Span

    held = record._words()
    models = _models(Label, set()) - {Quantity, Measure, Span, Price}
    names = {name.rstrip("_") for each in models for name in each.model_fields} - {"schema", "verb", "min", "max"}
    assert names - held["fields"].keys() - held["sections"].keys() == set()
    coded = {
        word
        for each in models
        for name, field in each.model_fields.items()
        if name in record._CODED
        for word in _literals(field.annotation)
    }
    assert coded - held["words"].keys() == set()
    for kind in held.values():
        for english, french in kind.values():
            assert english
            assert french
            assert "'" not in french


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_the_pieces_are_the_text(spans: list[tuple[int, int]]) -> None:
    """However spans lie over one another, no character is lost or said twice, and each piece knows what it is behind."""
    reading = read_text(
        "Tidewell Zinc\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily.", must_be_product=False
    )
    listed = leaves(sections(reading.label, reading, "en"))[: len(spans)]
    for leaf, (start, end) in zip(listed, spans, strict=False):
        leaf.span = (min(start, end), max(start, end))
    cut = pieces(reading, (), listed)
    assert "".join(piece.text for piece in cut) == reading.text
    at = 0
    for piece in cut:
        end = at + len(piece.text)
        behind = tuple(sorted(leaf.at for leaf in listed if leaf.span and leaf.span[0] <= at and end <= leaf.span[1]))
        assert piece.leaves == behind
        at = end
