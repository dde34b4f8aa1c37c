# SPDX-License-Identifier: Apache-2.0
"""A customer pays another way than they chose: what they began is called off first, so that it is paid once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.errors import AskedForUnknown
from officinal.shop.mail.outbox import tell
from officinal.shop.models import Order
from officinal.shop.orders.log import lock_order, log
from officinal.shop.payments.attempts import begin, call_off
from officinal.shop.payments.gateway import Gateway, NoAnswer
from officinal.shop.payments.registry import offered
from officinal.shop.payments.time_to_pay import keep
from officinal.shop.seller import seller


def pay_otherwise(order: Order, name: str, *, now: dt.datetime) -> None:
    """Let an order be paid by another of the gateways that are offered, or by another card.

    Nothing happens to one that waits for no payment. Raises `AskedForUnknown`; `NoAnswer` where nobody knows yet
    whether it was paid; `NotEnough` where its time is over and somebody else has the units.
    """
    chosen = next((each for each in offered() if each.name == name), None)
    if chosen is None:
        raise AskedForUnknown(f"one cannot pay by {name!r} here; one can by {', '.join(x.name for x in offered())}")
    attempt = call_off(order, now=now)
    if attempt is not None and attempt.is_open:
        raise NoAnswer("nobody knows yet whether it was paid")
    if _change(order, chosen, now=now) and chosen.by_hand:
        begin(Order.objects.get(pk=order.pk), now=now)


@transaction.atomic
def _change(order: Order, chosen: Gateway, *, now: dt.datetime) -> bool:
    held = lock_order(order.pk)
    if held.state != Order.State.AWAITING or held.attempts.filter(state__in=["succeeded"]).exists():
        return False
    if held.gateway != chosen.name:
        log(held, "pays_otherwise", now=now, before=held.gateway, by_now=chosen.name)
        held.gateway = chosen.name
        held.save(update_fields=["gateway"])
    if chosen.by_hand:
        keep(held, now + dt.timedelta(days=seller().pay_within_days), now=now)
        tell(
            "order_placed", key=f"order-placed-{held.pk}", to=held.email, language=held.language,
            order=held.pk, now=now,
        )  # fmt: skip
    return True
