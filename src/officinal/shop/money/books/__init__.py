# SPDX-License-Identifier: Apache-2.0
"""The data files of `officinal/shop/rates`: what each may hold, one module a kind, and how it is read, once."""

from officinal.shop.money.books.currencies import currencies
from officinal.shop.money.books.places import places
from officinal.shop.money.books.shipping import ShippingBook, shipping_book
from officinal.shop.money.books.taxes import TaxBook, TaxClass, tax_book

__all__ = ["ShippingBook", "TaxBook", "TaxClass", "currencies", "places", "shipping_book", "tax_book"]
