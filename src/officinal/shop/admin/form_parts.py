# SPDX-License-Identifier: Apache-2.0
"""What the forms of the staff side share: fields, choices, and how a problem is said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from officinal.checks.check import regime_of
from officinal.knowledge.load import load


class Carried(forms.CharField):
    """What a page carries along to the next request; no edit of the person's."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never an edit."""
        return False


class TomlField(forms.CharField):
    """A label's text; browsers end its lines in their own way."""

    widget = forms.Textarea(attrs={"rows": 36, "cols": 90, "spellcheck": "false", "autocapitalize": "none"})

    def to_python(self, value: Any) -> str:
        """With lines ended as they are kept."""
        return str(super().to_python(value)).replace("\r\n", "\n")


def markets() -> list[tuple[str, str]]:
    """The markets that a product can be for."""
    french = get_language() == "fr"
    return [(each.id, ((french and each.names.fr) or each.names.en)[0]) for each in load().markets.values()]


def regimes() -> list[tuple[str, Any]]:
    """The labelling regimes of every market; empty is the oldest that is lawful on the day."""
    french = get_language() == "fr"
    listed: list[tuple[str, Any]] = [("", _("the oldest that is lawful"))]
    for market in load().markets.values():
        group = [(each.id, ((french and each.names.fr) or each.names.en)[0]) for each in market.regimes]
        if len(group) > 1:
            listed.append((((french and market.names.fr) or market.names.en)[0], group))
    return listed


def check_regime(market: str, regime: str) -> None:
    """Raise `AskedForUnknown` where the market has no such regime today."""
    regime_of(load().market(market), regime or None, timezone.localdate())


def errors_need_a_reason(errors: int) -> str:
    """What somebody is told who publishes a label with errors and gives no reason."""
    return ngettext(
        "This label has %(n)s error: mend it, or say why it is published all the same.",
        "This label has %(n)s errors: mend them, or say why it is published all the same.",
        errors,
    ) % {"n": errors}


def said_with_place(line: int | None, pointer: str, problem: str) -> str:
    """A problem with where it stands."""
    if line and pointer:
        return _("Line %(line)s (%(place)s): %(problem)s") % {"line": line, "place": pointer, "problem": problem}
    if line:
        return _("Line %(line)s: %(problem)s") % {"line": line, "problem": problem}
    return f"{pointer}: {problem}" if pointer else problem
