# SPDX-License-Identifier: Apache-2.0

"""F003: far less of an element than the weighed source material holds."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case
from officinal.checks.percents import as_printed
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.checks.sources import WeighedSource, weighed_sources

_TOLERANCE = Decimal("0.9")
"""a material of commerce holds some water and carrier: a tenth below its formula is not remarked on"""

RULE = Rule(
    severity="warning",
    message={
        "en": "{source_mass} mg of {source} hold about {least} mg of {nutrient}, yet {amount} mg are stated",
        "fr": "{source_mass} mg de {source} contiennent environ {least} mg de {nutrient}, mais {amount} mg sont déclarés",
    },
    advice={
        "en": "Check which figure is right: the elemental amount, the mass of the source, or the hydrate that its name leaves open",
        "fr": "Vérifier quel chiffre est juste: la quantité élémentaire, la masse de la source ou l’hydrate que son nom ne précise pas",
    },
    cite=Cite("iupac-atomic-weights", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row whose sources are all weighed and of known formula."""
    for row, sources, amount in weighed_sources(case):
        least = sum((source.mass.low * _share(case, row.substance, source) for source in sources), Decimal(0))
        if as_printed(amount).high < least * _TOLERANCE:
            yield Found(
                f"{row.pointer}/amount",
                {
                    "amount": amount.value,
                    "least": least,
                    "source": tuple(Named(source.substance) for source in sources),
                    "source_mass": sum((source.printed for source in sources), Decimal(0)),
                    "nutrient": Named(row.substance or ""),
                },
                severity="info" if any(source.least.verified == "general-knowledge" for source in sources) else None,
            )


def _share(case: Case, nutrient: str | None, source: WeighedSource) -> Decimal:
    """The least share that a material of this name holds: of its formulas, or of the article of commerce."""
    known = case.know.substances.get(source.substance)
    assays = [each.percent_from / 100 for each in (known.assays if known else ()) if each.nutrient == nutrient]
    return min([source.least.share, *assays])
