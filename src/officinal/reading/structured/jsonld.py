# SPDX-License-Identifier: Apache-2.0
"""Reading a page's JSON-LD scripts: https://schema.org/Product and what belongs to it."""

from __future__ import annotations

import re
from typing import Any

from officinal.reading.structured.items import items_of
from officinal.reading.structured.money import same_price
from officinal.reading.structured.product import state_product
from officinal.reading.structured.statement import Statement
from officinal.reading.structured.tolerant_json import parse_tolerant

MOST_CHARACTERS = 2 * 2**20
MOST_SCRIPTS = 200
_PRICE = re.compile(r'"price"\s*+:\s*+"?([0-9]{1,12}(?:[.,][0-9]{1,12}){0,3})(?![0-9.,])')
_CURRENCY = re.compile(r'"priceCurrency"\s*+:\s*+"([A-Za-z]{3})"')


def read_jsonld(scripts: list[str]) -> tuple[list[Statement], list[str]]:
    """What a page's `application/ld+json` scripts state about its product, and one line for each problem met."""
    documents, damaged, problems = _parse(scripts)
    statements, more = state_product(items_of(documents), "json-ld")
    if not statements and damaged:
        statements = _last_resort(damaged)
    return statements, problems + more


def _parse(scripts: list[str]) -> tuple[list[Any], list[str], list[str]]:
    """The data of the sound scripts, the damaged scripts, and the problems."""
    documents, damaged, problems, left = [], [], [], MOST_CHARACTERS
    for place, script in enumerate(scripts[:MOST_SCRIPTS], start=1):
        left -= len(script)
        if left < 0:
            problems.append(f"json-ld beyond {MOST_CHARACTERS // 2**20} MiB is left unread, from script {place} on")
            break
        try:
            documents.append(parse_tolerant(script))
        except RecursionError:
            problems.append(f"json-ld script {place} is nested too deeply to read")
        except ValueError as error:
            if script.strip():
                damaged.append(script)
                problems.append(f"json-ld script {place} is not valid JSON ({error})")
    else:
        if len(scripts) > MOST_SCRIPTS:
            problems.append(f"json-ld is left unread from script {MOST_SCRIPTS + 1} on")
    return documents, damaged, problems


def _last_resort(damaged: list[str]) -> list[Statement]:
    """A price and its currency out of scripts that do not parse, where they hold one price only."""
    products = [each for each in damaged if "Product" in each]
    prices = {same_price(price): price for script in products for price in _PRICE.findall(script)}
    currencies = {currency for script in products for currency in _CURRENCY.findall(script)}
    if len(prices) != 1 or len(currencies) > 1:
        return []
    statements = [Statement("price", price, "json-ld (damaged) price") for price in prices.values()]
    return statements + [Statement("currency", each, "json-ld (damaged) priceCurrency") for each in currencies]
