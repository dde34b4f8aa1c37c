# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.reading.accounts import PAGES, whole

from officinal.errors import OfficinalError
from officinal.reading import read

ROOT = Path(__file__).parent.parent.parent
HANGS_AFTER = 10
FRENCH = (PAGES / "fr" / "curcuma-capsules.html").read_text("utf-8")
HEAD = "Zinc Plus\nNPN 80012345\nServing Size: 2 capsules\nZinc 15 mg\n"


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("label.txt", HEAD)
    return held.getvalue()


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")


REFUSED: dict[str, Callable[[], bytes]] = {
    "picture.png": _png,
    "picture.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8,
    "picture.gif": lambda: b"GIF89a" + bytes(200),
    "label.pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n",
    "label.docx": _zip,
    "page.html.gz": lambda: gzip.compress(HEAD.encode()),
    "program": lambda: b"\x7fELF\x02\x01\x01" + bytes(100) + bytes(range(256)),
    "shop.sqlite": lambda: b"SQLite format 3\x00" + bytes(200),
    "noise.bin": lambda: bytes((i * 7919) % 256 for i in range(20_000)),
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\r\n \xc2\xa0 \n" * 100,
    "nul.txt": lambda: bytes(5000),
    "commas.txt": lambda: b"," * 1_000_000,
    "digits.txt": lambda: b"7" * 2**20,
    "brackets.txt": lambda: b"(" * 2**20,
    "deep.json": lambda: b"[" * 200_000 + b"]" * 200_000,
    "deep-object.json": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "cut.json": lambda: b'{"product": {"title": "Zinc", "body_html": "<p>Zinc',
    "list.json": lambda: b"[1, 2, 3]",
}
"""files that hold no label: what each is called, and its bytes"""


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_label_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    """A picture, an archive, nothing at all or endless brackets give one line that names the file and a way on."""
    path = tmp_path / name
    path.write_bytes(REFUSED[name]())
    with pytest.raises(OfficinalError) as refused:
        read(str(path))
    message = str(refused.value)
    assert "\n" not in message
    assert name in message
    assert ";" in message
    assert len(message) < 600


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file of 50 MB, mostly holes, is refused by its size."""
    path = tmp_path / "huge.html"
    path.touch()
    os.truncate(path, 50 * 10**6)
    with pytest.raises(OfficinalError, match=r"huge\.html.*MiB"):
        read(str(path))


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1"])
def test_a_french_page_is_read_in_any_encoding(codec: str, tmp_path: Path) -> None:
    """A French page gives the same record whether it was saved in UTF-8, UTF-16 or Latin-1."""
    known = "".join(each for each in FRENCH.replace("’", "'").replace("œ", "oe") if ord(each) < 256)
    for name, data in (("known.html", known.encode()), ("page.html", known.replace("utf-8", codec).encode(codec))):
        (tmp_path / name).write_bytes(data)
    assert read(str(tmp_path / "page.html")).label == read(str(tmp_path / "known.html")).label


def test_a_page_of_two_encodings_loses_only_the_odd_letters(tmp_path: Path) -> None:
    """A UTF-8 page with a few bytes of Latin-1 patched in is still read, and the amounts with it."""
    path = tmp_path / "mixed.txt"
    path.write_bytes(
        "Comprimés de Zinc\nNPN 80012345\n".encode() + "\nDose : 2 capsules\nZinc 15 mg\né".encode("latin-1")
    )
    reading = read(str(path))
    whole(reading)
    assert reading.label.licence_number == "80012345"


def test_nul_characters_inside_a_label_are_white_space(tmp_path: Path) -> None:
    """A stray NUL between two words of a label hides nothing and invents nothing: it is refused or read as a space."""
    path = tmp_path / "label.txt"
    path.write_bytes(HEAD.replace("Zinc 15", "Zinc\0 15").encode())
    try:
        reading = read(str(path))
    except OfficinalError as error:
        assert "label.txt" in str(error)
    else:
        assert [row.name for row in reading.label.medicinal_ingredients] == ["Zinc"]


def _page(body: str) -> str:
    facts = "<h2>Supplement Facts</h2><p>Serving Size: 2 capsules</p><p>Zinc 15 mg</p>"
    return f"<!doctype html><title>Zinc Plus</title><h1>Zinc Plus</h1><p>NPN 80012345</p>{facts}{body}"


def _structured(data: str) -> str:
    return _page(f'<script type="application/ld+json">{data}</script>')


LARGE: dict[str, Callable[[], str]] = {
    "only-tags.html": lambda: "<div>" * 100_000,
    "tags.html": lambda: _page("<div>" * 100_000),
    "unclosed.html": lambda: _page("<table><tr><td>" * 30_000),
    "tables.html": lambda: _page("<table>" * 2_000 + "<tr><td>Zinc</td><td>15 mg</td></tr>" + "</table>" * 2_000),
    "attributes.html": lambda: _page(f"<p {'a=1 ' * 200_000}>"),
    "comments.html": lambda: _page("<!--" * 200_000 + "-->"),
    "entities.html": lambda: _page("&amp;" * 200_000),
    "commas.txt": lambda: f"{HEAD}Non-medicinal ingredients: {',' * 1_000_000}",
    "named-commas.txt": lambda: f"{HEAD}Non-medicinal ingredients: {'talc, ' * 150_000}",
    "digits.txt": lambda: f"{HEAD}Iron {'7' * 2**20} mg",
    "spread-digits.txt": lambda: f"{HEAD}Iron {'7,' * 2**19} mg",
    "decimals.txt": lambda: f"{HEAD}Iron {'7.' * 2**19} mg",
    "dollars.txt": lambda: f"{HEAD}{'$7.00 ' * 150_000}",
    "brackets.txt": lambda: f"{HEAD}Iron {'(' * 2**20} 5 mg",
    "as-brackets.txt": lambda: f"{HEAD}Iron {'(as ' * 250_000} 5 mg",
    "pairs.txt": lambda: f"{HEAD}Iron {'()' * 2**19} 5 mg",
    "one-line.txt": lambda: HEAD.replace("\n", " ") + "zinc helps to maintain immune function " * 50_000,
    "one-sentence-a-word.txt": lambda: HEAD + "Take. " * 150_000,
    "spaces.txt": lambda: f"{HEAD}Iron{' ' * 2**20}5 mg",
    "tabs.txt": lambda: f"{HEAD}Iron{chr(9) * 2**19}5 mg",
    "new-lines.txt": lambda: HEAD + "\n" * 2**20 + "Iron 5 mg",
    "directions.txt": lambda: f"{HEAD}Directions:\n" + "Adults: Take 1 capsule 3 times a day with food.\n" * 100_000,
    "risks.txt": lambda: f"{HEAD}Cautions:\n" + "Do not use if you are pregnant.\n" * 50_000,
    "or.txt": lambda: f"{HEAD}Do not use if you have {'gout or ' * 100_000} asthma.",
    "citations.txt": lambda: f"{HEAD}References\n" + "Russell IJ. J Rheumatol. 1995;22(5):953-8.\n" * 20_000,
    "rows.html": lambda: _page("<table>" + "<tr><td>Zinc</td><td>15 mg</td><td>136%</td></tr>" * 10_000 + "</table>"),
    "different-rows.html": lambda: _page(
        "<table>" + "".join(f"<tr><td>Herb {i}</td><td>{i} mg</td></tr>" for i in range(10_000)) + "</table>"
    ),
    "rows.txt": lambda: "Zinc Plus\nSupplement Facts\n" + "".join(f"Herb {i}\t{i} mg\n" for i in range(10_000)),
    "lines.txt": lambda: "Zinc Plus\nSupplement Facts\n" + "".join(f"Herb {i} {i} mg\n" for i in range(10_000)),
    "cells.html": lambda: _page("<table><tr>" + "<td>15 mg</td>" * 50_000 + "</tr></table>"),
    "cut-json-ld.html": lambda: _structured('{"@type": "Product", "name": "Zinc Plus", "offers": {"price": "12'),
    "loose-json-ld.html": lambda: _structured("{'@type': 'Product', name: \"Zinc Plus\",, \"sku\": 1e999999, }"),
    "deep-json-ld.html": lambda: _structured('{"offers":' * 50_000 + "1" + "}" * 50_000),
    "many-json-ld.html": lambda: _structured('{"@type":"Product","name":"Zinc"}') * 2_000,
    "wide-json-ld.html": lambda: _structured(
        json.dumps({"@graph": [{"@type": "Product", "name": f"Z {i}"} for i in range(20_000)]})
    ),
    "microdata.html": lambda: _page('<div itemscope itemtype="https://schema.org/Product" itemprop="offers">' * 5_000),
    "marks.txt": lambda: f"{HEAD}Zinc {'*†‡' * 300_000} 15 mg",
    "accents.txt": lambda: f"{HEAD}Zinc{chr(0x301) * 500_000} 15 mg",
}
"""files that hold a label and far too much of something"""

_RUN = """
import json, sys
from officinal.errors import OfficinalError
from officinal.reading import read
from tests.reading.accounts import whole
try:
    reading = read(sys.argv[1])
except OfficinalError as error:
    print(json.dumps({"error": str(error)}))
else:
    whole(reading)
    print(json.dumps({"licence": reading.label.licence_number, "rows": len(reading.label.medicinal_ingredients)}))
"""


def _read_apart(path: Path) -> dict[str, Any]:
    """Read a file in a process of its own, which is stopped when it hangs."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    run = subprocess.run(
        [sys.executable, "-c", _RUN, str(path)], capture_output=True, text=True, env=environment, timeout=HANGS_AFTER
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_far_too_much_of_something_is_read_or_refused_in_time(name: str, tmp_path: Path) -> None:
    """A label with a million commas, a hundred thousand open tags and the like hangs nothing and loses no letter."""
    path = tmp_path / name
    path.write_text(LARGE[name](), "utf-8")
    found = _read_apart(path)
    if "error" in found:
        assert name in found["error"]
        assert "\n" not in found["error"]
    elif name not in ("rows.txt", "lines.txt"):  # these two state none
        assert found["licence"] == "80012345"


def test_the_same_directions_a_hundred_times_are_said_once(tmp_path: Path) -> None:
    """A label that repeats one line of directions gives one dose, not a hundred."""
    path = tmp_path / "label.txt"
    path.write_text(f"{HEAD}Directions:\n" + "Adults: Take 1 capsule 3 times a day with food.\n" * 100, "utf-8")
    (dose,) = read(str(path)).label.directions
    assert dose.times is not None
    assert dose.times.min == Decimal(3)
