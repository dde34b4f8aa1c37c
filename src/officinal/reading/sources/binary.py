# SPDX-License-Identifier: Apache-2.0
"""Telling what is no text: by the mark that a format starts with, or by control characters."""

from __future__ import annotations

from officinal.errors import SourceError
from officinal.reading.sources.opened import Opened

_AS_TEXT = "save the page as HTML or copy its text"
_UNPACK = "unpack it and name the page inside"
_MARKS = (
    (b"%PDF-", "a PDF", _AS_TEXT),
    (b"%!PS", "a PostScript file", _AS_TEXT),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _AS_TEXT),
    (b"GIF87a", "a GIF image", _AS_TEXT),
    (b"GIF89a", "a GIF image", _AS_TEXT),
    (b"II*\x00", "a TIFF image", _AS_TEXT),
    (b"MM\x00*", "a TIFF image", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file", _AS_TEXT),
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"bplist00", "a Safari web archive", _AS_TEXT),
    (b"From: <Saved by", "a web archive (MHTML)", _AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", _AS_TEXT),
    (b"\x7fELF", "a program", _AS_TEXT),
    (b"wOFF", "a font", _AS_TEXT),
    (b"wOF2", "a font", _AS_TEXT),
)
_ZIP = b"PK\x03\x04"
_OFFICE = ((b"word/", "a Word document"), (b"xl/", "an Excel workbook"), (b"ppt/", "a PowerPoint file"))
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\v\f\r\x1b") + b"\x7f"
_SAMPLE = 4096


def refuse_known_formats(opened: Opened) -> None:
    """Raise a `SourceError` that names the format, where the source starts with a format's mark."""
    start = opened.data[:64].lstrip()
    for mark, what, way_on in _MARKS:
        if start.startswith(mark):
            raise _not_a_page(opened, what, way_on)
    if start.startswith(_ZIP):
        raise _zip(opened)
    if start[:4] == b"RIFF" and start[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise _not_a_page(opened, "a WebP image" if start[8:12] == b"WEBP" else "a recording", _AS_TEXT)
    if start[4:8] == b"ftyp":
        raise _not_a_page(opened, "a HEIC or AVIF image or a film", _AS_TEXT)


def refuse_control_characters(opened: Opened) -> None:
    """Raise a `SourceError` where more than a tenth of the source's start, middle or end is control characters."""
    data = opened.data
    for start in (0, len(data) // 2, max(0, len(data) - _SAMPLE)):
        sample = data[start : start + _SAMPLE]
        if len(sample.translate(None, _CONTROLS)) < len(sample) * 0.9:
            raise _not_a_page(opened, "binary data", _AS_TEXT)


def _zip(opened: Opened) -> SourceError:
    names = opened.data[: 16 * _SAMPLE]
    for folder, what in _OFFICE:
        if folder in names:
            return _not_a_page(opened, what, _AS_TEXT)
    return _not_a_page(opened, "a ZIP archive", _UNPACK)


def _not_a_page(opened: Opened, what: str, way_on: str) -> SourceError:
    return SourceError(opened.name, f"this is {what}, not a page", way_on, kind="no-text", what=what)
