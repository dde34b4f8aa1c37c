# SPDX-License-Identifier: Apache-2.0
"""Any product page to one record, with the span behind every field and the unread rest."""

from officinal.reading.read import read, read_html, read_opened, read_text
from officinal.reading.reading import Reading, Unread

__all__ = ["Reading", "Unread", "read", "read_html", "read_opened", "read_text"]
