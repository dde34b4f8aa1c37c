# SPDX-License-Identifier: Apache-2.0
"""A customer's bank disputes a payment: staff are told, answer in time, and give nothing back that the bank took already."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.shop.orders.made import order_desk
from tests.shop.orders_made import NOW, make_order
from tests.shop.payments.banks import AtStripe, Online, dispute
from tests.shop.payments.books import stands
from tests.shop.payments.test_events import told
from tests.site.staff_desk import sent_of

from officinal.shop.forgetting import ARRIVES_WITHIN, forget_customer, forget_old
from officinal.shop.models import Attempt, Order, Refund, WebhookEvent
from officinal.shop.orders.dispute import may_be_taken, under_dispute
from officinal.shop.orders.refund import refund
from officinal.shop.orders.send import ship
from officinal.shop.payments.gateway import Dispute, NoAnswer, SeesDisputes, Stands
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.registry import gateway

OPENED, CLOSED = "charge.dispute.created", "charge.dispute.closed"
KINDS = ("disputed", "dispute_kept", "dispute_taken")


def disputed(online: Online, how: Stands = Stands.OPEN, order: Order | None = None) -> Order:
    """A paid order whose payment a bank disputes, as its gateway tells."""
    if order is None:
        order = make_order(gateway=online.name)
        online.pays(order)
    online.disputes(order, how)
    assert told(online, online.tells(order, OPENED if how is Stands.OPEN else CLOSED)) == 200
    return order


def logged(order: Order) -> list[str]:
    """What the order's log says of disputes."""
    return list(order.events.filter(kind__in=KINDS).values_list("kind", flat=True))


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """The browser of somebody who may give money back."""
    client.force_login(order_desk("desk"))
    return client


def test_a_dispute_stands_in_the_log_once_and_moves_no_money(online: Online) -> None:
    """With its amount and the day to answer by; told again, by another event, it stands there once."""
    order = disputed(online)
    assert told(online, online.tells(order, "charge.dispute.updated")) == 200
    event = order.events.get(kind="disputed")
    assert (event.detail["amount"], event.detail["answer_by"][:10]) == (str(order.total), "2026-12-15")
    assert stands(order) == ("paid", order.total, 0)
    assert [each.order for each in under_dispute()] == [order]


@pytest.mark.parametrize(("how", "kind"), [(Stands.KEPT, "dispute_kept"), (Stands.TAKEN, "dispute_taken")])
def test_a_dispute_that_is_over_waits_for_nobody(online: Online, how: Stands, kind: str) -> None:
    """Won or lost; what was lost could still be given a second time."""
    order, other = disputed(online), disputed(online)
    disputed(online, how, order)
    assert logged(order) == ["disputed", kind]
    assert [each.order for each in under_dispute()] == [other]
    assert may_be_taken(order) == (how is Stands.TAKEN)
    assert stands(order) == ("paid", order.total, 0)


def test_of_two_disputes_one_is_still_open(online: Online) -> None:
    """Each is known by its own id."""
    order = disputed(online)
    online.disputes(order, Stands.OPEN, "du_2")
    assert told(online, online.tells(order, OPENED)) == 200
    disputed(online, Stands.KEPT, order)
    assert logged(order) == ["disputed", "disputed", "dispute_kept"]
    assert [each.detail["dispute"] for each in under_dispute()] == ["du_2"]
    assert may_be_taken(order)


def test_an_event_about_no_dispute_changes_nothing(online: Online) -> None:
    """It is not believed: the gateway, when asked, knows of none."""
    order = make_order(gateway=online.name)
    online.pays(order)
    assert told(online, online.tells(order, OPENED)) == 200
    assert logged(order) == []


def test_a_dispute_that_cannot_be_looked_up_is_told_again(online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is recorded, so that the same event works when it comes again."""
    order = make_order(gateway=online.name)
    online.pays(order)
    online.disputes(order, Stands.OPEN)
    message = online.tells(order, OPENED)

    def silent(*_: object) -> None:
        raise NoAnswer("silent")

    with monkeypatch.context() as patched:
        patched.setattr(type(gateway(online.name)), "disputes", silent)
        assert told(online, message) == 503
    assert not WebhookEvent.objects.exists()
    assert told(online, message) == 200
    assert logged(order) == ["disputed"]


def disputes_of(attempt: Attempt) -> list[Dispute]:
    """What Stripe says."""
    asked = gateway("stripe")
    assert isinstance(asked, SeesDisputes)
    return asked.disputes(attempt)


@pytest.mark.parametrize(
    ("status", "how"),
    [
        ("warning_needs_response", Stands.OPEN), ("warning_under_review", Stands.OPEN), ("under_review", Stands.OPEN),
        ("appeal_under_review", Stands.OPEN), ("a word of tomorrow", Stands.OPEN), ("warning_closed", Stands.KEPT),
        ("won", Stands.KEPT), ("lost", Stands.TAKEN), ("prevented", Stands.TAKEN),
    ],
)  # fmt: skip
def test_each_word_of_stripe_is_understood(at_stripe: AtStripe, db: None, status: str, how: Stands) -> None:
    """What is not known to be over stays before the staff; without a day where the bank wants no answer."""
    order = make_order(gateway="stripe")
    attempt = at_stripe.pays(order)
    made = dispute("du_1", attempt.external_id, 1250, status)
    made["evidence_details"]["due_by"] = 0
    at_stripe.faults.disputes["du_1"] = made
    (found,) = disputes_of(attempt)
    assert (found.stands, str(found.amount), found.answer_by) == (how, "12.50", None)


def test_a_dispute_in_another_currency_is_of_the_whole_payment(at_stripe: AtStripe, db: None) -> None:
    """Its own number would be taken for the shop's currency."""
    order = make_order(gateway="stripe")
    attempt = at_stripe.pays(order)
    at_stripe.faults.disputes["du_1"] = dispute("du_1", attempt.external_id, 999, "lost") | {"currency": "usd"}
    (found,) = disputes_of(attempt)
    assert found.amount == attempt.amount


def test_what_a_bank_took_back_is_refused_with_its_reason(at_stripe: AtStripe, db: None, no_retries: None) -> None:
    """Stripe gives it back to nobody a second time, and staff read why."""
    order = disputed(at_stripe)
    refund(order, order.total, reason="damaged", key="form", now=NOW)
    send_all(now=NOW)
    assert (Refund.objects.get().state, Refund.objects.get().why) == ("failed", "disputed")
    assert stands(order) == ("paid", order.total, 0)


# --- staff


def test_staff_see_it_first_until_it_is_over(desk: Client, online: Online) -> None:
    """On their first page, in the list, and on the order's own page."""
    order = disputed(online)
    first = desk.get("/admin/")
    (shown,) = (each["desk"]["chase"]["disputed"] for each in first.context if "desk" in each)
    assert ([of for of, *_ in shown.first], shown.number) == ([order], 1)
    text = first.content.decode()
    assert "29.00" in text
    assert "2026-12-15" in text
    listed = desk.get("/admin/shop/order/?money=disputed").context["cl"].result_list
    assert list(listed) == [order]
    assert "▲ The customer" in desk.get(f"/admin/shop/order/{order.pk}/change/").content.decode()
    disputed(online, Stands.KEPT, order)
    assert not next(each["desk"] for each in desk.get("/admin/").context if "desk" in each)["chase"]["disputed"]
    assert "▲ The customer" not in desk.get(f"/admin/shop/order/{order.pk}/change/").content.decode()


def test_nobody_gives_disputed_money_back_without_having_read_it(desk: Client, online: Online) -> None:
    """The form was open before the bank spoke: it is shown again, with the warning, and then it works."""
    order = make_order(gateway=online.name)
    online.pays(order)
    address = f"/admin/shop/order/{order.pk}/refund/"
    asked = sent_of(desk.get(address), "form.refund") | {"how": "amount", "amount": "5.00", "reason": "broken"}
    seen = sent_of(desk.post(address, asked | {"action": "reckon"}), "form.refund") | {"action": "give"}
    online.disputes(order, Stands.OPEN)
    told(online, online.tells(order, OPENED))
    warned = desk.post(address, seen)
    assert warned.status_code == 200
    assert "▲ The customer" in warned.content.decode()
    assert not Refund.objects.exists()
    assert desk.post(address, sent_of(warned, "form.refund") | {"action": "give"}).status_code == 302
    assert Refund.objects.count() == 1


def test_who_disputes_is_forgotten_once_it_is_over(online: Online) -> None:
    """Until then the bank wants to know where the parcel went."""
    order = ship(disputed(online), now=NOW, by=None)
    late = NOW + ARRIVES_WITHIN
    forget_customer(order.email, now=late)
    assert forget_old(now=late) == 0
    disputed(online, Stands.TAKEN, order)
    assert forget_old(now=late) == 1
