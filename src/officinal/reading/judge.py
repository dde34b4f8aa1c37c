# SPDX-License-Identifier: Apache-2.0
"""Whether what was found is one product's page at all."""

from __future__ import annotations

from officinal.patterns import compiled
from officinal.reading.document import Document
from officinal.reading.gather import Gathered

_PRODUCT = frozenset(("Product", "DietarySupplement", "Drug", "IndividualProduct", "ProductGroup", "ProductModel"))
_OTHER = {
    "Recipe": "it states that it is a recipe", "CollectionPage": "it states that it is a collection", "ItemList": "it states that it is a list",
    "Article": "it states that it is an article", "BlogPosting": "it states that it is an article", "NewsArticle": "it states that it is an article",
    "SearchResultsPage": "it states that it is a list of results", "CheckoutPage": "it states that it is a checkout",
}  # fmt: skip
_HEAD = 200
_ENOUGH = 3.0
_CARDS = 4


def why_no_product(document: Document, found: Gathered) -> str:
    """Why the source is no product page; empty when it is one."""
    score = _label_score(found)
    if score < 6:
        for kind, why in _OTHER.items():
            if kind in document.page_types and not document.page_types & _PRODUCT:
                return why
    if score < 5 and (why := _looks_like(document)):
        return why
    if document.page_types & _PRODUCT or any(key in document.structured for key in ("price", "sku", "gtin")):
        score += 2.0
    if any("picture" in problem for problem in document.problems):
        score += 1.0
    if score >= _ENOUGH:
        return ""
    return "no ingredients, directions or serving stand on it"


def _label_score(found: Gathered) -> float:
    rows = [row for table in found.tables for row in table.rows]
    medicinal = [row for row in rows if row.value.kind != "nutrition"]
    known = [i for i in found.non_medicinal if i.value.substance]
    dosed = [d for d in found.directions if d.value.servings]
    return (
        min(len(medicinal), 4) * 1.0
        + (0.5 if rows else 0)
        + min(len(known), 3) * 0.7
        + (0.5 if found.non_medicinal else 0)
        + (1.5 if dosed else 0)
        + (1.0 if found.servings else 0)
        + (0.5 if found.risk else 0)
        + (3.0 if found.licence else 0)
        + (1.0 if found.identity_statement else 0)
        + (1.0 if "fda-not-evaluated" in [d.value for d in found.disclaimers] else 0)
        + (0.8 if found.offer and found.offer.value.price else 0)
        + (0.5 if found.free_from else 0)
        + _for_sale(found)
    )


def _for_sale(found: Gathered) -> float:
    """One thing with a price that can be had, of a stated size: a product, also where no label stands on its page."""
    if not (found.offer and found.offer.value.price and found.offer.value.availability):
        return 0.0
    return 1.5 + (1.0 if found.identity.net_amount else 0) + (0.5 if found.claims else 0)


def _looks_like(document: Document) -> str:
    """Kinds of pages that quote products without being one's page."""
    own = " ".join(document.folded[b.start : b.end] for b in document.blocks if b.kind != "statement")[:60_000]
    if (
        len(compiled(r"\b(?:add to (?:cart|basket|bag)|ajouter au panier|quick view|choose options)\b").findall(own))
        >= _CARDS
    ):
        return "it lists several products to buy"
    if compiled(r"\b(?:your (?:shopping )?(?:cart|basket|bag)|votre panier)\b").search(own[:2_500]) and compiled(
        r"\b(?:subtotal|sous-total|checkout|order total)\b"
    ).search(own):
        return "it is a cart"
    if compiled(
        r"\b(?:page (?:not|cannot be) found|404|page introuvable|can't find (?:that|the) page|couldn't find)\b"
    ).search(
        own[:2_500],
    ):
        return "it says that a page was not found"
    if compiled(
        r"\b(?:terms (?:of (?:service|use|sale)|and conditions)|privacy policy|return policy|conditions (?:generales|d'utilisation)|politique de confidentialite)\b"
    ).search(
        own[:_HEAD],
    ):
        return "it is a shop's terms"
    if compiled(r"\b(?:prep(?:aration)? time|cook(?:ing)? time|serves \d|preheat|temps de cuisson)\b").search(own):
        return "it is a recipe"
    return ""
