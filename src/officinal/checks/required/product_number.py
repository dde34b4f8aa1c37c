# SPDX-License-Identifier: Apache-2.0
"""The number of a Canadian product licence as a label or page gives it, well-formed or not."""

from __future__ import annotations

import re

from officinal.checks.case import Case
from officinal.patterns import lazy

_NUMBER = lazy(r"\b(?:NPN|DIN-?HM)\b[\s:#.)-]{0,4}(?P<number>\d[\d.-]{0,20}\d|\d)", re.IGNORECASE)
_DRUG = lazy(r"\bDIN\b(?!-?HM)[\s:#.-]{0,4}\d{8}(?!\d)")
_SAID_BEFORE = lazy(r"^\s*(?:NPN|DIN-?HM)\b[\s:#.-]*", re.IGNORECASE)


def stated_number(case: Case) -> str | None:
    """What stands in the number's place, without the letters before it; None where nothing does."""
    return case.once(_find)


def _find(case: Case) -> str | None:
    if case.label.licence_number is not None:
        return _SAID_BEFORE.sub("", case.label.licence_number).strip()
    if case.reading is None or not any(letters in case.page for letters in ("npn", "dinhm", "din-hm")):
        return None
    found = _NUMBER.search(case.reading.text)
    return found["number"] if found else None


def is_product_number(stated: str) -> bool:
    """Whether it is eight digits, however they are set."""
    return re.fullmatch(r"\d{8}", re.sub(r"[ .-]", "", stated)) is not None


def is_drug(case: Case) -> bool:
    """Whether the page gives a drug identification number instead: then other regulations apply."""
    return case.reading is not None and "DIN" in case.reading.text and _DRUG.search(case.reading.text) is not None
