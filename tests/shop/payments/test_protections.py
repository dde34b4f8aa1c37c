# SPDX-License-Identifier: Apache-2.0
"""Each thing that keeps money right, taken away: then it goes wrong, in the very way it is there for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from tests.shop.orders_made import LATER, NOW, make_order
from tests.shop.payments.banks import AtStripe, Online
from tests.shop.payments.books import saved_card, stands
from tests.shop.payments.test_events import REFUNDED, paying, told
from tests.shop.payments.test_faults import DAY, dying

from officinal.shop.models import Attempt, Order, Refund, WebhookEvent
from officinal.shop.orders import cancel as cancelling
from officinal.shop.orders import refund as refunding
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.refund import RefundError, refund
from officinal.shop.payments import attempts, events, reconcile, refunds
from officinal.shop.payments.attempts import begin, charge, settle
from officinal.shop.payments.audit import audit
from officinal.shop.payments.gateway import Outcome, RefundOutcome
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.registry import gateway
from officinal.shop.payments.stripe import gateway as stripe_gateway
from officinal.shop.payments.stripe import intents

State = Attempt.State


def nothing_known(*_: Any) -> Outcome:
    """A gateway that is not asked: as if it had never heard of the attempt."""
    return Outcome(State.CANCELLED)


def test_without_the_key_a_lost_answer_is_a_second_charge(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gateway that does not honour keys, and nobody looks up: this is what the key is for."""
    card, order = saved_card(online), make_order(gateway=online.name)
    monkeypatch.setattr(type(gateway(online.name)), "look_up", nothing_known)
    online.faults.honours_keys = False
    online.faults.lose = 1
    charge(order, card, now=NOW)
    charge(order, card, now=NOW)
    assert online.taken(order) == [order.total, order.total]


def test_with_the_key_alone_it_is_one(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a day the key would do without any looking up."""
    card, order = saved_card(online), make_order(gateway=online.name)
    monkeypatch.setattr(type(gateway(online.name)), "look_up", nothing_known)
    online.faults.lose = 1
    charge(order, card, now=NOW)
    charge(order, card, now=NOW)
    assert online.taken(order) == [order.total]


def test_a_day_later_the_key_does_not_help(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are forgotten: without the look-up a lost answer is a second charge."""
    card, order = saved_card(online), make_order(gateway=online.name)
    online.faults.lose = 1
    charge(order, card, now=NOW)
    online.forget_keys()
    monkeypatch.setattr(type(gateway(online.name)), "look_up", nothing_known)
    charge(order, card, now=NOW + DAY)
    assert online.taken(order) == [order.total, order.total]


def test_without_the_row_that_is_written_first_a_crash_is_a_second_charge(
    online: Online, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attempt is not there when the program comes back: another one asks under another key."""
    card, order = saved_card(online), make_order(gateway=online.name)
    before = _all_taken(online)
    with dying(monkeypatch, attempts, "settle"):
        charge(order, card, now=NOW)
    Attempt.objects.filter(order=order).delete()
    Order.objects.filter(pk=order.pk).update(token="whose-keys-are-others")
    order.refresh_from_db()
    charge(order, card, now=NOW)
    assert _all_taken(online) == before + 2


def _all_taken(online: Online) -> int:
    if isinstance(online, AtStripe):
        _, said = online.faults.straight("GET", "/v1/payment_intents", {"limit": "100"})
        return sum(each["status"] == "succeeded" for each in said["data"])
    return sum(each.state == "succeeded" for each in online.faults.payments.values())


def test_the_database_keeps_a_second_open_attempt_out(online: Online) -> None:
    """Whatever the program thinks, there is one attempt at a time."""
    order = make_order(gateway=online.name)
    first, _ = online.asked(order)
    with pytest.raises(IntegrityError):
        Attempt.objects.create(
            order=order, number=2, gateway=first.gateway, amount=1, currency="CAD", started_at=NOW
        )  # fmt: skip


@pytest.mark.parametrize("what", ["number", "success", "payment"])
def test_the_database_keeps_what_is_there_once_from_being_there_twice(online: Online, what: str) -> None:
    """Of an order one attempt of a number and one success; of a payment one attempt."""
    order = make_order(gateway=online.name)
    first = online.pays(order)
    second: dict[str, Any] = {"number": 2, "state": State.CANCELLED, "external_id": "other"}
    second |= {
        "number": {"number": 1},
        "success": {"state": State.SUCCEEDED},
        "payment": {"external_id": first.external_id},
    }[what]
    with pytest.raises(IntegrityError):
        Attempt.objects.create(
            order=order, gateway=first.gateway, amount=1, currency="CAD", started_at=NOW, **second
        )  # fmt: skip


def test_without_ending_a_declined_payment_two_are_paid(
    at_stripe: AtStripe, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A declined payment takes another card: left open, it is paid in one tab and its successor in another."""
    order = make_order(gateway="stripe")
    at_stripe.asked(order)
    at_stripe.gives(order, "declined")
    with monkeypatch.context() as patched:
        patched.setattr(stripe_gateway.Stripe, "_end", lambda self, intent, attempt: intent)
        patched.setattr(intents, "read", lambda intent, attempt: Outcome(State.FAILED, intent.id, why="card_declined"))
        first = reconcile.look_up(order.attempts.get(), now=NOW)
    assert first.state == State.FAILED
    assert at_stripe.intents(order)[0]["status"] == "requires_payment_method"  # it would take another card
    reconcile.look_up(Attempt.objects.get(), now=NOW)
    assert at_stripe.intents(order)[0]["status"] == "canceled"


def test_without_calling_off_again_a_cancelled_order_could_be_paid(
    online: Online, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is cancelled while the gateway is asked, and nobody calls the new payment off: money comes, and must go back."""
    order = make_order(gateway=online.name)
    usual = type(gateway(online.name)).ask

    def meanwhile(self: Any, attempt: Attempt, *, save: bool) -> Outcome:
        cancel(order, reason="by the customer", now=NOW)
        return usual(self, attempt, save=save)

    monkeypatch.setattr(type(gateway(online.name)), "ask", meanwhile)
    monkeypatch.setattr(attempts, "OPEN", ())
    monkeypatch.setattr(cancelling, "OPEN", ())
    begin(order, now=NOW)
    online.gives(order, "good")
    assert online.taken(order) == [order.total]


@pytest.mark.parametrize("looks_again", [True, False])
def test_a_payment_that_begins_while_its_order_is_called_off_is_called_off_too(
    online: Online, monkeypatch: pytest.MonkeyPatch, looks_again: bool
) -> None:
    """Between the asking of the gateway and the lock of the order; not looked for again, it would stay open."""
    order, usual, begun = make_order(gateway=online.name), cancelling.call_off, []

    def then_somebody_pays(order: Order, *, now: dt.datetime) -> Attempt | None:
        found = usual(order, now=now)
        if not begun:
            begun.append(begin(order, now=now))
        return found

    monkeypatch.setattr(cancelling, "call_off", then_somebody_pays)
    if not looks_again:
        monkeypatch.setattr(cancelling, "OPEN", ())
    cancel(order, reason="by the customer", now=NOW)
    order.refresh_from_db()
    assert order.state == Order.State.CANCELLED
    assert [each.is_open for each in order.attempts.all()] == [not looks_again]


def test_without_the_rows_lock_and_state_news_would_work_twice(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an attempt has come to is what keeps a second success from being recorded; the audit would see it."""
    order = make_order(gateway=online.name)
    attempt = online.pays(order)
    Attempt.objects.update(state=State.ASKED)  # its end forgotten
    settle(attempt, Outcome(State.SUCCEEDED, attempt.external_id), now=NOW)
    assert order.events.filter(kind="paid").count() == 2


# --- events


def test_without_the_event_row_an_event_is_looked_up_each_time(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """And still nothing happens twice, for the attempt's end is known; with it nobody is even asked."""
    order = paying(online)
    message, asked = online.tells(order), []
    usual = type(gateway(online.name)).look_up

    def counted(self: Any, attempt: Attempt) -> Outcome:
        asked.append(attempt)
        return usual(self, attempt)

    monkeypatch.setattr(type(gateway(online.name)), "look_up", counted)
    assert [told(online, message) for _ in range(2)] == [200, 200]
    assert len(asked) == 1
    WebhookEvent.objects.all().delete()
    assert told(online, message) == 200
    assert len(asked) == 2
    assert stands(order) == ("paid", order.total, 0)


def test_the_database_keeps_an_event_from_being_there_twice(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two deliveries in the same moment: the second finds the row when it writes its own, and undoes all it did."""
    order = paying(online)
    message = online.tells(order)
    assert told(online, message) == 200
    looks = iter([False, True])
    monkeypatch.setattr(events, "_is_known", lambda *_: next(looks))
    assert told(online, message) == 200
    assert WebhookEvent.objects.count() == 1


def test_if_events_were_believed_a_lie_would_pay(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that says that money came, where none did, is harmless only because it is looked up."""
    order = make_order(gateway=online.name)
    online.asked(order)
    monkeypatch.setattr(
        type(gateway(online.name)), "look_up", lambda self, attempt: Outcome(State.SUCCEEDED, attempt.external_id)
    )
    assert told(online, online.tells(order)) == 200
    order.refresh_from_db()
    assert order.state == "paid"
    assert online.taken(order) == []


def test_without_the_signature_anybody_could_tell(
    at_stripe: AtStripe, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forged event gets as far as being looked up."""
    order = paying(at_stripe)
    monkeypatch.setattr("stripe.WebhookSignature.verify_header", lambda *_: True)
    assert told(at_stripe, at_stripe.forged(order)) == 200


# --- refunds


def forgets(*_: Any) -> RefundOutcome:
    """A gateway that is not asked about a refund."""
    return RefundOutcome(Refund.State.FAILED)


@pytest.mark.parametrize("looks_up", [True, False])
def test_without_the_look_up_a_refund_goes_back_twice_a_day_later(
    online: Online, monkeypatch: pytest.MonkeyPatch, looks_up: bool
) -> None:
    """Its key is forgotten there; half of the total goes back a second time."""
    order = make_order(gateway=online.name)
    online.pays(order)
    online.faults.lose = 1
    refund(order, order.total / 2, reason="damaged", key="form", now=NOW)
    send_all(now=NOW)
    online.forget_keys()
    online.faults.honours_keys = False
    if not looks_up:
        monkeypatch.setattr(type(gateway(online.name)), "look_up_refund", forgets)
    send_all(now=NOW + DAY)
    assert online.returned(order) == order.total / (2 if looks_up else 1)


def test_a_fresh_refund_alone_is_sent_without_looking(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """If older ones were taken for fresh, a crash before recording would give back twice, a day later."""
    order = make_order(gateway=online.name)
    online.pays(order)
    refund(order, order.total / 2, reason="damaged", key="form", now=NOW)
    with dying(monkeypatch, refunds, "given_back"):
        send_all(now=NOW)
    online.forget_keys()
    online.faults.honours_keys = False
    monkeypatch.setattr(refunds, "FRESH", dt.timedelta(days=2))
    send_all(now=NOW + DAY)
    assert online.returned(order) == order.total


def test_more_than_was_paid_is_refused_by_the_statement_and_by_the_database(online: Online) -> None:
    """Two refunds at once, each within what is left when it looks: the statement's condition lets one through."""
    order = make_order(gateway=online.name)
    attempt = online.pays(order)
    with pytest.raises(RefundError):
        refunding.owe(order, attempt, order.total + 1, reason="too much", key="form", now=NOW)
    with pytest.raises(IntegrityError):
        Order.objects.filter(pk=order.pk).update(refunded=order.total + 1)


def test_the_audit_sees_what_went_wrong(online: Online) -> None:
    """An order that says that it is paid, a refund that no order knows of, a second payment that was kept."""
    order = make_order(gateway=online.name)
    attempt = online.pays(order)
    assert [*audit()] == []
    spoil: list[tuple[Callable[[], Any], str]] = [
        (lambda: Order.objects.update(paid=1), "its attempts came to"),
        (lambda: Refund.objects.create(attempt=attempt, key="x", amount=1, state="succeeded", at=NOW), "its refunds"),
        (lambda: Attempt.objects.update(state=State.PAID_AGAIN), "paid"),
    ]
    for act, says in spoil:
        act()
        assert [line for line in audit() if says in line]


def test_an_order_that_is_dropped_and_refunds_that_are_told_of_agree(online: Online) -> None:
    """The whole life of an order that was paid too late, with each message told twice."""
    order = make_order(gateway=online.name)
    online.asked(order)
    cancel(order, reason="by the customer", now=LATER)
    for kind in ("payment_intent.succeeded", REFUNDED):
        message = online.tells(order, kind)
        assert [told(online, message) for _ in range(2)] == [200, 200]
    assert stands(order) == ("cancelled", 0, 0)
