# SPDX-License-Identifier: Apache-2.0
"""How fast labels are checked: the whole rule set on the project's clean labels and the seed, with each rule's share.

Beside it, in turns: jsonschema merely validating the same record against its schema, and the floor, which is walking
through the record once. Run by `make bench`.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import jsonschema

from bench.measure import Prepared, interleave
from officinal.checks import check, chosen
from officinal.checks.case import Case
from officinal.knowledge.load import load
from officinal.label import Label, from_toml, to_dict
from officinal.reading import read

ROOT = Path(__file__).resolve().parent.parent
CLEAN = ROOT / "tests" / "checks" / "clean"
SEED = ROOT.parent / "shared" / "seed" / "magnesium-synergy.txt"
_LOAD = "import time; from officinal.knowledge.load import load; t = time.perf_counter(); load(); print(time.perf_counter() - t)"
_PROCESSES = 10
_ROUNDS = 50

Job = tuple[str, Label, str, dt.date, str | None]


def jobs() -> list[Job]:
    """The labels to check, each in its market, on its day, under its regime."""
    listed: list[Job] = []
    for each in tomllib.loads((CLEAN / "index.toml").read_text(encoding="utf-8"))["label"]:
        label = from_toml((CLEAN / each["file"]).read_text(encoding="utf-8"))
        listed.append((each["file"], label, each["market"], each["as_of"], each.get("regime")))
    if SEED.exists():
        listed.append(("the seed page's record", read(str(SEED)).label, "ca", dt.date(2026, 11, 25), None))
    return listed


def main() -> None:
    """Measure, and print the table."""
    load_times = [_fresh_load() for _ in range(_PROCESSES)]
    print(
        f"knowledge load, fresh process: best {min(load_times):.0f} ms, median {median(load_times):.0f} of {_PROCESSES}"
    )
    know, rules, labels = load(), chosen(), jobs()
    validator = jsonschema.Draft202012Validator(Label.model_json_schema())
    print(f"\n{len(rules)} rules on {len(labels)} labels, milliseconds a label, best of {_ROUNDS} warm rounds")
    print(f"{'label':<44}{'rows':>6}{'officinal':>11}{'jsonschema':>12}{'floor':>8}")
    worst = total = 0.0
    for name, label, market, as_of, regime in labels:
        record = json.loads(json.dumps(to_dict(label)))
        runs = {
            "officinal": _at_once(partial(check, label, market=market, as_of=as_of, regime=regime, knowledge=know)),
            "jsonschema": _at_once(partial(_validate, validator, record)),
            "floor": _at_once(partial(to_dict, label)),
        }
        times = interleave(runs, rounds=_ROUNDS, seconds=2, tell=lambda _: None)
        rows = len(Case(label, know=know, market=know.market(market), as_of=as_of, regime=regime).rows)
        print(f"{name:<44}{rows:>6}" + "".join(f"{times[each].best:>{width}.2f}" for each, width in (("officinal", 11), ("jsonschema", 12), ("floor", 8))))  # fmt: skip
        worst, total = max(worst, times["officinal"].best), total + times["officinal"].best
    print(f"mean {total / len(labels):.2f} ms a label and core, worst {worst:.2f}")
    _shares(labels)
    print(
        f"\n{'met' if total / len(labels) <= 1 else 'missed':<8}{total / len(labels):>6.2f} ms   the whole rule set on a label in 1 ms or less, in the mean"
    )
    print(f"{'met' if worst <= 1 else 'missed':<8}{worst:>6.2f} ms   the same for the slowest label")
    print(
        f"{'met' if median(load_times) <= 150 else 'missed':<8}{median(load_times):>6.0f} ms   knowledge loaded in 150 ms or less"
    )


def _at_once(run: Callable[[], object]) -> Prepared:
    """A run that needs no making ready."""
    return lambda _: run


def _validate(validator: jsonschema.Draft202012Validator, record: Any) -> None:
    for _ in validator.iter_errors(record):
        pass


def _fresh_load() -> float:
    """The time that loading the knowledge takes a fresh process, its modules imported, in milliseconds."""
    done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout) * 1e3


def _shares(labels: list[Job]) -> None:
    """How the time divides over the rules, each in a case whose common parts are worked out."""
    know = load()
    spent: dict[str, int] = defaultdict(int)
    for _, label, market, as_of, regime in labels:
        held = know.market(market)
        for _ in range(20):
            case = Case(label, know=know, market=held, as_of=as_of, regime=regime)
            started = time.perf_counter_ns()
            for part in ("supplies", "claims", "statements", "free_from", "medicinal"):
                getattr(case, part)
            spent["what several rules need"] += time.perf_counter_ns() - started
            for each in chosen():
                if each.applies(market=market, as_of=as_of, regime=regime):
                    started = time.perf_counter_ns()
                    list(each.check(case))
                    spent[f"{each.code} {each.name}"] += time.perf_counter_ns() - started
    whole = sum(spent.values())
    print("\nshare of the time, rule by rule")
    for name, taken in sorted(spent.items(), key=lambda item: -item[1])[:20]:
        print(f"{name:<48}{taken / whole:>7.1%}")
    rest = sorted(spent.values(), reverse=True)[20:]
    print(f"{f'the other {len(rest)}':<48}{sum(rest) / whole:>7.1%}")


if __name__ == "__main__":
    main()
