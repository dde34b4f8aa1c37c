# SPDX-License-Identifier: Apache-2.0
"""What every test shares: generated examples are the same in each run, and a slow machine fails none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def client() -> Any:
    """A browser; whom of the staff it is signed in as has shown their second factor."""
    from tests.site.signing_in import Browser

    return Browser()


@pytest.fixture(autouse=True)
def _no_language_is_left() -> Iterator[None]:
    """The language that a page was asked for in ends with the test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_words_are_left(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """What a test really commits is flushed after it, but for the words of searches, whose tables Django does not know."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    commits_too = marker is not None and marker.kwargs.get("transaction")
    yield
    if commits or commits_too:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM shop_search")
