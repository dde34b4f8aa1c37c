# SPDX-License-Identifier: Apache-2.0

"""F002: more of an element than its weighed source material can hold."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case
from officinal.checks.percents import as_printed
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.checks.sources import weighed_sources

RULE = Rule(
    severity="error",
    message={
        "en": "{source_mass} mg of {source} hold at most {most} mg of {nutrient} ({share} % by its formula), not {amount} mg",
        "fr": "{source_mass} mg de {source} contiennent au plus {most} mg de {nutrient} ({share} % selon sa formule), et non {amount} mg",
    },
    advice={
        "en": "Correct one of the two masses, or name the other source: a buffered or blended material holds an oxide or carbonate as well",
        "fr": "Corriger l’une des deux masses, ou nommer l’autre source: une matière tamponnée ou mélangée contient aussi un oxyde ou un carbonate",
    },
    cite=Cite("iupac-atomic-weights", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row whose sources are all weighed and of known formula."""
    for row, sources, amount in weighed_sources(case):
        most = sum((source.mass.high * source.most.share for source in sources), Decimal(0))
        least = as_printed(amount).low
        if most < least:
            first = sources[0]
            yield Found(
                f"{row.pointer}/amount",
                {
                    "amount": amount.value,
                    "most": most,
                    "source": tuple(Named(source.substance) for source in sources),
                    "source_mass": sum((source.printed for source in sources), Decimal(0)),
                    "share": first.most.share * 100,
                    "nutrient": Named(row.substance or ""),
                },
                severity="info" if any(source.most.verified == "general-knowledge" for source in sources) else None,
            )
