# SPDX-License-Identifier: Apache-2.0
"""Staff see the versions of a label, what differs between two, and put one back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser
from tests.site.staff_desk import address, opened, said, sent_of

from officinal.shop.models import Product


@pytest.fixture
def two_versions(staff: Client, shelf: dict[str, Product]) -> Product:
    """A product whose label was published twice."""
    product = shelf["clean"]
    sent = opened(staff, product) | {
        "plain-tagline": "Calm at night",
        "plain-licence_number": "",
        "reason": "Because & <b>why</b>",
    }
    assert staff.post(address(product), sent).status_code == 302
    return product


def test_versions_say_who_when_why_and_how_many(staff: Client, two_versions: Product) -> None:
    """The list; any two can be compared; who may not change is offered nothing to put back."""
    html = said(staff.get(address(two_versions, "versions/")))
    assert "keeper" in html
    assert "Because &amp; &lt;b&gt;why&lt;/b&gt;" in html
    assert "for the tests" in html
    assert f"✕ {two_versions.versions.first().errors}" in html
    assert address(two_versions, "versions/1/restore/") in html


def test_the_difference_of_two_versions(staff: Client, two_versions: Product) -> None:
    """A table with signs and words, not colours alone; the same both ways round; nothing where nothing differs."""
    found = LexborHTMLParser(staff.get(address(two_versions, "versions/diff/?from=1&to=2")).content.decode())
    rows = {row.attributes["class"]: row.text() for row in found.css(".diff tbody tr")}
    assert "+ added" in rows["added"]
    assert 'tagline = "Calm at night"' in rows["added"]
    assert "− removed" in rows["removed"]
    assert "80099999" in rows["removed"]
    back = LexborHTMLParser(staff.get(address(two_versions, "versions/diff/?from=2&to=1")).content.decode())
    assert any("80099999" in row.text() for row in back.css(".diff .added"))
    assert "Nothing differs" in said(staff.get(address(two_versions, "versions/diff/?from=2&to=2")))
    for query in ("", "?from=1&to=9", "?from=x&to=2", "?from=²&to=2", "?from=1&to=99999999999999999999"):
        assert staff.get(address(two_versions, "versions/diff/" + query)).status_code == 404


def test_a_version_is_put_back_with_a_reason(staff: Client, two_versions: Product, keeper: User) -> None:
    """What would change is shown first; then it is published again, as a new version; all others stay."""
    page = address(two_versions, "versions/1/restore/")
    shown = staff.get(page)
    assert "Calm at night" in said(shown)
    sent = sent_of(shown, "form.why")
    assert two_versions.versions.count() == 2
    refused = staff.post(page, sent | {"reason": " "})
    assert refused.status_code == 422
    assert "Say why this version is put back" in said(refused)
    assert staff.post(page, sent | {"reason": "a test", "newest": "1"}).status_code == 422
    assert two_versions.versions.count() == 2
    assert staff.post(page, sent | {"reason": "The night was a mistake"}).status_code == 302
    newest = two_versions.versions.first()
    assert (newest.number, newest.reason, newest.published_by) == (3, "The night was a mistake", keeper)
    assert newest.label_json == two_versions.versions.get(number=1).label_json
    assert Product.objects.get(pk=two_versions.pk).label.tagline is None


def test_a_version_with_errors_is_put_back_only_for_a_reason_that_says_so(staff: Client, two_versions: Product) -> None:
    """The same rule holds there."""
    staff.post(address(two_versions), opened(staff, two_versions) | {"plain-licence_number": "80099999"})
    refused = staff.post(address(two_versions, "versions/2/restore/"), {"newest": "3"})
    assert "say why it is published all the same" in said(refused)
