# SPDX-License-Identifier: Apache-2.0
"""Staff at the order desk: what they see, what they do, each deed safe to be sent twice, and nobody else."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from tests.shop.orders.made import jar, order_desk, ordered, paid
from tests.site.staff_desk import person, sent_of

from officinal.shop.models import LotAllocation, Message, Movement, Order, Product, Refund, Stock
from officinal.shop.orders.place import Item
from officinal.shop.orders.send import ship
from officinal.shop.payments.audit import audit as money
from officinal.shop.payments.refunds import send_all
from officinal.shop.stock.audit import audit as stock

NOW = timezone.now()


@pytest.fixture
def product(db: None) -> Product:
    """A product of which there are twenty, of two lots."""
    return jar(now=NOW - dt.timedelta(days=40))


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """The browser of somebody who packs, sends, and gives money back."""
    client.force_login(order_desk("desk", "view_stock", "view_lot", "view_message", "view_subscription"))
    return client


def of(order: Order, rest: str = "") -> str:
    """Where something of an order is done."""
    return f"/admin/shop/order/{order.pk}/{rest or 'change/'}"


def sound(order: Order) -> Order:
    """The order as it stands, all numbers of money and stock in agreement."""
    assert [*money(), *stock()] == []
    order.refresh_from_db()
    return order


def test_an_order_is_paid_packed_and_sent(desk: Client, product: Product) -> None:
    """Each by one button of its page; the customer is told, the units leave the shelf, the log says who did it."""
    order = ordered(Item(product, 2), now=NOW)
    assert desk.post(of(order, "paid/"), {"note": "transfer 7"}).status_code == 302
    assert sound(order).state == "paid"
    assert desk.post(of(order, "pack/")).status_code == 302
    assert desk.post(of(order, "ship/"), {"tracking": "RR123"}).status_code == 302
    assert sound(order).state == "shipped"
    assert order.tracking == "RR123"
    assert Stock.objects.get(product=product).on_hand == 18
    assert Message.objects.filter(kind="order_shipped").count() == 1
    page = desk.get(of(order)).content.decode()
    assert "transfer 7" in page
    assert "RR123" in page
    assert order.events.filter(by__username="desk").count() == 3


def test_a_deed_sent_twice_is_done_once(desk: Client, product: Product) -> None:
    """A double click on pack, send or note changes nothing more, and is told as no mistake."""
    order = paid(Item(product, 1), now=NOW)
    for _ in range(2):
        assert desk.post(of(order, "pack/")).status_code == 302
        assert desk.post(of(order, "note/"), {"key": "n1", "text": "fragile"}).status_code == 302
    for _ in range(2):
        assert desk.post(of(order, "ship/"), {"tracking": ""}).status_code == 302
    kinds = list(order.events.values_list("kind", flat=True))
    assert [kinds.count(each) for each in ("packed", "note", "shipped")] == [1, 1, 1]
    assert "errornote" not in desk.get(of(order)).content.decode()


def test_what_cannot_be_done_any_more_is_said(desk: Client, product: Product) -> None:
    """Somebody called the order off while a page was open: packing it says how it stands."""
    order = paid(Item(product, 1), now=NOW)
    desk.post(of(order, "call-off/"), {"reason": "by phone"})
    page = desk.post(of(order, "pack/"), follow=True).content.decode()
    assert "cancelled" in page
    assert sound(order).state == "cancelled"
    assert order.refunded == order.paid
    assert Stock.objects.get(product=product).allocated == 0


def test_a_refund_of_units_gives_their_tax_back(desk: Client, product: Product) -> None:
    """What it comes to is shown first; then it is given, with the taxes on it, and the rest gives the rest."""
    order = paid(Item(product, 3), now=NOW)
    asked = sent_of(desk.get(of(order, "refund/")), "form.refund") | {
        "how": "units",
        "units-0": "1",
        "reason": "broken",
    }
    shown = desk.post(of(order, "refund/"), asked | {"action": "reckon"})
    assert not Refund.objects.exists()
    sent = sent_of(shown, "form.refund") | {"action": "give"}
    assert desk.post(of(order, "refund/"), sent).status_code == 302
    part = Refund.objects.get()
    assert Decimal("24.90") < part.amount < Decimal("24.90") * Decimal("1.16")
    detail = order.events.get(kind="refund_owed").detail
    assert detail["units"] == {"0": 1}
    assert detail["parts"]["lines"] == ["24.90"]
    again = sent_of(desk.get(of(order, "refund/")), "form.refund") | {"how": "rest", "reason": "all"}
    sent = sent_of(desk.post(of(order, "refund/"), again), "form.refund") | {"action": "give"}
    desk.post(of(order, "refund/"), sent)
    assert sound(order).refunded == order.total
    written = [each.detail["parts"] for each in order.events.filter(kind="refund_owed")]
    assert sum(Decimal(tax) for each in written for tax in each["taxes"]) == order.tax


def test_a_refund_sent_twice_is_given_once(desk: Client, product: Product) -> None:
    """By the key of its form."""
    order = paid(Item(product, 3), now=NOW)
    asked = sent_of(desk.get(of(order, "refund/")), "form.refund") | {
        "how": "amount",
        "amount": "5.00",
        "reason": "late",
    }
    sent = sent_of(desk.post(of(order, "refund/"), asked), "form.refund") | {"action": "give"}
    for _ in range(2):
        assert desk.post(of(order, "refund/"), sent).status_code == 302
    assert [each.amount for each in Refund.objects.all()] == [Decimal("5.00")]
    sound(order)


def test_a_refund_that_was_not_seen_is_not_given(desk: Client, product: Product) -> None:
    """Another amount than the one on the page is shown anew, and nothing moves."""
    order = paid(Item(product, 3), now=NOW)
    asked = {"key": "r1", "how": "units", "units-0": "1", "reason": "broken", "action": "give", "seen": "1.00"}
    assert 'name="seen"' in desk.post(of(order, "refund/"), asked).content.decode()
    assert not Refund.objects.exists()


@pytest.mark.parametrize("asked", [
    {"how": "amount", "amount": "999.00"},
    {"how": "amount", "amount": "-1"},
    {"how": "amount"},
    {"how": "units", "units-0": "4"},
    {"how": "units"},
    {"how": "nonsense"},
])  # fmt: skip
def test_more_than_there_is_cannot_be_given_back(desk: Client, product: Product, asked: dict[str, str]) -> None:
    """It is said at the form, and nothing moves."""
    order = paid(Item(product, 3), now=NOW)
    page = desk.post(of(order, "refund/"), {"key": "r1", "reason": "x", "action": "give", "seen": "1"} | asked)
    assert page.status_code == 422
    assert "errorlist" in page.content.decode()
    assert not Refund.objects.exists()


def test_a_refund_by_hand_is_marked_as_sent(desk: Client, product: Product) -> None:
    """The customer is told then, and once."""
    order = paid(Item(product, 1), now=NOW)
    desk.post(of(order, "call-off/"), {"reason": "by phone"})
    send_all(now=NOW)
    back = Refund.objects.get()
    assert back.state == "pending"
    assert "I sent the money" in desk.get(of(order)).content.decode()
    for _ in range(2):
        desk.post(of(order, f"refund/{back.pk}/sent/"))
    back.refresh_from_db()
    assert back.state == "succeeded"
    assert Message.objects.filter(kind="order_refunded").count() == 1


def test_units_come_back_into_their_lot(desk: Client, product: Product) -> None:
    """By lot, no more than went out, and once for each form."""
    order = paid(Item(product, 12), now=NOW)
    ship(order, now=NOW, by=None)
    late = LotAllocation.objects.get(lot__code="L-LATE")
    form = {"key": "b1", f"units-{late.pk}": "1", "reason": "unopened"}
    for _ in range(2):
        assert desk.post(of(order, "returned/"), form).status_code == 302
    assert desk.post(of(order, "returned/"), form | {"key": "b2", f"units-{late.pk}": "2"}).status_code == 422
    assert desk.post(of(order, "returned/"), {"key": "b3", "reason": "nothing"}).status_code == 422
    late.refresh_from_db()
    assert late.returned == 1
    assert Movement.objects.filter(kind="returned").count() == 1
    sound(order)


def test_the_packing_slip_names_lots_and_dates_in_both_languages(desk: Client, product: Product) -> None:
    """One sheet for each order; what expires first stands first."""
    orders = [paid(Item(product, 7), now=NOW), paid(Item(product, 1), now=NOW)]
    page = desk.get("/admin/shop/order/slips/").content.decode()
    assert page.count('<article class="sheet">') == 2
    for order in orders:
        assert order.number in page
    first = LotAllocation.objects.filter(line__order=orders[0]).order_by("lot__expires_on").first()
    assert first is not None
    assert first.lot.code == "L-SOON"
    assert str(first.lot.expires_on) in page
    assert "Camille Roy" in page
    one = desk.get(of(orders[1], "slip/")).content.decode()
    assert one.count('<article class="sheet">') == 1
    chosen = desk.post(
        "/admin/shop/order/", {"action": "print_slips", "_selected_action": [str(each.pk) for each in orders]}
    )
    assert chosen.content.decode().count('<article class="sheet">') == 2


def test_the_list_finds_an_order_by_what_people_know(desk: Client, product: Product) -> None:
    """By number, address, name and tracking number; and by every filter without a mistake."""
    order = paid(Item(product, 1), now=NOW, email="other@example.com")
    paid(Item(product, 1), now=NOW)
    for asked in (order.number, str(order.pk), "OTHER@example.com"):
        found = desk.get("/admin/shop/order/", {"q": asked}).context["cl"].result_list
        assert list(found) == [order], asked
    assert len(desk.get("/admin/shop/order/", {"q": "camille"}).context["cl"].result_list) == 2
    for query in (
        "placed=today", "placed=7", "placed=x", "money=soon", "money=unknown", "money=back", "money=send", "money=failed",
        "kind=once", "kind=begins", "kind=renews", "paid_by=manual", "paid_by=nobody", "state__exact=paid", "q=%00",
    ):  # fmt: skip
        assert desk.get(f"/admin/shop/order/?{query}").status_code == 200, query
    assert len(desk.get("/admin/shop/order/?kind=once").context["cl"].result_list) == 2
    assert len(desk.get("/admin/shop/order/?kind=begins").context["cl"].result_list) == 0


def table(client: Client, query: str = "") -> list[list[str]]:
    """The exported table."""
    answer: Any = client.get(f"/admin/shop/order/export/?{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_export_has_what_the_list_shows(desk: Client, product: Product) -> None:
    """The same filters; amounts that sum; and no cell that a spreadsheet takes for a formula."""
    order = paid(Item(product, 2), now=NOW, note="=HYPERLINK(1)")
    ordered(Item(product, 1), now=NOW)
    head, *rows = table(desk)
    assert len(rows) == 2
    (row,) = table(desk, "state__exact=paid")[1:]
    cells = dict(zip(head, row, strict=True))
    assert cells["number"] == order.number
    assert cells["note"] == "'=HYPERLINK(1)"
    parts = [Decimal(cells[name]) for name in ("products", "delivery", "taxes")]
    assert sum(parts) == Decimal(cells["total"]) == order.total
    assert cells["lines"].startswith("2 × ")
    assert table(desk, "state__exact=packed")[1:] == []


OWN = re.compile(r"^shop_(order|attempt|refund|message)_\w+$")


def own_addresses(order: Order) -> list[str]:
    """Every address of the admin that is of orders, payments and messages."""
    admin = next(each for each in get_resolver().url_patterns[-1].url_patterns if str(each.pattern) == "admin/")
    found = []
    for model in (each for each in admin.url_patterns if hasattr(each, "url_patterns")):
        for each in model.url_patterns:
            if each.name and OWN.match(each.name):
                path = re.sub(r"<(int|path):\w+>", str(order.pk), f"/admin/{model.pattern}{each.pattern}")
                found.append(path)
    return found


def test_nobody_else_comes_near(client: Client, product: Product) -> None:
    """A visitor, a customer and a member of staff without the right are turned away from every address."""
    order = paid(Item(product, 1), now=NOW)
    addresses = own_addresses(order)
    assert len(addresses) > 20
    for who in (None, person("customer", staff=False), person("catalogue", "view_product", "change_product")):
        client.logout()
        if who is not None:
            client.force_login(who)
        for address in addresses:
            for answer in (client.get(address), client.post(address, {"reason": "x", "key": "k"})):
                assert answer.status_code in (302, 403, 404, 405), (who, address)
                assert "Camille" not in answer.content.decode()
                if answer.status_code == 302:
                    assert answer.headers["Location"].startswith(("/admin/", "/account/login/")), address
    before = order.events.count()
    order.refresh_from_db()
    assert (order.state, order.refunded, order.events.count()) == ("paid", Decimal(0), before)


def test_who_may_only_look_changes_nothing(client: Client, product: Product) -> None:
    """The page opens without a single form; each deed is refused."""
    order = paid(Item(product, 1), now=NOW)
    client.force_login(person("looker", "view_order"))
    page = client.get(of(order)).content.decode()
    assert "Camille Roy" in page
    assert f"order/{order.pk}/pack/" not in page
    for deed in ("pack/", "ship/", "paid/", "call-off/", "returned/", "note/", "refund/"):
        assert client.post(of(order, deed), {"reason": "x", "key": "k", "text": "t"}).status_code == 403, deed
    assert client.get(of(order, "refund/")).status_code == 403


def test_who_may_not_give_money_back_calls_no_paid_order_off(client: Client, product: Product) -> None:
    """Packing is one right, money another."""
    order, unpaid = paid(Item(product, 1), now=NOW), ordered(Item(product, 1), now=NOW)
    client.force_login(order_desk("packer", refunds=False))
    assert client.post(of(order, "call-off/"), {"reason": "x"}).status_code == 403
    assert client.post(of(order, "refund/"), {}).status_code == 403
    assert "call-off/" not in client.get(of(order)).content.decode()
    assert client.post(of(unpaid, "call-off/"), {"reason": "x"}).status_code == 302
    assert client.post(of(order, "pack/")).status_code == 302


def test_a_message_that_was_given_up_is_sent_again(client: Client, product: Product) -> None:
    """From the outbox; what was sent is not sent twice."""
    paid(Item(product, 1), now=NOW)
    first, second = Message.objects.order_by("pk")[:2]
    Message.objects.filter(pk=first.pk).update(state="given_up", attempts=7)
    Message.objects.filter(pk=second.pk).update(state="sent")
    client.force_login(person("mail", "view_message", "change_message"))
    chosen = {"action": "send_again", "_selected_action": [first.pk, second.pk]}
    assert client.post("/admin/shop/message/", chosen).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempts, second.state) == ("waiting", 0, "sent")


def test_a_number_that_is_none_is_not_found(desk: Client, product: Product) -> None:
    """Whatever stands in the address."""
    for rest in ("999999/change/", "abc/change/", "99999999999999999999/change/", "999999/slip/", "999999/refund/"):
        assert desk.get(f"/admin/shop/order/{rest}").status_code == 404, rest
