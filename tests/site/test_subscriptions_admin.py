# SPDX-License-Identifier: Apache-2.0
"""Staff and subscriptions: found, looked at, paused or ended with a reason; nothing else, and by nobody else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.shop.subscriptions.conftest import the_bank
from tests.shop.subscriptions.made import fresh, renewals, subscribed, tick, told
from tests.site.conftest import magnesium, put
from tests.site.staff_desk import person

from officinal.shop.models import Product, Subscription

__all__ = ["the_bank"]
DAY = dt.timedelta(days=1)
State = Subscription.State


@pytest.fixture
def jar(db: None) -> Product:
    """Twenty of a product that is sold by subscription."""
    return put("jar", magnesium(), units=20, subscribe_percent_off=Decimal(20))


@pytest.fixture
def held(jar: Product) -> Subscription:
    """A subscription that began just now."""
    return subscribed(jar, now=timezone.now())


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """The browser of somebody who may change subscriptions."""
    client.force_login(person("desk", "view_subscription", "change_subscription"))
    return client


def of(held: Subscription, rest: str = "change/") -> str:
    """Where something of a subscription is done."""
    return f"/admin/shop/subscription/{held.pk}/{rest}"


def listed(desk: Client, ask: str = "") -> str:
    """The list."""
    answer = desk.get(f"/admin/shop/subscription/{ask}", follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_they_are_found_by_number_address_and_product(desk: Client, held: Subscription) -> None:
    """And narrowed by state, by when they are due, and by what a delivery waits for."""
    assert held.email in listed(desk)
    for right in (f"?q={held.pk}", "?q=camille@example.com", "?q=bisglyc", "?state__exact=active", "?due=30", "?due=x"):
        assert held.email in listed(desk, right), right
    for wrong in ("?q=999999", "?q=nobody@example.com", "?q=zinc", "?state__exact=paused", "?due=7", "?open=waiting"):
        assert held.email not in listed(desk, wrong), wrong


def test_the_list_asks_the_database_few_questions(
    desk: Client, jar: Product, django_assert_max_num_queries: Any
) -> None:
    """However many there are."""
    for _ in range(8):
        subscribed(jar, now=timezone.now())
    listed(desk)
    with django_assert_max_num_queries(12):
        listed(desk)


def test_the_page_shows_all_of_one(desk: Client, jar: Product) -> None:
    """Product, price, customer, deliveries with their orders, and what happened."""
    held = subscribed(jar, now=timezone.now() - 30 * DAY, card="poor")
    tick(timezone.now())
    page = desk.get(of(held)).content.decode()
    for shown in ("$19.92", "Camille Roy", "camille@example.com", renewals(held)[0].number, "The card was declined."):
        assert shown in page


@pytest.mark.parametrize(("deed", "state"), [("pause", State.PAUSED), ("end", State.CANCELLED)])
def test_it_is_paused_or_ended_with_a_reason(desk: Client, held: Subscription, deed: str, state: str) -> None:
    """Without one nothing is done; sent twice it is done once; the customer is told, and the log says who did it and why."""
    assert desk.post(of(held, f"{deed}/"), {"reason": " "}).status_code == 422
    assert fresh(held).state == State.ACTIVE
    for _ in range(2):
        assert desk.post(of(held, f"{deed}/"), {"reason": "asked by phone"}).status_code == 302
    assert fresh(held).state == state
    last = held.events.last()
    assert (last.detail["why"], last.detail["reason"], last.by.username) == ("staff", "asked by phone", "desk")
    assert told(held) == [f"subscription_{'paused' if deed == 'pause' else 'ended'}"]
    page = desk.get(of(held)).content.decode()
    assert "asked by phone" in page
    assert "You paused" not in page


def test_it_goes_on(desk: Client, held: Subscription) -> None:
    """One that is not sold any more is told of instead."""
    desk.post(of(held, "pause/"), {"reason": "asked"})
    Product.objects.filter(pk=held.product_id).update(published=False)
    assert "not sold any more" in desk.post(of(held, "resume/"), follow=True).content.decode()
    Product.objects.filter(pk=held.product_id).update(published=True)
    desk.post(of(held, "resume/"))
    assert fresh(held).state == State.ACTIVE


@pytest.mark.parametrize(("rights", "sees"), [((), False), (("view_order",), False), (("view_subscription",), True)])
def test_who_may_not_sees_or_does_nothing(
    client: Client, held: Subscription, rights: tuple[str, ...], sees: bool
) -> None:
    """Who may look sees no button, and what they send all the same is refused; nobody adds or deletes one."""
    client.force_login(person("other", *rights))
    assert client.get(of(held)).status_code == (200 if sees else 403)
    if sees:
        assert "<button" not in client.get(of(held)).content.decode().split('id="content-main"')[1]
    for deed in ("pause", "resume", "end"):
        assert client.post(of(held, f"{deed}/"), {"reason": "x"}).status_code == 403
        assert client.get(of(held, f"{deed}/")).status_code == 405
    for wrong in ("/admin/shop/subscription/add/", of(held, "delete/")):
        assert client.post(wrong).status_code == 403
    assert fresh(held).state == State.ACTIVE


def test_one_that_is_not_there_is_not_found(desk: Client, held: Subscription) -> None:
    """Whatever stands in the address."""
    for wrong in ("999999", "x", "9" * 30):
        assert desk.get(f"/admin/shop/subscription/{wrong}/change/").status_code == 404
