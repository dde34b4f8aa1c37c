# SPDX-License-Identifier: Apache-2.0
"""A label as a bag of small facts per field, so that two records can be compared field by field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from officinal.label import Label, to_dict

Fact = tuple[Any, ...]


def same(text: object) -> str:
    """Words as compared: case, white space, typographic quotes and marks at the ends do not count."""
    if text is None:
        return ""
    plain = (
        str(text)
        .casefold()
        .replace("’", "'")
        .replace("′", "'")
        .replace("–", "-")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )
    plain = re.sub(r"[®™*†‡]", "", plain)
    return re.sub(r"\s+", " ", plain).strip(" .,;:")


def number(text: str | None) -> str | None:
    """Numbers as compared: 2.50 is 2.5."""
    if text is None:
        return None
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(data: dict[str, Any] | None) -> Fact | None:
    """A quantity as compared."""
    if data is None:
        return None
    return number(data["value"]), data.get("unit"), number(data.get("max")), data.get("qualifier")


def _measure(data: dict[str, Any] | None) -> Fact | None:
    return None if data is None else (number(data.get("min")), number(data.get("max")), data.get("unit"))


def _rows(rows: list[dict[str, Any]], depth: int = 0) -> Iterator[tuple[str, Fact]]:
    for row in rows:
        name = same(row.get("name"))
        yield "ingredient name", (depth, name)
        yield "ingredient amount", (name, amount(row.get("amount")))
        if row.get("daily_value_percent") or row.get("daily_value_note"):
            yield "daily value", (name, number(row.get("daily_value_percent")), row.get("daily_value_note"))
        for source in row.get("sources", []):
            yield "source material", (name, same(source["name"]), amount(source.get("amount")))
        for each in row.get("equivalents", []):
            yield "equivalents", (name, amount(each))
        if extract := row.get("extract"):
            yield (
                "extract",
                (name, extract.get("ratio"), same(extract.get("solvent")), amount(extract.get("equivalent"))),
            )
        for each in row.get("standardisation", []):
            yield (
                "standardisation",
                (name, same(each["marker"]), number(each.get("percent")), amount(each.get("amount"))),
            )
        for each in row.get("other_columns", []):
            yield "other columns", (name, same(each["basis"]), amount(each.get("amount")))
        if row.get("kind"):
            yield "row kind", (name, row["kind"])
        yield from _rows(row.get("ingredients", []), depth + 1)


def _others(entries: list[dict[str, Any]], depth: int = 0) -> Iterator[tuple[str, Fact]]:
    for entry in entries:
        yield "non-medicinal ingredient", (depth, same(entry["name"]))
        if entry.get("purpose"):
            yield "purpose", (same(entry["name"]), same(entry["purpose"]))
        yield from _others(entry.get("ingredients", []), depth + 1)


def _directions(entries: list[dict[str, Any]]) -> Iterator[tuple[str, Fact]]:
    for entry in entries:
        who = (entry.get("population"), _measure(entry.get("age")))
        yield "dose", (*who, _measure(entry.get("servings")))
        times = entry.get("times")
        yield (
            "dose frequency",
            (
                *who,
                entry.get("per"),
                times and (number(times.get("min")), number(times.get("max"))),
                _measure(entry.get("every")),
            ),
        )
        if entry.get("food"):
            yield "food", (*who, entry["food"])
        for each in entry.get("keep_apart", []):
            yield "keep apart", (same(each["from"]), number(each.get("hours")))
        if dilute := entry.get("dilute"):
            yield "dilution", (*who, _measure(dilute), tuple(sorted(map(same, dilute.get("in", [])))))
        for key in ("duration", "most_per_day"):
            if entry.get(key):
                yield key.replace("_", " "), (*who, _measure(entry[key]))
        for each in entry.get("time_of_day", []):
            yield "time of day", (*who, each)


def _citation(study: dict[str, Any]) -> Iterator[tuple[str, Fact]]:
    cited = study["citation"]
    key = (same(cited.get("first_author")), cited.get("year"))
    yield "citation", key
    yield "citation parts", (*key, *(same(cited.get(part)) for part in ("journal", "volume", "issue", "pages", "doi")))
    if study.get("heading"):
        yield "study heading", (*key, same(study["heading"]))


def facts(label: Label) -> dict[str, Counter[Fact]]:
    """Per field, the facts that a label states."""
    data = to_dict(label)
    bags: dict[str, Counter[Fact]] = {}

    def put(field: str, fact: Fact) -> None:
        bags.setdefault(field, Counter())[fact] += 1

    for key in ("brand", "name", "tagline", "licence_number", "dosage_form", "identity_statement"):
        if data.get(key):
            put(key.replace("_", " "), (same(data[key]),))
    for key in ("highlights", "badges", "free_from", "contains", "may_contain", "disclaimers", "storage"):
        for each in data.get(key, []):
            put(key.replace("_", " "), (same(each),))
    if data["net_amount"]:
        put("net amount", amount(data["net_amount"]) or ())
    if data["servings_per_container"]:
        put("servings per container", (number(data["servings_per_container"]),))
    for holder in (data, *data.get("parts", [])):
        if serving := holder["serving"]:
            put(
                "serving",
                (number(serving["count"]), serving["unit"], amount(serving["mass"]), amount(serving["volume"])),
            )
        for field, fact in (*_rows(holder["medicinal_ingredients"]), *_others(holder["non_medicinal_ingredients"])):
            put(field, fact)
    for field, fact in _directions(data["directions"]):
        put(field, fact)
    for each in data["risk_information"]:
        put("risk trigger", (each["trigger"], each["kind"]))
        put("risk", (each["trigger"], each["kind"], same(each.get("what"))))
        if each.get("action"):
            put("risk action", (each["trigger"], same(each["action"])))
    for each in data["claims"]:
        put("claim", (same(each["text"]),))
        if each.get("mark"):
            put("claim mark", (same(each["text"]), each["mark"]))
    for study in data["studies"]:
        for field, fact in _citation(study):
            put(field, fact)
    if offer := data["offer"]:
        for key in ("price", "regular_price"):
            if price := offer.get(key):
                put(key.replace("_", " "), (number(price["value"]), price["currency"], price["symbol"]))
        if subscription := offer["subscription"]:
            put("subscription", (number(subscription.get("percent_off")),))
        if offer["availability"]:
            put("availability", (offer["availability"],))
        for key in ("sku", "gtin"):
            if offer.get(key):
                put(key, (offer[key],))
    return bags
