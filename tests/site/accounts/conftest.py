# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the tests of accounts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from tests.site.accounts.people import somebody


@pytest.fixture(autouse=True)
def _no_counts(db: None) -> None:
    """No attempt of another test counts."""
    cache.clear()


@pytest.fixture
def customer(db: None) -> User:
    """Somebody who buys here."""
    return somebody()
