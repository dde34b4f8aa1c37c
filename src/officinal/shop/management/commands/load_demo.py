# SPDX-License-Identifier: Apache-2.0
"""Load the demonstration catalogue."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from officinal.shop.catalogue.demo import load_demo


class Command(BaseCommand):
    """Thin: everything is done by `catalogue.demo`."""

    help = "Load the demonstration catalogue, or bring it up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say how many products there are."""
        number = sum(1 for _ in load_demo(as_of=timezone.localdate(), now=timezone.now()))
        self.stdout.write(f"{number} products of the demonstration catalogue are in the shop")
