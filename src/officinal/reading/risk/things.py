# SPDX-License-Identifier: Apache-2.0
"""The things that a list names, one by one."""

from __future__ import annotations

from officinal.patterns import lazy
from officinal.reading.facts.brackets import pieces, trim
from officinal.reading.item import Where
from officinal.reading.risk.phrases import (
    ITEM,
    STOP_AT,
)
from officinal.reading.risk.statement import Statement

_PREFIX = lazy(
    r"(?:(?:(?:d'|l'|de l'|qu'|s'|n')|you are|you're|you have|you've|you|are|is|have|has|had|being|or|if|vous (?:etes|avez|prenez|souffrez|suivez|allaitez|preparez)|etes|avez|currently|presently|actuellement|takes|uses|suffering from|suffer from|souffrez (?:de|d')|souffrant (?:de|d')|taking|take|using|on|under|prenez|prendre|prise de|any|other|the|a|an|de la|des|de|du|d'|la|le|les|un|une|l'|d'autres|autres|with|avec|people|individuals|persons|persons|those|anyone|women|who|patients|diagnosed with|atteints? (?:de|d')|affected by|known|connue?|also|aussi|experience|experiencing|develop|suivez|traites? (?:pour|par)|undergoing|un traitement par|treated (?:for|with)|at risk (?:of|for)|during|pendant|in|en cas de|in case of|living with|mothers?|use by|by|for|all|some|certain|certains|use|if you|your|si vous|si|vivez avec|et|presentez|a|en|sous|aux?|pour|before|while|when|wish to|soit|such as|including|like|dont|cas|chez|presence|personnes|qui|child|baby|your child|votre enfant|follow|suivez|has|et|of|anyone|anybody|patients|cases? of|problems? with|with a|not)(?: |(?<=')))+"
)
_VERB_AGAIN = lazy(
    r"(?:worsens?|recurs?|s'aggravent|reapparaiss\w*|persists?|persistent|se poursuivent|continue[s]?|do not (?:improve|go away)|ne s'ameliorent)\b"
)
_BELOW = lazy(r"(?:under|below|moins de|younger than) (?:the )?$")
_YEARS = lazy(r"(?:age of )?\d")
_NOUN = lazy(r"[a-z]{3}")
_MOST = 40


def split(said: Statement, start: int, end: int) -> list[Where]:
    """The things a list names, each without "or", "and", "other"."""
    return [(first, last) for first, last, _ in things_named(said, start, end)]


def things_named(said: Statement, start: int, end: int) -> list[tuple[int, int, str]]:
    """The things of a list, each with the words that led to it ("if you are taking")."""
    found: list[tuple[int, int, str]] = []
    for begin, stop in pieces(said.folded, start, end, ";"):
        at = begin
        for match in [*ITEM.finditer(said.folded, begin, stop), None]:
            if match and _VERB_AGAIN.match(said.folded, match.end(), stop):
                continue
            span = trim(said.text, at, match.start() if match else stop, " .,;:()!?*†")
            if match:
                at = match.end()
            lead = _PREFIX.match(said.folded, *span)
            first = lead.end() if lead and lead.end() < span[1] else span[0]
            if below := _BELOW.search(said.folded, span[0], first):
                first = below.start() if _YEARS.match(said.folded, first) else first
            tail = STOP_AT.search(said.folded, first, span[1])
            last = tail.start() if tail and tail.start() > first else span[1]
            first, last = trim(said.text, first, last, " .,;:()!*")
            if first < last and _NOUN.search(said.folded[first:last]):
                found.append((first, last, said.folded[span[0] : first]))
    return found[:_MOST]
