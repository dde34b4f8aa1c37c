# SPDX-License-Identifier: Apache-2.0
"""The program dies between any two steps of a renewal: the next tick goes on, and there is one order and one charge."""

from __future__ import annotations

from typing import Any

import pytest
from tests.shop.subscriptions.bank import Bank, Crash
from tests.shop.subscriptions.made import (
    charges,
    cycle,
    fresh,
    happened,
    on,
    product,
    renewals,
    sound,
    subscribed,
    tick,
    told,
)  # fmt: skip

from officinal.shop.models import Attempt, Cycle, Order, Subscription
from officinal.shop.orders import paid as paying
from officinal.shop.payments import attempts
from officinal.shop.payments.gateway import Saved
from officinal.shop.subscriptions import card, claim, collect, end, fulfil, hear, renew
from officinal.shop.subscriptions import pause as pausing

pytestmark = pytest.mark.django_db

STEPS = [
    (claim, "_claim"),
    (renew, "claim"),
    (fulfil, "place"),
    (fulfil, "_write_into"),
    (renew, "fulfil"),
    (attempts, "_attempt"),
    (attempts, "answer"),
    (attempts, "settle"),
    (paying, "allocate"),
    (hear, "renewed"),
    (collect, "charge"),
    (collect, "note"),
    (renew, "collect"),
]


def dies(patch: pytest.MonkeyPatch, module: Any, name: str, when: str) -> None:
    """Let the program die once, just before a function does its work or just after."""
    usual = getattr(module, name)

    def once(*args: Any, **kwargs: Any) -> Any:
        patch.setattr(module, name, usual)
        if when == "before":
            raise Crash
        usual(*args, **kwargs)
        raise Crash

    patch.setattr(module, name, once)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("module", "name"), STEPS, ids=[f"{each[0].__name__.rsplit('.')[-1]}.{each[1]}" for each in STEPS]
)
def test_a_renewal_is_gone_on_with(
    monkeypatch: pytest.MonkeyPatch, the_bank: Bank, module: Any, name: str, when: str
) -> None:
    """Paid once, with one order, and everything that follows happened once."""
    held = subscribed(product(2))
    tick(on(27))
    dies(monkeypatch, module, name, when)
    with pytest.raises(Crash):
        tick(on(30, hour=1))
    for hour in (2, 3):
        tick(on(30, hour=hour))
    (order,) = renewals(held)
    assert charges(held) == [order.total]
    assert (cycle(held).state, order.state) == (Cycle.State.DONE, Order.State.PAID)
    assert fresh(held).next_on == on(60).date()
    assert [happened(held).count(kind) for kind in ("due", "ordered", "renewed")] == [1, 1, 1]
    sound()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("trouble", ["dies before", "dies after", "lost", "unheard"])
def test_the_bank_is_asked_again_under_the_same_key(the_bank: Bank, trouble: str, when: str) -> None:
    """Whether or not it had heard of it: no money moves twice."""
    held = subscribed(product(2))
    the_bank.trouble = [trouble] if when == "before" else [trouble, trouble]
    for hour in range(1, 6):
        try:
            tick(on(30, hour=hour))
        except Crash:
            continue
    assert len(charges(held)) == 1
    assert cycle(held).state == Cycle.State.DONE
    sound()


@pytest.mark.parametrize("name", ["fulfil", "collect"])
def test_an_invoice_is_written_once(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The same by hand: one order that waits, one attempt."""
    held = subscribed(product(2), by_hand=True)
    dies(monkeypatch, renew, name, "after")
    with pytest.raises(Crash):
        tick(on(30, hour=1))
    tick(on(30, hour=2))
    (order,) = renewals(held)
    assert order.attempts.count() == 1
    assert told(held).count("subscription_reminder") == 1


@pytest.mark.parametrize("module", [end, pausing])
def test_an_end_or_a_pause_that_was_cut_off_is_finished(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """What was unpaid is called off by the next tick, and no card is asked meanwhile."""
    held = subscribed(product(2), card="asks")
    tick(on(30, hour=1))
    dies(monkeypatch, module, "call_off_unpaid", "before")
    with pytest.raises(Crash):
        getattr(module, module.__name__.rsplit(".")[-1])(held.pk, now=on(30, hour=2))
    Subscription.objects.filter(pk=held.pk).update(method="good")
    tick(on(31, hour=3))
    assert charges(held) == []
    assert renewals(held)[0].state == Order.State.CANCELLED
    sound()


@pytest.mark.parametrize("card_before", ["poor", "asks"])
def test_a_new_card_that_was_cut_off_is_charged_by_the_next_tick(
    monkeypatch: pytest.MonkeyPatch, card_before: str
) -> None:
    """The attempt that waited for the old one to be confirmed is called off first."""
    held = subscribed(product(2), card=card_before)
    tick(on(30, hour=1))
    dies(monkeypatch, card, "_try_again", "before")
    with pytest.raises(Crash):
        card.change_card(held.pk, Saved("payer", "good-new", "Card"), now=on(30, hour=2))
    tick(on(30, hour=3))
    assert len(charges(held)) == 1
    assert [each.state for each in Attempt.objects.filter(order__in=renewals(held)).order_by("pk")][-1] == "succeeded"
    sound()
