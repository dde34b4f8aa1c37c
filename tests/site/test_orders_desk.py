# SPDX-License-Identifier: Apache-2.0
"""The first page of the staff side: what is to be done, each thing until it is done, and nothing one may not see."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.shop.orders.made import jar, order_desk, ordered, paid
from tests.site.staff_desk import person

from officinal.shop.admin.dashboard.desk import failed_refunds
from officinal.shop.admin.dashboard.forecast import FEWEST_UNITS, HORIZON, days_left, forecasts, rate_of
from officinal.shop.admin.orders.filters import midnight
from officinal.shop.models import Attempt, Message, Order, Product, Refund, Subscription
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.place import Item
from officinal.shop.orders.refund import given_back, refund
from officinal.shop.orders.send import pack
from officinal.shop.payments.refunds import mark_sent, send_all

NOW = timezone.now()
DAY = dt.timedelta(days=1)
SEES = ("view_stock", "view_lot", "view_message", "view_subscription")


@pytest.fixture
def product(db: None) -> Product:
    """A product that has been on the shelf for long, with plenty of units."""
    return jar(400, now=NOW - 200 * DAY)


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    """The browser of somebody who sees everything."""
    client.force_login(order_desk("desk", *SEES))
    return client


def shown(client: Client) -> dict[str, Any]:
    """What the first page knows."""
    answer = client.get("/admin/")
    assert answer.status_code == 200
    found: dict[str, Any] = next(each["desk"] for each in answer.context if "desk" in each)
    return found


def test_today_is_counted(staff: Client, product: Product) -> None:
    """Orders of today, the money that came today, also for older orders, and what went back."""
    paid(Item(product, 1), now=NOW - 40 * DAY)
    late = ordered(Item(product, 1), now=NOW - 3 * DAY)
    Order.objects.filter(pk=late.pk).update(state="paid", paid=late.total, paid_at=NOW)
    today = paid(Item(product, 2), now=NOW)
    refund(today, Decimal("5.00"), reason="x", key="r", now=NOW)
    found = shown(staff)["today"]
    assert found["orders"] == 1
    assert found["came"] == [("CAD", late.total + today.total)]
    assert found["went"] == [("CAD", Decimal("5.00"))]


def test_a_day_begins_at_midnight_where_the_shop_is(settings: Any) -> None:
    """Not where the machine's clock says: at two in the morning of London it is still yesterday in Montréal."""
    settings.TIME_ZONE = "America/Toronto"
    begun = midnight(dt.datetime(2026, 11, 26, 2, tzinfo=dt.UTC))
    assert begun.astimezone(dt.UTC) == dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC)
    assert midnight(dt.datetime(2026, 7, 2, 4, tzinfo=dt.UTC)).astimezone(dt.UTC).hour == 4  # in summer


def test_what_is_to_pack_stands_there_until_it_is_packed(staff: Client, product: Product) -> None:
    """The oldest first."""
    orders = [paid(Item(product, 1), now=NOW) for _ in range(3)]
    assert shown(staff)["to_pack"]["paid"].first == orders
    pack(orders[0], now=NOW, by=None)
    found = shown(staff)["to_pack"]
    assert (found["paid"].first, found["packed"]) == (orders[1:], 1)


def test_what_must_be_looked_after_stands_there_until_it_is_done(staff: Client, product: Product) -> None:
    """Money that does not come, refunds that failed or are to be sent, payments without an answer, lost messages."""
    chase = shown(staff)["chase"]
    assert not any(chase.values())
    due = ordered(Item(product, 1), now=NOW - 4 * DAY)
    ordered(Item(product, 1), now=NOW)
    back = paid(Item(product, 1), now=NOW)
    cancel(back, reason="x", now=NOW)
    send_all(now=NOW)
    unknown = ordered(Item(product, 1), now=NOW)
    Attempt.objects.filter(order=unknown).update(state="unknown", started_at=NOW - DAY)
    Message.objects.filter(about__order=due.pk).update(state="given_up")
    found = shown(staff)
    assert found["chase"]["awaiting"].first == [due]
    assert [each.attempt.order for each in found["chase"]["to_send"].first] == [back]
    assert [each.order for each in found["chase"]["unknown"].first] == [unknown]
    assert found["given_up"].number == 1
    mark_sent(Refund.objects.get(), now=NOW)
    assert not shown(staff)["chase"]["to_send"]


def test_a_refund_that_failed_is_shown_until_it_is_tried_again_or_let_be(staff: Client, product: Product) -> None:
    """Each order for itself."""
    orders = [paid(Item(product, 1), now=NOW) for _ in range(3)]
    for order in orders:
        made = refund(order, Decimal("5.00"), reason="x", key=f"r{order.pk}", now=NOW)
        given_back(made, "failed", external_id="", why="refused", now=NOW)
    assert [each.attempt.order for each in failed_refunds()] == orders
    refund(orders[0], Decimal("5.00"), reason="x", key="again", now=NOW)
    failed = Refund.objects.get(key=f"r{orders[1].pk}")
    for _ in range(2):
        staff.post(f"/admin/shop/order/{orders[1].pk}/refund/{failed.pk}/let-be/")
    assert orders[1].events.filter(kind="refund_let_be").count() == 1
    assert [each.attempt.order for each in failed_refunds()] == [orders[2]]


def test_low_stock_and_near_dates_are_told(staff: Client, product: Product) -> None:
    """What can be sold counts, not what lies there."""
    few = jar(6, now=NOW, slug="few")
    assert shown(staff)["low"].number == 0
    ordered(Item(few, 2), now=NOW)
    assert [each.product for each in shown(staff)["low"].first] == [few]
    assert shown(staff)["expiring"].number == 0
    few.lots.filter(code="L-SOON").update(expires_on=NOW.date() + 10 * DAY)
    assert [each.code for each in shown(staff)["expiring"].first] == ["L-SOON"]


def test_subscriptions_of_the_week_are_counted(staff: Client, product: Product) -> None:
    """Those that are active, with their units."""
    paid(Item(product, 3, 30), now=NOW)
    assert shown(staff)["due"]["number"] == 0
    Subscription.objects.update(next_on=NOW.date() + 3 * DAY)
    found = shown(staff)["due"]
    assert (found["number"], found["products"].first[0]["units"]) == (1, 3)
    Subscription.objects.update(state="paused")
    assert shown(staff)["due"]["number"] == 0


def test_the_forecast_takes_the_faster_pace_and_what_is_due(product: Product) -> None:
    """Bought once: by what was paid; by subscription: on the days on which it is due."""
    paid(Item(product, 90), now=NOW - 10 * DAY)
    ordered(Item(product, 30), now=NOW - 4 * DAY)
    (found,) = forecasts(now=NOW)
    assert (found.rate.short, found.rate.long) == (Decimal("3.0"), Decimal("1.0"))
    assert (found.there, found.days) == (280, None)
    paid(Item(product, 40, 20), now=NOW - 13 * DAY)
    (found,) = forecasts(now=NOW)
    assert (found.there, found.rate.counts, found.due) == (240, Decimal("3.0"), 120)
    # 40 are due in 7, 27 and 47 days: on that day 3 × 48 + 120 = 264 are wanted of 240
    assert found.days == 47


def test_too_little_says_nothing(product: Product) -> None:
    """Fewer units than three in ninety days are no pace."""
    paid(Item(product, FEWEST_UNITS - 1), now=NOW - 10 * DAY)
    paid(Item(product, 50), now=NOW - 100 * DAY)
    (found,) = forecasts(now=NOW)
    assert found.unknown
    assert found.days is None


def test_a_new_product_is_not_divided_by_days_before_it_was_there() -> None:
    """Ten units in ten days are one a day, though ninety days are asked for; one day alone is no pace of a product."""
    assert rate_of(10, 10, 10).counts == Decimal("1.0")
    assert rate_of(10, 10, 1).counts == Decimal("1.4")


@pytest.mark.parametrize(("there", "rate", "due", "days"), [
    (0, Decimal(1), [], 0),
    (5, Decimal(1), [], 5),
    (5, Decimal("0.1"), [], 50),
    (5, None, [(HORIZON, 5)], None),
    (5, None, [(HORIZON, 6)], HORIZON),
    (5, None, [(-3, 6)], 0),
    (500, Decimal(1), [], None),
])  # fmt: skip
def test_days_left(there: int, rate: Decimal | None, due: list[tuple[int, int]], days: int | None) -> None:
    """The first day on which more is wanted than there is."""
    assert days_left(there, rate, due) == days


def test_each_sees_what_they_may(client: Client, product: Product) -> None:
    """Who keeps the catalogue sees no order and no customer; who may see nothing sees the page all the same."""
    paid(Item(product, 1), now=NOW)
    for rights, names in (
        (("view_product",), set()),
        (("view_stock",), {"low", "forecast"}),
        (("view_order",), {"today", "to_pack", "chase"}),
        (("view_order", *SEES), {"today", "to_pack", "chase", "low", "forecast", "expiring", "due", "given_up"}),
    ):
        client.force_login(person(f"person{len(rights)}{rights[0]}", *rights))
        assert set(shown(client)) == names
        assert ("Camille" in client.get("/admin/").content.decode()) == ("view_order" in rights)


def test_the_page_asks_as_often_however_much_there_is(staff: Client, product: Product) -> None:
    """No query for each row."""

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            shown(staff)
        return len(counted)

    def some(slug: str) -> None:
        few = jar(8, now=NOW, slug=slug)
        few.lots.update(expires_on=NOW.date() + 10 * DAY)
        back = paid(Item(few, 3), Item(few, 2, 7), now=NOW)
        refund(back, Decimal("1.00"), reason="x", key=slug, now=NOW)
        ordered(Item(few, 1), now=NOW - 4 * DAY)
        send_all(now=NOW)

    some("one")
    asked()
    first = asked()
    some("two")
    some("three")
    assert asked() == first
    assert first < 45
