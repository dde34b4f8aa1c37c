# SPDX-License-Identifier: Apache-2.0
"""Non-medicinal ingredients that a market does not permit, now or from a day that is set already."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Found
from officinal.knowledge.schema import Status, Text

MESSAGE = {
    "en": "Not permitted ({market}): {name}",
    "fr": "Non permis ({market}): {name}",
    "en-but": "Not permitted ({market}): {name}; {condition}",
    "fr-but": "Non permis ({market}): {name}; {condition}",
    "en-soon": "Not permitted from {day} on ({market}): {name}",
    "fr-soon": "Non permis à partir du {day} ({market}): {name}",
    "en-soon-but": "Not permitted from {day} on ({market}): {name}; {condition}",
    "fr-soon-but": "Non permis à partir du {day} ({market}): {name}; {condition}",
}


def forbidden(case: Case) -> Iterator[Found]:
    """Each ingredient once for each ban: in force on the day, or to come."""
    for each in case.excipients:
        known = case.know.substances.get(each.substance or "")
        for status in known.statuses if known else ():
            if status.permitted or status.role == "medicinal" or status.market not in ("any", case.market.id):
                continue
            if status.to is not None and status.to < case.as_of:
                continue
            yield _found(case, each.pointer, each.item.name, status)


def _found(case: Case, pointer: str, name: str, status: Status) -> Found:
    market = case.market.names
    values: dict[str, object] = {"name": name, "market": Text(en=market.en[0], fr=next(iter(market.fr), None))}
    variants = []
    if status.from_ is not None and status.from_ > case.as_of:
        values["day"] = status.from_.isoformat()
        variants.append("soon")
    if status.condition is not None:
        values["condition"] = status.condition
        variants.append("but")
    return Found(
        pointer, values, fact=status, severity="info" if "soon" in variants else None, variant="-".join(variants)
    )
