# SPDX-License-Identifier: Apache-2.0
"""How often each rule fires on real labels, so that an over-eager rule shows; and whether their percent Daily Values are right.

The 684 labels of 2015 hold facts rows alone, so only families F and D and the reading of names say something there;
the 148 labels hold statements too.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from bench.corpus import LABELS, ROWS
from officinal.checks import SEVERITIES, check, rules
from officinal.checks.case import Case
from officinal.checks.facts import f201_daily_value_wrong as arithmetic
from officinal.checks.percents import comparable, lawful, matches, superseded
from officinal.knowledge.load import load
from officinal.label import Label
from officinal.reading import read_text

_WHY = {
    "group": "by the Daily Value of a group that the product's name does not tell",
    "below-one": "below one percent (the corpus has no sign for <)",
    "steps": "rounded in steps",
    "unit": "right for a unit a thousand times larger or smaller",
    "": "without a reason that can be told",
}
THEN, NOW = dt.date(2015, 6, 1), dt.date(2026, 11, 25)


def of_2015() -> Iterator[tuple[str, Label]]:
    """The labels of 2015, each read from its rows as a facts table; a percent of 0 is how that corpus writes that none is printed."""
    for each in json.loads(ROWS.read_text(encoding="utf-8")):
        rows = [
            " ".join(
                part
                for part in (row["name"], row["amount"], "" if not row["percent_dv"] else f"{row['percent_dv']}%")
                if part
            )
            for row in each["rows"]
        ]
        text = "\n".join((each["display_name"], "Supplement Facts", f"Serving Size {each['serving_text']}", *rows))
        yield each["display_name"], read_text(text, must_be_product=False).label


def with_statements() -> Iterator[tuple[str, Label]]:
    """The labels with typed statements, each read from its rows, other ingredients and statements."""
    for each in json.loads(LABELS.read_text(encoding="utf-8")):
        rows = [
            f"{row['notes'] or row['name']} {row['quantity']:g} {row['unit']}"
            + (f" {row['daily_value']:g}%" if row["daily_value"] else "")
            for row in each["active"]
            if row["quantity"]
        ]
        text = "\n".join(
            (
                each["name"],
                *(statement["text"] for statement in each["statements"]),
                f"Net contents: {each['net_contents'].replace('(s)', 's')}",
                "Supplement Facts",
                f"Serving Size {each['serving_sizes'][0]['minQuantity']:g} {each['serving_sizes'][0]['unit'].replace('(s)', '')}"
                if each["serving_sizes"]
                else "",
                f"Servings Per Container {each['servings_per_container']}" if each["servings_per_container"] else "",
                *rows,
                f"Other ingredients: {', '.join(each['other'])}." if each["other"] else "",
            )
        )
        yield each["name"], read_text(text, must_be_product=False).label


def report(name: str, labels: list[tuple[str, Label]], show: str | None) -> None:
    """The rate of every rule on one corpus, on both days."""
    fired: dict[dt.date, Counter[tuple[str, str]]] = {THEN: Counter(), NOW: Counter()}
    silent = {rule.code: rule for rule in rules() if rule.markets is None or "us" in rule.markets}
    for label_name, label in labels:
        for day, counts in fired.items():
            findings = check(label, market="us", as_of=day)
            counts.update({(each.code, each.severity) for each in findings})
            for each in findings:
                if day == NOW and show and each.code.startswith(show):
                    print(f"    {each.code} {label_name[:60]}: {each.message}")
    print(f"\n{name}: {len(labels)} labels, market us; share of labels on which a rule fires")
    print(f"{'rule':<44}{'severity':<10}{'as of ' + str(NOW):>18}{'as of ' + str(THEN):>18}")
    order = sorted({*fired[NOW], *fired[THEN]}, key=lambda key: (-fired[NOW][key], key[0], SEVERITIES.index(key[1])))
    names = {rule.code: rule.name for rule in rules()}
    for code, severity in order:
        silent.pop(code, None)
        shares = [f"{fired[day][code, severity] / len(labels):.1%}" for day in (NOW, THEN)]
        print(f"{code + ' ' + names[code]:<44}{severity:<10}{shares[0]:>18}{shares[1]:>18}")
    print(f"never: {', '.join(sorted(silent))}")


def percents(labels: list[tuple[str, Label]], misses: bool) -> None:
    """Every printed percent of the labels of 2015: right by the values of its time, or why not."""
    know = load()
    told: Counter[str] = Counter()
    listed: dict[str, list[str]] = defaultdict(list)
    for name, label in labels:
        then = Case(label, know=know, market=know.market("us"), as_of=THEN, regime=None)
        now = Case(label, know=know, market=know.market("us"), as_of=NOW, regime=None)
        for at, row in enumerate(then.rows):
            percent = row.item.daily_value_percent
            if percent is None or row.substance is None or row.item.amount is None:
                continue
            references = lawful(then, row.substance)
            later = now.rows[at]
            if comparable(then, row, references) is None:
                told["no Daily Value that the amount can be held against"] += 1
            elif matches(then, row, references):
                told["right by the values of 2015"] += 1
                if matches(now, later, lawful(now, row.substance)):
                    told["  of these right today too"] += 1
                elif matches(now, later, superseded(now, row.substance)):
                    told["  of these found to be of before 2016 today"] += 1
                else:
                    told["  of these neither (the amount cannot be held against today's)"] += 1
            else:
                (why,) = (
                    found.variant for found in arithmetic.check(then) if found.pointer.startswith(f"{row.pointer}/")
                )
                told["wrong by the values of 2015"] += 1
                told[f"  of these {_WHY[why]}"] += 1
                if why == "":
                    listed[row.substance].append(
                        f"{name[:50]}: {row.item.name} {row.item.amount.value} {row.item.amount.unit} {percent}%"
                    )
    print("\npercent Daily Values of the labels of 2015")
    for what, number in told.items():
        print(f"{number:>8,}  {what}")
    for substance, rows in sorted(listed.items(), key=lambda item: -len(item[1])):
        print(f"    {substance}: {len(rows)}")
        for row in rows if misses else ():
            print(f"        {row}")


def main() -> None:
    """Print the rates; `--show CODE` lists a rule's findings of today, `--misses` each wrong percent."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--show", metavar="CODE")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    if not ROWS.exists():
        print(f"{ROWS.parent} is not here: nothing is measured")
        return
    of_their_time = list(of_2015())
    percents(of_their_time, asked.misses)
    report("labels of 2015, facts rows alone", of_their_time, asked.show)
    report("labels with their statements", list(with_statements()), asked.show)


if __name__ == "__main__":
    main()
