# SPDX-License-Identifier: Apache-2.0
"""L206: a label text without a domestic address or telephone number for reports of serious adverse events."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.required.contacts import has_phone, has_us_address
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The text names the business behind the product, and neither its full address in the United States nor a telephone number for reports of serious adverse events",
        "fr": "Le texte nomme l’entreprise, mais ne donne ni son adresse complète aux États-Unis ni un numéro de téléphone pour signaler les effets indésirables graves",
    },
    advice={
        "en": "Give one on the label: a full postal address, or a telephone number",
        "fr": "En donner un sur l’étiquette: une adresse postale complète ou un numéro de téléphone",
    },
    cite=Cite("fdca", "403(y)", verified="official"),
)

_BUSINESS = ("distributed by", "manufactured by", "manufactured for", "made for", "mfd for", "mfd by", "packed for")
"""how the line begins on which the address or number stands"""


def check(case: Case) -> Iterator[Found]:
    """A text that names who makes or distributes the product, and gives nothing to reach them by."""
    reading = case.reading
    if reading is not None and case.says(*_BUSINESS) and not (has_phone(reading.text) or has_us_address(reading.text)):
        yield from absent(case, "")
