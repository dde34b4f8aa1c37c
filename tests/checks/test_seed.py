# SPDX-License-Identifier: Apache-2.0
"""The founding example: what a careful regulatory reader finds on it in Canada, each at its place, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from officinal.checks import Finding, check
from officinal.reading import read

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "magnesium-synergy.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the shared seed page is not here")

EXPECTED = {
    "two amounts have no ingredient name": [("R001", "/medicinal_ingredients/0"), ("R001", "/medicinal_ingredients/1")],
    "there is no product number": [("L101", "/licence_number")],
    "absence of side effects is an absolute safety claim": [("C001", "/claims/5/text"), ("C001", "/claims/18/text")],
    "most advanced is a superlative": [("C002", "/claims/1/text")],
    "optimal absorption has no authorised basis": [("C004", f"/claims/{at}/text") for at in (3, 4, 16, 17)],
    "claims whose carrier no named ingredient is": [
        ("C103", f"/claims/{at}/target") for at in (2, 6, 8, 9, 12, 13, 14, 15, 19, 20, 21, 22)
    ],
    "potassium is warned about and not listed": [("W002", "/risk_information/2/what")],
    "the corn caution is explained by what is usually made of corn": [("A004", "/risk_information/5")],
    "sodium salts are present and sodium is not stated": [("N002", "/non_medicinal_ingredients/0")],
    "a few hours is no interval": [("W001", "/directions/0/keep_apart/0/as_printed")],
    "no cited study is about what the label claims": [("E011", "/studies")],
    "Russell: null while blinded, the open phase lasted six months": [("E005", "/studies/0/summary"), ("E008", "/studies/0/summary")],
    "Szewczyk: more authors, half about zinc, hardly two pages": [
        ("E003", "/studies/2/citation/authors"), ("E009", "/studies/2/summary"), ("E003", "/studies/2/citation/pages"),
    ],
    "Uysal: rats; glycinate not tested; nothing about divided doses": [
        ("E004", "/studies/3/summary"), ("E007", "/studies/3/summary"), ("E010", "/studies/3/summary"),
    ],
    "what else a reader would want to know": [
        ("L104", "/net_amount"), ("O001", "/offer/price"), ("E014", "/studies/4/summary"),
        *(("E001", f"/studies/{at}/citation") for at in (0, 1, 2, 5, 6)),
        *(("E013", f"/studies/{at}") for at in (1, 2, 4)),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    """What is found on the seed in Canada."""
    reading = read(str(SEED))
    return check(reading.label, market="ca", as_of=dt.date(2026, 11, 25), reading=reading)


@pytest.mark.parametrize("what", EXPECTED)
def test_the_seed_has_what_a_careful_reader_finds(findings: tuple[Finding, ...], what: str) -> None:
    """Each at its place in the record, and with the words of the page it rests on."""
    found = {(each.code, each.pointer): each for each in findings}
    for key in EXPECTED[what]:
        assert key in found
        if key[1] not in ("/licence_number", "/net_amount"):
            assert found[key].span is not None
            assert found[key].excerpt


def test_the_seed_has_nothing_else(findings: tuple[Finding, ...]) -> None:
    """No finding that a careful regulatory reader would call false."""
    expected = {key for keys in EXPECTED.values() for key in keys}
    assert {(each.code, each.pointer) for each in findings} == expected


def test_nothing_of_the_nameless_amounts_is_guessed(findings: tuple[Finding, ...]) -> None:
    """No dose, no upper level, no missing risk information is spoken of where nobody knows what is in the jar."""
    assert not [each for each in findings if each.code[0] == "D" or each.code in ("W101", "W003", "C102", "C104")]
