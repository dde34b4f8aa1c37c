# SPDX-License-Identifier: Apache-2.0
"""Risk information, the gravest first, as the label states it."""

from __future__ import annotations

from typing import Any

from officinal.label import Label
from officinal.shop.dossier.wording import Wording

_ORDER = ("contraindication", "warning", "caution", "adverse-reaction")


def risks(label: Label, wording: Wording) -> list[dict[str, Any]]:
    """Each statement with its kind, trigger, subject and what to do."""
    entries = [
        {
            "at": at,
            "kind": each.kind,
            "trigger": each.trigger,
            **wording.entry("what", each.what),
            **wording.entry("action", each.action),
        }
        for at, each in enumerate(label.risk_information)
    ]
    return sorted(entries, key=lambda entry: (_ORDER.index(str(entry["kind"])), entry["at"]))
