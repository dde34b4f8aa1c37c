# SPDX-License-Identifier: Apache-2.0
"""Where it goes is changed; with it, taxes and the price of delivery may be others."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.errors import AskedForUnknown
from officinal.shop.orders.place import ADDRESS
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.delivery import item, way
from officinal.shop.subscriptions.log import changed
from officinal.shop.subscriptions.price import promised


def change_address(key: int, address: dict[str, str], *, now: dt.datetime, by: Any = None) -> None:
    """Send it there from the next delivery on. Raises `CannotChange` where nothing is sent there."""
    with changing(key) as held:
        new = {name: address.get(name, "") for name in ADDRESS}
        if held.address == new:
            return
        held.address = new
        try:
            way(held, item(held, held.product, promised(held)), now=now)
        except AskedForUnknown as error:
            raise CannotChange("not_sent_there", str(error)) from None
        held.save(update_fields=["address"])
        changed(held, "address", now=now, by=by)
