# SPDX-License-Identifier: Apache-2.0
"""Marks that turn text around are shown as what they are: a label must not read otherwise than it is written."""

from __future__ import annotations

_TURNING = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), "\ufffd")


def upright(text: str) -> str:
    """The text with a replacement character for each such mark, so that places in it stay right."""
    return text.translate(_TURNING)
