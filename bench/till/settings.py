# SPDX-License-Identifier: Apache-2.0
"""Officinal's own settings, SQLite syncing as BENCH_SYNCHRONOUS says."""

import os

from officinal.site.settings import *  # noqa: F403
from officinal.site.settings import DATABASES

DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"]["init_command"].replace(
    "synchronous=NORMAL", f"synchronous={os.environ['BENCH_SYNCHRONOUS']}"
)
