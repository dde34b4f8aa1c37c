# SPDX-License-Identifier: Apache-2.0
"""What stands under the name: a tagline, highlights, badges."""

from __future__ import annotations

from officinal.patterns import compiled, lazy
from officinal.reading.amounts import find_amounts
from officinal.reading.badges import BADGE, badges_of
from officinal.reading.document import Block, Document
from officinal.reading.facts.brackets import trim
from officinal.reading.find_statements import find_identity_statement
from officinal.reading.identity.controls import BRAND_LINE, NAVIGATION
from officinal.reading.identity.found import Identity
from officinal.reading.identity.name import is_menu
from officinal.reading.identity.net_amount import NET_COUNT
from officinal.reading.item import Item

_LEADS_A_LIST = lazy(
    r"(?:the |key |top |les |nos )?(?:why|what|how|who|benefits?|features?|highlights?|reasons?|pourquoi|bienfaits?|avantages?|points? forts?|ce que)\b"
)
_TAGLINE_NOT = frozenset(("offer", "licence", "serving", "citation"))
_LONGEST_TAGLINE = 160


def find_below(document: Document, blocks: list[Block], found: Identity) -> None:
    """What stands right under the name: a tagline, then bullets."""
    start = found.name_block.number + 1 if found.name_block else 0
    lines = 0
    for block in blocks[start : start + 30]:
        words = document.folded[block.start : block.end]
        if block.section and block.section not in ("description", "highlights"):
            break
        if block.kind == "item" and not block.section:
            if _is_highlight(document, block, words):
                span = trim(document.text, block.body, block.end, " *†‡.")
                found.highlights.append(Item(document.text[slice(*span)], {"": span}))
            continue
        if found.highlights and block.kind != "item" and not block.section:
            break
        if block.section:
            continue
        following = blocks[block.number + 1] if block.number + 1 < len(blocks) else None
        if following and following.kind == "item" and _LEADS_A_LIST.match(words):
            continue
        lines += 1
        if found.tagline is None and lines <= 5 and _is_tagline(document, block, words, found):
            span = trim(document.text, block.start, block.end, " *†‡")
            found.tagline = Item(document.text[slice(*span)], {"": span})
        if block.end - block.start > _LONGEST_TAGLINE:
            break


def _is_highlight(document: Document, block: Block, words: str) -> bool:
    return (
        8 <= len(words) <= 220
        and not BADGE.fullmatch(words.strip(" *."))
        and not {"offer", "licence", "citation"} & block.cues
        and not NAVIGATION.match(words)
    )


def _is_tagline(document: Document, block: Block, words: str, found: Identity) -> bool:
    if is_menu(document.text[block.start : block.end]):
        return False
    if (
        block.kind not in ("line", "heading")
        or not 8 <= len(words) <= _LONGEST_TAGLINE
        or NAVIGATION.match(words.strip())
        or BADGE.fullmatch(words.strip(" *."))
    ):
        return False
    held = block.cues
    if (
        held & _TAGLINE_NOT
        or find_identity_statement(document, block.start, block.end)
        or (NET_COUNT.search(words) and len(words) < 40)
    ):
        return False
    if BRAND_LINE.match(words) or (found.brand and document.text[block.start : block.end] == found.brand.value):
        return False
    if find_amounts(document.folded, block.start, block.end) and "claim" not in held:
        return len(words) > 30
    return (
        len(words.split()) >= 3
        and compiled(
            r"(?:please|your|you|free|earn|buy|order|sign|choose|select|size|flavou?r|ships|sold|manufactur\w+|distribut\w+|product of|made in|\d+ ?%|quantity|also|this product is|item|code|viewing|save|autoship)\b"
        ).match(
            words,
        )
        is None
    )


def find_badges(document: Document, blocks: list[Block], found: Identity) -> None:
    """Short seals: "Gluten Free", "Non-GMO", alone on a line or in a row of them."""
    seen: set[str] = set()
    for block in blocks:
        if "badge" not in block.cues or block.section in (
            "facts",
            "medicinal",
            "non_medicinal",
            "ingredients",
            "studies",
            "directions",
            "risk",
        ):
            continue
        held = badges_of(document, block)
        for span in held:
            words = document.folded[slice(*span)]
            if words not in seen and len(words) > 2:
                seen.add(words)
                found.badges.append(Item(document.text[slice(*span)], {"": span}))


def find_listed_highlights(document: Document, blocks: list[Block], found: Identity) -> None:
    """Bullets under "Benefits", "Features" and the like."""
    for block in blocks:
        if block.section == "highlights" and block.kind == "item" and block.body < block.end:
            words = document.folded[block.body : block.end]
            if _is_highlight(document, block, words):
                span = trim(document.text, block.body, block.end, " *†‡.")
                if all(item.spans[""] != span for item in found.highlights):
                    found.highlights.append(Item(document.text[slice(*span)], {"": span}))
