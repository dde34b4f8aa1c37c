# SPDX-License-Identifier: Apache-2.0
"""What dosage forms are called, in both languages."""

from __future__ import annotations

from officinal.checks.counted import WORDS

_FORMS = {
    "powder": ("powder", "poudre"),
    "liquid": ("liquid", "liquide"),
    "drops": ("drops", "gouttes"),
    "spray": ("spray", "vaporisateur"),
    "cream": ("cream", "crème"),
    "oil": ("oil", "huile"),
    "tea": ("tea", "tisane"),
}
"""forms that are not counted in themselves; the others are called what one of them is called"""


def form_name(form: str, language: str) -> str:
    """A dosage form by its name: capsule molle, poudre; one that we do not know by the label's own word."""
    if form in _FORMS:
        english, french = _FORMS[form]
    else:
        english, _, french, _ = WORDS.get(form) or (form.replace("-", " "),) * 4
    return french if language == "fr" else english
