# SPDX-License-Identifier: Apache-2.0
"""For how long a product may be taken at most."""

from __future__ import annotations

from officinal.label import RiskInformation
from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where
from officinal.reading.risk.phrases import SYMPTOMS
from officinal.reading.risk.statement import Statement
from officinal.reading.vocabulary import COUNT, count

_DURATION = lazy(
    rf"(?:for (?:use |periods? )?(?:beyond|longer than|more than|over|exceeding)|for prolonged use|prolonged (?:use|periods)|long-?term use|use (?:beyond|longer than)|more than|longer than|beyond|au-?dela de|(?:pendant|durant) plus de|plus de|utilisation prolongee|used? for (?:more than|longer than)|exceeding|persist (?:for )?(?:more|longer) than|no longer than)(?: (?:a period of )?(?P<number>{COUNT}) ?(?:\(\d+\) ?)?(?P<unit>weeks?|months?|days?|semaines?|mois|jours?|years?|hours?))?"
)


def read_duration(said: Statement, kind: RiskKind, action: tuple[str, Where] | None) -> bool:
    """For how long at most; says whether there is such a limit."""
    match = _DURATION.search(said.words) if "duration" in said.holds else None
    if match is None or (
        match["number"] is None
        and "prolonge" not in match[0]
        and "long" not in match[0][:5]
        and "prolonged" not in match[0]
    ):
        return False
    if SYMPTOMS.search(said.words) and compiled(r"persist|lasts?\b|worsen|dure").search(said.words):
        return False
    span = (said.start + match.start(), said.start + match.end())
    if match["number"]:
        what = f"{count(match['number'])} {said.text[said.start + match.start('unit') : said.start + match.end('unit')].lower()}"
    else:
        what = said.text[slice(*trim(said.text, *span))]
    spans: dict[str, Where] = {"": (said.start, said.end), "/what": span}
    if action:
        spans["/action"] = action[1]
    said.duration_span = span
    said.items.append(
        Item(RiskInformation(kind=kind, trigger="duration", what=what, action=action[0] if action else None), spans)
    )
    return True
