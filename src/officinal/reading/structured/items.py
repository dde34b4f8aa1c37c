# SPDX-License-Identifier: Apache-2.0
"""The things that structured data is made of, found and told apart, whichever syntax they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from officinal.reading.structured.plain import plain

Item = dict[str, Any]

_MOST_ITEMS = 5000
_DEEPEST_LIST = 8
_PRODUCTS = frozenset(
    {"product", "productgroup", "productmodel", "individualproduct", "someproducts", "dietarysupplement", "drug"}
)


@dataclass(frozen=True, slots=True)
class Items:
    """The top-level things of a page in order, and those that have an `@id` by it."""

    top: list[Item]
    by_id: dict[str, Item]

    def resolve(self, value: Any) -> Item | None:
        """The thing that a value is or refers to by `@id`; None where it is neither."""
        known = self.by_id.get(identifier_of(value) or "")
        if isinstance(value, dict):
            return known if known and len(known) > len(value) else value
        return known

    def resolve_all(self, value: Any) -> list[Item]:
        """The things that a property's one or several values are."""
        return [item for each in listed(value) if (item := self.resolve(each)) is not None]


def items_of(documents: Iterable[Any]) -> Items:
    """The top-level things of some documents, lists and `@graph`s laid flat."""
    top = list(islice((item for each in documents for item in _flat(each, _DEEPEST_LIST)), _MOST_ITEMS))
    by_id: dict[str, Item] = {}
    for item in top:
        identifier = identifier_of(item)
        if identifier and len(item) > len(by_id.get(identifier, ())):
            by_id[identifier] = item
    return Items(top, by_id)


def _flat(value: Any, depth: int) -> Iterator[Item]:
    if depth and isinstance(value, list):
        for each in value:
            yield from _flat(each, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        if depth and "@graph" in value:
            yield from _flat(value["@graph"], depth - 1)


def identifier_of(value: Any) -> str | None:
    """The `@id` that a thing has, or that a text refers to."""
    identifier = value.get("@id") if isinstance(value, dict) else value
    return identifier if isinstance(identifier, str) else None


def listed(value: Any) -> list[Any]:
    """A property's values as a list, whether it had none, one or several; bounded."""
    if value is None:
        return []
    return value[:_MOST_ITEMS] if isinstance(value, list) else [value]


def types_of(item: Item) -> list[str]:
    """The names of an item's types in the order stated, without schema.org's address."""
    return [each.rpartition("/")[2].rpartition(":")[2] for each in listed(item.get("@type")) if isinstance(each, str)]


def is_product(item: Item) -> bool:
    """Whether an item is a product, or a group of a product's variants."""
    return any(each.lower() in _PRODUCTS for each in types_of(item))


def texts_of(value: Any) -> list[str]:
    """The texts of a property that are not empty: bare, or in an `@value`, or as the name of a thing."""
    texts = []
    for each in listed(value):
        bare = each.get("@value", each.get("name")) if isinstance(each, dict) else each
        if text := plain(bare[0] if isinstance(bare, list) and bare else bare):
            texts.append(text)
    return texts
