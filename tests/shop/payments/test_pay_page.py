# SPDX-License-Identifier: Apache-2.0
"""The page on which an order is paid: looking at it asks nobody, pressing its button begins, once."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.shop.orders_made import NOW, make_order, make_product
from tests.shop.payments.banks import AtStripe, Online
from tests.shop.payments.books import saved_card, stands

from officinal.shop.models import Attempt, Hold, Message, Order, Subscription
from officinal.shop.payments.attempts import begin, charge, mark_paid
from officinal.shop.payments.gateway import NoAnswer
from officinal.shop.payments.registry import gateway
from officinal.shop.payments.time_to_pay import MOST_TIMES, stay
from officinal.shop.seller import seller

State = Attempt.State
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    caches["process"].clear()


def page(client: Client, order: Order, language: str = "en") -> str:
    """The page, as text."""
    prefix = "/fr" if language == "fr" else ""
    answer = client.get(f"{prefix}/orders/{order.token}/pay/")
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, order: Order) -> Any:
    """What the page's script gets when the button is pressed."""
    return client.post(reverse("pay_start", args=[order.token]), **JSON)


def test_looking_at_the_page_asks_nobody_for_anything(client: Client, at_stripe: AtStripe, db: None) -> None:
    """No attempt, no question to the gateway, nothing written: a robot may look as often as it likes."""
    order = make_order(gateway="stripe")
    page(client, order)
    assert not order.attempts.exists()
    assert at_stripe.faults.seen == []


def test_pressing_twice_begins_once(client: Client, online: Online) -> None:
    """Both get the same payment to go on with."""
    order = make_order(gateway=online.name)
    first, second = (press(client, order).json() for _ in range(2))
    assert first["secret"]
    assert first == second
    assert order.attempts.count() == 1


def test_a_paid_order_leads_to_its_page(client: Client, online: Online) -> None:
    """Whoever comes back is asked for nothing."""
    order = make_order(gateway=online.name)
    online.pays(order)
    to = reverse("order", args=[order.token])
    assert press(client, order).json() == {"to": to}
    assert client.get(f"/orders/{order.token}/pay/").headers["Location"] == to
    assert client.post(reverse("pay_otherwise", args=[order.token]), {"gateway": "manual"}).status_code == 302
    assert stands(order) == ("paid", order.total, 0)


def test_no_answer_is_said_and_pressing_again_goes_on(client: Client, online: Online) -> None:
    """The page says what happened; nothing is lost, and nobody pays twice."""
    order = make_order(gateway=online.name)
    online.faults.lose = 1
    lost = press(client, order)
    assert (lost.status_code, bool(lost.json()["problem"])) == (503, True)
    assert press(client, order).json()["secret"]
    assert order.attempts.count() == 1


def test_no_answer_about_a_payment_that_is_begun_is_said(
    client: Client, online: Online, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser gets words and nothing to go on with; looking at the page still works."""
    order = make_order(gateway=online.name)
    press(client, order)

    def silent(*_: object) -> None:
        raise NoAnswer("silent")

    monkeypatch.setattr(type(gateway(online.name)), "look_up", silent)
    answer = press(client, order)
    assert (answer.status_code, list(answer.json())) == (503, ["problem"])
    page(client, order)


def test_without_a_script_the_button_leads_somewhere_too(client: Client, online: Online) -> None:
    """To the order's page, or back to this one with what went wrong in words."""
    order = make_order(gateway=online.name)
    assert client.post(reverse("pay_start", args=[order.token])).headers["Location"] == f"/orders/{order.token}/"
    other = make_order(gateway=online.name)
    online.faults.deaf = 1
    back = client.post(reverse("pay_start", args=[other.token]), follow=True)
    assert "did not answer" in back.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_works_without_a_script_and_holds_none(
    client: Client, at_stripe: AtStripe, db: None, language: str
) -> None:
    """The total, until when, what a browser without scripts can do, another way to pay; no script or style in the page."""
    order = make_order(gateway="stripe")
    shown = page(client, order, language)
    assert order.number in shown
    assert "29" in shown
    assert "<noscript>" in shown
    assert 'value="manual"' in shown
    assert not re.search(r"<script(?![^>]*src=)|<style|style=\"|onclick", shown)
    assert client.get(f"/orders/{order.token}/pay/").headers["X-Robots-Tag"] == "noindex"


def test_only_this_page_may_load_from_the_payment_service(client: Client, at_stripe: AtStripe, db: None) -> None:
    """Its policy is the site's own and the service's addresses; other pages, and orders paid by hand, have none of it."""
    order, by_hand = make_order(gateway="stripe"), make_order()
    allowed = _policy(client.get(f"/orders/{order.token}/pay/").headers["Content-Security-Policy"])
    address = next(each for each in allowed["script-src"] if each.startswith("http"))
    assert allowed["script-src"] == ["'self'", address]
    assert allowed["frame-src"] == [address]
    assert allowed["connect-src"] == ["'self'", address]
    assert allowed["default-src"] == ["'none'"]
    for other in (f"/orders/{order.token}/", f"/orders/{by_hand.token}/pay/", "/cart/"):
        policy = _policy(client.get(other).headers["Content-Security-Policy"])
        assert policy["script-src"] == ["'self'"]
        assert "frame-src" not in policy


def _policy(header: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


def test_paid_by_hand_says_how_how_much_and_until_when(client: Client, db: None) -> None:
    """The seller's words with the order's number and total, and no card field."""
    order = make_order()
    begin(order, now=NOW)
    shown = page(client, order)
    assert f"with the message {order.number}" in shown
    assert "Send $29.00" in shown
    assert "Kept for you" in shown
    assert "<script" not in shown
    assert 'id="card"' not in shown


def test_what_an_address_says_is_not_shown(client: Client, at_stripe: AtStripe, db: None) -> None:
    """Only the site's own sentences are."""
    order = make_order(gateway="stripe")
    for said in ("<script>alert(1)</script>", "Send your money elsewhere"):
        assert said not in client.get(f"/orders/{order.token}/pay/", {"said": said}).content.decode()
    assert "declined" in client.get(f"/orders/{order.token}/pay/", {"said": "card_declined"}).content.decode()


def test_only_the_link_leads_to_it(client: Client, db: None) -> None:
    """A wrong token is not found, and another site's form begins nothing."""
    order = make_order()
    assert client.get("/orders/nobody/pay/").status_code == 404
    assert client.post("/orders/nobody/pay/start/").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("pay_start", args=[order.token])).status_code == 403
    assert not order.attempts.exists()
    assert client.get(reverse("pay_start", args=[order.token])).status_code == 405


def test_cards_are_not_tried_out_here(client: Client, at_stripe: AtStripe, db: None) -> None:
    """So many beginnings within an hour, and then no more: it says so."""
    order = make_order(gateway="stripe")
    answers = [press(client, order) for _ in range(41)]
    assert [each.status_code for each in answers] == [200] * 40 + [429]
    assert answers[-1].json()["problem"]


# --- another way


def otherwise(client: Client, order: Order, name: str) -> Any:
    """Pay another way."""
    return client.post(reverse("pay_otherwise", args=[order.token]), {"gateway": name})


def test_who_pays_another_way_pays_once(client: Client, online: Online) -> None:
    """What was begun is called off first; then the order waits for staff, longer, and its customer gets the instructions."""
    order = make_order(gateway=online.name)
    online.asked(order)
    assert otherwise(client, order, "manual").headers["Location"] == f"/orders/{order.token}/pay/"
    order.refresh_from_db()
    assert order.gateway == "manual"
    assert [(each.gateway, each.state) for each in order.attempts.all()] == [
        (online.name, State.CANCELLED),
        ("manual", State.ASKED),
    ]
    online_attempt = order.attempts.first()
    assert online_attempt is not None
    days = dt.timedelta(days=seller().pay_within_days)
    assert order.pay_by is not None
    assert order.pay_by > timezone.now() + days - dt.timedelta(minutes=5)
    assert Hold.objects.get(order=order).until == order.pay_by
    assert Message.objects.filter(kind="order_placed").count() == 1
    mark_paid(order, now=timezone.now(), by=None)
    assert online.taken(order) == []
    assert stands(order) == ("paid", order.total, 0)


def test_back_and_forth_is_told_once(client: Client, online: Online) -> None:
    """By card, by hand, by card, by hand: one open attempt at a time, one message."""
    order = make_order(gateway=online.name)
    for name in ("manual", online.name, "manual", online.name):
        assert otherwise(client, order, name).status_code == 302
    assert Message.objects.filter(kind="order_placed").count() == 1
    assert press(client, order).json()["secret"]
    order.refresh_from_db()
    online.gives(order, "good")
    client.get(f"/orders/{order.token}/")
    assert online.taken(order) == [order.total]
    assert stands(order) == ("paid", order.total, 0)


def test_no_other_way_while_nobody_knows_whether_it_was_paid(client: Client, online: Online) -> None:
    """The gateway does not answer: the order stays as it is, and the page says to try again."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.faults.deaf = 1
    answer = client.post(reverse("pay_otherwise", args=[order.token]), {"gateway": "manual"}, follow=True)
    assert "did not answer" in answer.content.decode()
    order.refresh_from_db()
    assert order.gateway == online.name


def test_paid_in_the_moment_of_changing_ones_mind(client: Client, online: Online) -> None:
    """The card was charged already: the order is paid, and nothing else is waited for."""
    order = make_order(gateway=online.name)
    online.asked(order)
    online.gives(order, "good")
    otherwise(client, order, "manual")
    assert stands(order) == ("paid", order.total, 0)
    assert order.attempts.count() == 1


def test_only_ways_that_are_offered_can_be_chosen(client: Client, db: None, settings: Any) -> None:
    """A gateway that the shop does not offer is not found."""
    settings.SHOP_GATEWAYS = ("manual",)
    order = make_order()
    assert otherwise(client, order, "fake").status_code == 404
    assert otherwise(client, order, "").status_code == 404


def test_a_renewal_that_waits_for_the_bank_can_be_confirmed_or_paid_by_another_card(
    client: Client, at_stripe: AtStripe, db: None
) -> None:
    """The page has a button for the bank and no card field; another card begins anew."""
    card, order = saved_card(at_stripe), make_order(gateway="stripe")
    fields = {"card[number]": "4000000000003220", "card[exp_month]": "12", "card[exp_year]": "2050", "card[cvc]": "123"}
    _, made = at_stripe.faults.straight("POST", "/v1/payment_methods", fields | {"type": "card"})
    at_stripe.faults.straight("POST", f"/v1/payment_methods/{made['id']}/attach", {"customer": card.payer})
    charge(order, type(card)(card.payer, made["id"]), now=NOW)
    shown = page(client, order)
    assert 'id="card"' not in shown
    assert press(client, order).json()["confirm"] is True
    otherwise(client, order, "stripe")
    assert 'id="card"' in page(client, order)
    assert press(client, order).json()["confirm"] is False
    at_stripe.gives(order, "good")
    client.get(f"/orders/{order.token}/")
    assert stands(order) == ("paid", order.total, 0)


def test_whose_card_is_kept_is_told_so(client: Client, at_stripe: AtStripe, db: None) -> None:
    """A renewal that is paid by hand, confirmed with the bank or by a new card, keeps the card; an order by itself keeps none."""
    card, kept = saved_card(at_stripe), "The card is kept"
    order, alone = make_order(gateway="stripe"), make_order(gateway="stripe")
    Order.objects.filter(pk=order.pk).update(subscription=Subscription.objects.get(method=card.method))
    assert kept in page(client, order)
    assert kept not in page(client, alone)
    order.attempts.create(number=1, gateway="stripe", amount=1, currency="CAD", state="needs_action", started_at=NOW)
    confirms = page(client, order)
    assert 'id="card"' not in confirms
    assert kept in confirms


# --- time to pay


def test_who_is_at_it_gets_more_time_and_not_for_ever(online: Online) -> None:
    """Each beginning holds the units for another quarter of an hour, for an hour at the most."""
    order = make_order(gateway=online.name)
    once, until = dt.timedelta(minutes=seller().hold_minutes), []
    for minutes in range(0, 120, 10):
        stay(order, now=NOW + dt.timedelta(minutes=minutes))
        order.refresh_from_db()
        until.append(order.pay_by)
        assert Hold.objects.get(order=order).until == order.pay_by
    assert until[1] == NOW + dt.timedelta(minutes=10) + once
    assert until[-1] == NOW + MOST_TIMES * once


def test_too_late_and_somebody_else_has_the_last_jar(client: Client, online: Online) -> None:
    """Nothing is begun: the order is dropped, and its page says so."""
    jar = make_product(1)
    order = make_order(jar, gateway=online.name)
    past = timezone.now() - dt.timedelta(minutes=1)
    Order.objects.filter(pk=order.pk).update(pay_by=past, placed_at=past - dt.timedelta(minutes=15))
    Hold.objects.update(until=past)
    other = make_order(jar)
    mark_paid(other, now=timezone.now(), by=None)
    assert press(client, order).json() == {"to": f"/orders/{order.token}/"}
    assert stands(order) == ("cancelled", 0, Decimal(0))
    assert online.taken(order) == []


def test_too_late_and_the_jar_is_still_there(client: Client, online: Online) -> None:
    """Nobody wanted it meanwhile: it is held anew, and paid."""
    order = make_order(make_product(1), gateway=online.name)
    past = timezone.now() - dt.timedelta(minutes=1)
    Order.objects.filter(pk=order.pk).update(pay_by=past, placed_at=past - dt.timedelta(minutes=15))
    Hold.objects.update(until=past)
    assert press(client, order).json()["secret"]
    assert Hold.objects.get().until > timezone.now()
    online.gives(order, "good")
    client.get(f"/orders/{order.token}/")
    assert stands(order) == ("paid", order.total, 0)
