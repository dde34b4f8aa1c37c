# SPDX-License-Identifier: Apache-2.0
"""Takes a protection away where the environment names one: in the shop's processes alone, never in who looks at it."""

import os

from django.apps import AppConfig


class FaultsConfig(AppConfig):
    """No tables."""

    name = "faults"

    def ready(self) -> None:
        """Take away what FAULTS_WITHOUT names, and let those who meet there wait for each other a little."""
        if name := os.environ.get("FAULTS_WITHOUT"):
            from faults.without import BY_NAME, let_meet

            let_meet()
            BY_NAME[name].take_away()
