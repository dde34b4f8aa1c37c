# SPDX-License-Identifier: Apache-2.0
"""What it is said to do: each claim with one mark, and what stands behind it when it is opened.

● carried: every target authorised in the market, by a named ingredient at a sufficient dose · ◐ open: authorised,
but the carrier has no name here or its dose is not shown to suffice · ○ no basis found by us · ✕ contradicted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from officinal.checks import Finding
from officinal.checks.case import Case, SaidClaim
from officinal.checks.claims.authorised import Judged, carriers, judged
from officinal.knowledge.names import of, spoken
from officinal.shop.dossier.studies import about
from officinal.shop.dossier.study_words import sureness
from officinal.shop.dossier.wording import in_language

_CONTRADICTED = frozenset(("C001", "C003", "C101", "C006"))
_OPEN = frozenset(("C103", "C104", "C302", "C007"))
_MOST_CARRIERS = 8
MARKS = ("carried", "open", "none", "contradicted")


def claims(case: Case, findings: Iterable[Finding], locale: str) -> list[dict[str, Any]]:
    """Each claim of the label, in its order, none twice."""
    by_pointer = {each.said.pointer: each for each in judged(case)}
    found = tuple(findings)
    listed, seen = [], set()
    for said in case.claims:
        key = said.claim.text.casefold()
        if key not in seen:
            seen.add(key)
            own = [each for each in found if f"{each.pointer}/".startswith(f"{said.pointer}/")]
            listed.append(_claim(case, said, by_pointer.get(said.pointer), own, locale))
    return listed


def _claim(case: Case, said: SaidClaim, held: Judged | None, findings: list[Finding], locale: str) -> dict[str, Any]:
    return {
        "text": said.claim.text,
        "mark": _mark(case, held, findings),
        "targets": [case.know.name(target, locale) for target in said.targets],
        "because": [
            {"code": each.code, "message": each.message, "source": each.provision.document, "section": each.provision.section, "url": each.provision.url}
            for each in findings
        ],
        "carriers": (carried := _carriers(case, held, locale)),
        "authorised_for": [] if carried else _authorised_for(case, held, locale),
        "studies": _studies(case, said, held),
        "of_what_is_named": bool(case.nameless),
    }  # fmt: skip


def _mark(case: Case, held: Judged | None, findings: list[Finding]) -> str:
    codes = {each.code for each in findings}
    if codes & _CONTRADICTED:
        return "contradicted"
    if held is None:
        return "none"
    if not held.unsupported and not held.too_strong and not codes:
        return "carried"
    authorised = all(carriers(case, target) for target, _ in held.carried)
    if (authorised and (codes & _OPEN or case.nameless)) or (not held.unsupported and not held.too_strong):
        return "open"
    return "none"


def _carriers(case: Case, held: Judged | None, locale: str) -> list[dict[str, Any]]:
    """Who authorises it, for which ingredient, from which dose: for every target that something in the jar carries."""
    listed = []
    for target, carried in held.carried if held else ():
        for substance, claim in carried:
            source = case.know.sources[claim.source]
            entry = {
                "target": case.know.name(target, locale),
                "substance": substance,
                "name": case.know.name(substance, locale),
                "source": source.title,
                "section": claim.section,
                "url": source.url,
                "sure": sureness(claim.verified, locale),
                **in_language("condition", claim.condition, locale),
            }
            if entry not in listed:
                listed.append(entry)
    return listed


def _authorised_for(case: Case, held: Judged | None, locale: str) -> list[str]:
    """What could carry the claim in this market, where nothing that the label names does."""
    targets = [target for target, _ in held.carried] if held else []
    known = dict.fromkeys(substance for target in targets for substance, _ in carriers(case, target))
    return [case.know.name(each, locale) for each in known][:_MOST_CARRIERS]


def _studies(case: Case, said: SaidClaim, held: Judged | None) -> list[str]:
    """The studies known to us that looked at the claim's targets, or at what is near to them, with what is in the jar."""
    carried = {substance for _, pairs in (held.carried if held else ()) for substance, _ in pairs}
    given = carried | case.medicinal | _spoken_of(case, said)
    return [each.id for each in about(case, said.targets) if given & {*each.tested, *each.subjects}]


def _spoken_of(case: Case, said: SaidClaim) -> set[str]:
    """Where the table has lost its names: what the claim or the product's name speaks of."""
    if not case.nameless:
        return set()
    named = {*spoken(case.label.name or ""), *spoken(said.claim.text)}
    return named | {nutrient for each in named for nutrient in of(each)}
