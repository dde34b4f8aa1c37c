# SPDX-License-Identifier: Apache-2.0
"""The card is changed; a delivery that the old one could not pay for is charged to the new one at once."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from officinal.shop.models import Cycle, Subscription
from officinal.shop.payments.gateway import Saved
from officinal.shop.payments.registry import gateway
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.claim import claim
from officinal.shop.subscriptions.log import changed, log
from officinal.shop.subscriptions.renew import go_on
from officinal.shop.subscriptions.resume import check_sold, set_going


def change_card(key: int, saved: Saved, *, now: dt.datetime) -> None:
    """Charge a card that its customer has saved just now, from now on. Raises `CannotChange`."""
    with changing(key) as held:
        if not gateway(held.gateway).saves or not saved.method:
            raise CannotChange("no_card", "this subscription is paid by invoice, not by a card")
        if (held.payer, held.method) != (saved.payer, saved.method):
            held.payer, held.method, held.method_words = saved.payer, saved.method, saved.words[:60]
            held.save(update_fields=["payer", "method", "method_words"])
            held.cycles.filter(state=Cycle.State.PAYING).update(next_try=timezone.localdate(now))
            changed(held, "card", now=now)
            if failed(held):
                _send_now(held, now=now)
    _try_again(key, now=now)


def failed(held: Subscription) -> bool:
    """Whether it is paused because its last delivery could not be charged."""
    last = held.events.filter(kind="paused").last()
    return held.state == Subscription.State.PAUSED and last is not None and last.detail.get("why") == "declined"


def _send_now(held: Subscription, *, now: dt.datetime) -> None:
    """The delivery that was given up comes as the next one, today. What is not sold any more stays paused."""
    try:
        check_sold(held)
    except CannotChange:
        return
    set_going(held, timezone.localdate(now))
    log(held, "resumed", now=now)


def _try_again(key: int, *, now: dt.datetime) -> None:
    """Go on with what is due; if the program dies before, the next tick does."""
    claim(key, now=now)
    paying = Cycle.objects.filter(subscription=key, state=Cycle.State.PAYING, next_try__lte=timezone.localdate(now))
    for cycle in paying.filter(subscription__state=Subscription.State.ACTIVE):
        go_on(cycle.pk, now=now)
