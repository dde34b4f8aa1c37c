# SPDX-License-Identifier: Apache-2.0
"""Stock came: those who wait are told in the order in which they confirmed, as many as there are units."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.shop.mail.outbox import tell
from officinal.shop.models import RestockRequest
from officinal.shop.stock.available import available
from officinal.shop.stock.rows import lock

FIRST_FOR = dt.timedelta(hours=24)
"""how long the units are left to those who were told, before the next are told of them"""
KEPT = dt.timedelta(days=30)
"""how long a request that was answered, or never confirmed, is kept"""
State = RestockRequest.State


def notify(*, now: dt.datetime) -> int:
    """Tell whoever can be told; how many were."""
    waiting = RestockRequest.objects.filter(state=State.WAITING, product__in_stock=True, product__published=True)
    return sum(_tell_of(key, now=now) for key in sorted(set(waiting.values_list("product_id", flat=True))))


@transaction.atomic
def _tell_of(product: int, *, now: dt.datetime) -> int:
    """Tell of one product; the stock row is locked, so that two who do this at once tell nobody twice."""
    lock([product])
    requests = RestockRequest.objects.filter(product=product)
    told = requests.filter(state=State.TOLD, told_at__gt=now - FIRST_FOR).count()
    number = max(0, available([product], now=now)[product] - told)
    chosen = list(requests.filter(state=State.WAITING).order_by("confirmed_at", "pk")[:number])
    for each in chosen:
        each.state, each.told_at = State.TOLD, now
        each.save(update_fields=["state", "told_at"])
        key = f"restock-{each.pk}-{each.confirmed_at:%Y%m%dT%H%M%S}"
        tell("restock", key=key, to=each.email, language=each.language, request=each.pk, now=now)
    return len(chosen)


def forget_old(*, now: dt.datetime) -> int:
    """Forget requests that are answered, or that nobody confirmed; how many."""
    old = RestockRequest.objects.exclude(state=State.WAITING).filter(asked_at__lt=now - KEPT)
    number, _ = old.delete()
    return number
