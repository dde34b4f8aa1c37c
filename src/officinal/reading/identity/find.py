# SPDX-License-Identifier: Apache-2.0
"""Who the product is: name, brand, tagline, highlights, badges, net amount."""

from __future__ import annotations

from officinal.reading.document import Block, Document
from officinal.reading.identity.below import find_badges, find_below, find_listed_highlights
from officinal.reading.identity.brand import find_brand
from officinal.reading.identity.found import Identity
from officinal.reading.identity.name import find_name
from officinal.reading.identity.net_amount import find_net_amount


def find_identity(document: Document, blocks: list[Block]) -> Identity:
    """Read the head of the page; `blocks` are those that belong to the product."""
    found = Identity()
    find_name(document, blocks, found)
    find_brand(document, blocks, found)
    if found.name_block is not None or not document.is_text:
        find_below(document, blocks, found)
    find_badges(document, blocks, found)
    find_listed_highlights(document, blocks, found)
    find_net_amount(document, blocks, found)
    return found
