# SPDX-License-Identifier: Apache-2.0
"""What a product costs and whether it is there, said only where every offer of it says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from officinal.reading.structured.availability import availability_of
from officinal.reading.structured.items import Item, Items, texts_of
from officinal.reading.structured.money import is_more, is_price, same_price
from officinal.reading.structured.statement import Field, Statement

_MOST_SHOWN = 4
_REGULAR = frozenset({"listprice", "strikethroughprice", "regularprice", "srp", "msrp"})
_NOT_THE_PRICE = ("referenceQuantity", "billingDuration", "billingIncrement", "validForMemberTier", "eligibleQuantity")


def read_offers(product: Item, path: str, items: Items) -> list[Statement]:
    """All that the offers of one product state, each offer in its turn; of offers by stock number only its own."""
    offers = items.resolve_all(product.get("offers"))
    skus = set(texts_of(product.get("sku")))
    own = [each for each in offers if skus.intersection(texts_of(each.get("sku")))]
    return [statement for offer in own or offers for statement in _offer(offer, f"{path}.offers", items)]


def _offer(offer: Item, path: str, items: Items) -> Iterator[Statement]:
    inner = items.resolve_all(offer.get("offers"))
    prices = list(_prices(offer, path, items))
    if inner and not prices:
        prices = [each for one in inner for each in _prices(one, f"{path}.offers", items)]
    yield from prices
    for item, where in ((offer, path), *((one, f"{path}.offers") for one in inner)):
        yield from _currency(item, where)
        for stated in texts_of(item.get("availability")):
            if availability := availability_of(stated):
                yield Statement("availability", availability, f"{where}.availability")


def _prices(offer: Item, path: str, items: Items) -> Iterator[Statement]:
    """The prices of one offer: its own, or its specifications', or both ends of its range."""
    found = False
    for stated in _stated_prices(offer, ("price",), path):
        found = True
        yield stated
    for each in items.resolve_all(offer.get("priceSpecification")):
        where = f"{path}.priceSpecification"
        if _is_regular(each):
            yield from (
                Statement("regular_price", one.value, one.path) for one in _stated_prices(each, ("price",), where)
            )
        elif not found and not any(each.get(key) for key in _NOT_THE_PRICE):
            yield from _stated_prices(each, ("price",), where)
            yield from _currency(each, where)
    if not found and offer.get("lowPrice") and offer.get("highPrice"):
        yield from _stated_prices(offer, ("lowPrice", "highPrice"), path)


def _stated_prices(item: Item, keys: Iterable[str], path: str) -> Iterator[Statement]:
    for key in keys:
        for price in texts_of(item.get(key)):
            if is_price(price):
                yield Statement("price", price, f"{path}.{key}")


def _currency(item: Item, path: str) -> Iterator[Statement]:
    for currency in texts_of(item.get("priceCurrency")):
        yield Statement("currency", currency, f"{path}.priceCurrency")


def _is_regular(specification: Item) -> bool:
    stated = texts_of(specification.get("priceType"))
    return any(each.rstrip("/").rpartition("/")[2].lower() in _REGULAR for each in stated)


def agreed(statements: list[Statement], syntax: str) -> tuple[list[Statement], list[str]]:
    """One statement of each field on which all agree, and a problem for a field on which they do not.

    A price goes with its currency: where either is in doubt, neither is taken. A regular price is one above the price.
    """
    one: dict[Field, Statement] = {}
    problems = []
    for field in ("price", "currency", "availability", "regular_price"):
        stated = {same_price(each.value): each for each in reversed(statements) if each.field == field}
        if len(stated) == 1:
            one[field] = next(iter(stated.values()))
        elif stated:
            problems.append(f"{syntax} states several values for {field} ({_shown(stated.values())}); none is taken")
            if field == "currency":
                one.pop("price", None)
    if "price" not in one:
        one.pop("currency", None)
    if "regular_price" in one and not ("price" in one and is_more(one["regular_price"].value, one["price"].value)):
        del one["regular_price"]
    return list(one.values()), problems


def _shown(statements: Iterable[Statement]) -> str:
    values = sorted(each.value for each in statements)
    return ", ".join(values[:_MOST_SHOWN]) + (", …" if len(values) > _MOST_SHOWN else "")
