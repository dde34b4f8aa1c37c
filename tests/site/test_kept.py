# SPDX-License-Identifier: Apache-2.0
"""Product pages that are given again: only while they are true, and only to whom they are meant for."""

from __future__ import annotations

import gzip
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.shop.shelf import NOW
from tests.site.conftest import TODAY, magnesium
from tests.site.visiting import Visitor

from officinal.shop.catalogue.publish import change_offer, publish
from officinal.shop.models import Product
from officinal.shop.stock.receive import correct
from officinal.site.kept import KeptPages

PAGE = "/products/magnesium/"


@pytest.fixture
def visitor() -> Visitor:
    """Somebody who visits the site as it is served."""
    return Visitor(KeptPages(get_wsgi_application()))


def _html(visitor: Visitor | Client, page: str = PAGE) -> str:
    response = visitor.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_is_given_again_with_one_look_at_the_database(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """The same bytes under the same headers, the policy among them."""
    first = visitor.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        again = visitor.get(PAGE)
    assert len(asked) == 1
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    for head in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"):
        assert head in again.headers


def test_each_language_has_its_own(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """The addresses differ, and so do the pages."""
    for _ in range(2):
        assert '<html lang="en">' in _html(visitor)
        assert '<html lang="fr">' in _html(visitor, "/fr" + PAGE)


def test_what_changes_shows_at_once(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """A price and a stock that a statement of its own changes, for machines too; a label; what is withdrawn is gone."""
    product = shelf["clean"]
    assert "$24.90" in _html(visitor)
    product.price = Decimal("19.50")
    change_offer(product)
    assert "$19.50" in _html(visitor)
    assert "● in stock" in _html(visitor)
    Product.objects.filter(pk=product.pk).update(price=Decimal("17.25"))
    assert "$17.25" in (html := _html(visitor))
    assert "$19.50" not in html
    assert '"price": "17.25"' in html
    assert "InStock" in html
    correct(product.lots.get(), 0, now=NOW, reason="counted")
    assert "○ out of stock" in (html := _html(visitor))
    assert "OutOfStock" in html
    assert "● in stock" not in html
    assert 'id="tell-me"' in html
    product.refresh_from_db()
    publish(product, magnesium(name="Magnesium Evening", free_from=["soy"]), as_of=TODAY, reason="a test")
    assert "Magnesium Evening" in (html := _html(visitor))
    assert "<li>soy" in html
    product.published = False
    change_offer(product)
    assert visitor.get(PAGE).status_code == 404


def test_a_sale_that_leaves_some_changes_nothing(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """The page says whether there is any, not how many: it is not made anew until the last one is gone."""
    mark = visitor.get(PAGE).headers["ETag"]
    lot = shelf["clean"].lots.get()
    correct(lot, 1, now=NOW, reason="counted")
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(PAGE, headers={"If-None-Match": mark}).status_code == 304
    assert len(asked) == 1
    correct(lot, 0, now=NOW, reason="counted")
    assert visitor.get(PAGE, headers={"If-None-Match": mark}).status_code == 200


def test_parts_that_are_kept_are_those_of_the_page(staff: Client, shelf: dict[str, Product]) -> None:
    """Who gets a page of their own gets its parts as they are: of that label, in that language, for that group and market."""
    asked = ("", "?for=man", "?panel=us", "?for=man&panel=us")
    pages = [
        f"{way}/products/{slug}/{each}" for way in ("", "/fr") for slug in ("magnesium", "synergy") for each in asked
    ]
    made = {page: _html(staff, page) for page in pages}
    assert len(set(made.values())) == len(pages)
    assert {page: _html(staff, page) for page in pages} == made
    caches["process"].clear()
    assert {page: _html(staff, page) for page in reversed(pages)} == made


def test_a_visitor_who_holds_the_page_gets_only_its_head(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """By its mark, as long as the page is the same."""
    mark = visitor.get(PAGE).headers["ETag"]
    held = visitor.get(PAGE, headers={"If-None-Match": mark})
    assert (held.status_code, held.content) == (304, b"")
    shelf["clean"].price = Decimal("3.00")
    change_offer(shelf["clean"])
    assert visitor.get(PAGE, headers={"If-None-Match": mark}).status_code == 200


def test_it_is_compressed_for_those_who_can_read_it(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """And plain for the others, whoever came first."""
    for _ in range(2):
        packed = visitor.get(PAGE, headers={"Accept-Encoding": "gzip"})
        plain = visitor.get(PAGE)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.content) == plain.content
        assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("page", ["/", "/check/", "/substances/magnesium/", "/?q=zinc", "/products/nothing/"])
def test_other_answers_are_made_each_time(visitor: Visitor, shelf: dict[str, Product], page: str) -> None:
    """Nobody said of them what they stand on."""
    assert "ETag" not in visitor.get(page).headers
    assert "ETag" not in visitor.get(page).headers


def test_each_question_that_the_page_knows_has_its_own(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """A page for a man is kept beside that for a woman, and neither is given for the other."""
    for _ in range(2):
        assert '<option value="man" selected>' in _html(visitor, PAGE + "?for=man")
        assert '<option value="woman" selected>' in _html(visitor)
        assert '<option value="man" selected>' in _html(visitor, PAGE + "?for=child&for=man")
    with CaptureQueriesContext(connection) as asked:
        _html(visitor, PAGE + "?for=man")
    assert len(asked) == 1


@pytest.mark.parametrize("query", ["utm_source=letter", "for=nobody", "for=", "%00=%ff", "a=1&" * 100, "x" * 5000])
def test_other_questions_change_nothing_and_leave_nothing(
    visitor: Visitor, shelf: dict[str, Product], query: str
) -> None:
    """The page is the plain one, whoever comes first: no later visitor finds in it what the first one's link said."""
    first = _html(visitor, f"{PAGE}?{query}")
    assert f"?{query}" not in first
    assert first == _html(visitor) == _html(visitor, f"{PAGE}?{query}")
    assert first == _html(Visitor(KeptPages(get_wsgi_application())))


def test_who_is_signed_in_gets_an_answer_of_their_own(
    visitor: Visitor, staff: Client, shelf: dict[str, Product]
) -> None:
    """They may see what others must not."""
    assert "ETag" in visitor.get(PAGE).headers
    visitor.cookies[settings.SESSION_COOKIE_NAME] = staff.cookies[settings.SESSION_COOKIE_NAME].value
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(PAGE).status_code == 200
    assert len(asked) > 1


def test_a_cart_and_other_cookies_change_nothing(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """Nor does the one that guards forms: these visitors get the page that is kept for all."""
    _html(visitor)
    for cookie in ("officinal_cart", "csrftoken", "set_by_a_proxy"):
        visitor.cookies[cookie] = "1"
    with CaptureQueriesContext(connection) as asked:
        assert "ETag" in visitor.get(PAGE).headers
    assert len(asked) == 1


def test_a_host_that_is_not_ours_is_refused_though_the_page_is_kept(
    visitor: Visitor, shelf: dict[str, Product]
) -> None:
    """As it would be without."""
    _html(visitor)
    assert visitor.get(PAGE, headers={"Host": "elsewhere.example"}).status_code == 400
    assert visitor.get(PAGE, headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_long_question_is_not_looked_into(visitor: Visitor, shelf: dict[str, Product]) -> None:
    """Somebody's thousand characters are answered, and neither taken apart nor kept."""
    _html(visitor)
    long = f"{PAGE}?{'&'.join(f'q{at}=1' for at in range(300))}"
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            _html(visitor, long)
        assert len(asked) > 1
