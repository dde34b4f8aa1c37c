# SPDX-License-Identifier: Apache-2.0
"""What a scenario found: counts, times, and what was wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from statistics import quantiles
from typing import Any

from faults.buyer import Answer


@dataclass
class Figures:
    """The figures of one scenario."""

    scenario: str
    rounds: int = 0
    asked: int = 0
    """buttons pressed"""
    sold: int = 0
    """orders placed, or paid, as the scenario counts"""
    errors: int = 0
    """answers of 500 and more, or none"""
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """what must not be"""

    def count(self, answers: Iterable[Answer], *, server_may_be_down: bool = False) -> None:
        """Take the answers of buyers in."""
        for each in answers:
            self.asked += 1
            self.seconds.append(each.seconds)
            if each.status >= 500 or (each.status == 0 and not server_may_be_down):
                self.errors += 1

    def must(self, true: bool, otherwise: str) -> None:
        """Write down what must not be."""
        if not true:
            self.wrong.append(otherwise)

    def told(self) -> dict[str, Any]:
        """As JSON."""
        data = asdict(self)
        times = data.pop("seconds")
        cuts = quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
        return data | {"p50_ms": round(cuts[49] * 1000), "p99_ms": round(cuts[98] * 1000)}
