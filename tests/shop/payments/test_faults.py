# SPDX-License-Identifier: Apache-2.0
"""Answers that are lost, programs that die, people who press twice: in the end there is one payment, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.shop.orders_made import LATER, NOW, make_order
from tests.shop.payments.banks import AtStripe, Fake, Online
from tests.shop.payments.books import saved_card, stands
from tests.shop.stock.race import DONE, before, together

from officinal.shop.models import Attempt, Order, Refund
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.orders.expire import expire_unpaid
from officinal.shop.orders.refund import refund
from officinal.shop.payments import attempts, refunds
from officinal.shop.payments.attempts import begin, charge
from officinal.shop.payments.gateway import Saved
from officinal.shop.payments.reconcile import AFTER, reconcile
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.registry import gateway

State = Attempt.State
DAY = dt.timedelta(days=1)


class Died(BaseException):
    """The program ended here: nothing that comes after it in the program happens."""


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, of: Any, name: str) -> Iterator[None]:
    """The program ends where a function would be called."""

    def die(*args: Any, **kwargs: Any) -> Any:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(of, name, die)
        with pytest.raises(Died):
            yield


def paid_once(online: Online, order: Order) -> None:
    """Fail unless the gateway took the order's total once, and the shop knows it."""
    assert online.taken(order) == [order.total]
    assert stands(order) == ("paid", order.total, 0)


# --- the customer is there


def test_a_lost_answer_is_asked_for_again_under_the_same_key(online: Online) -> None:
    """The payment was made there and its answer lost: who tries again gets the same payment."""
    order = make_order(gateway=online.name)
    online.faults.lose = 1
    first, _ = begin(order, now=NOW)
    assert first is not None
    assert first.state == State.UNKNOWN
    second, outcome = begin(order, now=NOW)
    assert second == first
    assert outcome is not None
    assert outcome.secret
    online.gives(order, "good")
    assert reconcile(now=NOW + AFTER) == 1
    paid_once(online, order)


def test_a_question_that_was_never_heard_is_asked_again(online: Online) -> None:
    """The gateway knows nothing of it: the same attempt asks again."""
    order = make_order(gateway=online.name)
    online.faults.deaf = 1
    assert begin(order, now=NOW)[0] is not None
    online.asked(order)
    assert order.attempts.count() == 1
    assert online.pays(order).state == State.SUCCEEDED
    paid_once(online, order)


def test_the_program_dies_before_it_asks(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attempt is written down and nobody was asked: it is gone on with."""
    order = make_order(gateway=online.name)
    with dying(monkeypatch, type(gateway(online.name)), "ask"):
        begin(order, now=NOW)
    assert order.attempts.get().state == State.CREATED
    assert online.pays(order).number == 1
    paid_once(online, order)


def test_the_program_dies_before_it_records(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateway was asked, and what it said never written down: the same payment is found again."""
    order = make_order(gateway=online.name)
    with dying(monkeypatch, attempts, "settle"):
        begin(order, now=NOW)
    assert order.attempts.get().external_id == ""
    online.gives(order, "good")
    assert reconcile(now=NOW + AFTER) == 1
    paid_once(online, order)


def test_an_attempt_that_nobody_heard_of_ends_by_itself(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """The customer never came back: the attempt is closed by the clock, but not while it may still be under way."""
    order = make_order(gateway=online.name)
    with dying(monkeypatch, type(gateway(online.name)), "ask"):
        begin(order, now=NOW)
    assert reconcile(now=NOW + AFTER / 2) == 0
    assert reconcile(now=NOW + AFTER) == 1
    assert order.attempts.get().state == State.CANCELLED


def test_the_customer_never_comes_back_after_paying(online: Online) -> None:
    """The browser is closed before it could tell: the clock finds the money."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.gives(order, "good")
    assert reconcile(now=NOW + AFTER) == 1
    paid_once(online, order)


def test_paid_in_the_moment_in_which_it_is_dropped(online: Online) -> None:
    """The money came and nobody told yet, and the time is over: calling it off finds the money, and the order stands."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.gives(order, "good")
    expire_unpaid(now=LATER)
    paid_once(online, order)


def test_an_order_is_not_dropped_while_nobody_knows_whether_it_was_paid(
    online: Online, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway does not answer: staff and customer are told to try again, and the clock does so by itself."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.faults.deaf = 2
    with pytest.raises(CannotCancel):
        cancel(order, reason="by the customer", now=NOW)
    assert expire_unpaid(now=LATER) == 0
    assert stands(order)[0] == "awaiting"
    assert expire_unpaid(now=LATER) == 1
    online.gives(order, "good")
    assert online.taken(order) == []


def test_called_off_while_the_gateway_is_asked(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody cancels in the very moment: the payment that is made is called off too, so that nobody can pay it."""
    order = make_order(gateway=online.name)
    made = type(gateway(online.name))
    before(monkeypatch, made, "ask", lambda: cancel(order, reason="by the customer", now=NOW))
    attempt, outcome = begin(order, now=NOW)
    assert attempt is not None
    assert (attempt.state, outcome) == (State.CANCELLED, None)
    online.gives(order, "good")
    assert online.taken(order) == []
    assert stands(order) == ("cancelled", 0, 0)


# --- the customer is away


@pytest.fixture
def card(online: Online) -> Saved:
    """A saved card."""
    return saved_card(online)


def again(order: Order, card: Saved) -> Callable[[], Any]:
    """Whatever comes next asks again."""
    return lambda: charge(order, card, now=NOW)


@pytest.mark.parametrize("fault", ["lose", "deaf"])
@pytest.mark.parametrize("way", ["by the next tick", "by the clock", "a day later"])
def test_a_renewal_whose_answer_is_lost_is_charged_once(online: Online, card: Saved, fault: str, way: str) -> None:
    """Whether the bank heard it or not, and whoever asks next, even when keys are forgotten: one charge."""
    order = make_order(gateway=online.name)
    setattr(online.faults, fault, 1)
    lost = charge(order, card, now=NOW)
    assert lost is not None
    assert lost.state == State.UNKNOWN
    if way == "a day later":
        online.forget_keys()
    if way == "by the clock":
        reconcile(now=NOW + AFTER)
    charge(order, card, now=NOW + DAY)
    paid_once(online, order)


@pytest.mark.parametrize("where", ["ask", "record"])
def test_a_renewal_during_which_the_program_dies_is_charged_once(
    online: Online, card: Saved, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Before the bank is asked, or before what it said is written down: the next tick ends it."""
    order = make_order(gateway=online.name)
    of, name = (type(gateway(online.name)), "charge") if where == "ask" else (attempts, "settle")
    with dying(monkeypatch, of, name):
        charge(order, card, now=NOW)
    online.forget_keys()
    charge(order, card, now=NOW + DAY)
    paid_once(online, order)


# --- at the same moment


@pytest.mark.parametrize("name", ["fake", "stripe"])
def test_two_clicks_at_once_are_one_payment(raced: str, name: str, request: pytest.FixtureRequest) -> None:
    """Two processes begin in the same moment: one attempt, one payment, and no error for either."""
    online = Fake() if name == "fake" else request.getfixturevalue("at_stripe")
    order = make_order(gateway=name)
    assert together(*[lambda: begin(order, now=NOW)] * 2) == [DONE, DONE]
    assert order.attempts.count() == 1
    online.pays(order)
    paid_once(online, order)


@pytest.mark.parametrize("name", ["fake", "stripe"])
def test_two_ticks_at_once_charge_once(raced: str, name: str, request: pytest.FixtureRequest) -> None:
    """Two schedulers renew in the same moment: one charge."""
    online = Fake() if name == "fake" else request.getfixturevalue("at_stripe")
    card = saved_card(online)
    order = make_order(gateway=name)
    assert together(*[again(order, card)] * 2) == [DONE, DONE]
    paid_once(online, order)


def test_a_refund_that_two_send_at_once_goes_back_once(raced: str, no_retries: None, at_stripe: AtStripe) -> None:
    """The button and the clock send it in the same moment."""
    order = make_order(gateway="stripe")
    at_stripe.pays(order)
    at_stripe.faults.deaf = 1
    refund(order, order.total / 2, reason="damaged", key="form", now=NOW)
    assert Refund.objects.get().state == "unknown"
    assert together(*[lambda: send_all(now=NOW)] * 2) == [DONE, DONE]
    assert at_stripe.returned(order) == order.total / 2
    assert stands(order) == ("paid", order.total, order.total / 2)


# --- refunds


@pytest.mark.parametrize("fault", ["lose", "deaf", "sick"])
@pytest.mark.parametrize("later", ["at once", "a day later"])
def test_a_refund_whose_answer_is_lost_goes_back_once(online: Online, fault: str, later: str) -> None:
    """Half of the total could go back twice: it is looked up before it is asked for again."""
    order = make_order(gateway=online.name)
    online.pays(order)
    setattr(online.faults, fault, 1)
    made = refund(order, order.total / 2, reason="damaged", key="form", now=NOW)
    send_all(now=NOW)
    made.refresh_from_db()
    assert made.state == "unknown"
    if later == "a day later" or fault == "sick":
        online.forget_keys()
    send_all(now=NOW + DAY)
    assert online.returned(order) == order.total / 2
    assert stands(order) == ("paid", order.total, order.total / 2)


def test_the_program_dies_before_it_records_a_refund(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row still says that nobody was asked: a day later it is looked up all the same."""
    order = make_order(gateway=online.name)
    online.pays(order)
    refund(order, order.total / 2, reason="damaged", key="form", now=NOW)
    with dying(monkeypatch, refunds, "given_back"):
        send_all(now=NOW)
    online.forget_keys()
    send_all(now=NOW + DAY)
    assert online.returned(order) == order.total / 2
    assert stands(order) == ("paid", order.total, order.total / 2)


def test_a_refund_that_the_gateway_refuses_is_owed_no_more(online: Online) -> None:
    """Staff gave it back there already, and nobody told the shop: the refund fails, and the order says so."""
    order = make_order(gateway=online.name)
    online.pays(order)
    online.staff_give_back(order, order.total)
    made = refund(order, order.total, reason="damaged", key="form", now=NOW)
    send_all(now=NOW)
    made.refresh_from_db()
    assert made.state == "failed"
    assert order.events.filter(kind="refund_failed").exists()
    assert stands(order) == ("paid", order.total, 0)
    assert online.returned(order) == order.total


# --- an order that was paid twice


def test_money_that_comes_a_second_time_goes_back(online: Online) -> None:
    """An attempt that had been given up is paid after another one was: the second is given back whole, and the order
    stays as it is.
    """
    order = make_order(gateway=online.name)
    online.asked(order)
    Attempt.objects.update(state=State.CANCELLED)  # as if the gateway had said that it never heard of it
    online.gives(order, "good")
    online.pays(order)
    assert len(online.taken(order)) == 2
    first = order.attempts.get(number=1)
    attempts.settle(first, gateway(online.name).look_up(first), now=NOW)
    send_all(now=NOW)
    assert stands(order) == ("paid", order.total, 0)
    assert online.returned(order) == order.total
