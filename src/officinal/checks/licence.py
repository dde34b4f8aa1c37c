# SPDX-License-Identifier: Apache-2.0
"""A Canadian product licence as the Licensed Natural Health Products Database gives it: it beats the monograph.

The JSON of one licence holds the answers of the database's endpoints under their names (`productlicence`,
`medicinalingredient`, `productdose`, `productpurpose`, `productrisk`, `nonmedicinalingredient`), each a list, or an
object with `data`. Zero and the empty string mean "not stated" there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from officinal.errors import SourceError
from officinal.knowledge.names import identify

_LARGEST = 5_000_000
_WAY_ON = (
    "give the JSON of one licence, its endpoints' answers under their names (productlicence, medicinalingredient, …)"
)


@dataclass(frozen=True, slots=True)
class LicensedIngredient:
    """One medicinal ingredient of a licence: name, what it means to us, quantity per dosage unit."""

    name: str
    substance: str | None
    quantity: Decimal | None
    unit: str | None
    source_material: str | None


@dataclass(frozen=True, slots=True)
class LicensedDose:
    """One dose of a licence; numbers are None where it states none."""

    population: str
    age_from: Decimal | None
    age_to: Decimal | None
    least: Decimal | None
    most: Decimal | None
    unit: str
    least_times: Decimal | None
    most_times: Decimal | None
    per: str


@dataclass(frozen=True, slots=True)
class Licence:
    """What a product is licensed for."""

    number: str
    names: tuple[str, ...]
    holder: str | None
    active: bool | None
    attested_monograph: bool
    """the applicant attested to a monograph: purposes and risks may be missing here and still bind"""
    ingredients: tuple[LicensedIngredient, ...]
    non_medicinal: tuple[str, ...]
    doses: tuple[LicensedDose, ...]
    purposes: tuple[str, ...]
    risks: tuple[str, ...]
    source: str


def read_licence(path: str) -> Licence:
    """Read a licence from a file of JSON; raises `SourceError` that names the file, the place and the way on."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise SourceError(path, f"cannot be opened ({error.strerror})", "name a file that exists") from None
    if len(raw) > _LARGEST:
        raise SourceError(path, f"is larger than {_LARGEST:,} bytes, more than one licence is", _WAY_ON)
    try:
        data = json.loads(raw, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise SourceError(path, f"is not JSON ({error})", _WAY_ON) from None
    return licence_from(data, source=path)


def licence_from(data: Any, *, source: str = "licence") -> Licence:
    """Make a licence of the endpoints' answers; raises `SourceError`."""
    if not isinstance(data, dict):
        raise SourceError(source, f"a licence is an object, not {type(data).__name__}", _WAY_ON)
    listed = _rows(data, "productlicence", source)
    numbers = {str(row.get("licence_number") or "").strip() for row in listed} - {""}
    if len(numbers) != 1:
        found = "no licence number" if not numbers else f"{len(numbers)} licence numbers"
        raise SourceError(source, f"/productlicence: {found}, where one is needed", _WAY_ON)
    first = next((row for row in listed if row.get("flag_primary_name") == 1), listed[0])
    status = first.get("flag_product_status")
    return Licence(
        number=numbers.pop(),
        names=tuple(dict.fromkeys(str(row["product_name"]) for row in listed if row.get("product_name"))),
        holder=_text(first.get("company_name")),
        active=None if status is None else status == 1,
        attested_monograph=(_number(first.get("flag_attested_monograph")) or 0) >= 1,
        ingredients=tuple(_ingredient(row) for row in _rows(data, "medicinalingredient", source)),
        non_medicinal=tuple(
            str(row["ingredient_name"])
            for row in _rows(data, "nonmedicinalingredient", source)
            if row.get("ingredient_name")
        ),
        doses=tuple(_dose(row) for row in _rows(data, "productdose", source)),
        purposes=tuple(str(row["purpose"]) for row in _rows(data, "productpurpose", source) if row.get("purpose")),
        risks=tuple(str(row["risk_text"]) for row in _rows(data, "productrisk", source) if row.get("risk_text")),
        source=source,
    )


def _rows(data: dict[str, Any], endpoint: str, source: str) -> list[dict[str, Any]]:
    held = data.get(endpoint, [])
    if isinstance(held, dict):
        held = held.get("data", [held] if "lnhpd_id" in held else [])
    if not isinstance(held, list) or not all(isinstance(row, dict) for row in held):
        raise SourceError(source, f"/{endpoint}: not a list of rows", _WAY_ON)
    return held


def _ingredient(row: dict[str, Any]) -> LicensedIngredient:
    name = str(row.get("ingredient_name") or "")
    return LicensedIngredient(
        name=name,
        substance=identify(name) if name else None,
        quantity=_number(row.get("quantity")),
        unit=_text(row.get("quantity_unit_of_measure")),
        source_material=_text(row.get("source_material")),
    )


def _dose(row: dict[str, Any]) -> LicensedDose:
    amount, times = _number(row.get("quantity_dose")), _number(row.get("frequency"))
    return LicensedDose(
        population=str(row.get("population_type_desc") or ""),
        age_from=_number(row.get("age_minimum")),
        age_to=_number(row.get("age_maximum")),
        least=_number(row.get("quantity_dose_minimum")) or amount,
        most=_number(row.get("quantity_dose_maximum")) or amount,
        unit=str(row.get("uom_type_desc_quantity_dose") or ""),
        least_times=_number(row.get("frequency_minimum")) or times,
        most_times=_number(row.get("frequency_maximum")) or times,
        per=str(row.get("uom_type_desc_frequency") or ""),
    )


def _number(held: Any) -> Decimal | None:
    """A number; zero is how the database writes "not stated"."""
    if isinstance(held, str):
        try:
            held = Decimal(held.strip())
        except ArithmeticError:
            return None
    return Decimal(held) if isinstance(held, (int, Decimal)) and not isinstance(held, bool) and held else None


def _text(held: Any) -> str | None:
    return str(held).strip() or None if held is not None else None
