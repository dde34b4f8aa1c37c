# SPDX-License-Identifier: Apache-2.0
"""Each protection: how it is taken away from the shop's code and from its database, and which scenario then goes wrong."""

from __future__ import annotations

import inspect
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, models, transaction

from officinal.shop import models as tables

Both = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Protection:
    """One, or several that stand for each other."""

    name: str
    what: str
    scenario: str
    """module.function"""
    take_away: Callable[[], None]
    """from the code, in a process of the shop"""
    constraints: tuple[tuple[type[models.Model], str], ...] = ()
    """from the database: by their names, or unique fields by theirs"""
    on: tuple[str, ...] = Both
    rounds: int = 2

    def open_database(self) -> None:
        """Take its constraints away from the database."""
        for model, name in self.constraints:
            with connection.schema_editor() as editor:
                held: Any = model._meta.constraints
                named = {each.name: each for each in held}
                if name in named:
                    held.remove(named[name])  # SQLite's table is made anew as the model has it
                    editor.remove_constraint(model, named[name])
                else:
                    _not_unique(editor, model, model._meta.get_field(name))


def _not_unique(editor: Any, model: type[models.Model], field: Any) -> None:
    loose = field.clone()
    loose._unique = False
    loose.set_attributes_from_name(field.name)
    loose.model = model
    editor.alter_field(model, field, loose)


def _nothing() -> None:
    """All is there."""


def _conditions() -> None:
    """The statement that moves stock asks for nothing."""
    from officinal.shop.stock import rows

    kept = [line for line in rows._MOVE.splitlines() if "  AND" not in line]
    assert len(rows._MOVE.splitlines()) - len(kept) == 2
    rows._MOVE = "\n".join(kept)


def _put(name: str, instead: Callable[..., Any], *modules: Any) -> None:
    """Another function under a name, in each module that uses it."""
    for module in modules:
        setattr(module, name, instead)


def _locks() -> None:
    """No row is locked; on SQLite, whoever will write does not say so at the beginning."""
    from officinal.shop.orders import cancel, log, refund
    from officinal.shop.payments import attempts
    from officinal.shop.subscriptions import claim, fulfil, hear
    from officinal.shop.subscriptions import log as subscription_log

    if connection.vendor == "sqlite":
        connections.settings["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"
        return

    def seen(key: int) -> tables.Order:
        order = tables.Order.objects.get(pk=key)
        time.sleep(0.15)
        return order

    def seen_subscription(key: int) -> tables.Subscription:
        held = tables.Subscription.objects.get(pk=key)
        time.sleep(0.15)
        return held

    _put("lock_order", seen, log, cancel, refund, attempts)
    _put("lock_subscription", seen_subscription, subscription_log, claim, fulfil, hear)


def _order_of_locks() -> None:
    """Stock rows are locked as the cart has them."""
    from officinal.shop.stock import hold

    def as_they_come(products: Iterable[int]) -> list[int]:
        keys = list(dict.fromkeys(products))
        for key in keys:
            list(tables.Stock.objects.select_for_update().filter(pk=key))
            time.sleep(0.1)
        return keys

    _put("lock", as_they_come, hold)


def _key_of_attempt() -> None:
    """The bank is asked under a new key each time."""
    tables.Attempt.key = property(lambda self: f"officinal-{secrets.token_hex(6)}-1")  # type: ignore[assignment,method-assign]


def _row_first() -> None:
    """The attempt is written down together with what the bank said, not before it is asked."""
    from officinal.shop.payments import attempts

    attempts._asked = transaction.atomic(attempts._asked)


def _condition_of_refunds() -> None:
    """No lock, and what is given back is added up without asking whether there is so much."""
    from officinal.shop.orders import refund

    _locks()
    _rewrite(refund, "owe", 'paid__gte=F("refunded") + amount', "")


def _rewrite(module: Any, name: str, before: str, after: str) -> None:
    """A function of a module, some of its text replaced."""
    text = inspect.getsource(getattr(module, name))
    assert before in text
    exec(compile(text.replace(before, after), module.__file__, "exec"), vars(module))


PROTECTIONS = (
    Protection("nothing", "nothing taken away, the same waits", "buying.last_unit", _nothing),
    Protection("stock-condition", "the condition of the statement that moves stock", "buying.last_unit", _conditions),
    Protection(
        "stock-condition-and-check", "that condition, and the database's own check", "buying.last_unit", _conditions,
        ((tables.Stock, "stock_not_oversold"),),
    ),
    Protection("lock-order", "the order in which stock rows are locked", "buying.opposite_order", _order_of_locks,
               on=("postgresql",)),
    Protection("order-key", "the unique key of an order", "buying.same_form", _nothing, ((tables.Order, "key"),)),
    Protection("locks", "the locks of orders; on SQLite IMMEDIATE", "paying.double_click", _locks),
    Protection(
        "locks-and-attempt-keys", "the locks of orders, and the unique keys of payments", "paying.double_click", _locks,
        ((tables.Attempt, "one_attempt_at_a_time"), (tables.Attempt, "attempt_once"), (tables.Attempt, "paid_once"),
         (tables.Attempt, "one_attempt_a_payment")),
    ),
    Protection("attempt-key", "the key under which the bank is asked", "paying.lost_answers", _key_of_attempt),
    Protection("row-first", "the row that is written before the bank is asked", "killing.while_paying", _row_first, rounds=1),
    Protection("event-once", "the unique key of an event", "telling.early", _nothing, ((tables.WebhookEvent, "event_once"),)),
    Protection("cycle-once", "the lock of a subscription, the unique number of a delivery, and that one is open",
               "ticking.together", _locks, ((tables.Cycle, "cycle_once"), (tables.Cycle, "one_open_cycle"))),
    Protection("refund-condition", "the lock of an order, the condition and the check of its refunds", "refunding.by_staff",
               _condition_of_refunds, ((tables.Order, "order_not_refunded_twice"),)),
)  # fmt: skip
BY_NAME = {each.name: each for each in PROTECTIONS}
