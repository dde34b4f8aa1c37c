# SPDX-License-Identifier: Apache-2.0
"""Whatever happens, in whatever order: the numbers agree, nothing is negative, and nothing is promised twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.shop.stock.goods import DAY, NOW, can_be_sold, order, product, sound, wanted, without_conditions

from officinal.shop.models import Hold, Lot, LotAllocation, Movement, Order, Stock
from officinal.shop.stock import rows
from officinal.shop.stock.allocate import allocate, free, ship
from officinal.shop.stock.hold import extend, hold, release
from officinal.shop.stock.recall import replace, set_aside
from officinal.shop.stock.receive import StockError, correct, receive, redate, take_back
from officinal.shop.stock.rows import NotEnough
from officinal.shop.stock.sweep import sweep

few = st.integers(1, 4)
which = st.integers(0, 20)


class Shop(RuleBasedStateMachine):
    """Two products, and everything that can happen to their stock."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = NOW
        self.products = [product(name="Magnesium"), product(name="Zinc")]
        self.orders: list[Order] = []
        self.sure: dict[int, dt.datetime] = {}
        """orders that hold all they want, until when; no lot expired or was recalled since"""
        self.units_in = self.units_out = 0

    def teardown(self) -> None:
        """Nothing of it stays."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # --- what happens

    @rule(at=which, number=few, code=st.sampled_from(["", "A", "B"]), days=st.sampled_from([None, 0, 2, 5]))
    def receives(self, at: int, number: int, code: str, days: int | None) -> None:
        """A delivery."""
        date = None if days is None else self.now.date() + days * DAY
        with suppress(StockError):
            receive(self.products[at % 2], number, now=self.now, lot=code, expires_on=date)
            self.units_in += number

    @rule(first=few, second=st.integers(0, 3), minutes=st.sampled_from([10, 2000]))
    def orders_and_holds(self, first: int, second: int, minutes: int) -> None:
        """Somebody goes to pay."""
        lines = [(self.products[0], first), (self.products[1], second), (self.products[0], 1)]
        made = order(*(each for each in lines if each[1]))
        self.orders.append(made)
        self._holds(made, minutes)

    @precondition(lambda self: self.orders)
    @rule(at=which, minutes=st.sampled_from([10, 2000]))
    def holds_again(self, at: int, minutes: int) -> None:
        """Somebody comes back to pay."""
        chosen = self._order(at)
        if not LotAllocation.objects.filter(line__order=chosen).exists():
            self._holds(chosen, minutes)

    def _holds(self, asked: Order, minutes: int) -> None:
        before = {each: can_be_sold(each, self.now) for each in self.products}
        until = self.now + dt.timedelta(minutes=minutes)
        with suppress(NotEnough):
            hold(asked, wanted(asked), until=until, now=self.now)
            if asked.pk not in self.sure:
                assert all(number <= before[each] for each, number in self._asked(asked).items())
            self.sure[asked.pk] = until

    @precondition(lambda self: self.orders)
    @rule(at=which)
    def lets_go(self, at: int) -> None:
        """Somebody gives up."""
        release(self._order(at), now=self.now)
        self.sure.pop(self._order(at).pk, None)

    @precondition(lambda self: self.orders)
    @rule(at=which)
    def holds_longer(self, at: int) -> None:
        """Somebody takes their time."""
        chosen = self._order(at)
        if extend(chosen, until=self.now + DAY) and chosen.pk in self.sure:
            self.sure[chosen.pk] = max(self.sure[chosen.pk], self.now + DAY)

    @precondition(lambda self: self.orders)
    @rule(at=which)
    def pays(self, at: int) -> None:
        """Money came: who holds gets, and nobody gets an expired unit while it is new to them."""
        chosen = self._order(at)
        had = set(LotAllocation.objects.values_list("pk", flat=True))
        try:
            allocate(chosen, now=self.now)
        except NotEnough:
            assert chosen.pk not in self.sure
        else:
            assert {line: line.quantity for line in chosen.lines.all()} == self._own(chosen)
            got = LotAllocation.objects.filter(line__order=chosen).exclude(pk__in=had)
            assert not got.filter(lot__expires_on__lt=self.now.date()).exists()
        self.sure.pop(chosen.pk, None)

    @precondition(lambda self: self.orders)
    @rule(at=which)
    def cancels(self, at: int) -> None:
        """A paid order is called off."""
        free(self._order(at), now=self.now, reason="cancelled")

    @precondition(lambda self: self.orders)
    @rule(at=which)
    def ships(self, at: int) -> None:
        """A parcel goes."""
        own = LotAllocation.objects.filter(line__order=self._order(at), shipped=False)
        number = sum(own.values_list("quantity", flat=True))
        ship(self._order(at), now=self.now)
        self.units_out += number

    @precondition(lambda self: self.orders)
    @rule(at=which, number=few)
    def returns(self, at: int, number: int) -> None:
        """A parcel comes back."""
        out = LotAllocation.objects.filter(line__order=self._order(at)).select_related("line").first()
        if out:
            with suppress(StockError):
                take_back(out, number, now=self.now, reason="returned")
                self.units_in += number

    @rule(at=which, counted=st.integers(0, 6))
    def counts(self, at: int, counted: int) -> None:
        """Somebody counts a lot."""
        if chosen := self._lot(at):
            before = chosen.on_hand
            with suppress(StockError):
                correct(chosen, counted, now=self.now, reason="counted")
                self.units_in += max(0, counted - before)
                self.units_out += max(0, before - counted)

    @rule(at=which, days=st.sampled_from([None, -1, 1, 3]))
    def sets_a_date(self, at: int, days: int | None) -> None:
        """A date was wrong."""
        if chosen := self._lot(at):
            redate(chosen, None if days is None else self.now.date() + days * DAY, now=self.now, reason="wrong")
            self.sure.clear()

    @rule(at=which, all_of_it=st.booleans())
    def recalls(self, at: int, all_of_it: bool) -> None:
        """A lot is bad: it is set aside, and orders that wait get other units."""
        if chosen := self._lot(at):
            before = Lot.objects.get(pk=chosen.pk).on_hand
            act: Callable[..., Any] = replace if all_of_it else set_aside
            act(chosen, now=self.now, reason="recall")
            chosen.refresh_from_db()
            assert chosen.on_hand == chosen.allocated
            self.units_out += before - chosen.on_hand
            self.sure.clear()

    @rule()
    def sweeps(self) -> None:
        """The sweeper comes, sooner or later."""
        sweep(now=self.now)

    @rule(hours=st.sampled_from([1, 30]))
    def waits(self, hours: int) -> None:
        """Time goes on."""
        self.now += dt.timedelta(hours=hours)
        self.sure = {pk: until for pk, until in self.sure.items() if until > self.now}
        if Lot.objects.filter(expires_on__lt=self.now.date(), on_hand__gt=0).exists():
            self.sure.clear()

    # --- what holds at all times

    @invariant()
    def the_numbers_agree(self) -> None:
        """The ledger, the rows, the lots, the holds and the orders say the same."""
        sound()

    @invariant()
    def no_unit_comes_from_nowhere(self) -> None:
        """What was let in and not out, less what expired, is on hand."""
        expired = -sum(Movement.objects.filter(kind="expired").values_list("on_hand", flat=True))
        on_hand = sum(Stock.objects.values_list("on_hand", flat=True))
        assert on_hand == self.units_in - self.units_out - expired

    @invariant()
    def who_holds_has(self) -> None:
        """An order that was told yes still holds all of it, until its time is over."""
        for pk in self.sure:
            held = dict(Hold.objects.filter(order=pk).values_list("product_id", "quantity"))
            assert held == wanted(Order.objects.get(pk=pk))

    @invariant()
    def what_can_be_sold_is_there(self) -> None:
        """Never less than nothing, never more than good units that nobody has."""
        for each in self.products:
            good = Lot.objects.filter(product=each).exclude(expires_on__lt=self.now.date())
            there = sum(lot.on_hand - lot.allocated for lot in good)
            assert 0 <= can_be_sold(each, self.now) <= there

    # ---

    def _order(self, at: int) -> Order:
        return self.orders[at % len(self.orders)]

    def _lot(self, at: int) -> Lot | None:
        lots = list(Lot.objects.order_by("pk"))
        return lots[at % len(lots)] if lots else None

    def _asked(self, of: Order) -> dict[Any, int]:
        units = wanted(of)
        return {each: units[each.pk] for each in self.products if each.pk in units}

    def _own(self, of: Order) -> dict[Any, int]:
        return {line: sum(line.lots.values_list("quantity", flat=True)) for line in of.lines.all()}


def _run(examples: int, steps: int, **more: Any) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Shop, settings=settings(max_examples=examples, stateful_step_count=steps, **more)
    )


@pytest.mark.django_db
@pytest.mark.slow
def test_nothing_that_happens_puts_the_stock_out_of_step() -> None:
    """A hundred histories of up to forty events each."""
    _run(100, 40)


@pytest.mark.django_db
def test_a_few_histories_keep_the_stock_in_step() -> None:
    """The same, in short."""
    _run(12, 15)


@pytest.mark.django_db
@pytest.mark.parametrize(("missing", "found_by"), [("ledger", AssertionError), ("conditions", IntegrityError)])
def test_a_mistake_in_the_one_place_that_writes_is_found(
    monkeypatch: pytest.MonkeyPatch, missing: str, found_by: type[Exception]
) -> None:
    """Without the ledger's entry the audit tells in such a history; without the conditions, the database's own check."""
    if missing == "conditions":
        monkeypatch.setattr(rows, "_MOVE", without_conditions())
    else:
        monkeypatch.setattr(Movement.objects, "create", lambda **ledger: None)
    with pytest.raises(found_by):
        _run(100, 40, phases=[Phase.generate], report_multiple_bugs=False)
