# SPDX-License-Identifier: Apache-2.0
"""All scenarios on one database, that of DATABASE_URL or SQLite: `python -m faults.suite [--small]` prints JSON lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator

from faults.figures import Figures
from faults.shop import Shop, shop


def scenarios(small: bool) -> Iterator[Callable[[Shop], Figures]]:
    """What is tried, in order; Django is set up by then."""
    from faults import kills, races

    rounds, checkouts, renewals = (3, 40, 20) if small else (50, 1_000, 300)
    yield lambda shop: races.last_unit(shop, rounds)
    yield lambda shop: races.several_units(shop, rounds)
    yield lambda shop: races.same_form(shop, rounds)
    yield lambda shop: races.double_pay(shop, rounds)
    yield lambda shop: races.refund_twice(shop, rounds)
    yield lambda shop: kills.renewals(shop, renewals)
    yield lambda shop: kills.checkouts(shop, checkouts)


def run(small: bool) -> Iterator[Figures]:
    """The figures of each scenario."""
    with shop(workers=4, database=os.environ.get("DATABASE_URL")) as opened:
        os.environ |= opened.environment
        import django

        django.setup()
        for scenario in scenarios(small):
            yield scenario(opened)


if __name__ == "__main__":
    for figures in run("--small" in sys.argv):
        print(json.dumps(figures.told()), flush=True)
