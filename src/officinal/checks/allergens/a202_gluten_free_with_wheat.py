# SPDX-License-Identifier: Apache-2.0
"""A202: a gluten-free claim, the word wheat among the ingredients, and no sentence that explains it."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import denied, stated
from officinal.checks.allergens.made_of import things
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "Gluten-free is claimed beside wheat ({where}), and no sentence says that the wheat was processed",
        "fr": "La mention sans gluten côtoie le blé ({where}), et aucune phrase ne dit que le blé a été traité",
    },
    advice={
        "en": "If the wheat was processed to bring gluten below the limit, put an asterisk behind the word and the sentence of 21 CFR 101.91(b)(3) below the list; if not, take the claim off",
        "fr": "Si le blé a été traité pour abaisser le gluten sous la limite, mettre un astérisque après le mot et la phrase du 21 CFR 101.91(b)(3) sous la liste; sinon, retirer l’allégation",
    },
    cite=Cite("21-cfr-101-91", "(b)(3)"),
)


def check(case: Case) -> Iterator[Found]:
    """The first place that names wheat beside the claim."""
    if not any(claim.of == "gluten" for claim in denied(case)):
        return
    listed = ((thing.pointer, thing.name) for thing in things(case) if "wheat" in thing.named)
    contains = (
        (f"/contains/{at}", f"Contains: {words}")
        for at, words in enumerate(case.label.contains)
        if "wheat" in stated(words)
    )
    for pointer, where in (*listed, *contains):
        if "us-gluten-free-wheat" not in case.statements:
            yield Found(pointer, {"where": where})
        return
