# SPDX-License-Identifier: Apache-2.0
"""Answers that are given again: only while they are true, only to whom they are meant for, and no more than fit."""

from __future__ import annotations

import gzip
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import caches
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
from officinal.site.kept import BESIDE, Kept, KeptPagesMiddleware, Store, keep, same_for_all

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
    """A price and a stock that a statement of its own changes, for machines too; a label; what is withdrawn is gone."""
    product = shelf["clean"]
    assert "$24.90" in _html(client)
    product.price = Decimal("19.50")
    change_offer(product)
    assert "$19.50" in _html(client)
    assert "● in stock" in _html(client)
    Product.objects.filter(pk=product.pk).update(price=Decimal("17.25"))
    assert "$17.25" in (html := _html(client))
    assert '"price": "17.25"' in html
    assert "InStock" in html
    correct(product.lots.get(), 0, now=NOW, reason="counted")
    assert "○ out of stock" in (html := _html(client))
    assert "OutOfStock" in html
    product.refresh_from_db()
    publish(product, magnesium(name="Magnesium Evening", free_from=["soy"]), as_of=TODAY, reason="a test")
    assert "Magnesium Evening" in (html := _html(client))
    assert "<li>soy" in html
    product.published = False
    change_offer(product)
    assert client.get(PAGE).status_code == 404


def test_a_sale_that_leaves_some_changes_nothing(client: Client, shelf: dict[str, Product]) -> None:
    """The page says whether there is any, not how many: it is not made anew until the last one is gone."""
    mark = client.get(PAGE).headers["ETag"]
    lot = shelf["clean"].lots.get()
    correct(lot, 1, now=NOW, reason="counted")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE, headers={"If-None-Match": mark}).status_code == 304
    assert len(asked) == 1
    correct(lot, 0, now=NOW, reason="counted")
    assert client.get(PAGE, headers={"If-None-Match": mark}).status_code == 200


def test_parts_that_are_kept_are_those_of_the_page(staff: Client, shelf: dict[str, Product]) -> None:
    """Who gets a page of their own gets its parts as they are: of that label, in that language, for that group and market."""
    asked = ("", "?for=man", "?panel=us", "?for=man&panel=us")
    pages = [
        f"{way}/products/{slug}/{each}" for way in ("", "/fr") for slug in ("magnesium", "synergy") for each in asked
    ]
    made = {page: _html(staff, page) for page in pages}
    assert len(set(made.values())) == len(pages)
    assert {page: _html(staff, page) for page in pages} == made
    caches["template_fragments"].clear()
    assert {page: _html(staff, page) for page in reversed(pages)} == made


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


@pytest.mark.parametrize("page", ["/", "/check/", "/substances/magnesium/", "/?q=zinc", "/products/nothing/"])
def test_other_answers_are_made_each_time(client: Client, shelf: dict[str, Product], page: str) -> None:
    """Nobody said of them what they stand on."""
    assert "ETag" not in client.get(page).headers
    assert "ETag" not in client.get(page).headers


def test_each_question_that_the_page_knows_has_its_own(client: Client, shelf: dict[str, Product]) -> None:
    """A page for a man is kept beside that for a woman, and neither is given for the other."""
    for _ in range(2):
        assert '<option value="man" selected>' in _html(client, PAGE + "?for=man")
        assert '<option value="woman" selected>' in _html(client)
        assert '<option value="man" selected>' in _html(client, PAGE + "?for=child&for=man")
    with CaptureQueriesContext(connection) as asked:
        _html(client, PAGE + "?for=man")
    assert len(asked) == 1


@pytest.mark.parametrize("query", ["utm_source=letter", "for=nobody", "for=", "%00=%ff", "a=1&" * 100, "x" * 5000])
def test_other_questions_change_nothing_and_leave_nothing(
    client: Client, shelf: dict[str, Product], query: str
) -> None:
    """The page is the plain one, whoever comes first: no later visitor finds in it what the first one's link said."""
    first = _html(client, f"{PAGE}?{query}")
    assert f"?{query}" not in first
    assert first == _html(Client())
    assert first == _html(client) == _html(client, f"{PAGE}?{query}")


def test_who_is_signed_in_gets_an_answer_of_their_own(staff: Client, shelf: dict[str, Product]) -> None:
    """They may see what others must not."""
    assert "ETag" not in staff.get(PAGE).headers


def test_a_cart_and_other_cookies_change_nothing(client: Client, shelf: dict[str, Product]) -> None:
    """Nor does the one that guards forms: these visitors get the page that is kept for all."""
    _html(client)
    for cookie in ("officinal_cart", "csrftoken", "set_by_a_proxy"):
        client.cookies[cookie] = "1"
    with CaptureQueriesContext(connection) as asked:
        assert "ETag" in client.get(PAGE).headers
    assert len(asked) == 1


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

    @same_for_all({})
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

    @same_for_all({})
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


def test_a_view_sees_nothing_that_its_answer_may_not_hold() -> None:
    """Of cookies who is signed in, of questions those that it names with values that it knows; of two, the last."""
    seen: list[HttpRequest] = []

    @same_for_all({"panel": ("us", "ca"), "for": ("man",)})
    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return keep(HttpResponse(request.GET.urlencode()), 1, lambda: 1)

    site = KeptPagesMiddleware(view)
    ask = RequestFactory(headers={"Cookie": "officinal_cart=1; other=2; csrftoken=3"})
    for _ in range(2):
        assert site(ask.get("/?panel=us&letter=7&for=man&panel=ca&for=")).getvalue() == b"for=man&panel=ca"
        assert site(ask.get("/?panel=ca&panel=us")).getvalue() == b"panel=us"
        assert site(ask.get("/?panel=eu")).getvalue() == b""
    assert [each.get_full_path() for each in seen] == ["/?for=man&panel=ca", "/?panel=us", "/"]
    assert [dict(each.COOKIES) for each in seen] == [{"csrftoken": "3"}] * 3


def test_the_first_answer_of_all_is_kept_as_what_it_is() -> None:
    """Though nobody knew, when it was asked for, which questions the view names: views are loaded with the first request."""

    def view(request: HttpRequest) -> HttpResponse:
        named = same_for_all({"named-late": ("1",)})
        return named(lambda request: keep(HttpResponse(request.GET.urlencode()), 1, lambda: 1))(request)

    site = KeptPagesMiddleware(view)
    assert site(RequestFactory().get("/?named-late=1")).getvalue() == b"named-late=1"
    assert site(RequestFactory().get("/")).getvalue() == b""


def test_an_answer_is_kept_only_of_a_view_that_is_shielded() -> None:
    """Whatever else the view said: its answer may hold what the visitor brought."""
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return keep(HttpResponse(request.GET.urlencode()), 1, lambda: 1)

    site = KeptPagesMiddleware(view)
    for _ in range(2):
        site(RequestFactory().get("/?secret=1"))
    assert len(made) == 2


def test_no_more_is_kept_than_fits() -> None:
    """What was not asked for longest goes first; what stands beside the content is counted too."""
    store = Store(3 * BESIDE)

    def put(path: str, content: int) -> None:
        store.put((None, False, path, (), False), Kept(1, lambda: 1, b"x" * content, {}))

    def has(path: str) -> bool:
        return store.get((None, False, path, (), False)) is not None

    for path in ("/a", "/b", "/c"):
        put(path, BESIDE // 2)
        assert has("/a")
    assert len(store) == 2
    assert not has("/b")
    put("/a", BESIDE // 3)
    assert len(store) == 2
    put("/d", 3 * BESIDE)
    assert len(store) == 0
