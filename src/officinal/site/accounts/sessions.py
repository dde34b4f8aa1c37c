# SPDX-License-Identifier: Apache-2.0
"""Sessions in the database that end a fixed time after signing in, however much they are used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

SIGNED_IN_AT = "signed_in_at"


class SessionStore(DatabaseSessions):
    """Django's own, that forgets whom it belongs to when it is too old."""

    def load(self) -> dict[str, Any]:
        """What was kept; nothing of a session that somebody signed in to too long ago."""
        held: dict[str, Any] = super().load()
        if SESSION_KEY in held and not _young(held.get(SIGNED_IN_AT)):
            self.delete(self.session_key)
            self._session_key = None
            return {}
        return held


def _young(signed_in_at: object) -> bool:
    if not isinstance(signed_in_at, str):
        return False
    return timezone.now() - datetime.fromisoformat(signed_in_at) < settings.SESSION_LASTS


@receiver(user_logged_in, dispatch_uid="officinal.signed_in_at")
def note_the_time(sender: object, request: HttpRequest, **more: object) -> None:
    """From now on the session's time runs."""
    request.session[SIGNED_IN_AT] = timezone.now().isoformat()
