# SPDX-License-Identifier: Apache-2.0
"""A bar that counts sources on long work, where somebody watches and it is in nobody's way."""

from __future__ import annotations

import sys
from collections.abc import Iterator


def counted(sources: tuple[str, ...], what: str) -> Iterator[str]:
    """The sources, one after the other."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from sources
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(sources, description=what, console=Console(stderr=True), transient=True)
