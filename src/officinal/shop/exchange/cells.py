# SPDX-License-Identifier: Apache-2.0
"""What single cells say: money, whole numbers, yes and no; and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from officinal.errors import OfficinalError

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""what a spreadsheet may take for a formula, and what would be taken for such a text with its guard"""
_PRICE = re.compile(r"([0-9]{1,9})(?:[.,](?![0-9]{3}$)([0-9]{1,2})0*)?")
"""three digits behind the sign may be thousands, so they are no price"""
_GROUPED = re.compile(r"[0-9]{1,3}([ ,.'\u00a0\u202f\u2019])[0-9]{3}(?:\1[0-9]{3})*[.,][0-9]{2}")
_SIGNS = re.compile(r"^[\s$€£]+|[\s$€£]+$")
_LONGEST_NUMBER = 40
_WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:[.,]0+)?")
_YES = frozenset(("1", "yes", "true", "on", "oui", "vrai"))
_NO = frozenset(("0", "no", "false", "off", "non", "faux"))
MOST_MONEY = Decimal("99999999.99")


class Unclear(OfficinalError):
    """A cell says nothing that can be used: what it says, and how to write it."""


def guarded(text: str) -> str:
    """A text that opens as a text in a spreadsheet; `unguarded` gives it back.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("Zinc")
    ("'=1+1", "''=1+1", 'Zinc')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text without the guard that an export put before it.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def money(text: str) -> Decimal:
    """An amount of money to the cent, with a point or a comma; raises `Unclear` where it could mean two amounts.

    >>> money("24.9"), money("1 299,00 $"), money("24,90")
    (Decimal('24.90'), Decimal('1299.00'), Decimal('24.90'))
    """
    bare = _SIGNS.sub("", text[:_LONGEST_NUMBER])
    if (found := _GROUPED.fullmatch(bare)) and found[1] != bare[-3]:
        bare = bare[:-3].replace(found[1], "") + "." + bare[-2:]
    plain = _PRICE.fullmatch(bare) if len(text) <= _LONGEST_NUMBER else None
    if plain is None or (amount := Decimal(f"{plain[1]}.{(plain[2] or '0'):0<2}")) > MOST_MONEY:
        raise Unclear(_("%(text)s is no price; write it as 24.90") % {"text": _quoted(text)})
    return amount


def percent(text: str) -> Decimal:
    """A share off a price, in percent, with two decimals; raises `Unclear` outside 0 to 100."""
    bare = text.strip().rstrip("%").strip()
    plain = _PRICE.fullmatch(bare)
    if plain is None or (share := Decimal(f"{plain[1]}.{(plain[2] or '0'):0<2}")) >= 100:
        raise Unclear(_("%(text)s is no percentage; write it as 15") % {"text": _quoted(text)})
    return share


def whole(text: str) -> int:
    """A whole number, which may be below nothing; raises `Unclear`.

    >>> whole("12"), whole("-3"), whole("12.0")
    (12, -3, 12)
    """
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        raise Unclear(_("%(text)s is no whole number") % {"text": _quoted(text)})
    return int(found[1])


def yes_or_no(text: str) -> bool:
    """A yes or a no, in English or French or as a spreadsheet writes it; raises `Unclear`."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unclear(_("%(text)s is neither yes nor no") % {"text": _quoted(text)})


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
