# SPDX-License-Identifier: Apache-2.0
"""When will a product run out? By how fast it was sold lately, and by the subscriptions that are due.

How fast: units a day that were bought once, in orders that were paid, over the last 30 days and over the last 90, or over
the days for which the product has had stock if they are fewer, but never fewer than seven. The faster of the two counts,
for too early is better than too late. Fewer than three units in 90 days say nothing, and then nothing is said of it.
Deliveries of subscriptions are added on the days on which they are due. Days on which a product was out of stock count
as days on which nobody wanted it, so a forecast after a gap is late.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Min, Q, Sum
from django.utils import timezone

from officinal.shop.models import Movement, Order, OrderLine, Product, Subscription
from officinal.shop.stock.available import available

SHORT, LONG = 30, 90
FEWEST_UNITS, FEWEST_DAYS = 3, 7
HORIZON = 60
"""days ahead: what lasts longer is not shown"""
_TENTH = Decimal("0.1")
Due = list[tuple[int, int]]
"""deliveries: in how many days, how many units"""


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast a product is sold, in units a day; None where too little is known."""

    short: Decimal | None
    long: Decimal | None

    @property
    def counts(self) -> Decimal | None:
        """The faster one."""
        known = [each for each in (self.short, self.long) if each is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How long a product lasts."""

    product: Product
    there: int
    rate: Rate
    due: int
    """units that subscriptions need within the horizon"""
    days: int | None
    """until it is out; None: more than the horizon, or not known"""

    @property
    def unknown(self) -> bool:
        """Whether too little is known to say anything."""
        return self.rate.counts is None and not self.due


def days_left(there: int, rate: Decimal | None, due: Due) -> int | None:
    """On which day from today less is there than is wanted, within the horizon; None for none.

    >>> days_left(10, Decimal(1), []), days_left(10, None, [(5, 8), (35, 8)]), days_left(10, None, [])
    (10, 35, None)
    """
    promised: dict[int, int] = defaultdict(int)
    for day, units in due:
        promised[max(day, 0)] += units
    wanted = Decimal(0)
    for day in range(HORIZON + 1):
        wanted += promised[day]
        if wanted > there or (rate and wanted + rate * (day + 1) > there):
            return day
    return None


def forecasts(*, now: dt.datetime) -> list[Forecast]:
    """Every published product that was sold lately or is subscribed to, what runs out first in front."""
    today = timezone.localdate(now)
    sold, due = _sold(now), _due(today)
    keys = set(sold) | set(due)
    there, since = available(keys, now=now), _since(keys)
    products = Product.objects.filter(pk__in=keys, published=True).defer("label_json", "dossiers", "search_text")
    found = []
    for product in products:
        short, long = sold.get(product.pk, (0, 0))
        rate = rate_of(short, long, (today - since.get(product.pk, today)).days + 1)
        units = sum(number for _day, number in due.get(product.pk, []))
        days = days_left(there[product.pk], rate.counts, due.get(product.pk, []))
        found.append(Forecast(product, there[product.pk], rate, units, days))
    return sorted(
        found, key=lambda each: (each.unknown, HORIZON + 1 if each.days is None else each.days, each.product.pk)
    )


def rate_of(short: int, long: int, known_for: int) -> Rate:
    """Units a day by the units of the last 30 and 90 days.

    >>> rate_of(30, 45, 400).counts, rate_of(1, 2, 400).counts, rate_of(5, 5, 2).counts
    (Decimal('1.0'), None, Decimal('0.7'))
    """
    if long < FEWEST_UNITS:
        return Rate(None, None)
    days = max(FEWEST_DAYS, known_for)
    enough = short if short >= FEWEST_UNITS else None
    return Rate(_a_day(enough, min(SHORT, days)), _a_day(long, min(LONG, days)))


def _a_day(units: int | None, days: int) -> Decimal | None:
    return None if units is None else (Decimal(units) / days).quantize(_TENTH, rounding=ROUND_HALF_UP) or _TENTH


def _sold(now: dt.datetime) -> dict[int, tuple[int, int]]:
    """Units bought once, of the last 30 and of the last 90 days, by product."""
    paid = Q(order__state__in=[Order.State.PAID, Order.State.PACKED, Order.State.SHIPPED])
    lines = OrderLine.objects.filter(paid, order__placed_at__gt=now - dt.timedelta(days=LONG), order__subscription=None)
    late = Q(order__placed_at__gt=now - dt.timedelta(days=SHORT))
    rows = lines.filter(every_days=None).order_by().values_list("product_id")
    summed = rows.annotate(short=Sum("quantity", filter=late), long=Sum("quantity"))
    return {key: (short or 0, long) for key, short, long in summed}


def _due(today: dt.date) -> dict[int, Due]:
    """What subscriptions need within the horizon, by product."""
    until = today + dt.timedelta(days=HORIZON)
    active = Subscription.objects.filter(state=Subscription.State.ACTIVE, next_on__lte=until)
    due: dict[int, Due] = defaultdict(list)
    for key, next_on, every, units in active.values_list("product_id", "next_on", "every_days", "quantity"):
        first = max(0, (next_on - today).days) if next_on else 0
        due[key] += [(day, units) for day in range(first, HORIZON + 1, every)]
    return due


def _since(keys: Iterable[int]) -> dict[int, dt.date]:
    """Since when each product has had stock."""
    received = (
        Movement.objects.filter(product__in=keys, kind=Movement.Kind.RECEIVED).order_by().values_list("product_id")
    )
    return {key: timezone.localdate(first) for key, first in received.annotate(first=Min("at")) if first}
