# SPDX-License-Identifier: Apache-2.0
"""Lines of a shop that are no part of the product: menus, buttons, choices."""

from __future__ import annotations

from officinal.patterns import lazy

NAVIGATION = lazy(
    r"(?:home|shop(?: all| now)?|cart|bag|basket|login|log in|sign in|sign up|account|my account|menu|search|skip to .*|about(?: us)?|contact(?: us)?|blog|free shipping.*|accueil|boutique|panier|connexion|rechercher|recherche|passer au contenu.*|aller au contenu.*|livraison gratuite.*|english|francais|en|fr|close|fermer|wishlist|compare|share|"
    r"help|faq|stores?|store locator|new|sale|brands?|categories|vitamins|supplements|products?|all products|magasiner|produits|nouveautes|my cart.*|.* ?[>/›»] ?.*|\d+ items?|back to .*|retour .*|view cart|checkout|track .*|gift cards?|rewards|refer .*|previous|next|zoom|image \d.*|loading.*|rated .*|\d+(?:[.,]\d)? ?(?:out of|/|sur) ?5.*|.*\breviews?\b.*|.*\bavis\b.*|sku.*|ugs.*|item .*|upc.*|quantity.*|quantite.*|qty.*|size|flavou?r|in stock|out of stock|sold out|add to .*|ajouter .*|category:.*|tags?:.*|sort by.*|filter.*|my wishlist|order status|top|shopping bag.*|delivery.*|free delivery.*|learn|purchase options.*|one-time purchase|buy once.*|net weight|net wt\.?|options?|choose .*|select .*|skip or cancel.*|taxes? .*|tax included.*|share this.*|in your cart.*|save for later|read more|show more|see more|lire la suite|voir plus|details|overview|facts|taille|saveur|options d'achat)$"
)
BRAND_LINE = lazy(
    r"^(?:by|brand|vendor|marque|par|from|manufacturer|fabricant|sold by|made by|maker|fournisseur)\b ?:?\s+(?!de\b)(?P<brand>.{2,50})$"
)
_LONGEST_CONTROL = 60


def is_control(words: str) -> bool:
    """Whether a folded line is a control of the shop ("Quantity", "Add to cart") and says nothing of the product."""
    return len(words) <= _LONGEST_CONTROL and NAVIGATION.match(words.strip(" :*|•")) is not None
