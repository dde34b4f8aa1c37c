# SPDX-License-Identifier: Apache-2.0
"""The units that labels print, their dimension, and exact conversion between them.

Only factors that hold *by definition* stand here (SI prefixes, the litre, the thermochemical
kilocalorie, US customary volume). What an IU or a mEq weighs depends on the substance: such
factors are knowledge, arrive as `Equivalence` arguments, and carry their own source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from officinal.errors import UnitError


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of measure: its symbol, what it measures, and its size in the dimension's base unit."""

    symbol: str
    dimension: str
    size: Fraction


@dataclass(frozen=True, slots=True)
class Equivalence:
    """For one substance: `one` of `unit` is the same as `is_` of `of` (1 IU vitamin D3 is 0.025 mcg)."""

    unit: str
    is_: Decimal
    of: str


def _unit(symbol: str, dimension: str, size: str) -> Unit:
    return Unit(symbol, dimension, Fraction(size))


_UNITS = {
    unit.symbol: unit
    for unit in (
        # mass, in grams (SI)
        *(_unit(s, "mass", f) for s, f in {"ng": "1e-9", "mcg": "1e-6", "mg": "1e-3", "g": "1", "kg": "1e3"}.items()),
        # avoirdupois, exact by the international yard and pound agreement of 1959
        _unit("oz", "mass", "28.349523125"),
        _unit("lb", "mass", "453.59237"),
        # volume, in millilitres (SI); US customary measures from the 231 cubic inch gallon
        *(_unit(s, "volume", f) for s, f in {"µL": "1e-3", "mL": "1", "cL": "10", "dL": "100", "L": "1000"}.items()),
        _unit("fl oz", "volume", "29.5735295625"),
        # energy, in joules; the thermochemical calorie
        _unit("kJ", "energy", "1000"),
        _unit("kcal", "energy", "4184"),
        # amount of substance, and of charge
        *(_unit(s, "amount of substance", f) for s, f in {"mol": "1", "mmol": "1e-3", "µmol": "1e-6"}.items()),
        *(_unit(s, "charge equivalents", f) for s, f in {"Eq": "1", "mEq": "1e-3"}.items()),
        # what counts organisms
        _unit("CFU", "colony-forming units", "1"),
        _unit("AFU", "active fluorescent units", "1"),
        _unit("cells", "cells", "1"),
        _unit("IU", "international units", "1"),
        _unit("%", "share", "1/100"),
        _unit("ppm", "share", "1/1000000"),
        # mass of a nutrient counted as an equivalent of a reference form: never the same as bare mass
        *(
            _unit(f"{s} {kind}", f"mass as {kind}", f)
            for kind in ("RAE", "RE", "DFE", "NE", "α-TE")
            for s, f in {"mcg": "1e-6", "mg": "1e-3"}.items()
        ),
        # heat of peppers, oxygen radical absorbance
        _unit("SHU", "Scoville heat units", "1"),
        _unit("ORAC", "ORAC units", "1"),
        # enzyme activity: each assay is a dimension of its own; none converts into another
        *(
            _unit(s, f"activity ({s})", "1")
            for s in (
                "AG", "AGU", "AGSU", "AJDU", "ALU", "BGU", "BLGU", "BTU", "CU", "DPPIV", "DP", "DPP-IV", "DU", "FAU",
                "FCCPU", "FCCLU", "FIP", "FTU", "FU", "FYT", "GalU", "GDU", "HCU", "HSU", "HUT", "INVU", "LacU",
                "LU", "MCU", "NU", "PC", "PGU", "PU", "SAPU", "SKB", "SPU", "SU", "TU", "USP", "XU", "kat",
                "endo-PGU", "SumU", "MU", "GPU", "PhU",
            )
        ),
    )
}  # fmt: skip


def known_units() -> tuple[str, ...]:
    """Every unit symbol that a record may carry with a known dimension, sorted."""
    return tuple(sorted(_UNITS))


def dimension(unit: str) -> str | None:
    """What a unit measures, e.g. "mass"; None for a unit that we do not know."""
    known = _UNITS.get(unit)
    return known.dimension if known else None


class _Factor(NamedTuple):
    """By what a number is multiplied on the way from one unit to another."""

    ratio: Fraction
    decimal: Decimal | None
    """the same where it has a finite decimal form"""


def _ratio(unit: str, to: str) -> Fraction | None:
    a, b = _UNITS.get(unit), _UNITS.get(to)
    return a.size / b.size if a and b and a.dimension == b.dimension else None


@lru_cache(maxsize=2_000)
def _by_definition(unit: str, to: str) -> _Factor | None:
    return _factor(_ratio(unit, to))


def _factor(ratio: Fraction | None) -> _Factor | None:
    if ratio is None:
        return None
    places = _places(ratio)
    return _Factor(ratio, None if places is None else _decimal(ratio, places))


def convert(value: Decimal, unit: str, to: str, equivalences: Iterable[Equivalence] = ()) -> Decimal:
    """Express an amount in another unit, exactly.

    Units of one dimension convert by definition. Units of two dimensions convert only through one of
    the given `equivalences`, which are facts about one substance.

    Raises `UnitError` when the units cannot be converted, or when the result has no finite decimal form.

    >>> convert(Decimal("0.6"), "mg", "mcg")
    Decimal('600')
    >>> convert(Decimal("1000"), "IU", "mcg", [Equivalence("IU", Decimal("0.025"), "mcg")])
    Decimal('25')
    """
    factor = _by_definition(unit, to) or _through(unit, to, tuple(equivalences))
    if factor is None:
        raise UnitError(_why_not(unit, to))
    if factor.decimal is not None:
        return _shortest(_WIDE.multiply(value, factor.decimal))
    exact = Fraction(value) * factor.ratio
    places = _places(exact)
    if places is None:
        raise UnitError(f"{value} {unit} in {to} has no finite decimal form; round it where it is shown")
    return _decimal(exact, places)


_WIDE = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])
"""in which no product is rounded"""


@lru_cache(maxsize=2_000)
def _through(unit: str, to: str, equivalences: tuple[Equivalence, ...]) -> _Factor | None:
    for each in equivalences:
        for start, factor, end in (
            (each.unit, Fraction(each.is_), each.of),
            (each.of, 1 / Fraction(each.is_) if each.is_ else None, each.unit),
        ):
            if factor is None:
                continue
            before, after = _ratio(unit, start), _ratio(end, to)
            if before is not None and after is not None:
                return _factor(before * factor * after)
    return None


def _why_not(unit: str, to: str) -> str:
    for symbol in (unit, to):
        if symbol not in _UNITS:
            return f"cannot convert {unit} to {to}: {symbol} is not a unit we know"
    return (
        f"cannot convert {unit} ({_UNITS[unit].dimension}) to {to} ({_UNITS[to].dimension}) "
        "without knowing what one weighs as the other for this substance"
    )


def _places(value: Fraction) -> int | None:
    """How many decimals write a fraction exactly; None where no number does, its denominator not being of twos and fives."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    return places if rest == 1 else None


def _decimal(value: Fraction, places: int) -> Decimal:
    digits = value.numerator * 10**places // value.denominator
    return Decimal((digits < 0, tuple(map(int, str(abs(digits)))), -places))  # of a tuple: no context rounds it


def _shortest(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point, and without an exponent."""
    short = value.normalize(_WIDE)
    return short.quantize(_ONE, context=_WIDE) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]


_ONE = Decimal(1)
