# SPDX-License-Identifier: Apache-2.0
"""What every part of the record has in common: frozen, strict, exact."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_MOST_DIGITS = 40


def _no_floats(value: object) -> object:
    if isinstance(value, (float, bool)):
        raise ValueError('a number must be exact: write it in quotes, as in "0.5"')
    return value


def sane(value: Decimal) -> Decimal:
    """A number as it is; raises `ValueError` for one that no label can print."""
    if not value.is_finite() or value.is_signed():
        raise ValueError("a number on a label is finite and not negative")
    if len(value.as_tuple().digits) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"a number on a label has at most {_MOST_DIGITS} digits")
    return value


Number = Annotated[Decimal, BeforeValidator(_no_floats), AfterValidator(sane)]
"""An exact number as printed: 2.50 stays 2.50. Written as a string in JSON and TOML."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Words as printed; never empty, for what is absent is null."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
"""A name in our own vocabulary: lower case, hyphens."""


class Record(BaseModel):
    """A frozen part of the record; equality is by value, unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


def Extra(default: Any = None, **more: Any) -> Any:  # a Field, so named like one
    """A field that is written only when it holds something (the other fields are always written)."""
    return Field(default=default, json_schema_extra={"written": "when it holds something"}, **more)
