# SPDX-License-Identifier: Apache-2.0
"""Which gateways there are, and which of them this shop uses.

`SHOP_GATEWAY_MAKERS` of the settings names what makes each one; `SHOP_GATEWAYS` are those that a customer may choose
from, the one that is offered first in front.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from officinal.errors import AskedForUnknown
from officinal.shop.payments.gateway import Gateway


@lru_cache
def gateway(name: str) -> Gateway:
    """The gateway of a name. Raises `AskedForUnknown` naming those that there are."""
    makers: dict[str, str] = settings.SHOP_GATEWAY_MAKERS
    if name not in makers:
        raise AskedForUnknown(f"there is no payment gateway {name!r}; there are {', '.join(sorted(makers))}")
    made: Gateway = import_string(makers[name])()
    return made


def names() -> list[str]:
    """All that there are, whether they are offered now or were once."""
    return sorted(settings.SHOP_GATEWAY_MAKERS)


def offered() -> list[Gateway]:
    """The gateways that a customer may choose from."""
    return [gateway(name) for name in settings.SHOP_GATEWAYS]
