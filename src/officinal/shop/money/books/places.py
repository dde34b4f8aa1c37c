# SPDX-License-Identifier: Apache-2.0
"""rates/places.toml: where parcels can be sent to by name."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from officinal.knowledge.files import read_file
from officinal.knowledge.schema import Id, Model
from officinal.shop.money.books.base import RATES, Names, PlaceCode


class NamedPlace(Model):
    """A place and its names."""

    code: PlaceCode
    names: Names


class PlaceBook(Model):
    """The file."""

    id: Id
    note: str
    places: tuple[NamedPlace, ...] = Field(alias="place")


@cache
def places() -> dict[str, Names]:
    """The names of each place that has some, by code, in the order of the file."""
    book: PlaceBook = read_file(RATES / "places.toml", PlaceBook)
    return {place.code: place.names for place in book.places}
