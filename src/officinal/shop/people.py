# SPDX-License-Identifier: Apache-2.0
"""What the shop keeps about a person with an account: shown to them, given to them, and made nameless for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """One order or subscription in a person's account, in the words of the moment's language."""

    title: str
    address: str
    """of its page"""
    state: str
    when: Any = None
    """a date or a time"""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """A person's orders and subscriptions, the newest first."""

    orders: list[Row] = field(default_factory=list)
    subscriptions: list[Row] = field(default_factory=list)


def customer_records(user: User) -> Records:
    """What the account page lists. The user's address is verified: whoever signed in can read mail that goes there."""
    from officinal.shop.people_shop import records

    return records(user)


@dataclass(frozen=True, slots=True)
class Keeper:
    """A part of the shop that keeps something about people.

    `give` returns what can be written as JSON: all that is kept about a person, for them to download.
    `forget` is called in the transaction in which the account is deleted, before it is: it deletes what need not be
    kept, and takes name, address and e-mail off what the law asks to keep. What it raises stops the deletion.
    """

    name: str
    give: Callable[[User], Any]
    forget: Callable[[User], None]


_KEEPERS: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Let a part of the shop be asked; called once, when the shop starts. The same name again takes its place."""
    _KEEPERS[keeper.name] = keeper


def keepers() -> list[Keeper]:
    """All that are to be asked."""
    return list(_KEEPERS.values())
