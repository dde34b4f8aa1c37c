# SPDX-License-Identifier: Apache-2.0
"""The same things held against Stripe itself, in test mode: only where a test key is given, never by default."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

import pytest
from tests.shop.orders_made import NOW, make_order
from tests.shop.payments.books import stands

from officinal.shop.models import Attempt, Refund
from officinal.shop.orders.refund import refund
from officinal.shop.payments.attempts import begin, call_off, charge
from officinal.shop.payments.gateway import Saved
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.registry import gateway
from officinal.shop.payments.stripe.gateway import Stripe
from officinal.shop.payments.stripe.payers import payer

KEY = os.environ.get("OFFICINAL_STRIPE_TEST_KEY", "")
State = Attempt.State
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not KEY.startswith(("sk_test_", "rk_test_")), reason="OFFICINAL_STRIPE_TEST_KEY is not set"),
]


@pytest.fixture
def itself(settings: Any) -> Stripe:
    """Stripe in test mode."""
    settings.SHOP_STRIPE = {"key": KEY, "public_key": "pk_test_x", "webhook_secret": "whsec_x", "api_base": ""}
    made = gateway("stripe")
    assert isinstance(made, Stripe)
    return made


def card(itself: Stripe, name: str) -> Saved:
    """One of Stripe's test cards, tied to a customer."""
    customer = payer(itself.account, "buyer@example.com")
    made = itself.account.client.v1.payment_methods.attach(name, {"customer": customer})
    return Saved(customer, made.id)


def test_a_saved_card_is_charged_found_by_its_key_and_given_back(itself: Stripe) -> None:
    """The whole way of a renewal, with its answer lost and its refund in two parts."""
    order = make_order(gateway="stripe")
    paid = charge(order, card(itself, "pm_card_visa"), now=NOW)
    assert paid is not None
    assert paid.state == State.SUCCEEDED
    assert itself.look_up(Attempt.objects.get()).external_id == paid.external_id
    Attempt.objects.update(external_id="")
    assert itself.look_up(Attempt.objects.get()).external_id == paid.external_id
    Attempt.objects.update(external_id=paid.external_id)
    refund(order, Decimal(5), reason="damaged", key="form-1", now=NOW)
    send_all(now=NOW)
    made = Refund.objects.get()
    assert made.state in ("succeeded", "pending")
    assert itself.look_up_refund(Refund(attempt=made.attempt, key=made.key)).external_id == made.external_id
    assert itself.refunds_elsewhere(made.attempt) == []
    assert stands(order) == ("paid", order.total, Decimal(5))


def test_a_payment_is_begun_once_and_called_off(itself: Stripe) -> None:
    """Asked twice it is one; called off it takes no card any more."""
    order = make_order(gateway="stripe", every_days=30)
    first, second = begin(order, now=NOW), begin(order, now=NOW)
    assert first[1] is not None
    assert second[1] is not None
    assert first[1].external_id == second[1].external_id
    over = call_off(order, now=NOW)
    assert over is not None
    assert over.state == State.CANCELLED
    assert look_up(over, now=NOW).state == State.CANCELLED


@pytest.mark.parametrize(
    ("name", "state"),
    [("pm_card_chargeCustomerFail", State.FAILED), ("pm_card_authenticationRequired", State.NEEDS_ACTION)],
)
def test_a_saved_card_that_cannot_be_charged(itself: Stripe, name: str, state: str) -> None:
    """Declined, it is over; where its owner must confirm, it waits for them with that card."""
    saved, order = card(itself, name), make_order(gateway="stripe")
    attempt = charge(order, saved, now=NOW)
    assert attempt is not None
    assert attempt.state == state
    outcome = itself.look_up(attempt)
    assert outcome.state == state
    assert outcome.saved.method == (saved.method if state == State.NEEDS_ACTION else "")
