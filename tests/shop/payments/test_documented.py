# SPDX-License-Identifier: Apache-2.0
"""What docs/explanation/payments.md says: each of its cases is played, each state is explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.shop.orders_made import LATER, NOW, make_order, make_product
from tests.shop.payments.banks import Fake
from tests.shop.payments.books import stands

from officinal.shop.models import Attempt, Order, Refund
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.expire import expire_unpaid
from officinal.shop.orders.refund import refund
from officinal.shop.payments.attempts import begin, mark_paid, settle
from officinal.shop.payments.events import receive
from officinal.shop.payments.gateway import Outcome
from officinal.shop.payments.reconcile import AFTER, look_up, reconcile
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.stripe.events import OLDEST_SECONDS
from officinal.shop.payments.switch import pay_otherwise
from officinal.site.pages.webhooks import MOST_BYTES

TEXT = (Path(__file__).parents[3] / "docs/explanation/payments.md").read_text("utf-8")
BANK = Fake()
Play = Callable[[Order], object]


def _rows(after: str) -> list[list[str]]:
    """The table that follows a heading of columns."""
    table = TEXT[TEXT.index(after) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


CASES = _rows("| what happens | attempts |")


def paid(order: Order) -> None:
    """Goes to pay, and pays."""
    BANK.pays(order)


def declined(order: Order) -> None:
    """Two cards."""
    BANK.pays(order, "declined")
    BANK.pays(order)


def asks(order: Order, *, agrees: bool) -> None:
    """The bank asks."""
    attempt = BANK.pays(order, "confirm")
    BANK.confirms(order, agrees=agrees)
    look_up(attempt, now=NOW)


def lost(order: Order) -> None:
    """The answer does not arrive."""
    BANK.faults.lose = 1
    begin(order, now=NOW)
    BANK.pays(order)


def never_back(order: Order) -> None:
    """Pays, and closes the browser."""
    BANK.asked(order)
    BANK.gives(order, "good")
    reconcile(now=NOW + AFTER)


def nobody(order: Order) -> None:
    """Does not pay."""
    BANK.asked(order)
    expire_unpaid(now=LATER)


def another_way(order: Order) -> None:
    """By hand after all."""
    BANK.asked(order)
    pay_otherwise(order, "manual", now=NOW)
    mark_paid(Order.objects.get(pk=order.pk), now=NOW, by=None)


def too_late(order: Order, *, sold: bool) -> None:
    """The gateway said that it never heard of it, and it did; the event comes after the order was dropped."""
    _gave_up(order)
    expire_unpaid(now=LATER)
    if sold:
        mark_paid(make_order(order.lines.get().product), now=LATER, by=None)
    _event(order)


def called_off(order: Order) -> None:
    """As above, and its customer did not want it any more."""
    _gave_up(order)
    cancel(order, reason="by the customer", now=NOW)
    _event(order)


def twice(order: Order) -> None:
    """As above, and paid again."""
    _gave_up(order)
    BANK.pays(order)
    first = order.attempts.get(number=1)
    look_up(first, now=NOW)


def _gave_up(order: Order) -> None:
    BANK.asked(order)
    BANK.gives(order, "good")
    Attempt.objects.filter(order=order).update(state="cancelled")


def _event(order: Order) -> None:
    receive("fake", *BANK.tells(order), now=LATER)


def part(order: Order) -> None:
    """A dented jar."""
    paid(order)
    refund(order, Decimal("5.00"), reason="a dented jar", key="form", now=NOW)


def paid_then_called_off(order: Order) -> None:
    """Changed their mind."""
    paid(order)
    cancel(order, reason="by the customer", now=NOW)


PLAYS: dict[str, Play] = {
    "it is paid": paid,
    "the card is declined, another one is good": declined,
    "the bank asks, and its customer agrees": lambda order: asks(order, agrees=True),
    "the bank asks, and its customer refuses": lambda order: asks(order, agrees=False),
    "the answer is lost, and it is asked again": lost,
    "the customer never comes back after paying": never_back,
    "nobody pays in time": nobody,
    "it is paid another way": another_way,
    "it is paid too late, and the units are there": lambda order: too_late(order, sold=False),
    "it is paid too late, and somebody else has the units": lambda order: too_late(order, sold=True),
    "it is called off, and the money comes all the same": called_off,
    "it is paid twice": twice,
    "5.00 of it are given back": part,
    "it is paid, then called off": paid_then_called_off,
}


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_each_case_comes_out_as_written(db: None, row: list[str]) -> None:
    """Attempts, what was taken and given back by the gateway's own books, and the order."""
    what, states, taken, back, state = row
    order = make_order(make_product(1), gateway="fake")
    PLAYS[what](order)
    send_all(now=LATER)
    by_hand = order.attempts.filter(gateway="manual", state="succeeded").values_list("amount", flat=True)
    came = sum(BANK.taken(order), Decimal(0)) + sum(by_hand, Decimal(0))
    assert [", ".join(each.state for each in order.attempts.order_by("number")), f"{came:.2f}"] == [
        states,
        taken,
    ]
    assert f"{BANK.returned(order):.2f}" == back
    assert stands(order)[0] == state


def test_each_case_that_is_played_is_written() -> None:
    """And the other way round."""
    assert sorted(PLAYS) == sorted(row[0] for row in CASES)


def test_each_state_is_explained() -> None:
    """Of an attempt and of a refund, none more and none less."""
    assert [row[0].strip("`") for row in _rows("| state | what it says |")] == [str(each) for each in Attempt.State]
    assert sorted(row[0].strip("`") for row in _rows("| refund | what it says |")) == sorted(map(str, Refund.State))


def test_what_has_ended_does_not_open_again(db: None) -> None:
    """As written: only success overrides."""
    order = make_order(gateway="fake")
    attempt = BANK.pays(order, "declined")
    for state in ("asked", "needs_action", "unknown", "cancelled"):
        assert look_up(attempt, now=NOW).state == "failed", state
    assert settle(attempt, Outcome("succeeded", attempt.external_id, order.total), now=NOW).state == "succeeded"


def test_the_numbers_of_the_text_are_those_of_the_program() -> None:
    """Two minutes, 256 KB, five minutes."""
    assert AFTER.total_seconds() == 120
    assert MOST_BYTES == 256 * 1024
    assert OLDEST_SECONDS == 5 * 60
    assert "open for two minutes" in TEXT
    assert "256 KB" in TEXT
    assert "older than five minutes" in TEXT


def test_each_module_that_the_text_names_is_there() -> None:
    """A reader is sent nowhere in vain."""
    root = Path(__file__).parents[3]
    folders = [
        root / "src/officinal/shop/payments",
        root / "src/officinal/shop/payments/stripe",
        root / "tests/shop/payments",
    ]
    for name in re.findall(r"`([\w/]+\.py)`", TEXT):
        assert (root / name).exists() or any(
            (each / name).exists() for each in [*folders, root / "src/officinal/shop", root / "src/officinal"]
        ), name
