# SPDX-License-Identifier: Apache-2.0
"""Tables as other shops write them, for the tests of bringing products in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

BODY = (
    '<p>Osierbrook\'s "gentle" magnésium.</p><h3>Medicinal ingredients (per capsule)</h3>'
    "<table><tr><td>Magnesium (magnesium bisglycinate)</td><td>100 mg</td></tr></table>"
    "<p>Non-medicinal ingredients: hypromellose, rice flour.</p>"
    "<p>Recommended dose: Adults: take 2 capsules daily with food.</p><p>NPN 80099999</p>"
    "<p>Recommended use: Helps maintain muscle function.</p>"
)
GTIN = "4006381333931"

SHOPIFY_TODAY = [
    "Title",
    "URL handle",
    "Description",
    "Vendor",
    "Product category",
    "Type",
    "Tags",
    "Published on online store",
    "Status",
    "SKU",
    "Barcode",
    "Option1 name",
    "Option1 value",
    "Option1 Linked To",
    "Option2 name",
    "Option2 value",
    "Option2 Linked To",
    "Option3 name",
    "Option3 value",
    "Option3 Linked To",
    "Price",
    "Compare-at price",
    "Cost per item",
    "Charge tax",
    "Tax code",
    "Inventory tracker",
    "Inventory quantity",
    "Continue selling when out of stock",
    "Weight value (grams)",
    "Weight unit for display",
    "Requires shipping",
    "Fulfillment service",
    "Product image URL",
    "Image position",
    "Image alt text",
    "Variant image URL",
    "Gift card",
    "SEO title",
    "SEO description",
]
SHOPIFY_BEFORE = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    "Status",
]
OLD_NAMES = {
    "URL handle": "Handle", "Description": "Body (HTML)", "Published on online store": "Published",
    "SKU": "Variant SKU", "Barcode": "Variant Barcode", "Price": "Variant Price",
    "Inventory quantity": "Variant Inventory Qty", "Weight value (grams)": "Variant Grams",
    "Product image URL": "Image Src", "Option1 name": "Option1 Name", "Option1 value": "Option1 Value",
}  # fmt: skip

WOOCOMMERCE = [
    "ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?", "Visibility in catalog",
    "Short description", "Description", "Tax status", "In stock?", "Stock", "Weight (kg)", "Sale price",
    "Regular price", "Categories", "Parent", "Brands", "Attribute 1 name", "Attribute 1 value(s)",
    "Attribute 1 visible", "Attribute 1 global",
]  # fmt: skip
WOOCOMMERCE_FRENCH = [
    "ID", "Type", "UGS", "GTIN, UPC, EAN ou ISBN", "Nom", "Publié", "Mis en avant ?", "Visibilité dans le catalogue",
    "Description courte", "Description", "État de la TVA", "En stock ?", "Stock", "Poids (kg)", "Tarif promo",
    "Tarif régulier", "Catégories", "Parent", "Marques", "Nom de l’attribut 1", "Valeur(s) de l’attribut 1 ",
    "Attribut 1 visible", "Attribut 1 global",
]  # fmt: skip


def table(
    headings: list[str], rows: Iterable[Mapping[str, str] | list[str]], delimiter: str = ",", end: str = "\r\n"
) -> bytes:
    """A CSV file of rows by heading; a list is a row as it stands."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(headings)
    for row in rows:
        if not isinstance(row, list):
            assert not (unknown := row.keys() - set(headings)), unknown
            row = [row.get(heading, "") for heading in headings]
        writer.writerow(row)
    return text.getvalue().encode()


def shopify(*rows: Mapping[str, str] | list[str], before: bool = False) -> bytes:
    """Shopify's table of products, with the headings of today or of before; rows are given with those of today."""
    if not before:
        return table(SHOPIFY_TODAY, rows)
    renamed = [
        row if isinstance(row, list) else {OLD_NAMES.get(name, name): text for name, text in row.items()}
        for row in rows
    ]
    return table(SHOPIFY_BEFORE, renamed)


def woocommerce(*rows: Mapping[str, str], french: bool = False) -> bytes:
    """WooCommerce's table of products; rows are given with the English headings."""
    if not french:
        return table(WOOCOMMERCE, rows)
    french_of = dict(zip(WOOCOMMERCE, WOOCOMMERCE_FRENCH, strict=True))
    return table(WOOCOMMERCE_FRENCH, [{french_of[name]: text for name, text in row.items()} for row in rows])


MAGNESIUM = {
    "Title": "Magnesium Bisglycinate", "URL handle": "magnesium", "Description": BODY, "Vendor": "Osierbrook",
    "Published on online store": "TRUE", "Status": "active", "SKU": "M-60", "Barcode": f"'{GTIN}",
    "Option1 name": "Size", "Option1 value": "60 capsules", "Price": "24.90", "Inventory quantity": "12",
    "Weight value (grams)": "110",
}  # fmt: skip
"""the first row of a product with two sizes"""
LARGER = {
    "URL handle": "magnesium", "SKU": "M-120", "Option1 value": "120 capsules", "Price": "44.90",
    "Inventory quantity": "-2", "Weight value (grams)": "0",
}  # fmt: skip
