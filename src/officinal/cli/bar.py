# SPDX-License-Identifier: Apache-2.0
"""A bar for long work of a known or growing length, on standard error, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Advance = Callable[[int, int], None]
"""takes how much is done, and of how much"""


def watched(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    """The items, one after the other, counted on a bar."""
    with bar(what) as advance:
        for done, item in enumerate(items, 1):
            advance(done, total)
            yield item


@contextmanager
def bar(what: str) -> Iterator[Advance]:
    """A bar to be moved along; nothing at all where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
