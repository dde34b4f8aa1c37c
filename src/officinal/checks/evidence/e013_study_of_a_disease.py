# SPDX-License-Identifier: Apache-2.0
"""E013: a cited study on a disease that the label may not claim to treat."""

from collections.abc import Iterable, Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, cited
from officinal.checks.rule import Found, Named, Rule
from officinal.knowledge.schema import Prohibited
from officinal.label import Study

RULE = Rule(
    severity="info",
    message={
        "en": "This study is cited in connection with {diseases}, which a label may not claim to treat here; beside a product, a study can be read as such a claim",
        "fr": "Cette étude est citée en lien avec: {diseases}. Une étiquette ne peut alléguer ici aucun traitement en ce sens, et une étude à côté d’un produit peut se lire comme une telle allégation",
        "en-topic": "This study looked at {diseases}, which a label may not claim to treat here; beside a product, a study can be read as such a claim",
        "fr-topic": "Cette étude s’est intéressée à: {diseases}. Une étiquette ne peut alléguer ici aucun traitement en ce sens, et une étude à côté d’un produit peut se lire comme une telle allégation",
    },
    advice={
        "en": "Ask whether the study belongs beside the product, and word it so that no effect of the product on the disease is claimed",
        "fr": "Se demander si l’étude a sa place à côté du produit, et la présenter sans attribuer au produit un effet sur la maladie",
    },
    cite=NOT_MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Each study whose heading or title names such a disease, or else whose known topic it is."""
    known = {each.pointer: each for each in cited(case)}
    for at, study in enumerate(case.label.studies):
        pointer = f"/studies/{at}"
        told = known.get(pointer)
        banned = _banned(case, _named(case, study))
        variant = ""
        if not banned and told is not None and not told.is_mention:
            banned, variant = _banned(case, told.known.topics), "topic"
        if banned:
            values = {"diseases": tuple(map(Named, banned))}
            yield Found(pointer, values, fact=next(iter(banned.values())), variant=variant)


def _banned(case: Case, diseases: Iterable[str]) -> dict[str, Prohibited]:
    return {disease: fact for disease in diseases if (fact := _ban(case, disease)) is not None}


def _named(case: Case, study: Study) -> tuple[str, ...]:
    return case.know.disease_phrases.ids(f"{study.heading or ''} | {study.citation.title or ''}")


def _ban(case: Case, disease: str) -> Prohibited | None:
    """What forbids the market's labels to claim a treatment of a disease."""
    known = case.know.diseases.get(disease)
    return next(
        (
            fact
            for fact in (known.prohibited if known else ())
            if "treatment" in fact.claims and fact.in_force(case.market.id, case.as_of)
        ),
        None,
    )
