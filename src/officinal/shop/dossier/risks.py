# SPDX-License-Identifier: Apache-2.0
"""Risk information, the gravest first, as the label states it."""

from __future__ import annotations

from typing import Any

from officinal.label import Label

_ORDER = ("contraindication", "warning", "caution", "adverse-reaction")


def risks(label: Label, locale: str) -> list[dict[str, Any]]:
    """Each statement with its kind, trigger, subject and what to do; words of the label stay the label's."""
    entries = [
        {"at": at, "kind": each.kind, "trigger": each.trigger, "what": each.what, "action": each.action}
        for at, each in enumerate(label.risk_information)
    ]
    return sorted(entries, key=lambda entry: (_ORDER.index(str(entry["kind"])), entry["at"]))
