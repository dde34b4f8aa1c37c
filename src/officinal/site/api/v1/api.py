# SPDX-License-Identifier: Apache-2.0
"""The API put together: its routes, its limit, its answers to what is wrong, its description of itself."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from officinal.site.api.v1 import knowledge, labels, products, rules
from officinal.site.api.v1.examples import with_examples
from officinal.site.api.v1.limits import PerVisitor
from officinal.site.api.v1.problems import StrictParser, answer_problems
from officinal.site.api.v1.shapes import components, referring

_ABOUT = """\
Labels of natural health products: read, checked, cited.

Numbers of labels and of knowledge are exact and come as strings. What is not stated is null or left out.
A visitor may ask 120 times a minute, a body counted once for each 100 KB; then the answer is 429, and Retry-After says how many seconds to wait.
What goes wrong comes as JSON with a `detail`: one line, or for a request that does not fit, one entry for each field.
"""


class DescribedAPI(NinjaAPI):
    """An API whose description also holds the record, the schema of knowledge, and an example for each operation."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The description, whole."""
        described = super().get_openapi_schema(**where)
        described["components"]["schemas"].update(components())
        for part in ("paths", "components"):
            described[part] = referring(described[part])
        return with_examples(described)


api = DescribedAPI(
    title="Officinal",
    version="1.0.0",
    description=_ABOUT,
    throttle=[PerVisitor()],
    parser=StrictParser(),
    docs_url=None,
    urls_namespace="api-1",
    openapi_extra={
        "info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "tags": [
            {
                "name": "labels",
                "description": "Read a page into a record; hold a record against the rules of a market.",
            },
            {"name": "products", "description": "The catalogue, each product with its label."},
            {"name": "knowledge", "description": "Substances, markets, studies and the documents that facts are from."},
            {"name": "rules", "description": "What is checked, why, and by which provision."},
        ],
    },
)
answer_problems(api)
for part, tag in ((labels, "labels"), (products, "products"), (knowledge, "knowledge"), (rules, "rules")):
    api.add_router("", part.router, tags=[tag])
