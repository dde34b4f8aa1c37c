# SPDX-License-Identifier: Apache-2.0
"""The record's word for the ways in which data states that something is in stock."""

from __future__ import annotations

_WORDS = {
    "in_stock": "instock instoreonly onlineonly available true",
    "out_of_stock": "outofstock soldout unavailable oos false",
    "pre_order": "preorder presale",
    "back_order": "backorder onbackorder availablefororder",
    "limited": "limitedavailability limited lowstock",
    "discontinued": "discontinued",
}
_BY_WORD = {word: availability for availability, words in _WORDS.items() for word in words.split()}
_LONGEST = 100


def availability_of(stated: str) -> str | None:
    """`in_stock` for `https://schema.org/InStock`, "in stock", `instock`; None for a word that we do not know."""
    word = stated[-_LONGEST:].rstrip("/").rpartition("/")[2].rpartition(":")[2].lower()
    return _BY_WORD.get(word.translate({ord(each): None for each in " _-"}))
