# SPDX-License-Identifier: Apache-2.0
"""What keeps stock and money right, each taken away in turn: the scenario that it is there for must then find something wrong."""

from faults.without.meeting import let_meet
from faults.without.protections import BY_NAME, Protection

__all__ = ["BY_NAME", "Protection", "let_meet"]
