# SPDX-License-Identifier: Apache-2.0
"""A cart is found by its token, filled and changed here."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.errors import OfficinalError
from officinal.shop.cart.answer import LEAST_DAYS, MOST_DAYS
from officinal.shop.models import Cart, CartLine, Product
from officinal.shop.models.order import new_token
from officinal.shop.seller import seller

MOST_LINES = 40


class CartError(OfficinalError):
    """Something that cannot be put into a cart: `code` is one of `too_many_lines`, `cadence`, `not_by_subscription`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def find(token: str | None) -> Cart | None:
    """The cart of a token."""
    if not token or len(token) > 40 or not token.isascii():
        return None
    return Cart.objects.filter(token=token).first()


def make(*, now: dt.datetime) -> Cart:
    """A new, empty cart."""
    return Cart.objects.create(token=new_token(), touched=now)


def lines(cart: Cart | None, *, dossiers: bool = False) -> list[CartLine]:
    """What is in it, with the products, and their dossiers where somebody looks at how long they last."""
    if cart is None:
        return []
    long = ["product__search_text"] if dossiers else ["product__search_text", "product__dossiers"]
    return list(cart.lines.select_related("product").defer(*long))


@transaction.atomic
def add(cart: Cart, product: Product, quantity: int, every_days: int | None, *, now: dt.datetime) -> CartLine:
    """Put some of a product in, beside those that are in already. Raises `CartError`."""
    _check(product, every_days)
    Cart.objects.select_for_update().filter(pk=cart.pk).update(touched=now)
    line = cart.lines.filter(product=product, every_days__isnull=every_days is None).first()
    if line is None:
        if cart.lines.count() >= MOST_LINES:
            raise CartError("too_many_lines", f"a cart holds {MOST_LINES} lines; order these first")
        line = CartLine(cart=cart, product=product, quantity=0)
    line.quantity = _bounded(line.quantity + quantity)
    line.every_days = every_days
    line.save()
    return line


@transaction.atomic
def change(line: CartLine, quantity: int, every_days: int | None, *, now: dt.datetime) -> None:
    """Set how many, and once or by subscription; none takes it out. Raises `CartError`."""
    Cart.objects.select_for_update().filter(pk=line.cart_id).update(touched=now)
    if quantity <= 0:
        line.delete()
        return
    _check(line.product, every_days)
    other = line.cart.lines.filter(product=line.product, every_days__isnull=every_days is None).exclude(pk=line.pk)
    if double := other.first():
        quantity += double.quantity
        double.delete()
    line.quantity, line.every_days = _bounded(quantity), every_days
    line.save(update_fields=["quantity", "every_days"])


def forget_old(*, now: dt.datetime) -> int:
    """Remove carts that nobody touched for long; how many."""
    old = Cart.objects.filter(touched__lt=now - dt.timedelta(days=seller().forget_cart_days))
    number = old.count()
    old.delete()
    return number


def _bounded(quantity: int) -> int:
    return max(1, min(quantity, seller().most_of_one))


def _check(product: Product, every_days: int | None) -> None:
    if every_days is None:
        return
    if product.subscribe_percent_off is None:
        raise CartError("not_by_subscription", f"{product} is not sold by subscription")
    if not LEAST_DAYS <= every_days <= MOST_DAYS:
        raise CartError("cadence", f"a delivery comes every {LEAST_DAYS} to {MOST_DAYS} days, not every {every_days}")
