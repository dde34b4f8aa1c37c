# SPDX-License-Identifier: Apache-2.0
"""What every test shares: generated examples are the same in each run, and a slow machine fails none."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
