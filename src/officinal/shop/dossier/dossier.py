# SPDX-License-Identifier: Apache-2.0
"""The dossier of one label: the visible list of its parts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.checks import Finding, check
from officinal.checks.case import Case
from officinal.knowledge.load import load
from officinal.label import Label
from officinal.shop.dossier.amounts import quantity
from officinal.shop.dossier.bars import bars
from officinal.shop.dossier.claims import claims
from officinal.shop.dossier.contents import main_ingredient
from officinal.shop.dossier.directions import days_supply, timetable
from officinal.shop.dossier.disclaimers import disclaimer
from officinal.shop.dossier.facts import facts
from officinal.shop.dossier.forms import form_name
from officinal.shop.dossier.ingredients import free_from, others
from officinal.shop.dossier.percents import References
from officinal.shop.dossier.risks import risks
from officinal.shop.dossier.studies import share_out, studies
from officinal.shop.dossier.wording import Wording

FORM = 4
"""of the dossier's keys; a stored dossier of another form is made anew"""


def dossier(
    label: Label, *, market: str, as_of: dt.date, regime: str | None = None, locale: str = "en"
) -> dict[str, Any]:
    """What the page of a label shows: identity, risks, facts, directions, claims, studies, other ingredients, findings."""
    know = load()
    held = know.market(market)
    findings = check(label, market=market, as_of=as_of, regime=regime, locale=locale)
    case = Case(label, know=know, market=held, as_of=as_of, regime=regime)
    language = label.languages[0] if label.languages else "en"
    wording, references = Wording(know, language, locale), References(case, locale)
    said = claims(case, findings, locale)
    share_out(said)
    return {
        "form": FORM,
        "language": language,
        "brand": label.brand,
        "name": label.name,
        "tagline": label.tagline,
        "kind": (held.product_name.fr if locale == "fr" else held.product_name.en)[0],
        "dosage_form": None if label.dosage_form is None else form_name(label.dosage_form, locale),
        "licence_number": label.licence_number,
        "net_amount": quantity(label.net_amount, locale),
        "badges": wording.entries("words", label.badges),
        "risks": risks(label, wording),
        "facts": facts(case, references, wording),
        "panels": references.panels(),
        "main": main_ingredient(case, locale),
        "bars": bars(case, locale),
        "timetable": timetable(case, wording),
        "days": days_supply(case),
        "claims": said,
        "studies": studies(case, findings),
        "others": others(case, wording),
        "free_from": free_from(case, findings, wording),
        "contains": wording.entries("words", label.contains),
        "may_contain": wording.entries("words", label.may_contain),
        "storage": wording.entries("words", label.storage),
        "disclaimers": [disclaimer(each, locale) for each in label.disclaimers],
        "findings": [_finding(each) for each in findings if each.accepted is None],
        "unknown": [_finding(each) for each in findings if each.code in ("R001", "R002", "R004", "R005", "D002")],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "pointer": finding.pointer,
        "source": finding.provision.document,
        "section": finding.provision.section,
        "url": finding.provision.url,
    }
