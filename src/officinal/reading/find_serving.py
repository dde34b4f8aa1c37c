# SPDX-License-Identifier: Apache-2.0
"""Serving size and servings per container: "Serving Size: Two Scoops (6.9 g)", "30 servings"."""

from __future__ import annotations

from officinal.label import Quantity, Serving
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER, decimal, find_amounts
from officinal.reading.document import Document
from officinal.reading.item import Item, Where
from officinal.reading.vocabulary import COUNT, DOSE, DOSE_UNITS, count, dose_unit

_SIZE = lazy(
    r"(?:suggested )?(?:serving|serve) ?size|(?:^|(?<=[\s(/]))(?:portion|dose)s? ?(?:journaliere|recommandee|quotidienne)? ?:|(?:^|(?<=[\s/]))serving(?: ?:)|taille de (?:la |une )?portion|dose size|^portion(?! ?s)|(?:daily )?dose ?\(|amount per serving ?\("
)
_PER = lazy(
    r"(?:^|(?<=[\s(]))(?:each|chaque|per|pour|par|une|deux|two|one|amount(?:s)? per|medicinal ingredients? ?\(?(?:per|in each)|ingredients? medicina(?:l|ux) ?\(?(?:par|dans chaque))\b"
)
_PER_CONTAINER = lazy(
    rf"(?:servings?|portions?|doses?|serves|scoops) ?\(?s?\)? ?(?:per|par|in (?:this )?|in each |/)? ?(?:the )?(?:container|contenant|bottle|pack(?:age|et)?|tub|jar|box|bag|pouch|emballage|flacon|boite|pot|tin|bouteille|sachet|canister)\w* ?(?::|-|=|\.+|about|approx\.?|environ|\t| )*\s*(?P<behind>{NUMBER})"
)
_CONTAINER_BEFORE = lazy(
    rf"(?P<before>(?<![\w.,]){NUMBER}) (?:servings?|portions?|doses?) (?:per|par|in|a|/) ?(?:each )?(?:the )?(?:container|contenant|bottle|pack|tub|jar|box|bag|pouch|emballage|flacon|boite|pot|tin|bouteille)"
)
_SERVINGS_LABEL = lazy(
    rf"^(?:nombre de (?:portions|doses)|number of (?:servings|doses)|servings|portions|doses) ?[:\t] ?(?P<behind>{NUMBER})|^(?P<alone>{NUMBER}) servings$"
)
_MASS = ("mass", "volume")
_CLOSE = 4
_DIGIT = lazy(r"\d")
_HOLDS = lazy(r"\b(?:contain|contien|provid|fourni|suppl(?:y|ies))")
"""behind it stands what the serving holds, no longer how large it is"""
_NOT_BEHIND = lazy(r" ?(?:g|mg|mcg|ml|%)\b")


def find_serving(
    document: Document, start: int, end: int, *, comma: bool = False, labelled: bool = False
) -> Item[Serving] | None:
    """The serving that a line states; `labelled` when its heading has already said that it is the serving."""
    words = document.folded[start:end]
    label = _SIZE.search(words)
    if label is None and not labelled:
        return None
    at = start + (label.end() if label else 0)
    stop = at + len(
        compiled(r"\. |;|servings? per|portions? par|amount per|%|\bper container").split(
            document.folded[at:end], maxsplit=1
        )[0]
    )
    return read_serving(document, at, stop, whole=(start, stop), comma=comma)


def read_serving(document: Document, at: int, stop: int, *, whole: Where, comma: bool = False) -> Item[Serving] | None:
    """The dose and its mass or volume between two places: "2 scoops (6.9 g)"."""
    folded = document.folded
    dose = DOSE.search(folded, at, stop)
    amounts = [a for a in find_amounts(folded, at, stop, comma=comma) if a.quantity.dimension in _MASS]
    if dose is None and not amounts:
        return None
    spans: dict[str, Where] = {"": whole}
    held: dict[str, object] = {}
    if dose:
        unit = dose_unit(dose["unit"])
        if unit not in ("g", "mg", "mL", "oz", "fl oz"):
            held["count"], held["unit"] = count(dose["low"]), unit
            spans["/count"], spans["/unit"] = dose.span("low"), dose.span("unit")
            if dose["high"] and count(dose["high"]) > count(dose["low"]):
                held["max_count"] = count(dose["high"])
                spans["/max_count"] = dose.span("high")
    for amount in amounts:
        kind = amount.quantity.dimension or ""
        key = "mass" if kind == "mass" else "volume"
        if key not in held:
            held[key] = amount.quantity
            spans[f"/{key}"] = (amount.start, amount.end)
    return Item(Serving.model_validate(held), spans) if held else None


def find_per_serving(document: Document, start: int, end: int, *, comma: bool = False) -> Item[Serving] | None:
    """The serving that a table's heading implies: "Each capsule contains", "Amount per 2 tablets"."""
    words = document.folded[start:end]
    if len(words) > 160:
        return None
    label = _PER.search(words)
    if label is None or compiled(r"per 100|pour 100").search(words):
        return None
    lead = compiled(r"(?:each|chaque|per|pour|par|une)$").search(label[0])
    unit = compiled(r"\W*(?:\((?:per|par) )?(?:of |the )?").match(document.folded[start + label.end() : end])
    at = start + (
        label.start()
        if compiled(r"(?:une|deux|two|one)$").match(label[0])
        else label.end() + (unit.end() if unit else 0)
    )
    holds = _HOLDS.search(document.folded, at, end)
    stop = min(holds.start() if holds else end, at + 40)
    found = read_serving(document, at, stop, whole=(start, end), comma=comma)
    if found and found.value.count is not None:
        return found
    return _single_dose(document, at, (start, end), start + label.start(), named=lead is not None, comma=comma) or found


def _single_dose(
    document: Document, at: int, whole: Where, label: int, *, named: bool, comma: bool
) -> Item[Serving] | None:
    """The one piece that "each capsule" or "per scoop (5 g)" speaks of."""
    words = list(compiled(r"[a-z]+(?: a (?:the|soupe|cafe))?").finditer(document.folded[at : at + 40]))
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        two = f"{word[0]} {after[0]}" if after else ""
        last = after if after and two in DOSE_UNITS else word
        known = DOSE_UNITS.get(two) or DOSE_UNITS.get(word[0])
        counted = _DIGIT.search(document.folded, at, at + word.start())
        if known == "mL" and named and word.start() < _CLOSE and not counted:
            volume = Serving(volume=Quantity(value=count("1"), unit="mL"))
            return Item(volume, {"": whole, "/volume": (label, at + word.end())})
        if known and known not in ("mg", "g", "mL", "oz", "serving", "bottle"):
            if not named:
                return None
            spans = {"": whole, "/count": (label, at + last.end()), "/unit": (at + word.start(), at + last.end())}
            held: dict[str, Quantity] = {}
            for amount in find_amounts(document.folded, at, min(whole[1], at + 50), comma=comma):
                key = {"mass": "mass", "volume": "volume"}.get(amount.quantity.dimension or "", "")
                if key and key not in held:
                    held[key], spans[f"/{key}"] = amount.quantity, (amount.start, amount.end)
            return Item(Serving(count=count("1"), unit=known, mass=held.get("mass"), volume=held.get("volume")), spans)
        if word[0] in ("contains", "contient", "provides", "of"):
            return None
    return None


def find_per_container(document: Document, start: int, end: int, *, comma: bool = False) -> Item[object] | None:
    """How many servings the container holds."""
    words = document.folded[start:end]
    for pattern in (_PER_CONTAINER, _CONTAINER_BEFORE, _SERVINGS_LABEL):
        match = pattern.search(words)
        if match is None:
            continue
        group = match.lastgroup or ""
        if _NOT_BEHIND.match(words, match.end(group)):
            continue
        where = (start + match.start(group), start + match.end(group))
        return Item(decimal(match[group], comma=comma), {"": where})
    return None


__all__ = ["COUNT", "find_per_container", "find_per_serving", "find_serving", "read_serving"]
