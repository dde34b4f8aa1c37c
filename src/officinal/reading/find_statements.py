# SPDX-License-Identifier: Apache-2.0
"""Short statements with one meaning: disclaimers, storage, licence number, identity statement."""

from __future__ import annotations

from officinal.patterns import compiled, lazy
from officinal.reading.cues import Cues
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item

_DISCLAIMERS = Cues({
    "fda-not-evaluated": (r"(?:not|n'ont pas) (?:been )?evalu\w+ by the|food (?:and|&) drug administration|\bfda\b.{0,30}(?:not )?(?:been )?evaluat|not intended to (?:diagnose|treat|cure)|n'est pas destine a (?:diagnostiquer|traiter)",),
    "informational-purposes": (r"inform\w* purposes|purposes? of information|fins? (?:d'information|informati\w+)|a titre (?:informatif|indicatif|d'information)|(?:provide|replace|substitute for|constitute)[^.]{0,40}medical advice|remplace\w* (?:pas )?(?:l'|un )?avis (?:medical|d'un)|not (?:a )?medical advice",),
    "individual-results": (r"(?:individual )?results (?:may|can|will|might) vary|resultats (?:peuvent varier|individuels)",),
    "not-a-substitute-for-varied-diet": (r"(?:substitute|replacement|replace|alternative)\w*[^.]{0,40}(?:varied|balanced|healthy)[^.]{0,30}(?:diet|lifestyle)|(?:substitu\w+|remplace\w*)[^.]{0,60}(?:alimentation|regime)[^.]{0,20}(?:variee?|equilibree?)",),
    "read-label-first": (r"always read (?:and follow )?the label|read (?:the|all|product) (?:product )?labels?[^.]{0,40}(?:before|carefully|and follow|prior)|li(?:re|sez) (?:toujours )?(?:attentivement )?(?:l'etiquette|la notice)|toujours lire",),
})  # fmt: skip
_STORE = lazy(
    r"\b(?:refermer|store[ds]?|keep|refrigerate\w*|conserve[rz]?|entrepose[rz]?|garde[rz]?|range[rz]|protect(?:ed)?|a conserver|storage|stored|kept|refrigere[rz]|protege[rz]|tenir|do not freeze|best if used|consommer de preference|use within|a consommer|do not refrigerate|no need to refrigerate|reseal|close)\b"
)
_HOW = lazy(
    r"\b(?:cool|dry|dark|temperature|refrigerat\w*|fridge|closed|sealed|light|sunlight|heat|moisture|humid\w*|freez\w*|frais|seche?|sec|abri|lumiere|chaleur|ferme|ambiante|refrigerateur|cold|original (?:container|bottle|packaging)|°|degrees|lid|opening|ouverture|opened|room temp|after opening|apres ouverture|apres usage|each use|upright|debout|months of opening|between \d+|au frais)\b|\d ?°|\d ?[cf]\b"
)
_NPN = lazy(
    r"\b(?:npn|din-?hm|numero de produit naturel|natural product number|natural health product number)\b\)?\s*(?:\(npn\))?\s*(?:#|no\.?|number|:|-|–|\.)* ?(?P<number>\d{2}(?:[ .-]?\d){6})(?!\d)"
)
_AUST = lazy(r"\baust ?\(?(?:l|r|l\(a\))\)? ?:? ?\d{4,7}\b")
_SKU = lazy(
    r"\b(?:sku|product code|item (?:no|number|code|#)|article (?:no|number)|ugs|code (?:de )?produit|reference|ref|product no)\b(?:[.#: ]|no\b)*\n?(?P<code>[a-z0-9](?=[a-z0-9-]*[0-9])[a-z0-9]*(?:[-_/][a-z0-9]+)*)(?![a-z0-9])"
)
_GTIN = lazy(r"\b(?:upc|ean|gtin|bar ?code|code[- ]barres)(?:-?(?:1[234]|8))?\b[.#: ]*\n?(?P<code>\d{8,14})(?!\d)")
_LONGEST_CODES = 200
_LONGEST_CODE = 40
_LONGEST_PIECES = 400
_IDENTITY = lazy(
    r"^(?:an? )?(?:(?:herbal|multivitamin|vegan|high[- ]strength|botanical|liquid|protein|probiotic|amino acid|vitamin|mineral|omega-3|natural|sports?|[a-z]+) ){0,3}(?:dietary supplement|food supplement|nutritional supplement|natural health product|complement alimentaire|supplement alimentaire|produit de sante naturel|supplement dietetique)(?: (?:with|avec|of|a base|en|sous|based) [^.]{0,80})?$"
)


def find_disclaimers(document: Document, start: int, end: int) -> list[Item[str]]:
    """Which statutory or customary disclaimers a sentence is."""
    words = document.folded[start:end]
    return [Item(name, {"": (start, end)}) for name in _DISCLAIMERS.kinds(words)]


def find_storage(document: Document, start: int, end: int) -> Item[str] | None:
    """The sentence, if it says how to store the product."""
    words = document.folded[start:end]
    if len(words) > 300:
        return None
    if not (_STORE.search(words) and _HOW.search(words)) and not compiled(
        r"(?:do not |no need to |ne pas )(?:freeze|refrigerate|refrigerer|congeler)|(?:refrigeration|refrigerate) (?:is|after)|(?:bien )?refermer|(?:once opened|after opening|une fois ouvert|apres ouverture)"
    ).match(
        words,
    ):
        return None
    if compiled(r"\b(?:healthy|immune|cells|body|radical|bones)\b").search(words):
        return None
    span = trim(document.text, start, end)
    return Item(document.text[slice(*span)], {"": span})


def find_licence(document: Document, start: int, end: int) -> Item[str] | None:
    """The product's licence number: eight digits of an NPN or DIN-HM, or an Australian number as printed."""
    words = document.folded[start:end]
    match = _NPN.search(words)
    if match:
        span = (start + match.start("number"), start + match.end("number"))
        return Item(compiled(r"\D").sub("", document.text[slice(*span)]), {"": span})
    match = _AUST.search(words)
    if match:
        span = (start + match.start(), start + match.end())
        return Item(document.text[slice(*span)], {"": span})
    return None


def find_codes(document: Document, start: int, end: int) -> dict[str, Item[str]]:
    """The shop's own number of the product, and its bar code, where a line names them."""
    found: dict[str, Item[str]] = {}
    if end - start > _LONGEST_CODES:
        return found
    for kind, pattern in (("sku", _SKU), ("gtin", _GTIN)):
        match = pattern.search(document.folded, start, min(end + _LONGEST_CODE, len(document.folded)))
        if (
            match is None
            or match.start() >= end
            or (match.end("code") > end and document.folded[match.end() - len(match["code"]) - 1] != "\n")
        ):
            continue
        from officinal.reading.structured.gtin import gtin_of

        code = document.text[slice(*match.span("code"))]
        value = gtin_of(code) if kind == "gtin" else code
        if value:
            found[kind] = Item(value, {"": match.span("code")})
    return found


def statement_pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a line that may each be a statement: between full stops, bars and dots."""
    if end - start > _LONGEST_PIECES:
        return [(start, end)]
    spans, at = [], start
    for match in compiled(
        r"\s*(?:[|·•*;\t]|(?<!\bfl)(?<!\boz)\.(?=\s)|\s{2,}|\btype ?:|\bthis product is an? )\s*"
    ).finditer(folded[start:end]):
        spans.append((at, start + match.start()))
        at = start + match.end()
    return [(a, b) for a, b in [*spans, (at, end)] if b > a]


def find_identity_statement(document: Document, start: int, end: int) -> Item[str] | None:
    """A line that is the statutory identity of the product."""
    span = trim(document.text, start, end, " .*")
    if span[1] - span[0] > 120 or not _IDENTITY.match(document.folded[slice(*span)]):
        return None
    return Item(document.text[slice(*span)], {"": span})
