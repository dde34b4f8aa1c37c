# SPDX-License-Identifier: Apache-2.0
"""W003: cautions that no rule of the market asks for, and that prudence would give."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.due import Due, unsaid
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Text

RULE = Rule(
    severity="info",
    message={
        "en": "For {substance} a careful label would say: {text}",
        "fr": "Pour {substance}, une étiquette prudente dirait : {text}",
    },
    advice={
        "en": "Weigh whether to say it; no rule known to us asks for it here",
        "fr": "Juger s’il y a lieu de le dire; aucune règle connue de nous ne l’exige ici",
    },
    cite=Cite("general-knowledge", verified="general-knowledge"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for each substance, its cautions together; what was read nowhere is left out, and Canada's own are W101's."""
    missing: dict[str, list[Due]] = {}
    asked = {(each.risk.trigger, each.risk.what) for each in unsaid(case) if each.risk.market == "ca"}
    for each in unsaid(case):
        about = (each.risk.trigger, each.risk.what)
        if each.risk.market != "ca" and about not in asked:
            missing.setdefault(each.substance, []).append(each)
            asked.add(about)
    for substance, held in missing.items():
        text = Text(
            en=" ".join(each.risk.text.en for each in held),
            fr=" ".join(each.risk.text.fr or each.risk.text.en for each in held),
        )
        yield Found(held[0].row.pointer, {"substance": Named(substance), "text": text}, fact=held[0].risk)
