# SPDX-License-Identifier: Apache-2.0
"""W002: the label forbids taking a nutrient besides it, and lists that nutrient nowhere."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.names import fold, identify, kind_of
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "The label warns about {nutrient} as if it were in the product, and no ingredient listed holds it",
        "fr": "L’étiquette met en garde contre ceci comme si le produit en contenait, et aucun ingrédient indiqué n’en contient : {nutrient}",
        "en-nameless": "The label warns about {nutrient} and lists it nowhere; amounts without a name: {count}, so the page does not show whether it is in the product",
        "fr-nameless": "L’étiquette met en garde contre ceci sans l’indiquer nulle part : {nutrient}; quantités sans nom : {count}, si bien que la page ne montre pas si le produit en contient",
    },
    advice={
        "en": "List it with its amount if it is in the product; else take the warning away or say why it stands",
        "fr": "L’indiquer avec sa quantité si le produit en contient; sinon, retirer la mise en garde ou dire pourquoi elle y est",
    },
    cite={
        "ca": Cite("nhpr", "s. 93.1(7)"),
        "us": Cite("21-cfr-101-36", "(b)(2)(i)"),
        "eu": Cite("eu-2002-46", "art. 8", verified="third-party"),
    },
)
_CONTAINING = lazy(r"\b(?:contain(?:s|ing)?|with|of|contenant|contien\w+|de|d')\b ?")
_HIDING = frozenset(("botanical", "organism", "other", "enzyme", None))


def check(case: Case) -> Iterator[Found]:
    """Each nutrient once, at the first warning that names it; silent where an ingredient may hold it that we cannot see into."""
    if any(_hides(row.substance, row.item.name) for row in case.rows):
        return
    told: set[str] = set()
    for at, risk in enumerate(case.label.risk_information):
        if risk.trigger != "supplement" or risk.kind != "contraindication" or not risk.what:
            continue
        nutrient = _nutrient(risk.what)
        if nutrient is None or nutrient in told or _holds(case, nutrient):
            continue
        told.add(nutrient)
        values: dict[str, object] = {"nutrient": Named(nutrient), "count": len(case.nameless)}
        yield Found(f"/risk_information/{at}/what", values, variant="nameless" if case.nameless else "")


def _nutrient(what: str) -> str | None:
    """The nutrient that a warning is about: "potassium", "salt substitutes containing potassium"."""
    for words in (what, *_CONTAINING.split(fold(what))[1:]):
        known = identify(words.removesuffix(" supplements"))
        if kind_of(known) == "nutrient":
            return known
    return None


def _holds(case: Case, nutrient: str) -> bool:
    """Whether anything listed is it or supplies it: a row, a source, or an excipient by its formula."""
    listed = (each for row in case.rows for each in (row.substance, *row.sources))
    return nutrient in case.medicinal or any(
        each == nutrient or nutrient in case.know.nutrients_in(each)
        for each in (*listed, *(excipient.substance for excipient in case.excipients))
    )


def _hides(substance: str | None, name: str | None) -> bool:
    """Whether a named ingredient may hold nutrients that its name does not show: a herb, a food, a blend."""
    return name is not None and kind_of(substance) in _HIDING
