# SPDX-License-Identifier: Apache-2.0
"""Refunds with Stripe, which take their time and may come back; against localstripe behind our shim."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.shop.orders_made import NOW, make_order
from tests.shop.payments.banks import AtStripe
from tests.shop.payments.books import stands
from tests.shop.payments.test_events import REFUNDED, told

from officinal.shop.models import Refund
from officinal.shop.orders.refund import refund
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.registry import gateway

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_retries")]


def test_a_refund_on_its_way_is_followed(at_stripe: AtStripe) -> None:
    """Stripe says that it is pending: the clock looks until it is there, though no event ever comes."""
    order = make_order(gateway="stripe")
    at_stripe.pays(order)
    at_stripe.faults.refunds_are = "pending"
    refund(order, order.total, reason="damaged", key="form", now=NOW)
    for _ in range(2):
        send_all(now=NOW)
        assert Refund.objects.get().state == "pending"
    at_stripe.faults.refunds_are = "succeeded"
    send_all(now=NOW)
    assert Refund.objects.get().state == "succeeded"
    assert stands(order) == ("paid", order.total, order.total)


def test_a_refund_that_a_bank_sends_back_is_owed_no_more(at_stripe: AtStripe) -> None:
    """It had succeeded, and days later the card's account is closed: the order says so, and staff give back otherwise."""
    order = make_order(gateway="stripe")
    at_stripe.pays(order)
    refund(order, order.total, reason="damaged", key="form", now=NOW)
    send_all(now=NOW)
    assert stands(order) == ("paid", order.total, order.total)
    at_stripe.faults.refunds_are = "failed"
    assert told(at_stripe, at_stripe.tells(order, "charge.refund.updated")) == 200
    assert Refund.objects.get().state == "failed"
    assert stands(order) == ("paid", order.total, 0)
    assert order.events.filter(kind="refund_failed").exists()


def test_a_refund_of_another_database_is_not_ours(at_stripe: AtStripe) -> None:
    """Refunds are numbered in each database anew: the key names the order too, so that none is taken for another's."""
    orders = [make_order(gateway="stripe") for _ in range(2)]
    for order in orders:
        at_stripe.pays(order)
    first, second = (order.attempts.get() for order in orders)
    gate = gateway("stripe")
    same = [Refund(attempt=each, key="cancel-1", amount=Decimal(5), at=NOW) for each in (first, second)]
    assert len({gate.give_back(each).external_id for each in same}) == 2


def test_more_than_is_left_is_refused_there_too(at_stripe: AtStripe) -> None:
    """A refund that Stripe refuses has failed, with a word that says why."""
    order = make_order(gateway="stripe")
    attempt = at_stripe.pays(order)
    gate = gateway("stripe")
    whole = Refund(attempt=attempt, key="a", amount=order.total, at=NOW)
    assert gate.give_back(whole).state == "succeeded"
    again = gate.give_back(Refund(attempt=attempt, key="b", amount=order.total, at=NOW))
    assert (again.state, again.why) == ("failed", "already_refunded")


def test_an_event_about_a_refund_of_nothing_changes_nothing(at_stripe: AtStripe) -> None:
    """A payment that never came has no refunds."""
    order = make_order(gateway="stripe")
    at_stripe.asked(order)
    assert told(at_stripe, at_stripe.tells(order, REFUNDED)) == 200
    assert stands(order) == ("awaiting", 0, 0)
