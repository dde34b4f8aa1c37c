# SPDX-License-Identifier: Apache-2.0
"""Officinal's settings for a site that keeps no answer; with `BENCH_NO_PARTS`, no part of a page either."""

from __future__ import annotations

import os

from officinal.site.settings import *  # noqa: F403
from officinal.site.settings import CACHES, MIDDLEWARE

MIDDLEWARE = [each for each in MIDDLEWARE if each != "officinal.site.kept.KeptPagesMiddleware"]
if os.environ.get("BENCH_NO_PARTS"):
    CACHES = CACHES | {"template_fragments": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
