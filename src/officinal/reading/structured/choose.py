# SPDX-License-Identifier: Apache-2.0
"""Which of a page's products the page is about."""

from __future__ import annotations

from dataclasses import dataclass

from officinal.reading.structured.items import Item, Items, identifier_of, is_product, listed, texts_of, types_of

_ELSEWHERE = ("isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor", "isConsumableFor", "itemListElement")
_NUMBERS = ("sku", "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "url", "name")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The main product, what else is stated of it (again, or by variant), and the products that are not it."""

    product: Item
    again: list[Item]
    variants: list[Item]
    strangers: list[Item]


def choose(items: Items) -> Chosen | None:
    """The product that the page names as its main thing, or else the first that stands by itself."""
    products = [each for each in items.top if is_product(each)]
    named = _main_thing(items)
    if named is None and not products:
        return None
    referred = _referred_to(items)
    alone = [each for each in products if identifier_of(each) not in referred] or products
    product = named or alone[0]
    again, strangers = _same_and_others(product, alone, items)
    if named is not None:
        strangers = []
    elif "ProductGroup" not in types_of(product):
        product, again = _group_first([product, *again])
    variants = [each for item in (product, *again) for each in items.resolve_all(item.get("hasVariant"))]
    return Chosen(product, again, variants, strangers)


def _main_thing(items: Items) -> Item | None:
    for page in items.top:
        for thing in items.resolve_all(page.get("mainEntity")):
            if is_product(thing):
                return thing
    return None


def _referred_to(items: Items) -> set[str]:
    """The identifiers of all that some item names as related, similar, or one of a list."""
    return {
        identifier
        for item in items.top
        for key in _ELSEWHERE
        for value in listed(item.get(key))
        for each in (value, value.get("item") if isinstance(value, dict) else None)
        if (identifier := identifier_of(each))
    }


def _same_and_others(product: Item, others: list[Item], items: Items) -> tuple[list[Item], list[Item]]:
    """The others that state the product again or are variants of it, and those that are something else."""
    marks = _marks(product, items)
    same, strangers = [], []
    for each in others:
        if each is product:
            continue
        own = _marks(each, items)
        if marks.isdisjoint(own):
            strangers.append(each)
        else:
            marks |= own
            same.append(each)
    return same, strangers


def _marks(item: Item, items: Items) -> set[tuple[str, str]]:
    """All by which two statements of one product, or a product and its variant, know each other."""
    marks = {(key, text.casefold()) for key in _NUMBERS for text in texts_of(item.get(key))}
    things = [item, *items.resolve_all(item.get("hasVariant")), *listed(item.get("isVariantOf"))]
    groups = [*texts_of(item.get("productGroupID")), *texts_of(item.get("inProductGroupWithID"))]
    marks |= {("@id", identifier) for each in things if (identifier := identifier_of(each))}
    return marks | {("group", each) for each in groups}


def _group_first(family: list[Item]) -> tuple[Item, list[Item]]:
    """The group of a family where it is stated, for it has the common name; then the rest."""
    group = next((each for each in family if "ProductGroup" in types_of(each)), family[0])
    return group, [each for each in family if each is not group]
