# SPDX-License-Identifier: Apache-2.0
"""Who must not take it, and what may happen: the sentences of risk information, each to its entries."""

from officinal.reading.risk.find import find_risk

__all__ = ["find_risk"]
