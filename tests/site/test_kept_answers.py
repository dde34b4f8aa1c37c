# SPDX-License-Identifier: Apache-2.0
"""Which answers are kept, under what, and how many: not those that may be somebody's own, and no more than fit."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from tests.site.visiting import of_view

from officinal.site.kept import BESIDE, Kept, Store, keep, same_for_all


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

    visitor = of_view(view)
    for _ in range(2):
        visitor.get("/")
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

    visitor = of_view(view)
    for _ in range(3):
        visitor.get("/")
    assert made == [1, 2]


def test_a_view_sees_nothing_that_its_answer_may_not_hold() -> None:
    """Of cookies who is signed in, of questions those that it names with values that it knows; of two, the last."""
    seen: list[HttpRequest] = []

    @same_for_all({"panel": ("us", "ca"), "for": ("man",)})
    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return keep(HttpResponse(request.GET.urlencode()), 1, lambda: 1)

    visitor = of_view(view)
    visitor.cookies = {"officinal_cart": "1", "other": "2", "csrftoken": "3"}
    for _ in range(2):
        assert visitor.get("/?panel=us&letter=7&for=man&panel=ca&for=").content == b"for=man&panel=ca"
        assert visitor.get("/?panel=ca&panel=us").content == b"panel=us"
        assert visitor.get("/?panel=eu").content == b""
    assert [each.get_full_path() for each in seen] == ["/?for=man&panel=ca", "/?panel=us", "/"]
    assert [dict(each.COOKIES) for each in seen] == [{"csrftoken": "3"}] * 3


def test_the_first_answer_of_all_is_kept_as_what_it_is() -> None:
    """Though nobody knew, when it was asked for, which questions the view names: views are loaded with the first request."""

    def view(request: HttpRequest) -> HttpResponse:
        named = same_for_all({"named-late": ("1",)})
        return named(lambda request: keep(HttpResponse(request.GET.urlencode()), 1, lambda: 1))(request)

    visitor = of_view(view)
    assert visitor.get("/?named-late=1").content == b"named-late=1"
    assert visitor.get("/").content == b""


def test_an_answer_is_kept_only_of_a_view_that_is_shielded() -> None:
    """Whatever else the view said: its answer may hold what the visitor brought."""
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return keep(HttpResponse(request.GET.urlencode()), 1, lambda: 1)

    visitor = of_view(view)
    for _ in range(2):
        visitor.get("/?secret=1")
    assert len(made) == 2


def test_where_the_database_does_not_tell_the_site_is_asked() -> None:
    """It knows how to say that something is broken, and how to connect again."""
    made = []

    def broken() -> int:
        raise OperationalError

    @same_for_all({})
    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return keep(HttpResponse(b"an answer"), 1, broken)

    visitor = of_view(view)
    for _ in range(2):
        assert visitor.get("/").content == b"an answer"
    assert len(made) == 2


def test_a_mark_is_known_however_a_proxy_wrote_it() -> None:
    """Among others, weakened, or as any; another mark is none."""
    visitor = of_view(same_for_all({})(lambda request: keep(HttpResponse(b"an answer"), 1, lambda: 1)))
    mark = visitor.get("/").headers["ETag"]
    for held in (mark, f'"other", {mark}', f"W/{mark}", "*"):
        assert visitor.get("/", headers={"If-None-Match": held}).status_code == 304
    for held in ('"other"', mark.strip('"'), "", ","):
        assert visitor.get("/", headers={"If-None-Match": held}).content == b"an answer"


def test_each_scheme_and_host_has_its_own() -> None:
    """A page that names its own address is not given at another one."""
    visitor = of_view(same_for_all({})(lambda request: keep(HttpResponse(request.headers["Host"]), 1, lambda: 1)))
    for host in ("one.example", "two.example"):
        assert visitor.get("/", headers={"Host": host}).content == host.encode()

    @same_for_all({})
    def view(request: HttpRequest) -> HttpResponse:
        return keep(HttpResponse(request.headers.get("X-Forwarded-Proto", "none")), 1, lambda: 1)

    visitor = of_view(view)
    for scheme in ("https", "http"):
        assert visitor.get("/", headers={"X-Forwarded-Proto": scheme}).content == scheme.encode()


def test_only_what_is_asked_by_get_is_kept() -> None:
    """A form that is sent is always taken."""
    visitor = of_view(same_for_all({})(lambda request: keep(HttpResponse(request.method), 1, lambda: 1)))
    assert visitor.get("/").content == b"GET"
    assert visitor.get("/", method="POST").content == b"POST"


def test_no_more_is_kept_than_fits() -> None:
    """What was not asked for longest goes first; what stands beside the content is counted too."""
    store = Store(3 * BESIDE)

    def put(path: str, content: int) -> None:
        store.put(((None,), path, (), False), Kept(1, lambda: 1, b"x" * content, {}))

    def has(path: str) -> bool:
        return store.get(((None,), path, (), False)) is not None

    for path in ("/a", "/b", "/c"):
        put(path, BESIDE // 2)
        assert has("/a")
    assert len(store) == 2
    assert not has("/b")
    put("/a", BESIDE // 3)
    assert len(store) == 2
    put("/d", 3 * BESIDE)
    assert len(store) == 0
