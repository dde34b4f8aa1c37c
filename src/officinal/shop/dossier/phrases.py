# SPDX-License-Identifier: Apache-2.0
"""Standard phrases of labels from one language into the other, from `phrases.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from officinal.knowledge.names import words

FILE = Path(__file__).with_name("phrases.toml")
LANGUAGES = ("en", "fr")


def translated(text: str, language: str) -> str | None:
    """A label's phrase in a language, where the whole of it is a standard one; None where it is not.

    >>> translated("Keep out of reach of children.", "fr")
    'garder hors de la portée des enfants'
    """
    return _meanings(language).get(tuple(words(text)))


@cache
def _meanings(language: str) -> dict[tuple[str, ...], str]:
    """What each phrase of either language is in one language."""
    return {
        tuple(words(said)): each[language][0] for each in phrases() for tongue in LANGUAGES for said in each[tongue]
    }


def phrases() -> Iterator[dict[str, list[str]]]:
    """Each phrase with its words in both languages, the ones that are shown first."""
    yield from tomllib.loads(FILE.read_text(encoding="utf-8"))["phrase"]
