# SPDX-License-Identifier: Apache-2.0
"""What the shop does by the clock, as a list: run every few minutes, by cron or by the server's own timer.

Each step may run at any time, twice, or twice at once: it does what is due and not yet done. A step that fails is told,
and the others are done all the same.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from officinal.shop.cart.carts import forget_old as forget_carts
from officinal.shop.forgetting import forget_old as forget_orders
from officinal.shop.mail.send import forget_old as forget_messages
from officinal.shop.mail.send import send_waiting
from officinal.shop.orders.expire import expire_unpaid
from officinal.shop.payments.reconcile import reconcile
from officinal.shop.payments.refunds import send_all as send_refunds
from officinal.shop.restock.notify import forget_old as forget_requests
from officinal.shop.restock.notify import notify
from officinal.shop.stock.sweep import sweep
from officinal.shop.subscriptions.remind import remind
from officinal.shop.subscriptions.renew import renew_due
from officinal.shop.subscriptions.resume import resume_due

logger = logging.getLogger(__name__)
Step = Callable[..., int]

STEPS: tuple[tuple[str, Step], ...] = (
    ("payments looked up", reconcile),
    ("orders that nobody paid dropped", expire_unpaid),
    ("products with holds or lots that ran out", sweep),
    ("refunds sent", send_refunds),
    ("subscriptions resumed", resume_due),
    ("reminders written", remind),
    ("deliveries renewed", renew_due),
    ("people told of stock", notify),
    ("messages sent", send_waiting),
    ("old carts forgotten", forget_carts),
    ("old requests forgotten", forget_requests),
    ("old messages forgotten", forget_messages),
    ("orders forgotten", forget_orders),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did."""

    what: str
    number: int
    failed: str = ""


def tick(*, now: dt.datetime, more: tuple[tuple[str, Step], ...] = ()) -> Iterator[Done]:
    """Do what is due at a moment, step by step; then what others than the shop have to do by the clock."""
    for what, step in (*STEPS, *more):
        try:
            yield Done(what, step(now=now))
        except Exception as error:
            logger.exception("tick: %s failed", what)
            yield Done(what, 0, failed=type(error).__name__)
