# SPDX-License-Identifier: Apache-2.0
"""All scenarios on one database, that of DATABASE_URL or SQLite: `python -m faults.suite [--small] [--without] [NAME …]`.

Prints a JSON line for each; `--without` tries each protection taken away instead.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

from faults.figures import Figures
from faults.shop import Shop, empty, opened

SMALL, FULL = 0, 1
_LONGEST_LOG = 20_000
"""characters of what its processes wrote, shown where one answered with an error"""
SCENARIOS: dict[str, tuple[int, int]] = {
    "buying.last_unit": (3, 60),
    "buying.opposite_order": (3, 60),
    "buying.two_lines": (2, 60),
    "buying.same_form": (3, 60),
    "buying.lost_answer": (3, 60),
    "paying.double_click": (3, 60),
    "paying.lost_answers": (3, 60),
    "telling.early": (3, 60),
    "telling.late": (3, 60),
    "telling.reversed_order": (3, 60),
    "telling.forged": (3, 60),
    "refunding.by_staff": (3, 60),
    "refunding.by_calling_off": (3, 60),
    "ticking.together": (2, 25),
    "killing.while_paying": (1, 10),
    "ticking.killed": (20, 500),
    "killing.checkouts": (40, 1_000),
}
"""how often in a small run and in a full one"""


def main(*options: str) -> None:
    """Run what is asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended on the way out
    size = SMALL if "--small" in options else FULL
    names = [each for each in options if not each.startswith("--")]
    with empty(os.environ.get("DATABASE_URL")) as like:
        if "--without" in options:
            for each in without(like, names):
                print(json.dumps(each), flush=True)
            return
        with opened(like) as shop:
            _look_into(shop)
            for name, rounds in SCENARIOS.items():
                if not names or name in names:
                    print(json.dumps({"name": name} | run(name, shop, rounds[size]).told()), flush=True)


def run(name: str, shop: Shop, rounds: int) -> Figures:
    """One scenario; Django is set up by then."""
    module, _, function = name.partition(".")
    before, written = shop.logged(), len(shop.errors())
    figures: Figures = getattr(import_module(f"faults.scenarios.{module}"), function)(shop, rounds)
    figures.logged = shop.logged() - before
    if figures.errors:
        print(shop.errors()[written:][:_LONGEST_LOG], file=sys.stderr)
    return figures


def without(like: Shop, names: list[str]) -> Iterator[dict[str, object]]:
    """Each protection taken away from a shop of its own; Django sees one shop in its life, so in a process of its own."""
    _look_into(like)
    from django.db import connection

    from faults.without import BY_NAME

    for name, each in BY_NAME.items():
        if connection.vendor in each.on and (not names or name in names):
            code = f"from faults.suite import without_one; without_one({name!r}, {str(like.folder)!r})"
            done = subprocess.run(
                [sys.executable, "-W", "ignore", "-c", code],
                env=like.environment, stdout=subprocess.PIPE, text=True, check=True,
            )  # fmt: skip
            yield json.loads(done.stdout)


def without_one(name: str, folder: str) -> None:
    """One protection taken away from a copy of a shop."""
    from pathlib import Path

    with opened(Shop(Path(folder), os.environ.get("DATABASE_URL")), workers=2, without=name) as shop:
        _look_into(shop)
        from faults.without import BY_NAME

        protection = BY_NAME[name]
        protection.open_database()
        figures = run(protection.scenario, shop, protection.rounds)
        print(json.dumps({"name": name, "what": protection.what} | figures.told()))


def _look_into(shop: Shop) -> None:
    os.environ |= shop.environment
    import django

    django.setup()
    logging.disable()  # what goes wrong here is told as figures


if __name__ == "__main__":
    main(*sys.argv[1:])
