# SPDX-License-Identifier: Apache-2.0
"""The few styles of the page: one accent, two colours for risk. Each stands beside a word, so none is needed."""

ACCENT = "green"
HEADING = "bold green"
NAME = "bold"
STOP = "bold red"
CARE = "bold yellow"
UNKNOWN = "italic yellow"
QUIET = "dim"

THICK, THIN = "━", "─"
WIDEST = 96
"""no page is wider: a line of more columns is hard to read"""
MARGIN = 17
"""columns of the section's name, at the left of its words"""
