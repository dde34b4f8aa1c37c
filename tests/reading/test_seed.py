# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from officinal.label import to_dict
from officinal.reading import Reading, read

SEED = Path(__file__).parent.parent.parent.parent / "shared" / "seed"
OPEN = frozenset(("claims", "highlights"))
"""lists of which the record gives some; every other list is given whole"""

pytestmark = pytest.mark.skipif(not (SEED / "record.json").exists(), reason=f"{SEED} is not on this machine")


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The reading of the seed page."""
    return read(str(SEED / "magnesium-synergy.txt"))


def _missing(want: Any, got: Any, place: str = "") -> list[str]:
    """What the record states and the reading does not."""
    if isinstance(want, dict) and isinstance(got, dict):
        return [each for key in want for each in _missing(want[key], got.get(key), f"{place}/{key}")]
    if isinstance(want, list) and isinstance(got, list):
        key = place.rpartition("/")[2]
        if key in OPEN:
            return [f"{place}: {each}" for each in want if all(_missing(each, one) for one in got)]
        if len(want) == len(got):
            return [
                each for i, (a, b) in enumerate(zip(want, got, strict=True)) for each in _missing(a, b, f"{place}/{i}")
            ]
    return [] if want == got else [f"{place}: want {want!r}, got {got!r}"]


def test_the_label_holds_all_that_the_record_states(reading: Reading) -> None:
    """Every value of the seed record is read; where the reading says more, it does so under keys of its own."""
    want = json.loads((SEED / "record.json").read_text("utf-8"))
    assert _missing(want, to_dict(reading.label)) == []


def test_amounts_without_a_name_stay_without_one(reading: Reading) -> None:
    """600 mg and 650 mg of nothing in particular are kept as that, and no name is guessed for them."""
    assert [row.name for row in reading.label.medicinal_ingredients] == [None, None]
    assert any("name was not guessed" in problem for problem in reading.problems)


def test_a_bare_dollar_sign_is_no_currency(reading: Reading) -> None:
    """A price of "$46.19" does not say whose dollars these are, so no currency is stated."""
    assert reading.label.offer is not None
    assert reading.label.offer.price is not None
    assert (reading.label.offer.price.symbol, reading.label.offer.price.currency) == ("$", None)


def test_nearly_all_of_the_text_is_accounted_for(reading: Reading) -> None:
    """At least 97 % of the page's own text is behind a field or known, and the rest is listed with its reason."""
    assert reading.coverage >= 0.97
    assert reading.unread
    assert all(each.reason and reading.text[slice(*each.span)].strip() for each in reading.unread)
