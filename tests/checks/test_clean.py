# SPDX-License-Identifier: Apache-2.0
"""Labels that are right: no rule may call one wrong."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from officinal.checks import Finding, check
from officinal.knowledge.load import load
from officinal.label import from_toml, to_toml

HOME = Path(__file__).parent / "clean"
INDEX: list[dict[str, Any]] = tomllib.loads((HOME / "index.toml").read_text(encoding="utf-8"))["label"]


def _ids(entry: dict[str, Any]) -> str:
    return str(entry["file"]).removesuffix(".toml")


def _findings(entry: dict[str, Any], locale: str = "en") -> tuple[Finding, ...]:
    label = from_toml((HOME / entry["file"]).read_text(encoding="utf-8"), source=entry["file"])
    return check(label, market=entry["market"], regime=entry["regime"], as_of=entry["as_of"], locale=locale)


@pytest.mark.parametrize("entry", INDEX, ids=_ids)
def test_a_right_label_is_called_right(entry: dict[str, Any]) -> None:
    """All rules together find no error and no warning, and inform of nothing but what the index expects."""
    found = _findings(entry)
    assert [f"{each.code} {each.pointer}: {each.message}" for each in found if each.severity != "info"] == []
    assert {each.code for each in found} <= set(entry.get("informs", ())), [each.message for each in found]


@pytest.mark.parametrize("entry", INDEX, ids=_ids)
def test_a_right_label_stays_right_until_its_rules_end(entry: dict[str, Any]) -> None:
    """A day later, and until its labelling regime ends, the label is as right as it was."""
    regime = next(each for each in load().market(entry["market"]).regimes if each.id == entry["regime"])
    later = {**entry, "as_of": regime.to or entry["as_of"] + dt.timedelta(days=365)}
    assert [each.code for each in _findings(later) if each.severity != "info"] == []


@pytest.mark.parametrize("entry", INDEX, ids=_ids)
def test_a_label_file_is_as_the_reader_writes_it(entry: dict[str, Any]) -> None:
    """Read and written again it is the same file, byte for byte."""
    text = (HOME / entry["file"]).read_text(encoding="utf-8")
    assert to_toml(from_toml(text, source=entry["file"])) == text


def test_the_library_is_complete() -> None:
    """Each file stands in the index once; every market and both Canadian regimes are there, in several forms."""
    assert sorted(each["file"] for each in INDEX) == sorted(
        path.name for path in HOME.glob("*.toml") if path.name != "index.toml"
    )
    counted = Counter((each["market"], each["regime"]) for each in INDEX)
    assert {market for market, _ in counted} == set(load().markets)
    assert counted["ca", "former"] >= 5
    assert counted["ca", "facts-table"] >= 2
    assert len(INDEX) >= 16
    assert len({from_toml((HOME / each["file"]).read_text(encoding="utf-8")).dosage_form for each in INDEX}) >= 6


@pytest.mark.parametrize("entry", [each for each in INDEX if each["market"] == "ca"], ids=_ids)
def test_without_its_number_a_right_label_is_wrong(entry: dict[str, Any]) -> None:
    """The rules are awake: a label that loses its product number is found."""
    label = from_toml((HOME / entry["file"]).read_text(encoding="utf-8")).model_copy(update={"licence_number": None})
    found = check(label, market="ca", regime=entry["regime"], as_of=entry["as_of"])
    assert [each.code for each in found if each.severity == "error"] == ["L101"]
