# SPDX-License-Identifier: Apache-2.0
"""What the tests of the site share: a shelf with a few products, the seed-like one among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from tests.reading.sources.conftest import Site
from tests.shop.shelf import stock_up
from tests.site.desk import open_shop
from tests.site.staff_desk import person

from officinal.label import Label, from_dict
from officinal.shop.catalogue.publish import publish
from officinal.shop.models import Product

TODAY = dt.date(2026, 11, 25)


def magnesium(**more: object) -> Label:
    """A clean magnesium capsule."""
    return from_dict(
        {
            "brand": "Tidewell",
            "name": "Magnesium Bisglycinate",
            "licence_number": "80099999",
            "dosage_form": "capsule",
            "net_amount": {"value": "60", "unit": "capsule"},
            "serving": {"count": "1", "unit": "capsule"},
            "servings_per_container": "60",
            "medicinal_ingredients": [
                {
                    "name": "Magnesium",
                    "substance": "magnesium",
                    "amount": {"value": "100", "unit": "mg"},
                    "sources": [{"name": "magnesium bisglycinate", "substance": "magnesium-bisglycinate"}],
                }
            ],
            "non_medicinal_ingredients": [{"name": "hypromellose", "substance": "hypromellose"}],
            "directions": [
                {
                    "population": "adult",
                    "servings": {"min": "2", "max": "2", "unit": "capsule"},
                    "per": "day",
                    "food": "with",
                }
            ],
            "claims": [{"text": "Helps maintain muscle function", "verb": "maintain", "target": "muscle function"}],
            "risk_information": [
                {"kind": "caution", "trigger": "condition", "what": "kidney disease", "action": "consult a pharmacist"}
            ],
            "free_from": ["gluten"],
            **more,
        }
    )


def put(slug: str, label: Label, units: int = 3, **more: object) -> Product:
    """A product on the shelf."""
    product = Product(slug=slug, price=Decimal("24.90"), **more)
    publish(product, label, as_of=TODAY, reason="for the tests", must_have_reason=False)
    return stock_up(product, units)


@pytest.fixture
def shelf(db: None) -> dict[str, Product]:
    """Three products: a clean one, one with unknowns and an absolute claim, one full of hostile words."""
    hostile = "<script>alert(1)</script>\"'&\u202eevil" + "x" * 200
    return {
        "clean": put("magnesium", magnesium()),
        "open": put(
            "synergy",
            magnesium(
                name="Synergy",
                licence_number=None,
                medicinal_ingredients=[{"amount": {"value": "600", "unit": "mg"}}],
                claims=[
                    {"text": "Helps maintain muscle function", "verb": "maintain", "target": "muscle function"},
                    {"text": "without negative side effects", "mark": "absolute-safety"},
                ],
            ),
            subscribe_percent_off=Decimal(20),
        ),
        "hostile": put(
            "hostile",
            magnesium(
                name=hostile,
                brand=hostile,
                tagline=hostile,
                badges=[hostile],
                claims=[{"text": hostile, "verb": "maintain", "target": hostile}],
                free_from=[hostile],
                contains=[hostile],
                storage=[hostile],
                risk_information=[{"kind": "caution", "trigger": "condition", "what": hostile, "action": hostile}],
                non_medicinal_ingredients=[{"name": hostile, "purpose": hostile}],
            ),
        ),
    }


@pytest.fixture
def keeper(db: None) -> User:
    """Somebody who keeps the catalogue."""
    return person("keeper", "view_product", "change_product", "add_product")


@pytest.fixture
def staff(client: Client, keeper: User) -> Client:
    """Their browser."""
    client.force_login(keeper)
    return client


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    """Limits and counts that a test before has used up are forgotten."""
    caches["process"].clear()


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A shop's site that stands for the whole public internet."""
    yield from open_shop(monkeypatch)
