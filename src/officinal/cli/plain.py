# SPDX-License-Identifier: Apache-2.0
"""Words from a page that are safe to put on a terminal: no control codes, nothing that turns text around."""

from __future__ import annotations

import re

# control codes (a terminal obeys some), marks that reverse the order of text, private use, lone surrogates
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ue001-\uf8ff\ud800-\udfff]")
SHOWN = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """The text with each unsafe character replaced by a visible one; its length stays.

    >>> clean("Zinc\\x1b[31m")
    'Zinc�[31m'
    """
    return _UNSAFE.sub(SHOWN, text)


def one_line(text: str) -> str:
    """The text on one line.

    >>> one_line("Zinc\\n  drops")
    'Zinc drops'
    """
    return clean(" ".join(text.split()))


def shorten(text: str, most: int) -> str:
    """The text on one line of at most so many characters, cut between words where it can be.

    >>> shorten("Keep out of the reach of children", 20)
    'Keep out of the…'
    """
    line = one_line(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words = cut.rpartition(" ")[0] if line[most - 1] != " " else cut
    return f"{(words if len(words) > most // 2 else cut).rstrip(' ,;:.–—-')}…"
