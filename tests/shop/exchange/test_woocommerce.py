# SPDX-License-Identifier: Apache-2.0
"""WooCommerce's table of products becomes products with label records, one for each variation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.shop.exchange.conftest import Bring
from tests.shop.exchange.tables import BODY, GTIN, woocommerce

from officinal.shop.exchange.bring_in import bring_in
from officinal.shop.models import Product

SIMPLE = {
    "ID": "44", "Type": "simple", "SKU": "ZN", "GTIN, UPC, EAN, or ISBN": GTIN, "Name": "Magnesium Bisglycinate",
    "Published": "1", "Short description": "A jar of 60 capsules.", "Description": BODY.replace("</p>", "</p>\\n"),
    "Stock": "5", "Weight (kg)": "0.11", "Regular price": "24.90", "Brands": "Osierbrook",
}  # fmt: skip
PARENT = SIMPLE | {"ID": "50", "Type": "variable", "SKU": "", "Stock": "", "Regular price": "", "Attribute 1 name": "Size",
                   "Attribute 1 value(s)": "60 capsules, 120 capsules"}  # fmt: skip
VARIATION = {"ID": "51", "Type": "variation", "SKU": "ZN-120", "Name": "Magnesium - 120", "Published": "1", "Parent": "id:50",
             "Regular price": "44.90", "Sale price": "40", "Stock": "parent", "Attribute 1 value(s)": "120 capsules"}  # fmt: skip


@pytest.mark.parametrize("french", [False, True], ids=["English", "French"])
def test_a_simple_product_comes_with_its_label(apply: Bring, french: bool) -> None:
    """Headings and prices in the language of the shop; the exporter's line ends are line ends."""
    data = woocommerce(SIMPLE | ({"Regular price": "24,90", "Weight (kg)": "0,11"} if french else {}), french=french)
    assert bring_in(data, "x.csv").kind == "woocommerce"
    (made,) = apply(data, reason="moving")
    assert (made.kind, made.slug) == ("new", "magnesium-bisglycinate"), made.reason
    kept = Product.objects.get()
    assert (kept.price, kept.weight_g) == (Decimal("24.90"), 110)
    assert (kept.label.brand, kept.label.offer and kept.label.offer.gtin) == ("Osierbrook", GTIN)
    assert kept.label.medicinal_ingredients[0].substance == "magnesium"


def test_line_ends_written_as_signs_are_line_ends(look: Bring) -> None:
    """A description without markup is read line by line, as the exporter's backslash and n divide it."""
    text = "Medicinal ingredients\\nMagnesium 100 mg\\nZinc 5 mg\\nDirections: Adults: Take 2 capsules daily.\\n"
    (made,) = look(woocommerce(SIMPLE | {"Description": text, "Short description": ""}), reason="x")
    assert made.label is not None, made.reason
    assert [row.name for row in made.label.medicinal_ingredients] == ["Magnesium", "Zinc"]


def test_a_variation_has_the_label_of_its_parent(look: Bring) -> None:
    """Each variation is a product; the parent itself is none, and may stand after it; sale prices are left out."""
    (made,) = look(woocommerce(VARIATION, PARENT), reason="x")
    assert (made.kind, made.slug) == ("new", "magnesium-bisglycinate-120-capsules"), made.reason
    assert dict(made.offer)["price"] == Decimal("44.90")
    assert made.opening_stock is None
    assert any("40" in note for note in made.notes)


def test_what_cannot_be_sold_here_is_refused(look: Bring) -> None:
    """A group, and a variation without its parent, are refused by their lines."""
    changes = look(woocommerce(SIMPLE | {"Type": "grouped"}, VARIATION), reason="x")
    assert [(each.line, each.kind) for each in changes] == [(2, "refused"), (3, "refused")]
    assert "grouped" in changes[0].reason


def test_a_table_of_nobody_is_refused_with_what_is_known() -> None:
    """The error names the headings that would be understood."""
    with pytest.raises(Exception, match="URL handle"):
        bring_in(b"colour,size\nblue,9\n", "x.csv")
