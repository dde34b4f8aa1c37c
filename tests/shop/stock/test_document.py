# SPDX-License-Identifier: Apache-2.0
"""The worked numbers of docs/explanation/stock.md, carried out row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.shop.stock.goods import can_be_sold, order, own, product, sound, stands, wanted

from officinal.shop.models import Lot, LotAllocation, Order, Product
from officinal.shop.stock.allocate import allocate, free, ship
from officinal.shop.stock.hold import hold, release
from officinal.shop.stock.recall import replace, set_aside
from officinal.shop.stock.receive import correct, receive, take_back
from officinal.shop.stock.rows import NotEnough
from officinal.shop.stock.sweep import sweep

DOCUMENT = Path(__file__).parents[3] / "docs/explanation/stock.md"
ROW = re.compile(r"\| (\d{4}-\d\d-\d\d \d\d:\d\d) \| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|")


def rows() -> list[tuple[dt.datetime, str, tuple[int, ...]]]:
    """The table: when, what, and the four numbers."""
    return [
        (dt.datetime.fromisoformat(when).replace(tzinfo=dt.UTC), what, tuple(map(int, numbers)))
        for when, what, *numbers in ROW.findall(DOCUMENT.read_text("utf-8"))
    ]


@dataclass
class Story:
    """One product, its orders by number, and the hand that does what a row says."""

    jar: Product
    orders: dict[str, Order] = field(default_factory=dict)
    now: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    def does(self, what: str) -> None:
        """Carry a row out; fail where nothing of it is understood."""
        for pattern, act in DEEDS.items():
            if found := re.fullmatch(pattern, what):
                act(self, *found.groups())
                return
        pytest.fail(f"nobody knows how to do this: {what}")

    def lot(self, code: str) -> Lot:
        """A lot by its number."""
        return Lot.objects.get(product=self.jar, code=code)


def comes(story: Story, number: str, code: str, until: str) -> None:
    """A delivery."""
    receive(story.jar, int(number), now=story.now, lot=code, expires_on=dt.date.fromisoformat(until))


def holds(story: Story, name: str, number: str, until: str, can_have: str | None) -> None:
    """Somebody goes to pay."""
    asked = story.orders.setdefault(name, order((story.jar, int(number))))
    time = dt.time.fromisoformat(until)
    moment = story.now.replace(hour=time.hour, minute=time.minute)
    told(story, lambda: hold(asked, wanted(asked), until=moment, now=story.now), can_have)


def is_paid(story: Story, name: str, got: str | None, can_have: str | None) -> None:
    """Money comes; the order has units of these lots."""
    told(story, lambda: allocate(story.orders[name], now=story.now), can_have)
    if got:
        assert own(story.orders[name]) == {code: int(n) for n, code in re.findall(r"(\d+) of (\w)", got)}


def told(story: Story, act: Callable[[], None], can_have: str | None) -> None:
    """It is done, or refused with how many can be had."""
    if can_have is None:
        act()
        return
    with pytest.raises(NotEnough) as refused:
        act()
    assert refused.value.short == {story.jar.pk: int(can_have)}


def comes_back(story: Story, number: str, name: str, code: str) -> None:
    """A parcel returns."""
    out = LotAllocation.objects.get(line__order=story.orders[name], lot=story.lot(code))
    take_back(out, int(number), now=story.now, reason="returned")


def is_set_aside(story: Story, code: str, number: str) -> None:
    """The first step of a recall."""
    assert set_aside(story.lot(code), now=story.now, reason="recall") == int(number)


DEEDS: dict[str, Callable[..., object]] = {
    r"(\d+) of lot (\w) come, good until (\S+)": comes,
    r"order (\d) holds (\d+) until (\d\d:\d\d)(?:: refused, (\d+) can be had)?": holds,
    r"order (\d) is paid: (?:(\d+ of \w(?:, \d+ of \w)*)|refused, (\d+) can be had)": is_paid,
    r"order (\d) lets go": lambda story, name: release(story.orders[name], now=story.now),
    r"order (\d) is sent": lambda story, name: ship(story.orders[name], now=story.now),
    r"order (\d) is called off": lambda story, name: free(story.orders[name], now=story.now, reason="called off"),
    r"(\d+) of order (\d) comes back into lot (\w)": comes_back,
    r"lot (\w) is counted: (\d+)": lambda story, code, number: correct(
        story.lot(code), int(number), now=story.now, reason="counted"
    ),
    r"lot (\w) is set aside: (\d+)": is_set_aside,
    r"units of lot (\w) are replaced": lambda story, code: replace(story.lot(code), now=story.now, reason="recall"),
    r"the sweeper comes": lambda story: sweep(now=story.now),
    r"nobody sweeps": lambda story: None,
}


@pytest.mark.django_db
def test_the_worked_numbers_are_what_comes_out() -> None:
    """Each row's four numbers, each refusal's number, and each order's lots, as the document says."""
    told_rows, story = rows(), Story(product())
    assert len(told_rows) > 25
    for when, what, numbers in told_rows:
        assert story.now <= when
        story.now = when
        story.does(what)
        assert (*stands(story.jar), can_be_sold(story.jar, when)) == numbers, f"{when} {what}"
        sound()


def test_every_file_that_is_named_is_there() -> None:
    """The document sends nobody to a file that is gone."""
    root = DOCUMENT.parents[2]
    named = re.findall(r"`((?:src|tests)/[^`]+)`", DOCUMENT.read_text("utf-8"))
    assert len(named) > 5
    assert [path for path in named if not (root / path).exists()] == []
