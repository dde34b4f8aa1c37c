# SPDX-License-Identifier: Apache-2.0
"""A customer's bank disputes a payment. What becomes of it is decided between the bank and the gateway; here it stands in
the order's log, so that staff answer in time and give no money back that the bank has taken already.

What was paid and given back stays as it is: a dispute is no refund of the shop's.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT

from officinal.shop.models import Attempt, Order, OrderEvent
from officinal.shop.orders.log import lock_order, log
from officinal.shop.payments.gateway import Dispute, Stands

OPEN: Final = "disputed"
_KINDS: Final = {Stands.OPEN: OPEN, Stands.KEPT: "dispute_kept", Stands.TAKEN: "dispute_taken"}


@transaction.atomic
def disputed(attempt: Attempt, dispute: Dispute, *, now: dt.datetime) -> None:
    """Write down how a dispute stands: as often as it is told, each change once."""
    order, kind = lock_order(attempt.order_id), _KINDS[dispute.stands]
    last = _told(order).filter(detail__dispute=dispute.external_id).last()
    if last is None or last.kind != kind:
        until = {"answer_by": dispute.answer_by.isoformat()} if dispute.answer_by else {}
        log(order, kind, now=now, dispute=dispute.external_id, amount=str(dispute.amount), **until)


def _told(order: Order) -> QuerySet[OrderEvent]:
    return OrderEvent.objects.filter(order=order, kind__in=_KINDS.values())


def under_dispute() -> QuerySet[OrderEvent]:
    """What opened each dispute that is not over, with its order; the oldest first."""
    every: QuerySet[OrderEvent] = OrderEvent.objects.filter(kind__in=_KINDS.values())
    which = every.annotate(which=KT("detail__dispute"))
    later = which.filter(order=OuterRef("order"), pk__gt=OuterRef("pk"), which=OuterRef("which"))
    opened: QuerySet[OrderEvent] = which.filter(kind=OPEN).exclude(Exists(later))
    return opened.select_related("order").order_by("pk")


def is_open(order: Order) -> bool:
    """Whether a dispute of it is not over."""
    return OPEN in _last_words(order)


def may_be_taken(order: Order) -> bool:
    """Whether a bank took some of its money back, or may: what staff give back could be given a second time."""
    return any(kind != _KINDS[Stands.KEPT] for kind in _last_words(order))


def _last_words(order: Order) -> list[str]:
    """How each of its disputes stands."""
    return list({each.detail["dispute"]: each.kind for each in _told(order)}.values())
