# SPDX-License-Identifier: Apache-2.0
"""What holds with every gateway: money comes once, and an order that has it has its units too."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.shop.orders_made import LATER, NOW, make_order, make_product
from tests.shop.payments.banks import Bank, Online
from tests.shop.payments.books import allocated, saved_card, stands

from officinal.shop.models import Attempt, Order, Refund, Stock
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.expire import expire_unpaid
from officinal.shop.orders.refund import RefundError, refund
from officinal.shop.payments.attempts import begin, charge, mark_paid, settle
from officinal.shop.payments.gateway import Outcome
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.refunds import send_all

State = Attempt.State


def test_an_order_is_paid_and_has_its_units(bank: Bank) -> None:
    """Money came once, the order is paid, its units are its own, and the books agree."""
    order = make_order(units=2, gateway=bank.name)
    assert bank.pays(order).state == State.SUCCEEDED
    assert bank.taken(order) == [order.total]
    assert stands(order) == ("paid", order.total, 0)
    assert allocated(order) == 2


def test_the_same_news_again_changes_nothing(bank: Bank) -> None:
    """Told once or five times, in whatever order, a payment works once."""
    order = make_order(gateway=bank.name)
    attempt = bank.pays(order)
    for state in (State.SUCCEEDED, State.ASKED, State.UNKNOWN, State.FAILED, State.CANCELLED, State.SUCCEEDED):
        settle(attempt, Outcome(state, attempt.external_id), now=NOW)
    assert stands(order) == ("paid", order.total, 0)
    assert allocated(order) == 1
    assert order.events.filter(kind="paid").count() == 1


def test_going_to_pay_twice_is_one_attempt(bank: Bank) -> None:
    """A double click, a second tab, a reload: the open attempt is gone on with."""
    order = make_order(gateway=bank.name)
    first, second = begin(order, now=NOW), begin(order, now=NOW)
    assert first[0] == second[0]
    assert first[1] is not None
    assert second[1] is not None
    assert first[1].external_id == second[1].external_id
    assert order.attempts.count() == 1


def test_a_paid_order_is_not_asked_for_again(bank: Bank) -> None:
    """Who comes back to the payment page of a paid order is asked for nothing."""
    order = make_order(gateway=bank.name)
    bank.pays(order)
    assert begin(order, now=NOW) == (None, None)
    assert mark_paid(order, now=NOW, by=None) is None
    assert bank.taken(order) == [order.total]


def test_an_order_that_nobody_pays_is_dropped(bank: Bank) -> None:
    """After its time nothing is held for it, and no money can come of its attempt."""
    order = make_order(gateway=bank.name)
    attempt, _ = begin(order, now=NOW)
    assert expire_unpaid(now=LATER) == 1
    assert attempt is not None
    attempt.refresh_from_db()
    assert attempt.state == State.CANCELLED
    assert stands(order) == ("cancelled", 0, 0)
    assert Stock.objects.get(product=order.lines.get().product).held == 0
    assert bank.taken(order) == []


def test_paid_late_with_stock_it_is_taken_up_again(bank: Bank) -> None:
    """An order that was dropped because nobody paid in time is paid after all: it stands, if its units are there."""
    order = make_order(gateway=bank.name)
    begin(order, now=NOW)
    expire_unpaid(now=LATER)
    _pays_late(bank, order)
    assert stands(order) == ("paid", order.total, 0)
    assert allocated(order) == 1


def test_paid_late_without_stock_it_is_given_back(bank: Bank) -> None:
    """Somebody else has the units by now: all of the money goes back, and the customer is told."""
    jar = make_product(1)
    order = make_order(jar, gateway=bank.name)
    begin(order, now=NOW)
    expire_unpaid(now=LATER)
    other = make_order(jar, gateway="manual")
    begin(other, now=NOW)
    mark_paid(other, now=NOW, by=None)
    _pays_late(bank, order)
    _went_back(bank, order)


def test_money_for_an_order_that_was_called_off_is_given_back(bank: Bank) -> None:
    """Its customer did not want it any more: that there is stock changes nothing."""
    order = make_order(gateway=bank.name)
    begin(order, now=NOW)
    cancel(order, reason="by the customer", now=NOW)
    _pays_late(bank, order)
    _went_back(bank, order)
    assert allocated(order) == 0


def _pays_late(bank: Bank, order: Order) -> None:
    """The money had been under way when the order was dropped."""
    if bank.name == "manual":
        mark_paid(order, now=LATER, by=None)
        return
    attempt = order.attempts.get()
    settle(attempt, Outcome(State.SUCCEEDED, attempt.external_id, order.total), now=LATER)


def _went_back(bank: Bank, order: Order) -> None:
    """All that came is owed; where the gateway's books have it too, it is given back there."""
    assert stands(order) == ("cancelled", order.total, order.total)
    owed = Refund.objects.get(attempt__order=order)
    assert owed.amount == order.total
    if bank.name == "manual":
        send_all(now=LATER)
        assert bank.returned(order) == order.total


@pytest.mark.parametrize("difference", ["-1.00", "1.00"])
def test_a_wrong_amount_is_given_back(bank: Bank, difference: str) -> None:
    """Less or more than was asked for: it is not the order's, and goes back whole."""
    order = make_order(gateway=bank.name)
    attempt, _ = begin(order, now=NOW)
    assert attempt is not None
    came = order.total + Decimal(difference)
    settle(attempt, Outcome(State.SUCCEEDED, attempt.external_id, came), now=NOW)
    assert stands(order) == ("cancelled", 0, 0)
    assert Refund.objects.get().amount == came
    assert allocated(order) == 0


# --- money that goes back


def test_a_refund_goes_back_once(bank: Bank) -> None:
    """In whole; sent by two processes, or twice by one, it goes back once."""
    order = make_order(gateway=bank.name)
    bank.pays(order)
    for _ in range(2):
        refund(order, order.total, reason="damaged", key="form-1", now=NOW)
        send_all(now=NOW)
    assert bank.returned(order) == order.total
    assert stands(order) == ("paid", order.total, order.total)
    assert Refund.objects.get().state == "succeeded"


def test_parts_go_back_and_never_more_than_came(bank: Bank) -> None:
    """Two parts are two refunds; a third that would be too much is refused before anybody is asked."""
    order = make_order(gateway=bank.name)
    bank.pays(order)
    refund(order, Decimal("5.00"), reason="a dented jar", key="form-1", now=NOW)
    refund(order, Decimal("7.50"), reason="another", key="form-2", now=NOW)
    with pytest.raises(RefundError, match="is left"):
        refund(order, order.total - Decimal("12.49"), reason="too much", key="form-3", now=NOW)
    send_all(now=NOW)
    assert bank.returned(order) == Decimal("12.50")
    assert stands(order) == ("paid", order.total, Decimal("12.50"))


def test_an_order_that_is_cancelled_gives_back_what_is_left(bank: Bank) -> None:
    """Paid, a part given back, then cancelled: the rest follows, and the units are on the shelf."""
    order = make_order(gateway=bank.name)
    bank.pays(order)
    refund(order, Decimal("5.00"), reason="a dented jar", key="form-1", now=NOW)
    cancel(order, reason="by the customer", now=NOW)
    send_all(now=NOW)
    assert bank.returned(order) == order.total
    assert stands(order) == ("cancelled", order.total, order.total)
    assert allocated(order) == 0


# --- cards


def test_a_declined_card_ends_its_attempt_and_another_can_be_given(online: Online) -> None:
    """No money came, the reason is kept, no money can come of it later; the next try is a new attempt."""
    order = make_order(gateway=online.name)
    first = online.pays(order, "declined")
    assert first.state == State.FAILED
    assert first.why in ("card_declined", "insufficient_funds")
    assert stands(order) == ("awaiting", 0, 0)
    second = online.pays(order)
    assert (second.number, second.state) == (2, State.SUCCEEDED)
    assert online.taken(order) == [order.total]
    assert stands(order) == ("paid", order.total, 0)


def test_who_goes_to_pay_again_after_a_decline_gets_a_new_attempt_at_once(online: Online) -> None:
    """The page asks once more without anybody having looked up the first: it finds out that it was declined."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.gives(order, "declined")
    attempt, outcome = online.asked(order)
    assert outcome is not None
    assert (attempt.number, attempt.state, outcome.state) == (2, State.ASKED, State.ASKED)
    assert order.attempts.get(number=1).state == State.FAILED


@pytest.mark.parametrize("agrees", [True, False])
def test_a_payment_that_the_bank_wants_confirmed(online: Online, agrees: bool) -> None:
    """It stays open until its customer agrees, which pays, or does not, which ends it."""
    order = make_order(gateway=online.name)
    assert online.pays(order, "confirm").state == State.NEEDS_ACTION
    attempt, _ = online.asked(order)
    assert attempt.number == 1
    online.confirms(order, agrees=agrees)
    assert look_up(attempt, now=NOW).state == (State.SUCCEEDED if agrees else State.FAILED)
    assert stands(order) == (("paid", order.total, 0) if agrees else ("awaiting", 0, 0))


def test_a_card_is_saved_where_a_delivery_follows_and_only_there(online: Online) -> None:
    """What is charged again is known by the gateway's own references and by words that people know."""
    once, again = make_order(gateway=online.name), make_order(gateway=online.name, every_days=30)
    online.pays(once)
    online.pays(again)
    assert not once.begun_subscriptions.exists()
    begun = again.begun_subscriptions.get()
    assert begun.payer
    assert begun.method
    assert begun.method_words == "Visa •••• 4242"


def test_a_saved_card_is_charged_without_its_customer(online: Online) -> None:
    """A renewal is paid at once, or not at all; asked twice it is charged once."""
    saved, order = saved_card(online), make_order(gateway=online.name)
    attempt = charge(order, saved, now=NOW)
    assert attempt is not None
    assert (attempt.state, attempt.off_session) == (State.SUCCEEDED, True)
    assert charge(order, saved, now=NOW) is None
    assert online.taken(order) == [order.total]
    assert stands(order) == ("paid", order.total, 0)
