# SPDX-License-Identifier: Apache-2.0
"""From a page's items to the statements about its one product, for JSON-LD and microdata alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from officinal.reading.structured.choose import Chosen, choose
from officinal.reading.structured.gtin import gtin_of
from officinal.reading.structured.items import Item, Items, listed, texts_of, types_of
from officinal.reading.structured.offers import agreed, read_offers
from officinal.reading.structured.statement import Field, Statement

_TEXTS: tuple[Field, ...] = ("name", "brand", "description", "url")
_GTINS = ("gtin", "gtin13", "gtin12", "gtin14", "gtin8")


def state_product(items: Items, syntax: str) -> tuple[list[Statement], list[str]]:
    """The statements about the product that the items are about, and what kept any from being made."""
    chosen = choose(items)
    if chosen is None:
        return [], []
    path = f"{syntax} {_type(chosen.product)}"
    statements = list(_identity([(chosen.product, path), *_again(chosen, syntax)], items))
    if chosen.strangers:
        count = len(chosen.strangers) + 1
        return statements, [f"{syntax} states {count} different products; no price, stock or number is taken"]
    numbers, number_problems = _numbers(chosen, path, syntax, items)
    offers, offer_problems = agreed(_all_offers(chosen, path, syntax, items), syntax)
    return statements + numbers + offers, number_problems + offer_problems


def _type(item: Item) -> str:
    return next(iter(types_of(item)), "Product")


def _again(chosen: Chosen, syntax: str) -> list[tuple[Item, str]]:
    return [(each, f"{syntax} {_type(each)}") for each in chosen.again]


def _identity(places: list[tuple[Item, str]], items: Items) -> Iterator[Statement]:
    """For each field the first place that states it."""
    for field in _TEXTS:
        for item, path in places:
            if texts := texts_of(_resolved(item.get(field), items)):
                yield Statement(field, texts[0], f"{path}.{field}")
                break
    for item, path in places:
        if image := _image(item, items):
            yield Statement("image", image, f"{path}.image")
            break


def _resolved(value: Any, items: Items) -> list[Any]:
    return [items.resolve(each) if isinstance(each, dict) else each for each in listed(value)]


def _image(item: Item, items: Items) -> str | None:
    for each in _resolved(item.get("image"), items):
        stated = each.get("url", each.get("contentUrl")) if isinstance(each, dict) else each
        if texts := texts_of(stated):
            return texts[0]
    return None


def _numbers(chosen: Chosen, path: str, syntax: str, items: Items) -> tuple[list[Statement], list[str]]:
    """The product's own stock number and trade item number, or those of its only variant or offer."""
    places = [(chosen.product, path), *_again(chosen, syntax), *_only(chosen, path, items)]
    skus = _stated(places, ("sku",))
    gtins = _stated(places, _GTINS)
    statements = [Statement("sku", text, where) for text, where in skus[:1]]
    valid = [Statement("gtin", gtin, where) for text, where in gtins if (gtin := gtin_of(text))]
    problems = [f"{gtins[0][1]} is no valid trade item number; left out"] if gtins and not valid else []
    return statements + valid[:1], problems


def _stated(places: list[tuple[Item, str]], keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each text that a place states under one of some keys, with its path."""
    return [(text, f"{where}.{key}") for item, where in places for key in keys for text in texts_of(item.get(key))]


def _only(chosen: Chosen, path: str, items: Items) -> list[tuple[Item, str]]:
    if len(chosen.variants) > 1:
        return []
    places = [(chosen.product, path), *((each, f"{path}.hasVariant") for each in chosen.variants)]
    offers = [(each, f"{where}.offers") for item, where in places for each in items.resolve_all(item.get("offers"))]
    return places[1:] + (offers if len(offers) == 1 else [])


def _all_offers(chosen: Chosen, path: str, syntax: str, items: Items) -> list[Statement]:
    """What every offer states: of the product, of what states it again, and of its variants."""
    places = [(chosen.product, path), *_again(chosen, syntax)]
    places += [(each, f"{path}.hasVariant") for each in chosen.variants]
    return [statement for item, where in places for statement in read_offers(item, where, items)]
