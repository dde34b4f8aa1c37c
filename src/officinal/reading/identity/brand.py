# SPDX-License-Identifier: Apache-2.0
"""The brand: as data, on a line that says so, as the owner of the name, or beside it."""

from __future__ import annotations

import re

from officinal.patterns import compiled, lazy
from officinal.reading.badges import BADGE
from officinal.reading.document import Block, Document
from officinal.reading.facts.brackets import trim
from officinal.reading.identity.controls import BRAND_LINE, NAVIGATION
from officinal.reading.identity.found import HEAD, Identity, stated_value
from officinal.reading.identity.name import is_menu
from officinal.reading.item import Item

_OWNER = lazy(r"(?<![\w’'])(?P<brand>[A-ZÀ-Þ][\w&.+-]*(?: [A-ZÀ-Þ&][\w&.+-]*){0,3})(?:™|®)?[’']s? $")
_LONGEST_OWNER = 80
_SEARCHED = 200_000
_NO_BRAND = frozenset(("offer", "net", "free", "claim", "licence", "identity", "serving", "code"))
_MARKS_BEFORE = lazy(r"[\s*_#|-]*")


def find_brand(document: Document, blocks: list[Block], found: Identity) -> None:
    """The brand as data, on a line that says so, before the name, or as the owner of the product's name."""
    found.brand = stated_value(document, "brand")
    if found.brand is not None:
        shown = document.text.find(found.brand.value)
        if 0 <= shown < found.brand.spans[""][0]:
            found.brand.spans[""] = (shown, shown + len(found.brand.value))
        return
    name = found.name.value if found.name else None
    for block in blocks[: HEAD * 2]:
        lead = _MARKS_BEFORE.match(document.folded, block.start, block.end)
        match = BRAND_LINE.match(document.folded[lead.end() : block.end]) if lead else None
        if lead and match and len(match["brand"].split()) <= 6:
            span = trim(document.text, lead.end() + match.start("brand"), lead.end() + match.end("brand"), " .|:*")
            found.brand = Item(document.text[slice(*span)], {"": span})
            return
    if name:
        owner = _owner(document.text, name)
        if owner:
            found.brand = Item(owner["brand"], {"": owner.span("brand")})
            return
    _brand_beside(document, blocks, found)


def _owner(text: str, name: str) -> re.Match[str] | None:
    """Who stands before a name as its owner: "Harrow's Calm Magnesium\"."""
    at = text.find(name, 0, _SEARCHED)
    while at >= 0:
        if text[at - 1 : at] == " " and (owner := _OWNER.search(text, max(at - _LONGEST_OWNER, 0), at)):
            return owner
        at = text.find(name, at + 1, _SEARCHED)
    return None


def _brand_beside(document: Document, blocks: list[Block], found: Identity) -> None:
    """A short line right above the name, or the other half of the page's title, that the page repeats."""
    if found.name_block is None:
        return
    index = found.name_block.number
    title = document.structured.get("title")
    if title:
        for part in reversed(compiled(r" [|–—·-] | : ").split(title[0][0])[1:]):
            shown = document.text.find(part)
            if (
                2 <= len(part) <= 40
                and 0 <= shown < title[0][1]
                and part not in (found.name.value if found.name else "")
                and len(part.split()) <= 4
            ):
                found.brand = Item(part, {"": (shown, shown + len(part))})
                return
    for above in [*reversed(blocks[max(0, index - 3) : index]), *blocks[index + 1 : index + 4]]:
        text = document.text[above.start : above.end]
        words = document.folded[above.start : above.end]
        if (
            len(text) > 40
            or above.section
            or above.kind not in ("line", "heading")
            or NAVIGATION.match(words)
            or is_menu(text)
        ):
            continue
        known = document.folded.count(words) > 1 or text.isupper()
        if (
            len(text.split()) <= 4
            and text[:1].isupper()
            and known
            and not _NO_BRAND & above.cues
            and not BADGE.fullmatch(words)
        ):
            found.brand = Item(text, {"": (above.start, above.end)})
            return
