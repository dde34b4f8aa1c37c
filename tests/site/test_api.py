# SPDX-License-Identifier: Apache-2.0
"""The API: what it gives, what it refuses, and that it keeps what it says of itself."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from officinal.label import from_json, from_toml
from officinal.shop.models import Product
from officinal.site.api.v1.examples import EXAMPLES
from officinal.site.api.v1.limits import REQUESTS

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
        ("/api/v1/read", ["text"], 422),
        ("/api/v1/read", None, 422),
        ("/api/v1/check", {"text": TEXT, "market": "mars"}, 404),
        ("/api/v1/check", {"text": TEXT, "as_of": "soon"}, 422),
        ("/api/v1/check", {"text": TEXT, "regime": "none"}, 404),
        ("/api/v1/check", {"label": {"volume": 3}, "market": "ca"}, 422),
        ("/api/v1/check", {"label": {"serving": {"count": 1.5}}}, 422),
        ("/api/v1/check", {"label": {"name": "\u202e" * 30_000}}, 422),
    ],
)
def test_what_is_wrong_gets_a_status_and_a_reason(client: Client, db: None, path: str, data: Any, status: int) -> None:
    """One line, or an entry for each field, that says what."""
    response = _post(client, path, data)
    assert response.status_code == status
    assert response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "line 1, column 2"),
        (b'{"text": "Zinc"', "line 1"),
        (b'{"text": NaN}', "number"),
        (b'{"text": "\xff"}', "UTF-8"),
        (b'{"text": "\\ud800"}', "half a character"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "number"),
        (b"\x00\x01\x02", "line 1"),
    ],
)
def test_malformed_json_is_no_error_of_ours(client: Client, db: None, body: bytes, says: str) -> None:
    """400, and where to look."""
    response = client.post("/api/v1/read", body, content_type="application/json")
    assert response.status_code == 400
    assert says in response.json()["detail"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png", ""]
)
def test_another_type_than_json_is_refused(client: Client, db: None, kind: str) -> None:
    """415, and which one to send."""
    response = client.post("/api/v1/read", json.dumps({"text": TEXT}), content_type=kind)
    assert response.status_code == 415
    assert "application/json" in response.json()["detail"]


def test_json_may_name_its_letters(client: Client, db: None) -> None:
    """A content type with a charset is JSON too."""
    data = json.dumps({"text": TEXT})
    assert client.post("/api/v1/read", data, content_type="application/json; charset=utf-8").status_code == 200


@pytest.mark.parametrize("size", [6_500_000, 9_000_000])
def test_a_body_too_large_is_refused(client: Client, db: None, size: int) -> None:
    """413 in JSON, whether it is seen by its stated size or while it is read."""
    response = client.post("/api/v1/read", b'{"text": "' + b"x" * size + b'"}', content_type="application/json")
    assert response.status_code == 413
    assert "larger" in response.json()["detail"]


def test_what_does_not_exist_is_said_in_json(client: Client, db: None) -> None:
    """An address of the API that there is none of."""
    for path in (
        "/api/v1/nothing",
        "/api/v2/read",
        "/api/v1/products/none",
        "/api/v1/rules/Z999",
        "/api/v1/markets/mars",
    ):
        response = client.get(path)
        assert response.status_code == 404
        assert response.json()["detail"]
    assert client.get("/api/v1/read").status_code == 405
    assert "POST" in client.get("/api/v1/read").headers["Allow"]


def test_a_visitor_may_ask_so_often_a_minute(client: Client, db: None) -> None:
    """One more gets 429, how long to wait, and why; another visitor is not held up."""
    for _ in range(REQUESTS.most):
        assert client.get("/api/v1/markets/ca").status_code == 200
    refused = client.get("/api/v1/markets/ca")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= REQUESTS.seconds
    assert "Retry-After" in refused.json()["detail"]
    assert Client(REMOTE_ADDR="198.51.100.7").get("/api/v1/markets/ca").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_products_are_found_by_words_and_facets(client: Client, shelf: dict[str, Product]) -> None:
    """With a typing error too; what is on no label finds nothing."""

    def slugs(query: str) -> set[str]:
        return {each["slug"] for each in client.get(f"/api/v1/products?{query}").json()["products"]}

    assert "magnesium" in slugs("q=magnesum")
    assert slugs("ingredient=magnesium") >= {"magnesium"}
    assert "synergy" not in slugs("ingredient=magnesium")
    assert slugs("ingredient=magnesium&free_from=gluten&in_stock=true") >= {"magnesium"}
    assert slugs("ingredient=zinc") == set()
    assert slugs("page=9") == set()
    assert client.get("/api/v1/products").json()["total"] == 3
    assert client.get("/api/v1/products?page=0").status_code == 422


def test_a_product_is_given_with_its_label(client: Client, shelf: dict[str, Product]) -> None:
    """In one answer with its facets and findings, and alone as TOML, JSON and JSON-LD."""
    data = client.get("/api/v1/products/magnesium").json()
    assert data["label"]["brand"] == "Tidewell"
    assert "magnesium" in data["facets"]["ingredient"]
    assert data["price"] == "24.90"
    own = shelf["clean"].label
    assert from_toml(client.get("/api/v1/products/magnesium/label.toml").content.decode()) == own
    assert from_json(client.get("/api/v1/products/magnesium/label.json").content.decode()) == own
    linked = client.get("/api/v1/products/magnesium/label.jsonld")
    assert linked.headers["Content-Type"] == "application/ld+json"
    assert "Magnesium Bisglycinate" in linked.json()["name"]
    assert client.get("/api/v1/products/magnesium/label.pdf").status_code == 422


def test_a_product_that_is_not_shown_is_not_given(client: Client, shelf: dict[str, Product]) -> None:
    """Neither in the list, nor by its address, nor as a file."""
    Product.objects.filter(slug="magnesium").update(published=False)
    for path in ("/api/v1/products/magnesium", "/api/v1/products/magnesium/label.toml"):
        assert client.get(path).status_code == 404
    assert "magnesium" not in {each["slug"] for each in client.get("/api/v1/products").json()["products"]}


def test_what_is_known_is_given_under_any_name(client: Client, db: None) -> None:
    """Substances by French and English names; every source that a value names is there."""
    known = client.get("/api/v1/substances/Magnésium").json()
    assert known["element"] == "Mg"
    for source in {each["source"] for each in known["value"]}:
        assert client.get(f"/api/v1/sources/{source}").json()["title"]
    found = client.get("/api/v1/substances?q=magnésium").json()["substances"]
    assert found[0]["id"] == "magnesium"
    assert {"magnesium-citrate"} <= {each["id"] for each in found}
    assert {each["kind"] for each in client.get("/api/v1/substances?kind=enzyme").json()["substances"]} == {"enzyme"}
    assert client.get("/api/v1/substances?q=moonwort").json()["substances"] == []
    assert client.get("/api/v1/substances/moonwort").status_code == 404
    assert client.get("/api/v1/studies?substance=moonwort").status_code == 404


def test_every_page_of_a_list_is_given_once(client: Client, db: None) -> None:
    """All pages together hold every entry, and no entry twice."""
    first = client.get("/api/v1/sources").json()
    listed = [
        each["id"]
        for page in range(1, first["pages"] + 1)
        for each in client.get(f"/api/v1/sources?page={page}").json()["sources"]
    ]
    assert len(listed) == len(set(listed)) == first["total"] > 100


def test_rules_explain_themselves(client: Client, db: None) -> None:
    """By code or name, with their provisions; a market's rules are those that apply there."""
    rule = client.get("/api/v1/rules/d102").json()
    assert rule == client.get("/api/v1/rules/above-monograph-maximum").json()
    assert rule["page"].startswith("# ")
    assert all(each["document"] for each in rule["provisions"].values())
    ours = {each["code"] for each in client.get("/api/v1/rules?market=us").json()["rules"]}
    assert "L201" in ours
    assert "L101" not in ours


def _described(client: Client) -> Any:
    return client.get("/api/v1/openapi.json").json()


def _operations(described: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_description_is_openapi_3_1(client: Client, db: None) -> None:
    """Versioned; each operation has a summary, a tag, its refusals, and every reference leads somewhere."""
    described = _described(client)
    assert described["openapi"].startswith("3.1")
    assert described["info"]["version"].startswith("1.")
    operations = _operations(described)
    assert len(operations) == 15
    for path, _, operation in operations:
        assert path.startswith("/api/v1/")
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"][0] in {each["name"] for each in described["tags"]}
        assert {"422", "429"} <= operation["responses"].keys()
        assert ("404" in operation["responses"]) or "{" not in path
    text = json.dumps(described)
    assert "x-described-as" not in text
    names = {each.split('"')[0] for each in text.split('"#/components/schemas/')[1:]}
    assert names <= described["components"]["schemas"].keys()


def test_every_operation_has_an_example_that_is_true(client: Client, shelf: dict[str, Product]) -> None:
    """What the example asks is answered, and both answers, its own and that of now, are as the description says."""
    described = _described(client)
    assert {operation["operationId"] for _, _, operation in _operations(described)} == EXAMPLES.keys()
    for path, method, operation in _operations(described):
        asked = {each["name"]: each.get("example") for each in operation.get("parameters", [])}
        assert all(asked[name] for name in asked if f"{{{name}}}" in path), path
        if path.startswith("/api/v1/products/"):
            asked["slug"] = "magnesium"
        query = {name: value for name, value in asked.items() if value and f"{{{name}}}" not in path}
        if method == "post":
            response = _post(client, path, operation["requestBody"]["content"]["application/json"]["example"])
        else:
            response = client.get(path.format(**asked), query)
        assert response.status_code == 200, path
        content = operation["responses"]["200"]["content"]
        kind = response.headers["Content-Type"].partition(";")[0]
        assert kind in content
        if kind != "application/json" or "example" not in content[kind]:
            continue
        schema = Draft202012Validator({**content[kind]["schema"], "components": described["components"]})
        for answer in (content[kind]["example"], response.json()):
            schema.validate(answer)


def test_an_example_of_a_label_can_be_checked(client: Client, shelf: dict[str, Product]) -> None:
    """What one operation gives, the next takes: a product's label as TOML is the label that check takes as JSON."""
    text = client.get("/api/v1/products/magnesium/label.toml").content.decode()
    response = _post(client, "/api/v1/check", {"label": tomllib.loads(text), "market": "ca", "as_of": "2026-11-25"})
    assert response.status_code == 200
