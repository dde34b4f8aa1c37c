# SPDX-License-Identifier: Apache-2.0
"""The outbox: a message is written down with what it tells of, in the same transaction; it is sent later."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.models import Message


def tell(kind: str, *, key: str, to: str, language: str, now: dt.datetime, **about: Any) -> None:
    """Write a message down, once for each key; nothing where there is nobody to tell."""
    if not to:
        return
    Message.objects.bulk_create(
        [Message(key=key, kind=kind, to=to, language=language, about=about, next_try=now, created_at=now)],
        ignore_conflicts=True,
    )
