# SPDX-License-Identifier: Apache-2.0
"""The record as schema.org JSON-LD, for search engines and other readers of a product's page.

Only what the label states goes out, in schema.org's words for `Product` and `DietarySupplement`;
nulls are left out. Numbers are strings, as in the record, so that none is rounded on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from officinal.label.as_json import plain
from officinal.label.ingredients import MedicinalIngredient
from officinal.label.page import Offer, Price
from officinal.label.quantity import Measure, Quantity, Span
from officinal.label.record import Label
from officinal.label.use import Directions, RiskInformation

_AVAILABILITY = {
    "in_stock": "InStock",
    "out_of_stock": "OutOfStock",
    "pre_order": "PreOrder",
    "back_order": "BackOrder",
    "limited": "LimitedAvailability",
    "discontinued": "Discontinued",
}


def to_jsonld(label: Label, *, sold_at: str | None = None) -> dict[str, object]:
    """The label as one schema.org node that is both a Product and a DietarySupplement.

    `sold_at` is the address of the shop's page where it is sold, new; none for a label by itself.

    An ingredient whose name the page lost is no `activeIngredient`; its amount stands in
    `additionalProperty` without a name. `nonProprietaryName` is given only where the product has one
    medicinal ingredient. Eight digits are named an NPN, a DIN-HM being of the same form.

    `offers` has a price only where the page states the currency: schema.org wants an ISO 4217 code
    instead of a bare "$", and Google lists no merchant's offer without one. Otherwise it has the
    availability alone, which is valid and true; where that is not stated either, there is no offer.
    A price by subscription is a second offer of the category "Subscription"; the first keeps the product's number, so
    that a merchant's feed, which has the price of one, is held against that.

    >>> from officinal.label import Label, MedicinalIngredient, Quantity
    >>> zinc = MedicinalIngredient(name="Zinc", amount=Quantity(value="15.0", unit="mg"))
    >>> to_jsonld(Label(name="Zinc Drops", medicinal_ingredients=[zinc]))["activeIngredient"]
    ['Zinc 15.0 mg']
    """
    rows = list(_rows(label))
    medicinal = [row for row in rows if row.kind != "nutrition"]
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": ["Product", "DietarySupplement"],
            "name": label.name,
            "brand": _node("Brand", name=label.brand),
            "description": label.tagline,
            "url": sold_at,
            "sku": label.offer and label.offer.sku,
            "gtin": _gtin(label.offer),
            "identifier": _licence(label.licence_number),
            "activeIngredient": [_ingredient(row) for row in medicinal if row.name],
            "nonProprietaryName": medicinal[0].name if len(medicinal) == 1 and not medicinal[0].kind else None,
            "recommendedIntake": [_recommended(each) for each in label.directions],
            "maximumIntake": [_most(each) for each in label.directions],
            "targetPopulation": list(dict.fromkeys(each.population for each in label.directions if each.population)),
            "safetyConsideration": [_risk(each) for each in label.risk_information],
            "additionalProperty": [
                label.dosage_form and _node("PropertyValue", name="dosage form", value=label.dosage_form),
                _amount("net amount", label.net_amount),
                *(_amount(row.name, row.amount) for row in rows),
            ],
            "offers": _offers(label.offer, sold_at),
        }
    )


def to_jsonld_text(label: Label, *, sold_at: str | None = None) -> str:
    """The same as JSON text that can stand inside a `<script type="application/ld+json">` element.

    Whatever could end the element or a line of script is escaped, so hostile words stay words.

    >>> from officinal.label import Label
    >>> "</script>" in to_jsonld_text(Label(name="</script><script>alert(1)"))
    False
    """
    text = json.dumps(to_jsonld(label, sold_at=sold_at), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_UNSAFE = re.compile("[<>&\u2028\u2029]")


def _stated(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is null or empty, also inside lists."""
    kept = {key: [each for each in held if each] if isinstance(held, list) else held for key, held in data.items()}
    return {key: held for key, held in kept.items() if held not in (None, [], {})}


def _node(kind: str, **fields: Any) -> dict[str, Any] | None:
    """One typed node; None where nothing of it is stated."""
    stated = _stated(fields)
    return {"@type": kind, **stated} if stated else None


def _rows(label: Label) -> Iterator[MedicinalIngredient]:
    """Every row of every facts table, those of a blend after their blend, those of a kit box by box."""
    tables = (label.medicinal_ingredients, *(part.medicinal_ingredients for part in label.parts))
    waiting = [row for table in tables for row in table][::-1]
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(row.ingredients[::-1])


def _licence(number: str | None) -> dict[str, Any] | None:
    if number is None:
        return None
    scheme = "NPN" if re.fullmatch(r"[0-9]{8}", number) else None
    return _node("PropertyValue", name="licence number", propertyID=scheme, value=number)


def _gtin(offer: Offer | None) -> str | None:
    """The trade item number where it has the length of one."""
    gtin = offer.gtin if offer else None
    return gtin if gtin and re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", gtin) else None


def _ingredient(row: MedicinalIngredient) -> str:
    """A row in one line: Magnesium (as citrate, oxide) 200 mg."""
    sources = ", ".join(source.name for source in row.sources)
    words = (row.name, f"(as {sources})" if sources else None, _words(row.amount))
    return " ".join(word for word in words if word)


_SIGNS = {"less-than": "<", "at-most": "≤", "at-least": "≥", "more-than": ">", "approximately": "≈"}


def _words(amount: Quantity | None) -> str | None:
    if amount is None:
        return None
    number = plain(amount.value) if amount.max is None else f"{plain(amount.value)}-{plain(amount.max)}"
    return f"{_SIGNS.get(amount.qualifier or '', '')}{number} {amount.unit or ''}".strip()


def _amount(name: str | None, amount: Quantity | None) -> dict[str, Any] | None:
    """An amount as a PropertyValue: a range, "less than" and the like as its bounds."""
    if amount is None:
        return None
    value, qualifier = plain(amount.value), amount.qualifier
    if amount.max is not None:
        numbers = {"minValue": value, "maxValue": plain(amount.max)}
    elif qualifier in ("less-than", "at-most"):
        numbers = {"maxValue": value}
    elif qualifier in ("more-than", "at-least"):
        numbers = {"minValue": value}
    else:
        numbers = {"value": value}
    words = qualifier.replace("-", " ") if qualifier else None
    return _node("PropertyValue", name=name, **numbers, unitText=amount.unit, description=words)


def _recommended(directions: Directions) -> dict[str, Any] | None:
    servings = directions.servings or Measure()
    return _node(
        "RecommendedDoseSchedule",
        doseValue=_dose(servings),
        doseUnit=servings.unit,
        frequency=_frequency(directions),
        targetPopulation=directions.population,
    )


def _most(directions: Directions) -> dict[str, Any] | None:
    most = directions.most_per_day
    if most is None or most.max is None:
        return None
    dose = {"doseValue": plain(most.max), "doseUnit": most.unit, "frequency": "per day"}
    return _node("MaximumDoseSchedule", **dose, targetPopulation=directions.population)


def _dose(servings: Span) -> str | dict[str, Any] | None:
    """A single number as it is; a range, which is no number, as a value in words."""
    words = _span(servings)
    return _node("QualitativeValue", name=words) if words and servings.min != servings.max else words


def _span(span: Span) -> str | None:
    """The numbers of a range in words: 2, 1 to 2, up to 4, at least 1."""
    least, most = (None if end is None else plain(end) for end in (span.min, span.max))
    if least is None:
        return most and f"up to {most}"
    if most is None:
        return f"at least {least}"
    return least if span.min == span.max else f"{least} to {most}"


def _frequency(directions: Directions) -> str | None:
    times = _span(directions.times) if directions.times else None
    every = _span(directions.every) if directions.every else None
    words = (
        f"{times} time{'s' if times != '1' else ''}" if times else None,
        f"per {directions.per}" if directions.per else None,
        f"every {every} {directions.every.unit or ''}".strip() if directions.every and every else None,
    )
    return " ".join(word for word in words if word) or None


def _risk(risk: RiskInformation) -> str:
    """A statement of risk in one line: caution: 6 months (duration); consult a healthcare practitioner."""
    words = f"{risk.kind}: {risk.what} ({risk.trigger})" if risk.what else f"{risk.kind}: {risk.trigger}"
    return f"{words}; {risk.action}" if risk.action else words


def _offers(offer: Offer | None, sold_at: str | None) -> dict[str, Any] | list[dict[str, Any] | None] | None:
    """The offer of one, and that of a subscription where its price is stated in a currency."""
    if offer is None:
        return None
    shared = {
        "availability": offer.availability and f"https://schema.org/{_AVAILABILITY[offer.availability]}",
        "itemCondition": sold_at and "https://schema.org/NewCondition",
        "url": sold_at,
    }
    subscription = offer.subscription
    price = _price(subscription.price) if subscription else {}
    if subscription is None or not price:
        return _offer(_price(offer.price), shared)
    billed = _node("UnitPriceSpecification", **price, **_billed(subscription.every))
    return [
        _offer({**_price(offer.price), "sku": offer.sku}, shared),
        _offer({"category": "Subscription", **price, "priceSpecification": billed}, shared),
    ]


def _offer(own: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any] | None:
    """One offer; none where neither its price nor its availability is stated."""
    return _node("Offer", **own, **shared) if own.get("price") or shared["availability"] else None


def _price(price: Price | None) -> dict[str, str]:
    """An amount with the currency that the page states; nothing for a bare sign."""
    if price is None or not re.fullmatch(r"[A-Z]{3}", price.currency or ""):
        return {}
    return {"price": plain(price.value), "priceCurrency": price.currency or ""}


_PERIODS = {"day": "DAY", "week": "WEE", "month": "MON", "year": "ANN"}
"""UN/CEFACT's codes, as schema.org's `unitCode` has them"""


def _billed(every: Measure | None) -> dict[str, str]:
    """How often it is billed, where that is one stated period."""
    if every is None or every.min is None or every.min != every.max or every.unit not in _PERIODS:
        return {}
    return {"billingIncrement": plain(every.min), "unitCode": _PERIODS[every.unit]}
