# SPDX-License-Identifier: Apache-2.0
"""Risk information: what not to combine the product with, who should ask first, what may happen.

A sentence gives one entry per trigger: "Do not use if you are pregnant or breastfeeding" gives two.
"""

from __future__ import annotations

import re

from officinal.label import RiskInformation
from officinal.label.use import RiskKind, Trigger
from officinal.reading.cues import Cues
from officinal.reading.document import Document
from officinal.reading.facts.brackets import pieces, trim
from officinal.reading.item import Item, Where
from officinal.reading.patterns import compiled, lazy
from officinal.reading.vocabulary import COUNT, count

_PROHIBITS = lazy(
    r"\b(?:do not (?:use|take|consume|give|combine|apply|ingest)|don't (?:use|take)|should not (?:be )?(?:use[d]?|take[n]?|consume[d]?|given)|must not|never (?:use|take)|contra-? ?indi\w+|not (?:formulated|recommended|suitable|advised|intended|to be used|to be taken|for use|for)\b|unsuitable|avoid (?:use|using|taking|if|this|with|combining|alcohol|during)|"
    r"ne pas (?:utiliser|prendre|consommer|donner|administrer|employer)|n'utilisez pas|ne prenez pas|eviter (?:de|l'utilisation|en cas|la prise)|evitez|deconseillee?s?|ne convient pas|ne doi(?:t|vent) pas|interdit|reserve aux adultes|for adult use only|adults only|for adults only|skip this|leave it (?:out|alone))"
)
_CONSULTS = lazy(
    r"\b(?:consult(?:ez|er|ation)?|speak (?:to|with)|ask|talk (?:to|with)|seek|check (?:in )?with|see|discuss\b.{0,60}? with|contact|inform|get (?:medical )?advice|demande[rz]|parlez|parler|medical advice|(?:only )?under (?:the )?(?:supervision|guidance|advice|medical)|sous (?:surveillance|supervision)|on the advice|advice of|avis (?:medical|d'un)|use (?:with )?caution|medical supervision|l'avis|used? only (?:on|under)|use (?:this (?:product|supplement) )?with caution|exercise caution|caution is advised|contactez|prudence)\b"
)
_ADVERSE = lazy(
    r"\b(?:may (?:cause|experience|occur|result|produce|lead|induce|have a)|can (?:cause|experience|occur|produce|have a)|might (?:cause|experience)|could cause|peut (?:causer|provoquer|entrainer|avoir|occasionner)|peuvent (?:survenir|causer|provoquer|ressentir|eprouver)|some people|certaines personnes|side effects?|adverse (?:reactions?|effects?)|reactions? indesirables?|effets? (?:secondaires?|indesirables?)|has been reported|have been reported|laxative effect|effets? laxatifs?)\b"
)
_NONE_OF_IT = lazy(
    r"\b(?:without|no|free (?:of|from)|sans|aucune?|minimi[sz]\w+|reduc\w+)\b.{0,40}(?:side effects?|adverse|effets)"
)
_STOPS = lazy(r"\b(?:discontinue|stop (?:use|using|taking)|cease|cesse[rz]|arrete[rz]|interromp(?:re|ez)|suspend)\b")
_REACH = lazy(
    r"\b(?:(?:keep|store|kept|place|stored|tenir|garder|gardez|conserver|conservez|tenez|ranger|laisser|laissez|maintain|hors)\b.{0,60}?(?:reach|away from|sight|portee|hors de la vue)|(?:out of|away from) (?:the )?(?:reach|children)|hors (?:de la |de )?portee)"
)
_SEAL = lazy(
    r"\b(?:do not (?:use|purchase|accept|take|consume) if|ne pas utiliser si|if|si|when) .{0,50}?\b(?:seal|sealed|safety ring|tamper|sceau|opercule|cap ring|scelle|bague|neck ?band|band|packet is torn|packaging is damaged|bottle is|cap is|shrink)\w*\b.{0,60}?\b(?:broken|missing|damaged|torn|brise|manquant|absent|endommag|altered|absente|rompu|open|tampered|compromised|brisee|cut)"
)
_EXCEED = lazy(
    r"\b(?:do not exceed|never exceed|exceeding|not (?:to )?exceed|ne (?:pas|jamais) (?:depasser|exceder)|do not take more than|should not be exceeded|n'excede[rz]|ne depassez pas|don't exceed|not be exceeded|stick to the dose)\b"
)
_EXCEED_WHAT = lazy(
    r"(?:the )?(?:recommended|stated|suggested|advised|daily|labell?ed|dose|dosage|directed|amount|la dose|les doses|quantite)"
)
_ITEM = lazy(
    r"(?: or if (?:you )?| and if (?:you )?|, (?:and |or |et |ou )?if (?:you )?|, (?:or |and |ou |et )?|; (?:or |and |ou |et )?| or | ou | and/or | et/ou |(?<! between) and | et | as well as | ainsi que | nor )"
)
_IF = lazy(
    r"\b(?:(?:before|prior to|avant) (?:the )?(?:use|using|taking|consuming|utilis\w+|l'utilisation|la prise|de prendre|emploi|consumption|starting|d'utiliser|use of this product|supplementing|l'emploi|you (?:start|take|use))[^,;:]{0,40}?(?:if|si|in case|en cas|when)|if (?:you|taking|using|there|pregnant)|if\b|si (?:vous|tu|la|on)|s'il|en cas (?:de|d')|in (?:cases? of|people with|individuals with|those with|anyone with|persons with)|while|when|during|pendant|durant|lors|with\b|avec|by|for|chez|aux?|pour|who|people|individuals|persons|those|anyone|women|les (?:femmes|personnes|enfants)|unless|to|against|per|par)\b"
)
_PREFIX = lazy(
    r"(?:(?:(?:d'|l'|de l'|qu'|s'|n')|you are|you're|you have|you've|you|are|is|have|has|had|being|or|if|vous (?:etes|avez|prenez|souffrez|suivez|allaitez|preparez)|etes|avez|currently|presently|actuellement|takes|uses|suffering from|suffer from|souffrez (?:de|d')|souffrant (?:de|d')|taking|take|using|on|under|prenez|prendre|prise de|any|other|the|a|an|de la|des|de|du|d'|la|le|les|un|une|l'|d'autres|autres|with|avec|people|individuals|persons|persons|those|anyone|women|who|patients|diagnosed with|atteints? (?:de|d')|affected by|known|connue?|also|aussi|experience|experiencing|develop|suivez|traites? (?:pour|par)|undergoing|un traitement par|treated (?:for|with)|at risk (?:of|for)|during|pendant|in|en cas de|in case of|living with|mothers?|use by|by|for|all|some|certain|certains|use|if you|your|si vous|si|vivez avec|et|presentez|a|en|sous|aux?|pour|before|while|when|wish to|soit|such as|including|like|dont|cas|chez|presence|personnes|qui|child|baby|your child|votre enfant|follow|suivez|has|et|of|anyone|anybody|patients|cases? of|problems? with|with a|not)(?: |(?<=')))+"
)
_STOP_AT = lazy(
    r"(?:,? ?(?:consult|speak|ask|talk|seek|check|please|discontinue|stop|cease|do not|you should|should|must|contact|see (?:a|your)|unless|except|prior to|before (?:use|using|taking|consum|starting|supplement)|avant (?:l'utilisation|de|l'emploi|la prise|usage|utilisation|d'utiliser|toute)|consulte[rz]|demande[rz]|cesse[rz]|ne pas|without (?:first )?consult|sans (?:consulter|avis|l'avis)|unless (?:directed|advised)|sauf|except under|to use this|to take this|while (?:using|taking)|as (?:this|it) may|because|since|car|is contraindicated|are contraindicated|parlez|this product|ce produit|il est|veuillez|en l'absence|prenez conseil|have a word|leave it|skip)\b.*|[.!:;]+$)"
)
_ALLERGY = lazy(
    r"\b(?:allerg\w*|hypersensitiv\w*|hypersensib\w*|sensitivit\w*|sensitive|intoleran\w*|sensibilite|sensible)\b"
)
_ALLERGY_TO = lazy(
    r"\b(?:allerg(?:y|ies|ic|ie|ies|ique|iques)|hypersensitiv(?:ity|e)|sensitiv(?:ity|e)|hypersensibilite|sensibilite|sensible|intoleran(?:ce|t)) ?(?:reactions? )?(?:to|aux?|a la|a l'|a|against) ?(?P<what>[^.;]{2,120})"
)

_TRIGGERS: tuple[tuple[Trigger, re.Pattern[str]], ...] = (
    ("pregnancy", lazy(r"\bpregnan\w*|\benceintes?\b|\bgrossesse\b|\bconceive\b|\bexpecting\b|\bbecome pregnant\b")),
    ("breastfeeding", lazy(r"\bbreast ?-?feed\w*|\bnursing\b|\blactat\w*|\ballait\w*")),
    ("surgery", lazy(r"\bsurger(?:y|ies)|\bsurgical|\bchirurgi\w*|\boperation\b|\binterventions?\b")),
    ("age", lazy(r"^\d+ years old|\b(?:children|child|infants?|minors?|adolescents?|enfants?|mineurs?|under (?:the age of )?\d+|moins de \d+|younger than|below (?:the age of )?\d+|years of age|persons under|nourrissons?|adult use only|adults only|aux adultes|for adults)\b")),
    ("alcohol", lazy(r"\balcohol\w*|\balcool\w*")),
    ("activity", lazy(r"\b(?:driv\w+|operat\w+ (?:heavy )?(?:machin\w+|vehicles?)|machinery|heavy machinery|conduire|conduite|machines?|machinerie|engaging in activities|activities requiring|vehicule|vehicles?)\b")),
    ("exposure", lazy(r"\b(?:sun(?:light)?|uv|ultraviolet|tanning|soleil|solaire|rayons)\b")),
    ("medication", lazy(r"\b(?:medications?|medicines?|drugs?|prescription|medicaments?|anti-?coagulants?|blood ?-?thinn\w+|anticoagulation|warfarin|antiplatelet|antidepress\w+|antidepresseurs?|ssris?|maois?|antibiotics?|antibiotiques?|diuretics?|diuretiques?|statins?|insulin|sedatives?|sedatifs?|contracept\w+|immunosuppress\w+|immunosuppresseurs?|nitrates?|steroids?|corticosteroids?|nsaids?|anti-?inflammatory drugs?|levothyroxine|metformin|lithium|chemotherapy|chimiotherapie|birth control|hormone replacement therapy|hormonal therapy|therapy|digoxin|digitalis|traitement\w*|ace inhibitors|antihypertens\w+|antidiabet\w+|hypoglycemi\w+ agents|tetracyclines?|bisphosphonates?|thyroid (?:hormone|medic\w+|treatment)|treatment|statines?|anticonvuls\w+|thinning|aspirin|hypoglycemic|benzodiazepines?|barbiturates?|tranquili[sz]ers?|pills?|tablets for)\b")),
    ("supplement", lazy(r"\b(?:supplements?|natural health products?|produits de sante naturels?|complements? alimentaires?|salt substitutes?|substituts? de sel|multivitamins?|vitamin [a-ek]\d* |products? (?:that )?contain\w*|multivitamines?|produits? contenant|containing products|caffeine|cafeine|coffee|other products|stimulants?|herbal (?:remed|product)\w*|herbs?)\b")),
)  # fmt: skip
_DURATION = lazy(
    rf"(?:for (?:use |periods? )?(?:beyond|longer than|more than|over|exceeding)|for prolonged use|prolonged (?:use|periods)|long-?term use|use (?:beyond|longer than)|more than|longer than|beyond|au-?dela de|(?:pendant|durant) plus de|plus de|utilisation prolongee|used? for (?:more than|longer than)|exceeding|persist (?:for )?(?:more|longer) than|no longer than)(?: (?:a period of )?(?P<number>{COUNT}) ?(?:\(\d+\) ?)?(?P<unit>weeks?|months?|days?|semaines?|mois|jours?|years?|hours?))?"
)
_DROWSY = lazy(r"\b(?:may|can|peut|peuvent) (?:cause|causer|provoquer|entrainer|induce)\b.{0,30}(?:drows\w+|somnol\w+)")
_NOT_ACTIVE = lazy(
    r"\b(?:do not|don't|never|ne pas|avoid|evite[rz] de|should not|use caution when|exercise caution (?:when|if)|be careful when) ?(?:de )?(?:driv\w+|operat\w+|conduire|engag\w+|use (?:heavy )?machin\w+|use heavy)[^.;]*"
)
_ACTIVITY = lazy(
    r"\b(?:driv(?:e|ing)(?: a (?:car|vehicle))?|conduire(?: un vehicule)?|(?:operat(?:e|ing)|us(?:e|ing)|utiliser|operer)(?: (?:de|des|la|de la|any|heavy|dangerous|or use))* (?:machin\w+|equipment)|engag\w+ in [a-z ]{4,60})"
)
_STOP_IF = lazy(
    r"\b(?:if|si|should|when|en cas (?:de|d')|in case of) ?(?:you |vous |your |any |there is |la |le |les |des |l'|signs of )*(?:experience|develop|notice|feel|ressentez|eprouvez|constatez|suffer|get|presentez|remarquez|avez|have)? ?(?:any |signs? (?:of|like) |symptoms? (?:of|such as|like) |des |de l'|de la |une? )*(?P<what>[^.;:]{3,200}?)(?: (?:occurs?|develops?|appears?|survien\w*|apparaiss\w*|should occur|happens?|arises?))?[\s.!]*$|\b(?:if|si|should|when|en cas (?:de|d')|in case of) ?(?:you |vous |any |la |le |les |des |l'|signs of )*(?P<before>[^.;:]{3,200}?) (?:occurs?|develops?|appears?|survien\w*|apparaiss\w*|happens?)\b"
)
_SYMPTOMS = lazy(
    r"\b(?:symptoms?|symptomes?|persist\w*|worsen\w*|s'aggravent|persistent|irritation|rash|reaction|reactions|occur|side effects?|diarrh\w*|nausea|vomit\w*|adverse|dizziness|discomfort|pain|jaundice|jaunisse|headache|upset|feel unwell|liver trouble|effets indesirables|fever|fievre|vomi\w*|nausees?|douleurs?|cough|sleepless\w*|insomnia|maux|bloody|dehydration|cramps?)\b"
)
_VERB_AGAIN = lazy(
    r"(?:worsens?|recurs?|s'aggravent|reapparaiss\w*|persists?|persistent|se poursuivent|continue[s]?|do not (?:improve|go away)|ne s'ameliorent)\b"
)
_ADULTS_ONLY = lazy(r"\b(?:for adults?(?: use)? only|adults only|reserve aux adultes|pour adultes seulement)\b")
_GENERAL = lazy(
    r"\b(?:before|prior to|avant) (?:the )?(?:use\b|using|taking|starting|consuming|utilis|l'utilisation|de prendre|la prise|d'utiliser|beginning)|medical guidelines|before use"
)
_BELOW = lazy(r"(?:under|below|moins de|younger than) (?:the )?$")
_YEARS = lazy(r"(?:age of )?\d")
_INTERACTS = lazy(r"\b(?:interacts?|interagir) (?:with|avec) ")
_EMPTY_STOMACH = lazy(
    r"(?:do not|don't|avoid|never|ne pas|ne prenez pas|eviter) [a-z ]{0,30}?(?:empty stomach|estomac vide|a jeun)"
)
"""how to take it, not who must not"""
_PETS = lazy(r"(?:do not (?:feed|give)|harmful|toxic|keep)[^.;]*\b(?:pets?|dogs|cats|animals)\b")
_ACTION_ENDS = lazy(
    r"(?:,? (?:if|prior|before|for|in case|in the|when|with|unless|or if|and if|avant|si|en cas|pour|s'il|as this|because|about|regarding|concerning|should|especially|particularly|especially|surtout|lors|au sujet|during|while|first|d'utiliser|chez|aux|except)\b|[.;,!:(])"
)
_HAVING = lazy(r"\b(?:you have|suffer\w*|vous avez|souffrez|history of|diagnosed with|people with|atteint)\b")
_PEOPLE = lazy(r"people|individuals|persons|those|anyone|women|children")
_UNDER = lazy(r"\b(?:under|sous) (?:the |la |le )?$")
_CARE = lazy(r"(?:the )?(?:care|medical|treatment|supervision|surveillance|suivi|doctor|traitement)")
_ORGAN = lazy(
    r"(?:heart|kidney|liver|thyroid|lung|renal|hepatic|cardiac|prostate|gallbladder|bone|blood|respiratory|intestinal|autoimmune|immune|bleeding|cardiovascular|gastrointestinal|kidneys|stomach|seizure|mental|eye|skin|adrenal|pituitary)"
)
_DISEASE_NOUN = lazy(r"(?:diseases?|disorders?|problems?|conditions?|impairment|failure|insufficiency)$")
_ANY_MEDICINE = lazy(
    r"(?:(?:any|other|prescription|prescribed|all|medical|medication|medicine|taking|use|sur ordonnance) ?)*(?:medications?|medicines?|drugs?|prescription drugs?|medicaments?(?: sur ordonnance| d'ordonnance)?|medication use|treatment|traitement(?: medical| medicamenteux)?|medical treatment|prescriptions?)"
)
_CONTAIN = lazy(
    r"(?P<head>.*?)\b(?:that contain|which contain|that contains|containing|contenant|with added|high in|qui contiennent|of)\s+(?P<what>[^,;.]+)$"
)
_OTHER = lazy(
    r"^(?:(?:other|any|any other|d'autres|autres|all|des|les|des autres) )*(?:supplements?|products?|natural health products?|produits(?: de sante naturels)?|complements?(?: alimentaires?)?|dietary supplements?|medications?|medicines?|medicaments?|vitamins?|suppléments?)$"
)
_NOUN = lazy(r"[a-z]{3}")
_MOST = 40
_HOLDS = Cues(
    {
        "stomach": (r"stomach|estomac|a jeun",),
        "reach": (r"reach|away from|sight|portee|de la vue",),
        "seal": (
            r"seal|ring\b|tamper|sceau|opercule|scelle|bague|band|torn|packaging is damaged|bottle is|cap is|shrink",
        ),
        "pets": (r"pets?\b|dogs|cats|animals",),
        "exceed": (r"exceed|exced|depass|take more than|stick to",),
    }
)
"""which of the finer patterns a sentence may hold"""


def find_risk(
    document: Document, start: int, end: int, *, certain: bool = False, kind: RiskKind | None = None
) -> list[Item[RiskInformation]]:
    """The entries that a sentence gives; `certain` under a heading for risk information, `kind` as that heading says."""
    folded = document.folded
    end = min(end, start + 1500)
    words = folded[start:end]
    holds = _HOLDS(words)
    if "stomach" in holds and _EMPTY_STOMACH.search(words):
        return []
    reach = _REACH.search(words) if "reach" in holds else None
    if reach and compiled(r"child|enfant|pets|animaux|reach|portee").search(words):
        finish = compiled(r"(?:children|enfants)(?:'s reach| and pets| et des animaux)?|$").search(
            words[reach.start() :]
        )
        assert finish is not None
        span = trim(
            document.text,
            start + reach.start(),
            start + reach.start() + (finish.end() if finish[0] else len(words) - reach.start()),
            " .!,;",
        )
        item = Item(
            RiskInformation(kind="warning", trigger="children-access", action=_plain(document.text[slice(*span)])),
            {"": (start, end), "/action": span},
        )
        rest_after = start + reach.start() + finish.end() if finish[0] else end
        rest = find_risk(document, rest_after, end, certain=False) if finish[0] and end - rest_after > 25 else []
        before = find_risk(document, start, start + reach.start(), certain=False) if reach.start() > 30 else []
        return [*before, item, *rest]
    if "seal" in holds and _SEAL.search(words):
        span = trim(document.text, start, end, " .!")
        return [
            Item(
                RiskInformation(kind="contraindication", trigger="seal", action=_plain(document.text[slice(*span)])),
                {"": (start, end), "/action": span},
            )
        ]
    if (
        "seal" in holds
        and compiled(
            r"\bsafety[- ]seal|\btamper|\bsealed (?:with|for)|\bseal\b.{0,30}(?:intact|broken|missing)|open or torn|torn or open|is torn"
        ).search(
            words,
        )
        and len(words) < 260
    ):
        span = trim(document.text, start, end, " .!")
        strict = compiled(r"do not|only if|ne pas|n'utiliser que|if .{0,40}(?:broken|missing|torn)").search(words)
        return [
            Item(
                RiskInformation(
                    kind="contraindication" if strict else "caution",
                    trigger="seal",
                    action=_plain(document.text[slice(*span)]),
                ),
                {"": (start, end), "/action": span},
            )
        ]
    pets = _PETS.search(words) if "pets" in holds else None
    if pets and "children" not in words:
        span = (start + pets.start(), start + pets.end())
        value = RiskInformation(kind="warning", trigger="pets", action=_plain(document.text[slice(*span)]))
        return [Item(value, {"": (start, end), "/action": span})]
    exceed = _EXCEED.search(words) if "exceed" in holds else None
    if exceed and (
        _EXCEED_WHAT.search(words, exceed.end(), exceed.end() + 40)
        or compiled(r"\W*(?:more than )?[\d(]|\W*(?:one|two|three|four|five|six|seven|eight|nine|ten)\b").match(
            words[exceed.end() :]
        )
    ):
        stop = compiled(r"[,;.]|unless| and consult| except| sauf").search(words[exceed.end() :])
        finish_at = start + exceed.end() + (stop.start() if stop else len(words) - exceed.end())
        span = trim(document.text, start + exceed.start(), finish_at, " .!")
        return [
            Item(
                RiskInformation(kind="warning", trigger="dose", action=_plain(document.text[slice(*span)])),
                {"": (start, end), "/action": span},
            )
        ]
    return _Sentence(document, start, end, certain=certain, kind=kind).read()


def _plain(words: str) -> str:
    """What to do, as printed but in small letters."""
    return words.lower()


def _known_surgery(words: str) -> bool:
    return dict(_TRIGGERS)["surgery"].search(words) is not None


class _Sentence:
    """One sentence, taken apart: what it asks for, and each thing that triggers it."""

    def __init__(self, document: Document, start: int, end: int, *, certain: bool, kind: RiskKind | None) -> None:
        self.document, self.text, self.folded = document, document.text, document.folded
        self.start, self.end, self.certain, self.heading_kind = start, end, certain, kind
        self.words = self.folded[start:end]
        self.items: list[Item[RiskInformation]] = []

    def read(self) -> list[Item[RiskInformation]]:
        kind = self._kind()
        if kind is None:
            return []
        action = self._action(kind)
        begin, stop = self._condition(kind)
        self._allergy(kind, action)
        duration = self._duration(kind, action)
        if kind == "adverse-reaction" or _DROWSY.search(self.words):
            if compiled(r"\bhypersensiti\w+|\bhypersensibilite").search(self.words) and kind == "adverse-reaction":
                self.items.clear()
            reactions = self._reactions(action, kind)
            return reactions or self.items
        if adults := _ADULTS_ONLY.search(self.words):
            self._add("contraindication", "age", (self.start + adults.start(), self.start + adults.end()), None)
        if (not self.items and not duration) or self._more_than_one(begin, stop):
            self._list(kind, action, begin, stop)
        if not self.items and kind == "caution" and _GENERAL.search(self.words) and action is not None:
            self._add(kind, "general", None, action)
        return self.items

    def _kind(self) -> RiskKind | None:
        words = self.words
        if _STOPS.search(words) and compiled(r"\b(?:if|si|should|en cas|when|in case)\b").search(words):
            return "adverse-reaction"
        if _STOPS.search(words) and _known_surgery(words):
            return "contraindication"
        prohibits, consults = _PROHIBITS.search(words), _CONSULTS.search(words)
        if prohibits and not (
            consults
            and compiled(r"without (?:first )?consult|sans (?:consulter|avis|l'avis|supervision)|unless|sauf").search(
                words
            )
        ):
            return "contraindication"
        if consults:
            return "caution"
        if _ADVERSE.search(words) and not _NONE_OF_IT.search(words):
            drowsy = compiled(
                r"\b(?:may|can|peut|peuvent) (?:cause|causer|provoquer|entrainer|induce)\b.{0,30}(?:drows|somnol)|interact"
            ).search(
                words,
            )
            return "warning" if drowsy else "adverse-reaction"
        if (
            self.certain
            and self._known()
            and not compiled(
                r"\b(?:contains?|contient|free|sans|food supplement|dietary supplement|complement alimentaire)\b"
            ).search(words)
        ):
            self.by_heading = True
            return self.heading_kind or "caution"
        return None

    by_heading = False

    def _known(self) -> bool:
        return any(pattern.search(self.words) for _, pattern in _TRIGGERS) or _ALLERGY.search(self.words) is not None

    def _action(self, kind: RiskKind) -> tuple[str, Where] | None:
        """What the label says to do, in its words: the clause with the verb of consulting or stopping."""
        pattern = _CONSULTS if kind == "caution" else _STOPS
        match = pattern.search(self.words)
        if match is None:
            return None
        if kind == "contraindication":
            span = trim(self.text, self.start + match.start(), self.end, " .,;!")
            return _plain(self.text[slice(*span)]), span
        tail = self.words[match.start() :]
        stop = _ACTION_ENDS.search(tail, match.end() - match.start())
        while (
            stop
            and stop[0].strip(" ,") in ("for", "pour")
            and compiled(r".{0,4}(?:advice|guidance|avis|conseil)").match(tail[stop.end() :])
        ):
            stop = compiled(r"[.;,!]").search(tail, stop.end())
        length = stop.start() if stop else len(tail)
        span = trim(self.text, self.start + match.start(), self.start + match.start() + length, " .,;!")
        return _plain(self.text[slice(*span)]), span

    def _condition(self, kind: RiskKind) -> Where:
        """The stretch of the sentence that names the triggers."""
        words = self.words
        verb = (_PROHIBITS if kind == "contraindication" else _CONSULTS if kind == "caution" else _STOPS).search(words)
        lead = compiled(
            r"\W*(?:(?:caution|warning|note|important|attention|mise en garde|avertissement|contraindications?|contre-indications?|precautions?|cautions?|warnings?|interactions?|drug interactions?)s? ?[:!-] ?)?"
        ).match(
            words,
        )
        first = lead.end() if lead else 0
        if (
            kind == "caution"
            and verb
            and (later := compiled(r"\b(?:if you|if pregnant|if taking|si vous|en cas)\b").search(words[verb.end() :]))
            and not compiled(r"(?:if|si|en cas|pregnan|women|people|individuals|femmes|personnes)").match(words[first:])
        ):
            return self.start + verb.end() + later.start(), self.end
        if (
            verb
            and verb.start() - first > 12
            and (
                compiled(
                    r"(?:if|si|when|en cas|pregnan|women|people|those|individuals|persons|for|anyone|children|femmes|les|in case|during|not|should you|enfants|patients|nursing|before|avant|breast|taking|prenez|consumers|with|living|known|kidney)"
                ).match(
                    words[first:],
                )
                or kind == "caution"
            )
        ):
            return self.start + first, self.start + verb.start()
        if verb is None:
            interacts = _INTERACTS.search(words, first)
            return self.start + (interacts.end() if interacts else first), self.end
        after = verb.end()
        cue = _IF.search(words, after)
        if cue and _PEOPLE.fullmatch(cue[0]):
            return self.start + cue.start(), self.end
        return self.start + (cue.end() if cue else after), self.end

    def _more_than_one(self, begin: int, stop: int) -> bool:
        return any(
            pattern.search(self.folded[begin:stop]) for trigger, pattern in _TRIGGERS if trigger not in ("supplement",)
        ) or bool(_ITEM.search(self.folded[begin:stop]))

    def _allergy(self, kind: RiskKind, action: tuple[str, Where] | None) -> None:
        """An allergy names what to; where the sentence says only "an allergy", it is to what the product contains."""
        match = _ALLERGY.search(self.words)
        if match is None or (
            compiled(r"allergic reactions?\b").search(self.words) and "to " not in self.words[match.start() :]
        ):
            return
        to = _ALLERGY_TO.search(self.words)
        kinds: RiskKind = "contraindication" if kind in ("contraindication",) else kind
        if to:
            place = (self.start + to.start("what"), self.start + to.end("what"))
            cut = _STOP_AT.search(self.folded[slice(*place)])
            if cut:
                place = (place[0], place[0] + cut.start())
            self.allergy_span: Where | None = (self.start + match.start(), place[1])
            one_of = compiled(
                r"(?:l'un(?:e)? des [^,;.]+|(?:any|one|either) of (?:the|its|these) [^,;.]+|any ingredients?[^,;.]*)"
            ).match(
                self.folded[slice(*place)],
            )
            for begin, end in [(place[0], place[0] + one_of.end())] if one_of else self._split(*place):
                if compiled(
                    r"(?:if|are|have|you|pregnan|breast|nursing|taking|enceinte|allait|in case|en cas|with|suffering|autoimmune|people|persons)\b"
                ).match(
                    self.folded[begin:end],
                ):
                    self.allergy_span = (self.start + match.start(), begin)
                    break
                self._add(kinds, "allergy", (begin, end), action)
            return
        self.allergy_span = (self.start + match.start(), self.start + match.end())
        contains = compiled(
            r"(?:contains?|contient) ([a-z][a-z \-]{1,40}?)(?:[- ]derived| derive| ingredients?|,|;|\.| and do| which|$)"
        ).search(
            self.words[: match.start()],
        )
        if contains:
            self._add(kinds, "allergy", (self.start + contains.start(1), self.start + contains.end(1)), action)
        elif compiled(r"(?:this product|any (?:of the |of its )?ingredients?|un (?:des )?ingredient|l'un des)").search(
            self.words
        ):
            what = compiled(
                r"(?:this product|any (?:of the |of its |of these )?(?:other )?ingredients?|(?:l')?une? (?:ou plusieurs )?(?:des |de ses )?ingredients?)"
            ).search(
                self.words,
            )
            if what:
                self._add(kinds, "allergy", (self.start + what.start(), self.start + what.end()), action)
        else:
            self._add(
                kinds,
                "allergy",
                (self.start + match.start(), self.start + match.end()) if kind == "adverse-reaction" else None,
                action,
            )

    allergy_span: Where | None = None

    def _duration(self, kind: RiskKind, action: tuple[str, Where] | None) -> bool:
        match = _DURATION.search(self.words)
        if match is None or (
            match["number"] is None
            and "prolonge" not in match[0]
            and "long" not in match[0][:5]
            and "prolonged" not in match[0]
        ):
            return False
        if _SYMPTOMS.search(self.words) and compiled(r"persist|lasts?\b|worsen|dure").search(self.words):
            return False
        span = (self.start + match.start(), self.start + match.end())
        if match["number"]:
            what = f"{count(match['number'])} {self.text[self.start + match.start('unit') : self.start + match.end('unit')].lower()}"
        else:
            what = self.text[slice(*trim(self.text, *span))]
        spans: dict[str, Where] = {"": (self.start, self.end), "/what": span}
        if action:
            spans["/action"] = action[1]
        self.duration_span = span
        self.items.append(
            Item(RiskInformation(kind=kind, trigger="duration", what=what, action=action[0] if action else None), spans)
        )
        return True

    duration_span: Where | None = None

    def _reactions(self, action: tuple[str, Where] | None, kind: RiskKind) -> list[Item[RiskInformation]]:
        """What may happen, thing by thing, or after which signs to stop."""
        words = self.words
        stops = _STOPS.search(words)
        after = (
            stops is not None
            and compiled(r"\b(?:if|si|should|when|en cas|in case)\b").search(words[stops.end() :]) is not None
        )
        match = (
            _STOP_IF.search(words, stops.end())
            if stops and after
            else compiled(
                r"\b(?:if|si|should|en cas (?:de|d')|in case of|when) ?(?:you |vous |any |there is |la |le |les |des )?(?:experience|develop|notice|feel|ressentez|eprouvez|constatez|suffer|get|present\w*|apparition d\w*)? ?(?P<what>[^.;]{3,140}?)(?: (?:occurs?|develops?|appears?|survien\w*|persists?|apparaiss\w*|should occur|happen))?(?:,| stop| discontinue| cease| cesse|$|\.)"
            ).search(
                words,
            )
            if stops
            else compiled(
                r"(?:may|can|might|could|peut|peuvent)(?: rarely| sometimes| also| occasionally| parfois| potentially)? (?:cause|experience|occur|result in|produce|lead to|induce|have an?|causer|provoquer|entrainer|avoir un|survenir|ressentir|eprouver|occasionner)\b(?: mild| some| minor| des| de la| du| de l'| un| une| les)? ?(?P<what>[^.;]{3,140})|(?P<before>[^.;:]{3,100}) (?:may occur|can occur|peuvent survenir|has been reported|have been reported)|(?:experience|ressentir|eprouver|reported|reactions?|effects?|effets|indesirables?) ?:? (?P<other>[^.;]{3,140})"
            ).search(
                words,
            )
        )
        if match is None:
            return self.items
        group = next(name for name, value in match.groupdict().items() if value)
        place = (self.start + match.start(group), self.start + match.end(group))
        cut = compiled(
            r"\b(?:in some|in certain|if taken|when taken|chez|for some|in sensitive|in which case|especially|particularly|dans ce cas|if (?:you|so)|discontinue|stop|consult|in those|,? so )\b"
        ).search(
            self.folded[slice(*place)],
        )
        if cut and cut.start() > 2:
            place = (place[0], place[0] + cut.start())
        for begin, end in self._split(*place):
            if compiled(
                r"^(?:and )?(?:do not|don't|ne pas|consult|stop|discontinue|avoid|use caution|driv\w*|operat\w*|conduire|utiliser de)\b"
            ).search(
                self.folded[begin:end],
            ):
                break
            allergic = compiled(r"hypersensiti|hypersensibilite|allerg").search(self.folded[begin:end]) is not None
            self._add(
                kind if kind == "warning" else "adverse-reaction",
                "allergy" if allergic else "symptom",
                (begin, end),
                action,
            )
        self._activities()
        return self.items

    def _activities(self) -> None:
        """ "Do not drive or operate machinery": each activity, with the whole of what not to do."""
        match = _NOT_ACTIVE.search(self.words)
        if match is None:
            return
        span = trim(self.text, self.start + match.start(), self.start + match.end(), " .,;")
        action = (self.text[slice(*span)][:1].lower() + self.text[slice(*span)][1:], span)
        for each in _ACTIVITY.finditer(self.words, match.start(), match.end()):
            self._add("warning", "activity", (self.start + each.start(), self.start + each.end()), action)

    def _split(self, start: int, end: int) -> list[Where]:
        """The things a list names, each without "or", "and", "other"."""
        return [(first, last) for first, last, _ in self._things(start, end)]

    def _things(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The things of a list, each with the words that led to it ("if you are taking")."""
        found: list[tuple[int, int, str]] = []
        for begin, stop in pieces(self.folded, start, end, ";"):
            at = begin
            for match in [*_ITEM.finditer(self.folded, begin, stop), None]:
                if match and _VERB_AGAIN.match(self.folded, match.end(), stop):
                    continue
                span = trim(self.text, at, match.start() if match else stop, " .,;:()!?*†")
                if match:
                    at = match.end()
                lead = _PREFIX.match(self.folded, *span)
                first = lead.end() if lead and lead.end() < span[1] else span[0]
                if below := _BELOW.search(self.folded, span[0], first):
                    first = below.start() if _YEARS.match(self.folded, first) else first
                tail = _STOP_AT.search(self.folded, first, span[1])
                last = tail.start() if tail and tail.start() > first else span[1]
                first, last = trim(self.text, first, last, " .,;:()!*")
                if first < last and _NOUN.search(self.folded[first:last]):
                    found.append((first, last, self.folded[span[0] : first]))
        return found[:_MOST]

    def _list(self, kind: RiskKind, action: tuple[str, Where] | None, begin: int, stop: int) -> None:
        """Each thing of the condition, with the trigger it is."""
        tail = _STOP_AT.search(self.folded, begin, stop)
        if tail and tail.start() > begin + 3:
            stop = tail.start()
        shared = _CONTAIN.match(self.folded[begin:stop])
        with_what: Where | None = None
        if shared and compiled(r"supplement|product|substitut|produit|complement|medication|medicament").search(
            shared["head"]
        ):
            what = trim(self.text, begin + shared.start("what"), begin + shared.end("what"), " .,")
            with_what, stop = what, begin + len(shared["head"].rstrip())
        taking, head = False, ""
        things = self._things(begin, stop)
        for index, (first, last, lead) in enumerate(things):
            if compiled(
                r"\b(?:have|has|had|are|is|avez|souffrez|suffer\w*|who|with|history|avec|en cas|in case|pregnan\w*)\b"
            ).search(
                lead,
            ):
                taking = False
            if compiled(
                r"\b(?:taking|takes?|using|on a|on|prenez|prendre|prise|treated with|suivez|traitement)\b"
            ).search(lead):
                taking = True
            if self._within(self.allergy_span, first, last) or self._within(self.duration_span, first, last):
                continue
            words = self.folded[first:last]
            trigger = next((t for t, p in _TRIGGERS if p.search(words)), None)
            if trigger is None and _ALLERGY.search(words):
                continue
            if (
                with_what
                and trigger in ("supplement", "medication", None)
                and not compiled(r"pregnan|breast").search(words)
            ):
                self._containing(kind, action, (first, last), with_what)
                continue
            if trigger == "age":
                first = self._with_people(first, lead)
            under = _UNDER.search(lead)
            if under and _CARE.match(words):
                first, trigger, taking = first - (len(lead) - under.start()), "condition", False
            elif "diet" in words or "regime" in words:
                trigger = "condition"
            if trigger is None and taking:
                trigger = "medication"
            later = things[index + 1][:2] if index + 1 < len(things) else None
            head = self._shared_noun(words, later) if trigger is None or trigger == "condition" else ""
            self._one(kind, trigger, action, first, last, words, head, having=_HAVING.search(lead) is not None)
        self._activities()
        if with_what and not any(i.value.trigger in ("supplement", "medication") for i in self.items):
            self._add(kind, "supplement", with_what, action)

    def _with_people(self, first: int, lead: str) -> int:
        """ "persons under 18": whom an age limit is about stays with it."""
        people = compiled(
            r"(?:persons?|people|individuals|those|anyone|personnes|children|enfants) (?:under |who are |of |under )?$"
        ).search(
            lead,
        )
        return first - len(people[0]) if people else first

    def _shared_noun(self, words: str, later: Where | None) -> str:
        """ "heart or kidney disease" is heart disease and kidney disease."""
        if later is None or " " in words or not _ORGAN.fullmatch(words):
            return ""
        noun = _DISEASE_NOUN.search(self.folded[slice(*later)])
        return f" {self.text[later[0] + noun.start() : later[0] + noun.end()]}" if noun else ""

    def _within(self, span: Where | None, first: int, last: int) -> bool:
        return span is not None and first < span[1] and last > span[0]

    def _containing(self, kind: RiskKind, action: tuple[str, Where] | None, head: Where, what: Where) -> None:
        """ "other supplements or salt substitutes that contain potassium": the one what they share is said of each."""
        words = compiled(r"^(?:with|avec|using|taking) ").sub("", self.folded[slice(*head)])
        thing = self.text[slice(*what)]
        if _OTHER.match(words):
            self._add(kind, "supplement" if "medic" not in words else "medication", what, action)
            return
        name = f"{self.text[head[1] - len(words) : head[1]]} containing {thing}"
        spans: dict[str, Where] = {"": (self.start, self.end), "/what": (head[0], what[1])}
        self.items.append(
            Item(
                RiskInformation(kind=kind, trigger="supplement", what=name, action=action[0] if action else None), spans
            )
        )

    def _one(
        self,
        kind: RiskKind,
        trigger: Trigger | None,
        action: tuple[str, Where] | None,
        first: int,
        last: int,
        words: str,
        noun: str = "",
        *,
        having: bool = False,
    ) -> None:
        if trigger in ("pregnancy", "breastfeeding"):
            for each, pattern in _TRIGGERS[:2]:
                if pattern.search(words):
                    self._add(kind, each, None, action)
            return
        if trigger == "age":
            self._add(kind, "age", (first, last), action)
            return
        if trigger in ("surgery", "alcohol"):
            self._add(kind, trigger, None, action)
            return
        if trigger == "activity":
            if not _NOT_ACTIVE.search(self.words):
                self._add(kind, trigger, (first, last), action)
            return
        if trigger == "medication" and _ANY_MEDICINE.fullmatch(words):
            self._add(kind, trigger, None, action)
            return
        if trigger == "condition":
            self._add(kind, "condition", (first, last), action)
            return
        if trigger is None:
            if _SYMPTOMS.search(words):
                self._add(kind, "symptom", (first, last), action)
            elif having or self._condition_like(words):
                self._add(kind, "condition", (first, last), action, noun)
            return
        self._add(kind, trigger, (first, last), action)

    def _condition_like(self, words: str) -> bool:
        """What is neither a drug nor a supplement is a state of health, if it is a short thing and no clause."""
        if compiled(
            r"(?:use|using|taking|consum\w*|this|it|you|product|doctor|physician|healthcare|health care|practitioner|professional|pharmacist|your|directed|advised|otherwise|food|water|the|medical|a|day|daily|more|less|replace\w*|diagnos\w*|treat|cure|prevent|meal|meals|label|bed|concerns?|questions?|doubt|suitable|first|advice|needed|other|utilisation|produit|medecin|pharmacien|praticien|professionnel|replacement|varied|balanced)\b"
        ).match(
            words,
        ):
            return False
        return (
            len(words) < 70
            and not compiled(r"\b(?:is|are|will|can|may|should|est|sont)\b").search(words)
            and (
                (self.certain and not self.by_heading)
                or compiled(
                    r"disease|disorder|condition|maladie|trouble|pressure|diabet|kidney|liver|renal|thyroid|heart|epilep|seizure|cancer|ulcer|gallstone|asthma|bleeding|glaucoma|depress|autoimmun|hypertens|hypotens|anemia|deficien|syndrome|obstruction|failure|stones|gout|immune|hiv|lupus|calculs|ulcere|anemie|insuffisance|hemochromatos|iron overload|problems?|prostate|porphyria|phenylketonuria|hepati|cardia|stroke|history|mellitus|psych|bipolar|tension|rein|foie|coeur|bile|sante|health|medical|fever|pain|migraine|sclerosis|arthritis|infection"
                ).search(
                    words,
                )
                is not None
            )
        )

    def _add(
        self, kind: RiskKind, trigger: Trigger, what: Where | None, action: tuple[str, Where] | None, noun: str = ""
    ) -> None:
        spans: dict[str, Where] = {"": (self.start, self.end)}
        if what:
            what = trim(self.text, *what, " .,;:()")
            spans["/what"] = what
        if action:
            spans["/action"] = action[1]
        name = self.text[slice(*what)] + noun if what else None
        if trigger == "allergy" and name:
            name = compiled(r"(?i)\s*(?:-derived|derived|ingredients?)$").sub("", name)
        self.items.append(
            Item(
                RiskInformation(kind=kind, trigger=trigger, what=name or None, action=action[0] if action else None),
                spans,
            )
        )
