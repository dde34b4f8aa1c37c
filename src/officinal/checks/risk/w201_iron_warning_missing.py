# SPDX-License-Identifier: Apache-2.0
"""W201: iron in solid form without the prescribed warning on accidental overdose."""

from collections.abc import Iterator

from officinal.checks.case import Case, Row
from officinal.checks.risk.stated import owed
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import fold, of
from officinal.knowledge.schema import Risk

RULE = Rule(
    severity="error",
    message={
        "en": "The product holds iron in solid form, and the prescribed warning on accidental overdose is not there",
        "fr": "Le produit contient du fer sous forme solide, et la mise en garde prescrite sur le surdosage accidentel n’y est pas",
        "en-changed": "The warning on accidental overdose of iron is there, but not in the prescribed words",
        "fr-changed": "La mise en garde sur le surdosage accidentel de fer y est, mais pas dans les mots prescrits",
    },
    advice={
        "en": "Print, in a box on the information panel: “{words}”",
        "fr": "Imprimer, dans un encadré du panneau d’information : « {words} »",
    },
    cite=Cite("21-cfr-101-17", "(e)(1)", verified="official"),
)
_SOLID = frozenset(("capsule", "tablet", "caplet", "softgel", "gummy", "lozenge"))
_HINTS = ("accidental overdose", "fatal poisoning", "iron-containing products")


def check(case: Case) -> Iterator[Found]:
    """Once for the label, at the first row that is a source of iron."""
    row = next((row for row in case.rows if _iron(row)), None)
    fact = _fact(case)
    if row is None or fact is None or case.label.dosage_form in fact.except_dosage_forms:
        return
    words = case.know.statements["us-iron-warning"].text.en
    if case.says(words):
        return
    if owed(case, "iron-warning") is None or case.says(*_HINTS) or _told(case):
        if case.reading is not None:  # a record alone does not keep the sentence
            yield Found(row.pointer, {"words": words}, fact=fact, severity="warning", variant="changed")
        return
    certain = any(_supplies_iron(source) for source in (*row.sources, row.substance))
    yield Found(row.pointer, {"words": words}, fact=fact, severity=None if certain and _solid(case, row) else "warning")


def _iron(row: Row) -> bool:
    """Whether a row is iron or an iron compound, listed as a dietary ingredient."""
    return row.item.kind is None and (row.substance == "iron" or _supplies_iron(row.substance))


def _supplies_iron(substance: str | None) -> bool:
    """Whether a substance is a compound that supplies iron."""
    return substance is not None and "iron" in of(substance)


def _fact(case: Case) -> Risk | None:
    risks = case.know.substances["iron"].risks
    return next((each for each in risks if each.statutory and each.in_force(case.market.id, case.as_of)), None)


def _told(case: Case) -> bool:
    """Whether the risk information speaks of an overdose, in whatever words."""
    told = (text for each in case.label.risk_information for text in (each.what, each.action) if text)
    return any("overdose" in fold(text) for text in told)


def _solid(case: Case, row: Row) -> bool:
    serving = row.table.serving
    return case.label.dosage_form in _SOLID or (serving is not None and serving.unit in _SOLID)
