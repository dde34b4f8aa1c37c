# SPDX-License-Identifier: Apache-2.0
"""Answers that are given again: only while they are true, only to whom they are meant for, and no more than fit."""

from __future__ import annotations

import gzip
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.cache import patch_vary_headers
from tests.shop.shelf import NOW
from tests.site.conftest import TODAY, magnesium

from officinal.shop.catalogue.publish import change_offer, publish
from officinal.shop.models import Product
from officinal.shop.stock.receive import correct
from officinal.site.kept import Kept, KeptPagesMiddleware, Store, keep

PAGE = "/products/magnesium/"


def _html(client: Client, page: str = PAGE, **heads: str) -> str:
    response = client.get(page, headers=heads)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_is_given_again_with_one_look_at_the_database(client: Client, shelf: dict[str, Product]) -> None:
    """The same bytes under the same headers, the policy among them."""
    first = client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(PAGE)
    assert len(asked) == 1
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    for head in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"):
        assert head in again.headers


def test_each_language_has_its_own(client: Client, shelf: dict[str, Product]) -> None:
    """The addresses differ, and so do the pages."""
    for _ in range(2):
        assert '<html lang="en">' in _html(client)
        assert '<html lang="fr">' in _html(client, "/fr" + PAGE)


def test_what_changes_shows_at_once(client: Client, shelf: dict[str, Product]) -> None:
    """A price, a stock that a statement of its own changes, a label; a page that is withdrawn is gone."""
    product = shelf["clean"]
    assert "$24.90" in _html(client)
    product.price = Decimal("19.50")
    change_offer(product)
    assert "$19.50" in _html(client)
    assert "● in stock" in _html(client)
    correct(product.lots.get(), 0, now=NOW, reason="counted")
    assert "○ out of stock" in _html(client)
    product.refresh_from_db()
    publish(product, magnesium(name="Magnesium Evening"), as_of=TODAY, reason="a test")
    assert "Magnesium Evening" in _html(client)
    product.published = False
    change_offer(product)
    assert client.get(PAGE).status_code == 404


def test_a_visitor_who_holds_the_page_gets_only_its_head(client: Client, shelf: dict[str, Product]) -> None:
    """By its mark, as long as the page is the same."""
    mark = client.get(PAGE).headers["ETag"]
    held = client.get(PAGE, headers={"If-None-Match": mark})
    assert (held.status_code, held.content) == (304, b"")
    shelf["clean"].price = Decimal("3.00")
    change_offer(shelf["clean"])
    assert client.get(PAGE, headers={"If-None-Match": mark}).status_code == 200


def test_it_is_compressed_for_those_who_can_read_it(client: Client, shelf: dict[str, Product]) -> None:
    """And plain for the others, whoever came first."""
    for _ in range(2):
        packed = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
        plain = client.get(PAGE)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.content) == plain.content
        assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("page", ["/", "/check/", "/substances/magnesium/", PAGE + "?for=man", "/products/nothing/"])
def test_other_answers_are_made_each_time(client: Client, shelf: dict[str, Product], page: str) -> None:
    """Nobody said of them what they stand on, or they answer a question."""
    assert "ETag" not in client.get(page).headers
    assert "ETag" not in client.get(page).headers


def test_a_visitor_with_a_cookie_gets_an_answer_of_their_own(staff: Client, shelf: dict[str, Product]) -> None:
    """Who is signed in may see what others must not; the cookie that guards forms changes nothing."""
    assert "ETag" not in staff.get(PAGE).headers
    visitor = Client()
    visitor.get("/check/")
    assert "csrftoken" in visitor.cookies
    assert "ETag" in visitor.get(PAGE).headers


def test_a_host_that_is_not_ours_is_refused_though_the_page_is_kept(client: Client, shelf: dict[str, Product]) -> None:
    """As it would be without."""
    _html(client)
    assert client.get(PAGE, headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.get(PAGE, headers={"Host": "elsewhere.example"}).status_code == 400


def _sets_cookie(answer: HttpResponse) -> None:
    answer.set_cookie("cart", "1")


def _varies(answer: HttpResponse) -> None:
    patch_vary_headers(answer, ["Cookie"])


def _fails(answer: HttpResponse) -> None:
    answer.status_code = 404


@pytest.mark.parametrize("own", [_sets_cookie, _varies, _fails])
def test_an_answer_that_is_somebodys_own_is_never_kept(own: Any) -> None:
    """Whatever the view said of it."""
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        answer = HttpResponse(b"for you alone")
        own(answer)
        return keep(answer, 1, lambda: 1)

    site = KeptPagesMiddleware(view)
    for _ in range(2):
        site(RequestFactory().get("/"))
    assert len(made) == 2


def test_a_change_while_the_answer_is_made_is_not_missed() -> None:
    """The state is taken before: what was read after it makes the answer anew once more, and never an old one."""
    state, made = [1], []

    def view(request: HttpRequest) -> HttpResponse:
        before = state[0]
        made.append(before)
        if len(made) == 1:
            state[0] = 2
        return keep(HttpResponse(b"an answer"), before, lambda: state[0])

    site = KeptPagesMiddleware(view)
    for _ in range(3):
        site(RequestFactory().get("/"))
    assert made == [1, 2]


def test_no_more_is_kept_than_fits() -> None:
    """What was not asked for longest goes first."""
    store = Store(100)
    for name in ("/a", "/b", "/c"):
        store.put((None, False, name, False), Kept(1, lambda: 1, b"x" * 40, {}))
        store.get((None, False, "/a", False))
    assert len(store) == 2
    assert store.get((None, False, "/a", False)) is not None
    assert store.get((None, False, "/b", False)) is None
    store.put((None, False, "/a", False), Kept(1, lambda: 1, b"x" * 60, {}))
    assert len(store) == 2
    store.put((None, False, "/d", False), Kept(1, lambda: 1, b"x" * 101, {}))
    assert len(store) == 0
