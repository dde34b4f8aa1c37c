# SPDX-License-Identifier: Apache-2.0
"""Shopify's table of products becomes products with label records, one for each variant."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.shop.exchange.conftest import Bring, units
from tests.shop.exchange.tables import GTIN, LARGER, MAGNESIUM, shopify

from officinal.shop.exchange.bring_in import bring_in
from officinal.shop.models import Product

IMAGE = {"URL handle": "magnesium", "Product image URL": "https://example.com/2.jpg"}


@pytest.mark.parametrize("before", [False, True], ids=["headings of today", "headings of before"])
def test_each_variant_is_a_product_with_the_label_of_the_page(apply: Bring, before: bool) -> None:
    """Label, price, weight, numbers and opening stock come from the table; rows that add an image add no product."""
    data = shopify(MAGNESIUM, LARGER, IMAGE, before=before)
    assert bring_in(data, "x.csv").kind == "shopify"
    small, large = apply(data, reason="moving")
    assert (small.slug, large.slug) == ("magnesium-60-capsules", "magnesium-120-capsules")
    assert (small.kind, large.kind) == ("new", "new")
    kept = Product.objects.get(slug="magnesium-60-capsules")
    assert (kept.price, kept.currency, kept.weight_g, kept.published) == (Decimal("24.90"), "CAD", 110, False)
    assert units(kept) == 12
    label = kept.label
    assert (label.brand, label.name) == ("Osierbrook", "Magnesium Bisglycinate - 60 capsules")
    assert [(row.substance, row.amount and row.amount.value) for row in label.medicinal_ingredients] == [
        ("magnesium", 100)
    ]
    assert label.licence_number == "80099999"
    assert label.directions[0].food == "with"
    assert label.offer is not None
    assert (label.offer.sku, label.offer.gtin, label.offer.price) == ("M-60", GTIN, None)
    other = Product.objects.get(slug="magnesium-120-capsules")
    assert (other.weight_g, units(other)) == (None, 0)
    assert any("-2" in note for note in large.notes)


def test_brought_in_again_nothing_changes_and_a_new_price_is_no_new_label(apply: Bring, look: Bring) -> None:
    """The same file is unchanged; another price is a changed price and no version of the label."""
    apply(shopify(MAGNESIUM), reason="x")
    assert look(shopify(MAGNESIUM), reason="x")[0].kind == "unchanged"
    (changed,) = look(shopify(MAGNESIUM | {"Price": "26"}), reason="x")
    assert [each.field for each in changed.fields] == ["price"]
    assert changed.label is None


def test_labels_that_staff_mended_can_be_kept(apply: Bring, look: Bring) -> None:
    """With the labels kept, a changed description changes nothing."""
    apply(shopify(MAGNESIUM), reason="x")
    other = MAGNESIUM | {"Description": str(MAGNESIUM["Description"]).replace("100 mg", "150 mg")}
    (changed,) = look(shopify(other), reason="x")
    assert [(each.before, each.after) for each in changed.fields] == [("100", "150")]
    assert look(shopify(other), reason="x", keep_labels=True)[0].kind == "unchanged"


@pytest.mark.parametrize(
    ("row", "shown"),
    [({}, True), ({"Status": "draft"}, False), ({"Status": "archived"}, False), ({"Published on online store": "FALSE"}, False)],
)  # fmt: skip
def test_what_is_hidden_there_is_hidden_here(apply: Bring, row: dict[str, str], shown: bool) -> None:
    """New products are shown only where that is asked for and the file shows them; those here stay as they are."""
    apply(shopify(MAGNESIUM | row), reason="x", show_new=True)
    assert Product.objects.get().published is shown
    Product.objects.update(published=not shown)
    assert apply(shopify(MAGNESIUM | row), reason="x", show_new=True)[0].kind == "unchanged"


def test_one_variant_has_the_address_of_its_product(look: Bring) -> None:
    """What Shopify calls Default Title is no option."""
    (only,) = look(shopify(MAGNESIUM | {"Option1 name": "Title", "Option1 value": "Default Title"}), reason="x")
    assert (only.slug, only.name) == ("magnesium", "Magnesium Bisglycinate")


def test_what_is_no_label_or_does_not_fit_is_refused_by_its_line(look: Bring) -> None:
    """A shirt, a misaligned row and a variant without its product are refused; the rest goes on."""
    shirt = {"Title": "Shirt", "URL handle": "shirt", "Description": "<p>Soft.</p>", "Price": "20"}
    orphan = LARGER | {"URL handle": "zinc"}
    changes = look(shopify(MAGNESIUM, ["a", "b"], LARGER, shirt, orphan, MAGNESIUM), reason="x")
    assert [(each.line, each.kind) for each in changes] == [
        (2, "new"), (3, "refused"), (4, "new"), (5, "refused"), (6, "refused"), (7, "refused"),
    ]  # fmt: skip
    assert "holds no label" in changes[3].reason
    assert "title" in changes[4].reason
    assert "line 2" in changes[5].reason


def test_a_wrong_bar_code_is_left_out_and_said(look: Bring) -> None:
    """A code whose check digit is wrong, or that a spreadsheet has mangled, is no trade item number."""
    (change,) = look(shopify(MAGNESIUM | {"Barcode": "4.00638E+12"}), reason="x")
    assert change.label is not None
    assert change.label.offer is not None
    assert change.label.offer.gtin is None
    assert any("4.00638E+12" in note for note in change.notes)


def test_hostile_cells_are_only_text(apply: Bring) -> None:
    """Scripts, formulas and marks that turn text around come in as words or not at all, and nothing breaks."""
    hostile = "=cmd|'/C calc'!A0<script>alert(1)</script>\u202e"
    row = MAGNESIUM | {"Title": hostile, "Vendor": hostile, "URL handle": "../../etc", "SKU": hostile * 50}
    (change,) = apply(shopify(row), reason="x")
    assert change.slug == "etc-60-capsules"
    assert Product.objects.get().slug == "etc-60-capsules"
