# SPDX-License-Identifier: Apache-2.0
"""A label's words on a page of another language: in the page's where that is known, else marked as what they are.

An entry of a dossier has its words under a key; under `<key>_lang` the language of label's words that are shown, and
under `<key>_printed` what the label prints where the page shows a name that is wider or narrower than it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from officinal.checks.counted import WORDS
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import identify, words
from officinal.knowledge.schema import Text
from officinal.shop.dossier.phrases import translated
from officinal.shop.dossier.pieces import pieces

_COUNT = re.compile(r"([0-9]{1,4}) ([a-z]{1,10})")
_BRACKET = re.compile(r"([^(]{1,200}) \(([^()]{1,100})\)")
_SPELT = re.compile("ph|our|ae|oe")
_PLURALS = {form: unit for unit, forms in WORDS.items() for form in forms}


class Wording:
    """How one label's words are said on pages of one language."""

    def __init__(self, know: Knowledge, label: str, page: str) -> None:
        self._know, self.label, self.page = know, label, page

    def entry(self, key: str, text: str | None, id_: str | None = None) -> dict[str, Any]:
        """The label's words as keys of a dossier's entry; `id_` is what the record says that they mean.

        Without it, they mean what the whole of them is a name of: a condition, a medicine, a purpose, a substance.
        """
        if text is None or self.label == self.page:
            return {key: text}
        if said := translated(text, self.page) or self._count(text):
            return {key: _as_capital(text, said)}
        known = id_ or meaning(self._know, text)
        name = known and self._name(known, self.page)
        if not name:
            return {key: text, f"{key}_lang": self.label}
        shown = {key: _as_capital(text, name)}
        printed = _plain(self._without_synonym(text, known or ""))
        exact = printed in (_plain(name), _plain(self._name(known or "", self.label) or ""))
        return shown if exact else {**shown, f"{key}_printed": text}

    def _without_synonym(self, text: str, known: str) -> str:
        """Without a bracket that says the same once more: Thiamine (vitamin B1)."""
        found = _BRACKET.fullmatch(text)
        return found[1] if found and identify(found[2]) == known else text

    def entries(self, key: str, texts: tuple[str, ...]) -> list[dict[str, Any]]:
        """Several words of the label, each an entry."""
        return [self.entry(key, text) for text in texts]

    def own(self, key: str, text: str | None) -> dict[str, Any]:
        """Words that stay the label's own whatever the page's language: its name, its claims."""
        return {key: text} if text is None or self.label == self.page else {key: text, f"{key}_lang": self.label}

    def _name(self, id_: str, language: str) -> str | None:
        """What something known is called in a language, and never its name in another."""
        know = self._know
        for kind in (know.substances, know.conditions, know.drug_classes, know.diseases, know.purposes):
            if (known := kind.get(id_)) is not None:
                names = known.names.fr if language == "fr" else known.names.en
                return names[0] if names else None
        return None

    def _count(self, text: str) -> str | None:
        """A length of time: 6 months, 6 mois."""
        found = _COUNT.fullmatch(text)
        return pieces(Decimal(found[1]), _PLURALS[found[2]], self.page) if found and found[2] in _PLURALS else None


def in_language(key: str, text: Text | None, locale: str) -> dict[str, Any]:
    """A sentence of knowledge in the page's language; in English, and marked so, where there is no other."""
    if text is None:
        return {key: None}
    if locale == "fr" and text.fr is None:
        return {key: text.en, f"{key}_lang": "en"}
    return {key: text.fr if locale == "fr" else text.en}


def meaning(know: Knowledge, text: str) -> str | None:
    """What a text is the name of, as a whole; None where it is none that we know.

    A condition or medicine before a substance: what stands in risk information is seldom an ingredient.
    """
    return _meanings(know).get(_plain(text)) or identify(text)


@lru_cache(maxsize=2)
def _meanings(know: Knowledge) -> dict[tuple[str, ...], str]:
    return {
        _plain(name): each.id
        for kind in (know.purposes, know.diseases, know.drug_classes, know.conditions)
        for each in kind.values()
        for name in (*each.names.en, *each.names.fr)
    }


def _plain(text: str) -> tuple[str, ...]:
    """A text's words without accents, case and a plural's s; sulphites are sulfites, colours colors."""
    return tuple(
        [_SPELT.sub(_plain_spelling, word[:-1] if word[-1] == "s" and len(word) > 3 else word) for word in words(text)]
    )


def _plain_spelling(found: re.Match[str]) -> str:
    return {"ph": "f", "our": "or"}.get(found[0], "e")


def _as_capital(like: str, text: str) -> str:
    """A text with a capital where another has one."""
    return text[:1].upper() + text[1:] if like[:1].isupper() and not like[:2].isupper() else text
