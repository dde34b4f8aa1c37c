# SPDX-License-Identifier: Apache-2.0
"""Words that several finders share: how doses are counted, periods, people."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from officinal.patterns import lazy
from officinal.reading.amounts import NUMBER_WORDS, decimal

DOSE_UNITS = {
    "capsule": "capsule", "capsules": "capsule", "caps": "capsule", "cap": "capsule", "vcaps": "capsule", "vegcaps": "capsule", "vcap": "capsule", "veggie caps": "capsule",
    "veg caps": "capsule", "vegicaps": "capsule", "vegicap": "capsule", "gelule": "capsule", "gelules": "capsule", "vegecaps": "capsule", "licaps": "capsule", "gels": "softgel",
    "tablet": "tablet", "tablets": "tablet", "tabs": "tablet", "tab": "tablet", "comprime": "tablet", "comprimes": "tablet", "mini-tabs": "tablet", "minitabs": "tablet", "tablet(s)": "tablet", "capsule(s)": "capsule",
    "caplet": "caplet", "caplets": "caplet", "vegetable capsules": "capsule",
    "softgel": "softgel", "softgels": "softgel", "soft gel": "softgel", "soft gels": "softgel", "soft-gel": "softgel", "soft-gels": "softgel", "softgel capsule": "softgel", "softgel capsules": "softgel", "gel capsule": "softgel", "perles": "softgel", "perle": "softgel",
    "gel capsules": "softgel", "gelcaps": "softgel", "gelcap": "softgel", "liquid capsule": "softgel", "soft capsule": "softgel", "soft capsules": "softgel", "capsule molle": "softgel", "capsules molles": "softgel", "pearl": "softgel", "pearls": "softgel",
    "scoop": "scoop", "scoops": "scoop", "scoopful": "scoop", "scoopfuls": "scoop", "level scoop": "scoop", "mesure": "scoop", "mesures": "scoop", "mesurette": "scoop", "mesurettes": "scoop", "dosette": "scoop", "dosettes": "scoop", "cuillere-mesure": "scoop", "cuilleres-mesures": "scoop", "cuillere doseuse": "scoop", "heaped scoop": "scoop",
    "drop": "drop", "drops": "drop", "goutte": "drop", "gouttes": "drop",
    "spray": "spray", "sprays": "spray", "vaporisation": "spray", "vaporisations": "spray", "pump": "pump", "pumps": "pump", "pulverisation": "spray", "pulverisations": "spray", "jets": "spray", "squirt": "squirt", "squirts": "squirt",
    "gummy": "gummy", "gummies": "gummy", "gomme": "gummy", "gommes": "gummy", "jujube": "gummy", "jujubes": "gummy", "gelifie": "gummy", "gelifies": "gummy", "gummy bears": "gummy", "gommes a macher": "gummy", "yummi bears": "gummy", "gomme a macher": "gummy", "bears": "gummy",
    "lozenge": "lozenge", "lozenges": "lozenge", "pastille": "lozenge", "pastilles": "lozenge", "lozenge(s)": "lozenge", "micro-lozenge": "lozenge", "minilozenge": "lozenge",
    "teaspoon": "teaspoon", "teaspoons": "teaspoon", "tsp": "teaspoon", "tsps": "teaspoon", "tsp.": "teaspoon", "teaspoonful": "teaspoon", "teaspoonfuls": "teaspoon", "cuillere a the": "teaspoon", "cuilleree a the": "teaspoon", "cuillerees a the": "teaspoon", "c. a the": "teaspoon", "c. a cafe": "teaspoon", "cuilleres a the": "teaspoon", "cuillere a cafe": "teaspoon", "cuilleres a cafe": "teaspoon", "cuilleree a cafe": "teaspoon",
    "tablespoon": "tablespoon", "tablespoons": "tablespoon", "tbsp": "tablespoon", "tbsps": "tablespoon", "tbsp.": "tablespoon", "cuillere a soupe": "tablespoon", "cuilleres a soupe": "tablespoon", "cuilleree a soupe": "tablespoon", "c. a soupe": "tablespoon", "cuillerees a soupe": "tablespoon", "tablespoonful": "tablespoon",
    "sachet": "sachet", "sachets": "sachet", "packet": "packet", "packets": "packet", "pack": "packet", "packs": "packet", "stick": "packet", "sticks": "packet", "stick pack": "packet", "stick packs": "packet", "stickpack": "packet", "pouch": "packet",
    "ampoule": "ampoule", "ampoules": "ampoule", "vial": "vial", "vials": "vial", "dropper": "dropperful", "droppers": "dropperful", "dropperful": "dropperful", "dropperfuls": "dropperful", "droppersful": "dropperful", "full dropper": "dropperful", "full droppers": "dropperful", "compte-gouttes": "dropperful",
    "cup": "cup", "cups": "cup", "tasse": "cup", "tasses": "cup", "piece": "piece", "pieces": "piece", "serving": "serving", "servings": "serving", "portion": "serving", "portions": "serving", "dose": "serving", "doses": "serving", "adult dose": "adult dose", "adult dosage": "adult dose", "adult's dose": "adult dose",
    "chew": "chew", "chews": "chew", "soft chew": "chew", "soft chews": "chew", "chewable": "tablet", "chewables": "tablet", "chewable tablet": "tablet", "chewable tablets": "tablet", "comprime a croquer": "tablet", "comprimes a croquer": "tablet", "comprime effervescent": "tablet", "wafer": "wafer", "wafers": "wafer", "bar": "bar", "bars": "bar", "tea bag": "tea bag", "tea bags": "tea bag", "bag": "tea bag", "capful": "capful", "capfuls": "capful", "bouchon": "capful", "effervescent tablet": "tablet", "effervescent tablets": "tablet", "bottle": "bottle", "strip": "strip", "strips": "strip", "shot": "shot", "can": "can", "stick-pack": "packet", "drop(s)": "drop", "spray(s)": "spray", "scoop(s)": "scoop", "softgel(s)": "softgel", "caplet(s)": "caplet", "gummy(ies)": "gummy", "troche": "lozenge",
    "ml": "mL", "millilitres": "mL", "milliliters": "mL", "g": "g", "grams": "g", "gram": "g", "grammes": "g", "oz": "oz", "fl oz": "fl oz", "ounce": "oz", "ounces": "oz", "mg": "mg", "fluid ounce": "fl oz",
}  # fmt: skip
_ADJECTIVES = (
    r"(?:(?:veg(?:etarian|etable|gie|an|e)?|vegetal(?:es?)?|small|large|level|rounded|heaping|heaped|full|chewable|quick[- ]dissolv\w+|fast[- ]dissolv\w+|fast[- ]acting|delayed[- ]release|enteric[- ]coated|sublingual|"
    r"effervescent|micro|mini|liquid|soft|hard|single|v|measuring|ultra|delicious|natural|coated|whole|tasty|flavou?red|zinc|more|rases?|pleines?|additional|orange|cherry|capsule|time[- ]release|slow[- ]release|molles?|gastro\w+|vegetariennes?|full|medium|melt\w*|tablet|powder|vegi|easy|great|tasting|dissolving|flat|standard|little|individual|rapid|rapidly|melting|orally|disintegrating|easy-to-swallow|extended|release|vegan|fruit|cherry-flavou?red|film|of this|softgel|gel|tasty|high[- ]potency|buffered) ?-?){0,3}"
)
DOSE_UNIT = "(?:" + "|".join(sorted((re.escape(u) for u in DOSE_UNITS), key=len, reverse=True)) + ")"
COUNT = (
    r"(?:(?:\d ?)?(?:[1-3]/[1-8](?!\d)|[½¼¾⅓⅔])|\d{1,4}(?:[.,]\d{1,3})?|"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + ")"
)
_AGAIN = r"(?: ?\([a-z0-9/.,½¼¾]{1,9}\))?"
RANGE = rf"(?<![\w.,])\(?(?P<low>{COUNT})\)?{_AGAIN}(?:(?: ?- ?| to | or | a | ou | up to | and up to )(?P<high>{COUNT}){_AGAIN})?"
COUNTED = rf"(?:{_ADJECTIVES})(?P<unit>{DOSE_UNIT})(?![\w])"
DOSE = lazy(
    rf"{RANGE}(?P<more> or more| ou plus(?:ieurs)?|\+)?(?: ?(?:of|de) (?:a|an|un|une|the))?(?: ?-? ?| a | an | the )(?<![a-z]){COUNTED}"
)

FORMS = {
    "capsule": "capsule", "tablet": "tablet", "caplet": "caplet", "softgel": "softgel", "scoop": "powder", "drop": "drops", "dropperful": "drops",
    "spray": "spray", "gummy": "gummy", "lozenge": "lozenge", "sachet": "sachet", "packet": "sachet", "tea bag": "tea", "bar": "bar", "strip": "strip",
    "ampoule": "liquid", "capful": "liquid", "vial": "liquid", "shot": "liquid", "chew": "gummy", "squirt": "drops",
}  # fmt: skip


@cache
def count(text: str) -> Decimal:
    """The number that a word or figure stands for ("two", "2", "1/2")."""
    known = NUMBER_WORDS.get(text)
    return Decimal(known) if known is not None else decimal(text)


def from_to(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The ends of a range; of one that is printed backwards too, of which neither end is lost."""
    return min(low, high), max(low, high)


def dose_unit(text: str) -> str:
    """The singular English word for how a dose is counted."""
    return DOSE_UNITS[text]
