# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from officinal.knowledge.names import NAMES, SUBSTANCES, collect, identify, kind_of, source_of

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
SPECIES = {
    "Ashwagandha (Withania somnifera) root powder": "ashwagandha",
    "Ashwagandha (Withania somnifera (L.) Dunal) root extract": "ashwagandha",
    "Ashwagandha Root Extract (5:1)": "ashwagandha",
    "Turmeric (Curcuma longa) rhizome extract": "turmeric",
    "Milk Thistle Seed Extract (Silybum marianum)": "milk-thistle",
    "Extrait de chardon-Marie (Silybum marianum)": "milk-thistle",
    "Ginkgo biloba leaf extract 24/6": "ginkgo",
    "Ginkgo biloba L.": "ginkgo",
    "Standardized extract of Ginkgo biloba leaf": "ginkgo",
    "Black pepper fruit extract standardized to 95% piperine": "black-pepper",
    "Extrait sec de feuilles de ginkgo biloba": "ginkgo",
    "Poudre de racine d'ashwagandha": "ashwagandha",
    "Racine de valériane en poudre": "valerian",
    "Grape (Vitis vinifera) seed extract": "grape-seed",
    "Indian gooseberry fruit (Phyllanthus emblica)": "amla",
    "Echinacea (Echinacea angustifolia) root": "echinacea-angustifolia",
    "Cinnamon (Cinnamomum cassia) bark": "cassia-cinnamon",
    "Lactobacillus acidophilus NCFM": "lactobacillus-acidophilus",
    "Lactobacillus rhamnosus GG (ATCC 53103)": "lacticaseibacillus-rhamnosus",
    "L. rhamnosus GG": "lacticaseibacillus-rhamnosus",
    "Bifidobacterium lactis HN019": "bifidobacterium-lactis",
    "Bifidobacterium animalis subsp. lactis BB-12®": "bifidobacterium-lactis",
    "B. longum BB536": "bifidobacterium-longum",
    "Bacillus coagulans GBI-30, 6086": "bacillus-coagulans",
    "Saccharomyces boulardii CNCM I-745": "saccharomyces-boulardii",
}
UNCERTAIN = [
    "Turmeric (Zingiber officinale) root",
    "Turmeric (Curcuma longa, Zingiber officinale)",
    "Turmeric and ginger root extract",
    "Turmeric root, ginger root",
    "Lactobacillus acidophilus & Bifidobacterium lactis HN019",
    "Garlic B12",
    "Spirulina B12",
    "Probiotics D3",
    "Wild ginger",
    "Pumpkin leaf extract",
    "Berberine bark extract (Berberis vulgaris)",
    "Thymoquinone (Nigella sativa)",
    "Lactobacillus GG-like strain",
    "Magnesium 24/6",
    "Root extract",
]
BOTH = ["sugars", "Sucres", "salt", "sel"]
"""names of an allergen that are a nutrient's too"""
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


@pytest.mark.parametrize(("name", "identifier"), SPECIES.items())
def test_a_species_is_known_by_whatever_a_label_says_of_it_besides(name: str, identifier: str) -> None:
    """Part, making, ratio, Latin name and strain change nothing of the species; of a genus the Latin name decides."""
    assert identify(name) == identifier


@pytest.mark.parametrize("name", UNCERTAIN)
def test_a_name_of_two_things_or_of_one_we_do_not_know_is_none(name: str) -> None:
    """Two substances in one name, a part that is another thing, a word beside the name: no guess is made."""
    assert identify(name) is None


@pytest.mark.parametrize("name", BOTH)
def test_a_name_of_an_allergen_may_be_a_nutrient_s_too(name: str) -> None:
    """By itself it means what is avoided; where nutrients are listed it means the nutrient."""
    avoided, nutrient = identify(name), identify(name, nutrient=True)
    assert (kind_of(avoided), kind_of(nutrient)) == ("allergen", "nutrient")


def test_a_name_with_one_meaning_has_it_everywhere() -> None:
    """Lactose is lactose in a table too, and magnesium in any list."""
    names = ("lactose", "oats", "rice", "magnesium", "Total Sugars")
    assert [identify(name, nutrient=True) for name in names] == [identify(name) for name in names]


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
