# SPDX-License-Identifier: Apache-2.0
"""The shop: the catalogue of products, each standing on its label record."""
