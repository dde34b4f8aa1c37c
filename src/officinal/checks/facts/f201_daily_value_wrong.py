# SPDX-License-Identifier: Apache-2.0
"""F201: a printed percent Daily Value that the printed amount cannot give."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case, Row
from officinal.checks.counted import amount as in_words
from officinal.checks.finding import Severity
from officinal.checks.percents import GROUPS, comparable, fits, in_reference, lawful, matches, percent_of, superseded
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Value

RULE = Rule(
    severity="error",
    message={
        "en": "{amount} of {name} is {right} % of the Daily Value of {reference} {unit}, not {printed} %",
        "en-group": "{printed} % for {amount} of {name} fits the Daily Value for {group}, and the label does not say that it is for them",
        "en-below-one": "{amount} of {name} is less than half a percent of the Daily Value of {reference} {unit}, not {printed} %",
        "en-steps": "{amount} of {name} is {right} % of the Daily Value; {printed} % was rounded in steps, as conventional foods do",
        "en-unit": "{printed} % fits {other} of {name}, not {amount}: is the unit right?",
        "fr": "{amount} de {name} représentent {right} % de la valeur quotidienne de {reference} {unit}, et non {printed} %",
        "fr-group": "{printed} % pour {amount} de {name} correspond à la valeur quotidienne pour le groupe {group}, que l’étiquette ne nomme pas",
        "fr-below-one": "{amount} de {name} font moins d’un demi pour cent de la valeur quotidienne de {reference} {unit}, et non {printed} %",
        "fr-steps": "{amount} de {name} font {right} % de la valeur quotidienne; {printed} % est arrondi par paliers, comme pour les aliments courants",
        "fr-unit": "{printed} % correspond à {other} de {name}, et non à {amount}: l’unité est-elle juste?",
    },
    advice={
        "en": "Print {right} %, or correct the amount",
        "en-group": "Name the group in the column's heading, or print {right} %",
        "en-below-one": "Print <1% or less than 1%",
        "en-steps": "Print {right} %, to the nearest whole percent",
        "en-unit": "Correct the unit or the percent before anybody doses by it",
        "fr": "Inscrire {right} %, ou corriger la quantité",
        "fr-group": "Nommer le groupe dans l’en-tête de la colonne, ou inscrire {right} %",
        "fr-below-one": "Inscrire <1% ou moins de 1%",
        "fr-steps": "Inscrire {right} %, au pour cent entier le plus proche",
        "fr-unit": "Corriger l’unité ou le pourcentage avant que quelqu’un ne s’y fie",
    },
    cite=Cite("21-cfr-101-36", "(b)(2)(iii)(B)"),
)
_HALF = Decimal("0.5")
_MILDER: dict[str, Severity] = {"group": "info", "below-one": "warning", "steps": "warning"}


def check(case: Case) -> Iterator[Found]:
    """Each row with a percent: right by some lawful value, or by a superseded one (then F202 speaks), or wrong."""
    for row in case.rows:
        item = row.item
        if item.daily_value_percent is None or item.amount is None or item.daily_value_note or row.substance is None:
            continue
        references = lawful(case, row.substance)
        reference = comparable(case, row, references)
        if reference is None or reference.value is None:
            continue
        if matches(case, row, references) or matches(case, row, superseded(case, row.substance)):
            continue
        yield _found(case, row, reference)


def _found(case: Case, row: Row, reference: Value) -> Found:
    item = row.item
    assert item.amount is not None
    assert item.daily_value_percent is not None
    assert reference.value is not None
    middle = in_reference(case, row, reference)[0]
    exact = (middle.low + middle.high) / 2
    variant, more = _why(case, row, reference, exact)
    return Found(
        f"{row.pointer}/daily_value_percent",
        {
            "amount": in_words(item.amount),
            "name": item.name or row.substance,
            "printed": item.daily_value_percent,
            "right": percent_of(exact, reference.value),
            "reference": reference.value,
            "unit": reference.unit,
            **more,
        },
        fact=reference if reference.verified == "general-knowledge" else None,
        severity=_MILDER.get(variant),
        variant=variant,
    )


def _why(case: Case, row: Row, reference: Value, exact: Decimal) -> tuple[str, dict[str, object]]:
    """How a wrong percent came about, where that can be told, and what the message then says."""
    item = row.item
    assert item.amount is not None
    assert item.daily_value_percent is not None
    assert reference.value is not None
    printed, percent = item.daily_value_percent, 100 * exact / reference.value
    if percent < _HALF:
        return "below-one", {}
    others = lawful(case, row.substance or "", GROUPS)
    if (group := matches(case, row, others)) is not None:
        return "group", {"group": Named(group.population)}
    for factor, unit in ((Decimal(1000), {"mcg": "mg", "mg": "g"}), (Decimal("0.001"), {"mg": "mcg", "g": "mg"})):
        other = unit.get(item.amount.unit or "")
        if other and any(
            fits(printed, each.times(factor), reference.value) for each in in_reference(case, row, reference)
        ):
            return "unit", {"other": f"{item.amount.value} {other}"}
    return ("steps" if abs(printed - percent) < _step(percent) else ""), {}


def _step(percent: Decimal) -> Decimal:
    """The steps in which conventional foods round: 2 up to 10 percent, 5 up to 50, then 10."""
    return Decimal(2 if percent <= 10 else 5 if percent <= 50 else 10)
