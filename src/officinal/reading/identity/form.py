# SPDX-License-Identifier: Apache-2.0
"""The dosage form."""

from __future__ import annotations

from officinal.patterns import compiled, lazy
from officinal.reading.document import Document
from officinal.reading.identity.found import Identity
from officinal.reading.item import Item, Where
from officinal.reading.vocabulary import FORMS

_FORM_WORDS = (
    ("chewable-tablet", r"\bchewable tablets?|\bchewables?\b|comprimes? a croquer"), ("effervescent-tablet", r"\beffervescent"), ("softgel", r"\bsoft ?-?gels?\b|capsules? molles?|gel caps?\b|\bperles?\b"), ("gummy", r"\bgumm(?:y|ies)\b|\bgommes?\b|\bjujubes?\b|\bgelifies?\b"),
    ("capsule", r"\bcapsules?\b|\bv?-?caps\b|\bgelules?\b"), ("caplet", r"\bcaplets?\b"), ("tablet", r"\btablets?\b|\bcomprimes?\b|\btabs\b"), ("lozenge", r"\blozenges?\b|\bpastilles?\b"),
    ("spray", r"\bspray\b|\bvaporisateur\b|\bpulverisateur\b"), ("drops", r"\bdrops\b|\bgouttes\b"), ("powder", r"\bpowder\b|\bpoudre\b|\bdrink mix\b"), ("tea", r"\btea\b|\btisane\b|\binfusion\b"), ("sachet", r"\bsachets?\b|\bstick packs?\b|\bpackets?\b"),
    ("liquid", r"\bliquid\b|\bliquide\b|\btincture\b|\bteinture\b|\bsyrup\b|\bsirop\b|\belixir\b"), ("cream", r"\bcream\b|\bcreme\b|\bgel\b"), ("bar", r"\bprotein bars?\b"), ("oil", r"\bliquid oil\b|\bhuile liquide\b"), ("strip", r"\boral strips?\b"),
)  # fmt: skip
FORM_PATTERNS = tuple((form, lazy(pattern)) for form, pattern in _FORM_WORDS)


def dosage_form(document: Document, identity: Identity, units: list[tuple[str, Where]]) -> Item[str] | None:
    """The dosage form: as the name says it, else as the dose is counted ("2 scoops" of a powder)."""
    if identity.name:
        span = identity.name.spans[""]
        for form, pattern in FORM_PATTERNS:
            match = pattern.search(document.folded, *span)
            if match:
                return Item(form, {"": match.span()})
    counted = [(FORMS[u], s) for u, s in units if u in FORMS]
    if identity.net_amount and identity.net_amount.value.unit in FORMS:
        counted.append((FORMS[identity.net_amount.value.unit or ""], identity.net_amount.spans[""]))
    if counted:
        chewable = compiled(r"chewable|a croquer").search(document.folded) if counted[0][0] == "tablet" else None
        return Item(
            "chewable-tablet" if chewable else counted[0][0], {"": chewable.span() if chewable else counted[0][1]}
        )
    return None
