# SPDX-License-Identifier: Apache-2.0
"""Whatever is sent: the right status, a page in the visitor's language that says what to do, and never a fault of ours."""

from __future__ import annotations

import os
from typing import Any

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from tests.site.desk import TEXT, Answer

from officinal.shop.models import Product
from officinal.site.pages import errors

pytestmark = pytest.mark.django_db
PREFIXES = pytest.mark.parametrize("prefix", ["", "/fr"])
PAGES = ("/", "/check/", "/compare/", "/substances/", "/substances/magnesium/", "/products/magnesium/")
NAMES = ("q", "page", "sort", "p", "for", "panel", "in-stock", "ingredient", "form", "dosage-form", "free-from", "claim", "id", "text", "address", "market", "as_of")  # fmt: skip
_UNPRINTABLE = {chr(each) for each in range(32)} - {"\t", "\n", "\r"} | {"\x7f"}
VALUES = (
    "%00", "%ff%fe", "%F0%9F%92%8A", "%ED%A0%80", "-1", "0", "99999999999999999999", "1e9", "%C2%B2", "%D9%A3", "'%22%3E%3Cscript%3E",
    "%25", "%", "a" * 8000, "%0d%0aSet-Cookie:x=1", "..%2f..%2fetc%2fpasswd", "null", "%E2%80%AE", "",
)  # fmt: skip


def _said(response: Any, status: int, prefix: str = "") -> Answer:
    """The page of an answer: of that status, in the language of its address, with a heading and nothing unprintable."""
    html = response.content.decode()
    assert response.status_code == status, html[:2000]
    assert f'<html lang="{"fr" if prefix else "en"}">' in html
    assert not set(html) & _UNPRINTABLE
    if len(html) < 40_000:
        html5lib.HTMLParser(strict=True).parse(html)
    page = Answer(html)
    assert page.heading
    return page


@PREFIXES
@pytest.mark.parametrize("page", PAGES)
def test_broken_questions_get_the_page(client: Client, shelf: dict[str, Product], page: str, prefix: str) -> None:
    """Every parameter of every page, with what no browser sends: what cannot be understood is left aside."""
    for value in VALUES:
        query = "&".join(f"{name}={value}&{name}[]={value}" for name in NAMES)
        response = client.get(f"{prefix}{page}?{query}")
        _said(response, 200, prefix)
        assert "Set-Cookie" not in response.headers
    for query in (
        "&".join(f"p=x{at}" for at in range(300)),
        "&" * 500,
        "=;=;=",
        "%%%",
        "p[0][a]=1",
        "q=1&q=2&page=1&page=2",
    ):
        _said(client.get(f"{prefix}{page}?{query}"), 200, prefix)


@PREFIXES
@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/", "/products/nothing/", "/products/%00/", "/products/%ff/", "/products/" + "a" * 3000 + "/", "/substances/moonwort/",
        "/substances/%2e%2e%2fetc/", "/substances/Zinc%20/", "/check/extra", "/compare/x/", "/%F0%9F%92%8A/", "/static/none.css", "/products/magnesium/%0d%0a",
    ],
)  # fmt: skip
def test_an_address_that_there_is_not_has_a_helpful_page(
    client: Client, shelf: dict[str, Product], path: str, prefix: str
) -> None:
    """Which leads on."""
    if path.startswith("/static/"):
        prefix = ""
    page = _said(client.get(prefix + path), 404, prefix)
    links = {each.get("href") for tag, each in page.elements if tag == "a"}
    assert {f"{prefix}/", f"{prefix}/check/"} <= links


KINDS = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(500),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(200),
    "gif": b"GIF89a" + bytes(200),
    "webp": b"RIFF\x00\x00\x00\x00WEBP" + bytes(200),
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(200),
    "zip": b"PK\x03\x04" + bytes(200),
    "docx": b"PK\x03\x04" + bytes(26) + b"word/document.xml" + bytes(200),
    "gzip": b"\x1f\x8b\x08" + bytes(200),
    "program": b"\x7fELF" + bytes(200),
    "noise": bytes(range(256)) * 40,
    "nothing": b"",
    "blanks": b" \n\t\r\n " * 40,
    "nuls": bytes(5000),
    "a mark alone": b"\xef\xbb\xbf",
}


@PREFIXES
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_text_is_refused(client: Client, kind: str, prefix: str) -> None:
    """It is said what it is and what to give instead, and the form is there to go on with."""
    file = SimpleUploadedFile(f"label.{kind}", KINDS[kind])
    page = _said(client.post(f"{prefix}/check/", {"file": file, "market": "us"}), 422, prefix)
    assert page.problem.endswith(".")
    assert any(each.get("selected") is not None or "selected" in each for tag, each in page.elements if tag == "option")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac-roman"]
)
def test_a_text_in_any_usual_encoding_is_read(client: Client, encoding: str) -> None:
    """With and without its mark, accents and all."""
    text = TEXT.replace("Calm", "Calme")
    if encoding != "mac-roman":
        text = text.replace("Magnesium Calme", "Magnésium calmé")
    response = client.post("/check/", {"file": SimpleUploadedFile("label.txt", text.encode(encoding)), "market": "ca"})
    _said(response, 200)
    assert ("Magnésium calmé" if encoding != "mac-roman" else "Calme") in response.content.decode()


@PREFIXES
@pytest.mark.parametrize("way", ["file", "text", "file far too large", "text far too large", "many fields together"])
def test_what_is_too_large_is_refused(client: Client, way: str, prefix: str) -> None:
    """413, whether it is seen while it is read or by its stated size; the page says how much is taken."""
    size = 9_000_000 if "far" in way else 5_100_000
    data: dict[str, Any] = {"market": "ca"}
    if "file" in way:
        data["file"] = SimpleUploadedFile("page.html", b"x" * size)
    elif "many" in way:
        data |= {f"more{at}": "x" * 100_000 for at in range(65)}
    else:
        data["text"] = "x" * size
    response = client.post(f"{prefix}/check/", data)
    page = _said(response, 413, prefix)
    says = (page.problem or response.content.decode()).replace("\u00a0", " ")
    assert ("5 Mo" if prefix else "5 MB") in says


def test_a_large_body_is_not_read(client: Client) -> None:
    """It is refused by its stated size alone: nothing of it is taken from the wire."""
    from officinal.site.bounds import BoundsMiddleware

    def never(_: Any) -> Any:
        pytest.fail("it was passed on")

    request = RequestFactory().post("/check/", b"", content_type="text/plain", CONTENT_LENGTH=str(10**12))
    assert BoundsMiddleware(never)(request).status_code == 413
    request = RequestFactory().post("/api/v1/read", b"", content_type="application/json", CONTENT_LENGTH=str(10**9))
    answer = BoundsMiddleware(never)(request)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/json"
    _said(client.generic("POST", "/fr/check/", b"x", content_type="text/plain", CONTENT_LENGTH=str(10**12)), 413, "/fr")


@PREFIXES
def test_a_form_with_too_many_fields_is_refused(client: Client, prefix: str) -> None:
    """As is one with too many files."""
    _said(client.post(f"{prefix}/check/", {f"field{at}": "x" for at in range(1200)}), 400, prefix)
    body = "&".join(f"a{at}=1" for at in range(1200))
    form = "application/x-www-form-urlencoded"
    _said(client.post(f"{prefix}/check/", body, content_type=form), 400, prefix)
    files = {f"file{at}": SimpleUploadedFile(f"{at}.txt", b"x") for at in range(20)}
    _said(client.post(f"{prefix}/check/", files), 400, prefix)


@PREFIXES
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=" + "b" * 500, b"x", 400),
        ("multipart/form-data; boundary=b\xe9".encode("latin-1").decode("latin-1"), b"x", 400),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nZinc', 422),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n\r\n--b--\r\n", 422),
        ("multipart/form-data; boundary=b", b"", 422),
        ("application/x-www-form-urlencoded", b"\xff\xfe%zz=%", 422),
        ("application/x-www-form-urlencoded; charset=nonsense", b"text=x", 422),
        ("application/x-www-form-urlencoded; charset=utf-16", b"text=x", 400),
        ("application/x-www-form-urlencoded", b"text=%ff%fe%00", 422),
        ("application/json", b'{"text": "Zinc"}', 422),
        ("text/plain", b"Zinc 15 mg", 422),
        ("", b"Zinc", 422),
    ],
)
def test_a_malformed_form_is_refused(client: Client, kind: str, body: bytes, status: int, prefix: str) -> None:
    """What cannot be taken apart gets 400, an empty question what to do."""
    _said(client.generic("POST", f"{prefix}/check/", body, content_type=kind), status, prefix)


def test_an_odd_file_name_does_no_harm(client: Client) -> None:
    """Nothing is stored under it, and it is shown as words."""
    for name in (
        "../../etc/passwd",
        "<script>.txt",
        "a\u202egnp.exe",
        "x" * 5000 + ".txt",
        "\x7f\x1b[2J.txt",
        "con.txt",
    ):
        response = client.post("/check/", {"file": SimpleUploadedFile(name, TEXT.encode()), "market": "ca"})
        html = response.content.decode()
        assert response.status_code == 200, name
        assert "<script>.txt" not in html
        assert "\x1b" not in html
    assert not os.path.exists("etc/passwd")


@PREFIXES
def test_a_method_that_a_page_does_not_take(client: Client, prefix: str) -> None:
    """405, and which it takes."""
    for method in ("PUT", "DELETE", "PATCH", "PURGE"):
        response = client.generic(method, f"{prefix}/check/")
        _said(response, 405, prefix)
        assert response.headers["Allow"] == "GET, HEAD, POST"
    assert client.head(f"{prefix}/check/").status_code == 200


@PREFIXES
def test_a_form_that_is_not_ours_is_refused(prefix: str) -> None:
    """A forged or stale form gets a page of ours, in the visitor's language."""
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(f"{prefix}/admin/login/", {"username": "x"}, follow=True)
    assert response.status_code in (200, 403)
    request = RequestFactory().get(f"{prefix}/")
    assert errors.forged(request, "no cookie").status_code == 403


def test_the_desk_needs_no_cookie() -> None:
    """It changes nothing and knows nobody, so a browser without cookies, or a link from elsewhere, is served."""
    browser = Client(enforce_csrf_checks=True)
    assert not browser.get("/check/").cookies
    answer = browser.post("/check/", {"text": TEXT, "market": "ca"}, headers={"Origin": "https://elsewhere.example"})
    _said(answer, 200)
    assert not answer.cookies


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    """With a page all the same."""
    _said(client.get("/", headers={"Host": "evil.example"}), 400)
    _said(client.get("/check/", headers={"Host": "a b"}), 400)


@PREFIXES
def test_our_own_fault_is_said_as_ours(monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
    """A page without what may be broken, in the visitor's language; the API says it in JSON; nothing of the fault shows."""

    def fails() -> Any:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("officinal.site.pages.substance.load", fails)
    monkeypatch.setattr("officinal.site.api.v1.knowledge.load", fails)
    browser = Client(raise_request_exception=False)
    response = browser.get(f"{prefix}/substances/zinc/")
    page = _said(response, 500, prefix)
    assert page.heading
    assert b"secret" not in response.content
    answer = browser.get("/api/v1/substances/zinc")
    assert answer.status_code == 500
    assert answer.json()["detail"] == "something of ours broke"


def test_pages_of_errors_ask_no_database(django_assert_num_queries: Any) -> None:
    """For the database may be what is broken."""
    with django_assert_num_queries(0):
        for status in (400, 403, 404, 405, 413, 429, 500, 503):
            assert errors.page(RequestFactory().get("/fr/"), status, wait=3).status_code == status
