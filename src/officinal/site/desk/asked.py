# SPDX-License-Identifier: Apache-2.0
"""What a visitor asks the desk: the form as they left it, and the question that it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from officinal.knowledge.load import load
from officinal.site.desk.sources import Source, chosen, from_web, pasted
from officinal.site.desk.words import NotTaken


@dataclass(frozen=True, slots=True)
class Form:
    """The form's fields as they were sent; `seen`, `name` and `type` tell of the text what it was read as before."""

    text: str = ""
    address: str = ""
    market: str = "ca"
    as_of: str = ""
    regime: str = ""
    seen: str = ""
    name: str = ""
    type: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> Form:
        """The form of a request; no field but the text is longer than any of ours."""
        short = {key: str(sent.get(key, "")).replace("\0", " ")[:4096] for key in cls.__slots__ if key != "text"}
        return cls(text=sent.get("text", "").replace("\0", " "), **short | {"market": short["market"] or "ca"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be checked, by whose rules, of which day."""

    source: Source
    market: str
    as_of: dt.date
    regime: str | None


def asked(form: Form, file: UploadedFile[bytes] | None, *, today: dt.date) -> Asked:
    """The question that a form makes; raises `NotTaken`, `SourceError`, and `Busy`.

    A chosen file goes before an address, and an address before a text: the text may be that of the time before.
    """
    market, as_of = _market(form.market), _day(form.as_of, today)
    regime = _regime(form.regime, market, as_of)
    if file is not None:
        return Asked(chosen(file), market, as_of, regime)
    if form.address.strip():
        return Asked(from_web(form.address), market, as_of, regime)
    if not form.text.strip():
        raise NotTaken(_("Paste a page or a label, give its address, or choose a file."))
    source = pasted(form.text, seen=form.seen, name=form.name, type=form.type)
    return Asked(source, market, as_of, regime)


def _market(market: str) -> str:
    if market not in load().markets:
        raise NotTaken(
            _("Choose a market of the list: there is no market called %(market)s.") % {"market": market[:40]}
        )
    return market


def _day(day: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(day) if day else today
    except ValueError:
        raise NotTaken(_("The date is not one; write it as 2026-11-25.")) from None


def _regime(regime: str, market: str, as_of: dt.date) -> str | None:
    """One of the market's sets of labelling rules; None leaves the choice to the day."""
    if not regime:
        return None
    known = next((each for each in load().market(market).regimes if each.id == regime), None)
    if known is None:
        raise NotTaken(
            _("These labelling rules are not those of the market; choose them anew, or leave it to the date.")
        )
    if not known.in_force(market, as_of):
        raise NotTaken(_("These labelling rules do not hold on that day; choose others, or leave it to the date."))
    return regime
