# SPDX-License-Identifier: Apache-2.0
"""What may happen, after which signs to stop, and what not to do then."""

from __future__ import annotations

from officinal.label import RiskInformation
from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where
from officinal.reading.risk.phrases import (
    NOT_ACTIVE,
    STOPS,
)
from officinal.reading.risk.statement import Statement
from officinal.reading.risk.things import split

_ACTIVITY = lazy(
    r"\b(?:driv(?:e|ing)(?: a (?:car|vehicle))?|conduire(?: un vehicule)?|(?:operat(?:e|ing)|us(?:e|ing)|utiliser|operer)(?: (?:de|des|la|de la|any|heavy|dangerous|or use))* (?:machin\w+|equipment)|engag\w+ in [a-z ]{4,60})"
)
_STOP_IF = lazy(
    r"\b(?:if|si|should|when|en cas (?:de|d')|in case of) ?(?:you |vous |your |any |there is |la |le |les |des |l'|signs of )*(?:experience|develop|notice|feel|ressentez|eprouvez|constatez|suffer|get|presentez|remarquez|avez|have)? ?(?:any |signs? (?:of|like) |symptoms? (?:of|such as|like) |des |de l'|de la |une? )*(?P<what>[^.;:]{3,200}?)(?: (?:occurs?|develops?|appears?|survien\w*|apparaiss\w*|should occur|happens?|arises?))?[\s.!]*$|\b(?:if|si|should|when|en cas (?:de|d')|in case of) ?(?:you |vous |any |la |le |les |des |l'|signs of )*(?P<before>[^.;:]{3,200}?) (?:occurs?|develops?|appears?|survien\w*|apparaiss\w*|happens?)\b"
)


def read_reactions(said: Statement, action: tuple[str, Where] | None, kind: RiskKind) -> list[Item[RiskInformation]]:
    """What may happen, thing by thing, or after which signs to stop."""
    words = said.words
    stops = STOPS.search(words)
    after = (
        stops is not None
        and compiled(r"\b(?:if|si|should|when|en cas|in case)\b").search(words[stops.end() :]) is not None
    )
    match = (
        _STOP_IF.search(words, stops.end())
        if stops and after
        else compiled(
            r"\b(?:if|si|should|en cas (?:de|d')|in case of|when) ?(?:you |vous |any |there is |la |le |les |des )?(?:experience|develop|notice|feel|ressentez|eprouvez|constatez|suffer|get|present\w*|apparition d\w*)? ?(?P<what>[^.;]{3,140}?)(?: (?:occurs?|develops?|appears?|survien\w*|persists?|apparaiss\w*|should occur|happen))?(?:,| stop| discontinue| cease| cesse|$|\.)"
        ).search(
            words,
        )
        if stops
        else compiled(
            r"(?:may|can|might|could|peut|peuvent)(?: rarely| sometimes| also| occasionally| parfois| potentially)? (?:cause|experience|occur|result in|produce|lead to|induce|have an?|causer|provoquer|entrainer|avoir un|survenir|ressentir|eprouver|occasionner)\b(?: mild| some| minor| des| de la| du| de l'| un| une| les)? ?(?P<what>[^.;]{3,140})|(?P<before>[^.;:]{3,100}) (?:may occur|can occur|peuvent survenir|has been reported|have been reported)|(?:experience|ressentir|eprouver|reported|reactions?|effects?|effets|indesirables?) ?:? (?P<other>[^.;]{3,140})"
        ).search(
            words,
        )
    )
    if match is None:
        return said.items
    group = next(name for name, value in match.groupdict().items() if value)
    place = (said.start + match.start(group), said.start + match.end(group))
    cut = compiled(
        r"\b(?:in some|in certain|if taken|when taken|chez|for some|in sensitive|in which case|especially|particularly|dans ce cas|if (?:you|so)|discontinue|stop|consult|in those|,? so )\b"
    ).search(
        said.folded[slice(*place)],
    )
    if cut and cut.start() > 2:
        place = (place[0], place[0] + cut.start())
    for begin, end in split(said, *place):
        if compiled(
            r"^(?:and )?(?:do not|don't|ne pas|consult|stop|discontinue|avoid|use caution|driv\w*|operat\w*|conduire|utiliser de)\b"
        ).search(
            said.folded[begin:end],
        ):
            break
        allergic = compiled(r"hypersensiti|hypersensibilite|allerg").search(said.folded[begin:end]) is not None
        said.add(
            kind if kind == "warning" else "adverse-reaction",
            "allergy" if allergic else "symptom",
            (begin, end),
            action,
        )
    read_activities(said)
    return said.items


def read_activities(said: Statement) -> None:
    """ "Do not drive or operate machinery": each activity, with the whole of what not to do."""
    match = NOT_ACTIVE.search(said.words)
    if match is None:
        return
    span = trim(said.text, said.start + match.start(), said.start + match.end(), " .,;")
    action = (said.text[slice(*span)][:1].lower() + said.text[slice(*span)][1:], span)
    for each in _ACTIVITY.finditer(said.words, match.start(), match.end()):
        said.add("warning", "activity", (said.start + each.start(), said.start + each.end()), action)
