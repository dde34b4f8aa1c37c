# SPDX-License-Identifier: Apache-2.0
"""Staff keep the stock: what they see, and what they can do to it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from tests.shop.stock.goods import order, own, product, sound, stands
from tests.site.staff_desk import person, said, sent_of

from officinal.shop.models import Lot, LotAllocation, Movement, Order, Product, Stock
from officinal.shop.stock.allocate import allocate, ship
from officinal.shop.stock.hold import hold
from officinal.shop.stock.receive import receive

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ALL = ("view_stock", "change_stock", "view_lot", "change_lot", "view_movement", "view_order")
STOCK, LOT, LEDGER = "/admin/shop/stock/", "/admin/shop/lot/", "/admin/shop/movement/"


def today() -> dt.date:
    """The day on which the pages are asked."""
    return timezone.localdate()


def lot(of: Product, code: str, units: int, days: int | None = 300) -> Lot:
    """Units of a lot, good for so many days."""
    date = None if days is None else today() + days * DAY
    return receive(of, units, now=timezone.now(), lot=code, expires_on=date, reason="delivery")


def paid(*lines: tuple[Product, int], sent: bool = False) -> Order:
    """An order that has its units, and that may be on its way."""
    made = order(*lines)
    allocate(made, now=timezone.now())
    if sent:
        ship(made, now=timezone.now())
    return made


@pytest.fixture
def keeper() -> User:
    """Somebody who may do everything to the stock."""
    return person("keeper", *ALL)


@pytest.fixture
def desk(client: Client, keeper: User) -> Client:
    """Their browser."""
    client.force_login(keeper)
    return client


def cells(response: Any, column: str) -> list[str]:
    """What stands in a column of a list."""
    page = LexborHTMLParser(response.content.decode())
    return [each.text(strip=True) for each in page.css(f"#result_list .field-{column}")]


def pages(of: Lot) -> list[str]:
    """Every page of the stock that can be looked at."""
    return [
        STOCK, f"{STOCK}{of.product_id}/change/", f"{STOCK}receive/?q=magn", f"{STOCK}{of.product_id}/receive/",
        LOT, f"{LOT}{of.pk}/change/", f"{LOT}recall/?code=A", f"{LOT}{of.pk}/recall/", f"{LOT}{of.pk}/recall.csv", LEDGER,
    ]  # fmt: skip


# --- what is seen


def test_the_list_says_of_each_product_how_many_can_be_sold_at_this_moment(desk: Client) -> None:
    """Held, allocated and expired units are taken off, ended holds are not; few and none are said in words."""
    now = timezone.now()
    plenty, few, none = product(name="Plenty"), product(name="Few"), product(name="None")
    lot(plenty, "A", 20)
    lot(few, "B", 9)
    lot(none, "C", 4, -1)
    hold(order((few, 2)), {few.pk: 2}, until=now + DAY, now=now)
    hold(order((plenty, 5)), {plenty.pk: 5}, until=now, now=now - DAY)
    paid((few, 3))
    response = desk.get(STOCK)
    assert cells(response, "shown_product") == ["Few", "None", "Plenty"]
    assert cells(response, "shown_can_be_sold") == ["4 ▲ low", "0 ✕ out", "20"]
    assert cells(response, "on_hand") == ["9", "4", "20"]
    assert "✕" in cells(response, "shown_expiry")[1]
    for asked, expected in (("out", ["None"]), ("low", ["Few"]), ("enough", ["Plenty"]), ("nonsense", 3)):
        found = cells(desk.get(STOCK, {"there": asked}), "shown_product")
        assert (found if isinstance(expected, list) else len(found)) == expected
    assert cells(desk.get(STOCK, {"q": "B"}), "shown_product") == ["Few"]


def test_lists_are_narrowed_by_when_units_expire(desk: Client) -> None:
    """Within thirty days, ninety, over, without a date: products and lots alike; lots that are used up only where asked."""
    jars = {name: product(name=name) for name in ("Soon", "Later", "Over", "Undated", "Used")}
    for name, days in (("Soon", 10), ("Later", 60), ("Over", -1), ("Undated", None), ("Used", 10)):
        lot(jars[name], name.upper(), 1, days)
    paid((jars["Used"], 1), sent=True)
    for asked, expected in (
        ("30", ["Soon"]), ("90", ["Later", "Soon"]), ("over", ["Over"]), ("none", ["Undated"]),
    ):  # fmt: skip
        assert sorted(cells(desk.get(STOCK, {"expiry": asked}), "shown_product")) == expected
        assert sorted(cells(desk.get(LOT, {"expiry": asked}), "shown_product")) == expected
    assert cells(desk.get(LOT), "shown_lot") == ["OVER", "SOON", "LATER", "UNDATED"]
    assert "USED" in cells(desk.get(LOT, {"units": "all"}), "shown_lot")
    assert cells(desk.get(LOT, {"q": "USED"}), "shown_lot") == ["USED"]


def test_lists_ask_the_database_as_often_for_many_as_for_few(desk: Client) -> None:
    """And never read what only a product's page needs."""

    def asked(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return [each["sql"] for each in seen.captured_queries]

    first = lot(product(), "A", 5)
    paid((first.product, 1), sent=True)
    addresses = [STOCK, LOT, LEDGER, f"{STOCK}{first.product_id}/change/", f"{LOT}{first.pk}/recall/"]
    for each in addresses:
        asked(each)  # what is looked up once in a process is looked up now
    few = [len(asked(each)) for each in addresses]
    for at in range(12):
        other = lot(product(), f"A{at}", 5)
        paid((first.product, 1) if at < 3 else (other.product, 1), sent=True)
    many = [asked(each) for each in addresses]
    assert [len(each) for each in many] == few
    assert not [sql for each in many for sql in each if "label_json" in sql or '"dossiers"' in sql]


def test_a_product_that_never_had_units_has_a_page(desk: Client) -> None:
    """All zeros, and the way to receive some; looking makes no row."""
    jar = product()
    response = desk.get(f"{STOCK}{jar.pk}/change/")
    assert response.status_code == 200
    assert f"{STOCK}{jar.pk}/receive/" in said(response)
    assert not Stock.objects.exists()
    for unknown in ("999999", "x", "9" * 30):
        assert desk.get(f"{STOCK}{unknown}/change/").status_code in (302, 404)


def test_from_when_on_staff_are_told_is_kept_and_nothing_else(desk: Client) -> None:
    """Units that moved while the page lay open stay as they moved."""
    jar = product(5)
    sent = sent_of(desk.get(f"{STOCK}{jar.pk}/change/"), "#stock_form")
    paid((jar, 2))
    assert set(sent) - {"csrfmiddlewaretoken"} == {"low_at"}
    assert desk.post(f"{STOCK}{jar.pk}/change/", {**sent, "low_at": "7", "on_hand": "99"}).status_code == 302
    assert stands(jar) == (5, 0, 2)
    assert Stock.objects.get().low_at == 7
    never = product()
    assert desk.post(f"{STOCK}{never.pk}/change/", {"low_at": "2"}).status_code == 302
    assert Stock.objects.get(pk=never.pk).low_at == 2
    sound()


def test_the_ledger_is_read_and_found_in(desk: Client) -> None:
    """By product, lot and order; it has no way to add, change or delete, and a page of an entry shows it alone."""
    jar, other = product(name="Magnesium"), product(name="Zinc")
    lot(jar, "A", 3)
    lot(other, "B", 3)
    sold = paid((jar, 1))
    assert cells(desk.get(LEDGER), "kind") == ["allocated", "received", "received"]
    for asked, expected in (
        ({"q": "zinc"}, 1), ({"q": "B"}, 1), ({"q": f"{sold.pk:06d}"}, 1), ({"q": "nothing"}, 0),
        ({"product__id__exact": jar.pk}, 2), ({"kind__exact": "received"}, 2),
    ):  # fmt: skip
        assert len(cells(desk.get(LEDGER, asked), "kind")) == expected, asked
    entry = Movement.objects.latest("pk")
    assert cells(desk.get(LEDGER), "shown_by")[0] == "–"
    for rest in ("add/", f"{entry.pk}/delete/"):
        assert desk.get(LEDGER + rest).status_code == 403
        assert desk.post(LEDGER + rest, {"post": "yes"}).status_code == 403
    assert desk.post(f"{LEDGER}{entry.pk}/change/", {"reason": "x"}).status_code == 403
    assert "<input" not in said(desk.get(f"{LEDGER}{entry.pk}/change/")).split("content-main")[1].split("</form>")[0].replace(
        '<input type="hidden"', ""
    )  # fmt: skip
    assert desk.post(LEDGER, {"action": "delete_selected", "_selected_action": entry.pk}).status_code in (200, 302)
    assert Movement.objects.filter(pk=entry.pk).exists()


# --- what is done


def delivery(desk: Client, jar: Product, **more: str) -> tuple[Any, dict[str, str]]:
    """The form of a delivery, filled in and sent; and what was sent."""
    sent = sent_of(desk.get(f"{STOCK}{jar.pk}/receive/"), "#receive")
    sent |= {"quantity": "12", "lot": "K7", "expires_on": "2099-02", "reason": "note 4711", **more}
    return desk.post(f"{STOCK}{jar.pk}/receive/", sent), sent


def test_units_are_received(desk: Client, keeper: User) -> None:
    """The product is found, the delivery written down with who and why; a month is good until its last day."""
    jar = product(name="Magnesium Citrate")
    assert f"{STOCK}{jar.pk}/receive/" in said(desk.get(f"{STOCK}receive/", {"q": "citrate magn"}))
    assert f"{STOCK}{jar.pk}/receive/" not in said(desk.get(f"{STOCK}receive/", {"q": "zinc"}))
    response, _ = delivery(desk, jar)
    assert response.status_code == 302
    told = Movement.objects.get()
    assert (told.on_hand, told.reason, told.by) == (12, "note 4711", keeper)
    assert told.lot is not None
    assert (told.lot.code, told.lot.expires_on) == ("K7", dt.date(2099, 2, 28))
    assert "12" in said(desk.get(response.headers["Location"]))
    sound()


def test_a_delivery_that_is_sent_twice_is_received_once(desk: Client) -> None:
    """The second click is told that units were received meanwhile; who means it sends it again."""
    jar = product()
    _, sent = delivery(desk, jar)
    again = desk.post(f"{STOCK}{jar.pk}/receive/", sent)
    assert again.status_code == 422
    assert stands(jar) == (12, 0, 0)
    anew = sent_of(again, "#receive")
    assert anew["lot"] == "K7"
    assert desk.post(f"{STOCK}{jar.pk}/receive/", anew).status_code == 302
    assert stands(jar) == (24, 0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", "0"), ("quantity", "-1"), ("quantity", "1000001"), ("quantity", "1.5"), ("quantity", ""),
        ("expires_on", "2020-01"), ("expires_on", "2099-13"), ("expires_on", "2099-02-30"), ("expires_on", "soon"),
        ("expires_on", "0000-01"), ("reason", " "), ("reason", "x" * 201), ("lot", "x" * 61), ("lot", "a\x00b"), ("after", "x"),
    ],
)  # fmt: skip
def test_a_delivery_that_cannot_be_is_refused_at_its_field(desk: Client, field: str, value: str) -> None:
    """What was typed stays, and nothing is received."""
    jar = product()
    response, _ = delivery(desk, jar, **{field: value})
    assert response.status_code == 422
    assert "errorlist" in said(response) or field == "after"
    assert not Movement.objects.exists()


def test_a_lot_that_is_known_with_another_date_is_refused(desk: Client) -> None:
    """It says what is known, and the way on."""
    jar = product()
    lot(jar, "K7", 1)
    response, _ = delivery(desk, jar)
    assert response.status_code == 422
    assert "Look at the jar" in said(response)
    assert stands(jar) == (1, 0, 0)


def test_a_lot_is_counted(desk: Client, keeper: User) -> None:
    """With who and why; a number that moved meanwhile, or that is promised, is refused and said."""
    jar = product()
    a = lot(jar, "A", 5)
    address = f"{LOT}{a.pk}/"
    sent = sent_of(desk.get(f"{address}change/"), "#count") | {"counted": "4", "count_reason": "broken"}
    sold = paid((jar, 2))
    ship(sold, now=timezone.now())
    refused = desk.post(f"{address}count/", sent)
    assert refused.status_code == 422
    assert "Count again" in said(refused)
    sent = sent_of(refused, "#count") | {"counted": "2"}
    assert desk.post(f"{address}count/", sent).status_code == 302
    told = Movement.objects.latest("pk")
    assert (told.kind, told.on_hand, told.reason, told.by) == ("corrected", -1, "broken", keeper)
    paid((jar, 2))
    sent = sent_of(desk.get(f"{address}change/"), "#count") | {"counted": "1", "count_reason": "lost"}
    assert "At least 2" in said(desk.post(f"{address}count/", sent))
    for missing in ({"counted": ""}, {"count_reason": ""}, {"counted": "-1"}):
        assert desk.post(f"{address}count/", {**sent, **missing}).status_code == 422
    assert stands(jar) == (2, 0, 2)
    sound()


def test_a_date_is_set_right(desk: Client, keeper: User) -> None:
    """With who and why; none where there is none."""
    a = lot(product(), "A", 5)
    address = f"{LOT}{a.pk}/date/"
    assert desk.post(address, {"expires_on": "2099-04", "date_reason": "read wrongly"}).status_code == 302
    a.refresh_from_db()
    assert a.expires_on == dt.date(2099, 4, 30)
    assert Movement.objects.latest("pk").by == keeper
    assert desk.post(address, {"expires_on": "never", "date_reason": "x"}).status_code == 422
    assert desk.post(address, {"expires_on": "", "date_reason": ""}).status_code == 422
    assert desk.post(address, {"expires_on": "", "date_reason": "none on the jar"}).status_code == 302
    a.refresh_from_db()
    assert a.expires_on is None


# --- a recall


def test_a_lot_is_found_by_its_number(desk: Client) -> None:
    """That very one leads to its recall; a part of a number lists what has it; none is said."""
    jar, other = product(), product()
    a, b, twin = lot(jar, "K7-204", 1), lot(jar, "K7-205", 1), lot(other, "K7-205", 1)
    assert desk.get(f"{LOT}recall/", {"code": "k7-204 "}).headers["Location"] == f"{LOT}{a.pk}/recall/"
    for part, expected in (("K7-2", [a, b, twin]), ("K7-205", [b, twin])):
        found = said(desk.get(f"{LOT}recall/", {"code": part}))
        assert [each for each in (a, b, twin) if f"{LOT}{each.pk}/recall/" in found] == expected
    assert "<table" not in said(desk.get(f"{LOT}recall/", {"code": "<b>"}))
    assert "&lt;b&gt;" in said(desk.get(f"{LOT}recall/", {"code": "<b>"}))


def test_a_recall_is_carried_out(desk: Client, keeper: User) -> None:
    """Set aside, other units for orders that wait as far as there are some, and the list of who has some."""
    jar = product()
    bad, good = lot(jar, "BAD", 9, 10), lot(jar, "GOOD", 2, 90)
    sent, first, second = paid((jar, 1), sent=True), paid((jar, 2)), paid((jar, 2))
    address = f"{LOT}{bad.pk}/recall/"
    shown = said(desk.get(address))
    assert all(each.number in shown for each in (sent, first, second))
    assert desk.post(f"{address}set-aside/", {"reason": " "}).status_code == 422
    assert desk.post(f"{address}set-aside/", {"reason": "recall 12"}).status_code == 302
    assert stands(jar) == (6, 0, 4)
    response = desk.post(f"{address}replace/", {"reason": "recall 12"}, follow=True)
    assert second.number in said(response).split("warning")[1].split("</li>")[0]
    assert (own(first), own(second)) == ({"GOOD": 2}, {"BAD": 2})
    assert {each.by for each in Movement.objects.filter(reason="recall 12")} == {keeper}
    shown = said(desk.get(address)).split('id="orders"')[1]
    assert first.number not in shown
    assert sent.number in shown
    assert Lot.objects.get(pk=good.pk).allocated == 2
    sound()


def test_the_list_of_a_recall_opens_in_a_spreadsheet(desk: Client) -> None:
    """Everybody's order, address and number of units; what a spreadsheet takes for a formula is guarded."""
    jar = product()
    bad = lot(jar, "=BAD", 9)
    hostile = paid((jar, 3), sent=True)
    Order.objects.filter(pk=hostile.pk).update(address={"name": "=cmd()", "line1": "1 Main St", "city": "Québec"})
    LotAllocation.objects.update(returned=1)
    waits = paid((jar, 1))
    response = desk.get(f"{LOT}{bad.pk}/recall.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [each["order"] for each in rows] == [waits.number, hostile.number]
    assert (rows[1]["name"], rows[1]["lot number"], rows[1]["address"]) == ("'=cmd()", "'=BAD", "1 Main St, Québec")
    assert [each["still there"] for each in rows] == ["0", "2"]
    assert {each["e-mail"] for each in rows} == {"somebody@example.com"}


# --- who may


def test_whoever_may_only_look_changes_nothing(client: Client) -> None:
    """Every page is open to them, no button is shown, and nothing that they send is done."""
    jar = product()
    a = lot(jar, "A", 5)
    client.force_login(person("reader", "view_stock", "view_lot", "view_movement", "view_order"))
    for each in pages(a):
        may = "receive" not in each
        response = client.get(each)
        assert response.status_code == (200 if may else 403) or response.headers["Location"].endswith("/recall/"), each
        if may and "csv" not in each:
            assert 'method="post" class="deed"' not in said(response), each
    before = Movement.objects.count()
    for each in (
        f"{STOCK}{jar.pk}/receive/", f"{STOCK}{jar.pk}/change/", f"{LOT}{a.pk}/count/", f"{LOT}{a.pk}/date/",
        f"{LOT}{a.pk}/recall/set-aside/", f"{LOT}{a.pk}/recall/replace/",
    ):  # fmt: skip
        assert client.post(each, {"reason": "x", "quantity": "1", "low_at": "1", "counted": "0"}).status_code == 403, (
            each
        )
    assert Movement.objects.count() == before


def test_without_a_right_over_the_stock_nothing_of_it_is_seen(client: Client) -> None:
    """Each right opens its own pages; who got units of a lot is for those who may see orders."""
    a = lot(product(), "A", 5)
    rights = {
        "none": [], "stock": ["view_stock"], "lots": ["view_lot"], "ledger": ["view_movement"], "orders": ["view_order"],
    }  # fmt: skip
    opened = {}
    for name, may in rights.items():
        client.force_login(person(name, *may))
        opened[name] = [each for each in pages(a) if client.get(each).status_code != 403]
    assert opened == {
        "none": [], "stock": [STOCK, f"{STOCK}{a.product_id}/change/"], "lots": [LOT, f"{LOT}{a.pk}/change/"],
        "ledger": [LEDGER], "orders": [],
    }  # fmt: skip


def test_nothing_of_the_stock_is_added_or_deleted_by_hand(client: Client) -> None:
    """Not even by somebody who has every right there is."""
    a = lot(product(), "A", 5)
    boss = person("boss")
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=boss.pk))
    for each in (STOCK, LOT, LEDGER):
        assert client.get(f"{each}add/").status_code == 403
        assert client.post(f"{each}add/", {}).status_code == 403
    for each in (f"{STOCK}{a.product_id}", f"{LOT}{a.pk}", f"{LEDGER}{Movement.objects.get().pk}"):
        assert client.post(f"{each}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LOT}{a.pk}/change/", {"on_hand": "99"}).status_code == 405
    assert stands(a.product) == (5, 0, 0)


def test_pages_are_there_in_french_and_what_is_missing_is_not(desk: Client) -> None:
    """Every address answers under /fr/; a lot or product that there is not is said so."""
    a = lot(product(), "A", 5)
    for each in pages(a):
        assert desk.get(f"/fr{each}").status_code in (200, 302), each
    for each in (f"{LOT}999999/change/", f"{LOT}x/change/", f"{LOT}999999/recall/", f"{STOCK}999999/receive/"):
        assert desk.get(each).status_code == 404, each
