# SPDX-License-Identifier: Apache-2.0
"""The knowledge hangs together, and the audit sees when it does not."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from officinal.errors import KnowledgeError
from officinal.knowledge import book, files, schema
from officinal.knowledge.audit import audit

TODAY = dt.date(2026, 11, 25)
SOURCE = 'id = "a-law"\ntitle = "A law"\npublisher = "A parliament"\ndate = 2020-01-01\nread_on = 2026-01-01\n'
ADULT = 'id = "adult"\n[names]\nen = ["adults"]\nfr = ["adultes"]\n'
ZINC = """id = "zinc"
kind = "nutrient"
element = "Zn"

[names]
en = ["zinc"]
fr = ["zinc"]

[[value]]
kind = "upper"
value = 40
unit = "mg"
source = "a-law"
verified = "law"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small knowledge of one substance, one source and one population."""
    for name, text in {"sources/a-law": SOURCE, "populations/adult": ADULT, "substances/nutrients/zinc": ZINC}.items():
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_our_knowledge_is_sound() -> None:
    """No dangling source, no overlapping period, no impossible date, no unknown unit, no name with two meanings."""
    assert audit(today=TODAY) == []


def test_what_is_made_of_the_files_is_up_to_date() -> None:
    """The book holds what the files say; `make knowledge` writes it."""
    assert json.loads(book.BOOK.read_text(encoding="utf-8")) == json.loads(json.dumps(book.collect()))


def test_a_sound_knowledge_has_no_complaints(root: Path) -> None:
    """The little knowledge of these tests is sound, so that each complaint below has its one cause."""
    assert audit(root, today=TODAY) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('source = "a-law"', 'source = "no-law"'), "zinc.toml:13: value.0.source: there is no sources file no-law.toml"),
        (('unit = "mg"', 'unit = "pinch"'), "zinc.toml:12: value.0.unit: pinch is not a unit we know"),
        (('verified = "law"', 'verified = "law"\nfrom = 2020-02-01\nto = 2020-01-01'), "ends on 2020-01-01, before it begins"),
        (('verified = "law"', 'verified = "law"\nfrom = 1066-10-14'), "value.0.from: 1066-10-14 is before any law"),
        (('verified = "law"', 'verified = "general-knowledge"'), "value.0.verified: what was read in a source is more"),
        (("value = 40", 'value = "lots"'), "zinc.toml:11: value.0.value:"),
        (("value = 40", ""), "give either a value with its unit, or none_set = true"),
        (("value = 40", "vlaue = 40"), "vlaue: there is no such key here"),
        (('element = "Zn"', 'element = "Zn"\ngroup = "metals"'), "zinc.toml:4: group: there is no substances file metals.toml"),
        (('id = "zinc"', 'id = "zink"'), "zinc.toml:1: id: it is not the file's name"),
        (("[names]", "[names"), "not valid TOML"),
        (('verified = "law"', f'verified = "law"\n{ZINC[ZINC.index("[[value]]"):]}'), "zinc.toml:15: value.1: a second upper for adult"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_line_and_key(root: Path, change: tuple[str, str], complaint: str) -> None:
    """Each kind of mistake gives one complaint that says where it is."""
    path = root / "substances/nutrients/zinc.toml"
    assert change[0] in ZINC
    path.write_text(ZINC.replace(*change, 1), encoding="utf-8")
    complaints = audit(root, today=TODAY)
    assert any(complaint in line and "zinc.toml" in line for line in complaints), complaints


def test_a_source_cannot_be_read_before_it_is_published(root: Path) -> None:
    """Nor can it be of the future."""
    path = root / "sources/a-law.toml"
    path.write_text(SOURCE.replace("read_on = 2026-01-01", "read_on = 2019-01-01"), encoding="utf-8")
    assert any("before it was published" in line for line in audit(root, today=TODAY))
    assert any("is not yet" in line for line in audit(root, today=dt.date(2018, 1, 1)))


def test_a_name_means_one_thing(root: Path) -> None:
    """Two substances of one name are refused."""
    twin = root / "substances/nutrients/spelter.toml"
    twin.write_text(ZINC.replace('id = "zinc"', 'id = "spelter"'), encoding="utf-8")
    assert any("is also a name of" in line for line in audit(root, today=TODAY))


def test_a_formula_holds_what_it_is_said_to_supply(root: Path) -> None:
    """Magnesium oxide is no source of zinc, and Zz is no element."""
    form = '\n[[form]]\nformula = "{}"\nsource = "a-law"\nverified = "law"\n'
    base = (
        ZINC[: ZINC.index("[[value]]")].replace('element = "Zn"', 'of = ["zinc"]').replace('"nutrient"', '"compound"')
    )
    path = root / "substances/nutrients/zinc-oxide.toml"
    path.write_text(
        base.replace('"zinc"', '"zinc-oxide"', 1)
        .replace('["zinc"]\nfr', '["zinc oxide"]\nfr')
        .replace('fr = ["zinc"]', 'fr = ["oxyde de zinc"]')
        + form.format("MgO"),
        encoding="utf-8",
    )
    assert any("holds no Zn" in line for line in audit(root, today=TODAY))
    path.write_text(path.read_text(encoding="utf-8").replace("MgO", "ZzO"), encoding="utf-8")
    assert any("is no formula" in line for line in audit(root, today=TODAY))
    path.write_text(path.read_text(encoding="utf-8").replace("ZzO", "ZnO"), encoding="utf-8")
    assert audit(root, today=TODAY) == []


def test_a_file_that_is_no_text_is_named(root: Path) -> None:
    """Bytes that are no UTF-8 are refused with the file's name."""
    path = root / "sources/a-law.toml"
    path.write_bytes(b"id = \xff")
    with pytest.raises(KnowledgeError, match=r"a-law\.toml: not UTF-8"):
        files.read_file(path, schema.Source)


def test_what_is_made_stops_at_a_broken_file(root: Path) -> None:
    """No book is made of knowledge that is broken."""
    shutil.copy(root / "sources/a-law.toml", root / "sources/other.toml")
    with pytest.raises(KnowledgeError, match="it is not the file's name"):
        book.collect(root)
