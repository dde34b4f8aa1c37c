# SPDX-License-Identifier: Apache-2.0
"""How the benchmark measures: interleaved rounds for time, fresh processes for memory and cold start."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.peers import CONTENDERS

IN_A_TURN = 3
"""how many editions a contender reads in a turn"""
ROOT = Path(__file__).resolve().parent.parent


Prepared = Callable[[int], Callable[[], object]]
"""a run that is given the number of its round, and then waits for the start"""


@dataclass(frozen=True, slots=True)
class Timed:
    """The times of one contender on one page, in milliseconds."""

    best: float
    median: float
    rounds: int


def interleave(
    runs: dict[str, Prepared], *, rounds: int, seconds: float, tell: Callable[[str], None]
) -> dict[str, Timed]:
    """Time the runs in turns, so that a disturbance falls on all; one that has used its time stops after two turns.

    In a turn a contender reads some editions one after the other, as a program that reads pages does: the first finds
    the processor's caches full of what another contender left, and the later ones are warm.
    Each run is first given the number of its edition (0 to warm up), to make it ready.
    """
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for name, run in runs.items():
        tell(f"{name}, warming up")
        run(0)()
    for first in range(1, rounds + 1, IN_A_TURN):
        gc.collect()
        for name, run in runs.items():
            if first > 2 * IN_A_TURN and sum(taken[name]) + taken[name][0] > seconds * 1_000:
                continue
            for edition in range(first, first + IN_A_TURN):
                tell(f"{name}, {edition} of {rounds}")
                ready = run(edition)
                started = time.perf_counter_ns()
                ready()
                taken[name].append((time.perf_counter_ns() - started) / 1e6)
    return {name: Timed(min(times), median(times), len(times)) for name, times in taken.items()}


def memory(contender: str, page: Path) -> float:
    """The peak that reading a page adds to a fresh process that has imported the contender, in MB."""
    peaks = [float(_run(["-m", "bench.measure", contender, *more])) for more in ([], [str(page)])]
    return max(peaks[1] - peaks[0], 0.0)


def cold_start(arguments: Sequence[str], *, rounds: int, tell: Callable[[str], None]) -> Timed:
    """The time of a whole fresh process, from start to exit.

    The bytecode of our modules is there, as an installer leaves it: a first start, which is not timed, writes it.
    """
    _run(arguments)
    times = []
    for index in range(rounds):
        tell(f"cold start, {index + 1} of {rounds}")
        started = time.perf_counter_ns()
        printed = _run(arguments)
        times.append((time.perf_counter_ns() - started) / 1e6)
        if not _is_record(printed):
            raise SystemExit("the cold start printed no record with ingredients or directions; its time means nothing")
    return Timed(min(times), median(times), rounds)


def _is_record(printed: str) -> bool:
    """Whether a process did its work: one that ends at once and prints nothing is fast, and worthless."""
    try:
        data = json.loads(printed)
    except ValueError:
        return False
    label = data.get("label", data) if isinstance(data, dict) else {}
    return bool(label.get("medicinal_ingredients") or label.get("directions"))


def _run(arguments: Sequence[str]) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def _peak() -> float:
    """This process's own peak in MB; on Linux from /proc, since ru_maxrss counts the parent's peak in."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _main(contender: str, page: str = "") -> None:
    run = CONTENDERS[contender]()
    if page:
        run(Path(page).read_bytes(), not page.endswith(".txt"))
    print(_peak())


if __name__ == "__main__":
    _main(*sys.argv[1:])
