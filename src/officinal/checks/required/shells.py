# SPDX-License-Identifier: Apache-2.0
"""Dosage forms that hold more than their medicinal ingredients: a shell, or a base."""

from __future__ import annotations

from officinal.checks.case import Case

_WITH_MORE = ("capsule", "softgel", "gummy")


def lacks_other_ingredients(case: Case, heading: str) -> str | None:
    """The dosage form, where it must hold other ingredients, none is listed, and the list's heading does not stand there."""
    form = case.label.dosage_form
    lacking = form in _WITH_MORE and case.rows and not case.excipients and heading not in case.statements
    return form if lacking else None
