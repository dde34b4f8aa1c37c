# SPDX-License-Identifier: Apache-2.0
"""A customer is forgotten: what need not be kept is deleted, and name, address and e-mail are taken off what must be.

Orders are books: whoever carries on a business in Canada keeps records for six years after the end of the year to which
they relate (Excise Tax Act, R.S.C. 1985, c. E-15, s. 286(3), as in force from 1 July 2021). What the books need stays:
lines, amounts, taxes, days, and the province or country that the taxes follow from.

An order that is still under way keeps its address until it has arrived, its money is settled and no bank disputes it;
then the clock (`forget_old`) does the rest. An order without an address cannot be reached when a lot of it is recalled.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from officinal.shop.models import (
    Cart,
    Message,
    Order,
    OrderEvent,
    Payer,
    Refund,
    RestockRequest,
    Subscription,
    SubscriptionEvent,
)
from officinal.shop.orders import dispute
from officinal.shop.orders.log import lock_order, log

ARRIVES_WITHIN = dt.timedelta(days=30)
"""how long after it was handed over an order keeps its address: for what is lost, broken or sent back"""
BOOKS_NEED = ("province", "country")
UNDER_WAY = (Refund.State.CREATED, Refund.State.UNKNOWN, Refund.State.PENDING)
ENDED = Subscription.State.CANCELLED


def of_customer(email: str, user: Any = None) -> Q:
    """What belongs to a customer: by their account, or by their address."""
    mine = Q(email__iexact=email) if email else Q(pk=None)
    return mine | Q(user=user) if user is not None else mine


@dataclass(frozen=True, slots=True)
class KeptOf:
    """How much bears somebody's name."""

    orders: int
    subscriptions: int
    """that have not ended"""


def kept_of(email: str, user: Any = None) -> KeptOf:
    """How much bears the name of somebody, by their address and their account."""
    mine = of_customer(email, user)
    return KeptOf(Order.objects.filter(mine).count(), Subscription.objects.filter(mine).exclude(state=ENDED).count())


@transaction.atomic
def forget_customer(email: str, user: Any = None, *, now: dt.datetime) -> None:
    """Forget somebody, by their address and their account; no gateway is asked."""
    from officinal.shop.subscriptions.end import write_end

    mine = of_customer(email, user)
    orders = list(Order.objects.filter(mine).order_by("pk"))
    for order in orders:  # locked before any subscription, as when one is paid
        _forget_order(order, now=now)
    for key in Subscription.objects.filter(mine).exclude(state=ENDED).order_by("pk").values_list("pk", flat=True):
        write_end(key, now=now, why="customer")
    for late in Order.objects.filter(mine).exclude(pk__in=[each.pk for each in orders]):
        log(late, "forget_asked", now=now)  # a delivery that was ordered meanwhile; too late to lock it
    for held in Subscription.objects.filter(mine):
        _take_name_off(held)
    if user is not None:
        Cart.objects.filter(user=user).delete()
    if email:
        under_way = Order.objects.filter(email__iexact=email).values_list("pk", flat=True)
        sent_or_not = Message.objects.filter(to__iexact=email)
        sent_or_not.exclude(state=Message.State.WAITING, about__order__in=list(under_way)).delete()
        RestockRequest.objects.filter(email__iexact=email).delete()
        Payer.objects.filter(email__iexact=email).delete()


def forget_old(*, now: dt.datetime) -> int:
    """Forget the orders whose customers asked for it while they were under way, once they are over; how many."""
    asked = OrderEvent.objects.filter(kind="forget_asked").values("order")
    waiting = list(Order.objects.filter(pk__in=asked).exclude(email="").order_by("pk"))
    return sum(_forget_order(order, now=now) for order in waiting)


@transaction.atomic
def _forget_order(order: Order, *, now: dt.datetime) -> bool:
    """Take everything off an order by which its customer is known, or note that they asked; whether it was done."""
    held = lock_order(order.pk)
    if not is_over(held, now=now):
        if not held.events.filter(kind="forget_asked").exists():
            log(held, "forget_asked", now=now)
        return False
    if not held.email and not held.address.get("name"):
        return False
    email, held.email, held.user = held.email, "", None
    held.address = {name: held.address.get(name, "") if name in BOOKS_NEED else "" for name in held.address}
    held.note = held.tracking = ""
    held.save(update_fields=["email", "user", "address", "note", "tracking"])
    _blank_notes(held)
    if email:
        Message.objects.filter(to__iexact=email, about__order=held.pk).delete()
    log(held, "forgotten", now=now)
    return True


def is_over(order: Order, *, now: dt.datetime) -> bool:
    """Whether nobody needs the address of an order any more."""
    if Refund.objects.filter(attempt__order=order, state__in=UNDER_WAY).exists() or dispute.is_open(order):
        return False
    if order.state == Order.State.SHIPPED:
        return order.shipped_at is None or order.shipped_at <= now - ARRIVES_WITHIN
    return bool(order.state == Order.State.CANCELLED)


def _blank_notes(order: Order) -> None:
    """What staff wrote freely may name somebody. The log is only added to, but for this: a person's right comes first."""
    free: QuerySet[OrderEvent] = QuerySet(OrderEvent)
    for each in free.filter(order=order, kind__in=["note", "marked_paid", "shipped"]):
        free.filter(pk=each.pk).update(detail=_without(each.detail, "text", "note", "tracking"))


def _without(detail: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: "" if name in names else value for name, value in detail.items()}


def _take_name_off(held: Subscription) -> None:
    free: QuerySet[SubscriptionEvent] = QuerySet(SubscriptionEvent)
    for each in free.filter(subscription=held, detail__has_key="reason"):
        free.filter(pk=each.pk).update(detail=_without(each.detail, "reason"))
    address = {name: held.address.get(name, "") if name in BOOKS_NEED else "" for name in held.address}
    Subscription.objects.filter(pk=held.pk).update(
        email="", user=None, address=address, payer="", method="", method_words=""
    )
