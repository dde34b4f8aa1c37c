# SPDX-License-Identifier: Apache-2.0
"""The API keeps its own description, whatever it is sent; the pages are valid HTML."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

import html5lib
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as few
from hypothesis.errors import Unsatisfiable
from schemathesis.specs.openapi.checks import positive_data_acceptance

from officinal.shop.models import Product


@pytest.mark.slow
def test_the_api_keeps_its_description(shelf: dict[str, Product], settings: object) -> None:
    """No answer breaks the description that the site gives of itself, and no input breaks the server."""
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in ("default", "process")
    }  # type: ignore[attr-defined]
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "gzip" not in each.lower()]  # type: ignore[attr-defined]
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) == 15
    for operation, mode in product(
        operations, (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
    ):

        @few(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: schemathesis.Case) -> None:
            case.call_and_validate(
                excluded_checks=[positive_data_acceptance]
            )  # a text can be well formed and no product

        with suppress(Unsatisfiable):  # any text is a lawful name, so nothing is wrong for those paths
            answers()


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/products/magnesium/",
        "/products/synergy/",
        "/check/",
        "/compare/?p=magnesium&p=synergy",
        "/substances/",
        "/substances/zinc/",
        "/nowhere/",
    ],
)
def test_pages_are_valid_html(client: Client, shelf: dict[str, Product], path: str, prefix: str) -> None:
    """A strict parser finds no error in them."""
    html5lib.HTMLParser(strict=True).parse(client.get(prefix + path).content.decode())
