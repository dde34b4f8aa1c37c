# SPDX-License-Identifier: Apache-2.0
"""From a source's bytes to its text."""

from __future__ import annotations

from officinal.reading.sources.binary import refuse_control_characters, refuse_known_formats
from officinal.reading.sources.charset import declared, marked, unmarked_utf16
from officinal.reading.sources.opened import Opened


def decode(opened: Opened) -> str:
    """The text of a source, its lines ended by `\\n` alone; raises `SourceError` for what is no text."""
    refuse_known_formats(opened)
    text = _decode_wide(opened.data)
    if text is None:
        refuse_control_characters(opened)
        text = _decode_narrow(opened.data, declared(opened))
    return text.replace("\0", " ").replace("\r\n", "\n").replace("\r", "\n")


def _decode_wide(data: bytes) -> str | None:
    """The text of a source with a byte order mark, or in UTF-16 without one."""
    if mark := marked(data):
        codec, length = mark
        return data[length:].decode(codec, "replace")
    utf16 = unmarked_utf16(data)
    return data.decode(utf16, "replace") if utf16 else None


def _decode_narrow(data: bytes, codec: str | None) -> str:
    """The text by the first codec that fits without fault, else by the likeliest, faults replaced."""
    for each in (codec, "utf-8"):
        if each:
            try:
                return data.decode(each)
            except UnicodeDecodeError:
                continue
    if codec is None or codec == "utf-8":
        codec = _likeliest(data)
    return data.decode(codec, "replace")


def _likeliest(data: bytes) -> str:
    """UTF-8 where at least ten times as many bytes fit it as do not (a cut or patched page), else windows-1252."""
    text = data.decode("utf-8", "replace")
    return "utf-8" if (len(data) - len(text)) >= 10 * text.count("\N{REPLACEMENT CHARACTER}") else "cp1252"
