# SPDX-License-Identifier: Apache-2.0
"""How much a container holds."""

from __future__ import annotations

import re

from officinal.label import Quantity
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER, decimal, find_amounts
from officinal.reading.document import Block, Document
from officinal.reading.find_statements import statement_pieces
from officinal.reading.identity.found import HEAD, Identity
from officinal.reading.item import Item
from officinal.reading.vocabulary import DOSE_UNIT, dose_unit

_NET_LABEL = lazy(
    r"(?:net (?:wt\.?|weight|quantity|contents?|vol(?:ume)?)|size|format|contents?|contenance|poids net|contenu(?: net)?|quantite(?: nette)?|pack size|count|package quantity|volume|weight|poids|taille|bottle size|jar|pot|tub)\b\.? ?[:\-]? ?(?:of |de )?"
)
_PER_PACK = lazy(
    rf"{NUMBER} ?(?:[a-z]+ ){{0,2}}(?:capsules?|tablets?|caplets?|softgels?|gummies|lozenges?|sachets?|packets?|gelules?|comprimes?|gommes?|ml|g) (?:per|in (?:each|every|a|one|the)|par|a|/) ?(?:bottle|jar|tub|box|pack|pouch|container|flacon|pot|boite|contenant)|(?:bottle|jar|tub|box|pack|pouch|flacon|pot|boite|bouteille) (?:of|de) {NUMBER} ?(?:[a-z]+ ){{0,2}}(?:capsules?|tablets?|caplets?|softgels?|gummies|lozenges?|sachets?|packets?|gelules?|comprimes?|gommes?|ml|g)"
)
_NOT_COUNTED = frozenset(
    ("serving", "bottle", "cup", "mg", "drop", "spray", "scoop", "dropperful", "teaspoon", "tablespoon", "piece")
)
"""how a strength or a dose is counted, not what a container holds"""
_BESIDE_A_COUNT = lazy(
    r"\b(?:tub|jar|bottle|box|pouch|pack|flacon|pot)s?\b|\b(?:(?:dietary|food|nutritional|health) supplement|natural health product|complement alimentaire|supplement alimentaire|produit de sante naturel)\b|[ ()|,.•*/-]"
)
_LONGEST_BESIDE = 14
_UNIT_PRICE = lazy(r"\([^()]*[$€£][^()]*\)")
_OF_A_PACK = lazy(r" ?(?:\b(?:per|par|in|a) |/)")
NET_COUNT = lazy(
    rf"(?<![\w.,$€£/])(?P<number>{NUMBER})[ -]?(?:x )?(?:(?:veg(?:etarian|etable|gie|an|e|i)?\.?|vegetales?|delayed[- ]release|enteric[- ]coated|chewable|easy[- ]to[- ]swallow|v-?|quick[- ]dissolv\w+|mini|small|liquid|soft|coated|effervescent|sublingual|molles?|vegetariennes?|a croquer|fruit|pectin|single[- ]serve|stick|daily|tea|fast[- ]dissolv\w+|orange|berry|stomach[- ]friendly|hard|film[- ]coated|gastro[- ]resistantes?|slow[- ]release|prolonged[- ]release|sustained[- ]release|time[- ]release) ){{0,3}}(?P<unit>{DOSE_UNIT}|ct|count)\b(?! ?(?:per|/|a day|daily|par|twice|once|three|each|with|before|after|in |for |contain|provide|every|serving|morning))"
)
_TABLES = frozenset(("facts", "medicinal", "non_medicinal", "ingredients"))
_LONGEST_ALONE = 30
_LONGEST_NET = 600


def find_net_amount(document: Document, blocks: list[Block], found: Identity) -> None:
    """What the container holds: labelled, in the name, as a choice of the head, or as "60 capsules per bottle"."""
    ranked: list[tuple[int, int, Item[Quantity]]] = []
    for index, block in enumerate(blocks[: HEAD * 8]):
        if "net" not in block.cues or block.end - block.start > _LONGEST_NET or block.section == "studies":
            continue
        words = document.folded[block.start : block.end]
        if block is found.name_block and (item := _net_in(document, block.start, block.end)):
            ranked.append((2, index, item))
        spoken = _PER_PACK.search(words)
        if spoken and (item := _net_in(document, block.start + spoken.start(), block.start + _before_pack(spoken))):
            ranked.append((3, index, item))
        if (
            len(words) > 110
            or compiled(r"[$€£]|\btake |\bdaily\b|\bprendre\b").search(_UNIT_PRICE.sub("", words))
            or (block.section in ("directions", "risk") and len(words) > _LONGEST_ALONE)
        ):
            continue
        for begin, end in statement_pieces(document.folded, block.start, block.end):
            label = _NET_LABEL.match(document.folded, begin, end)
            stop = block.end if label and label.end() >= end - 1 else end
            if (
                label
                and not document.folded[begin:stop].startswith("weight")
                and (item := _net_in(document, label.end(), stop))
            ):
                item.spans[""] = (begin, item.spans[""][1])
                ranked.append((1, index, item))
            elif (
                block.section not in _TABLES
                and not compiled(r"serving|\bper\b|\bpar\b|portion").search(document.folded[begin:end])
                and (item := _net_in(document, begin, end, alone=True))
            ):
                ranked.append((4, index, item))
    for stated in (*document.structured.get("name", ()), *document.structured.get("title", ())):
        item = _net_in(document, *stated[1:])
        ranked += [(5, 0, item)] if item else []
    if ranked:
        found.net_amount = min(ranked, key=lambda r: r[:2])[2]


def _before_pack(spoken: re.Match[str]) -> int:
    """Where the amount of "60 gummies per jar" ends; of "a jar of 60 gummies", its own end."""
    pack = _OF_A_PACK.search(spoken[0])
    return spoken.start() + pack.start() if pack else spoken.end()


def _net_in(document: Document, start: int, end: int, *, alone: bool = False) -> Item[Quantity] | None:
    words = document.folded[start:end]
    strength = False
    for match in NET_COUNT.finditer(words):
        rest = words[: match.start()] + words[match.end() :]
        counted = match["unit"] in ("ct", "count", "pieces")
        unit = "piece" if match["unit"] in ("ct", "count") else dose_unit(match["unit"])
        if alone and len(_BESIDE_A_COUNT.sub("", rest)) > _LONGEST_BESIDE:
            break
        if unit in ("g", "mL", "oz", "fl oz"):
            return _net_measure(document, start, end, alone=alone)
        if unit in _NOT_COUNTED and not counted:
            strength = True
            continue
        span = (start + match.start(), start + match.end())
        return Item(Quantity(value=decimal(match["number"]), unit=unit), {"": span})
    return None if strength else _net_measure(document, start, end, alone=alone)


def _net_measure(document: Document, start: int, end: int, *, alone: bool) -> Item[Quantity] | None:
    """The mass or volume that a line states, if it states little else."""
    words = document.folded[start:end]
    amounts = [
        a
        for a in find_amounts(document.folded, start, end)
        if a.quantity.unit in ("g", "kg", "mL", "L", "oz", "fl oz", "lb")
    ]
    if amounts and (
        not alone
        or not compiled(
            r"[\d.,\s()/|x-]|\b(?:g|kg|ml|l|oz|fl|lb|lbs|net|wt|weight|powder|poudre|liquid|bottle|jar|pot|tub|us|dropper|flacon|de|pump|spray|glass|pouch|bag|tin)\b"
        ).sub(
            "",
            words,
        )
    ):
        amount = amounts[0]
        if (
            alone
            or amount.start - start < 30
            or compiled(r"(?:-|–|,|\(|\|) ?$").search(document.text[start : amount.start])
        ):
            return Item(amount.quantity, {"": (amount.start, amount.end)})
    return None
