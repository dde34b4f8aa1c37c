# SPDX-License-Identifier: Apache-2.0
"""What has run out is deleted: sessions, who was signed in where, and counts of attempts."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.db.models import Exists, OuterRef

NEVER_CONFIRMED = timedelta(days=7)
"""after which an account whose address nobody confirmed goes"""


_EVERY = timedelta(hours=1)


def hourly(*, now: datetime) -> int:
    """Tidy, unless it was done within the hour by whichever process; how much was deleted."""
    if not caches["default"].add("tidied", True, int(_EVERY.total_seconds())):
        return 0
    return sum(tidy(now).values())


def tidy(now: datetime) -> dict[str, int]:
    """Delete what has run out; how many of each. Safe at any time, and twice at once."""
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    live = Session.objects.filter(session_key=OuterRef("session_key"))
    places, _ = UserSession.objects.filter(~Exists(live)).delete()
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    strangers = User.objects.filter(
        ~Exists(confirmed), is_staff=False, last_login=None, date_joined__lt=now - NEVER_CONFIRMED
    )
    accounts, _ = strangers.delete()
    return {"sessions": sessions, "places": places, "accounts": accounts, "counts": _counts(now)}


def _counts(now: datetime) -> int:
    """Expired rows of the shared cache, which Django itself deletes only when it is full."""
    if not isinstance(caches["default"], DatabaseCache):
        return 0
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
        expires = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0, tzinfo=None))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expires])
        return int(cursor.rowcount)
