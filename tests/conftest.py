# SPDX-License-Identifier: Apache-2.0
"""What every test shares: generated examples are the same in each run, and a slow machine fails none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def client() -> Any:
    """A browser; whom of the staff it is signed in as has shown their second factor."""
    from tests.site.signing_in import Browser

    return Browser()
