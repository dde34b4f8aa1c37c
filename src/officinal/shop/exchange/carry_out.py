# SPDX-License-Identifier: Apache-2.0
"""Changes are carried out, each product by itself: what is done stays done if a later one fails, and can be run again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from officinal.errors import OfficinalError
from officinal.shop.catalogue.publish import change_offer, publish
from officinal.shop.exchange.entry import Entry, Refused
from officinal.shop.exchange.weigh import Change, Terms, weigh_all
from officinal.shop.models import Product
from officinal.shop.stock.receive import receive


def carry_out_all(
    entries: Iterable[Entry | Refused], terms: Terms, *, now: dt.datetime, by: Any = None
) -> Iterator[Change]:
    """Weigh each entry and carry it out at once; what could not be done comes back as refused."""
    for change in weigh_all(entries, terms):
        yield carry_out(change, terms, now=now, by=by)


def carry_out(change: Change, terms: Terms, *, now: dt.datetime, by: Any = None) -> Change:
    """Carry out one change, or refuse it; the change itself where it is done."""
    if change.kind in ("unchanged", "refused"):
        return change
    try:
        _carry_out(change, terms, now=now, by=by)
    except OfficinalError as error:
        return replace(change, kind="refused", reason=str(error))
    except IntegrityError:
        return replace(change, kind="refused", reason=_("meanwhile somebody else made it; bring the file in again"))
    return change


@transaction.atomic
def _carry_out(change: Change, terms: Terms, *, now: dt.datetime, by: Any) -> None:
    product = Product.objects.select_for_update(no_key=True).filter(slug=change.slug).first() or Product(
        slug=change.slug
    )
    for name, value in change.offer:
        setattr(product, name, value)
    if change.label is not None:
        publish(product, change.label, as_of=terms.as_of, by=by, reason=terms.reason.strip() if change.errors else "")
    elif change.offer:
        change_offer(product)
    if change.opening_stock:
        receive(product, change.opening_stock, now=now, reason="opening stock", by=by)
