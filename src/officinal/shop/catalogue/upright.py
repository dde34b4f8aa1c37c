# SPDX-License-Identifier: Apache-2.0
"""Names as they can stand in the middle of a sentence."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")


def upright(text: str | None) -> str:
    """The text without what cannot be seen but turns the words after it round, or breaks their line.

    >>> upright("Zinc" + chr(0x202E) + " 15 mg" + chr(9) + "capsules")
    'Zinc 15 mg capsules'
    """
    return _CONTROLS.sub(" ", _TURNING.sub("", text or "")).strip()
