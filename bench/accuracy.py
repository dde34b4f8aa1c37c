# SPDX-License-Identifier: Apache-2.0
"""How well pages are read: precision, recall and F1 per field over the project's pages and, where present, the corpus.

Run by `make accuracy`; `python -m bench.accuracy --misses [WORD]` lists what was missed or read wrongly.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.facts import Fact, facts
from officinal.errors import NotAProduct
from officinal.label import Label, from_toml
from officinal.reading import read

PAGES = Path(__file__).parent.parent / "tests" / "pages"
EXPECTED_ONLY = "claim"
"""the expected records list the clear claims only, so precision says nothing of this field"""


def pairs(only: str = "") -> Iterator[tuple[Path, Label]]:
    """Each page with its expected record."""
    for expected in sorted(PAGES.glob("*/*.toml")):
        page = next(p for p in expected.parent.glob(f"{expected.stem}.*") if p.suffix != ".toml")
        if only in str(page):
            yield page, from_toml(expected.read_text(encoding="utf-8"), source=str(expected))


def compare(page: Path, expected: Label) -> dict[str, tuple[Counter[Fact], Counter[Fact], Counter[Fact]]]:
    """Per field: the facts read rightly, those missed, and those read that are not on the record."""
    try:
        got = facts(read(str(page)).label)
    except NotAProduct:
        got = {}
    want = facts(expected)
    return {
        field: ((w := want.get(field, Counter())) & (g := got.get(field, Counter())), w - g, g - w)
        for field in {*want, *got}
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", nargs="?", const="", metavar="FIELD", help="list what was missed or wrong")
    parser.add_argument("--pages", default="", help="only pages whose path holds this")
    options = parser.parse_args()
    totals: dict[str, list[int]] = {}
    for page, expected in pairs(options.pages):
        for field, (right, missed, wrong) in sorted(compare(page, expected).items()):
            total = totals.setdefault(field, [0, 0, 0])
            for index, bag in enumerate((right, missed, wrong)):
                total[index] += bag.total()
            if options.misses is not None and options.misses in field:
                name = page.relative_to(PAGES)
                for fact in missed:
                    print(f"{name}: {field}: missed {fact}")
                for fact in wrong if field != EXPECTED_ONLY or options.misses == field else ():
                    print(f"{name}: {field}: wrong  {fact}")
    print_table(totals)


def print_table(totals: dict[str, list[int]]) -> None:
    """The figures per field, and over all."""
    print(f"{'field':26}{'precision':>10}{'recall':>8}{'F1':>8}{'facts':>7}")
    overall = [0, 0, 0]
    for field, (right, missed, wrong) in sorted(totals.items()):
        print(_line(field, right, missed, 0 if field == EXPECTED_ONLY else wrong))
        if field != EXPECTED_ONLY:
            overall = [a + b for a, b in zip(overall, (right, missed, wrong), strict=True)]
    print(_line("all but claims", *overall))


def _line(field: str, right: int, missed: int, wrong: int) -> str:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shown = "     –" if field == EXPECTED_ONLY else f"{precision:6.3f}"
    return f"{field:26}{shown:>10}{recall:8.3f}{f1:8.3f}{right + missed:7}"


if __name__ == "__main__":
    main()
