# SPDX-License-Identifier: Apache-2.0
"""The offer: price, subscribe and save, availability; from the page's words and its structured data."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from officinal.label import Offer, Price, Subscription
from officinal.label.page import Availability
from officinal.label.quantity import Measure
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER, decimal
from officinal.reading.document import Block, Document
from officinal.reading.item import Item, Where
from officinal.reading.vocabulary import COUNT, count

_CURRENCIES = {
    "cad": "CAD", "ca$": "CAD", "c$": "CAD", "cdn$": "CAD", "cad$": "CAD", "$cad": "CAD", "$ca": "CAD", "cdn": "CAD", "$ cad": "CAD", "cad $": "CAD", "$ca ": "CAD", "can$": "CAD", "$ ca": "CAD", "$can": "CAD",
    "usd": "USD", "us$": "USD", "usd$": "USD", "$usd": "USD", "$us": "USD", "$ usd": "USD", "us $": "USD", "$ us": "USD",
    "aud": "AUD", "au$": "AUD", "a$": "AUD", "aud$": "AUD", "$aud": "AUD", "$ aud": "AUD", "nz$": "NZD", "nzd": "NZD",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "chf": "CHF", "$": None,
}  # fmt: skip
_SIGN = "(?:" + "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True)) + ")"
_MONEY = r"(?:\d{1,3}(?:[ ,.]\d{3})+(?:[.,]\d{2})?|\d{1,6}(?:[.,]\d{2})?)(?![\d])"
_PRICE = lazy(
    rf"(?<![\w])(?P<before>{_SIGN}) ?(?P<value>{_MONEY})(?: ?(?P<code>cad|usd|aud|eur|gbp|ca|us)\b)?|(?<![\w.,])(?P<value2>{_MONEY}) ?(?P<after>{_SIGN})(?![\w])"
)
_NOT_THE_PRICE = lazy(
    r"\b(?:shipping|orders? (?:over|above|of)|spend|save(?! \d+ ?%)|saving|economisez? \d+ ?\$|off your|coupon|gift|per (?:capsule|serving|tablet|day|dose|100|unit|100 ?g|kg|ml|g|scoop|count|softgel|portion|gummy)|/ ?(?:capsule|serving|tablet|day|dose|100|kg|unit|portion|100 ?g|ml|g|l|count|softgel|gummy|100 ?ml)|unit price|prix unitaire|livraison|a day|par (?:jour|capsule|portion|dose)|payments?|paiements?|installments?|free delivery|points|rewards?|minimum|starting|from \d|delivery|loyalty|earn|cashback|klarna|afterpay|commandes? de|a partir|deposit|(?:only|just) .{0,12} (?:per|a) day|cart|basket|panier|subtotal|refund|remboursement)\b"
)
_MEASURES = r"(?:kg|kilos?|kilogram(?:me)?s?|l|lit(?:re|er)s?|ml|cl|g|grams?|grammes?|lbs?|oz|fl\.? ?oz)"
_PER_UNIT = lazy(rf" ?(?:/|per |par |off\b|(?:(?:le|the|a|for|pour|au) |l')(?:\d{{1,4}} ?)?{_MEASURES}\b)")
_PER_UNIT_BEFORE = lazy(
    rf"\d ?{_MEASURES} ?= ?$|\b(?:price|prix) (?:per |au |du |par |le |l')(?:\d{{1,4}} ?)?{_MEASURES}\b[ :]*$"
)
_FOOTNOTES = " *†‡"
_REGULAR = lazy(
    r"\b(?:was|rrp|msrp|reg(?:ular)?\.?(?: price)?|list price|compare at|originally|original price|normally|prix (?:regulier|courant|de detail|habituel|barre)|avant|regular|old price|retail|full price|usually|prix conseille|au lieu de|rec\. retail|instead of|ordinary price|before)\b"
)
_NOW = lazy(
    r"\b(?:sale|now|special|our price|price|today|prix|solde|maintenant|en solde|promo\w*|one-?time(?: purchase)?|achat unique|offer|current|you pay)\b"
)
_SUBSCRIBE = lazy(r"\b(?:subscri\w*|abonn\w*|auto-?ship\w*|auto-?deliver\w*|auto-?refill|recurring|recurrente?)\b")
_LETTERS = lazy(r"\b(?:newsletters?|mailing list|e-?mails?|infolettre|bulletin|courriels?)\b")
_WHEN_SUBSCRIBED = lazy(r"\s*(?:when|if|with|avec|en) (?:you |vous )?(?:a |un )?(?:subscri|abonn)")
_PERCENT = lazy(rf"({NUMBER}) ?%")
_EVERY = lazy(
    rf"(?:every|each|toutes? les|tous les|chaque|aux) (?:(?P<low>{COUNT}) ?)?(?P<unit>days?|weeks?|months?|jours?|semaines?|mois)\b"
)
_STATES: tuple[tuple[Availability, re.Pattern[str]], ...] = (
    ("discontinued", lazy(r"\bdiscontinued\b|\bno longer available\b|\bdiscontinue\b(?! use)|\bn'est plus (?:offert|disponible)")),
    ("pre_order", lazy(r"\bpre-?order\b|\bprecommand\w*|\bcoming soon\b|\bprecommande\b")),
    ("back_order", lazy(r"\bback-?order(?:ed)?\b|\bback order\b|\ben reapprovisionnement\b|\bcommande differee\b")),
    ("out_of_stock", lazy(r"\bout of stock\b|\bsold out\b|\bcurrently unavailable\b|\bnot in stock\b|\bepuisee?\b|\b(?:en )?rupture(?: de stock)?\b|\bnon disponible\b|\bindisponible\b|\btemporarily unavailable\b|\bnotify me when\b|\bout-of-stock\b|\bunavailable\b|\bemail me when\b|\bback soon\b|\bavertissez-moi\b|\bnothing left\b")),
    ("limited", lazy(r"\bonly \d+ (?:left|remaining|in stock)\b|\blow (?:in )?stock\b|\blimited (?:stock|quantity|availability)\b|\bplus que \d+\b|\bstock limite\b|\bquantite limitee\b|\b(?:just )?\d+ left\b|\b(?:a )?few left\b|\blast few\b|\balmost gone\b|\bdernieres? pieces?\b|\bil (?:n'en )?reste (?:que )?\d+")),
    ("in_stock", lazy(r"\bin[ -]stock\b|\badd to (?:cart|basket|bag|trolley)\b|\ben stock\b|\bajouter au panier\b|\bavailable now\b|\bships (?:today|within|in)\b|\bready to ship\b|\bdisponible\b|\bbuy (?:it )?now\b|\bacheter maintenant\b|\bin-stock\b|\bavailable for\b|\bajouter a mon panier\b|\bready to (?:go|send)\b")),
)  # fmt: skip


class OfferReader:
    """Gathers what the lines of a page say of its price and stock; the first clear statement of each counts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.prices: list[tuple[Item[Price], str]] = []
        self.subscription: dict[str, object] = {}
        self.subscription_spans: dict[str, Where] = {}
        self.states: list[tuple[Availability, Where, bool]] = []

    def line(self, block: Block) -> bool:
        """Read a line that has a cue of an offer; says whether it was one."""
        folded = self.document.folded
        start, end = block.start, min(block.end, block.start + 400)
        words = folded[start:end]
        if end - start > 240 and not _SUBSCRIBE.search(words):
            return False
        read = self._subscribe(start, end, words) if _SUBSCRIBE.search(words) and not _LETTERS.search(words) else False
        read = self._prices(start, end, words, subscribing=bool(_SUBSCRIBE.search(words))) or read
        for state, pattern in _STATES:
            match = pattern.search(words)
            if match and len(words) < 120:
                self.states.append(
                    (
                        state,
                        (start + match.start(), start + match.end()),
                        block.kind == "button" or "add to" in match[0] or "ajouter" in match[0] or "buy" in match[0],
                    )
                )
                read = True
                break
        return read

    def _prices(self, start: int, end: int, words: str, *, subscribing: bool) -> bool:
        found = False
        matches = list(_PRICE.finditer(words))
        for index, match in enumerate(matches):
            before = words[matches[index - 1].end() if index else 0 : match.start()]
            after = words[match.end() : matches[index + 1].start() if index + 1 < len(matches) else len(words)]
            after = after.lstrip(_FOOTNOTES)
            if (
                _NOT_THE_PRICE.search(before[-30:])
                or _PER_UNIT_BEFORE.search(before[-30:])
                or _NOT_THE_PRICE.match(after.lstrip(" ("))
                or _PER_UNIT.match(after)
            ):
                continue
            price = self._price(start, match)
            if price is None or not price.value.value:
                continue
            role = (
                "regular"
                if _REGULAR.search(before[-28:]) and not _NOW.search(before[-12:])
                else "now"
                if _NOW.search(before[-28:])
                else ""
            )
            by_subscription = _SUBSCRIBE.search(before) and not compiled(r"one-?time|achat unique").search(before[-40:])
            if subscribing and (by_subscription or _WHEN_SUBSCRIBED.match(after)):
                self._put("price", price.value, price.spans[""])
            else:
                self.prices.append((price, role))
            found = True
        return found

    def _price(self, start: int, match: re.Match[str]) -> Item[Price] | None:
        group = "value" if match["value"] else "value2"
        sign = (match["before"] or match["after"]).strip()
        text = match[group]
        comma = bool(compiled(r",\d{2}$").search(text))
        try:
            value = decimal(text, comma=comma)
        except InvalidOperation:
            return None
        code = (match["code"] or "").strip()
        currency = _CURRENCIES.get(code + "$" if code in ("ca", "us") else code) if code else _CURRENCIES.get(sign)
        printed = self.document.text[start + match.start("before" if match["before"] else "after") :][: len(sign)]
        symbol = next((char for char in printed if char in "$€£"), None)
        span = (start + match.start(), start + match.end())
        return Item(
            Price(value=value, currency=currency, symbol=symbol),
            {"": span, "/value": (start + match.start(group), start + match.end(group))},
        )

    def _subscribe(self, start: int, end: int, words: str) -> bool:
        near = _SUBSCRIBE.search(words)
        assert near is not None
        percent = _PERCENT.search(words, near.start()) or _PERCENT.search(words)
        if percent and compiled(r"save|off|economi|discount|rabais|remise|%|less|moins").search(words):
            self._put("percent_off", decimal(percent[1]), (start + percent.start(), start + percent.end()))
        every = _EVERY.search(words, near.start())
        if every:
            number = count(every["low"]) if every["low"] else Decimal(1)
            unit = {"d": "day", "j": "day", "w": "week", "s": "week", "m": "month"}[every["unit"][0]]
            self._put("every", Measure(min=number, max=number, unit=unit), (start + every.start(), start + every.end()))
        return bool(percent or every)

    def _put(self, key: str, value: object, span: Where) -> None:
        if key not in self.subscription:
            self.subscription[key], self.subscription_spans[f"/subscription/{key}"] = value, span

    def finish(self, codes: dict[str, Item[str]]) -> tuple[Item[Offer] | None, list[str]]:
        """The offer, with what contradicts it said as a problem."""
        held: dict[str, object] = {}
        spans: dict[str, Where] = {}
        problems: list[str] = []
        stated = self.document.structured
        self._choose_price(held, spans, stated, problems)
        if self.subscription:
            held["subscription"] = Subscription.model_validate(self.subscription)
            spans.update(self.subscription_spans)
        self._choose_state(held, spans, stated, problems)
        for key in ("sku", "gtin"):
            if values := stated.get(key):
                held[key], spans[f"/{key}"] = values[0][0], values[0][1:]
            elif key in codes:
                held[key], spans[f"/{key}"] = codes[key].value, codes[key].spans[""]
        if not held or not {"price", "availability", "subscription"} & set(held):
            return None, problems
        spans[""] = next(iter(spans.values()))
        return Item(Offer.model_validate(held), spans), problems

    def _choose_price(
        self,
        held: dict[str, object],
        spans: dict[str, Where],
        stated: dict[str, list[tuple[str, int, int]]],
        problems: list[str],
    ) -> None:
        """The price on the page counts; structured data picks among several, and stands in where the page shows none."""
        data = _number(stated.get("price"))
        currency = stated.get("currency", [("", 0, 0)])[0]
        regulars = [item for item, role in self.prices if role == "regular"]
        plain = [item for item, role in self.prices if role != "regular"]
        if not plain:
            plain, regulars = regulars, []
        chosen = next((item for item in plain if data is not None and item.value.value == data[0]), None)
        if chosen is None and plain:
            chosen = next((item for item, role in self.prices if role == "now"), plain[0])
            if (
                chosen is plain[0]
                and len(plain) > 1
                and plain[1].value.value < chosen.value.value
                and plain[1].start - chosen.spans[""][1] < 40
                and not regulars
            ):
                regulars, chosen = [chosen], plain[1]
        if chosen is not None:
            price = chosen.value
            if price.currency is None and compiled(r"[A-Za-z]{3}").fullmatch(currency[0]):
                price = price.model_copy(update={"currency": currency[0].upper()})
                spans["/price/currency"] = currency[1:]
            held["price"], spans["/price"] = price, chosen.spans[""]
            spans["/price/value"] = chosen.spans["/value"]
            if data is not None and data[0] != price.value:
                problems.append(
                    f"the page shows a price of {price.value}, its structured data says {data[0]}; the price shown was read"
                )
            later = [
                p for p in plain if p is not chosen and p.value.value > price.value and abs(p.start - chosen.start) < 60
            ]
            regular = next((r for r in regulars if r.value.value > price.value), later[0] if later else None)
            if regular is not None:
                extra = price.currency if regular.value.currency is None else regular.value.currency
                held["regular_price"], spans["/regular_price"] = (
                    regular.value.model_copy(update={"currency": extra}),
                    regular.spans[""],
                )
        elif data is not None:
            code = currency[0].upper() if compiled(r"[A-Za-z]{3}").fullmatch(currency[0]) else None
            symbol = None if code else _symbol(currency[0])
            held["price"], spans["/price"] = Price(value=data[0], currency=code, symbol=symbol), data[1]
            if code:
                spans["/price/currency"] = currency[1:]
        if (
            "regular_price" not in held
            and (regular_data := _number(stated.get("regular_price")))
            and isinstance(held.get("price"), Price)
        ):
            now = held["price"]
            if isinstance(now, Price) and regular_data[0] > now.value:
                held["regular_price"] = Price(value=regular_data[0], currency=now.currency, symbol=now.symbol)
                spans["/regular_price"] = regular_data[1]

    def _choose_state(
        self,
        held: dict[str, object],
        spans: dict[str, Where],
        stated: dict[str, list[tuple[str, int, int]]],
        problems: list[str],
    ) -> None:
        data = stated.get("availability")
        names = {s[0] for s in self.states}
        if {"in_stock", "out_of_stock"} <= names and any(s[2] and s[0] == "in_stock" for s in self.states):
            self.states = [s for s in self.states if s[0] != "out_of_stock"]
        said = (
            next((s for s in self.states if not s[2]), None)
            or next((s for s in self.states if s[0] != "in_stock"), None)
            or (self.states[0] if self.states else None)
        )
        if said is not None and not (said[2] and data):
            held["availability"], spans["/availability"] = said[0], said[1]
            if data and data[0][0] != said[0] and not (said[0] == "limited" and data[0][0] == "in_stock"):
                problems.append(
                    f"the page says {said[0].replace('_', ' ')}, its structured data {data[0][0].replace('_', ' ')}; what the page shows was read"
                )
        elif data:
            held["availability"], spans["/availability"] = data[0][0], data[0][1:]


def _number(values: list[tuple[str, int, int]] | None) -> tuple[Decimal, Where] | None:
    if not values:
        return None
    try:
        return decimal(values[0][0].strip(), comma=bool(compiled(r",\d{1,2}$").search(values[0][0].strip()))), values[
            0
        ][1:]
    except InvalidOperation:
        return None


def _symbol(text: str) -> str | None:
    return text if text in ("$", "€", "£") else None
