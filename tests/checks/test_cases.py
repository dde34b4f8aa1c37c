# SPDX-License-Identifier: Apache-2.0
"""Each rule does what its page shows, case by case."""

import re
from pathlib import Path

import pytest
from tests.checks.pages import RuleCase, cases

from officinal.checks import rules
from officinal.checks.rule import Loaded

HEADINGS = ("What it finds", "Why it matters", "What the source says", "Example", "What a page cannot show", "Cases")
CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule.code}: {case.title}" for case in CASES])
def test_a_rule_finds_what_its_page_says(case: RuleCase) -> None:
    """The rule finds what the case expects, at its place, and nothing else."""
    found = case.run()
    assert [each.pointer for each in found] == [each["pointer"] for each in case.expected], [
        each.message for each in found
    ]
    for finding, expected in zip(found, case.expected, strict=True):
        assert finding.severity == expected.get("severity", finding.severity)
        assert expected.get("says", "") in finding.message
        assert expected.get("advises", "") in finding.advice
        for name, number in expected.get("numbers", {}).items():
            assert finding.numbers[name] == str(number)
        assert "{" not in finding.message + finding.advice


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_page_has_every_heading_in_order(rule: Loaded) -> None:
    """A rule's page says what, why, by which source, an example and its limits, and shows cases."""
    page = rule.page()
    assert page.splitlines()[0] == f"# {rule.code} {rule.name}"
    assert tuple(re.findall(r"^## (.+)$", page, re.MULTILINE)) == HEADINGS


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_cases_that_fire_and_cases_that_stay_silent(rule: Loaded) -> None:
    """At least one case fires, and at least two stay silent: one clean, one near miss."""
    own = [case for case in CASES if case.rule.code == rule.code]
    assert any(case.expected for case in own)
    assert sum(not case.expected for case in own) >= 2


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_speaks_english_and_french(rule: Loaded) -> None:
    """Message and advice exist in both languages, variant for variant, with the same values in them."""
    for texts in (rule.rule.message, rule.rule.advice):
        english = {key[2:]: text for key, text in texts.items() if key.startswith("en")}
        french = {key[2:]: text for key, text in texts.items() if key.startswith("fr")}
        assert english.keys() == french.keys()
        for key, text in english.items():
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", french[key])), text


def test_no_page_without_a_rule_and_no_rule_without_a_page() -> None:
    """Every file of a rule's stem has the other beside it."""
    home = Path(rules()[0].path).parents[1]
    pages = {path.stem for path in home.glob("*/*.md")}
    assert pages == {rule.path.stem for rule in rules()}
    assert len({rule.code for rule in rules()}) == len(rules())


def test_no_rule_holds_a_dose() -> None:
    """A number about a substance lives in knowledge: a rule's code names no amount with a unit."""
    amount = re.compile(r"[\"']?\d+(?:\.\d+)?[\"']?\s*,?\s*[\"'](?:mg|mcg|g|IU|mL)[\"']")
    for rule in rules():
        assert not amount.search(rule.path.read_text(encoding="utf-8")), rule.path
