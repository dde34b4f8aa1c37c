# SPDX-License-Identifier: Apache-2.0
"""Everything that a product's page shows, computed from its label and from knowledge, as plain data in one language.

No Django here: a dossier is a pure function of label, market, day and language, made when a label is published.
"""

from officinal.shop.dossier.dossier import FORM, dossier

__all__ = ["FORM", "dossier"]
