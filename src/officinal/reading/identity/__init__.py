# SPDX-License-Identifier: Apache-2.0
"""Who the product is: name, brand, tagline, highlights, badges, dosage form, net amount."""

from officinal.reading.identity.controls import is_control
from officinal.reading.identity.find import find_identity
from officinal.reading.identity.form import dosage_form
from officinal.reading.identity.found import Identity

__all__ = ["Identity", "dosage_form", "find_identity", "is_control"]
