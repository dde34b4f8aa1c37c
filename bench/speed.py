# SPDX-License-Identifier: Apache-2.0
"""How fast pages are read, beside bare parsers and a pipeline glued from public packages, and in how much memory.

Run by `make bench`; `python -m bench.speed PAGE…` measures real files, `--json FILE` writes the figures. All of a
table comes from one run, its contenders in turns. Times are of warm runs; only the cold start is of fresh processes.
Each run reads another edition of the made page, the same for all, so that nobody gains by remembering the last one.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from importlib import metadata
from pathlib import Path

from bench.measure import IN_A_TURN, ROOT, Prepared, Timed, cold_start, interleave, memory
from bench.pages_made import html_page, text_page, visible_share
from bench.peers import CONTENDERS, MOST_LINES, NEEDS, TEXT_TOO

ROUNDS, SECONDS, COLD_ROUNDS = 30, 6.0, 10
MADE = {"text 10 KB": (10_000, False), "page 100 KB": (100_000, True), "page 3 MB": (3_000_000, True)}
LINEAR = (30_000, 300_000, 3_000_000)
LINEAR_TEXT = (10_000, 100_000, 1_000_000)
GOAL_PAGE = "page 100 KB"
SEED = ROOT.parent / "shared" / "seed" / "magnesium-synergy.txt"


@dataclass
class Figures:
    """All that one run measured."""

    machine: dict[str, str] = field(default_factory=dict)
    pages: dict[str, dict[str, float]] = field(default_factory=dict)
    times: dict[str, dict[str, Timed]] = field(default_factory=dict)
    memory: dict[str, dict[str, float]] = field(default_factory=dict)
    linear: dict[str, dict[int, Timed]] = field(default_factory=dict)
    cold: Timed | None = None
    goals: list[tuple[str, str, str]] = field(default_factory=list)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "page", nargs="*", type=Path, help="saved pages to measure instead of the made ones (.txt is text)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures too")
    options = parser.parse_args()
    figures = Figures(machine=_machine())
    with tempfile.TemporaryDirectory() as folder:
        _measure_pages(figures, {p.name: p.resolve() for p in options.page} or _made(Path(folder)))
        if not options.page:
            _measure_linearity(figures)
            _measure_cold(figures, Path(folder))
    _judge(figures)
    _tell("")
    _print(figures)
    if options.json:
        options.json.write_text(json.dumps(asdict(figures), indent=2) + "\n", encoding="utf-8")


def _made(folder: Path) -> dict[str, Path]:
    files = {}
    for name, (size, html) in MADE.items():
        files[name] = folder / f"{size}.{'html' if html else 'txt'}"
        files[name].write_text(html_page(size) if html else text_page(size), encoding="utf-8")
    return files


def _measure_pages(figures: Figures, files: dict[str, Path]) -> None:
    contenders = {name: make() for name, make in CONTENDERS.items() if _installed(name)}
    for name, file in files.items():
        page, html = file.read_bytes(), file.suffix != ".txt"
        text = page.decode()
        editions = _editions(*MADE[name]) if name in MADE else lambda _, page=page: page
        figures.pages[name] = {"bytes": len(page), "visible": visible_share(text) if html else 1.0}
        mine = {each: run for each, run in contenders.items() if html or each in TEXT_TOO}
        runs = {each: _bind(run, editions, html) for each, run in mine.items()}
        tell = partial(_tell_of, name)
        figures.times[name] = interleave(runs, rounds=ROUNDS, seconds=SECONDS, tell=tell)
        figures.memory[name] = {}
        for each in mine:
            _tell(f"{name}: memory of {each}")
            figures.memory[name][each] = memory(each, file)


def _installed(contender: str) -> bool:
    return all(importlib.util.find_spec(package) for package in NEEDS.get(contender, ()))


def _editions(size: int, html: bool) -> Callable[[int], bytes]:
    """By its number, an edition of a made page; those of a turn are kept, for all contenders."""
    make = html_page if html else text_page
    return lru_cache(maxsize=IN_A_TURN)(lambda edition: make(size, edition).encode())


def _bind(run: Callable[[bytes, bool], object], editions: Callable[[int], bytes], html: bool) -> Prepared:
    return lambda edition: partial(run, editions(edition), html)


def _measure_linearity(figures: Figures) -> None:
    ours = CONTENDERS["officinal"]()
    for kind, sizes in (("page", LINEAR), ("text", LINEAR_TEXT)):
        html = kind == "page"
        runs = {str(size): _bind(ours, _editions(size, html), html) for size in sizes}
        timed = interleave(runs, rounds=10, seconds=SECONDS, tell=lambda what: _tell(f"linearity: {what}"))
        figures.linear[kind] = {int(size): each for size, each in timed.items()}


def _measure_cold(figures: Figures, folder: Path) -> None:
    seed = SEED
    if not seed.exists():
        seed = folder / "seed.txt"
        seed.write_text(text_page(), encoding="utf-8")
    code = "import json, sys; from officinal.reading import read; print(json.dumps(read(sys.argv[1]).to_dict()))"
    command = ["-c", code, str(seed)]
    if importlib.util.find_spec("officinal.cli.main"):
        code = "from officinal.cli.main import main; main()"
        command = ["-c", code, "read", str(seed), "--format", "json"]
    figures.cold = cold_start(command, rounds=COLD_ROUNDS, tell=_tell)


def _judge(figures: Figures) -> None:
    """Set each goal beside its figure."""

    def goal(what: str, figure: str, met: bool) -> None:
        figures.goals.append((what, figure, "met" if met else "missed"))

    if times := figures.times.get(GOAL_PAGE):
        ours = times["officinal"].best
        goal("a 100 KB page in 5 ms or less", f"{ours:.1f} ms", ours <= 5)
        if "lxml" in times:
            ratio = ours / times["lxml"].best
            goal("a 100 KB page in 4 times lxml's bare parse or less", f"{ratio:.1f}×", ratio <= 4)
    for name, times in figures.times.items():
        if "glued" in times:
            ratio = times["glued"].best / times["officinal"].best
            goal(f"{name}: the glued pipeline takes 20 times as long or more", f"{ratio:.1f}×", ratio >= 20)
    for kind, timed in figures.linear.items():
        for small, large in zip(tuple(timed), tuple(timed)[1:], strict=False):
            ratio = timed[large].best / timed[small].best
            goal(f"{kind} of {_size(small)} to {_size(large)}: 12 times the time or less", f"{ratio:.1f}×", ratio <= 12)
    if figures.cold:
        goal("cold start in 0.4 s or less", f"{figures.cold.best / 1_000:.2f} s", figures.cold.best <= 400)


def _print(figures: Figures) -> None:
    print("   ".join(figures.machine.values()))
    print(
        f"Best and median of up to {ROUNDS} warm runs in turns, fewer for a slow peer. Memory is the peak that a first"
    )
    print("reading adds to a fresh process after its imports; for officinal that includes the names of substances.")
    print("glued: extruct (JSON-LD, microdata, Open Graph), lxml's text, price-parser on lines that show a currency,")
    print(f"quantulum3 without its classifier on at most {MOST_LINES} lines that hold a digit.")
    print("floor: decode the bytes and count one of them.\n")
    head = (
        ("best ms", 10),
        ("median", 10),
        ("rounds", 8),
        ("pages/s", 10),
        ("memory MB", 11),
        ("/ lxml", 9),
        ("/ officinal", 13),
    )
    print(" " * 16 + "".join(f"{word:>{width}}" for word, width in head))
    for name, times in figures.times.items():
        page = figures.pages[name]
        print(f"{name}: {page['bytes']:,.0f} bytes, {page['visible']:.0%} visible text")
        for each, timed in times.items():
            lxml = f"{timed.best / times['lxml'].best:.2f}×" if "lxml" in times else "–"
            print(
                f"{'':4}{each:12}{timed.best:10.2f}{timed.median:10.2f}{timed.rounds:8}{1_000 / timed.best:10,.0f}"
                f"{figures.memory[name][each]:11.1f}{lxml:>9}{timed.best / times['officinal'].best:12.2f}×"
            )
    for kind, by_size in figures.linear.items():
        row = "   ".join(f"{_size(size)} {timed.best:.1f} ms" for size, timed in by_size.items())
        print(f"\n10 times the {kind}: {row}", end="")
    if figures.cold:
        best, middle = figures.cold.best, figures.cold.median
        print(
            f"\n\ncold start, fresh process to JSON: best {best:.0f} ms, median {middle:.0f} of {figures.cold.rounds}"
        )
    print()
    for what, figure, verdict in figures.goals:
        print(f"{verdict:7} {figure:>9}  {what}")
    if any("glued" not in times for times in figures.times.values()):
        print("\nThe glued pipeline was left out: its packages are not installed; `make bench` installs them.")


def _size(size: int) -> str:
    return f"{size / 1e6:g} MB" if size >= 1_000_000 else f"{size / 1e3:g} KB"


def _machine() -> dict[str, str]:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = (
            line.split(":", 1)[1].strip()
            for line in info.read_text("utf-8").splitlines()
            if line.startswith("model name")
        )
        model = next(named, model)
    known = ("selectolax", "lxml", "extruct", "price-parser", "quantulum3")
    peers = [f"{name} {metadata.version(name)}" for name in known if importlib.util.find_spec(name.replace("-", "_"))]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "python": f"Python {platform.python_version()}",
        "cpu": model,
        "cores": f"{os.cpu_count()} cores",
        "peers": ", ".join(peers),
    }


def _tell_of(name: str, what: str) -> None:
    _tell(f"{name}: {what}")


def _tell(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
