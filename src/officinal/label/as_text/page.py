# SPDX-License-Identifier: Apache-2.0
"""The rest of the page: name, purposes, contents, studies, offer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from officinal.label.as_text.words import as_sentence, in_a_row, printed_amount, printed_measure, printed_number
from officinal.label.page import Citation, Price, Study
from officinal.label.record import Label

_AVAILABILITY = {
    "in_stock": "In stock",
    "out_of_stock": "Out of stock",
    "pre_order": "Available for pre-order",
    "back_order": "On back order",
    "limited": "Limited stock",
    "discontinued": "Discontinued",
}


def head_of(label: Label) -> Iterator[str]:
    """Brand, name, tagline, highlights, badges, licence number, form and contents."""
    yield from (line for line in (label.brand, label.name, label.tagline) if line)
    yield from (f"• {each}" for each in label.highlights)
    if label.badges:
        yield " | ".join(label.badges)
    if label.identity_statement:
        yield label.identity_statement
    if label.net_amount:
        yield f"Net quantity: {printed_amount(label.net_amount)}"
    if label.dosage_form:
        yield f"Form: {label.dosage_form.replace('-', ' ')}"
    if label.licence_number:
        yield f"NPN {label.licence_number}" if re.fullmatch("[0-9]{8}", label.licence_number) else label.licence_number


def purposes_of(label: Label) -> Iterator[str]:
    """What the product is said to do, without what the front has said already."""
    front = {label.tagline, *label.highlights}
    claims = [claim.text for claim in label.claims if claim.text not in front]
    if claims:
        yield "Recommended use or purpose:"
        yield from map(as_sentence, claims)


def contents_of(label: Label) -> Iterator[str]:
    """What it is free from, contains, and may contain."""
    if label.free_from:
        yield f"Contains no {in_a_row(label.free_from, 'or')}."
    if label.contains:
        yield f"Contains: {', '.join(label.contains)}."
    if label.may_contain:
        yield f"May contain {in_a_row(label.may_contain, 'or')}."


def study_of(study: Study) -> Iterator[str]:
    """One cited study: its heading, what the page says of it, and the citation."""
    yield from (line for line in (study.heading, study.summary, _citation(study.citation)) if line)


def _citation(cited: Citation) -> str:
    """Russell IJ, Michalek JE, et al. Title. J Rheumatol. 1995;22(5):953-8. doi:10.1000/1."""
    authors = [*(cited.authors or filter(None, [cited.first_author])), *(["et al"] if cited.et_al else [])]
    issue = f"({cited.issue})" if cited.issue else ""
    place = f"{cited.volume or ''}{issue}{f':{cited.pages}' if cited.pages else ''}"
    year = str(cited.year) if cited.year is not None else ""
    published = f"{year};{place}" if year and place else year or place
    marks = (f"doi:{cited.doi}" if cited.doi else "", f"PMID: {cited.pmid}" if cited.pmid else "", cited.url or "")
    sentences = (", ".join(authors), cited.title, cited.journal, published)
    return " ".join((*(f"{each.rstrip('.')}." for each in sentences if each), *(mark for mark in marks if mark)))


def offer_of(label: Label) -> Iterator[str]:
    """Price, subscription and availability."""
    offer = label.offer
    if offer is None:
        return
    if offer.price:
        yield f"Price: {_price(offer.price)}"
    if offer.regular_price:
        yield f"Regular price: {_price(offer.regular_price)}"
    if plan := offer.subscription:
        saved = f" and save {printed_number(plan.percent_off)}%" if plan.percent_off is not None else ""
        price = f": {_price(plan.price)}" if plan.price else ""
        yield f"Subscribe{saved}{price}{f', every {printed_measure(plan.every)}' if plan.every else ''}"
    if offer.availability:
        yield _AVAILABILITY[offer.availability]
    yield from (f"{name}: {mark}" for name, mark in (("SKU", offer.sku), ("GTIN", offer.gtin)) if mark)


def _price(price: Price) -> str:
    """$46.19, €12.50, 30 CAD, $30 CAD."""
    said = {"€": "EUR", "£": "GBP"}.get(price.symbol or "") == price.currency
    code = f" {price.currency}" if price.currency and not said else ""
    return f"{price.symbol or ''}{printed_number(price.value)}{code}"
