# SPDX-License-Identifier: Apache-2.0
"""The shop's tables, re-exported so that Django sees one app and a reader sees a file for each noun."""

from officinal.shop.models.product import Facet, LabelVersion, Product

__all__ = ["Facet", "LabelVersion", "Product"]
