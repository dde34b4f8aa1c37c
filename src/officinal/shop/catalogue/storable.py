# SPDX-License-Identifier: Apache-2.0
"""Which labels the shop's database can keep."""

from __future__ import annotations

import re

from officinal.errors import RecordError
from officinal.label import Label, to_json

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def storable(label: Label) -> Label:
    """The label itself; raises `RecordError` where a text holds a character that no database keeps.

    >>> storable(Label(name="Zinc")).name
    'Zinc'
    >>> storable(Label(name="Zinc" + chr(0)))
    Traceback (most recent call last):
    officinal.errors.RecordError: the label holds a NUL character, which cannot be kept; take it out
    """
    if _NUL.search(to_json(label, indent=None)):
        raise RecordError("the label holds a NUL character, which cannot be kept; take it out")
    return label
