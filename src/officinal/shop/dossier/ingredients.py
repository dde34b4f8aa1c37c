# SPDX-License-Identifier: Apache-2.0
"""What else is in the jar and what each is for, and what it is said to be free from, held against what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from officinal.checks import Finding
from officinal.checks.case import Case
from officinal.shop.dossier.wording import Wording


def others(case: Case, wording: Wording) -> list[dict[str, Any]]:
    """Each non-medicinal ingredient with its purposes, usual origins and additive number."""
    return [
        {
            **wording.entry("name", each.item.name, each.substance),
            "substance": each.substance if each.substance in case.know.substances else None,
            **wording.entry("stated", each.item.purpose),
            "purposes": _purposes(case, each.substance, wording.page),
            "origins": [
                {"name": case.know.name(origin.of, wording.page), "how": origin.how}
                for origin in case.origins(each.substance)
            ],
            "additive": _additive(case, each.substance),
            "known": each.substance is not None,
        }
        for each in case.excipients
    ]


def _purposes(case: Case, substance: str | None, locale: str) -> list[str]:
    known = case.know.substances.get(substance or "")
    return [case.know.name(each, locale) for each in known.use.purposes] if known and known.use else []


def _additive(case: Case, substance: str | None) -> str | None:
    known = case.know.substances.get(substance or "")
    return known.additive.number if known and known.additive else None


def free_from(case: Case, findings: Iterable[Finding], wording: Wording) -> list[dict[str, Any]]:
    """Each free-from statement, with the findings that speak against it."""
    found = tuple(findings)
    return [
        {**wording.entry("words", words, meant), "against": [{"code": each.code, "severity": each.severity, "message": each.message} for each in found if each.pointer == pointer]}
        for pointer, words, meant in case.free_from
    ]  # fmt: skip
