# SPDX-License-Identifier: Apache-2.0
"""Who may do what on the staff side: every address of it is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver
from tests.site.staff_desk import address, person, said

from officinal.shop.models import LabelVersion, Product


def _routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route


def _addresses(product: Product) -> list[str]:
    """Every address of the admin, its blanks filled in."""
    blanks = {"number": "1", "form": "toml", "content_type_id": "1", "url": "x", "app_label": "shop"}
    listed = []
    for route in _routes(admin.site.get_urls()):
        path = re.sub(r"\(\?P<(\w+)>.*?\)(?=[/$])", r"<\1>", route)
        listed.append(
            "/admin/"
            + re.sub(r"<(?:\w+:)?(\w+)>", lambda blank: blanks.get(blank[1], str(product.pk)), path).strip("^$")
        )
    return listed


_OPEN = {"/admin/login/", "/admin/logout/"}


def test_the_walk_meets_every_staff_page(shelf: dict[str, Product]) -> None:
    """Ours are among them."""
    listed = _addresses(shelf["clean"])
    pk = shelf["clean"].pk
    for rest in (
        "import/",
        "add/live/",
        f"{pk}/live/",
        f"{pk}/import/",
        f"{pk}/export/toml/",
        f"{pk}/versions/",
        f"{pk}/versions/diff/",
        f"{pk}/versions/1/restore/",
    ):
        assert f"/admin/shop/product/{rest}" in listed
    assert len(listed) > 30


def _changed() -> list[Any]:
    return [
        *Product.objects.order_by("pk").values_list("pk", "label_json", "weight_g", "published"),
        *LabelVersion.objects.order_by("pk").values_list("pk", "reason"),
    ]


@pytest.mark.parametrize("who", ["anonymous", "customer", "customer with rights"])
def test_whoever_is_no_staff_gets_nowhere(client: Client, shelf: dict[str, Product], who: str) -> None:
    """Every address of the admin leads to the log-in page, in both languages, however it is asked."""
    if who != "anonymous":
        client.force_login(
            person("customer", *(["view_product", "change_product"] if "rights" in who else []), staff=False)
        )
    before = _changed()
    for each in _addresses(shelf["clean"]):
        if each in _OPEN:
            continue
        for prefix in ("", "/fr"):
            for response in (
                client.get(prefix + each),
                client.post(prefix + each, {"reason": "x", "label_toml": "name='x'", "_publish": "1"}),
            ):
                assert response.status_code == 302, each
                assert response.headers["Location"].startswith(f"{prefix}/admin/login/"), each
    assert _changed() == before


def test_staff_without_rights_see_no_product(client: Client, shelf: dict[str, Product]) -> None:
    """Somebody of the staff who has no right over products is refused on every page of them."""
    client.force_login(person("other"))
    before = _changed()
    for each in _addresses(shelf["clean"]):
        if each.startswith(("/admin/shop/", "/admin/auth/")):
            for response in (
                client.get(each),
                client.post(each, {"reason": "x", "label_toml": "name='x'", "_publish": "1"}),
            ):
                # led away: there is no such thing, or it is asked at the other address
                away = response.headers.get("Location") in ("/admin/", f"{each}change/")
                assert away or response.status_code in (403, 404, 405), each
    assert client.get("/admin/shop/product/999999/versions/").status_code == 403
    assert "/admin/shop/product/" not in said(client.get("/admin/"))
    assert _changed() == before


def test_who_may_only_see_changes_nothing(client: Client, shelf: dict[str, Product]) -> None:
    """The label, its findings, versions and exports are open to them; everything that changes one is not."""
    client.force_login(person("reader", "view_product"))
    product = shelf["clean"]
    html = said(client.get(address(product)))
    assert "Tidewell" in html
    assert "<textarea" not in html
    assert 'name="_save"' not in html
    for rest in ("versions/", "versions/diff/?from=1&to=1", "export/toml/", "export/json/", "export/jsonld/"):
        assert client.get(address(product, rest)).status_code == 200
    assert "restore" not in said(client.get(address(product, "versions/")))
    before = _changed()
    for rest in ("change/", "live/", "import/", "versions/1/restore/", "delete/"):
        assert (
            client.post(address(product, rest), {"reason": "x", "label_toml": "name='x'", "_publish": "1"}).status_code
            == 403
        )
    for rest in ("import/", "add/", "add/live/"):
        assert client.post(address(None, rest), {}).status_code == 403
    assert _changed() == before
    assert client.get(address(product, "export/exe/")).status_code == 404


def test_who_may_change_may_not_add_or_delete(client: Client, shelf: dict[str, Product]) -> None:
    """Each right is its own."""
    client.force_login(person("changer", "change_product"))
    for rest in ("add/", "add/live/", "import/"):
        assert client.post(address(None, rest), {}).status_code == 403
    assert client.post(address(shelf["clean"], "delete/"), {"post": "yes"}).status_code == 403
    assert client.get(address(shelf["clean"], "import/")).status_code == 200
