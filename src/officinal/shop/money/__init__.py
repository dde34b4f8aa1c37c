# SPDX-License-Identifier: Apache-2.0
"""Money: exact amounts, taxes, delivery, quotes and refunds; no Django, no clock, no database."""

from officinal.shop.money.amount import exact, exponent, percent_of, percent_off, rounded, split, total
from officinal.shop.money.basis import Basis
from officinal.shop.money.books import ShippingBook, TaxBook, TaxClass, currencies, shipping_book, tax_book
from officinal.shop.money.line import Line, PricedLine, priced
from officinal.shop.money.place import Place, place, provinces
from officinal.shop.money.quote import Quote, from_dict, quote, to_dict
from officinal.shop.money.refund import Refund, left_to_refund, nothing_refunded, refund, refund_amount, refund_rest
from officinal.shop.money.shipping import Shipping, shipping, shipping_options
from officinal.shop.money.taxes import Taxation, TaxLine, Untaxed, taxes
from officinal.shop.money.words import NOTICES, REASONS, Words

__all__ = [
    "NOTICES",
    "REASONS",
    "Basis",
    "Line",
    "Place",
    "PricedLine",
    "Quote",
    "Refund",
    "Shipping",
    "ShippingBook",
    "TaxBook",
    "TaxClass",
    "TaxLine",
    "Taxation",
    "Untaxed",
    "Words",
    "currencies",
    "exact",
    "exponent",
    "from_dict",
    "left_to_refund",
    "nothing_refunded",
    "percent_of",
    "percent_off",
    "place",
    "priced",
    "provinces",
    "quote",
    "refund",
    "refund_amount",
    "refund_rest",
    "rounded",
    "shipping",
    "shipping_book",
    "shipping_options",
    "split",
    "tax_book",
    "taxes",
    "to_dict",
    "total",
]
