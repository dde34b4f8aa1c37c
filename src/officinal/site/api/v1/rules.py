# SPDX-License-Identifier: Apache-2.0
"""What is checked: every rule, and the page that explains it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from officinal.checks import rule as one_rule
from officinal.checks import rules as all_rules
from officinal.checks.check import provision
from officinal.checks.explained import explained
from officinal.checks.rule import Loaded
from officinal.knowledge.load import load
from officinal.site.api.v1.paging import as_json
from officinal.site.api.v1.problems import NAMED
from officinal.site.api.v1.shapes import RuleExplained, Rules

router = Router()


@router.get("/rules", response={200: Rules, **NAMED}, operation_id="listRules", summary="Rules")
def rules(
    request: HttpRequest,
    market: Annotated[str, Query(max_length=20, description="Only those that apply in a market.")] = "",
) -> HttpResponse:
    """Every rule in one line, by code."""
    if market:
        load().market(market)
    listed = [each for each in all_rules() if not market or each.markets is None or market in each.markets]
    return as_json({"rules": [_rule(each) for each in listed]})


@router.get(
    "/rules/{code}", response={200: RuleExplained, **NAMED}, operation_id="getRule", summary="One rule, explained"
)  # fmt: skip
def rule(
    request: HttpRequest, code: Annotated[str, Path(max_length=80, description="D102, or its name.")]
) -> HttpResponse:
    """What a rule finds, why, by which provision, what it cannot see, and the cases that it is held to."""
    known = one_rule(code)
    cite = known.rule.cite
    cites = cite.items() if isinstance(cite, Mapping) else (("any", cite),)
    return as_json(
        {
            **_rule(known),
            "regimes": list(known.rule.regimes),
            "in_force_from": _day(known.rule.from_),
            "in_force_to": _day(known.rule.to),
            "provisions": {name: provision(load(), each).to_dict() for name, each in cites},
            "page": explained(known),
        }
    )


def _rule(known: Loaded) -> dict[str, Any]:
    return {
        "code": known.code,
        "name": known.name,
        "family": known.family,
        "severity": known.rule.severity,
        "markets": list(known.markets or ()),
        "summary": known.summary(),
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
