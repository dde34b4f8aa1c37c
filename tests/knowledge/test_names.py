# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from officinal.knowledge.names import NAMES, SUBSTANCES, collect, identify, source_of

SPELLINGS = {
    "Magnesium": "magnesium",
    "MAGNESIUM": "magnesium",
    "Magnesium®": "magnesium",
    "Vit. B6": "vitamin-b6",
    "P5P": "pyridoxal-5-phosphate",
    "P-5-P": "pyridoxal-5-phosphate",
    "tri calcium phosphate": "tricalcium-phosphate",
    "Tri-Calcium Phosphate": "tricalcium-phosphate",
    "magnesium sulphate": "magnesium-sulfate",
    "magnesium sulfate": "magnesium-sulfate",
    "gélatine": "gelatin",
    "stéarate de magnésium": "magnesium-stearate",
    "vegetable magnesium stearate": "magnesium-stearate",
    "d-alpha tocopheryl succinate": "d-alpha-tocopheryl-succinate",
    "Vitamin C (as ascorbic acid)": "vitamin-c",
    "organic ashwagandha": "ashwagandha",
    "Withania somnifera": "ashwagandha",
    "CoQ-10": "coenzyme-q10",
    "Coenzyme Q10": "coenzyme-q10",
    "L. rhamnosus": "lacticaseibacillus-rhamnosus",
    "L-5-MTHF": "l-5-methyltetrahydrofolate",
    "cyano-cobalamin": "cyanocobalamin",
    "fer": "iron",
    "curcuma": "turmeric",
    "dioxyde de silicium": "silicon-dioxide",
    "vitamine D3": "vitamin-d3",
    "Cholécalciférol": "cholecalciferol",
    "L–Théanine": "theanine",
    "sulphites": "sulfites",
    "NAC": "n-acetyl-l-cysteine",
}
NEAR_MISSES = [
    "magnesium synergy",
    "water bottle",
    "iron man",
    "free shipping",
    "fish tank",
    "protein bar",
    "zinc oxide sunscreen",
    "calcium channel blocker",
    "vitamin",
    "immune complex",
    "--",
    "",
]


@cache
def _collected() -> dict[str, Any]:
    return collect()


def test_the_index_of_names_is_made_from_the_substance_files() -> None:
    """The names that a program loads are those of the substance files."""
    assert json.loads(NAMES.read_text("utf-8")) == _collected(), "names.json is out of date: run make names"


def test_each_substance_stands_in_the_file_of_its_name() -> None:
    """Whoever looks for a substance finds it in the file called as its identifier, and in no second one."""
    assert sorted(path.stem for path in SUBSTANCES.glob("*/*.toml")) == sorted(_collected()["substances"])


def test_each_substance_supplies_one_that_exists() -> None:
    """What a substance is a form of is itself a substance, and never the substance itself."""
    substances = _collected()["substances"]
    supplied = [(each, nutrient) for each, (_, of, *_) in substances.items() for nutrient in of]
    assert [(each, nutrient) for each, nutrient in supplied if nutrient not in substances or nutrient == each] == []


def test_each_name_means_a_substance_that_exists() -> None:
    """No name of the index leads to an identifier that has no file."""
    assert set(_collected()["names"].values()) <= set(_collected()["substances"])


@pytest.mark.parametrize(("spelling", "identifier"), SPELLINGS.items())
def test_a_spelling_is_known(spelling: str, identifier: str) -> None:
    """Case, accents, hyphens, marks and the other language change nothing of what a name means."""
    assert identify(spelling) == identifier


@pytest.mark.parametrize("words", NEAR_MISSES)
def test_words_that_only_hold_a_name_mean_no_substance(words: str) -> None:
    """A name that stands among other words, or is none, is not guessed at."""
    assert identify(words) is None


@pytest.mark.parametrize(
    ("nutrient", "form", "identifier"),
    [
        ("magnesium", "citrate", "magnesium-citrate"),
        ("zinc", "picolinate", "zinc-picolinate"),
        ("calcium", "carbonate", "calcium-carbonate"),
        ("magnesium", "synergy", None),
    ],
)
def test_half_a_name_is_completed_by_its_nutrient(nutrient: str, form: str, identifier: str | None) -> None:
    """Of magnesium, "citrate" is magnesium citrate; what is no form of it stays unknown."""
    assert source_of(nutrient, form) == identifier
