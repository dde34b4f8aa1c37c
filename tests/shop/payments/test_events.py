# SPDX-License-Identifier: Apache-2.0
"""What gateways tell by themselves, over HTTP: twice, late, reversed, too early, forged. None is believed, each is looked up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from tests.shop.orders_made import LATER, NOW, make_order, make_product
from tests.shop.payments.banks import AtStripe, Manual, Message, Online, signed
from tests.shop.payments.books import allocated, stands

from officinal.shop.models import Attempt, Order, Refund, WebhookEvent
from officinal.shop.orders.expire import expire_unpaid
from officinal.shop.orders.refund import refund
from officinal.shop.payments import events
from officinal.shop.payments.attempts import begin, mark_paid
from officinal.shop.payments.gateway import NoAnswer
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.registry import gateway


def told(online: Online, message: Message) -> int:
    """The answer that the gateway gets."""
    body, headers = message
    answer = Client().post(f"/webhooks/{online.name}/", body, content_type="application/json", headers=headers)
    return answer.status_code


def paying(online: Online) -> Order:
    """An order whose customer has paid and never came back."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.gives(order, "good")
    return order


def test_an_event_pays_an_order(online: Online) -> None:
    """The customer never came back: the event alone does it, at once."""
    order = paying(online)
    assert told(online, online.tells(order)) == 200
    assert stands(order) == ("paid", order.total, 0)
    assert WebhookEvent.objects.count() == 1


def test_an_event_that_comes_twice_works_once(online: Online) -> None:
    """The second is known by its id, and nobody is asked anything."""
    order = paying(online)
    message = online.tells(order)
    assert [told(online, message) for _ in range(3)] == [200, 200, 200]
    assert stands(order) == ("paid", order.total, 0)
    assert allocated(order) == 1
    assert WebhookEvent.objects.count() == 1
    assert order.events.filter(kind="paid").count() == 1


def test_events_in_any_order_come_to_the_same(online: Online) -> None:
    """That the card was declined, told after the success of the next one, changes nothing: both are looked up."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.gives(order, "declined")
    failed = online.tells(order, "payment_intent.payment_failed")
    online.asked(order)
    online.gives(order, "good")
    succeeded = online.tells(order)
    assert [told(online, each) for each in (succeeded, failed)] == [200, 200]
    assert stands(order) == ("paid", order.total, 0)
    assert [each.state for each in order.attempts.all()] == ["failed", "succeeded"]


def test_an_event_that_lies_changes_nothing(online: Online) -> None:
    """It says that money came, and the gateway, when asked, says that none did."""
    order = make_order(gateway=online.name)
    online.asked(order)
    assert told(online, online.tells(order)) == 200
    assert stands(order) == ("awaiting", 0, 0)


def test_an_event_is_known_by_the_attempts_key_where_the_answer_was_lost(online: Online) -> None:
    """The shop never learned the payment's id: the key that it gave leads back to the attempt."""
    order = make_order(gateway=online.name)
    online.faults.lose = 1
    begin(order, now=NOW)
    online.gives(order, "good")
    assert told(online, online.tells(order)) == 200
    assert stands(order) == ("paid", order.total, 0)


def test_an_event_before_its_attempt_is_told_again(online: Online) -> None:
    """It is of this shop, and there is no such attempt yet: nothing is recorded, and the gateway is asked to come back."""
    assert told(online, online.tells(None)) == 409
    assert not WebhookEvent.objects.exists()


def test_an_event_of_somebody_else_is_let_be(online: Online) -> None:
    """Another shop shares the account: there is no use in telling this one again."""
    assert told(online, online.tells(None, ours=False)) == 200
    assert not WebhookEvent.objects.exists()


def test_a_forged_event_is_refused(online: Online) -> None:
    """Without the gateway's signature nothing is looked up."""
    order = paying(online)
    assert told(online, online.forged(order)) == 400
    assert told(online, (online.tells(order)[0], {})) == 400
    assert stands(order) == ("awaiting", 0, 0)


@pytest.mark.parametrize(("age", "status"), [(0, 200), (290, 200), (310, 400), (600, 400)])
def test_an_old_event_is_refused(at_stripe: AtStripe, db: None, age: int, status: int) -> None:
    """A message that was signed more than five minutes ago may be one that somebody caught."""
    order = paying(at_stripe)
    body, _ = at_stripe.tells(order)
    assert told(at_stripe, signed(body, age=age)) == status


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"null", b"[]", b"{}", b'{"id": 1}', b'{"id": "e", "type": "x", "data": []}', b"{" * 9999],
)
def test_nonsense_that_is_signed_is_refused(at_stripe: AtStripe, db: None, body: bytes) -> None:
    """Whatever is no event gets an answer, and no broken page."""
    assert told(at_stripe, signed(body)) == 400


def test_a_large_message_is_refused_unread(at_stripe: AtStripe, db: None) -> None:
    """Nobody fills the memory of a server with a message."""
    assert told(at_stripe, signed(b" " * 300_000)) == 413


def test_only_gateways_that_tell_are_told_to(client: Client, db: None) -> None:
    """An unknown gateway is not found; people send no messages; nobody looks at the address with a browser."""
    assert client.post("/webhooks/nobody/", b"{}", content_type="application/json").status_code == 404
    assert client.post("/webhooks/manual/", b"{}", content_type="application/json").status_code == 400
    assert client.get("/webhooks/manual/").status_code == 405


def test_an_event_needs_no_token_of_a_form(online: Online) -> None:
    """It comes from no browser; its signature is its proof."""
    body, headers = online.tells(paying(online))
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/webhooks/{online.name}/", body, content_type="application/json", headers=headers)
    assert answer.status_code == 200


def test_an_event_that_cannot_be_looked_up_is_told_again(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateway does not answer: nothing is recorded, so that the same event works when it comes again."""
    order = paying(online)
    message = online.tells(order)

    def silent(*_: object) -> None:
        raise NoAnswer("silent")

    with monkeypatch.context() as patched:
        patched.setattr(type(gateway(online.name)), "look_up", silent)
        assert told(online, message) == 503
    assert not WebhookEvent.objects.exists()
    assert told(online, message) == 200
    assert stands(order) == ("paid", order.total, 0)


def test_an_event_and_what_it_does_are_recorded_together(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording fails half way: neither stays, and the same event works when it comes again."""
    order = paying(online)
    message = online.tells(order)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(events, "settle", broken)
        with pytest.raises(ZeroDivisionError):
            told(online, message)
    assert not WebhookEvent.objects.exists()
    assert told(online, message) == 200
    assert stands(order) == ("paid", order.total, 0)


def test_an_event_of_a_late_payment(online: Online) -> None:
    """The order was dropped and its payment called off: an event that says otherwise is looked up like any other."""
    order = make_order(gateway=online.name)
    online.asked(order)
    late = online.tells(order)
    expire_unpaid(now=LATER)
    assert told(online, late) == 200
    assert stands(order) == ("cancelled", 0, 0)


def test_paid_while_the_answer_was_lost_and_the_units_went_to_somebody_else(online: Online) -> None:
    """The attempt was given up as never heard of, the order dropped, the last jar sold: what came goes back."""
    jar = make_product(1)
    order = make_order(jar, gateway=online.name)
    online.asked(order)
    online.gives(order, "good")
    Attempt.objects.update(state="cancelled")  # as if the gateway had said that it never heard of it
    expire_unpaid(now=LATER)
    other = make_order(jar)
    mark_paid(other, now=NOW, by=None)
    assert told(online, online.tells(order)) == 200
    send_all(now=LATER)
    assert stands(order) == ("cancelled", order.total, order.total)
    assert online.returned(order) == order.total


# --- refunds


REFUNDED = "charge.refunded"


def test_an_event_ends_a_refund_whose_answer_was_lost(online: Online) -> None:
    """It is looked up by its key, and given back once."""
    order = make_order(gateway=online.name)
    online.pays(order)
    refund(order, order.total, reason="damaged", key="form", now=NOW)
    online.faults.lose = 1
    send_all(now=NOW)
    assert Refund.objects.get().state == "unknown"
    assert told(online, online.tells(order, REFUNDED)) == 200
    assert Refund.objects.get().state == "succeeded"
    assert online.returned(order) == order.total
    assert stands(order) == ("paid", order.total, order.total)


def test_what_staff_give_back_at_the_gateway_itself_is_seen(online: Online) -> None:
    """The order knows that it is given back, once however often it is told, and no more than the rest can follow."""
    order = make_order(gateway=online.name)
    online.pays(order)
    online.staff_give_back(order, Decimal("5.00"))
    for _ in range(2):
        assert told(online, online.tells(order, REFUNDED)) == 200
    assert stands(order) == ("paid", order.total, Decimal("5.00"))
    assert Refund.objects.get().reason == "elsewhere"
    assert order.events.filter(kind="refunded_elsewhere").count() == 1
    refund(order, order.total - 5, reason="the rest", key="form", now=NOW)
    send_all(now=NOW)
    assert told(online, online.tells(order, REFUNDED)) == 200
    assert online.returned(order) == order.total
    assert stands(order) == ("paid", order.total, order.total)
    assert Refund.objects.count() == 2


def test_people_tell_nothing_by_themselves() -> None:
    """Payments by hand have no events: staff mark what came."""
    assert not Manual.loses
