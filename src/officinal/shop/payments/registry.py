# SPDX-License-Identifier: Apache-2.0
"""Which gateways this shop uses: `SHOP_GATEWAYS` of the settings, the first being the one that is offered first."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings

from officinal.errors import AskedForUnknown
from officinal.shop.payments.gateway import Gateway


def _manual() -> Gateway:
    from officinal.shop.payments.manual.gateway import Manual

    return Manual()


def _stripe() -> Gateway:
    from officinal.shop.payments.stripe.gateway import Stripe

    return Stripe.from_settings()


_MAKERS: dict[str, Callable[[], Gateway]] = {"manual": _manual, "stripe": _stripe}


@lru_cache
def gateway(name: str) -> Gateway:
    """The gateway of a name. Raises `AskedForUnknown` naming those that there are."""
    if name not in _MAKERS:
        raise AskedForUnknown(f"there is no payment gateway {name!r}; there are {', '.join(sorted(_MAKERS))}")
    return _MAKERS[name]()


def offered() -> list[Gateway]:
    """The gateways that a customer may choose from."""
    return [gateway(name) for name in settings.SHOP_GATEWAYS]
