# SPDX-License-Identifier: Apache-2.0
"""What a scenario found: counts, times, and what was wrong."""

from __future__ import annotations

from collections import Counter
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
    """buttons pressed, or messages sent"""
    done: int = 0
    """orders placed, or paid, or given back, as the scenario counts"""
    too_many: int = 0
    """more of them than there may be"""
    kills: int = 0
    caught: int = 0
    """payments in whose middle a process was killed"""
    statuses: Counter[int] = field(default_factory=Counter)
    logged: Counter[str] = field(default_factory=Counter)
    """errors that the shop's processes logged"""
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """what must not be"""

    def count(self, answers: Iterable[Answer]) -> None:
        """Take answers in."""
        for each in answers:
            self.asked += 1
            self.seconds.append(each.seconds)
            self.statuses[each.status] += 1

    def must(self, true: bool, otherwise: str) -> None:
        """Write down what must not be."""
        if not true:
            self.wrong.append(otherwise)

    @property
    def errors(self) -> int:
        """Answers of 500 and more; or none, where the server is not killed."""
        broken = sum(times for status, times in self.statuses.items() if status >= 500)
        return broken + (0 if self.kills else self.statuses[0])

    def told(self) -> dict[str, Any]:
        """As JSON."""
        data = asdict(self)
        times = data.pop("seconds")
        cuts = quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
        statuses = {str(status): number for status, number in sorted(self.statuses.items())}
        times = {"p50_ms": round(cuts[49] * 1000), "p99_ms": round(cuts[98] * 1000)}
        return data | times | {"statuses": statuses, "logged": dict(self.logged), "errors": self.errors}
