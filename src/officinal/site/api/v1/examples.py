# SPDX-License-Identifier: Apache-2.0
"""An example for each operation of the API's description: what is asked, and what is answered.

Answers are those of the operations themselves, long lists cut after their first two entries; only those of the
catalogue, which every shop has its own of, are written down here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja.openapi.schema import OpenAPISchema

from officinal.site.api.v1 import knowledge, labels, rules

TEXT = """\
Tidewell
Zinc Drops
Medicinal ingredients
Zinc (as zinc gluconate) 15 mg
Directions: Adults take 1 drop daily."""
_READ = {"text": TEXT}
_CHECK = {"text": TEXT, "market": "ca", "as_of": "2026-11-25"}
_LABEL = {"brand": "Tidewell", "name": "Zinc Drops", "medicinal_ingredients": [{"name": "Zinc", "substance": "zinc", "amount": {"value": "15", "unit": "mg"}}]}  # fmt: skip
_PRODUCT = {
    "slug": "zinc-drops",
    "brand": "Tidewell",
    "name": "Zinc Drops",
    "market": "ca",
    "price": "12.90",
    "currency": "CAD",
    "price_per_day": "0.2150",
    "in_stock": True,
}
_FINDING = {
    "code": "L101",
    "severity": "error",
    "message": "No product number is shown",
    "pointer": "/licence_number",
    "source": "Natural Health Products Regulations, SOR/2003-196",
    "section": "93(1)(a)(i)",
    "url": "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2003-196/",
}
_MOST_ENTRIES = 2
_NOBODY = HttpRequest()


@dataclass(frozen=True)
class Example:
    """What is asked, and what is answered: written down, or by whom it is answered."""

    asked: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    answer: Any = None
    view: Callable[..., Any] | None = None


EXAMPLES: dict[str, Example] = {
    "read": Example(body=_READ, view=lambda: labels.read(_NOBODY, labels.ReadIn.model_validate(_READ))),
    "check": Example(body=_CHECK, view=lambda: labels.check(_NOBODY, labels.CheckIn.model_validate(_CHECK))),
    "listProducts": Example({"q": "zinc"}, answer={"products": [_PRODUCT], "page": 1, "pages": 1, "total": 1}),
    "getProduct": Example(
        {"slug": "zinc-drops"},
        answer={
            **_PRODUCT,
            "regime": None,
            "facets": {"ingredient": ["zinc"], "form": ["zinc-gluconate"]},
            "label": _LABEL,
            "findings": [_FINDING],
        },
    ),
    "getLabel": Example({"slug": "zinc-drops", "form": "toml"}),
    "listSubstances": Example({"q": "zinc"}, view=lambda: knowledge.substances(_NOBODY, "zinc")),
    "getSubstance": Example({"name": "Magnésium"}, view=lambda: knowledge.substance(_NOBODY, "Magnésium")),
    "listMarkets": Example(view=lambda: knowledge.markets(_NOBODY)),
    "getMarket": Example({"id": "ca"}, view=lambda: knowledge.market(_NOBODY, "ca")),
    "listSources": Example(view=lambda: knowledge.sources(_NOBODY)),
    "getSource": Example({"id": "sor-2022-146"}, view=lambda: knowledge.source(_NOBODY, "sor-2022-146")),
    "listStudies": Example({"substance": "magnesium"}, view=lambda: knowledge.studies(_NOBODY, "magnesium")),
    "getStudy": Example(
        {"id": "russell-1995-fibromyalgia"}, view=lambda: knowledge.study(_NOBODY, "russell-1995-fibromyalgia")
    ),
    "listRules": Example({"market": "ca"}, view=lambda: rules.rules(_NOBODY, "ca")),
    "getRule": Example({"code": "D102"}, view=lambda: rules.rule(_NOBODY, "D102")),
}
"""by the id of the operation"""


def with_examples(described: OpenAPISchema) -> OpenAPISchema:
    """The description, each operation with its example."""
    for operations in described["paths"].values():
        for operation in operations.values():
            _add(operation, EXAMPLES[operation["operationId"]])
    return described


def _add(operation: dict[str, Any], example: Example) -> None:
    for each in operation.get("parameters", ()):
        if each["name"] in example.asked:
            each["example"] = example.asked[each["name"]]
    if example.body is not None:
        operation["requestBody"]["content"]["application/json"]["example"] = example.body
    content = operation["responses"][200].get("content", {}).get("application/json")
    if content and (answer := answer_of(operation["operationId"])) is not None:
        content["example"] = answer


@cache
def answer_of(operation: str) -> Any:
    """What an operation answers to its example; None where it answers in other forms than JSON."""
    example = EXAMPLES[operation]
    return example.answer if example.view is None else _shortened(json.loads(example.view().content))


def _shortened(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _shortened(value) for key, value in data.items()}
    return [_shortened(each) for each in data[:_MOST_ENTRIES]] if isinstance(data, list) else data
