# SPDX-License-Identifier: Apache-2.0
"""Reading a page's microdata: the elements with `itemscope` and `itemprop` of schema.org's Product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from officinal.reading.structured.items import Item, Items, is_product
from officinal.reading.structured.product import state_product
from officinal.reading.structured.statement import Statement

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TEXTS = frozenset(
    {"name", "brand", "description", "url", "image", "contentUrl", "productGroupID"}
    | {"sku", "gtin", "gtin8", "gtin12", "gtin13", "gtin14"}
    | {"price", "priceCurrency", "availability", "lowPrice", "highPrice", "priceType", "referenceQuantity"}
)
_THINGS = frozenset({"brand", "image", "offers", "priceSpecification", "hasVariant", "mainEntity"})
_ADDRESSES = frozenset({"url", "image", "contentUrl", "availability", "priceType"})
_ADDRESS_IN = {"a": "href", "link": "href", "area": "href", "img": "src", "source": "src"}
_MOST_NODES = 2000
_MOST_STEPS_UP = 256
_MOST_STEPS_TO_HEADING = 4
_HEADED = "@headed"
_MOST_TEXT = 2 * 2**20


def read_microdata(tree: LexborHTMLParser) -> list[Statement]:
    """What a page's microdata states about its product: of several, the one whose name is the page's main heading."""
    if tree.css_first("[itemprop]") is None:
        return []
    nodes = tree.css("[itemscope], [itemprop]:not([itemscope])")[:_MOST_NODES]
    items = _top_items(nodes)
    headed = [each for each in items if each.get(_HEADED) and is_product(each)]
    page = [{"mainEntity": headed}] if len(headed) == 1 else []
    return state_product(Items([*items, *page], {}), "microdata")[0]


def _top_items(nodes: list[LexborNode]) -> list[Item]:
    """The items that are no property of another, each filled with its own properties, in document order."""
    items: dict[int, Item] = {}
    top, text_left = [], _MOST_TEXT
    for node in nodes:
        attributes = node.attributes
        owner, names = _owner(node, items), (attributes.get("itemprop") or "").split()
        if "itemscope" in attributes:
            item = items[node.mem_id] = {"@type": (attributes.get("itemtype") or "").split()}
            if owner is None or not (names or is_product(owner)):
                top.append(item)
            elif thing := _THINGS.intersection(names):
                _add(owner, thing, item)
        elif owner is not None and text_left > 0 and (wanted := _TEXTS.intersection(names)):
            text = _text(node, attributes, wanted)
            text_left -= len(text)
            _add(owner, wanted, text)
            if "name" in wanted and _is_headed(node):
                owner[_HEADED] = True
    return top


def _owner(node: LexborNode, items: dict[int, Item]) -> Item | None:
    """The item of the nearest element above that is one."""
    above = node.parent
    for _ in range(_MOST_STEPS_UP):
        if above is None:
            return None
        if (item := items.get(above.mem_id)) is not None:
            return item
        above = above.parent
    return None


def _add(owner: Item, names: frozenset[str], value: Item | str) -> None:
    for name in names:
        owner.setdefault(name, []).append(value)


def _text(node: LexborNode, attributes: dict[str, str | None], names: frozenset[str]) -> str:
    """A property's value: its `content`, the address that it holds where it is one, or its text."""
    address = _ADDRESS_IN.get(node.tag or "") if names & _ADDRESSES else None
    for attribute in ("content", address):
        if attribute and (value := attributes.get(attribute)):
            return value
    return " ".join(node.text().split())


def _is_headed(node: LexborNode) -> bool:
    """Whether a name is the page's main heading, or stands right within it."""
    above: LexborNode | None = node
    for _ in range(_MOST_STEPS_TO_HEADING):
        if above is None:
            return False
        if above.tag == "h1":
            return True
        above = above.parent
    return False
