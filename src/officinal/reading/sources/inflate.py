# SPDX-License-Identifier: Apache-2.0
"""Unpacking what the web sends packed, never beyond a bound."""

from __future__ import annotations

import zlib

_GZIP, _ZLIB, _RAW = 31, 15, -15


def inflate(body: bytes, encoding: str, most_bytes: int) -> bytes:
    """A body unpacked, cut one byte past the bound so that the caller sees it is too big.

    Raises `ValueError` for an encoding that we do not know, and for a body that is damaged or ends early.
    """
    if encoding in {"", "identity"}:
        return body
    if encoding in {"gzip", "x-gzip"}:
        return _unpack(body, _GZIP, most_bytes)
    if encoding == "deflate":
        return _unpack(body, _ZLIB if _has_zlib_header(body) else _RAW, most_bytes)
    raise ValueError("is packed in a way that was not asked for")


def _has_zlib_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _unpack(body: bytes, form: int, most_bytes: int) -> bytes:
    unpacker = zlib.decompressobj(form)
    try:
        unpacked = unpacker.decompress(body, most_bytes + 1)
    except zlib.error:
        raise ValueError("was damaged on its way") from None
    if not unpacker.eof and len(unpacked) <= most_bytes:
        raise ValueError("ended before it was complete")
    return unpacked
