# SPDX-License-Identifier: Apache-2.0
"""Where the text comes from: pasted, a chosen file, or a web address that is read within bounds."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.errors import SourceError
from officinal.reading.sources import Opened
from officinal.reading.sources.connect import Resolve
from officinal.reading.sources.decode import decode
from officinal.reading.sources.opened import shown
from officinal.reading.sources.web import fetch

MOST_BYTES = 5_000_000
MOST_SECONDS = 10
_TYPES = frozenset(("text/html", "application/xhtml+xml", "text/plain", "application/json", "application/ld+json"))
_AT_ONCE = BoundedSemaphore(8)
"""fetches that a process makes at the same time: a slow site must not take every thread"""


class Busy(Exception):
    """Too many pages are being fetched just now."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, what it is called, and what the web or the file's name said that it is."""

    text: str
    name: str
    type: str = ""

    @property
    def seen(self) -> str:
        """A mark of the text, by which its name and type are known to be its own when the form comes back."""
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()[:24]

    def opened(self) -> Opened:
        """The text as a source that reading takes."""
        stated = f"{self.type or 'application/octet-stream'}; charset=utf-8"
        return Opened(self.name, self.text.encode("utf-8", "replace"), stated, None)


def pasted(text: str, *, seen: str = "", name: str = "", type: str = "") -> Source:
    """What was pasted; under the name and type it had before, where it is unchanged. Raises `SourceError`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    before = Source(text, shown(name).strip(), type if type in _TYPES else "")
    source = before if before.name and before.seen == seen else Source(text, _("what you pasted"))
    return _bounded(source)


def chosen(file: UploadedFile[bytes]) -> Source:
    """A file that was chosen; raises `SourceError` for one that is too large, empty or no text."""
    name = shown(file.name or "").strip() or _("the file")
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_big(name)
    return _bounded(Source(decode(Opened(name, data, None, None)), name))


def from_web(address: str, *, resolve: Resolve = socket.getaddrinfo) -> Source:
    """The page at an address of the public web; raises `SourceError`, and `Busy` where too many are fetched at once."""
    address = address.strip()
    if "://" not in address[:12]:
        address = f"https://{address}"
    with _one_of_a_few():
        opened = fetch(
            address,
            resolve=resolve,
            most_bytes=MOST_BYTES,
            most_seconds=MOST_SECONDS,
            accept_language="fr, en;q=0.7" if get_language() == "fr" else "en, fr;q=0.7",
        )
    type = (opened.content_type or "").partition(";")[0].strip().lower()
    return _bounded(Source(decode(opened), shown(opened.address or address), type if type in _TYPES else ""))


@contextmanager
def _one_of_a_few() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _AT_ONCE.release()


def _bounded(source: Source) -> Source:
    if not source.text.strip():
        raise SourceError(source.name, "is empty", "give a page with text on it", kind="empty")
    if len(source.text) > MOST_BYTES or len(source.text.encode("utf-8", "replace")) > MOST_BYTES:
        raise _too_big(source.name)
    return source


def _too_big(name: str) -> SourceError:
    return SourceError(name, "is larger than 5 MB", "give the product's own page alone", kind="too-big")
