# SPDX-License-Identifier: Apache-2.0
"""Reading measured on real labels, where ../shared/corpus is present: facts rows, typed statements, daily doses."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from officinal.label import Directions, Label, MedicinalIngredient
from officinal.reading import read_text

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
ROWS, LABELS = CORPUS / "facts-rows-2015.json", CORPUS / "dsld-labels.json"

_PRINTED = re.compile(
    r"(?P<less><|less than )?\s*(?P<number>[\d.,]+(?: \d{3})*)\s*(?P<billion>billion)?\s*(?P<unit>[a-z][a-z. ]*)?", re.I
)
_UNITS = {"mcg": "mcg", "mg": "mg", "g": "g", "iu": "IU", "cfu": "CFU"}
_SIMPLE = re.compile(r"(?P<name>[^()\[\]]+?)[*†]* [(\[](?:as|from) (?P<sources>[^()\[\]]+)[)\]]")
_STATES_A_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|once|twice|half)\b", re.I)
_LINK = re.compile(r"\b(?:and|as|from|the|of|with|naturally|occurring)\b|[^a-z0-9]+")


def facts_rows() -> Iterator[tuple[dict[str, Any], str]]:
    """Every printed row of the corpus, and the row written as a facts line."""
    for label in json.loads(ROWS.read_text(encoding="utf-8")):
        for row in label["rows"]:
            percent = None if row["percent_dv"] is None else f"{row['percent_dv']}%"
            yield row, " ".join(part for part in (row["name"], row["amount"], percent) if part)


def wrong_in_row(row: dict[str, Any], read: MedicinalIngredient | None) -> list[str]:
    """What of a printed row was not read back; judged by rules that share nothing with the reader."""
    wrong = []
    printed = _PRINTED.match(row["amount"].replace(", ", ",").strip())
    amount = read.amount if read else None
    if (printed is None) != (amount is None):
        wrong.append("amount")
    elif printed and amount:
        value = Decimal(printed["number"].replace(",", "")) * (10**9 if printed["billion"] else 1)
        unit = re.sub(r"[ .]", "", printed["unit"] or "").lower()
        read_unit = re.sub(r"[ .]", "", amount.unit or "").lower()
        if value != amount.value:
            wrong.append("amount")
        if _UNITS.get(unit, unit).lower() != read_unit:
            wrong.append("unit")
    percent = None if row["percent_dv"] is None else Decimal(str(row["percent_dv"]))
    if percent != (read.daily_value_percent if read else None):
        wrong.append("percent")
    return wrong + _wrong_name(row["name"], read)


def _wrong_name(printed: str, read: MedicinalIngredient | None) -> list[str]:
    """Nothing of the name's letters may be lost or added; sources said with "as" or "from" must be told apart."""
    if read is None:
        return [] if not re.search(r"[A-Za-z]", printed) else ["name"]
    simple = _SIMPLE.fullmatch(printed.strip("* "))
    if simple:
        named = (read.name or "").lower() == simple["name"].strip().lower()
        listed = _LINK.sub("", simple["sources"].lower())
        got = "".join(_LINK.sub("", _source(s)) for s in read.sources)
        wrong = [] if named else ["name"]
        return wrong if sorted(got) == sorted(listed) else [*wrong, "sources"]
    if re.fullmatch(r"[A-Za-z0-9' \-]+", printed) and not re.search(r"\b(?:as|from)\b", printed):
        return [] if (read.name or "") == " ".join(printed.split()) else ["name"]
    return [] if (read.name or "").lower().startswith(printed.strip("*( ").lower()[:4]) or not read.name else ["name"]


def _source(source: Any) -> str:
    amount = f"{source.amount.value}{source.amount.unit}" if source.amount else ""
    percent = f"{source.percent}" if source.percent is not None else ""
    return f"{percent}{amount}{source.name}".lower()


STATEMENTS: dict[str, Callable[[Label], bool]] = {
    "Suggested/Recommended/Usage/Directions": lambda label: bool(label.directions),
    "Precautions re: Children": lambda label: bool({"children-access", "age"} & _triggers(label)),
    "Precautions re: Pregnant or Nursing or Prescription Medications": lambda label: bool(
        {"pregnancy", "breastfeeding", "medication"} & _triggers(label) or any(d.keep_apart for d in label.directions)
    ),
    "Precautions re: Allergies": lambda label: bool(
        label.contains or label.may_contain or label.free_from or "allergy" in _triggers(label)
    ),
    "Precautions re: All Other": lambda label: bool(label.risk_information),
    "Formulation re: Does NOT Contain": lambda label: bool(label.free_from or label.badges),
    "Storage": lambda label: bool(label.storage),
    "FDA Disclaimer Statement": lambda label: "fda-not-evaluated" in label.disclaimers,
}


def _triggers(label: Label) -> set[str]:
    return {risk.trigger for risk in label.risk_information}


def statements() -> Iterator[tuple[str, str]]:
    """The typed statements of the main types."""
    for label in json.loads(LABELS.read_text(encoding="utf-8")):
        for statement in label["statements"]:
            if statement["type"] in STATEMENTS:
                yield statement["type"], statement["text"]


def read_statement(text: str) -> Label:
    """One statement read by itself, as no product page."""
    return read_text(text, must_be_product=False).label


Range = tuple[Decimal, Decimal]


def doses() -> Iterator[tuple[set[Range], str]]:
    """Per label with one stated range of daily servings: the least and most pieces a day, and its directions.

    The database codes the same directions in two ways here and there (a lozenge for adults "1 to 4 times daily" as
    1-4 on one label and as 1-5 on its twin). A reader sees only the text, so each text comes with every coding of it.
    """
    labels = list(_coded_doses())
    codings: dict[str, set[Range]] = {}
    for coded, text in labels:
        codings.setdefault(_same(text), set()).add(coded)
    for _, text in labels:
        yield codings[_same(text)], text


def _same(text: str) -> str:
    """A text without its capitals and its spacing, so that twins are known as such."""
    return " ".join(text.casefold().split())


def _coded_doses() -> Iterator[tuple[Range, str]]:
    for label in json.loads(LABELS.read_text(encoding="utf-8")):
        texts = [s["text"] for s in label["statements"] if s["type"].startswith("Suggested")]
        sizes = label["serving_sizes"] or []
        if not texts or len(sizes) != 1:
            continue
        size = sizes[0]
        if not size["minDailyServings"] or not size["maxDailyServings"]:
            continue
        low = Decimal(str(size["minQuantity"])) * size["minDailyServings"]
        high = Decimal(str(size["maxQuantity"])) * size["maxDailyServings"]
        yield (low, high), "\n".join(texts)


def daily(label: Label) -> Range | None:
    """The least a day that the directions come to (for adults, where people are told apart), and the most for anybody.

    "Take 3 at the first sign, thereafter 1 every 2 hours": the least of such a day is the first dose, not what follows.
    """
    lows, highs = [], []
    young = ("child", "infant", "adolescent")
    for_adults = [d for d in label.directions if d.population not in young]
    first: Directions | None = None
    for dose in label.directions:
        if dose.servings is None or dose.servings.max is None:
            continue
        least = dose.times.min or Decimal(1) if dose.times else Decimal(1)
        most = dose.times.max or Decimal(1) if dose.times else Decimal(1)
        follows = first is not None and dose.every is not None and dose.population == first.population
        if (dose in for_adults or not for_adults) and not follows:
            lows.append((dose.servings.min or Decimal(1)) * least)
        ceiling = dose.most_per_day.max if dose.most_per_day and dose.most_per_day.max else None
        highs.append(ceiling or dose.servings.max * most)
        first = dose if dose.per is None and dose.times is None and dose.every is None else None
    return (min(lows), max(highs)) if lows else None


def main() -> None:
    """Print the figures; with --misses, what fell short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if not ROWS.exists():
        print("corpus: ../shared/corpus is not here; nothing measured")
        return
    _measure_rows(options.misses)
    _measure_statements(options.misses)
    _measure_doses(options.misses)


def _measure_rows(misses: bool) -> None:
    total = bad = 0
    for row, line in facts_rows():
        total += 1
        read = read_text(f"Supplement Facts\n{line}", must_be_product=False).label.medicinal_ingredients
        wrong = wrong_in_row(row, read[0] if read else None)
        if len(read) > 1:
            wrong.append("read as several")
        bad += bool(wrong)
        if wrong and misses:
            print(
                f"row: {', '.join(wrong)}: {line!r} -> {[(r.name, r.amount and (str(r.amount.value), r.amount.unit), r.daily_value_percent, [s.name for s in r.sources]) for r in read]}"
            )
    print(f"facts rows read back exactly: {total - bad} of {total} = {(total - bad) / total:.4f} (goal 0.995)")


def _measure_statements(misses: bool) -> None:
    counts: dict[str, list[int]] = {}
    for kind, text in statements():
        right = STATEMENTS[kind](read_statement(text))
        count = counts.setdefault(kind, [0, 0])
        count[0] += right
        count[1] += 1
        if misses and not right:
            print(f"statement: {kind}: {text!r}")
    for kind, (right, total) in counts.items():
        print(f"statement type recognised: {kind}: {right} of {total} = {right / total:.3f}")
    right, total = (sum(c[i] for c in counts.values()) for i in (0, 1))
    print(f"statement type recognised, all: {right} of {total} = {right / total:.4f} (goal 0.95)")


def _measure_doses(misses: bool) -> None:
    right = total = silent = 0
    for expected, text in doses():
        total += 1
        got = daily(read_statement(text))
        silent += not _STATES_A_NUMBER.search(text)
        right += got in expected
        if misses and got not in expected:
            coded = " or ".join(f"{low}-{high}" for low, high in sorted(expected))
            print(f"dose: expected {coded}, read {got and tuple(map(str, got))}: {text!r}")
    print(f"daily dose read: {right} of {total} = {right / total:.3f} (goal 0.90)")
    told = total - silent
    print(f"daily dose read, where the directions state a number at all: {right} of {told} = {right / told:.3f}")


if __name__ == "__main__":
    main()
