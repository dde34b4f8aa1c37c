# SPDX-License-Identifier: Apache-2.0
"""The seller's file says by whose clock the shop's days begin; a clock that nobody knows stops the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import officinal.shop
from officinal.shop.seller import SellerError, read_seller

DEMO = (Path(officinal.shop.__file__).parent / "demo/seller.toml").read_text(encoding="utf-8")


def seller_file(folder: Path, zone: str) -> Path:
    """The demonstration's file with another clock."""
    path = folder / "seller.toml"
    path.write_text(DEMO.replace("America/Toronto", zone), encoding="utf-8")
    return path


@pytest.mark.parametrize("zone", ["America/Toronto", "Europe/Brussels"])
def test_days_begin_by_the_sellers_clock(tmp_path: Path, zone: str) -> None:
    """Nine in the evening in Montréal is still that day, whatever day it is in Greenwich."""
    code = "from django.conf import settings; print(settings.TIME_ZONE)"
    told = {"OFFICINAL_DATA": str(tmp_path), "OFFICINAL_SHOP": str(seller_file(tmp_path, zone))}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | told | {"DJANGO_SETTINGS_MODULE": "officinal.site.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == zone


@pytest.mark.parametrize("zone", ["America/Nowhere", "../../etc/passwd", ""])
def test_a_clock_that_nobody_knows_stops_the_start(tmp_path: Path, zone: str) -> None:
    """The message names the file and the key."""
    with pytest.raises(SellerError, match=r"seller\.toml: time_zone"):
        read_seller(seller_file(tmp_path, zone))
