# SPDX-License-Identifier: Apache-2.0
"""What a molecular formula weighs and holds: computed with molmass from atomic masses, never typed.

Needed only when knowledge is made or audited; the shares are kept in what is made of the files.
"""

from __future__ import annotations

from decimal import Decimal

from officinal.errors import KnowledgeError

_PLACES = Decimal("0.000001")


def composition(formula: str) -> dict[str, Decimal]:
    """The share by mass of each element, 0 to 1, to six places; raises `KnowledgeError` for what is no formula.

    >>> composition("MgO")["Mg"]
    Decimal('0.603037')
    """
    found = _parsed(formula).composition()
    return {symbol: Decimal(repr(item.fraction)).quantize(_PLACES) for symbol, item in found.items()}


def mass(formula: str) -> Decimal:
    """The molar mass in g/mol, by standard atomic masses."""
    return Decimal(repr(float(_parsed(formula).mass)))


def share(part: str, whole: str, per_mole: Decimal) -> Decimal:
    """How much of one thing a mass of another counts as: `per_mole` moles of `part` for each mole of `whole`.

    >>> share("C9H17NO5", "Ca(C9H16NO5)2", Decimal(2))
    Decimal('0.920127')
    """
    return (mass(part) * per_mole / mass(whole)).quantize(_PLACES)


def _parsed(formula: str):  # type: ignore[no-untyped-def]  # molmass's own type, imported late
    from molmass import Formula, FormulaError

    try:
        parsed = Formula(formula.replace("·", "."))
        parsed.mass  # noqa: B018  # molmass parses on first use
    except (FormulaError, ValueError, KeyError) as error:
        raise KnowledgeError(
            f"{formula} is no formula ({str(error).splitlines()[0]}); write it as MgCl2.6H2O"
        ) from None
    return parsed
