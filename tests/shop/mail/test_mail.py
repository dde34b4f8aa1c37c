# SPDX-License-Identifier: Apache-2.0
"""Messages: each kind that the shop tells of has its words in both languages; each is sent once; none is lost."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from tests.shop.shelf import NOW, stock_up
from tests.site.conftest import magnesium, put

import officinal.shop
from officinal.shop.mail.outbox import tell
from officinal.shop.mail.send import WAITS, forget_old, send_waiting
from officinal.shop.mail.words import written
from officinal.shop.models import Message, Order, Product, Refund
from officinal.shop.orders.place import Customer, Item, Terms, place
from officinal.shop.orders.refund import refund
from officinal.shop.payments.attempts import begin, mark_paid
from officinal.shop.payments.refunds import mark_sent
from officinal.shop.restock.ask import ask

SHOP = Path(officinal.shop.__file__).parent
TOLD = {
    kind
    for path in SHOP.rglob("*.py")
    for kind in re.findall(r'\b(?:tell|write_to)\(\s*(?:\w+, )?f?"([a-z_{}]+)"', path.read_text(encoding="utf-8"))
}
KINDS = sorted((TOLD - {"order_{kind}"}) | {"order_cancelled", "order_expired"})
TELLS: dict[str, list[dict[str, Any]]] = {
    "order_in_vain": [{"why": "gone"}, {"why": "wrong_amount"}, {"why": "cancelled"}],
    "subscription_reminder": [
        {"cycle": 1, "day": "2026-12-25", "one": "19.92", "total": "33.10", "in_stock": True},
        {"cycle": 1, "day": "2026-12-25", "one": "19.92", "was": "18.00", "in_stock": False},
    ],
    "subscription_waiting": [{"cycle": 1, "then": "wait"}, {"cycle": 1, "then": "skip", "day": "2026-12-25"}],
    "subscription_declined": [
        {"cycle": 1, "why": "declined", "day": "2026-12-25", "until": "2026-12-30"},
        {"cycle": 1, "why": "no_card", "until": "2026-12-30"},
    ],
    "subscription_confirm_card": [{"cycle": 1, "until": "2026-12-30"}],
    "subscription_paused": [
        {"why": each} for each in ("customer", "staff", "declined", "unpaid", "gone", "no_price", "not_sent_there")
    ] + [{"why": "customer", "until": "2026-12-25"}],
    "subscription_changed": [
        {"what": each, "day": "2026-12-25"}
        for each in (
            "skipped", "unskipped", "resumed", "cadence", "quantity", "product", "address", "card", "out_of_stock"
        )
    ] + [{"what": "card", "day": ""}],
    "subscription_ended": [{"why": "customer"}, {"why": "staff"}],
}  # fmt: skip
"""by kind: what it may be about, beside keys"""
CASES = [(kind, case) for kind in KINDS for case in TELLS.get(kind, [{}])]
ADDRESS = {
    "name": "Camille Roy",
    "line1": "12 rue Test",
    "city": "Montréal",
    "province": "QC",
    "postal_code": "H2X 1Y4",
    "country": "CA",
}


@pytest.fixture
def order(db: None) -> Order:
    """A paid order with a subscription in it, and a refund of a part."""
    product = stock_up(put("jar", magnesium(), units=0, subscribe_percent_off=Decimal(20)), 3)
    made = place(
        [Item(product, 1), Item(product, 1, 30)],
        Customer("camille@example.com", ADDRESS),
        Terms("manual", "standard", "key-" + "k" * 30),
        now=NOW,
    )
    begin(made, now=NOW)
    mark_paid(made, now=NOW, by=None)
    mark_sent(refund(made, Decimal("5.00"), reason="a test", key="refund-1", now=NOW), now=NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def about(order: Order) -> dict[str, Any]:
    """Everything that a message can be about."""
    product = Product.objects.get()
    ask(product, "camille@example.com", language="en", now=NOW)
    return {
        "order": order.pk,
        "subscription": order.begun_subscriptions.get().pk,
        "request": product.restock_requests.get().pk,
        "refund": Refund.objects.get().pk,
    }


def test_every_kind_that_may_differ_is_tried() -> None:
    """No kind is left out because nobody thought of it."""
    assert len(KINDS) >= 16
    assert set(TELLS) <= set(KINDS)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("kind", "case"), CASES)
def test_each_kind_has_words(kind: str, case: dict[str, Any], language: str, about: dict[str, Any]) -> None:
    """A subject in one line, a text, and the same as HTML; no mark of a template is left, and each link is whole."""
    tell(kind, key=f"test-{kind}", to="camille@example.com", language=language, now=NOW, **(about | case))
    letter = written(Message.objects.get(key=f"test-{kind}"))
    assert letter.subject
    assert "\n" not in letter.subject
    for text in (letter.subject, letter.text, letter.html):
        assert not re.search(r"\{\{|\{%|None|→", text), text
    assert "  " not in letter.text.partition("\n-- \n")[0]
    links = re.findall(r'href="(http[^"]+)"', letter.html)
    assert links
    for link in links:
        assert link.startswith("http://localhost:8000/" + ("fr/" if language == "fr" else "")), link
        assert link in letter.text or link == letter.leave
    assert f'<html lang="{language}">' in letter.html


def test_a_message_is_sent_once(order: Order) -> None:
    """However often the outbox is looked through."""
    number = Message.objects.count()
    assert send_waiting(now=NOW) == number == len(mail.outbox)
    assert send_waiting(now=NOW + dt.timedelta(days=2)) == 0
    assert {each.to[0] for each in mail.outbox} == {"camille@example.com"}


def test_what_cannot_be_sent_is_tried_again_and_given_up_in_the_end(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With longer and longer waits; the order stays as it is, and staff can see what was given up."""

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("no route")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", broken)
        now = NOW
        for wait in WAITS:
            assert send_waiting(now=now) == 0
            assert send_waiting(now=now) == 0
            now += wait
        assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}
        send_waiting(now=now)
    assert set(Message.objects.values_list("state", flat=True)) == {"given_up"}
    order.refresh_from_db()
    assert order.state == "paid"


def test_a_message_whose_sender_died_is_sent_by_the_next(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was claimed and not sent: after the claim ran out it is due again."""

    def died(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", died)
        with pytest.raises(KeyboardInterrupt):
            send_waiting(now=NOW)
    number = Message.objects.count()
    assert send_waiting(now=NOW + dt.timedelta(minutes=1)) == number - 1
    assert send_waiting(now=NOW + dt.timedelta(minutes=11)) == 1


def test_the_same_is_told_once(order: Order) -> None:
    """By its key, also when two tell it at once."""
    for _ in range(2):
        tell("order_paid", key="once", to="camille@example.com", language="en", order=order.pk, now=NOW)
    assert Message.objects.filter(key="once").count() == 1


def test_old_messages_lose_their_address(order: Order) -> None:
    """After ninety days nobody can tell from them who bought."""
    send_waiting(now=NOW)
    assert forget_old(now=NOW + dt.timedelta(days=89)) == 0
    assert forget_old(now=NOW + dt.timedelta(days=91)) == Message.objects.count()
    assert set(Message.objects.values_list("to", flat=True)) == {""}


def test_messages_of_stock_can_be_ended_with_one_click(about: dict[str, Any]) -> None:
    """Mail programs find the address in the headers."""
    Message.objects.exclude(kind="restock_confirm").delete()
    send_waiting(now=NOW)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://localhost:8000/back-in-stock/")
