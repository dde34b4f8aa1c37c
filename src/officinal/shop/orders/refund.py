# SPDX-License-Identifier: Apache-2.0
"""Money is given back: the refund is written down first, under the key of whatever asked for it, then it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from officinal.errors import OfficinalError
from officinal.shop.mail.outbox import tell
from officinal.shop.models import Attempt, Order, Refund
from officinal.shop.money.refund import Refund as Parts
from officinal.shop.orders import parts as parts_of
from officinal.shop.orders.log import lock_order, log

NOT_FAILED = (Refund.State.CREATED, Refund.State.UNKNOWN, Refund.State.PENDING, Refund.State.SUCCEEDED)


class RefundError(OfficinalError):
    """A refund that cannot be: says what can be given back."""


@transaction.atomic
def refund(order: Order, amount: Decimal, *, reason: str, key: str, now: dt.datetime, by: Any = None) -> Refund:
    """Owe the customer an amount of what they paid; the same key gives the same refund.

    Raises `RefundError` for more than is left of what was paid.
    """
    held = lock_order(order.pk)
    if known := Refund.objects.filter(key=key).first():
        return known
    attempt = held.attempts.filter(state=Attempt.State.SUCCEEDED).first()
    left = held.paid - held.refunded
    if attempt is None or not Decimal(0) < amount <= left or amount != amount.quantize(Decimal("0.01")):
        raise RefundError(
            f"{amount} {held.currency} cannot be given back: {left} {held.currency} of what was paid is left"
        )
    return owe(held, attempt, amount, reason=reason, key=key, now=now, by=by)


@transaction.atomic
def refund_parts(
    order: Order, ask: Callable[[Order], Parts], *, seen: Decimal, reason: str, key: str, now: dt.datetime,
    by: Any = None, units: Mapping[int, int] | None = None,
) -> Refund:  # fmt: skip
    """Owe what `ask` finds of the order as it stands, locked; the same key gives the same refund.

    `seen` is the amount that somebody agreed to. Raises `RefundError` where it comes to another now, or to nothing;
    `MoneyError` where there is less left than is asked for.
    """
    held = lock_order(order.pk)
    if known := Refund.objects.filter(key=key).first():
        return known
    attempt = held.attempts.filter(state=Attempt.State.SUCCEEDED).first()
    if attempt is None:
        raise RefundError(f"order {held.number} was not paid: there is nothing to give back")
    _must_be_left(held, units or {})
    parts = ask(held)
    if parts.total <= 0 or parts.total != seen:
        raise RefundError(f"it comes to {parts.total} {held.currency} now, not to {seen}")
    return owe(held, attempt, parts.total, reason=reason, key=key, now=now, by=by, parts=parts, units=units)


def _must_be_left(order: Order, units: Mapping[int, int]) -> None:
    before = parts_of.units_so_far(order) if units else {}
    for place, line in enumerate(order.lines.all()):
        if units.get(place, 0) + before.get(place, 0) > line.quantity:
            raise RefundError(f"{line.name}: {before.get(place, 0)} of {line.quantity} were given back already")


def owe(
    order: Order, attempt: Attempt, amount: Decimal, *, reason: str, key: str, now: dt.datetime, by: Any = None,
    parts: Parts | None = None, units: Mapping[int, int] | None = None,
) -> Refund:  # fmt: skip
    """Write a refund down, with what it is for; the order is locked. The gateway is asked once this is committed, or by
    the next tick.
    """
    counts = attempt.state == Attempt.State.SUCCEEDED
    detail = _what_for(order, amount, parts, units) if counts else {}
    if counts:
        within = Order.objects.filter(pk=order.pk, paid__gte=F("refunded") + amount)
        if not within.update(refunded=F("refunded") + amount):
            raise RefundError(f"{amount} {order.currency} is more than is left of what was paid")
        order.refresh_from_db(fields=["refunded"])
    made = Refund.objects.create(attempt=attempt, key=key, amount=amount, reason=reason[:200], by=by, at=now)
    log(order, "refund_owed", now=now, by=by, amount=str(amount), reason=reason, refund=made.pk, **detail)
    from officinal.shop.payments.refunds import send

    transaction.on_commit(lambda: send(made, now=now), robust=True)
    return made


def _what_for(
    order: Order, amount: Decimal, parts: Parts | None, units: Mapping[int, int] | None
) -> dict[str, Any]:  # fmt: skip
    """What the log keeps of it. An order that has no reckoning of ours, or not enough left, has no parts."""
    try:
        found = parts or parts_of.of_amount(order, amount)
    except OfficinalError:
        return {}
    counted = {str(place): number for place, number in (units or {}).items() if number}
    return {"parts": parts_of.to_json(found), **({"units": counted} if counted else {})}


@transaction.atomic
def given_back(made: Refund, state: str, *, external_id: str, why: str, now: dt.datetime) -> None:
    """Record what became of a refund; what failed is owed no more, and staff are shown it.

    What was given back may fail days later, when the customer's bank sends it back.
    """
    order = lock_order(made.attempt.order_id)
    held = Refund.objects.select_for_update().get(pk=made.pk)
    over = held.state == Refund.State.SUCCEEDED and state != Refund.State.FAILED
    if over or held.state in (Refund.State.FAILED, state):
        return
    held.state, held.why = state, why[:200]
    held.external_id = held.external_id or external_id
    held.save(update_fields=["state", "why", "external_id"])
    if state == Refund.State.SUCCEEDED:
        _tell(order, held, now=now)
    elif state == Refund.State.FAILED:
        if made.attempt.state == Attempt.State.SUCCEEDED:
            Order.objects.filter(pk=order.pk).update(refunded=F("refunded") - held.amount)
        log(order, "refund_failed", now=now, amount=str(held.amount), why=held.why, refund=held.pk)


def _tell(order: Order, refund: Refund, *, now: dt.datetime) -> None:
    log(order, "refunded", now=now, amount=str(refund.amount), refund=refund.pk)
    tell(
        "order_refunded", key=f"refund-{refund.pk}", to=order.email, language=order.language,
        order=order.pk, refund=refund.pk, now=now,
    )  # fmt: skip


@transaction.atomic
def given_back_elsewhere(
    attempt: Attempt, external_id: str, amount: Decimal, state: str, *, now: dt.datetime
) -> Refund | None:
    """Record a refund that staff made at the gateway itself, once. None for one that came to nothing, or is too much."""
    order = lock_order(attempt.order_id)
    key = f"{attempt.gateway}-{external_id}"[:80]
    if known := Refund.objects.filter(key=key).first():
        given_back(known, state, external_id=external_id, why="", now=now)
        return known
    if state == Refund.State.FAILED:
        return None
    if attempt.state == Attempt.State.SUCCEEDED:
        within = Order.objects.filter(pk=order.pk, paid__gte=F("refunded") + amount)
        if not within.update(refunded=F("refunded") + amount):
            log(order, "refund_too_much", now=now, amount=str(amount), id=external_id)
            return None
    detail = _what_for(order, amount, None, None) if attempt.state == Attempt.State.SUCCEEDED else {}
    made = Refund.objects.create(
        attempt=attempt, key=key, amount=amount, state=state, external_id=external_id, reason="elsewhere", at=now
    )
    log(order, "refunded_elsewhere", now=now, amount=str(amount), id=external_id, refund=made.pk, **detail)
    if state == Refund.State.SUCCEEDED:
        _tell(order, made, now=now)
    return made
