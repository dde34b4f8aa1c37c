# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from bench.accuracy import pairs
from bench.known_failures import failures, recorded
from tests.reading.accounts import PAGES, all_sources

from officinal.errors import NotAProduct
from officinal.label import Label
from officinal.reading import read

PAIRS = list(pairs())
NO_PRODUCT = sorted((PAGES / "not-a-product").iterdir())


def _name(page: Path) -> str:
    return page.relative_to(PAGES).with_suffix("").as_posix()


@pytest.mark.parametrize(("page", "expected"), PAIRS, ids=[_name(page) for page, _ in PAIRS])
def test_a_page_is_read_as_its_record_says(page: Path, expected: Label) -> None:
    """Each fact of the expected record is read and no other, but for the failures known of the page, and those still fail."""
    assert failures(page, expected) == recorded().get(_name(page), {})


@pytest.mark.parametrize("page", NO_PRODUCT, ids=lambda page: page.name)
def test_what_is_no_product_page_is_refused(page: Path) -> None:
    """A recipe, a cart, a list of products gives no record but a message that names the file."""
    with pytest.raises(NotAProduct, match=page.name.replace(".", r"\.")) as refused:
        read(str(page))
    assert "\n" not in str(refused.value)


def test_each_page_stands_beside_its_record() -> None:
    """Every page has an expected record or is no product, and every record of the known failures is a page's."""
    named = {_name(page) for page, _ in PAIRS}
    assert {_name(page) for page in all_sources() if page.parent.name != "not-a-product"} == named
    assert set(recorded()) <= named
