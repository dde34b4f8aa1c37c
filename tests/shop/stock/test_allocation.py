# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt

import pytest
from tests.shop.stock.goods import DAY, NOW, SOON, can_be_sold, lot, order, own, product, sound, stands, wanted

from officinal.shop.models import Hold, LotAllocation, Movement, Order
from officinal.shop.stock import allocate as allocation
from officinal.shop.stock.allocate import allocate, free, ship
from officinal.shop.stock.hold import hold, release
from officinal.shop.stock.rows import NotEnough
from officinal.shop.stock.sweep import sweep

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def held(of: Order) -> Order:
    """The order, its units held until soon."""
    hold(of, wanted(of), until=SOON, now=NOW)
    return of


def test_what_was_held_becomes_the_orders_own_and_is_shipped() -> None:
    """On hand, held and allocated follow: held, allocated, gone."""
    jar = product(3)
    paid = held(order((jar, 2)))
    allocate(paid, now=NOW)
    assert stands(jar) == (3, 0, 2)
    assert not Hold.objects.exists()
    ship(paid, now=NOW)
    assert stands(jar) == (1, 0, 0)
    assert can_be_sold(jar) == 1
    sound()


def test_the_lot_that_expires_first_goes_first() -> None:
    """By date, whenever they came; units without a date last; an order may get units of several lots."""
    jar = product(5)
    lot(jar, "LATE", 2, TODAY + 90 * DAY)
    lot(jar, "EARLY", 2, TODAY + 30 * DAY)
    first, second = held(order((jar, 3))), held(order((jar, 3)))
    allocate(first, now=NOW)
    allocate(second, now=NOW)
    assert own(first) == {"EARLY": 2, "LATE": 1}
    assert own(second) == {"LATE": 1, "": 2}
    sound()


def test_a_lot_is_good_all_through_its_last_day() -> None:
    """ "Up to and including" is what the Regulations say of an expiry date."""
    jar = product()
    lot(jar, "A", 1, TODAY)
    assert can_be_sold(jar, NOW) == 1
    allocate(order((jar, 1)), now=NOW + dt.timedelta(hours=11, minutes=59))
    assert stands(jar) == (1, 0, 1)


def test_expired_units_are_not_sold_though_nobody_swept() -> None:
    """On the day after they cannot be held or allocated, and are not counted among what can be sold."""
    jar = product()
    lot(jar, "OLD", 4, TODAY)
    lot(jar, "GOOD", 2, TODAY + 30 * DAY)
    tomorrow = NOW + DAY
    assert can_be_sold(jar, tomorrow) == 2
    with pytest.raises(NotEnough) as refused:
        hold(order((jar, 3)), {jar.pk: 3}, until=tomorrow + DAY, now=tomorrow)
    assert refused.value.short == {jar.pk: 2}
    paid = order((jar, 2))
    allocate(paid, now=tomorrow)
    assert own(paid) == {"GOOD": 2}
    assert stands(jar) == (2, 0, 2)
    sound()


def test_without_the_question_for_expired_lots_they_would_be_sold(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is that question alone which keeps them out."""
    from django.db.models import Q

    from officinal.shop.stock import sweep as sweeping

    monkeypatch.setattr(allocation, "unsellable", lambda now: Q(pk__in=[]))
    monkeypatch.setattr(sweeping, "unsellable", lambda now: Q(pk__in=[]))
    jar = product()
    lot(jar, "OLD", 1, TODAY)
    paid = order((jar, 1))
    allocate(paid, now=NOW + DAY)
    assert own(paid) == {"OLD": 1}


def test_the_sweeper_takes_expired_units_out_of_the_stock() -> None:
    """The free ones; those of orders stay, and those that back a hold leave when it ends."""
    jar = product()
    lot(jar, "OLD", 5, TODAY)
    paid = order((jar, 1))
    allocate(paid, now=NOW)
    hold(order((jar, 3)), {jar.pk: 3}, until=NOW + 2 * DAY, now=NOW)
    sweep(now=NOW + DAY)
    assert stands(jar) == (4, 3, 1)
    assert can_be_sold(jar, NOW + DAY) == 0
    sweep(now=NOW + 2 * DAY)
    assert stands(jar) == (1, 0, 1)
    assert list(Movement.objects.filter(kind="expired").values_list("on_hand", flat=True)) == [-3, -1]
    sound()


def test_what_expired_while_it_was_being_paid_is_not_handed_out() -> None:
    """The hold outlives the lot: the order is refused, and stands as it stood."""
    jar = product()
    lot(jar, "OLD", 2, TODAY)
    asked = order((jar, 2))
    hold(asked, {jar.pk: 2}, until=NOW + 3 * DAY, now=NOW)
    with pytest.raises(NotEnough) as refused:
        allocate(asked, now=NOW + DAY)
    assert refused.value.short == {jar.pk: 0}
    assert stands(jar) == (2, 2, 0)
    sound()


def test_a_late_payment_gets_its_units_where_nobody_took_them() -> None:
    """Swept or not, the order gets them; where somebody else did, it is refused with what is left."""
    jar = product(3)
    late, swept, refused = held(order((jar, 1))), order((jar, 1)), order((jar, 2))
    allocate(late, now=SOON + DAY)
    hold(swept, {jar.pk: 1}, until=SOON, now=NOW)
    sweep(now=SOON)
    allocate(swept, now=SOON + DAY)
    with pytest.raises(NotEnough) as short:
        allocate(refused, now=SOON + DAY)
    assert short.value.short == {jar.pk: 1}
    assert stands(jar) == (3, 0, 2)
    sound()


def test_a_refused_order_keeps_what_it_holds() -> None:
    """All or nothing: where one product is short, nothing of the order changes, and every short one is told."""
    jar, other, third = product(2), product(2), product(1)
    asked = order((jar, 2), (other, 2), (third, 1))
    hold(asked, {jar.pk: 2, other.pk: 1}, until=SOON, now=NOW)
    held(order((other, 1)))
    held(order((third, 1)))
    with pytest.raises(NotEnough) as short:
        allocate(asked, now=NOW)
    assert short.value.short == {other.pk: 1, third.pk: 0}
    assert (stands(jar), stands(other), stands(third)) == ((2, 2, 0), (2, 2, 0), (1, 1, 0))
    assert not LotAllocation.objects.exists()
    sound()


def test_allocating_twice_allocates_once() -> None:
    """A payment that is told twice gives the order its units once, shipped or not."""
    jar = product(9)
    paid = held(order((jar, 2), (jar, 1)))
    for _ in range(2):
        allocate(paid, now=NOW)
    assert stands(jar) == (9, 0, 3)
    ship(paid, now=NOW)
    allocate(paid, now=NOW)
    assert stands(jar) == (6, 0, 0)
    sound()


def test_without_counting_what_an_order_has_it_would_get_it_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """That sum is what keeps a payment told twice from taking twice, and the audit would tell."""
    from django.db.models import Value

    from officinal.shop.stock.audit import audit

    monkeypatch.setattr(allocation, "Coalesce", lambda sum_, nothing: Value(0))
    jar = product(9)
    paid = held(order((jar, 2)))
    for _ in range(2):
        allocate(paid, now=NOW)
    assert stands(jar) == (9, 0, 4)
    assert [said for said in audit() if "were ordered" in said]


def test_a_hold_of_more_than_is_lacking_is_let_go() -> None:
    """What is held beyond the lines does not stay held for ever."""
    jar = product(9)
    asked = order((jar, 2))
    hold(asked, {jar.pk: 5}, until=SOON, now=NOW)
    allocate(asked, now=NOW)
    assert stands(jar) == (9, 0, 2)
    sound()


def test_a_cancelled_order_gives_its_units_up_once() -> None:
    """They can be sold again; giving up twice gives up once, and what was shipped is not given up."""
    jar = product(3)
    paid, sent = held(order((jar, 2))), held(order((jar, 1)))
    allocate(paid, now=NOW)
    allocate(sent, now=NOW)
    ship(sent, now=NOW)
    for each in (paid, paid, sent):
        free(each, now=NOW, reason="cancelled")
    assert stands(jar) == (2, 0, 0)
    assert own(paid) == {}
    assert own(sent) == {"": 1}
    sound()


def test_shipping_twice_ships_once() -> None:
    """A double click takes the units off the shelf once; an order without units has nothing to ship."""
    jar = product(3)
    paid = held(order((jar, 2)))
    allocate(paid, now=NOW)
    for each in (paid, paid, held(order((jar, 1)))):
        ship(each, now=NOW)
    assert stands(jar) == (1, 1, 0)
    sound()


def test_a_paid_order_that_lost_its_units_can_get_them_again() -> None:
    """Released and freed, then allocated: each leaves the stock as it should be."""
    jar = product(2)
    asked = held(order((jar, 2)))
    release(asked, now=NOW)
    allocate(asked, now=NOW)
    free(asked, now=NOW, reason="by mistake")
    allocate(asked, now=NOW)
    assert stands(jar) == (2, 0, 2)
    sound()


def test_the_ledger_tells_what_happened_to_each_lot() -> None:
    """Every movement of units that have a lot names it, and the order that it was for."""
    jar = product()
    a = lot(jar, "A", 2, TODAY + DAY)
    b = lot(jar, "B", 2, TODAY + 2 * DAY)
    paid = held(order((jar, 3)))
    allocate(paid, now=NOW)
    ship(paid, now=NOW)
    told = Movement.objects.order_by("pk").values_list("kind", "lot", "order", "on_hand", "held", "allocated")
    assert list(told) == [
        ("received", a.pk, None, 2, 0, 0),
        ("received", b.pk, None, 2, 0, 0),
        ("held", None, paid.pk, 0, 3, 0),
        ("allocated", a.pk, paid.pk, 0, -2, 2),
        ("allocated", b.pk, paid.pk, 0, -1, 1),
        ("shipped", a.pk, paid.pk, -2, 0, -2),
        ("shipped", b.pk, paid.pk, -1, 0, -1),
    ]
