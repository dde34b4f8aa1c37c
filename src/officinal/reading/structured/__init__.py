# SPDX-License-Identifier: Apache-2.0
"""What a page or an export states as data: JSON-LD, microdata, Open Graph, Shopify, WooCommerce."""

from officinal.reading.structured.jsonld import read_jsonld
from officinal.reading.structured.microdata import read_microdata
from officinal.reading.structured.opengraph import read_opengraph
from officinal.reading.structured.shopify import read_shopify
from officinal.reading.structured.statement import Field, Statement
from officinal.reading.structured.woocommerce import read_woocommerce

__all__ = [
    "Field",
    "Statement",
    "read_jsonld",
    "read_microdata",
    "read_opengraph",
    "read_shopify",
    "read_woocommerce",
]
