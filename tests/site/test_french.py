# SPDX-License-Identifier: Apache-2.0
"""The French of the site: every string has its translation, and no page shows the other language."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.template.base import Lexer, Token, TokenType
from django.test import Client
from tests.site.conftest import magnesium, put
from tests.site.test_pages import PAGES

from officinal.knowledge.load import load
from officinal.knowledge.schema import Study
from officinal.shop.models import Product

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/officinal"
HOLD_MESSAGES = (PACKAGE / "shop", PACKAGE / "site")
CATALOGUE = PACKAGE / "site/locale/fr/LC_MESSAGES/django.po"
PO = polib.pofile(str(CATALOGUE))
GETTEXT = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|</?\w+[^>]*>|&\w+;")
Message = tuple[str | None, str]


def _templates() -> list[Path]:
    return sorted(path for folder in HOLD_MESSAGES for path in folder.rglob("*.html"))


def _french(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_message_has_its_french() -> None:
    """None is empty, none is a guess, none is left over from a string that is gone."""
    assert [entry.msgid for entry in PO if not entry.translated() or entry.fuzzy or entry.obsolete] == []
    assert PO.metadata["Plural-Forms"] == "nplurals=2; plural=(n > 1);"


def test_what_is_compiled_is_what_is_written() -> None:
    """The file that the site reads holds the very messages of the catalogue; mend it with: make messages."""
    assert CATALOGUE.with_suffix(".mo").read_bytes() == PO.to_binary()


def test_both_sides_name_the_same_values_and_marks() -> None:
    """A value or a mark-up of the English stands in the French as often; a singular may leave its number unsaid."""
    for entry in PO:
        wanted = {tuple(sorted(PLACEHOLDER.findall(each))) for each in (entry.msgid, entry.msgid_plural) if each}
        assert {tuple(sorted(PLACEHOLDER.findall(each))) for each in _french(entry)} == wanted, entry.msgid


def test_french_is_set_as_french() -> None:
    """A no-break space before a colon and a percent sign and inside quotation marks; none before ; ? !; true apostrophes."""
    wrong = re.compile(
        r"(?<![\u00a0\d])[:](?!\w)|[^\u00a0]%%|[\s\u00a0][;?!]|'|«[^\u00a0]|[^\u00a0]»|\.\.\.|\s{2}|\"(?![^<>]*>)"
    )
    assert [each for entry in PO for each in _french(entry) if wrong.search(re.sub(r"<[^>]*>", "", each))] == []


def _in_template(path: Path) -> Iterator[Message]:
    """What the translation tags of a template ask for, in the form that they ask for it."""
    tokens = iter(Lexer(path.read_text("utf-8")).tokenize())
    for token in tokens:
        parts = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        if parts[0] in ("translate", "trans") and parts[1][0] in "'\"":
            yield (parts[parts.index("context") + 1][1:-1] if "context" in parts else None), parts[1][1:-1]
        elif parts[0] in ("blocktranslate", "blocktrans"):
            yield None, "".join(_said(tokens))


def _said(tokens: Iterator[Token]) -> Iterator[str]:
    """The text of a block up to its plural or its end, values as the catalogue writes them."""
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            return
        yield f"%({token.contents})s" if token.token_type == TokenType.VAR else token.contents.replace("%", "%%")


def _in_module(path: Path) -> Iterator[Message]:
    """What a module gives to gettext."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in GETTEXT:
            words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if words:
                yield (words[0], words[1]) if name.startswith("pgettext") else (None, words[0])


def test_every_string_is_in_the_catalogue() -> None:
    """Whatever a template or a module asks to be translated; find new ones with: make messages."""
    held = {(entry.msgctxt, entry.msgid.replace("%%", "%")) for entry in PO}
    modules = (path for folder in HOLD_MESSAGES for path in folder.rglob("*.py"))
    asked = [(path, message) for path in _templates() for message in _in_template(path)]
    asked += [(path, message) for path in modules for message in _in_module(path)]
    assert len(asked) > 300
    assert [
        (path.name, message) for path, (context, message) in asked if (context, message.replace("%%", "%")) not in held
    ] == []


class _Page(HTMLParser):
    """The addresses that a page leads to, its words outside code and data, and what its attributes say to a reader."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in ("script", "style")
        self.links += [value for name, value in attrs if name in ("href", "src", "action") and value]
        self.words += [
            value for name, value in attrs if name in ("aria-label", "title", "placeholder", "alt") and value
        ]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.words.append(data)


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_every_link_of_a_page_leads_somewhere(client: Client, shelf: dict[str, Product], prefix: str) -> None:
    """From each page, in both languages, to pages that answer; a French page leads to French pages, but for the way to English."""
    led: dict[str, str] = {}
    for address in PAGES:
        page = _read(client.get(prefix + address).content.decode())
        inside = [
            link.split("#")[0]
            for link in page.links
            if link.startswith("/") and not link.startswith(("/static/", "/api/"))
        ]
        assert len(inside) > 5
        led |= dict.fromkeys(inside, address)
        english = [link for link in inside if not link.startswith("/fr/")] if prefix else []
        assert {*english} <= {address}
    for link, address in led.items():
        status = client.get(link.replace("&amp;", "&"), follow=True).status_code
        assert status in (200, 405), f"{link} on {address}"  # 405: it takes forms alone


_WORDS = """
    above after all and any as ask at be been before by can cannot cost days do does each every fact facts first for from
    given give has have hours how if into is it its kept known label lasts least may more most name nobody not nothing of
    other people price product recommended remark remarks risk search sell serving servings show shown so somebody than
    that the them then there these they this times to too two unknown up upper used was we were what when where which
    while who why with without you your
"""
ENGLISH = frozenset(_WORDS.split())
"""words that no French sentence holds, among them the main ones of our own pages"""
CODED = {"per", "food", "population", "kind", "trigger", "unit", "dosage_form", "substance", "verb", "mark"}
"""fields of a label whose words are ours"""


def _leaves(data: Any, key: str = "") -> Iterator[str]:
    """Every text of a record that is the label's own."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _leaves(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value, key)
    elif isinstance(data, str) and key not in CODED:
        yield data


def _sections(data: Any) -> Iterator[str]:
    """Every place in a document that knowledge cites."""
    if isinstance(data, dict):
        if isinstance(data.get("section"), str):
            yield data["section"]
        data = list(data.values())
    if isinstance(data, (list, tuple)):
        for value in data:
            yield from _sections(value)


def _publication(study: Study) -> Iterator[str]:
    """What a publication says in its own English: its title, what it measured, who paid, where we read it."""
    yield from (study.title, study.journal, *study.authors, *(outcome.target for outcome in study.outcomes))
    yield from filter(None, (study.funding, study.section))


def _not_ours(shelf: dict[str, Product]) -> list[str]:
    """What stays in its own language on a French page: the label's words, titles of documents and places in them."""
    know = load()
    labels = [text for each in shelf.values() for text in _leaves(json.loads(each.label_json))]
    cited = [section for each in shelf.values() for section in _sections(each.dossiers)]
    facts = (*know.substances.values(), *know.drug_classes.values())
    known = [section for each in facts for section in _sections(each.model_dump())]
    titles = [each.title for each in know.sources.values()]
    studies = [text for each in know.studies.values() for text in _publication(each)]
    return sorted({*labels, *cited, *known, *titles, *studies, "English"}, key=len, reverse=True)


def _english_in(page: _Page, not_ours: list[str]) -> set[str]:
    text = " ".join(" ".join(page.words).split())
    for words in not_ours:
        text = re.sub(rf"(?<!\w){re.escape(' '.join(words.split()))}(?!\w)", " ", text, flags=re.IGNORECASE)
    return {word for word in re.findall(r"[^\W\d_]+(?!’)", text.lower()) if word in ENGLISH}


@pytest.mark.parametrize("address", [*PAGES, "/nowhere/", "/?q=zzzzqqq", "/substances/?q=moonwort"])
def test_no_english_of_ours_on_a_french_page(client: Client, shelf: dict[str, Product], address: str) -> None:
    """Whatever English a French page shows is the label's own, or the title of a document."""
    page = _read(client.get("/fr" + address).content.decode())
    assert _english_in(page, _not_ours(shelf)) == set()


def test_no_english_of_ours_among_findings(client: Client, shelf: dict[str, Product]) -> None:
    """The desk speaks French around the words that were pasted, the record and the provisions."""
    text = "Tidewell\nMagnesium Calm\nMedicinal ingredients\n600 mg\nDirections: Adults take 1 capsule daily.\nNo side effects!"
    html = client.post("/fr/check/", {"text": text, "market": "ca", "as_of": "2026-11-25"}).content.decode()
    page = _read(re.sub(r"<pre class=\"text\">.*?</pre>|<p class=\"quiet\">.*?</p>", "", html, flags=re.DOTALL))
    assert "R001" in page.words
    assert _english_in(page, [text, *text.splitlines(), "English"]) == set()


def test_units_and_forms_are_french(client: Client, shelf: dict[str, Product]) -> None:
    """Words that come as data are words of the page's language too: capsules, portions, the form on the shelf."""
    shelf["soft"] = put(
        "soft", magnesium(name="Soft", dosage_form="softgel", serving={"count": "2", "unit": "softgel"})
    )
    french = " ".join(" ".join(_read(client.get("/fr/products/soft/").content.decode()).words).split())
    assert "Portion : 2 capsules molles" in french
    assert "60 portions par contenant" in french
    assert "capsule molle" in client.get("/fr/").content.decode()
    assert "/fr/products/soft/" in client.get("/fr/?q=molle").content.decode()
    assert "A serving is 2 softgels" in " ".join(_read(client.get("/products/soft/").content.decode()).words).replace(
        "\u00a0", " "
    )


def test_the_catalogue_says_how_to_get_gettext() -> None:
    """Without GNU gettext nothing can be extracted; the way on is told, and the catalogue is left as it is."""
    before = CATALOGUE.read_bytes()
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tools/messages.py")], env={"PATH": ""}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "apt install gettext" in ran.stderr
    assert CATALOGUE.read_bytes() == before
