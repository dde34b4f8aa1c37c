# SPDX-License-Identifier: Apache-2.0
"""An allergy, and to what."""

from __future__ import annotations

from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.item import Where
from officinal.reading.risk.phrases import (
    ALLERGY,
    STOP_AT,
)
from officinal.reading.risk.statement import Statement
from officinal.reading.risk.things import split

_ALLERGY_TO = lazy(
    r"\b(?:allerg(?:y|ies|ic|ie|ies|ique|iques)|hypersensitiv(?:ity|e)|sensitiv(?:ity|e)|hypersensibilite|sensibilite|sensible|intoleran(?:ce|t)) ?(?:reactions? )?(?:to|aux?|a la|a l'|a|against) ?(?P<what>[^.;]{2,120})"
)


def read_allergy(said: Statement, kind: RiskKind, action: tuple[str, Where] | None) -> None:
    """An allergy names what to; where the sentence says only "an allergy", it is to what the product contains."""
    match = ALLERGY.search(said.words) if "allergy" in said.holds else None
    if match is None or (
        compiled(r"allergic reactions?\b").search(said.words) and "to " not in said.words[match.start() :]
    ):
        return
    to = _ALLERGY_TO.search(said.words)
    kinds: RiskKind = "contraindication" if kind in ("contraindication",) else kind
    if to:
        place = (said.start + to.start("what"), said.start + to.end("what"))
        cut = STOP_AT.search(said.folded[slice(*place)])
        if cut:
            place = (place[0], place[0] + cut.start())
        said.allergy_span = (said.start + match.start(), place[1])
        one_of = compiled(
            r"(?:l'un(?:e)? des [^,;.]+|(?:any|one|either) of (?:the|its|these) [^,;.]+|any ingredients?[^,;.]*)"
        ).match(
            said.folded[slice(*place)],
        )
        for begin, end in [(place[0], place[0] + one_of.end())] if one_of else split(said, *place):
            if compiled(
                r"(?:if|are|have|you|pregnan|breast|nursing|taking|enceinte|allait|in case|en cas|with|suffering|autoimmune|people|persons)\b"
            ).match(
                said.folded[begin:end],
            ):
                said.allergy_span = (said.start + match.start(), begin)
                break
            said.add(kinds, "allergy", (begin, end), action)
        return
    said.allergy_span = (said.start + match.start(), said.start + match.end())
    contains = compiled(
        r"(?:contains?|contient) ([a-z][a-z \-]{1,40}?)(?:[- ]derived| derive| ingredients?|,|;|\.| and do| which|$)"
    ).search(
        said.words[: match.start()],
    )
    if contains:
        said.add(kinds, "allergy", (said.start + contains.start(1), said.start + contains.end(1)), action)
    elif compiled(r"(?:this product|any (?:of the |of its )?ingredients?|un (?:des )?ingredient|l'un des)").search(
        said.words
    ):
        what = compiled(
            r"(?:this product|any (?:of the |of its |of these )?(?:other )?ingredients?|(?:l')?une? (?:ou plusieurs )?(?:des |de ses )?ingredients?)"
        ).search(
            said.words,
        )
        if what:
            said.add(kinds, "allergy", (said.start + what.start(), said.start + what.end()), action)
    else:
        said.add(
            kinds,
            "allergy",
            (said.start + match.start(), said.start + match.end()) if kind == "adverse-reaction" else None,
            action,
        )
