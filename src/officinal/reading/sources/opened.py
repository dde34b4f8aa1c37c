# SPDX-License-Identifier: Apache-2.0
"""Opening a source: its bytes, and what is known of them before they are read."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from officinal.errors import AddressRefused, SourceError

MOST_BYTES = 16 * 2**20
_MOST_SHOWN = 200
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30})://")
_SMALLER = "save the product's own page alone and name that"
_OTHER_WAY = 'check the path, or give the text on standard input with "-"'


@dataclass(frozen=True, slots=True)
class Opened:
    """The bytes of one source, its name for people, and what the web said of it."""

    name: str
    data: bytes
    content_type: str | None
    address: str | None


def open_source(source: str, *, allow_private_addresses: bool = False, stdin: BinaryIO | None = None) -> Opened:
    """Open standard input (`-`), a web address or a file; raises `SourceError` where that cannot be done."""
    if source == "-":
        return _open_stdin(stdin)
    scheme = _SCHEME.match(source)
    if scheme is None:
        return _open_file(source)
    if scheme[1].lower() not in {"http", "https"}:
        raise AddressRefused(
            shown(source), f"{scheme[1]} addresses are not opened", "give an http or https address", kind="scheme"
        )
    from officinal.reading.sources.web import fetch

    return fetch(source, allow_private_addresses=allow_private_addresses)


def shown(source: str) -> str:
    """A source's name as one short line that is safe to print."""
    line = "".join(each if each.isprintable() else "?" for each in source[:_MOST_SHOWN])
    return line if len(source) <= _MOST_SHOWN else f"{line}…"


def too_big(name: str, size: int | None, most: int) -> SourceError:
    """The error for a source beyond the bound; `size` is None where it was never counted."""
    stated = "more" if size is None else f"{in_mebibytes(size)} MiB, more"
    problem = f"holds {stated} than the {in_mebibytes(most)} MiB that are read"
    return SourceError(name, problem, _SMALLER, kind="too-big", most=most)


def in_mebibytes(size: int) -> str:
    """A number of bytes in MiB, with at most one decimal."""
    return f"{size / 2**20:.1f}".removesuffix(".0")


def _open_stdin(stdin: BinaryIO | None) -> Opened:
    name = "standard input"
    stream = stdin or (sys.stdin.buffer if sys.stdin else None)
    if stream is None:
        raise SourceError(name, "is closed", "name a file or a web address")
    try:
        data = _read(stream, name)
    except (OSError, ValueError) as error:
        raise SourceError(name, f"cannot be read ({_reason(error)})", "name a file or a web address") from None
    return _not_empty(Opened(name, data, None, None))


def _open_file(source: str) -> Opened:
    name = shown(source)
    if not source:
        raise SourceError('""', "no source is named", 'name a file or a web address, or "-" for standard input')
    try:
        with os.fdopen(_open_without_waiting(source), "rb") as file:
            _check_regular(os.fstat(file.fileno()), name)
            return _not_empty(Opened(name, _read(file, name), None, None))
    except FileNotFoundError:
        raise SourceError(name, "there is no such file", _OTHER_WAY) from None
    except PermissionError:
        raise SourceError(name, "may not be read", "ask its owner for leave to read it") from None
    except (OSError, ValueError) as error:
        raise SourceError(name, f"cannot be opened ({_reason(error)})", _OTHER_WAY) from None


def _open_without_waiting(source: str) -> int:
    """A descriptor of the file; directories and special files are refused before opening can wait or act."""
    _check_regular(Path(source).stat(), shown(source))
    return os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def _check_regular(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(name, "is a directory", "name one file in it")
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(name, "is a device, pipe or socket", 'name a file, or pipe it to standard input with "-"')
    if status.st_size > MOST_BYTES:
        raise too_big(name, status.st_size, MOST_BYTES)


def _read(stream: BinaryIO, name: str) -> bytes:
    data = bytearray()
    while chunk := stream.read(min(2**20, MOST_BYTES + 1 - len(data))):
        data += chunk
        if len(data) > MOST_BYTES:
            raise too_big(name, None, MOST_BYTES)
    return bytes(data)


def _not_empty(opened: Opened) -> Opened:
    if not opened.data.strip():
        raise SourceError(opened.name, "is empty", "name a page with text on it", kind="empty")
    return opened


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
