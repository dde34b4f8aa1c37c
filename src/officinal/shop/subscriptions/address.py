# SPDX-License-Identifier: Apache-2.0
"""Where it goes is changed; with it, taxes and the price of delivery may be others."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.orders.place import ADDRESS
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.delivery import is_sent_there
from officinal.shop.subscriptions.log import changed


def change_address(key: int, address: dict[str, str], *, now: dt.datetime, by: Any = None) -> None:
    """Send it there from the next delivery on. Raises `CannotChange` where nothing is sent there."""
    with changing(key) as held:
        new = {name: address.get(name, "") for name in ADDRESS}
        if held.address == new:
            return
        held.address = new
        if not is_sent_there(held):
            raise CannotChange("not_sent_there", f"nothing is sent to {new['country']} {new['province']}")
        held.save(update_fields=["address"])
        changed(held, "address", now=now, by=by)
