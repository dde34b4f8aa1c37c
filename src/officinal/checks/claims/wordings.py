# SPDX-License-Identifier: Apache-2.0
"""Every line that speaks for the product: its claims, and the head lines and badges that no claim was read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from officinal.checks.case import Case, SaidClaim
from officinal.knowledge.names import fold


class Wording(NamedTuple):
    """One line, as printed and folded (lower case, no accents)."""

    pointer: str
    text: str
    folded: str
    claim: SaidClaim | None = None


def wordings(case: Case) -> tuple[Wording, ...]:
    """The claims, then the tagline, highlights and badges that say something besides them."""
    return case.once(_wordings)


def mentioning(case: Case, stems: tuple[str, ...]) -> list[Wording]:
    """The lines that hold any of these letters: what a pattern is then searched in."""
    said = case.once(_together)
    held = [stem for stem in stems if stem in said]
    return [line for line in wordings(case) if any(stem in line.folded for stem in held)] if held else []


def _together(case: Case) -> str:
    return "\n".join([line.folded for line in wordings(case)])


def _wordings(case: Case) -> tuple[Wording, ...]:
    claims = tuple(
        Wording(f"{said.pointer}/text", said.claim.text, fold(said.claim.text), said) for said in case.claims
    )
    lines = tuple(
        line
        for line in _lines(case)
        if not any(line.folded in claim.folded or claim.folded in line.folded for claim in claims)
    )
    return claims + lines


def _lines(case: Case) -> Iterator[Wording]:
    label = case.label
    if label.tagline:
        yield Wording("/tagline", label.tagline, fold(label.tagline))
    for name, held in (("highlights", label.highlights), ("badges", label.badges)):
        for at, text in enumerate(held):
            yield Wording(f"/{name}/{at}", text, fold(text))
