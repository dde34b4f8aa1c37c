# SPDX-License-Identifier: Apache-2.0
"""Whatever its customer, the bank, the shelf and the clock do, in whatever order: one order a delivery, one charge an
order, and nothing for what was left out, paused or ended.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.shop.subscriptions.bank import THE, Crash
from tests.shop.subscriptions.made import NOW, fresh, product, sound, subscribed, tick

from officinal.shop.models import Attempt, Cycle, Message, Order, Product, Subscription
from officinal.shop.models.payment import OPEN as OPEN_ATTEMPT
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.payments.attempts import begin, settle
from officinal.shop.payments.gateway import Saved
from officinal.shop.stock.receive import receive
from officinal.shop.subscriptions import claim
from officinal.shop.subscriptions.cadence import change_cadence
from officinal.shop.subscriptions.card import change_card
from officinal.shop.subscriptions.change import CannotChange
from officinal.shop.subscriptions.claim import OPEN
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.out_of_stock import when_out_of_stock
from officinal.shop.subscriptions.pause import pause
from officinal.shop.subscriptions.quantity import change_quantity
from officinal.shop.subscriptions.resume import resume
from officinal.shop.subscriptions.skip import skip, unskip
from officinal.shop.subscriptions.swap import swap

cards = st.sampled_from(["good", "good-2", "poor", "asks"])
troubles = st.lists(st.sampled_from(["lost", "unheard", "dies before", "dies after"]), max_size=2)
ACTIVE = Subscription.State.ACTIVE
_number = itertools.count(1000)


class Life(RuleBasedStateMachine):
    """One subscription, and everything that can happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        THE.__init__()  # type: ignore[misc]
        self.now = NOW
        self.jar, self.other = product(4), product(2, price="10.00", name="Zinc")
        self.held = subscribed(self.jar)
        self.asked: list[str] = []
        self.promised = fresh(self.held).unit_price

    def teardown(self) -> None:
        """Nothing of it stays."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # --- the clock

    def _tick(self, trouble: list[str]) -> None:
        THE.trouble = list(trouble)
        for _ in range(2):
            with suppress(Crash):
                tick(self.now)
        THE.trouble = []
        self._nobody_was_asked_for_nothing()

    @rule(hours=st.sampled_from([1, 24, 72, 30 * 24]), trouble=troubles)
    def time_goes_on(self, hours: int, trouble: list[str]) -> None:
        """The clock runs, perhaps twice, and the bank may have trouble."""
        self.now += dt.timedelta(hours=hours)
        self._tick(trouble)

    @rule(trouble=troubles, hours=st.sampled_from([0, 1, 24, 48, 100]))
    def the_next_delivery_is_due(self, trouble: list[str], hours: int) -> None:
        """Its reminder, its day, and some time after."""
        held = fresh(self.held)
        if held.next_on is not None:
            start = dt.datetime.combine(held.next_on, dt.time(1), tzinfo=dt.UTC)
            for more in (-72, 0, hours):
                self.now = max(self.now, start + dt.timedelta(hours=more))
                self._tick(trouble if more == 0 else [])

    @rule()
    def a_week_goes_on(self) -> None:
        """Day by day."""
        for _ in range(7):
            self.now += dt.timedelta(days=1)
            self._tick([])

    def _nobody_was_asked_for_nothing(self) -> None:
        """Whom the bank was asked to charge, the subscription goes on, and the delivery is wanted."""
        new = THE.asked[len(self.asked) :]
        self.asked = list(THE.asked)
        for key in new:
            order = next(each for each in Order.objects.all() if each.token[:12] in key)
            state = Cycle.objects.get(order=order).state
            failed = state == Cycle.State.FAILED  # by the same tick, after the attempt
            assert fresh(self.held).state == ACTIVE or failed
            assert state in (Cycle.State.PAYING, Cycle.State.DONE) or failed

    # --- the customer

    def _does(self, act: object, *args: object, **more: object) -> None:
        with suppress(CannotChange):
            act(self.held.pk, *args, now=self.now, **more)  # type: ignore[operator]
        self._nobody_was_asked_for_nothing()

    @rule(ahead=st.integers(-2, 1))
    def leaves_out(self, ahead: int) -> None:
        """A delivery, pressed twice."""
        number = fresh(self.held).cycle + ahead
        for _ in range(2):
            self._does(skip, number)

    @rule(ahead=st.integers(-2, 0))
    def takes_back_in(self, ahead: int) -> None:
        """A delivery that was left out."""
        self._does(unskip, fresh(self.held).cycle + ahead)

    @rule(days=st.sampled_from([None, 1, 20, 100]), trouble=st.sampled_from([[], ["unheard"]]))
    def pauses(self, days: int | None, trouble: list[str]) -> None:
        """For as long as they like, or until a day."""
        THE.trouble = list(trouble)
        self._does(pause, until=None if days is None else self.now.date() + dt.timedelta(days=days))
        THE.trouble = []

    @rule()
    def resumes(self) -> None:
        """They go on."""
        self._does(resume)

    @rule(days=st.sampled_from([7, 30, 90, 400]), quantity=st.integers(0, 3))
    def wants_other_amounts(self, days: int, quantity: int) -> None:
        """How often, and how many."""
        self._does(change_cadence, days)
        self._does(change_quantity, quantity)

    @rule(back=st.booleans())
    def swaps(self, back: bool) -> None:
        """Another product, or the first again."""
        self._does(swap, Product.objects.get(pk=(self.jar if back else self.other).pk))

    @rule(choice=st.sampled_from(["wait", "skip", "swap"]))
    def chooses(self, choice: str) -> None:
        """What to do when it is out of stock."""
        self._does(when_out_of_stock, choice, self.other if choice == "swap" else None)

    @rule(card=cards, trouble=troubles)
    def changes_the_card(self, card: str, trouble: list[str]) -> None:
        """To a good one or not."""
        THE.trouble = list(trouble)
        with suppress(Crash):
            self._does(change_card, Saved("payer", card, f"Card {card}"))
        THE.trouble = []
        self._nobody_was_asked_for_nothing()

    @rule(card=st.sampled_from(["good-3", "asks"]))
    def pays_by_the_link(self, card: str) -> None:
        """On the page of an order that waits for money."""
        waiting = self.held.orders.filter(state=Order.State.AWAITING).first()
        if waiting is not None:
            attempt, _ = begin(waiting, now=self.now)
            if attempt is not None and attempt.state in OPEN_ATTEMPT:
                settle(attempt, THE.pays(attempt, card), now=self.now)

    @rule()
    def calls_an_order_off(self) -> None:
        """The newest."""
        newest = self.held.orders.order_by("-pk").first()
        if newest is not None:
            with suppress(CannotCancel):
                cancel(newest, reason="by the customer", now=self.now)

    @rule(really=st.integers(0, 5), trouble=st.sampled_from([[], ["unheard"]]))
    def ends(self, really: int, trouble: list[str]) -> None:
        """For good, though seldom."""
        if really == 5:
            THE.trouble = list(trouble)
            self._does(end)
            THE.trouble = []

    # --- the shop

    @rule(units=st.integers(1, 4), of_other=st.booleans())
    def stock_comes(self, units: int, of_other: bool) -> None:
        """A delivery to the shop."""
        receive(self.other if of_other else self.jar, units, now=self.now)

    @rule(published=st.booleans(), price=st.sampled_from([None, "20.00", "30.00"]))
    def the_offer_changes(self, published: bool, price: str | None) -> None:
        """A product is withdrawn, comes back, or has another price."""
        Product.objects.filter(pk=self.jar.pk).update(published=published, price=price)

    # --- what holds at all times

    @invariant()
    def a_delivery_has_one_order(self) -> None:
        """By its number, and no order is without its delivery."""
        orders = list(self.held.orders.values_list("key", flat=True))
        assert sorted(orders) == sorted(
            f"renewal-{self.held.pk}-{each.number}" for each in self.held.cycles.exclude(order=None)
        )

    @invariant()
    def deliveries_come_one_after_another(self) -> None:
        """Each is due later than the one before, and the next later than all; one is open at most."""
        days = list(self.held.cycles.order_by("number").values_list("due_on", flat=True))
        held = fresh(self.held)
        assert days == sorted(set(days))
        assert held.next_on is None or held.next_on > days[-1]
        assert (held.next_on is None) == (held.state == Subscription.State.CANCELLED)
        assert held.cycles.filter(state__in=OPEN).count() <= 1
        assert list(held.cycles.order_by("number").values_list("number", flat=True)) == list(range(held.cycle))

    @invariant()
    def an_order_is_charged_once(self) -> None:
        """And what is not sent is not kept."""
        for each in self.held.cycles.exclude(order=None).select_related("order"):
            order = each.order
            assert order is not None
            taken, back = THE.charged(order.token), order.refunded
            assert len(taken) <= 1
            if each.state == Cycle.State.DONE:
                assert order.is_paid
                assert (order.paid, back) == (order.total, 0)
            else:
                assert order.paid == back

    @invariant()
    def nobody_pays_more_than_promised(self) -> None:
        """The price of one is never above the highest that was promised or told."""
        for order in self.held.orders.all():
            line = order.lines.get()
            told = [each.get("one") for each in self.held.events.filter(kind="told").values_list("detail", flat=True)]
            assert line.unit_price <= self.promised or f"{line.total / line.quantity:.2f}" in told

    @invariant()
    def the_numbers_agree(self) -> None:
        """Stock and money."""
        sound()

    @invariant()
    def each_thing_is_told_once(self) -> None:
        """No more reminders than days, no more declines than attempts."""
        assert Message.objects.filter(kind="subscription_declined").count() <= len(set(THE.asked)) + 1


def _run(examples: int, steps: int, **more: Any) -> None:
    run_state_machine_as_test(Life, settings=settings(max_examples=examples, stateful_step_count=steps, **more))  # type: ignore[no-untyped-call]


@pytest.mark.slow
@pytest.mark.django_db
def test_any_life_of_a_subscription() -> None:
    """Twenty-five lives of up to twenty events each."""
    _run(25, 20)


@pytest.mark.django_db
def test_a_few_lives_of_a_subscription() -> None:
    """The same, in short."""
    _run(5, 10)


def _another_key_each_time(attempt: Attempt) -> str:
    number = next(_number) if attempt.off_session else attempt.number
    return f"officinal-{attempt.order.token[:12]}-{number}"


def _two_may_be_open(patch: pytest.MonkeyPatch) -> None:
    """Neither the program nor the database minds."""
    patch.setattr(claim, "OPEN", ())
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_open_cycle")


MISTAKES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "two deliveries may be open": _two_may_be_open,
    "the bank is asked under another key each time": lambda patch: patch.setattr(
        Attempt, "key", property(_another_key_each_time)
    ),
    "the next day stands still": lambda patch: patch.setattr(claim, "next_due", lambda due, every, *, today: due),
}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found(monkeypatch: pytest.MonkeyPatch, mistake: str) -> None:
    """Each protection taken away, such a life goes wrong."""
    MISTAKES[mistake](monkeypatch)
    with pytest.raises((AssertionError, IntegrityError)):
        _run(100, 25, phases=[Phase.generate], report_multiple_bugs=False)
