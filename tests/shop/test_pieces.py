# SPDX-License-Identifier: Apache-2.0
"""Numbers, units and dosage forms in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from officinal.checks.counted import WORDS
from officinal.label import Measure, known_units
from officinal.reading.vocabulary import DOSE_UNITS, FORMS
from officinal.shop.dossier.forms import form_name
from officinal.shop.dossier.pieces import measure, number, pieces, span, unit_word

MEASURES = {"mL", "g", "mg", "oz", "fl oz"}


@pytest.mark.parametrize(
    ("count", "unit", "english", "french"),
    [
        ("0", "capsule", "0 capsules", "0 capsule"),
        ("1", "capsule", "1 capsule", "1 capsule"),
        ("2", "capsule", "2 capsules", "2 capsules"),
        ("2", "softgel", "2 softgels", "2 capsules molles"),
        ("3", "tablet", "3 tablets", "3 comprimés"),
        ("2", "caplet", "2 caplets", "2 caplets"),
        ("0.5", "scoop", "0.5 scoop", "0,5 mesure"),
        ("1", "scoop", "1 scoop", "1 mesure"),
        ("1.5", "scoop", "1.5 scoops", "1,5 mesure"),
        ("2", "scoop", "2 scoops", "2 mesures"),
        ("2", "gummy", "2 gummies", "2 gélifiés"),
        ("2", "lozenge", "2 lozenges", "2 pastilles"),
        ("5", "drop", "5 drops", "5 gouttes"),
        ("2", "dropperful", "2 dropperfuls", "2 compte-gouttes pleins"),
        ("2", "spray", "2 sprays", "2 vaporisations"),
        ("2", "pump", "2 pumps", "2 pressions"),
        ("2", "squirt", "2 squirts", "2 jets"),
        ("2", "teaspoon", "2 teaspoons", "2 cuillerées à thé"),
        ("2", "tablespoon", "2 tablespoons", "2 cuillerées à soupe"),
        ("2", "sachet", "2 sachets", "2 sachets"),
        ("2", "packet", "2 packets", "2 sachets"),
        ("2", "ampoule", "2 ampoules", "2 ampoules"),
        ("2", "vial", "2 vials", "2 fioles"),
        ("2", "chew", "2 chews", "2 bouchées à mâcher"),
        ("2", "wafer", "2 wafers", "2 gaufrettes"),
        ("2", "tea bag", "2 tea bags", "2 sachets de tisane"),
        ("2", "bar", "2 bars", "2 barres"),
        ("2", "capful", "2 capfuls", "2 bouchons"),
        ("2", "bottle", "2 bottles", "2 bouteilles"),
        ("2", "strip", "2 strips", "2 bandelettes"),
        ("2", "shot", "2 shots", "2 petites bouteilles"),
        ("2", "can", "2 cans", "2 canettes"),
        ("2", "cup", "2 cups", "2 tasses"),
        ("2", "piece", "2 pieces", "2 morceaux"),
        ("90", "serving", "90 servings", "90 portions"),
        ("2", "hour", "2 hours", "2 heures"),
        ("6", "month", "6 months", "6 mois"),
        ("1", "year", "1 year", "1 an"),
        ("300", "mg", "300 mg", "300 mg"),
        ("6.9", "g", "6.9 g", "6,9 g"),
        ("2.5", "mL", "2.5 mL", "2,5 mL"),
        ("1000", "IU", "1000 IU", "1000 UI"),
        ("10", "CFU", "10 CFU", "10 UFC"),
        ("900", "mcg RAE", "900 mcg RAE", "900 mcg EAR"),
        ("400", "mcg DFE", "400 mcg DFE", "400 mcg EFA"),
        ("16", "mg NE", "16 mg NE", "16 mg EN"),
        ("2", "fl oz", "2 fl oz", "2 oz liq."),
        ("2", "smidgen", "2 smidgen", "2 smidgen"),
        ("2", None, "2", "2"),
    ],
)
def test_pieces(count: str, unit: str | None, english: str, french: str) -> None:
    """The number and its unit, never parted: the words of the language, in the number that the count takes."""
    assert pieces(Decimal(count), unit, "en").replace("\u00a0", " ", 1) == english
    assert pieces(Decimal(count), unit, "fr").replace("\u00a0", " ", 1) == french


@pytest.mark.parametrize("unit", sorted({*DOSE_UNITS.values()} - MEASURES))
def test_every_unit_of_a_dose_has_its_words(unit: str) -> None:
    """What labels count in is known in both languages, one and more; nothing but measures is left as printed."""
    assert unit in WORDS
    assert all(WORDS[unit])


def test_no_measure_is_a_piece() -> None:
    """mg, g, mL and the rest take no plural."""
    assert not {*known_units()} & WORDS.keys()
    assert {unit_word(unit, Decimal(2), "en") for unit in known_units()} == {*known_units()}


@pytest.mark.parametrize(
    ("least", "most", "unit", "english", "french"),
    [
        ("1", "2", "scoop", "1–2 scoops", "1–2 mesures"),
        ("1", "1", "tablet", "1 tablet", "1 comprimé"),
        ("0.5", "1.5", "scoop", "0.5–1.5 scoops", "0,5–1,5 mesure"),
        ("250", "500", "mL", "250–500 mL", "250–500 mL"),
        ("4", "13", "year", "4–13 years", "4–13 ans"),
        (None, "4", "capsule", "≤ 4 capsules", "≤ 4 capsules"),
        ("50", None, "year", "≥ 50 years", "≥ 50 ans"),
        (None, None, "year", None, None),
    ],
)
def test_ranges(least: str | None, most: str | None, unit: str, english: str | None, french: str | None) -> None:
    """A range takes the word of its greater end; one without an end says which end it has."""
    ends = Measure(min=least and Decimal(least), max=most and Decimal(most), unit=unit)
    assert [each and each.replace("\u00a0", " ") for each in (measure(ends, "en"), measure(ends, "fr"))] == [
        english,
        french,
    ]
    assert (span(ends, "en") is None) == (english is None)


def test_numbers_are_rounded_as_figures_are() -> None:
    """Two places at the most, halves up, no zeros behind, the decimal sign of the language."""
    assert [number(Decimal("47.6190"), language) for language in ("en", "fr")] == ["47.62", "47,62"]
    assert number(Decimal("200.00"), "fr") == "200"
    assert number(Decimal("4000000000"), "fr") == number(Decimal("4000000000"), "en") == "4\u202f000\u202f000\u202f000"
    assert number(Decimal("12500.5"), "fr") == "12\u202f500,5"
    assert number(Decimal("1800"), "fr") == "1800"


@pytest.mark.parametrize(
    ("form", "english", "french"),
    [
        ("capsule", "capsule", "capsule"),
        ("softgel", "softgel", "capsule molle"),
        ("tablet", "tablet", "comprimé"),
        ("chewable-tablet", "chewable tablet", "comprimé à croquer"),
        ("effervescent-tablet", "effervescent tablet", "comprimé effervescent"),
        ("caplet", "caplet", "caplet"),
        ("lozenge", "lozenge", "pastille"),
        ("gummy", "gummy", "gélifié"),
        ("powder", "powder", "poudre"),
        ("liquid", "liquid", "liquide"),
        ("drops", "drops", "gouttes"),
        ("spray", "spray", "vaporisateur"),
        ("cream", "cream", "crème"),
        ("oil", "oil", "huile"),
        ("tea", "tea", "tisane"),
        ("sachet", "sachet", "sachet"),
        ("bar", "bar", "barre"),
        ("strip", "strip", "bandelette"),
        ("soft-lolly", "soft lolly", "soft lolly"),
    ],
)
def test_dosage_forms(form: str, english: str, french: str) -> None:
    """Each form that a label may have by its name; an unknown one by its own word."""
    assert (form_name(form, "en"), form_name(form, "fr")) == (english, french)


@pytest.mark.parametrize("form", sorted({*FORMS.values()}))
def test_every_form_that_reading_gives_has_a_name(form: str) -> None:
    """No form that comes from a page is shown by its id."""
    assert form_name(form, "fr") != form or form in WORDS
