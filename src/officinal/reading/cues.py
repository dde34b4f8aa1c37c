# SPDX-License-Identifier: Apache-2.0
"""What a line may be about: one pass of RE2 over the line answers for every kind of statement at once.

RE2 matches in time linear in the line whatever the line holds, so this is also the guard in front of the finer patterns.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import re2

from officinal.patterns import lazy

CUES: dict[str, tuple[str, ...]] = {
    "direction": (
        r"\b(?:take|takes|chew|dissolved?|mix|add|stir|blend|shake|swallow|consume|drink|apply|spray|place|use|enjoy|sip|dose|dosage|suck|allow|eat|pump|chewing|massage|give|start|begin|have|prenez|prendre|diluer|melanger|dissoudre|croquer|macher|avaler|boire|placer|appliquer|ajouter|vaporiser|consommer|sucer|utiliser|verser|delayer|administrer|agiter|laisser)\b",
        r"\b(?:daily|per day|a day|each day|every day|par jour|/ ?day|times|fois|once|twice|quotidien|chaque jour|hours?|heures?)\b.{0,80}\b(?:capsule|tablet|caplet|softgel|scoop|drop|spray|gumm|lozenge|teaspoon|tablespoon|sachet|packet|ml|gelule|comprime|goutte|mesure|cuilleree|piece|serving|dropper|pastille|stick|vial|ampoule|pearl|wafer|chew)",
        r"\b(?:capsule|tablet|caplet|softgel|scoop|drop|spray|gumm(?:y|ies)|lozenge|teaspoon|tablespoon|sachet|packet|ml|gelule|comprime|goutte|mesure|cuilleree|piece|serving|dropper(?:ful)?|pastille|stick|vial|ampoule|pearl|wafer|chew|doses?)s?\b.{0,80}\b(?:daily|per day|a day|each day|every day|par jour|/ ?day|times|fois|once|twice|quotidien|chaque jour|every \w+ hours?|as (?:directed|needed))",
        r"\b(?:with (?:food|meals?|a meal|water|or without)|empty stomach|before bed|bedtime|between meals|avec (?:de la )?(?:nourriture|un repas|les repas)|a jeun|au coucher|repas)\b",
        r"\b(?:do not exceed|not to exceed|maximum of|exceed the|depasser)\b",
        r"\b(?:minimum of|at least|au moins|pendant|for up to|duration)\b.{0,30}\b(?:weeks?|months?|days?|semaines?|mois|jours?)\b",
    ),
    "risk": (
        r"\b(?:do not|don't|should not|not be|never|must not|cannot|ne pas|n'utilisez pas|ne prenez pas|eviter|avoid|ne doi(?:t|vent))\b",
        r"\b(?:consult|consulter|consultez|speak (?:to|with)|ask (?:a|your)|talk to|seek|check with|demandez|demander|medical advice|discuss|contact (?:a|your)|inform your|advice of)",
        r"\b(?:pregnan|breast ?-?feed|nursing|lactat|enceinte|allait|grossesse)",
        r"\b(?:keep|store|kept|place|garder|tenir|conserver|conservez|gardez|tenez)\b.{0,40}\b(?:reach|away from (?:children|pets)|portee|hors de|children|enfants)",
        r"\b(?:contraindicat|contre-? ?indi|not (?:recommended|suitable|intended|advised|for use)|deconseille|discontinue|cease|stop (?:use|using|taking)|cesser|cessez|arreter|interrompre|allerg|hypersensitiv|hypersensib|sensitivit)",
        r"\b(?:may cause|can cause|some people|may experience|may occur|peut causer|peut provoquer|peuvent|side effects?|adverse|overdose|surdose|effets? secondaires?|drowsiness|somnolence|tamper|seal (?:is|under)|safety[- ]seal|\bsealed (?:with|for)|open or torn|to pets|to dogs|sceau|if (?:the )?seal|upset|may interact|torn|not for |may reduce|may increase|excess(?:ive)? consumption|laxative)",
        r"\b(?:exceed|depasser|depassez|surpass)",
        r"\b(?:caution|warning|attention|avertissement|mise en garde|precaution)s?\b ?[:!-]",
        r"\b(?:for use beyond|utilisation (?:au-dela|prolongee|de plus)|prolonged use|long-?term use)",
        r"\b(?:interactions?|medication|medicament|anticoagul|blood thinn|prescription)",
        r"\bfor adult use only|adults only|reserve aux adultes|under (?:the age of )?\d+ years|moins de \d+ ans\b",
    ),
    "free": (
        r"\b(?:free[ -](?:from|of)|contains? no|does not contain|do not contain|no added|no artificial|without|sans|ne contient (?:pas|aucun)|exempt|not contain|made without|nothing artificial|not manufactured with|zero [a-z]+|formulated without|never any|sans ajout)\b",
        r"\b[a-z]+[ -]free\b",
        r"(?:^|[.;,] ?|\b)no(?::| (?:gluten|dairy|soy|wheat|gmo|sugar|preservatives|artificial|yeast|milk|corn|egg|lactose|nuts|peanuts|fillers|animal|starch|salt|sodium|colou?r|flavou?r|known|common|binders|gelatin|caffeine|sweeteners|additives|magnesium stearate|synthetic|hidden|msg|nuts?|tree|fish|shellfish|color|dyes?|trans|hormones|pesticides|chemicals|stimulants|alcohol|by-?products|ma huang))",
        r"\bnon[ -]?(?:gmo|ogm|dairy|irradiated)\b|\bfree:",
    ),
    "contains": (
        r"\bcontains? ?:?\b",
        r"\bcontient\b|\bcontenant\b|\bderived from\b|\bsource of allergens?\b|\ballergens? ?:|\ballergenes? ?:|\ballergy advice",
    ),
    "may_contain": (
        r"\bmay (?:also )?contain\b|\bpeut contenir\b|\btraces? (?:of|de|d')|\bfacility\b|\bsame equipment\b|\betablissement\b|\bshared equipment\b|\batelier\b|\busine\b|\bhandles\b",
    ),
    "storage": (
        r"\b(?:store|stored|keep|kept|refrigerat\w*|conserver|entreposer|garder|refrigerer|ranger|protect(?:ed)?|conservez|rangez|storage|closed|best (?:if )?(?:used )?(?:before|by)|proteger|a conserver|tenir|entreposez|a garder)\b",
        r"\bcool,? (?:and )?dry|room temperature|temperature ambiante|endroit (?:frais|sec)|direct (?:sun)?light|moisture\b|humidite|abri d",
    ),
    "disclaimer": (
        r"food (?:and|&) drug administration|\bfda\b.{0,40}evaluat|evaluat.{0,40}\bfda\b|not intended to (?:diagnose|treat|provide|replace)|\bdiagnose\b",
        r"information(?:al)? purposes|a titre (?:informatif|indicatif|d'information)|medical advice|avis medical|substitute for|substitut|replacement for",
        r"(?:individual )?results (?:may|can|will) vary|resultats (?:peuvent|individuels)",
        r"varied (?:and balanced |balanced )?diet|balanced diet|alimentation variee|regime (?:alimentaire )?varie|alimentation equilibree",
        r"always read the label|lisez (?:toujours )?(?:attentivement )?l'etiquette|read (?:the|all) (?:product )?labels?|lire (?:toujours )?(?:attentivement )?l'etiquette",
    ),
    "claim": (
        r"\b(?:help|helps|helping|support|supports|supporting|maintain|maintains|maintaining|maintenance|promote|promotes|promoting|reduce|reduces|reducing|improve|improves|improving|enhance|enhances|enhancing|boost|boosts|boosting|strengthen|strengthens|protect|protects|provide|provides|providing|relieve|relieves|prevent|prevents|treat|treats|cure|cures|increase|increases|contribute|contributes|assist|assists|aid|aids|encourage|encourages|stimulate|stimulates|normalize|restore|restores|regulate|regulates|balance|balances|optimize|optimizes|nourish|nourishes|soothe|soothes|calm|calms|fight|fights|fuel|fuels|build|builds|ease|eases|lower|lowers|factor in|source of|used (?:in|as|for|to)|fights?|sustain|sustains|formulated|designed|deliver|delivers|replenish|replenishes|hydrates?|energi[sz]e|revitali[sz]e|defends?|keeps?|heals?|reverse|eliminates?|kills?|destroys?)\b",
        r"\b(?:aide|aident|contribue|contribuent|soutient|soutiennent|favorise|favorisent|maintenir|maintien|reduit|reduire|ameliore|ameliorer|renforce|protege|procure|fournit|soulage|soulager|previent|prevenir|augmente|participe|stimule|apaise|equilibre|facteur|source d|utilise|combat|lutte|formule|concu|traite|guerit|regule|optimise|restaure|calme|nourrit|tue|elimine|detruit)",
        r"\b(?:most advanced|best|strongest|superior|highest|leading|number one|no\. ?1|unmatched|unrivalled|unsurpassed|purest|most (?:potent|bioavailable|effective|absorbable|powerful|complete|studied)|better (?:than|absorb(?:ed|able)|absorption than)|world'?s|le plus|la plus|les plus|meilleure?s?|superieure?|inegale|ultimate|fastest|revolutionary|only one)\b|#1\b",
        r"\b(?:side effects?|effets? secondaires?|effets? indesirables?|100% safe|completely safe|totally safe|perfectly safe|safe for everyone|sans danger|no risk|guaranteed results|sans risque|entirely safe|non-toxic|harmless)\b",
    ),
    "offer": (
        r"[$€£]|\b(?:cad|usd|eur|gbp|aud|msrp|prix|price)\b",
        r"\b(?:in stock|out of stock|sold out|add to (?:cart|basket|bag)|pre-?order|back-?order(?:ed)?|back order|available|unavailable|en stock|epuise|rupture|disponible|ajouter au panier|precommande|discontinued|only \d+ left|notify me|stock|discontinue|low stock)\b",
        r"\bsubscri|\babonne|\bautoship|\bauto-?deliver",
    ),
    "citation": (r"\bdoi\b|\bpmid\b|\bet al\b|\(\s?(?:19|20)\d\d[a-z]?\s?\)|\b(?:19|20)\d\d ?;",),
    "year": (r"\b(?:19|20)\d\d\b",),
    "study": (
        r"\b(?:study|studies|trial|subjects|participants|placebo|patients|review from|this \pN|randomi[sz]ed|researchers|investigat|etude|essai clinique|participantes|volunteers|sujets)",
    ),
    "serving": (
        r"\bserving(?:s|\(s\))? (?:size|per)|\bservings?\b ?:|\bportions? (?:par|de)|\bportion ?:|^\W*portion\b|\bdose (?:size|journaliere)|\bservings\b|\bamount per\b|\bdoses? per\b|\bscoops? per\b|\bserves\b|\bnombre de (?:portions|doses)|\bserve size|\bserving\b|\bdoses par\b|\bper (?:daily )?dose\b",
    ),
    "badge": (
        r"\b(?:vegan|vegane|vegetarian|vegetarien|vegetalien|kosher|halal|organic|biologique|bio|gmo|ogm|keto|paleo|tested|teste|certified|certifie|verified|approved|sourced|caught|harvested|friendly|formulated|gmp|nsf|hypoallergenic|recyclable|fair[- ]trade|carbon|sport|choice|strength|grade|plant|pectin|suitable)|free\b|\b(?:sans|zero|no|made in|product of|produit|fabrique|fabrication|fait|one-a-day|b corp|friend of)\b",
    ),
    "code": (r"\b(?:sku|code|item|article|ugs|ref|reference|product no|upc|ean|gtin|barcode)\b",),
    "licence": (
        r"\bnpn\b|\bdin-?hm\b|\baust ?[lr]\b|\bnatural product number|\blicen[cs]e (?:no|number)|\bnumero de produit naturel|\bdin\b",
    ),
    "net": (
        r"\b\d[\d.,]* ?-?(?:veg(?:etarian|etable|gie|an)?\.? ?|v-?|[a-z-]+ |[a-z-]+ [a-z-]+ )?(?:capsules?|caps|caplets?|tablets?|tabs|softgels?|gels|gummies|gelules?|comprimes?|lozenges?|sachets?|packets?|sticks?|servings?|count|ct|ml|g|kg|oz|fl|lb|lbs|drops|portions|doses|vegcaps|chews|pastilles|ampoules|bags|sprays|l|pieces|gommes|jujubes|units|tea bags|sachets-doses)\b",
        r"\bnet (?:wt|weight|quantity|contents?)|contenance|poids net|contenu net|quantite nette|pack size|size ?:|format ?:",
    ),
    "identity": (
        r"\b(?:dietary supplement|food supplement|nutritional supplement|natural health product|complement alimentaire|supplement alimentaire|produit de sante naturel|supplement dietetique|listed medicine|listed complementary medicine)\b",
    ),
}


class Cues:
    """Which of many patterns a folded text holds, by one pass of RE2; compiled when first asked."""

    def __init__(self, patterns: dict[str, tuple[str, ...]]) -> None:
        self._patterns = patterns
        self._known: dict[tuple[int, ...], frozenset[str]] = {}

    @cached_property
    def _matcher(self) -> tuple[Any, tuple[str, ...]]:
        options = re2.Options()
        options.max_mem = 64 << 20
        options.log_errors = False
        matcher = re2.Set.SearchSet(options)
        for listed in self._patterns.values():
            matcher.Add("|".join(f"(?:{pattern})" for pattern in listed))
        matcher.Compile()
        return matcher, tuple(self._patterns)

    def __call__(self, folded: str) -> frozenset[str]:
        """The kinds whose patterns the text holds; a superset of what it states."""
        matcher, kinds = self._matcher
        found = tuple(matcher.Match(folded.encode()) or ())
        known = self._known.get(found)
        if known is None:
            known = frozenset(kinds[index] for index in found)
            if len(self._known) < _MOST_KNOWN:
                self._known[found] = known
        return known

    def kinds(self, folded: str) -> list[str]:
        """The kinds whose patterns the text holds, in the order in which they are listed."""
        held = self(folded)
        return [kind for kind in self._patterns if kind in held] if held else []


class _Statements(Cues):
    """The kinds of statements; a citation by its year and a number behind it is looked for where a year stands.

    In the one pass each place behind a year would be a state of its own, to be built anew for nearly every text.
    """

    def __call__(self, folded: str) -> frozenset[str]:
        held = super().__call__(folded)
        if "year" in held and "citation" not in held and _YEAR_AND_NUMBER.search(folded):
            return held | _CITATION
        return held


_YEAR_AND_NUMBER = lazy(r"\b(?:19|20)\d\d\b.{0,60}[;:] ?\d", re.ASCII)
_CITATION = frozenset(("citation",))
_MOST_KNOWN = 10_000
cues = _Statements(CUES)
