# SPDX-License-Identifier: Apache-2.0
"""The API: what it gives, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from officinal.shop.models import Product

TEXT = (
    "Tidewell\nZinc Drops\nMedicinal ingredients\nZinc (as zinc gluconate) 15 mg\nDirections: Adults take 1 drop daily."
)


def _post(client: Client, path: str, data: Any) -> Any:
    return client.post(path, json.dumps(data), content_type="application/json")


def test_a_text_is_read(client: Client, db: None) -> None:
    """The record with its spans."""
    data = _post(client, "/api/v1/read", {"text": TEXT}).json()
    assert data["label"]["name"] == "Zinc Drops"
    assert data["spans"]["/medicinal_ingredients/0/amount"]


def test_a_text_or_a_label_is_checked(client: Client, db: None) -> None:
    """Either gives findings; both or neither is refused."""
    by_text = _post(client, "/api/v1/check", {"text": TEXT, "market": "ca", "as_of": "2026-11-25"}).json()
    assert "L101" in {each["code"] for each in by_text["findings"]}
    by_label = _post(client, "/api/v1/check", {"label": by_text["label"], "market": "ca", "as_of": "2026-11-25"}).json()
    assert {each["code"] for each in by_label["findings"]} >= {"L101"}
    assert _post(client, "/api/v1/check", {"market": "ca"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/api/v1/read", {"text": ""}, 422),
        ("/api/v1/read", {"text": "Wheels and brakes for bicycles."}, 422),
        ("/api/v1/check", {"text": TEXT, "market": "mars"}, 404),
        ("/api/v1/check", {"label": {"volume": 3}, "market": "ca"}, 422),
    ],
)
def test_what_is_wrong_gets_a_status_and_a_reason(client: Client, db: None, path: str, data: Any, status: int) -> None:
    """One line that says what."""
    response = _post(client, path, data)
    assert response.status_code == status
    assert response.json()["detail"]


def test_malformed_json_is_no_error_of_ours(client: Client, db: None) -> None:
    """400, with a reason."""
    assert client.post("/api/v1/read", "{", content_type="application/json").status_code == 400


def test_products_and_substances_are_given(client: Client, shelf: dict[str, Product]) -> None:
    """The shelf, one product with its label, and what is known under any name."""
    assert {each["slug"] for each in client.get("/api/v1/products?q=magnesum").json()["products"]} >= {"magnesium"}
    assert client.get("/api/v1/products/magnesium").json()["label"]["brand"] == "Tidewell"
    assert client.get("/api/v1/products/none").status_code == 404
    assert client.get("/api/v1/substances/Magnésium").json()["element"] == "Mg"
    assert client.get("/api/v1/substances/moonwort").status_code == 404


def test_the_description_is_openapi_3_1(client: Client, db: None) -> None:
    """Every path is described."""
    data = client.get("/api/v1/openapi.json").json()
    assert data["openapi"].startswith("3.1")
    assert set(data["paths"]) == {
        "/api/v1/read",
        "/api/v1/check",
        "/api/v1/products",
        "/api/v1/products/{slug}",
        "/api/v1/substances/{name}",
    }
