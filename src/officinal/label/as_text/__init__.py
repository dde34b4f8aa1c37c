# SPDX-License-Identifier: Apache-2.0
"""The record as plain text, in the ordinary words and order of a label."""

from officinal.label.as_text.text import to_text

__all__ = ["to_text"]
