# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officinal.errors import SourceError
from officinal.reading.sources import Opened
from officinal.reading.sources.decode import decode


def _decode(data: bytes, content_type: str | None = None) -> str:
    return decode(Opened("page", data, content_type, None))


TEXT = "<p>Magnésium 6,9 µg — “pur”</p>"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_marked_and_plain_unicode_is_read(codec: str) -> None:
    """A byte order mark says the encoding, and is no part of the text."""
    assert _decode(TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\0\0\xfe\xff", "utf-32-be")],
)
def test_each_byte_order_is_known(mark: bytes, codec: str) -> None:
    """Big and little end first are both read."""
    assert _decode(mark + TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_by_its_nuls(codec: str) -> None:
    """UTF-16 without a mark shows itself by a NUL in every second byte."""
    assert _decode(TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize(
    ("content_type", "codec"),
    [
        ("text/html; charset=ISO-8859-1", "cp1252"),
        ('text/html;charset="windows-1252"', "cp1252"),
        ("text/html; charset=latin1", "cp1252"),
        ("text/html; charset = macintosh", "mac-roman"),
        ("text/html; charset=utf-8", "utf-8"),
        ("text/html; charset=gb2312", "gb18030"),
    ],
)
def test_the_charset_of_the_web_is_followed(content_type: str, codec: str) -> None:
    """The content type's charset says the encoding, its label read as browsers read it."""
    assert _decode(TEXT.encode(codec), content_type) == TEXT


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="iso-8859-1">',
        "<META CHARSET=windows-1252 >",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
        "<?xml version='1.0' encoding='ISO-8859-1'?>",
        "<html>\n<!-- a comment --><meta name=\"x\"><meta charset='latin1'/>",
    ],
)
def test_the_page_own_charset_is_followed(head: str) -> None:
    """The page's own declaration says the encoding where the web said none."""
    assert _decode((head + TEXT).encode("cp1252")) == head + TEXT


def test_the_web_goes_before_the_page() -> None:
    """Where the web and the page name different encodings, the web's holds, as in browsers."""
    page = '<meta charset="shift_jis">' + TEXT
    assert _decode(page.encode(), "text/html; charset=utf-8") == page


@pytest.mark.parametrize("label", ["rot13", "hex", "idna", "unicode_escape", "zlib", "x" * 4000, "../etc", "utf-7"])
def test_an_unknown_charset_is_passed_over(label: str) -> None:
    """A label that is no encoding of the web is never looked up."""
    assert _decode(TEXT.encode(), f"text/html; charset={label}") == TEXT


def test_a_wrong_declaration_gives_way_to_utf8() -> None:
    """A page that says windows-1252 but is impossible in it is read as the UTF-8 that it is."""
    page = "“pur”"
    assert _decode(page.encode(), "text/html; charset=windows-1252") == page


def test_undeclared_bytes_are_windows_1252() -> None:
    """What is not UTF-8 and says nothing is windows-1252; only its five empty places are replaced."""
    assert _decode(b"Magn\xe9sium 6,9 \xb5g \x96 \x81") == "Magnésium 6,9 µg – \ufffd"


def test_one_bad_byte_does_not_spoil_a_utf8_page() -> None:
    """A UTF-8 page with a single stray byte stays UTF-8."""
    assert _decode(("é" * 20).encode() + b"\xff.") == "é" * 20 + "\ufffd."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\n%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\0", "a GIF image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
        (b"\0\0\0\x18ftypheic\0\0", "a HEIC or AVIF image or a film"),
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\0\0\0xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04\x14\0\0\0page.html", "a ZIP archive"),
        (b"\x1f\x8b\x08\0\0", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Word, Excel or Outlook file"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"bplist00\xd1", "a Safari web archive"),
        (b"From: <Saved by Blink>\r\n", "a web archive (MHTML)"),
        (bytes(range(256)) * 8, "binary data"),
        (b"\0\0\0\0", "binary data"),
        (b"Magnesium " * 2000 + b"\x01\x02\x03" * 5000, "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    """Files of other formats are refused by name, with the way on."""
    with pytest.raises(SourceError, match=r"page: this is .*, not a page; ") as caught:
        _decode(data)
    assert caught.value.problem == f"this is {kind}, not a page"


def test_stray_nuls_are_spaces_of_equal_length() -> None:
    """NULs in a text leave spaces, so that nothing moves and nothing joins."""
    assert _decode(b"Magnesium\0\0" + b"200 mg " * 10) == "Magnesium  " + "200 mg " * 10


def test_line_ends_are_newlines() -> None:
    """The three line ends of text files become one."""
    assert _decode(b"a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"


@given(st.binary(max_size=400), st.sampled_from([None, "text/html; charset=shift_jis", "text/html; charset=koi8-r"]))
def test_any_bytes_are_read_or_refused(data: bytes, content_type: str | None) -> None:
    """Whatever the bytes, there is text without NULs and carriage returns, or a source error."""
    try:
        text = _decode(data, content_type)
    except SourceError:
        return
    assert not {"\0", "\r"} & set(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_without_control_characters_comes_back(text: str) -> None:
    """A text in UTF-8 comes back as it was."""
    page = f"<p>{text}</p>"
    assert _decode(page.encode()) == page


@pytest.mark.parametrize("unit", [b"\r", b"\r\n", b"\xe9", b"a\0bcdefghijklm", b"<meta ", b"\xe2\x80"])
def test_megabytes_of_oddities_take_no_time(unit: bytes) -> None:
    """The largest source of any oddity is read in well under a second or two."""
    data = unit * (16 * 2**20 // len(unit))
    start = time.perf_counter()
    _decode(data)
    assert time.perf_counter() - start < 2
