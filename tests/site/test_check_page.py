# SPDX-License-Identifier: Apache-2.0
"""The desk: a page pasted, chosen or given by its address; its record and findings, each linked with the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.sources.conftest import Site
from tests.site.desk import ADDRESS, PAGE, TEXT, Answer, answered, checked, codes

from officinal.label import from_json, from_toml
from officinal.label.base import Record
from officinal.reading import read_text
from officinal.site.desk import record
from officinal.site.desk.marks import Piece, pieces
from officinal.site.desk.record import leaves, sections

pytestmark = pytest.mark.django_db


def _given(client: Client, shop: Site, way: str, prefix: str) -> Any:
    if way == "pasted":
        return checked(client, prefix, text=PAGE)
    if way == "chosen":
        return checked(client, prefix, file=SimpleUploadedFile("page.html", PAGE.encode("cp1252")))
    shop.page("/magnesium", PAGE.encode())
    return checked(client, prefix, address=ADDRESS)


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize("way", ["pasted", "chosen", "given"])
def test_each_download_is_what_is_shown(client: Client, shop: Site, way: str, prefix: str) -> None:
    """From a pasted page, a chosen file and an address alike; the web is not asked again."""
    shown = answered(_given(client, shop, way, prefix))
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
    before = answered(checked(client, address=ADDRESS)).form
    after = checked(client, **{**before, "text": TEXT.replace("\n", "\r\n")})
    html = after.content.decode()
    assert "R001" in html
    assert ADDRESS not in html


def test_a_source_that_was_not_changed_keeps_its_name_and_type(client: Client) -> None:
    """A file that only its name tells to be HTML is read in the same way when its form is sent again."""
    page = "Magnesium&nbsp;Calm<br/>Medicinal ingredients<br/>Magnesium 200 mg<br/>Take 1 capsule daily."
    shown = checked(client, file=SimpleUploadedFile("calm.html", page.encode()))
    again = checked(client, **answered(shown).form)
    pick = re.compile(r'<div class="answer">.*', re.DOTALL)
    assert pick.search(again.content.decode())[0] == pick.search(shown.content.decode())[0]  # type: ignore[index]


def test_everything_on_an_answer_is_linked(client: Client, shop: Site) -> None:
    """Each link within the page leads to something, ids are unique, and links go both ways."""
    for sent in ({"text": TEXT}, {"text": PAGE}, {"text": 'schema = "officinal.label/1"\nname = "Zinc"'}):
        page = answered(checked(client, **sent))
        assert len(page.ids) == len(set(page.ids))
        assert {*page.inner_links} <= {*page.ids}
    page = answered(checked(client, text=TEXT))
    led = {each.get("id"): str(each.get("href"))[1:] for tag, each in page.elements if tag == "a" and each.get("id")}
    findings = [each for each in page.ids if re.fullmatch(r"f\d+", each)]
    led_from_findings = {target for target in page.inner_links if target in led}
    assert len(findings) > 5
    assert led_from_findings
    assert {led[piece][0] for piece in led_from_findings} == {"f", "r"}
    assert {"found", "source", "record"} <= {*page.inner_links}


def test_a_field_knows_the_findings_on_it(client: Client) -> None:
    """The amount without a name is marked in the record with its finding, and both light together with the source."""
    page = answered(checked(client, text=TEXT))
    links = [str(each["data-links"]).split() for _, each in page.elements if each.get("data-links")]
    together = [each for each in links if {mark[0] for mark in each} == {"f", "r"}]
    leaves = [each for tag, each in page.elements if each.get("class") == "leaf"]
    assert len(together) >= 2
    assert any(" f" in str(each["data-links"]) for each in leaves)


def test_a_space_alone_is_no_link() -> None:
    """A stretch of the source without a word in it lights with the others, and nobody is led by it."""
    found = [Piece(at, text, (), 3, (3,), unread=False) for at, text in enumerate(("Zinc", " \n"))]
    page = Answer(f"<h1>x</h1>{render_to_string('parts/desk_source.html', {'pieces': found, 'findings': []})}")
    marked = [(tag, each["id"]) for tag, each in page.elements if each.get("data-links") == "r3"]
    assert marked == [("a", "p0"), ("span", "p1")]


def test_a_file_goes_before_an_address_and_an_address_before_a_text(client: Client, shop: Site) -> None:
    """The text may be that of the time before; what was newly given is what is meant."""
    shop.page("/magnesium", PAGE.encode())
    file = SimpleUploadedFile("zinc.txt", b"Tidewell Zinc\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily.")
    html = checked(client, file=file, address=ADDRESS, text=TEXT).content.decode()
    assert "Tidewell Zinc" in html
    assert shop.asked == []
    assert "Magnésium doux" in checked(client, address=ADDRESS, text=TEXT).content.decode()


def test_the_first_thing_to_read_is_what_to_do(client: Client) -> None:
    """The heading says how much is to be mended, and the first finding begins with its advice."""
    assert answered(checked(client, text=TEXT)).heading.startswith("Mend ")
    html = checked(client, text=TEXT).content.decode()
    item = html[html.index('id="f0"') :]
    assert item.index('class="do"') < item.index('class="severity"')
    assert html.index("Begin here") < html.index("<form")


def test_a_market_has_its_labelling_rules(client: Client) -> None:
    """Those asked for are used and named; those of another market or day are refused."""
    assert "Product Facts table" in checked(client, text=TEXT, regime="facts-table").content.decode()
    for wrong in (
        {"regime": "facts-table", "market": "us"},
        {"regime": "facts-table", "as_of": "2020-01-01"},
        {"regime": "x"},
    ):
        assert checked(client, text=TEXT, **wrong).status_code == 422


def test_the_answer_comes_in_the_other_language_too(client: Client) -> None:
    """A button sends the same form to the other language's desk."""
    page = answered(checked(client, text=TEXT))
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
        response = checked(client, text=text)
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
