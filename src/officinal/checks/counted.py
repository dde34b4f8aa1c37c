# SPDX-License-Identifier: Apache-2.0
"""What labels count in, in words of both languages: 1 capsule, 2 scoops; 1 capsule, 2 mesures."""

from __future__ import annotations

from decimal import Decimal

from officinal.checks.finding import figure
from officinal.knowledge.schema import Text
from officinal.label import Measure, Quantity, Serving

WORDS = {
    "capsule": ("capsule", "capsules", "capsule", "capsules"),
    "softgel": ("softgel", "softgels", "capsule molle", "capsules molles"),
    "tablet": ("tablet", "tablets", "comprimé", "comprimés"),
    "caplet": ("caplet", "caplets", "caplet", "caplets"),
    "chewable-tablet": ("chewable tablet", "chewable tablets", "comprimé à croquer", "comprimés à croquer"),
    "effervescent-tablet": ("effervescent tablet", "effervescent tablets", "comprimé effervescent", "comprimés effervescents"),
    "lozenge": ("lozenge", "lozenges", "pastille", "pastilles"),
    "gummy": ("gummy", "gummies", "gélifié", "gélifiés"),
    "scoop": ("scoop", "scoops", "mesure", "mesures"),
    "teaspoon": ("teaspoon", "teaspoons", "cuillerée à thé", "cuillerées à thé"),
    "tablespoon": ("tablespoon", "tablespoons", "cuillerée à soupe", "cuillerées à soupe"),
    "drop": ("drop", "drops", "goutte", "gouttes"),
    "dropperful": ("dropperful", "dropperfuls", "compte-gouttes plein", "compte-gouttes pleins"),
    "spray": ("spray", "sprays", "vaporisation", "vaporisations"),
    "sachet": ("sachet", "sachets", "sachet", "sachets"),
    "packet": ("packet", "packets", "sachet", "sachets"),
    "ampoule": ("ampoule", "ampoules", "ampoule", "ampoules"),
    "cup": ("cup", "cups", "tasse", "tasses"),
    "piece": ("piece", "pieces", "morceau", "morceaux"),
    "serving": ("serving", "servings", "portion", "portions"),
    "adult dose": ("adult dose", "adult doses", "dose pour adulte", "doses pour adulte"),
    "pump": ("pump", "pumps", "pression", "pressions"),
    "squirt": ("squirt", "squirts", "jet", "jets"),
    "vial": ("vial", "vials", "fiole", "fioles"),
    "chew": ("chew", "chews", "bouchée à mâcher", "bouchées à mâcher"),
    "wafer": ("wafer", "wafers", "gaufrette", "gaufrettes"),
    "tea bag": ("tea bag", "tea bags", "sachet de tisane", "sachets de tisane"),
    "bar": ("bar", "bars", "barre", "barres"),
    "capful": ("capful", "capfuls", "bouchon", "bouchons"),
    "bottle": ("bottle", "bottles", "bouteille", "bouteilles"),
    "strip": ("strip", "strips", "bandelette", "bandelettes"),
    "shot": ("shot", "shots", "petite bouteille", "petites bouteilles"),
    "can": ("can", "cans", "canette", "canettes"),
    "minute": ("minute", "minutes", "minute", "minutes"),
    "hour": ("hour", "hours", "heure", "heures"),
    "day": ("day", "days", "jour", "jours"),
    "week": ("week", "weeks", "semaine", "semaines"),
    "month": ("month", "months", "mois", "mois"),
    "year": ("year", "years", "an", "ans"),
}  # fmt: skip
"""each unit's words: English one and more, French one and more"""


def unit_words(unit: str) -> Text:
    """A unit or dosage form by its name, in the singular."""
    english, _, french, _ = WORDS.get(unit) or (unit.replace("-", " "),) * 4
    return Text(en=english, fr=french)


def counted(number: Decimal, unit: str | None) -> Text:
    """So many of a unit.

    >>> counted(Decimal(2), "scoop").fr
    '2 mesures'
    """
    one, more, une, plus = WORDS.get(unit or "") or (unit or "",) * 4
    return Text(
        en=f"{figure(number, 6)} {one if number == 1 else more}".strip(),
        fr=f"{figure(number, 6, 'fr')} {une if number < 2 else plus}".strip(),
    )


def measured(measure: Measure) -> Text:
    """A dose in words: 1 to 2 scoops."""
    most = measure.max if measure.max is not None else measure.min
    if most is None:
        return unit_words(measure.unit or "serving")
    said = counted(most, measure.unit)
    if measure.min is None or measure.min == most:
        return said
    return Text(en=f"{figure(measure.min, 6)} to {said.en}", fr=f"{figure(measure.min, 6, 'fr')} à {said.fr}")


def amount(quantity: Quantity) -> Text:
    """A quantity in words: 300 g, 60 capsules."""
    return counted(quantity.value, quantity.unit)


def serving_words(serving: Serving) -> Text:
    """A serving in words: 2 scoops (6.9 g)."""
    said = counted(serving.count, serving.unit) if serving.count is not None else None
    measure = serving.mass or serving.volume
    if said is None:
        return amount(measure) if measure else Text(en="serving", fr="portion")
    extra = f" ({amount(measure).en})" if measure else ""
    return Text(en=said.en + extra, fr=f"{said.fr}{extra}")
