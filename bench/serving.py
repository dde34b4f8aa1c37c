# SPDX-License-Identifier: Apache-2.0
"""How fast the shop serves its pages, with 100 and with 10,000 products, beside django-oscar and bare Django.

Run by `make bench`; `python -m bench.serving --json FILE` writes the figures, `--small` leaves out the 10,000 products.
All are served by granian, one process, on SQLite, on this machine; two visitors ask, each over one open connection.
Every page is visited in turns with the others, in bursts that are short, so that a disturbance falls on all.

product        the pages of 100 products spread over the catalogue, visited again and again
asked          the same for another group of people, by visitors with a cart who followed a letter's link
after a sale   the same where no answer was kept, only what the page says of the label: another stock, a customer signed in
made afresh    the same where nothing was kept, as on a product's first visit
listing        the first page of all products, and of those that facets leave
search         words with a typing error in them
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

from bench import serving_hosts as hosts
from bench.pages_made import text_page
from bench.serving_load import HOST, Served, Visitors
from bench.speed import SEED, _machine

SIZES = (100, 10_000)
ROUNDS, SECONDS, MOST = 5, 1.5, 3_000
_PAGES = 100
_CHECKS = 40
_CART = "officinal_cart=a-visitor-with-a-cart"
NARROWED = ("/?in-stock=1", "/?ingredient=magnesium", "/?free-from=gluten", "/?dosage-form=capsule&sort=price-per-day")
SEARCHES = ("magnesum", "ashwaganda", "vitamn c", "probotic", "zink", "omga", "multivitamn", "creatin powdr")


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of page of one shop."""

    who: str
    what: str
    host: hosts.Host
    paths: tuple[str, ...]
    gzip: bool = False
    cookie: str = ""


@dataclass
class Figures:
    """All that one run measured."""

    machine: dict[str, str]
    served: dict[tuple[str, str], Served] = field(default_factory=dict)
    check: list[float] = field(default_factory=list)
    goals: list[tuple[str, str, str]] = field(default_factory=list)


def main() -> None:
    """Fill the shops, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures too")
    parser.add_argument("--small", action="store_true", help="100 products alone, which takes a minute or two")
    parser.add_argument("--shops", type=Path, metavar="FOLDER", help="keep the filled shops, and use them again")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="bursts of each page")
    options = parser.parse_args()
    figures = Figures(machine=_machine() | {"peers": _versions()})
    with tempfile.TemporaryDirectory() as fresh, ExitStack() as running:
        folder = Path(fresh)
        if options.shops:
            folder = options.shops.resolve()
            folder.mkdir(parents=True, exist_ok=True)
        pages = _pages(folder, SIZES[:1] if options.small else SIZES, running)
        _measure(figures, pages, options.rounds)
        figures.check = _checks(next(page.host for page in pages if page.who == "officinal"))
    _judge(figures)
    _print(figures)
    if options.json:
        options.json.write_text(json.dumps(_plain(figures), indent=2) + "\n", encoding="utf-8")


def _pages(folder: Path, sizes: tuple[int, ...], running: ExitStack) -> list[Page]:
    """Bring up all shops; what is to be visited in each."""
    pages: list[Page] = []
    for size in sizes:
        at, home = f"{size:,}", folder / f"officinal-{size}"
        _tell(f"officinal: filling a shop of {at}")
        ours = running.enter_context(hosts.officinal(size, home))
        slugs = _some([each["slug"] for each in hosts.told(home)])
        pages += _ours(ours, slugs, at)
        for what, parts in (("after a sale", True), ("made afresh", False)):
            unkept = running.enter_context(hosts.unkept(home, parts=parts))
            pages.append(Page("officinal", f"product, {what} {at}", unkept, _products(slugs)))
        if size == sizes[0]:
            bodies = _bodies(folder / "bodies", ours, slugs)
            for who, middleware in (("bare Django", False), ("bare Django, its middleware", True)):
                bare = running.enter_context(hosts.bare(bodies, middleware=middleware))
                pages.append(Page(who, f"product {at}", bare, tuple(f"/{slug}" for slug in slugs)))
                pages.append(Page(who, f"listing {at}", bare, ("/listing",)))
        _tell(f"django-oscar: filling a shop of {at}, which takes a while")
        theirs, paths = hosts.oscar(home / "products.json", folder / f"oscar-{size}")
        running.enter_context(theirs)
        pages.append(Page("django-oscar", f"product {at}", theirs, _some(paths)))
        pages.append(Page("django-oscar", f"listing {at}", theirs, ("/catalogue/",)))
    return pages


def _versions() -> str:
    return ", ".join(f"{name} {metadata.version(name)}" for name in ("django", "granian", "django-oscar"))


def _products(slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"/products/{slug}/" for slug in slugs)


def _ours(host: hosts.Host, slugs: tuple[str, ...], at: str) -> list[Page]:
    product = _products(slugs)
    asked = tuple(f"{path}?for=man&utm_source=letter" for path in product)
    return [
        Page("officinal", f"product {at}", host, product),
        Page("officinal", f"product, gzip {at}", host, product, gzip=True),
        Page("officinal", f"product, asked {at}", host, asked, cookie=_CART),
        Page("officinal", f"listing {at}", host, ("/",)),
        Page("officinal", f"listing, narrowed {at}", host, NARROWED),
        Page("officinal", f"search {at}", host, tuple(f"/?{urlencode({'q': words})}" for words in SEARCHES)),
    ]


def _bodies(folder: Path, ours: hosts.Host, slugs: tuple[str, ...]) -> Path:
    """The bodies of our pages as files, for bare Django to answer with."""
    folder.mkdir(exist_ok=True)
    for name, path in (("listing", "/"), *((slug, f"/products/{slug}/") for slug in slugs)):
        (folder / name).write_bytes(_body(ours, path))
    return folder


def _some(listed: list[str]) -> tuple[str, ...]:
    """A hundred of them, spread over all, in an order of no meaning."""
    spread = [listed[at * len(listed) // _PAGES] for at in range(_PAGES)]
    Random(7).shuffle(spread)
    return tuple(spread)


def _body(host: hosts.Host, path: str) -> bytes:
    link = http.client.HTTPConnection(HOST, host.port, timeout=30)
    link.request("GET", path)
    got = link.getresponse()
    body = got.read()
    link.close()
    if got.status != 200:
        raise SystemExit(f"{path} answered {got.status}")
    return body


def _measure(figures: Figures, pages: list[Page], rounds: int) -> None:
    """Bursts in turns, after one that warms up."""
    with Visitors() as visitors:
        for number in range(rounds + 1):
            for page in pages:
                _tell(f"{page.who}, {page.what}: {number} of {rounds}")
                burst = visitors.burst(
                    page.host.port, page.paths, seconds=SECONDS, most=MOST, gzip=page.gzip, cookie=page.cookie
                )
                if number:
                    figures.served.setdefault((page.who, page.what), Served()).bursts.append(burst)


def _checks(host: hosts.Host) -> list[float]:
    """The times in which the desk answers the seed page, pasted into its form as a browser would, in milliseconds."""
    text = SEED.read_text(encoding="utf-8") if SEED.exists() else text_page()
    link = http.client.HTTPConnection(HOST, host.port, timeout=30)
    body = urlencode({"text": text, "market": "ca", "as_of": "2026-11-25"})
    heads = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    times = []
    for number in range(_CHECKS + 1):
        _tell(f"/check/: {number} of {_CHECKS}")
        before = time.perf_counter()
        link.request("POST", "/check/", body=body, headers=heads)
        got = link.getresponse()
        shown = got.read()
        if got.status != 200 or b"<code>" not in shown:
            raise SystemExit(f"/check/ answered {got.status}, with no finding")
        if number:
            times.append((time.perf_counter() - before) * 1e3)
    link.close()
    return times


def _judge(figures: Figures) -> None:
    """Set each goal beside its figure."""
    rate = {key: each.best for key, each in figures.served.items()}
    small, large = (f"{size:,}" for size in SIZES)

    def goal(what: str, figure: float, unit: str, met: bool) -> None:
        figures.goals.append((what, f"{figure:.3g}{unit}", "met" if met else "missed"))

    for at in (small, large):
        for what in ("product", "product, after a sale", "product, made afresh"):
            if ("django-oscar", f"product {at}") in rate:
                times = rate["officinal", f"{what} {at}"] / rate["django-oscar", f"product {at}"]
                goal(f"{what}, of {at}: 5 times django-oscar's or more", times, "×", times >= 5)
    share = rate["officinal", f"product {small}"] / rate["bare Django", f"product {small}"]
    goal("product pages: half of bare Django with the same bytes, or more", share, "×", share >= 0.5)
    for what, most in (("product", 1.5), ("product, made afresh", 1.5), ("listing, narrowed", 3), ("search", 3)):
        if ("officinal", f"{what} {large}") in rate:
            growth = rate["officinal", f"{what} {small}"] / rate["officinal", f"{what} {large}"]
            goal(f"{what}: {most:g} times as long with {large} as with {small}, or less", growth, "×", growth <= most)
    middle = median(figures.check)
    goal("/check/ of the seed page in 150 ms or less, the median", middle, " ms", middle <= 150)


def _print(figures: Figures) -> None:
    print("   ".join(figures.machine.values()))
    rounds = max(len(each.bursts) for each in figures.served.values())
    print(
        f"granian, one process, SQLite, DEBUG off; two visitors, {rounds} bursts of {SECONDS:g} s or {MOST:,} answers."
    )
    print("p50 and p99 are over all bursts; KB is the largest answer.\n")
    print(f"{'':42}{'best /s':>9}{'median /s':>11}{'p50 ms':>9}{'p99 ms':>9}{'KB':>7}{'answers':>9}")
    for (who, what), each in figures.served.items():
        size = max(burst.size for burst in each.bursts) / 1e3
        print(
            f"{who + ': ' + what:42}{each.best:9,.0f}{each.middle:11,.0f}{each.within(0.5):9.2f}{each.within(0.99):9.2f}"
            f"{size:7.1f}{len(each.times):9,}"
        )
    best, middle = min(figures.check), median(figures.check)
    print(f"\n/check/ of the seed page: best {best:.0f} ms, median {middle:.0f} of {len(figures.check)}\n")
    for what, figure, verdict in figures.goals:
        print(f"{verdict:7} {figure:>9}  {what}")


def _plain(figures: Figures) -> dict[str, object]:
    return {
        "machine": figures.machine,
        "served": {
            f"{who}: {what}": {
                "best": each.best,
                "median": each.middle,
                "p50": each.within(0.5),
                "p99": each.within(0.99),
                "answers": len(each.times),
            }
            for (who, what), each in figures.served.items()
        },
        "check": figures.check,
        "goals": figures.goals,
    }


def _tell(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
