# SPDX-License-Identifier: Apache-2.0
"""L103: no dosage form, and no unit that implies one."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import words

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not state the dosage form",
        "fr": "L’étiquette n’indique pas la forme posologique",
        "en-page": "The page does not show the dosage form",
        "fr-page": "La page n’indique pas la forme posologique",
    },
    advice={
        "en": "State it: capsule, tablet, powder, liquid",
        "fr": "L’indiquer: capsule, comprimé, poudre, liquide",
    },
    cite={"former": Cite("nhpr-former", "93(1)(a)(iii)"), "facts-table": Cite("nhpr", "93(c)")},
)

_FORMS = frozenset(
    [
        "capsule",
        "softgel",
        "tablet",
        "caplet",
        "gummy",
        "lozenge",
        "powder",
        "liquid",
        "drop",
        "spray",
        "sachet",
        "tea",
        "bar",
        "oil",
        "strip",
        "cream",
        "chew",
        "pastille",
        "tincture",
        "syrup",
        "gel",
        "ointment",
        "effervescent",
        "chewable",
        "ampoule",
        "gelule",
        "comprime",
        "poudre",
        "liquide",
        "goutte",
        "vaporisateur",
        "gelifie",
        "jujube",
        "tisane",
        "huile",
        "creme",
        "pommade",
        "teinture",
        "sirop",
        "onguent",
    ]
)
"""one word of a dosage form, folded and singular"""


def check(case: Case) -> Iterator[Found]:
    """The field, the units that are counted in, and the product's name: "60 capsules" states a form as well."""
    label = case.label
    if label.dosage_form is not None:
        return
    tables = [table.serving.unit for table in case.tables if table.serving]
    units = [label.net_amount.unit if label.net_amount else None, *tables]
    units += [each.servings.unit for each in label.directions if each.servings]
    said = " ".join(each for each in (*units, label.name, label.tagline) if each)
    if not _FORMS & {word.removesuffix("s") for word in words(said)}:
        yield from absent(case, "/dosage_form")
