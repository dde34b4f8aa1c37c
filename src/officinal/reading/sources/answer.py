# SPDX-License-Identifier: Apache-2.0
"""Taking a page out of a site's answer: its status, its type, and its body within bounds."""

from __future__ import annotations

import http
from http.client import HTTPResponse, IncompleteRead

from officinal.errors import SourceError
from officinal.reading.sources.inflate import inflate
from officinal.reading.sources.opened import Opened, shown, too_big

SAVE = "save the page in a browser and name the file"
LATER = f"try again later, or {SAVE}"
_CHUNK = 2**16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/json",
        "application/ld+json",
        "text/json",
        # what Shopify calls the JSON of its product addresses ending in .js
        "text/javascript",
        "application/javascript",
    }
)


def redirection(response: HTTPResponse) -> str | None:
    """Where an answer sends us on to; None where it does not."""
    location = response.getheader("Location") if response.status in _REDIRECTS else None
    return location and location.encode("latin-1", "replace").decode("utf-8", "replace")


def take_page(response: HTTPResponse, name: str, address: str, most_bytes: int) -> Opened:
    """The page in an answer; raises `SourceError` for a refusal, another type, too large a body or an empty one."""
    _check_status(name, response.status)
    content_type = response.getheader("Content-Type")
    _check_type(name, content_type)
    packed = _read(response, name, most_bytes)
    body = inflate(packed, response.getheader("Content-Encoding", "").strip().lower(), most_bytes)
    if len(body) > most_bytes:
        raise too_big(name, None, most_bytes)
    if not body.strip():
        raise SourceError(name, "is an empty page", "check the address", kind="empty")
    return Opened(name, body, content_type, address)


def _check_status(name: str, status: int) -> None:
    if 200 <= status < 300:
        return
    try:
        stated = f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        stated = str(status)
    way_on = "check the address" if status in {404, 410} else LATER
    kind = "not-found" if status in {404, 410} else "status"
    raise SourceError(name, f"the site answered {stated}", way_on, kind=kind, status=status)


def _check_type(name: str, content_type: str | None) -> None:
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type and media_type not in _READABLE:
        raise SourceError(
            name,
            f"is {shown(media_type)}, not a page",
            "give the address of the product's page",
            kind="no-page",
            type=shown(media_type),
        )


def _read(response: HTTPResponse, name: str, most_bytes: int) -> bytes:
    """The body as it was sent, whole."""
    if response.length and response.length > most_bytes:
        raise too_big(name, response.length, most_bytes)
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += chunk
        if len(body) > most_bytes:
            raise too_big(name, None, most_bytes)
    if response.length:
        raise IncompleteRead(bytes(body), response.length)
    return bytes(body)
