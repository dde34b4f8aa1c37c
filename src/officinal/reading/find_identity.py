# SPDX-License-Identifier: Apache-2.0
"""Who the product is: name, brand, tagline, highlights, badges, dosage form, net amount."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from officinal.knowledge.names import identify
from officinal.label import Quantity
from officinal.reading.amounts import NUMBER, decimal, find_amounts
from officinal.reading.badges import BADGE, badges_of
from officinal.reading.cues import cues
from officinal.reading.document import Block, Document
from officinal.reading.facts.brackets import trim
from officinal.reading.find_statements import find_identity_statement, statement_pieces
from officinal.reading.fold import fold
from officinal.reading.item import Item, Where
from officinal.reading.patterns import compiled, lazy
from officinal.reading.vocabulary import DOSE_UNIT, FORMS, dose_unit

_NAVIGATION = lazy(
    r"(?:home|shop(?: all| now)?|cart|bag|basket|login|log in|sign in|sign up|account|my account|menu|search|skip to .*|about(?: us)?|contact(?: us)?|blog|free shipping.*|accueil|boutique|panier|connexion|rechercher|recherche|passer au contenu.*|aller au contenu.*|livraison gratuite.*|english|francais|en|fr|close|fermer|wishlist|compare|share|"
    r"help|faq|stores?|store locator|new|sale|brands?|categories|vitamins|supplements|products?|all products|magasiner|produits|nouveautes|my cart.*|.* ?[>/›»] ?.*|\d+ items?|back to .*|retour .*|view cart|checkout|track .*|gift cards?|rewards|refer .*|previous|next|zoom|image \d.*|loading.*|rated .*|\d+(?:[.,]\d)? ?(?:out of|/|sur) ?5.*|.*\breviews?\b.*|.*\bavis\b.*|sku.*|ugs.*|item .*|upc.*|quantity.*|quantite.*|qty.*|size|flavou?r|in stock|out of stock|sold out|add to .*|ajouter .*|category:.*|tags?:.*|sort by.*|filter.*|my wishlist|order status|top|shopping bag.*|delivery.*|free delivery.*|learn|purchase options.*|one-time purchase|buy once.*|net weight|net wt\.?|options?|choose .*|select .*|skip or cancel.*|taxes? .*|tax included.*|share this.*|in your cart.*|save for later|read more|show more|see more|lire la suite|voir plus|details|overview|facts|taille|saveur|options d'achat)$"
)
_BRAND_LINE = lazy(
    r"^(?:by|brand|vendor|marque|par|from|manufacturer|fabricant|sold by|made by|maker|fournisseur)\b ?:?\s+(?!de\b)(?P<brand>.{2,50})$"
)
_OWNER = lazy(r"(?<![\w’'])(?P<brand>[A-ZÀ-Þ][\w&.+-]*(?: [A-ZÀ-Þ&][\w&.+-]*){0,3})(?:™|®)?[’']s? $")
_LONGEST_OWNER = 80
_SEARCHED = 200_000
_NET_LABEL = lazy(
    r"(?:net (?:wt\.?|weight|quantity|contents?|vol(?:ume)?)|size|format|contents?|contenance|poids net|contenu(?: net)?|quantite(?: nette)?|pack size|count|package quantity|volume|weight|poids|taille|bottle size|jar|pot|tub)\b\.? ?[:\-]? ?(?:of |de )?"
)
_PER_PACK = lazy(
    rf"{NUMBER} ?(?:[a-z]+ ){{0,2}}(?:capsules?|tablets?|caplets?|softgels?|gummies|lozenges?|sachets?|packets?|gelules?|comprimes?|gommes?|ml|g) (?:per|in (?:each|every|a|one|the)|par|a|/) ?(?:bottle|jar|tub|box|pack|pouch|container|flacon|pot|boite|contenant)|(?:bottle|jar|tub|box|pack|pouch|flacon|pot|boite|bouteille) (?:of|de) {NUMBER} ?(?:[a-z]+ ){{0,2}}(?:capsules?|tablets?|caplets?|softgels?|gummies|lozenges?|sachets?|packets?|gelules?|comprimes?|gommes?|ml|g)"
)
_LEADS_A_LIST = lazy(
    r"(?:the |key |top |les |nos )?(?:why|what|how|who|benefits?|features?|highlights?|reasons?|pourquoi|bienfaits?|avantages?|points? forts?|ce que)\b"
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
_NET_COUNT = lazy(
    rf"(?<![\w.,$€£/])(?P<number>{NUMBER})[ -]?(?:x )?(?:(?:veg(?:etarian|etable|gie|an|e|i)?\.?|vegetales?|delayed[- ]release|enteric[- ]coated|chewable|easy[- ]to[- ]swallow|v-?|quick[- ]dissolv\w+|mini|small|liquid|soft|coated|effervescent|sublingual|molles?|vegetariennes?|a croquer|fruit|pectin|single[- ]serve|stick|daily|tea|fast[- ]dissolv\w+|orange|berry|stomach[- ]friendly|hard|film[- ]coated|gastro[- ]resistantes?|slow[- ]release|prolonged[- ]release|sustained[- ]release|time[- ]release) ){{0,3}}(?P<unit>{DOSE_UNIT}|ct|count)\b(?! ?(?:per|/|a day|daily|par|twice|once|three|each|with|before|after|in |for |contain|provide|every|serving|morning))"
)
_FORM_WORDS = (
    ("chewable-tablet", r"\bchewable tablets?|\bchewables?\b|comprimes? a croquer"), ("effervescent-tablet", r"\beffervescent"), ("softgel", r"\bsoft ?-?gels?\b|capsules? molles?|gel caps?\b|\bperles?\b"), ("gummy", r"\bgumm(?:y|ies)\b|\bgommes?\b|\bjujubes?\b|\bgelifies?\b"),
    ("capsule", r"\bcapsules?\b|\bv?-?caps\b|\bgelules?\b"), ("caplet", r"\bcaplets?\b"), ("tablet", r"\btablets?\b|\bcomprimes?\b|\btabs\b"), ("lozenge", r"\blozenges?\b|\bpastilles?\b"),
    ("spray", r"\bspray\b|\bvaporisateur\b|\bpulverisateur\b"), ("drops", r"\bdrops\b|\bgouttes\b"), ("powder", r"\bpowder\b|\bpoudre\b|\bdrink mix\b"), ("tea", r"\btea\b|\btisane\b|\binfusion\b"), ("sachet", r"\bsachets?\b|\bstick packs?\b|\bpackets?\b"),
    ("liquid", r"\bliquid\b|\bliquide\b|\btincture\b|\bteinture\b|\bsyrup\b|\bsirop\b|\belixir\b"), ("cream", r"\bcream\b|\bcreme\b|\bgel\b"), ("bar", r"\bprotein bars?\b"), ("oil", r"\bliquid oil\b|\bhuile liquide\b"), ("strip", r"\boral strips?\b"),
)  # fmt: skip
_FORMS = tuple((form, lazy(pattern)) for form, pattern in _FORM_WORDS)
_NET_TAIL = lazy(
    rf"(?:\s+[-–—]\s+|\s*[,|:(]\s*){NUMBER} ?-?(?:g|kg|ml|l|oz|lb|fl oz|(?:[a-z]+ )?{DOSE_UNIT}|ct|count)\)?$"
)
_MENU_SPLIT = lazy(r"\s{2,}|\s*[|·▾/›»>•☰]\s*|\t")
_PATH_SPLIT = lazy(r"\s*(?:/|>|›|»|→|::)\s*|\s{3,}")
_STEPS = frozenset("/>›»→\t\n")
_TAGLINE_NOT = frozenset(("offer", "licence", "serving", "citation"))
_LONGEST_NAME = 140
_LONGEST_TAGLINE = 160
_NO_BRAND = frozenset(("offer", "net", "free", "claim", "licence", "identity", "serving", "code"))
_MARKS_BEFORE = lazy(r"[\s*_#|-]*")
_TABLES = frozenset(("facts", "medicinal", "non_medicinal", "ingredients"))
_LONGEST_CONTROL = 60
_LONGEST_ALONE = 30
_LONGEST_NET = 600
_HEAD = 40


@dataclass(slots=True)
class Identity:
    """What the head of the page says of the product."""

    name: Item[str] | None = None
    brand: Item[str] | None = None
    tagline: Item[str] | None = None
    highlights: list[Item[str]] = field(default_factory=list)
    badges: list[Item[str]] = field(default_factory=list)
    net_amount: Item[Quantity] | None = None
    name_block: Block | None = None


def find_identity(document: Document, blocks: list[Block]) -> Identity:
    """Read the head of the page; `blocks` are those that belong to the product."""
    found = Identity()
    _name(document, blocks, found)
    _brand(document, blocks, found)
    if found.name_block is not None or not document.is_text:
        _below(document, blocks, found)
    _badges(document, blocks, found)
    _listed_highlights(document, blocks, found)
    _net(document, blocks, found)
    return found


def is_control(words: str) -> bool:
    """Whether a folded line is a control of the shop ("Quantity", "Add to cart") and says nothing of the product."""
    return len(words) <= _LONGEST_CONTROL and _NAVIGATION.match(words.strip(" :*|•")) is not None


def _words(text: str) -> set[str]:
    return set(compiled(r"[a-z0-9]{2,}").findall(fold(text)))


def _stated(document: Document, field: str) -> Item[str] | None:
    values = document.structured.get(field)
    return Item(values[0][0], {"": values[0][1:]}) if values else None


def _name(document: Document, blocks: list[Block], found: Identity) -> None:
    """The main heading of an HTML page, else the first line of a text that can be a name."""
    stated = _stated(document, "name")
    title = document.structured.get("title")
    hint = _words(stated.value if stated else title[0][0] if title else "")
    headings = [b for b in blocks if b.kind == "heading" and b.level == 1 and b.end - b.start <= _LONGEST_NAME]
    if not headings and not document.is_text:
        headings = [
            b
            for b in blocks
            if b.kind == "heading"
            and b.level == 2
            and b.end - b.start <= _LONGEST_NAME
            and not b.section
            and hint
            and len(_words(document.text[b.start : b.end]) & hint) >= max(1, len(hint) // 2)
        ]
    best = max(headings, key=lambda b: (len(_words(document.text[b.start : b.end]) & hint), -b.start), default=None)
    if best is None and not stated:
        best = _first_line(document, blocks)
    if best is not None:
        span = trim(document.text, best.start, best.end, " *†:#")
        span = _bare_name(document, span)
        found.name, found.name_block = Item(document.text[slice(*span)], {"": span}), best
    elif stated:
        found.name = stated
        found.name_block = next((b for b in blocks if document.text[b.start : b.end].strip() == stated.value), None)
    elif title:
        part = compiled(r" [|–—-] ").split(title[0][0])[0]
        found.name = Item(part, {"": (title[0][1], title[0][1] + len(part))})


def _bare_name(document: Document, span: Where) -> Where:
    """The name without its brand, its net amount or its second language, where the page parts these itself."""
    text, folded = document.text, document.folded
    brand, stated = document.structured.get("brand"), document.structured.get("name")
    if brand and stated:
        lead = fold(brand[0][0])
        if (
            folded[span[0] : span[1]].startswith(lead + " ")
            and fold(stated[0][0]) in folded[span[0] + len(lead) : span[1]]
        ):
            span = trim(text, span[0] + len(lead), span[1], " -–|:")
    net = _NET_TAIL.search(folded, *span)
    if net and net.start() > span[0] + 3:
        span = trim(text, span[0], net.start(), " -–|:,")
    half = folded.find(" / ", *span)
    if half > 0 and document.languages == ("en", "fr"):
        span = trim(text, span[0], half)
    return span


def _menu(text: str) -> bool:
    """A line of several short words side by side is a menu or a path, not a name."""
    parts = [p for p in _MENU_SPLIT.split(text) if p.strip()]
    return len(parts) >= 3 and max(map(len, parts)) <= 30


def _first_line(document: Document, blocks: list[Block]) -> Block | None:
    """The line of a text's head that is most like a product's name."""
    candidates = []
    lower = document.folded
    head = blocks[:_HEAD]
    path = next((p for b in head if (p := _path_end(lower[b.start : b.end]))), "")
    priced = next(
        (
            i
            for i, b in enumerate(head)
            if compiled(r"[$€£] ?\d|\d ?[$€£]").search(lower[b.start : b.end])
            and not compiled(r"shipping|over|cart|panier|basket|livraison|delivery").search(lower[b.start : b.end])
        ),
        None,
    )
    lines = [lower[b.start : b.end] for b in head]
    for index, block in enumerate(head):
        words = lines[index]
        if block.section and not (priced is not None and index < priced):
            break
        if _menu(document.text[block.start : block.end]):
            continue
        if (
            compiled(r"\d|[*•]").match(words)
            or compiled(r"\b(?:per|par|contains?) ").search(words)
            or find_identity_statement(document, block.start, block.end)
        ):
            continue
        if (
            not 3 <= len(words) <= 110
            or words.endswith(".")
            or _NAVIGATION.match(words)
            or not compiled(r"[a-z]{3}").search(words)
        ):
            continue
        if (
            {"offer", "licence", "serving", "citation"} & cues(words)
            or BADGE.fullmatch(words)
            or _BRAND_LINE.match(words)
        ):
            continue
        again = min(
            sum(
                words in lower[b.start : b.end]
                for b in blocks[index + 1 : index + 120]
                if b.end - b.start > len(words) + 25
            ),
            2,
        )
        repeated = lines.count(words) > 1 and words != path
        near = priced is not None and 0 < priced - index <= 4
        terms = compiled(r"[a-z0-9-]+").findall(words)
        substance = any(identify(term) for term in (*terms, *map(" ".join, pairwise(terms))) if len(term) > 3)
        form = any(p.search(words) for _, p in _FORMS)
        candidates.append(
            (
                1.5 * again
                + 2 * substance
                + form
                + 5 * (words == path)
                + 1.5 * near
                - 2 * repeated
                - index * 0.15
                - (block.kind == "item") * 3,
                -index,
                block,
            )
        )
    return max(candidates, key=lambda c: c[:2])[2] if candidates else None


def _brand(document: Document, blocks: list[Block], found: Identity) -> None:
    """The brand as data, on a line that says so, before the name, or as the owner of the product's name."""
    found.brand = _stated(document, "brand")
    if found.brand is not None:
        shown = document.text.find(found.brand.value)
        if 0 <= shown < found.brand.spans[""][0]:
            found.brand.spans[""] = (shown, shown + len(found.brand.value))
        return
    name = found.name.value if found.name else None
    for block in blocks[: _HEAD * 2]:
        lead = _MARKS_BEFORE.match(document.folded, block.start, block.end)
        match = _BRAND_LINE.match(document.folded[lead.end() : block.end]) if lead else None
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
            or _NAVIGATION.match(words)
            or _menu(text)
        ):
            continue
        known = document.folded.count(words) > 1 or text.isupper()
        if (
            len(text.split()) <= 4
            and text[:1].isupper()
            and known
            and not _NO_BRAND & cues(words)
            and not BADGE.fullmatch(words)
        ):
            found.brand = Item(text, {"": (above.start, above.end)})
            return


def _path_end(words: str) -> str:
    """The last step of a breadcrumb: "Home / Sleep / Nightforge Recovery"."""
    if not (_STEPS.intersection(words) or "   " in words or "::" in words):
        return ""
    steps = [s.strip() for s in _PATH_SPLIT.split(words)]
    return (
        steps[-1]
        if (len(steps) >= 2 and steps[0] in ("home", "accueil", "shop", "boutique", "magasin")) or len(steps) >= 3
        else ""
    )


def _below(document: Document, blocks: list[Block], found: Identity) -> None:
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
        and not {"offer", "licence", "citation"} & cues(words)
        and not _NAVIGATION.match(words)
    )


def _is_tagline(document: Document, block: Block, words: str, found: Identity) -> bool:
    if _menu(document.text[block.start : block.end]):
        return False
    if (
        block.kind not in ("line", "heading")
        or not 8 <= len(words) <= _LONGEST_TAGLINE
        or _NAVIGATION.match(words.strip())
        or BADGE.fullmatch(words.strip(" *."))
    ):
        return False
    held = cues(words)
    if (
        held & _TAGLINE_NOT
        or find_identity_statement(document, block.start, block.end)
        or (_NET_COUNT.search(words) and len(words) < 40)
    ):
        return False
    if _BRAND_LINE.match(words) or (found.brand and document.text[block.start : block.end] == found.brand.value):
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


def _badges(document: Document, blocks: list[Block], found: Identity) -> None:
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


def _listed_highlights(document: Document, blocks: list[Block], found: Identity) -> None:
    """Bullets under "Benefits", "Features" and the like."""
    for block in blocks:
        if block.section == "highlights" and block.kind == "item" and block.body < block.end:
            words = document.folded[block.body : block.end]
            if _is_highlight(document, block, words):
                span = trim(document.text, block.body, block.end, " *†‡.")
                if all(item.spans[""] != span for item in found.highlights):
                    found.highlights.append(Item(document.text[slice(*span)], {"": span}))


def _net(document: Document, blocks: list[Block], found: Identity) -> None:
    """What the container holds: labelled, in the name, as a choice of the head, or as "60 capsules per bottle"."""
    ranked: list[tuple[int, int, Item[Quantity]]] = []
    for index, block in enumerate(blocks[: _HEAD * 8]):
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
    for match in _NET_COUNT.finditer(words):
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


def dosage_form(document: Document, identity: Identity, units: list[tuple[str, Where]]) -> Item[str] | None:
    """The dosage form: as the name says it, else as the dose is counted ("2 scoops" of a powder)."""
    if identity.name:
        span = identity.name.spans[""]
        for form, pattern in _FORMS:
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
