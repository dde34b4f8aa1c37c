# SPDX-License-Identifier: Apache-2.0
"""Those who meet at a dangerous place wait there a little, so that one round shows what else many rounds might not.

With every protection in place these waits change nothing but the time it takes; that too is tried.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

_A_LITTLE = 0.15


def let_meet() -> None:
    """Wait after prices are reckoned, an order or a subscription is locked, its open payment or an event is looked for."""
    from officinal.shop.orders import place, refund
    from officinal.shop.payments import attempts, events
    from officinal.shop.subscriptions import claim

    for module, name in (
        (place, "reckon"), (refund, "lock_order"), (attempts, "lock_order"), (attempts, "gateway"), (events, "_is_known"), (claim, "lock_subscription"),
    ):  # fmt: skip
        setattr(module, name, _slow(getattr(module, name)))


def _slow(act: Callable[..., Any]) -> Callable[..., Any]:
    def slow(*args: Any, **kwargs: Any) -> Any:
        done = act(*args, **kwargs)
        time.sleep(_A_LITTLE)
        return done

    return slow
