# SPDX-License-Identifier: Apache-2.0
"""The customer's pages of a subscription: everything by the link, by plain forms, in two clicks."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from tests.shop.subscriptions.conftest import the_bank  # noqa: F401
from tests.shop.subscriptions.made import ADDRESS, charges, cycle, fresh, renewals, subscribed, tick, told
from tests.site.conftest import magnesium, put

from officinal.shop.models import Product, Subscription, SubscriptionEvent

DAY = dt.timedelta(days=1)
State = Subscription.State


@pytest.fixture
def jar(db: None) -> Product:
    """Twenty of a product that is sold by subscription."""
    return put("jar", magnesium(), units=20, subscribe_percent_off=Decimal(20))


@pytest.fixture
def zinc(db: None) -> Product:
    """Another."""
    return put("zinc", magnesium(name="Zinc Picolinate"), units=5, subscribe_percent_off=Decimal(10))


@pytest.fixture
def held(jar: Product) -> Subscription:
    """A subscription that began just now, paid by card."""
    return subscribed(jar, now=timezone.now())


def seen(client: Client, of: Subscription, prefix: str = "", rest: str = "", **ask: str) -> LexborHTMLParser:
    """A page of it."""
    answer = client.get(f"{prefix}/subscriptions/{of.token}/{rest}", ask)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def pressed(client: Client, of: Subscription, what: str, **sent: str) -> LexborHTMLParser:
    """The page after one of its forms was sent."""
    answer = client.post(f"/subscriptions/{of.token}/change/{what}/", sent, follow=True)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def said(page: LexborHTMLParser) -> str:
    """What the page says of what was done; a problem with ✕ before it."""
    done, problem = page.css_first("[role=status]"), page.css_first("[role=alert]")
    return done.text(strip=True) if done else f"✕ {problem.text(strip=True)}" if problem else ""


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_page_tells_what_comes_when_and_for_how_much(client: Client, held: Subscription, prefix: str) -> None:
    """The day, the price less the percent, the whole total with taxes, until when it is promised, how long it lasts."""
    page = seen(client, held, prefix)
    assert page.css_first(".next time").attributes["datetime"] == held.next_on.isoformat()  # type: ignore[union-attr]
    total = held.first_order.total
    shown = f"{total}".replace(".", ",") if prefix else f"${total}"
    assert shown in page.css_first(".next .sum").text()  # type: ignore[union-attr]
    assert "30" in page.css_first(".next .lasts").text()  # type: ignore[union-attr]
    assert page.css_first("h1").text() == "1 × Magnesium Bisglycinate"  # type: ignore[union-attr]


def test_looking_at_it_changes_nothing(client: Client, held: Subscription) -> None:
    """Programs that follow the links of mail look, and nothing else happens."""
    before = list(Subscription.objects.values())
    for rest in ("", "address/", "product/", "card/"):
        seen(client, held, rest=rest)
    for what in ("skip", "pause", "end", "resume", "often", "many"):
        assert client.get(f"/subscriptions/{held.token}/change/{what}/").status_code == 405
    assert list(Subscription.objects.values()) == before
    assert SubscriptionEvent.objects.count() == 1


def test_it_is_kept_by_nobody_and_listed_nowhere(client: Client, held: Subscription) -> None:
    """Who has no link sees nothing."""
    answer = client.get(f"/subscriptions/{held.token}/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    for wrong in (held.token[:-1], held.token + "x", str(held.pk), "x" * 40):
        assert client.get(f"/subscriptions/{wrong}/").status_code == 404
        assert client.post(f"/subscriptions/{wrong}/change/end/").status_code == 404
    assert fresh(held).state == State.ACTIVE


def test_a_form_of_another_site_changes_nothing(held: Subscription) -> None:
    """Every form needs the page's own token."""
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(f"/subscriptions/{held.token}/change/end/").status_code == 403
    assert fresh(held).state == State.ACTIVE


def test_a_delivery_is_left_out_once_and_taken_back_in(client: Client, held: Subscription) -> None:
    """The form that was loaded before, sent again, leaves out no second one."""
    first = held.next_on
    number = seen(client, held).css_first("form[action$='skip/'] [name=delivery]").attributes["value"]  # type: ignore[union-attr]
    for _ in range(2):
        page = pressed(client, held, "skip", delivery=str(number))
    assert fresh(held).next_on == first + 30 * DAY  # type: ignore[operator]
    assert said(page) and not said(page).startswith("✕")  # noqa: PT018
    again = page.css_first("form[action$='unskip/'] [name=delivery]").attributes["value"]  # type: ignore[union-attr]
    pressed(client, held, "unskip", delivery=str(again))
    assert fresh(held).next_on == first


@pytest.mark.parametrize("sent", [{}, {"delivery": ""}, {"delivery": "-1"}, {"delivery": "٣"}, {"delivery": "9" * 30}])
def test_a_form_with_nonsense_is_told_so(client: Client, held: Subscription, sent: dict[str, str]) -> None:
    """And nothing is changed."""
    assert said(pressed(client, held, "skip", **sent)).startswith("✕")
    assert fresh(held).next_on == held.next_on


def test_pause_and_go_on(client: Client, held: Subscription) -> None:
    """For as long as they like, or until a day."""
    page = pressed(client, held, "pause", until="")
    assert fresh(held).state == State.PAUSED
    assert page.css_first("form[action$='resume/']") is not None
    pressed(client, held, "resume")
    assert fresh(held).state == State.ACTIVE
    day = timezone.localdate() + 90 * DAY
    pressed(client, held, "pause", until=day.isoformat())
    assert (fresh(held).resume_on, fresh(held).next_on) == (day, day)
    for wrong in ("yesterday", timezone.localdate().isoformat(), "9999-12-31"):
        assert said(pressed(client, held, "pause", until=wrong)).startswith("✕")


def test_how_often_and_how_many(client: Client, held: Subscription) -> None:
    """By two small forms; what is out of bounds is said."""
    pressed(client, held, "often", every="60")
    page = pressed(client, held, "many", quantity="2")
    assert (fresh(held).every_days, fresh(held).quantity) == (60, 2)
    assert page.css_first("h1").text().startswith("2 ×")  # type: ignore[union-attr]
    for what, sent in (("often", {"every": "3"}), ("many", {"quantity": "0"}), ("many", {"quantity": "9999"})):
        assert said(pressed(client, held, what, **sent)).startswith("✕")
    assert (fresh(held).every_days, fresh(held).quantity) == (60, 2)


def test_another_product_is_chosen_from_those_that_can_come(client: Client, held: Subscription, zinc: Product) -> None:
    """By words or from a list; the new price is shown before."""
    put("once-only", magnesium(name="Once Only"))
    page = seen(client, held, rest="product/", q="zinc")
    assert [each.attributes["value"] for each in page.css(".offered button")] == ["zinc"]
    assert "$22.41" in page.css_first(".offered li").text()  # type: ignore[union-attr]
    assert "once-only" not in [
        each.attributes["value"] for each in seen(client, held, rest="product/").css(".offered button")
    ]
    for slug, product in (("zinc", zinc), ("once-only", zinc)):
        client.post(f"/subscriptions/{held.token}/product/", {"product": slug})
        assert fresh(held).product == product


def test_a_product_to_send_instead_is_chosen_the_same_way(client: Client, held: Subscription, zinc: Product) -> None:
    """It is shown at its own price less the subscription's percent, and can be taken back."""
    page = seen(client, held, rest="product/", **{"for": "spare"})
    assert "$19.92" in page.css_first(".offered li").text()  # type: ignore[union-attr]
    client.post(f"/subscriptions/{held.token}/product/?for=spare", {"product": "zinc"})
    assert (fresh(held).out_of_stock, fresh(held).swap_to) == ("swap", zinc)
    pressed(client, held, "out-of-stock", choice="skip")
    assert fresh(held).out_of_stock == "skip"
    assert said(pressed(client, held, "out-of-stock", choice="burn")).startswith("✕")


def test_the_address_is_changed_by_the_checkouts_form(client: Client, held: Subscription) -> None:
    """It is filled in with what we know; what is missing is marked."""
    form = seen(client, held, rest="address/")
    assert form.css_first("[name=line1]").attributes["value"] == ADDRESS["line1"]  # type: ignore[union-attr]
    sent = {"name": "Camille Roy", "line1": "1 Rideau", "city": "Ottawa", "to": "CA-ON", "postal_code": "k1a0b1"}
    wrong = client.post(f"/subscriptions/{held.token}/address/", sent | {"postal_code": "1"})
    assert "error" in wrong.content.decode()
    client.post(f"/subscriptions/{held.token}/address/", sent)
    assert fresh(held).address["province"] == "ON"
    assert fresh(held).address["postal_code"] == "K1A 0B1"


def test_two_clicks_end_it(client: Client, held: Subscription) -> None:
    """The row opens, the button ends it; nothing is asked, and the page has nothing left to change."""
    page = pressed(client, held, "end")
    assert fresh(held).state == State.CANCELLED
    assert page.css("main form") == []
    assert told(held)[-1] == "subscription_ended"
    assert said(pressed(client, held, "often", every="60")).startswith("✕")


def test_a_card_that_was_declined_is_on_the_page_with_its_way_on(client: Client, jar: Product) -> None:
    """Pay now, or give another card, which is charged at once."""
    now = timezone.now()
    held = subscribed(jar, card="poor", now=now - 30 * DAY)
    tick(now)
    page = seen(client, held)
    links = [each.attributes["href"] for each in page.css(".unknown a")]
    assert links == [f"/orders/{renewals(held)[0].token}/pay/", f"/subscriptions/{held.token}/card/"]
    begun = client.post(f"/subscriptions/{held.token}/card/").content.decode()
    saving = re.search(r'name="saving" value="([^"]+)"', begun)
    assert saving
    client.post(f"/subscriptions/{held.token}/card/", {"step": "saved", "saving": saving[1]})
    assert fresh(held).method == "good-new"
    assert len(charges(held)) == 1


def test_a_card_is_taken_over_only_from_a_form_of_this_very_subscription(client: Client, jar: Product) -> None:
    """One of another subscription, a made-up one or an old one is refused."""
    held, other = subscribed(jar, now=timezone.now()), subscribed(jar, now=timezone.now())
    begun = client.post(f"/subscriptions/{other.token}/card/").content.decode()
    saving = re.search(r'name="saving" value="([^"]+)"', begun)
    assert saving
    for wrong in (saving[1], "saving-1", "", saving[1][:-2]):
        answer = client.post(f"/subscriptions/{held.token}/card/", {"step": "saved", "saving": wrong}, follow=True)
        assert said(LexborHTMLParser(answer.content.decode())).startswith("✕")
    assert fresh(held).method == "good"


def test_what_waits_for_stock_is_on_the_page(client: Client, jar: Product) -> None:
    """It can be left out there."""
    now = timezone.now()
    held = subscribed(jar, now=now - 30 * DAY, quantity=15)
    tick(now)
    page = seen(client, held)
    number = page.css_first(".unknown [name=delivery]").attributes["value"]  # type: ignore[union-attr]
    pressed(client, held, "skip", delivery=str(number))
    assert cycle(held).state == "skipped"


def test_by_invoice_the_page_leads_to_how_to_pay(client: Client, jar: Product) -> None:
    """And has no card."""
    now = timezone.now()
    held = subscribed(jar, now=now - 30 * DAY, by_hand=True)
    tick(now)
    page = seen(client, held)
    assert page.css_first(".unknown a").attributes["href"] == f"/orders/{renewals(held)[0].token}/"  # type: ignore[union-attr]
    assert page.css("a[href$='/card/']") == []
    assert client.get(f"/subscriptions/{held.token}/card/").status_code == 302


def test_every_state_has_its_page_in_both_languages(client: Client, jar: Product) -> None:
    """With every event that can happen, in words."""
    from officinal.shop.subscriptions import words

    now = timezone.now()
    held = subscribed(jar, now=now - 40 * DAY)
    kinds = [*words._PLAIN, "cadence", "quantity", "product", "told"]
    for kind in kinds:
        detail = {"after": jar.pk, "day": "2026-01-01"}
        SubscriptionEvent.objects.create(subscription=held, kind=kind, detail=detail, at=now)
    for why in words._PAUSED:
        SubscriptionEvent.objects.create(subscription=held, kind="paused", detail={"why": why}, at=now)
    for state in State.values:
        Subscription.objects.filter(pk=held.pk).update(
            state=state, next_on=None if state == "cancelled" else held.next_on
        )
        for prefix in ("", "/fr"):
            page = seen(client, held, prefix)
            assert all(each.text(strip=True) for each in page.css(".events li"))
            assert not [kind for kind in kinds if kind in [each.text(strip=True) for each in page.css(".events li")]]


def test_it_asks_the_database_few_questions(
    client: Client, held: Subscription, django_assert_max_num_queries: Any
) -> None:
    """However many deliveries there were."""
    seen(client, held)
    with django_assert_max_num_queries(16):
        seen(client, held)
