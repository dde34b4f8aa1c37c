# SPDX-License-Identifier: Apache-2.0
"""What holds for checking as a whole, whatever the rules say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.strategies import labels

from officinal.checks import SEVERITIES, check, chosen, rule, rules
from officinal.checks.finding import figure
from officinal.checks.reference import reference
from officinal.checks.registry import chosen as choose
from officinal.errors import AskedForUnknown
from officinal.knowledge.load import load
from officinal.label import Label, to_dict
from officinal.reading import read_text

TODAY = dt.date(2026, 11, 25)
_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""a whole label takes minutes to shrink; the rule that failed is named by its traceback"""
ROOT = Path(__file__).resolve().parent.parent.parent


@settings(max_examples=60, deadline=None, phases=_NO_SHRINKING)
@given(
    label=labels(),
    market=st.sampled_from(["ca", "us", "eu", "uk"]),
    day=st.dates(dt.date(1995, 1, 1), dt.date(2040, 1, 1)),
)
def test_any_label_can_be_checked_on_any_day_in_any_market(label: Label, market: str, day: dt.date) -> None:
    """No label that the record admits makes a rule fail; each finding points into the record and can be acted on."""
    record = to_dict(label)
    for finding in check(label, market=market, as_of=day, rules=rules()):
        assert finding.severity in SEVERITIES
        assert finding.message.strip()
        assert finding.advice.strip()
        assert finding.provision.document
        _points_into(record, finding.pointer)


def _points_into(record: object, pointer: str) -> None:
    """A pointer leads to something in the record, or to a field that is empty."""
    held = record
    for part in pointer.split("/")[1:]:
        if held is None:
            return
        if isinstance(held, list):
            held = held[int(part)] if held else None
        else:
            assert isinstance(held, dict), pointer
            held = held.get(part)


@settings(max_examples=20, deadline=None, phases=_NO_SHRINKING)
@given(label=labels())
def test_checking_is_deterministic_and_ordered_by_severity(label: Label) -> None:
    """The same label gives the same findings, the gravest first."""
    first, second = (check(label, market="ca", as_of=TODAY) for _ in range(2))
    assert first == second
    ranks = [SEVERITIES.index(each.severity) for each in first]
    assert ranks == sorted(ranks)


@settings(max_examples=20, deadline=None, phases=_NO_SHRINKING)
@given(label=labels())
def test_french_says_the_same_as_english(label: Label) -> None:
    """The locale changes the words, and neither the findings nor their figures."""
    english, french = (check(label, market="us", as_of=TODAY, locale=locale) for locale in ("en", "fr"))
    assert [(each.code, each.pointer, each.severity, each.numbers) for each in english] == [
        (each.code, each.pointer, each.severity, each.numbers) for each in french
    ]


def test_general_knowledge_never_makes_more_than_an_info() -> None:
    """Whatever a rule's severity, what nobody read anywhere caps it; a third party's account caps it at a warning."""
    text = "Tidewell\nAll of it\nSupplement Facts\nServing Size 1 capsule\nIron (as ferrous fumarate) 65 mg\nZinc 60 mg\nTake 3 capsules daily."
    for market in ("ca", "us", "eu", "uk"):
        reading = read_text(text, must_be_product=False)
        for finding in check(reading.label, market=market, as_of=TODAY, reading=reading):
            if finding.provision.verified == "general-knowledge":
                assert finding.severity == "info"
            if finding.provision.verified == "third-party":
                assert finding.severity != "error"


def test_there_are_the_rules_that_were_promised() -> None:
    """At least 55 rules over all ten families, each with its own code."""
    assert len(rules()) >= 55
    assert {each.code[0] for each in rules()} == set("RLFDCWANEO")


def test_rules_are_chosen_by_the_longer_prefix() -> None:
    """Select C, ignore C1: no Canadian rule on claims; select C101 as well: that one."""
    assert all(each.code.startswith("C") for each in choose(["C"]))
    assert not [each for each in choose(["C"], ["C1"]) if each.code.startswith("C1")]
    assert [each.code for each in choose(["C", "C101"], ["C1"]) if each.code.startswith("C1")] == ["C101"]
    assert choose() == tuple(each for each in rules() if not each.rule.preview)
    with pytest.raises(AskedForUnknown, match="no rule's code begins with 'Q'"):
        choose(["Q"])


def test_a_rule_is_found_by_code_and_by_name() -> None:
    """Either names it, in any case."""
    assert rule("r001") is rule("amount-without-name")
    with pytest.raises(AskedForUnknown, match="there is no rule"):
        rule("nothing")


def test_unknown_markets_regimes_and_locales_are_refused() -> None:
    """The refusal lists what there is."""
    for given_, said in (
        ({"market": "mars"}, "choose one of ca, eu, uk, us"),
        ({"market": "ca", "regime": "x"}, "it has former, facts-table"),
        ({"market": "ca", "locale": "de"}, "choose en or fr"),
    ):
        with pytest.raises(AskedForUnknown, match=said):
            check(Label(), as_of=TODAY, **given_)  # type: ignore[arg-type]


def test_the_reference_is_up_to_date() -> None:
    """The page of all rules is made of the rules; `make docs` writes it."""
    assert (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8") == reference()


def test_a_figure_is_rounded_half_up_and_never_to_nothing() -> None:
    """Small amounts keep two figures."""
    assert [figure(Decimal(each)) for each in ("2.005", "100", "0.0004", "0", "1.50")] == [
        "2.01",
        "100",
        "0.0004",
        "0",
        "1.5",
    ]


def test_every_value_names_a_market_that_exists() -> None:
    """Markets that share intakes point at a market that has them."""
    know = load()
    for market in know.markets.values():
        assert market.intakes_from is None or market.intakes_from in know.markets
    upper = know.value("magnesium", "upper", market="ca", as_of=TODAY)
    assert upper is not None
    assert upper == know.value("magnesium", "upper", market="us", as_of=TODAY)


def test_nothing_is_found_on_nothing() -> None:
    """An empty label is not accused of arithmetic, claims or allergens."""
    families = {each.code[0] for each in check(Label(), market="ca", as_of=TODAY, rules=chosen())}
    assert families <= {"L", "R", "D"}
