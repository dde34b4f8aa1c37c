# SPDX-License-Identifier: Apache-2.0
"""A rule's page with what its module declares: severity, markets, dates, provisions. The documentation is made of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from officinal.checks.check import provision
from officinal.checks.rule import Cite, Loaded
from officinal.knowledge.load import load


def explained(rule: Loaded) -> str:
    """The page of one rule as Markdown, its facts set under its title."""
    title, _, rest = rule.page().partition("\n")
    return f"{title}\n\n{chr(10).join(_facts(rule))}\n{rest}"


def _facts(rule: Loaded) -> Iterator[str]:
    yield f"- Severity: {rule.rule.severity}{' (preview: runs only when selected)' if rule.rule.preview else ''}"
    yield f"- Markets: {', '.join(rule.markets) if rule.markets else 'any'}"
    if rule.rule.regimes:
        yield f"- Labelling regime: {', '.join(rule.rule.regimes)}"
    if rule.rule.from_ or rule.rule.to:
        yield f"- In force: {rule.rule.from_ or '…'} to {rule.rule.to or '…'}"
    cite = rule.rule.cite
    for market, each in cite.items() if isinstance(cite, Mapping) else (("", cite),):
        yield f"- Provision{f' ({market})' if market else ''}: {_cited(each)}"


def _cited(cite: Cite) -> str:
    held = provision(load(), cite)
    section = f", {held.section}" if held.section else ""
    return f"{held.document}{section}{f' <{held.url}>' if held.url else ''} [{cite.verified}]"
