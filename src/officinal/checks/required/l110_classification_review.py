# SPDX-License-Identifier: Apache-2.0
"""L110: a drink mix with electrolytes that is sold for hydration, which Health Canada now takes for a food."""

import datetime as dt
import re
from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import fold
from officinal.patterns import lazy

RULE = Rule(
    severity="info",
    message={
        "en": "“{marker}” on a drink or drink mix with electrolytes: Health Canada is moving sports electrolyte products from natural health products to foods",
        "fr": "«{marker}» pour une boisson ou un mélange à boisson avec électrolytes: Santé Canada fait passer les produits d’électrolytes pour sportifs des produits de santé naturels aux aliments",
    },
    advice={
        "en": "Have the classification reviewed; holders of a licence are encouraged to move to the food rules by 31 December 2027",
        "fr": "Faire revoir la classification; les titulaires d’une licence sont invités à passer aux règles sur les aliments d’ici le 31 décembre 2027",
    },
    cite=Cite("hc-sports-electrolytes", verified="official"),
    from_=dt.date(2026, 1, 1),
)

_DRINKS = ("powder", "liquid", "sachet", "effervescent-tablet", "drops")
_ELECTROLYTES = frozenset(("sodium", "potassium", "magnesium", "calcium", "chloride"))
_MARKER = lazy(
    r"\b(?:re-?)?hydrat(?:ion|e|es|ed|ing|ant|ante|er|ez)\b"
    r"|\belectrolytes? (?:replacement|replenishment|drink)|\b(?:replac|replenish)\w* (?:lost |your |the )?electrolytes\b"
    r"|\bsports? drink|\bboisson (?:pour )?sporti\w+|\bremplace\w* (?:les |des |vos )?electrolytes\b"
)
_STEMS = ("hydrat", "electrolyte", "sport")
"""letters of which every marker holds some"""
_NAMED = lazy(r"\belectrolytes?\b")
_OTHERWISE = lazy(r"\b(?:skin|peau|hair|cheveux|joints?|articulation\w*|carbone?)\b")
"""what else may be hydrated than a person"""
_ILLNESS = lazy(r"\b(?:oral rehydration|rehydratation orale|diarrh\w+|vomit\w+|vomissement\w*)\b")
"""an oral rehydration solution stays a natural health product"""


def check(case: Case) -> Iterator[Found]:
    """The name, head and claims of something to drink or to mix; the first marker is enough."""
    label = case.label
    if not (label.dosage_form in _DRINKS or any(each.dilute for each in label.directions)):
        return
    name = fold(label.name or "")
    places = [("/name", name), ("/tagline", fold(label.tagline or ""))]
    places += [(f"/highlights/{at}", fold(words)) for at, words in enumerate(label.highlights)]
    places += [(f"/claims/{at}/text", fold(each.text)) for at, each in enumerate(label.claims)]
    marked = next(((at, found[0]) for at, words in places if (found := _marker(words))), None)
    if marked is None and (found := _NAMED.search(name)):
        marked = ("/name", found[0])
    if marked is None or any(_ILLNESS.search(words) for _, words in places):
        return
    if _ELECTROLYTES & case.medicinal or _NAMED.search(name):
        yield Found(marked[0], {"marker": marked[1]})


def _marker(words: str) -> re.Match[str] | None:
    if not any(stem in words for stem in _STEMS) or _OTHERWISE.search(words):
        return None
    return _MARKER.search(words)
