# SPDX-License-Identifier: Apache-2.0
"""The rules, and what they find: `check(label, market="ca", as_of=date) -> findings`."""

from officinal.checks.check import check
from officinal.checks.finding import SEVERITIES, Finding, Provision, Severity
from officinal.checks.licence import Licence, licence_from, read_licence
from officinal.checks.registry import chosen, rule, rules

__all__ = [
    "SEVERITIES",
    "Finding",
    "Licence",
    "Provision",
    "Severity",
    "check",
    "chosen",
    "licence_from",
    "read_licence",
    "rule",
    "rules",
]
