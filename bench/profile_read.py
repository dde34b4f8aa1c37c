# SPDX-License-Identifier: Apache-2.0
"""Where the time of a reading goes: `python -m bench.profile_read [PAGE] [--functions N] [--patterns N]`.

Times each step, then each function by its own time, then each regular expression that a module names. Without a
page it reads the made ones. Steps are timed plainly; functions and patterns with a recorder on, which slows them.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from bench.pages_made import html_page, text_page
from officinal import reading
from officinal.errors import NotAProduct
from officinal.patterns import compiled, lazy
from officinal.reading import read_html, read_text

STEPS = {
    "parse": "page._parse",
    "statements as data": "page.read_jsonld page.read_microdata page.read_opengraph page._state",
    "lay out": "page.document_from_html",
    "lay out a text": "read.document_from_text",
    "sections": "read.assign_sections",
    "gather": "read.gather",
    "  identity": "gather.blocks.find_identity",
    "  cues": "gather.blocks.cues gather.lists.cues gather.sentences.cues",
    "  serving": "gather.serving.find_serving gather.serving.find_per_container gather.tables.find_per_serving"
    " gather.facts.find_serving gather.head.find_per_container",
    "  facts table": "gather.tables.read_table",
    "  list of ingredients": "gather.lists.find_non_medicinal",
    "  directions": "directions.reader.DirectionsReader.sentence directions.reader.DirectionsReader.finish",
    "  risk": "gather.sentences.find_risk",
    "  claims": "gather.sentences.find_claims",
    "  contents": "gather.sentences.find_contains gather.sentences.find_free_from gather.sentences.find_may_contain",
    "  statements": "gather.sentences.find_disclaimers gather.sentences.find_storage gather.head.find_licence"
    " gather.head.find_identity_statement",
    "  studies": "gather.studies.citation_start gather.studies.read_citation gather.studies.mentioned_citations",
    "  offer": "find_offer.OfferReader.line find_offer.OfferReader.finish",
    "  sentences": "gather.sentences.sentences gather.lists.sentences",
    "judge": "read.why_no_product",
    "assemble": "read.assemble",
}
"""step: the functions it is made of, as they are named where they are called; the indented ones lie in gather"""


_PATTERNS = (re.Pattern, type(lazy("")))


class _Clock:
    """Sums the time within some functions; one that calls another of the same step counts once."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self.inside: dict[str, int] = defaultdict(int)

    def around(self, step: str, run: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            self.calls[step] += 1
            self.inside[step] += 1
            started = time.perf_counter()
            try:
                return run(*args, **named)
            finally:
                self.inside[step] -= 1
                if not self.inside[step]:
                    self.seconds[step] += time.perf_counter() - started

        return timed


class _Pattern:
    """Stands in for a compiled pattern and has its calls timed."""

    def __init__(self, pattern: re.Pattern[str], name: str, clock: _Clock) -> None:
        self._pattern, self._name, self._clock = pattern, name, clock

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._pattern, name)
        if not callable(value):
            return value
        if name == "finditer":
            return self._clock.around(self._name, lambda *args: iter(list(value(*args))))
        return self._clock.around(self._name, value)


@contextmanager
def _swapped(swaps: list[tuple[Any, str, Any]]) -> Iterator[None]:
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in swaps]
    try:
        for owner, name, value in swaps:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)


def main() -> None:
    """Print the three tables of each page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", nargs="?", type=Path, help="a saved page (.txt is text)")
    parser.add_argument("--functions", type=int, default=25, metavar="N", help="how many functions to list")
    parser.add_argument("--patterns", type=int, default=25, metavar="N", help="how many patterns to list")
    parser.add_argument("--times", type=int, default=20, metavar="N", help="how often to read the page")
    options = parser.parse_args()
    pages = {"made page, 100 KB": (html_page(100_000), True), "made text, 10 KB": (text_page(10_000), False)}
    if options.page:
        pages = {options.page.name: (options.page.read_text("utf-8", errors="replace"), options.page.suffix != ".txt")}
    for name, (page, html) in pages.items():
        read = _reader(page, html)
        read()
        plain = _time(read, options.times)
        print(f"{name}: {plain * 1e3:.2f} ms a reading, {len(page):,} characters\n")
        print_steps(page, read, options.times)
        print_functions(read, options.times, options.functions)
        print_patterns(read, options.times, options.patterns)


def _reader(page: str, html: bool) -> Callable[[], None]:
    def read() -> None:
        with suppress(NotAProduct):
            (read_html if html else read_text)(page)

    return read


def _time(run: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - started) / times


def print_steps(page: str, read: Callable[[], None], times: int) -> None:
    """The time within each step; what lies in `gather` is listed under it."""
    clock = _Clock()
    swaps = []
    for step, places in STEPS.items():
        for place in places.split():
            owner, name = _owner(place)
            swaps.append((owner, name, clock.around(step, getattr(owner, name))))
    raw = page.encode()
    clock.seconds["decode"] = _time(raw.decode, times) * times
    with _swapped(swaps):
        whole = _time(read, times)
    for step in ("decode", *STEPS):
        if step in clock.seconds:
            each = clock.seconds[step] / times
            print(f"  {step:24}{each * 1e3:9.3f} ms{each / whole:8.1%}{clock.calls[step] / times:9.0f} calls")
    print()


def _owner(place: str) -> tuple[Any, str]:
    """The module or class under officinal.reading that a dotted name lies in, and its own name there."""
    *path, name = place.split(".")
    modules = [part for part in path if part.islower()]
    owner: Any = importlib.import_module(".".join([reading.__name__, *modules]))
    for part in path[len(modules) :]:
        owner = getattr(owner, part)
    return owner, name


def print_functions(read: Callable[[], None], times: int, most: int) -> None:
    """The functions that take the most time of their own."""
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(times):
        read()
    profile.disable()
    rows = sorted(profile.getstats(), key=lambda row: -row.inlinetime)
    print("  own ms  calls  function (recorded)")
    for row in rows[:most]:
        code = row.code
        where = code if isinstance(code, str) else f"{Path(code.co_filename).stem}:{code.co_firstlineno} {code.co_name}"
        print(f"{row.inlinetime / times * 1e3:8.3f}{row.callcount / times:7.0f}  {where}")
    print()


def print_patterns(read: Callable[[], None], times: int, most: int) -> None:
    """The regular expressions that take the most time."""
    clock = _Clock()
    swaps: list[tuple[Any, str, Any]] = []
    for info in pkgutil.walk_packages(reading.__path__, "officinal.reading."):
        module = importlib.import_module(info.name)
        short = info.name.removeprefix("officinal.reading.")
        for name, value in vars(module).items():
            inline = partial(_inline, clock) if value is compiled else value
            watched = _watched(inline, f"{short}.{name}", clock)
            if watched is not value:
                swaps.append((module, name, watched))
    with _swapped(swaps):
        for _ in range(times):
            read()
    print("      ms  calls  pattern (recorded)")
    for name, seconds in sorted(clock.seconds.items(), key=lambda row: -row[1])[:most]:
        print(f"{seconds / times * 1e3:8.3f}{clock.calls[name] / times:7.0f}  {name}")
    print()


def _watched(value: Any, name: str, clock: _Clock) -> Any:
    """The value with its patterns timed, also those in a tuple, list or dict; the value itself when it holds none."""
    if isinstance(value, _PATTERNS):
        return _Pattern(value, name, clock)
    if type(value) is dict:
        held = {key: _watched(each, f"{name}[{key!r}]", clock) for key, each in value.items()}
        return held if any(held[key] is not each for key, each in value.items()) else value
    if type(value) in (tuple, list):
        kept = [_watched(each, f"{name}[{index}]", clock) for index, each in enumerate(value)]
        return type(value)(kept) if any(a is not b for a, b in zip(kept, value, strict=True)) else value
    return value


def _inline(clock: _Clock, text: str) -> _Pattern:
    return _Pattern(compiled(text), f"written inline: {text[:70]!r}", clock)


if __name__ == "__main__":
    main()
