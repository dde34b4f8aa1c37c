# SPDX-License-Identifier: Apache-2.0
"""The case that rules judge: one label, in one market, on one day, with what is known; worked out once for all rules."""

from officinal.checks.case.case import Case
from officinal.checks.case.dose import Dose
from officinal.checks.case.intake import Intake
from officinal.checks.case.said import SaidClaim
from officinal.checks.case.table import Excipient, Row, Table

__all__ = ["Case", "Dose", "Excipient", "Intake", "Row", "SaidClaim", "Table"]
