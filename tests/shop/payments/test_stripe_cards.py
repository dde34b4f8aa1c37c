# SPDX-License-Identifier: Apache-2.0
"""Cards with Stripe: declined, confirmed, saved; against localstripe behind our shim."""

from __future__ import annotations

import pytest
from tests.shop.orders_made import NOW, make_order
from tests.shop.payments.banks import CARDS, AtStripe
from tests.shop.payments.books import saved_card, stands
from tests.shop.payments.shim import CARD

from officinal.shop.models import Attempt, Payer
from officinal.shop.payments import why
from officinal.shop.payments.attempts import begin, charge
from officinal.shop.payments.gateway import SavesAlone
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.registry import gateway

State = Attempt.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_retries")]


@pytest.mark.parametrize(
    ("number", "word", "starts"),
    [
        ("4000000000009995", "insufficient_funds", "The bank says that the card has not enough money"),
        ("4000000000000002", "card_declined", "The bank declined the card"),
        ("4000000000009979", "card_declined", "The bank declined the card"),
    ],
)
def test_why_a_card_was_declined_is_said_as_far_as_it_helps(
    at_stripe: AtStripe, number: str, word: str, starts: str
) -> None:
    """A word is kept and a sentence shown; that a card is stolen is told to nobody."""
    failed = at_stripe.pays(make_order(gateway="stripe"), number)
    assert (failed.state, failed.why) == (State.FAILED, word)
    assert why.sentence(failed.why).startswith(starts)


def test_a_declined_payment_takes_no_other_card(at_stripe: AtStripe) -> None:
    """It is ended at Stripe before it is recorded: an old tab cannot pay it beside the new attempt."""
    order = make_order(gateway="stripe")
    at_stripe.pays(order, "declined")
    assert [each["status"] for each in at_stripe.intents(order)] == ["canceled"]
    at_stripe.gives(order, "good")
    assert at_stripe.taken(order) == []


def test_a_saved_card_that_is_declined(at_stripe: AtStripe) -> None:
    """A renewal fails with its reason, and nothing of it stays open."""
    card, order = saved_card(at_stripe), make_order(gateway="stripe")
    card = type(card)(card.payer, _another_card(at_stripe, "4000000000000341", card.payer))
    failed = charge(order, card, now=NOW)
    assert failed is not None
    assert (failed.state, failed.why) == (State.FAILED, "card_declined")
    assert [each["status"] for each in at_stripe.intents(order)] == ["canceled"]


def _another_card(at_stripe: AtStripe, number: str, payer: str) -> str:
    fields = {f"card[{name}]": value for name, value in CARD.items()} | {"type": "card", "card[number]": number}
    _, made = at_stripe.faults.straight("POST", "/v1/payment_methods", fields)
    at_stripe.faults.straight("POST", f"/v1/payment_methods/{made['id']}/attach", {"customer": payer})
    return str(made["id"])


@pytest.mark.parametrize("declines", [True, False])
@pytest.mark.parametrize("agrees", [True, False])
def test_a_renewal_that_the_bank_wants_confirmed(at_stripe: AtStripe, declines: bool, agrees: bool) -> None:
    """Stripe declines it while its owner is away, others ask at once: either way it waits for its owner, who comes to the
    payment page and confirms that very card, or does not.
    """
    at_stripe.faults.owner_must_confirm = declines
    card, order = saved_card(at_stripe), make_order(gateway="stripe")
    confirmed = _another_card(at_stripe, CARDS["confirm"], card.payer)
    waiting = charge(order, type(card)(card.payer, confirmed), now=NOW)
    assert waiting is not None
    assert waiting.state == State.NEEDS_ACTION
    attempt, outcome = begin(order, now=NOW)
    assert outcome is not None
    assert (attempt, outcome.state, bool(outcome.secret)) == (waiting, State.NEEDS_ACTION, True)
    assert outcome.saved.method == (confirmed if declines else "")
    at_stripe.gives(order, outcome.saved.method)
    at_stripe.confirms(order, agrees=agrees)
    assert look_up(waiting, now=NOW).state == (State.SUCCEEDED if agrees else State.FAILED)
    assert stands(order)[0] == ("paid" if agrees else "awaiting")


def test_a_card_that_stripe_did_not_tie_to_its_customer_is_tied(at_stripe: AtStripe) -> None:
    """Then it can be charged again, as one that it did tie."""
    at_stripe.faults.ties_cards = False
    card, order = saved_card(at_stripe), make_order(gateway="stripe")
    assert [path for _, path, _, key in at_stripe.faults.seen if key.endswith("-save")] == [
        f"/v1/payment_methods/{card.method}/attach"
    ]
    assert at_stripe.faults.straight("GET", f"/v1/payment_methods/{card.method}", {})[1]["customer"] == card.payer
    paid = charge(order, card, now=NOW)
    assert paid is not None
    assert paid.state == State.SUCCEEDED


def test_a_customer_is_made_once_for_an_address(at_stripe: AtStripe) -> None:
    """Two subscriptions of one person are one customer there; who buys once is none."""
    at_stripe.pays(make_order(gateway="stripe"))
    assert not Payer.objects.exists()
    for _ in range(2):
        at_stripe.pays(make_order(gateway="stripe", every_days=30))
    assert Payer.objects.count() == 1
    assert len(at_stripe.faults.straight("GET", "/v1/customers", {})[1]["data"]) == 1


def test_a_customer_whom_somebody_deleted_there_is_made_anew(at_stripe: AtStripe) -> None:
    """The first try fails and forgets them; the next one goes through."""
    at_stripe.pays(make_order(gateway="stripe", every_days=30))
    payer = Payer.objects.get()
    payer.external_id = "cus_deleted"
    payer.save()
    order = make_order(gateway="stripe", every_days=30)
    at_stripe.faults.forget_keys()
    at_stripe.faults.missing_customer = "cus_deleted"
    attempt, _ = begin(order, now=NOW)
    assert attempt is not None
    assert (attempt.state, attempt.why) == (State.FAILED, why.REFUSED)
    assert at_stripe.pays(order).state == State.SUCCEEDED


def test_a_card_is_saved_without_a_payment(at_stripe: AtStripe) -> None:
    """The customer changes the card of a subscription: begun once for each key, there once it is given, and chargeable."""
    gate = gateway("stripe")
    assert isinstance(gate, SavesAlone)
    begun, again = (gate.begin_saving("buyer@example.com", key="form-1") for _ in range(2))
    assert begun == again
    assert gate.saved_by(begun.id) is None
    assert gate.saved_by("seti_nobody") is None
    fields = {
        "client_secret": begun.secret,
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": CARDS["good"],
    } | {f"payment_method_data[card][{name}]": value for name, value in CARD.items()}
    at_stripe.faults.asked("POST", f"/v1/setup_intents/{begun.id}/confirm", fields, "")
    saved = gate.saved_by(begun.id)
    assert saved is not None
    assert saved.words == "Visa •••• 4242"
    paid = charge(make_order(gateway="stripe"), saved, now=NOW)
    assert paid is not None
    assert paid.state == State.SUCCEEDED
