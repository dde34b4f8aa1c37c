# SPDX-License-Identifier: Apache-2.0
"""Risk information: what to ask about, what not to do, what may happen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from officinal.label.as_text.words import as_sentence, capital, in_a_row
from officinal.label.record import Label
from officinal.label.use import RiskInformation

_CASES = {
    "pregnancy": "are pregnant",
    "breastfeeding": "are breastfeeding",
    "condition": "have {}",
    "medication": "are taking {}",
    "supplement": "are taking {}",
    "allergy": "are allergic to {}",
    "symptom": "have {}",
    "surgery": "are having {}",
    "alcohol": "drink {}",
    "exposure": "are exposed to {}",
}
_ANY = {
    "condition": "a medical condition",
    "medication": "medications",
    "supplement": "supplements",
    "allergy": "any ingredient",
    "symptom": "symptoms",
    "exposure": "sunlight",
}


def risk_of(label: Label) -> Iterator[str]:
    """One sentence for the entries that say the same of several things."""
    if label.risk_information:
        yield "Risk information:"
    for (kind, action), group in groupby(label.risk_information, key=lambda each: (each.kind, each.action)):
        entries = [*group]
        if kind == "caution" or (kind == "contraindication" and action is None):
            verb = capital(action or "consult a health care practitioner") if kind == "caution" else "Do not use"
            when = " prior to use" if kind == "caution" else ""
            cases = [entry for entry in entries if entry.trigger in _CASES]
            if cases:
                yield f"{verb}{when} if you {in_a_row(map(_case, cases), 'or')}."
            yield from (f"{verb} {_other_case(entry)}." for entry in entries if entry.trigger not in _CASES)
        else:
            yield from map(_statement, entries)


def _case(entry: RiskInformation) -> str:
    """What a reader may be or do: are pregnant, have kidney disease."""
    return _CASES[entry.trigger].format(entry.what or _ANY.get(entry.trigger, entry.trigger))


def _other_case(entry: RiskInformation) -> str:
    """What is no state of the reader: for use beyond 6 months, in children, if the seal is broken."""
    if entry.trigger == "seal":
        return "if the seal is broken"
    if entry.trigger == "duration":
        return f"for use beyond {entry.what}" if entry.what else "for prolonged use"
    return f"in {entry.what or 'children'}" if entry.trigger == "age" else f"in case of {entry.what or entry.trigger}"


def _statement(entry: RiskInformation) -> str:
    """A warning, or what may happen: the action in the label's words, with what it is about."""
    what = entry.what or ""
    if entry.kind == "adverse-reaction":
        return as_sentence(
            f"{entry.action} if you experience {what or 'symptoms'}" if entry.action else f"May cause {what}"
        )
    if entry.action is None:
        return as_sentence(f"Warning: {what or entry.trigger.replace('-', ' ')}")
    return as_sentence(entry.action if what in entry.action else f"{entry.action}: {what}")
