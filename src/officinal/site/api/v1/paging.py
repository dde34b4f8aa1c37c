# SPDX-License-Identifier: Apache-2.0
"""Lists in pages of fifty."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from django.http import HttpResponse
from ninja import Query

PER_PAGE = 50
T = TypeVar("T")
PageNumber = Annotated[int, Query(ge=1, le=100_000, description=f"Which page; {PER_PAGE} a page.")]


def paged(listed: Sequence[T], page: int) -> tuple[Sequence[T], dict[str, int]]:
    """The things of a page, and how many there are in all; a page beyond the last is empty."""
    total = len(listed)
    start = (page - 1) * PER_PAGE
    return listed[start : start + PER_PAGE], counted(total, page)


def counted(total: int, page: int) -> dict[str, int]:
    """What a page says of the list it is of."""
    return {"page": page, "pages": max(1, -(-total // PER_PAGE)), "total": total}


def as_json(data: Any) -> HttpResponse:
    """The answer, as it is."""
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")
