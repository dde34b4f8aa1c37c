# SPDX-License-Identifier: Apache-2.0
"""Officinal without the answers that it keeps, as a WSGI application; with `BENCH_NO_PARTS`, without parts of pages too."""

from __future__ import annotations

import os

from django.conf import settings

from officinal.site.wsgi import site as application

if os.environ.get("BENCH_NO_PARTS"):
    settings.CACHES = settings.CACHES | {"process": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

__all__ = ["application"]
