# SPDX-License-Identifier: Apache-2.0
"""How many buy in a second, on SQLite and on PostgreSQL, beside django-oscar, and with a million orders in the table.

Run by `make bench`; `python -m bench.checkouts --json FILE` writes the figures, `--small` puts ten thousand orders there.
All are served by granian, one process, on this machine; two visitors buy, each one thing after the other: from an empty
cart through every page that a shop asks for to the one that thanks them. Each shop has its turn in each round, in bursts
that are short, so that a disturbance falls on all. Nobody is charged: the order awaits its payment, as with an invoice.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import serving_hosts as hosts
from bench.speed import _machine
from bench.till import shops
from bench.till.visitors import Bought, Visitors

ROUNDS, SECONDS, ORDERS = 5, 6.0, 1_000_000


@dataclass
class Shop:
    """One shop of the run, and what was bought there."""

    who: str
    where: str
    host: hosts.Host
    products: list[str]
    bought: Bought = field(default_factory=Bought)

    @property
    def name(self) -> str:
        """As the table has it."""
        return f"{self.who}, {self.where}"


def main() -> None:
    """Fill the shops, let people buy, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures too")
    parser.add_argument("--small", action="store_true", help="ten thousand orders, two short rounds")
    options = parser.parse_args()
    rounds, orders = (2, 10_000) if options.small else (ROUNDS, ORDERS)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        opened = _shops(Path(folder), orders, running)
        with Visitors() as visitors:
            for number in range(rounds + 1):
                for shop in opened:
                    _tell(f"{shop.name}: {number} of {rounds}")
                    into = shop.bought if number else Bought()  # the first warms up
                    visitors.burst(shop.who, shop.host.port, shop.products, SECONDS, into)
    _tell("")
    goals = _judge({shop.name: shop for shop in opened}, f"{orders:,}")
    _print(opened, goals)
    if options.json:
        options.json.write_text(json.dumps(_plain(opened, goals), indent=2) + "\n", encoding="utf-8")


def _shops(folder: Path, orders: int, running: ExitStack) -> list[Shop]:
    """Bring all up."""
    many = f"{orders:,} orders"
    server = running.enter_context(shops.postgres())
    opened = []

    def ours(where: str, name: str, **how: object) -> None:
        _tell(f"officinal, {where}: filling")
        (folder / name).mkdir()
        host, slugs = shops.officinal(folder / name, **how)  # type: ignore[arg-type]
        opened.append(Shop("officinal", where, running.enter_context(host), slugs))

    ours("SQLite", "lite")
    ours(f"SQLite, {many}", "lite-many", orders=orders)
    ours("PostgreSQL", "pg", server=server)
    ours(f"PostgreSQL, {many}", "pg-many", server=server, orders=orders)
    _tell("django-oscar: filling")
    hosts._run("bench.serving_catalogue", str(shops.PRODUCTS), str(folder / "told"))
    for where, at in (("SQLite", ""), ("PostgreSQL", server)):
        host, keys = shops.oscar(folder / f"oscar-{where}", folder / "told" / "products.json", server=at)
        opened.append(Shop("django-oscar", where, running.enter_context(host), keys))
    return opened


def _judge(by_name: dict[str, Shop], orders: str) -> list[tuple[str, float, bool]]:
    """Each goal, its figure, and whether it is met."""
    goals = []
    for where in ("SQLite", "PostgreSQL"):
        ours, theirs = by_name[f"officinal, {where}"].bought, by_name[f"django-oscar, {where}"].bought
        times = ours.middle / theirs.middle
        goals.append((f"{where}: 3 times as many a second as django-oscar, or more", times, times >= 3))
        many = by_name[f"officinal, {where}, {orders} orders"].bought
        for what, growth in (
            ("a second", ours.middle / many.middle),
            ("p50 of the last press", many.within(0.5, "presses") / ours.within(0.5, "presses")),
        ):
            goals.append((f"{where}: {what} with {orders} orders there, 1.3 times or less", growth, growth <= 1.3))
    return goals


def _print(opened: list[Shop], goals: list[tuple[str, float, bool]]) -> None:
    print("   ".join(_machine().values()))
    print(f"granian, one process; two visitors, {len(opened[0].bought.rates)} bursts of {SECONDS:g} s.\n")
    print(f"{'':46}{'best /s':>9}{'median /s':>11}{'p50 ms':>8}{'p99 ms':>8}{'press p50':>11}{'p99':>7}{'bought':>8}")
    for shop in opened:
        each = shop.bought
        print(
            f"{shop.name:46}{each.best:9.1f}{each.middle:11.1f}{each.within(0.5):8.0f}{each.within(0.99):8.0f}"
            f"{each.within(0.5, 'presses'):11.0f}{each.within(0.99, 'presses'):7.0f}{len(each.ways):8,}"
        )
    print()
    for what, figure, met in goals:
        print(f"{'met' if met else 'missed':7} {figure:6.2f}×  {what}")


def _plain(opened: list[Shop], goals: list[tuple[str, float, bool]]) -> dict[str, object]:
    figures = {
        shop.name: {
            "best": shop.bought.best, "median": shop.bought.middle,
            "p50": shop.bought.within(0.5), "p99": shop.bought.within(0.99),
            "press_p50": shop.bought.within(0.5, "presses"), "press_p99": shop.bought.within(0.99, "presses"),
            "bought": len(shop.bought.ways),
        }
        for shop in opened
    }  # fmt: skip
    return {"machine": _machine(), "bought": figures, "goals": goals}


def _tell(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
