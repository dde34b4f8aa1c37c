# SPDX-License-Identifier: Apache-2.0
"""How to take it: each sentence of the directions is read into dose, times, food, spacing and the rest.

Take one to two scoops daily, with food.  →  1-2 scoops, per day, with food
Adults: 1 capsule 3 times per day         →  adults, 1 capsule, 3 times, per day
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from officinal.label import Dilution, Directions, KeepApart, Measure, Span
from officinal.label.use import Food, Population, TimeOfDay
from officinal.reading.amounts import NUMBER
from officinal.reading.cues import Cues
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where, nested
from officinal.reading.patterns import compiled, lazy
from officinal.reading.vocabulary import COUNT, DOSE, DOSE_UNITS, RANGE, count, dose_unit

_POPULATIONS: tuple[tuple[Population, str], ...] = (
    ("adolescent", r"\b(?:adolescents?|teens?|teenagers?|teenaged)\b"),
    ("child", r"\b(?:child|children|kids?|enfants?|toddlers?)\b"),
    ("infant", r"\b(?:infants?|babies|nourrissons?|bebes?)\b"),
    ("senior", r"\b(?:seniors?|elderly|personnes agees|aines)\b"),
    ("pregnancy", r"\b(?:pregnant women|femmes enceintes|during pregnancy|pregnancy:|expectant mothers)\b"),
    ("breastfeeding", r"\b(?:breast-?feeding women|nursing mothers|femmes qui allaitent|lactating women)\b"),
    ("adult", r"\b(?:adults?|adultes?)\b"),
    ("woman", r"\b(?:women|woman|femmes?)\b"),
    ("man", r"\b(?:men|hommes?)\b"),
)
_POPULATION = tuple((kind, lazy(pattern)) for kind, pattern in _POPULATIONS)
_WHO = Cues({kind: (pattern,) for kind, pattern in _POPULATIONS})
_YEARS = r"(?:years?|yrs?|y\.?o\.?|ans|annees)"
_AGE = lazy(
    rf"(?P<min>\d{{1,3}}) ?(?:-|to|a|and|through|et) ?(?P<max>\d{{1,3}}) ?-?(?P<unit>{_YEARS}|months?|mois)\b"
    rf"|(?:ages?|aged|ages? de|age de|de) ?(?P<min4>\d{{1,3}}) ?(?:-|to|a|and) ?(?P<max4>\d{{1,3}})\b"
    rf"|(?:over|above|plus de|older than|\+ de|age|from|des|de|a partir de) ?(?:the age of |de )?(?P<min2>\d{{1,3}})(?!\d)(?: ?(?P<unit2>{_YEARS}|months?|mois)\b)?(?! ?(?:mg|ml|g|capsul|tabl|hour|minut|day|week))"
    rf"|(?P<min3>\d{{1,3}}) ?(?P<unit3>{_YEARS}|months?|mois)? ?(?:of age )?(?:\+|(?:and|&|et|or) (?:older|over|up|above|plus))"
    rf"|(?:under|below|moins de|younger than) ?(?:the age of |age )?(?P<max2>\d{{1,3}})(?!\d)(?: ?(?P<unit5>{_YEARS}|months?|mois))?(?! ?(?:mg|ml|g|lb|pounds|kg|capsul|tabl|hour|minut|day|week))"
)
_WEIGHT = lazy(r"(?:under|over|below|above|moins de|plus de) (?P<value>\d{1,3}) ?(?P<unit>lbs?|pounds|kg)\b")
_TIMES_WORD = lazy(r"\b(?P<word>once|twice|thrice)\b(?: (?:or|to) (?P<word2>twice|thrice|three times))?")
_TIMES = lazy(
    rf"(?!(?<=at )(?:a|one) time\b){RANGE} ?(?:x(?: |/|(?=d))|(?:x )?times?|fois|time\(s\)|separate times|prises)(?! (?:the|larger|more|higher|as|stronger|greater|plus|la|le|d'absorption))"
)
_PER = lazy(
    r"(?P<day>\bdaily\b|\b(?:per|a|each|every|any|in (?:a|one(?: \(1\))?)|one(?: \(1\))?|par|chaque|in any|al|le) (?:one )?(?:single )?(?:24[- ]hours?(?: period)?|days?|jour(?:nee)?|morning|evening|night|matin|soir)\b|/ ?(?:day|d|jour|j)\b|\bquotidien(?:ne|nement)?\b|\bfois par jour\b|x/?d(?:ay)?\b|\bnightly\b|\bpar 24 heures\b|\bjournaliere?\b|\bb\.?i\.?d\b|\bt\.?i\.?d\b|\bdans la journee|\btous les (?:jours|matins|soirs))"
    r"|(?P<week>\bweekly\b|\b(?:per|a|each|every|par|chaque) (?:week|semaine)\b|/ ?(?:week|semaine))|(?P<month>\bmonthly\b|\b(?:per|a|each|par) (?:month|mois)\b)"
)
_EVERY = lazy(
    rf"(?:every|toutes les|chaque|aux) {RANGE} ?(?P<unit>hours?|hrs?|heures?|h|days?|jours?|minutes?)\b|(?:every|chaque) (?P<other>other day)"
)
_FOOD: tuple[tuple[Food, re.Pattern[str]], ...] = (
    (
        "with-or-without",
        lazy(r"with or without (?:food|a meal|meals)|avec ou sans (?:nourriture|repas|aliments)"),
    ),
    (
        "without",
        lazy(
            r"(?:on|with) an empty stomach|empty stomach|without food|between meals|away from (?:food|meals)|a jeun|l'estomac vide|estomac vide|sans nourriture|entre les repas|en dehors des repas"
        ),
    ),
    (
        "before",
        lazy(
            r"(?:before|prior to|preceding) (?:a |each |your |the |any |every )?(?:main |largest |biggest )?(?:meals?|breakfast|lunch|dinner|eating|food|supper)\b|avant (?:le |les |chaque |de )?(?:repas|manger|petit dejeuner|diner|souper|dejeuner)"
        ),
    ),
    (
        "after",
        lazy(
            r"(?:after|following) (?:a |each |your |the |every )?(?:main |largest |biggest )?(?:meals?|breakfast|lunch|dinner|eating|food|supper)\b|apres (?:le |les |chaque |un )?(?:repas|manger|petit dejeuner|diner|souper|dejeuner)"
        ),
    ),
    (
        "with",
        lazy(
            r"(?:with|alongside|during|at|w/) (?:your |a |an |each |the |any |some |every |their |his |her )?(?:\w+ ){0,2}?(?:food|meals?|breakfast|lunch|dinner|supper|snack|mealtimes?)\b|meals?[- ]time|avec (?:de la |un |le |les |chaque |votre |des )?(?:nourriture|repas|aliments|petit dejeuner|dejeuner|diner|souper|collation)|(?:au(?: cours)?|pendant|aux|lors) (?:d'un |des |du |de |le |les |un )?(?:repas|petit dejeuner|dejeuner|diner|souper)|with food|of (?:each|the) meal"
        ),
    ),
)
_TIME_OF_DAY: tuple[tuple[TimeOfDay, re.Pattern[str]], ...] = (
    (
        "morning",
        lazy(
            r"\bmornings?\b|\bbreakfast\b|\bmatin\b|\bpetit dejeuner\b|\b(?:upon|on) (?:waking|rising)\b|\bau reveil\b|\bam\b(?! i)"
        ),
    ),
    ("noon", lazy(r"\bnoon\b|\bmidday\b|\blunch\b|\bmidi\b")),
    ("afternoon", lazy(r"\bafternoon\b|\bapres-midi\b")),
    ("evening", lazy(r"\bevenings?\b|\bdinner\b|\bsupper\b|\bsoir\b|\bsouper\b|\bpm\b")),
    (
        "bedtime",
        lazy(
            r"\bbed ?time\b|\b(?:before|prior to|at) (?:bed|bedtime|sleep|sleeping|retiring|night)\b|\bnightly\b|\bcoucher\b|\bgoing to bed\b|\bau lit\b"
        ),
    ),
)
_APART = lazy(
    rf"(?:(?:at least|au moins|minimum|a minimum of|wait)? ?(?:{COUNT}|a few|several|quelques|few)(?: ?(?:-|to|a|or) ?{COUNT})? ?(?:hours?|hrs?|h|heures?)|(?:a )?few hours|quelques heures)"
    r" ?(?:\([^)]{0,20}\) )?(?:(?:before|after|apart|away|avant|apres|between|from|d'intervalle|d'ecart|either side|separately|entre|de|prior)\b)(?: ?(?:or|and|/|ou|et) ?(?:before|after|avant|apres))?(?: ?from\b| ?the\b| de\b| d')?"
)
_APART_FROM = lazy(
    r"(?: ?(?:from |taking |consuming |using |or taking |the use of |la prise |de |d'|des |du |la |any |prendre |avoir pris |other |d'autres |autres |any other |with |l'administration |prise |le |les |either side of |after |before |ingestion |your )){0,5}"
)
_HOUR = lazy(r"h(?:ours?|rs?|eures?)?\b")
_LONGEST_LEAD = 60
"""no words before the hour are longer: "a minimum of two to three\""""
_HOURS = lazy(rf"(?<![\w.])({COUNT})(?: ?(?:-|to|a|or) ?{COUNT})? ?(?:hours?|hrs?|h\b|heures?)")
_ITEM_SPLIT = lazy(r", ?(?:or |and |ou |et )?| or | and | ou | et |/")
_LIQUIDS = lazy(
    r"\b(?:(?:fruit|coconut|almond|plant|nut|skim|soy|orange|apple|vegetable|non-dairy|oat) )?"
    r"(?:water|juices?|milk|smoothies?|liquid|beverages?|eau|jus(?: de fruits?)?|lait|liquide|boissons?|tea|yogh?urts?|yaourt|shakes?|milkshakes?|drinks?)\b"
)
_MIX = lazy(
    r"\b(?:mix|mixed|dissolve|dissolved|dilute|diluted|stir|blend|shake|add|melange[rz]?|diluer|diluez|dissoudre|ajouter|ajoutez|dissolvez|mixing|in|into|dans|with)\b"
)
_VOLUME = lazy(
    rf"{RANGE} ?-?(?:mls? )?(?P<unit>ml|mls|millilitres?|milliliters?|oz\.?|fl\.? ?oz\.?|ounces?|fluid ounces?|cups?|tasses?|glass(?:es)?|verres?|l|litres?|cl)\b(?: ?\([^)]{{0,30}}\))?(?: ?(?:\([^)]{{0,30}}\) )?(?:of|de|d'))?"
)
_VOLUME_UNITS = {"ml": "mL", "mls": "mL", "oz": "fl oz", "oz.": "fl oz", "fl oz": "fl oz", "fl. oz.": "fl oz", "fl. oz": "fl oz", "cl": "cL", "ounce": "fl oz", "ounces": "fl oz", "fluid ounces": "fl oz", "fluid ounce": "fl oz", "l": "L", "litre": "L", "litres": "L",
    "cup": "cup", "cups": "cup", "tasse": "cup", "tasses": "cup", "glass": "glass", "glasses": "glass", "verre": "glass", "verres": "glass"}  # fmt: skip
_PERIOD = rf"{RANGE} ?-?(?P<unit>weeks?|wks?|months?|days?|semaines?|mois|jours?)\b"
_DURATION = lazy(
    rf"(?:for(?: a)?(?: (?:minimum|min\.?|period|course|total))?(?: of)?(?: at least| up to)?|for at least|for up to|use for|minimum of|minimum|at least|au moins|pendant(?: au moins| un minimum de)?|minimum de|duree(?: d'utilisation| minimale)? ?:?(?: de)?|durant|une cure de|cure de|over|up to) {_PERIOD}"
)
_NEXT_DOSE = lazy(
    r",? ?\b(?:and|et|then|puis|ensuite|followed by|suivie? de)\b(?: then| puis)?(?: take| prendre)? (?=(?:an?|une?|\d|one|two|three|four|half|deux|trois|quatre)\b)"
)
_DURATION_UNITS = {"w": "week", "s": "week", "m": "month", "d": "day", "j": "day", "y": "year"}
_LIMIT = lazy(
    r"(?:do not (?:exceed|take more than|use more than|consume more than)|not (?:to )?exceed(?:ing)?|don't (?:exceed|take more than)|no more than|not more than|ne pas (?:depasser|prendre plus de|exceder)|maximum(?: daily)?(?: dose| usage| recommended dose)?(?: should not exceed)?(?: of| is| de|:)?|max\.?(?: of)?|up to a maximum of|(?:a )?total of|jusqu'a un maximum de|sans depasser|should not exceed|exceeding|limit to) ?:?(?: more than)? ?"
)
_BARE_LIMIT = lazy(rf"(?P<low>{COUNT})(?: \({NUMBER}\))? (?=in |per |a day|daily|par |total)")
_AS_NEEDED = lazy(
    r"\bas needed\b|\bas required\b|\bas desired\b|\bau besoin\b|\bsi necessaire\b|\bwhen needed\b|\bas often as needed\b|\bat (?:the )?(?:first|initial) signs?\b|\baux premiers signes\b"
)
_ROUTES = (
    ("sublingual", lazy(r"under (?:the|your) tongue|sublingual|sous la langue")),
    ("topical", lazy(r"\bapply\b|\btopical|appliquer|applique[zr] sur")),
    ("nasal", lazy(r"\bnostril|\bnasal|narine")),
    (
        "chew",
        lazy(
            r"(?<!not )(?<!without )\bchew(?:ed|ing)?\b(?! ?(?:tablet|able))|\bcroquer\b|\bmacher\b|\bmachez\b|\bcroquez\b"
        ),
    ),
    (
        "dissolve",
        lazy(
            r"dissolv\w* (?:\w+ ){0,4}(?:in|on) (?:the |your )?(?:mouth|tongue)|(?:laisser|laissez) (?:\w+ ){0,3}(?:fondre|dissoudre)|\bmelt\b|\bsuck\b|(?:fondre|dissoudre) (?:\w+ ){0,3}dans la bouche|allow to dissolve in"
        ),
    ),
)
_NEGATED = lazy(
    r"\b(?:do not (?!exceed)|don't|not recommended|ne pas (?!depasser)|not for use|not suitable|consult|unless|if you|si vous|keep out)\b"
)
_VERB = lazy(
    r"\b(?:take|takes|chew|dissolve|mix|add|stir|blend|shake|swallow|consume|drink|apply|spray|place|use|enjoy|prenez|prendre|diluer|melanger|melangez|dissoudre|croquer|croquez|macher|mache[rz]|avaler|avalez|boire|placer|appliquer|ajouter|ajoutez|vaporiser|consommer|sucer|utiliser|utilisez|verser|versez|delayer|allow|dissolved|give|hold|eat|suck|sip|administrer|deposer|laisser|laissez|diluez|pour|squeeze|empty|open|let|scoop|put|start|have|follow|pump|begin|works|tear|drop|dosage|dose|recommended|suggested)\b"
)
_HOLDS = Cues(
    {
        "dose": (
            "|".join(sorted({re.escape(unit) for unit in DOSE_UNITS if len(unit) > 1}, key=len)) + r"|\dg\b| g\b",
        ),
        "apart": (r"hour|hrs|heure|\d ?h\b|apart|away|separate|distance",),
        "limit": (r"exceed|more than|maximum|\bmax\b|\btotal\b|depass|plus de|exced|limit",),
        "often": (
            r"daily|day|jour|week|semaine|month|mois|morning|evening|night|matin|soir|times?\b|fois|once|twice|thrice|\d ?x|hours?|hrs|heure|b\.?i\.?d|t\.?i\.?d|quotidien|meal|repas|\bam\b|breakfast|minute|prises",
        ),
        "food": (
            r"food|meal|stomach|eat|breakfast|lunch|dinner|supper|snack|repas|nourriture|aliment|jeun|estomac|dejeuner|souper|diner|manger|collation",
        ),
        "moment": (
            r"morning|breakfast|matin|dejeuner|waking|rising|reveil|\bam\b|noon|midday|lunch|midi|evening|dinner|supper|soir|souper|\bpm\b|bed|night|sleep|retiring|coucher|\blit\b",
        ),
        "liquid": (r"mix|dissol|dilu|stir|blend|shake|\badd|melang|ajout|delay",),
        "duration": (r"week|wks|month|day|semaine|mois|jour",),
        "needed": (r"need|required|desired|besoin|necessaire|first signs?|initial signs?|premiers signes",),
        "weight": (r"\blbs?\b|pounds|\bkg\b",),
        "route": (
            r"tongue|sublingual|langue|apply|topical|appliq|nostril|nasal|narine|chew|croqu|mach|dissol|fondre|melt|suck",
        ),
        "negated": (
            r"do not|don't|not recommended|ne pas|not for use|not suitable|consult|unless|if you|si vous|keep out",
        ),
        "verb": (_VERB.pattern,),
        "people": (
            r"adult|adolescent|teen|child|kids?\b|enfant|toddler|infant|bab(?:y|ies)|nourrisson|bebe|senior|elderly|agees|aines|women|woman|femme|\bmen\b|homme|pregnan|enceinte|lactat|allait|nursing|year|yrs|\bage|\bans\b|months of",
        ),
    }
)
_OR_MORE = lazy(rf" (?:daily|per day|a day|once daily) or (?P<high>{COUNT}) (?:daily|per day|a day)\b")
_SPRAY = lazy(
    r"\b(?:spray|vaporise[rz]?) (?P<low>once|twice|one|two|three|four|une|deux|trois|\d)(?: (?:times|fois))?\b(?= |,|$)(?! (?:a day|daily|per day|sprays?))"
)
_DENIED = lazy(
    r"\bdo not take (?:before|at|near) bed|\bne pas prendre (?:avant|au) (?:de )?(?:se coucher|coucher|dormir)|\bdo not take (?:on|with)\b"
)
_MOST_ITEMS = 40


@dataclass(slots=True)
class _Dose:
    """Directions while they are being put together."""

    held: dict[str, object] = field(default_factory=dict)
    spans: dict[str, Where] = field(default_factory=dict)
    apart: list[Item[KeepApart]] = field(default_factory=list)
    block: int = -1
    """the line that it stands on"""
    under_heading: bool = False
    """whether it stood under a heading for directions: then "one tablet a day" elsewhere is no second dose"""
    others: list[tuple[Population, Where, tuple[Measure, Where] | None]] = field(default_factory=list)
    """further groups of people whom the same dose is for"""
    sentences: dict[str, Where] = field(default_factory=dict)
    """by pointer, the whole sentence that stated a value: what stands around the value belongs to it"""

    def put(self, key: str, value: object, span: Where) -> None:
        """Hold a value unless one is held already."""
        if value is not None and key not in self.held:
            self.held[key], self.spans[f"/{key}"] = value, span

    def for_others(self) -> list[Item[Directions]]:
        """The same directions for each further group of people that the label names with the first."""
        found = []
        for population, span, age in self.others:
            dose = _Dose(
                held={**self.held, "population": population},
                spans={**self.spans, "/population": span},
                apart=self.apart,
                sentences=self.sentences,
            )
            dose.held.pop("age", None)
            dose.spans.pop("/age", None)
            if age:
                dose.held["age"], dose.spans["/age"] = age
            found.append(dose.item())
        return found

    def item(self) -> Item[Directions]:
        """The finished directions."""
        spans = dict(self.spans)
        spans[""] = self.spans.get("/servings") or next(
            iter(self.spans.values()), self.apart[0].spans[""] if self.apart else (0, 0)
        )
        apart = nested(spans, "/keep_apart", self.apart[:_MOST_ITEMS])
        spans.update({pointer: span for pointer, span in self.sentences.items() if pointer in spans})
        return Item(Directions.model_validate({**self.held, "keep_apart": apart}), spans)


class DirectionsReader:
    """Reads the sentences of a page's directions, one after the other."""

    def __init__(self, document: Document) -> None:
        self.text, self.folded = document.text, document.folded
        self.doses: list[_Dose] = []
        self.waiting = _Dose()
        self.limits: set[Where] = set()
        self.certain = False
        self.looked_at: tuple[Where, frozenset[str]] = ((0, 0), frozenset())
        self.block = -1
        """the line that the sentences come from"""
        self.shared = False
        """whether a sentence without a dose speaks of all the doses before it"""

    def sentence(self, start: int, end: int, *, certain: bool) -> bool:
        """Read one sentence; `certain` when it stands under a heading for directions. Says whether it is one."""
        end = min(end, start + 1500)
        words = self.folded[start:end]
        self.certain = self.certain or certain or "as directed" in words
        if self.limit(start, end):
            return True
        holds = self._holds(start, end)
        if (
            "negated" in holds
            and not ("dose" in holds and DOSE.search(words))
            and _NEGATED.search(words)
            and not _apart_match(words)
        ):
            return False
        read = False
        for begin, stop in self._clauses(start, end) if "dose" in holds else [(start, end)]:
            read = self._clause(begin, stop, certain=certain) or read
        return read

    def limit(self, start: int, end: int) -> bool:
        """Whether a sentence is a ceiling of the directions read so far, which is then kept with them."""
        end_read = min(end, start + 1500)
        words = self.folded[start:end_read]
        if (start, end) in self.limits:
            return True
        if "limit" in self._holds(start, end_read) and _LIMIT.search(words) and self._limit(start, end, words):
            self.limits.add((start, end))
            return True
        return False

    def _holds(self, start: int, end: int) -> frozenset[str]:
        """What a stretch may hold; it is asked several times for the same one."""
        if self.looked_at[0] != (start, end):
            self.looked_at = ((start, end), _HOLDS(self.folded[start:end]))
        return self.looked_at[1]

    def _clauses(self, start: int, end: int) -> list[Where]:
        """A sentence that doses several groups of people is cut before each: "Adults: …, children 6-12: …"."""
        words = self.folded[start:end]
        cuts = [start]
        for match in compiled(
            r"(?:[,;.(]|\band\b|\bet\b|\s-|^) ?(?=(?:for )?(?:adults?|children|adolescents?|teens?|enfants|adultes|kids|seniors|femmes|hommes|women|men|infants)\b[^,;.]{0,60}?(?::|,|-|take|chew|prendre|\d))"
        ).finditer(
            words,
        ):
            at = start + match.end()
            if at > cuts[-1] + 8 and DOSE.search(self.folded, cuts[-1], at) and DOSE.search(self.folded, at, end):
                cuts.append(at)
        for match in _NEXT_DOSE.finditer(words):
            at = start + match.start()
            if self._another_dose(start, at, end):
                cuts.append(at)
        cuts = sorted({*cuts, end})
        return [(a, b) for a, b in pairwise(cuts) if b > a]

    def _another_dose(self, start: int, at: int, end: int) -> bool:
        """ "2 in the morning and 1 at bedtime": what stands from `at` on is another amount for another time."""
        before, behind = self.folded[start:at], self.folded[at:end]
        first, second = DOSE.search(before), DOSE.search(behind)
        if first is None or second is None:
            return False
        if (count(first["low"]), dose_unit(first["unit"])) == (count(second["low"]), dose_unit(second["unit"])):
            return False
        timed = [any(p.search(part) for _, p in _TIME_OF_DAY) for part in (before, behind)]
        return all(timed) or bool(
            _DURATION.search(before) and compiled(r"\W*(?:and )?(?:then|puis|followed)").match(behind)
        )

    def _clause(self, start: int, end: int, *, certain: bool) -> bool:
        words = self.folded[start:end]
        holds = self._holds(start, end)
        apart = _apart_match(words) if "apart" in holds else None
        dose = self._dose_match(words, apart) if "dose" in holds else None
        if (
            dose is None
            and not certain
            and "verb" not in holds
            and not (_PER.search(words) and _TIMES_WORD.match(words))
        ):
            return False
        if dose is None and _DENIED.search(words):
            return False
        population, age = self._people(start, end, words) if "people" in holds else (None, None)
        if (
            dose is None
            and self.doses
            and (population or age)
            and compiled(r"\b(?:only as|consult|not (?:recommended|suitable|for)|professionally|seulement)\b").search(
                words
            )
        ):
            return False
        others = (
            self._others(start, words[: dose.start()] if dose and dose.start() > 12 else words, population, age)
            if dose
            else []
        )
        if dose is not None and not certain and not _says_to_take(words):
            return False
        target = self._target(dose, population, age, words, certain=certain)
        if target is None:
            return False
        if dose is not None:
            target.under_heading = target.under_heading or certain
        before, apart_before = set(target.held), len(target.apart)
        spray = _SPRAY.search(words) if dose is None and "servings" not in target.held else None
        if spray:
            low = count(spray["low"])
            target.put(
                "servings", Measure(min=low, max=low, unit="spray"), (start + spray.start(), start + spray.end())
            )
            words = words[: spray.start()] + " " * (spray.end() - spray.start()) + words[spray.end() :]
            if target is self.waiting:
                self.doses.append(target)
                self.waiting = _Dose()
        if dose is not None:
            self._dose(target, dose, start)
        if population:
            target.put("population", *population)
        if others:
            target.others = others
            age = None if population and population[0] == "adult" else age
        if age and not (
            population and population[0] == "adult" and target.held.get("population") == "adult" and dose is None
        ):
            target.put("age", *age)
        self._attributes(target, start, end, words, apart, dose)
        if dose is None and self.shared:
            for other in self.doses[:-1]:
                self._attributes(other, start, end, words, apart, dose)
            self.shared = False
        new = [key for key in target.held if key not in before]
        if dose is not None and "servings" in new:
            target.sentences[""] = (start, end)
        elif new:
            target.sentences[f"/{new[-1]}"] = (start, end)
        elif len(target.apart) > apart_before:
            target.sentences[f"/keep_apart/{apart_before}"] = (start, end)
        return bool(new) or len(target.apart) > apart_before

    def _others(
        self, start: int, words: str, first: tuple[Population, Where] | None, age: tuple[Measure, Where] | None
    ) -> list[tuple[Population, Where, tuple[Measure, Where] | None]]:
        """ "Adults and adolescents 14 years and older": the people besides the first, whom the same dose is for."""
        found: list[tuple[Population, Where, tuple[Measure, Where] | None]] = []
        if first is None or first[0] not in ("adult", "adolescent"):
            return found
        for kind, pattern in _POPULATION:
            match = pattern.search(words)
            if (
                match
                and kind in ("adolescent", "child", "senior")
                and kind != first[0]
                and compiled(r"(?:\band|&|\bet|,|\bor|\bou)\s*(?:for |les |des |aux )?$").search(words[: match.start()])
            ):
                span = (start + match.start(), start + match.end())
                found.append((kind, span, age if kind != "senior" else None))
        return found

    def _dose_match(self, words: str, apart: re.Match[str] | None) -> re.Match[str] | None:
        """The dose of a clause: not the liquid it is mixed in, nor the hours to keep apart."""
        for match in DOSE.finditer(words):
            unit = dose_unit(match["unit"])
            before = words[max(0, match.start() - 28) : match.start()]
            if unit in ("mL", "cup", "fl oz", "oz") and (
                compiled(
                    r"(?:\bin|into|with|dans|avec|to|a|glass of|verre d.?eau)(?: (?:a|an|at least|about|un|une|environ))?\s*\(?$"
                ).search(
                    before,
                )
                or _LIQUIDS.match(words[match.end() :].lstrip(" of(de)'"))
                or compiled(
                    r" ?(?:\([^)]*\) )?(?:of|de|d') ?(?:\w+ ){0,2}(?:water|juice|liquid|eau|jus|milk|lait|liquide)"
                ).match(
                    words[match.end() :],
                )
            ):
                continue
            if unit in ("mg", "bottle", "can"):
                continue
            if unit in ("fl oz", "oz") or (unit == "mL" and not _VERB.search(words)):
                continue
            if _LIMIT.search(before + " ") and before.rstrip().endswith(
                ("exceed", "than", "maximum", "of", "depasser", "de", "exceeding")
            ):
                continue
            if (
                match["low"] in ("a", "an", "un", "une")
                and unit in ("g", "mL", "serving", "cup", "can")
                and not words[match.end() :].startswith((" daily", " per", " a day"))
            ):
                continue
            if compiled(r" ?\)?(?: per| /| a)? ?(?:contain|provide|fourni|contien|deliver|bottle|container)").match(
                words[match.end() :],
            ):
                continue
            return match
        return None

    def _target(
        self, dose: re.Match[str] | None, population: object, age: object, words: str, *, certain: bool
    ) -> _Dose | None:
        """Which directions a clause speaks of: new ones when it doses, else the last ones."""
        if dose is not None:
            last = self.doses[-1] if self.doses else None
            if last is not None and certain and not last.under_heading:
                last = None
            if last is not None and "servings" not in last.held:
                return last
            if (
                last is not None
                and not population
                and not age
                and compiled(
                    r"\b(?:children|enfants|for best|thereafter|then|ensuite|puis|gradually|increase|maintenance|loading|severe|intensive)\b"
                ).search(
                    words,
                )
                is None
            ):
                same = (count(dose["low"]), dose_unit(dose["unit"]))
                servings = last.held.get("servings")
                if isinstance(servings, Measure) and (servings.min, servings.unit) == same:
                    return last
            fresh = self.waiting
            fresh.block = self.block
            self.waiting = _Dose()
            self.doses.append(fresh)
            return fresh
        if self.doses:
            apart_line = self.doses[-1].block != self.block
            self.shared = len(self.doses) > 1 and not population and not age and apart_line
            return self.doses[-1]
        return self.waiting if population or age or words else None

    def _dose(self, target: _Dose, dose: re.Match[str], start: int) -> None:
        low = count(dose["low"])
        high = count(dose["high"]) if dose["high"] else low
        if "servings" in target.held:
            return
        span = (start + dose.start(), start + dose.end())
        before = self.folded[max(0, start + dose.start() - 12) : start + dose.start()]
        again = _OR_MORE.match(self.folded, span[1])
        if again:
            high, span = max(high, count(again["high"])), (span[0], again.end("high"))
        most = compiled(r"\b(?:up to|jusqu'a)\s*$").search(before) is not None and not dose["high"]
        target.put(
            "servings", Measure(min=None if most else low, max=max(low, high), unit=dose_unit(dose["unit"])), span
        )

    def _people(
        self, start: int, end: int, words: str
    ) -> tuple[tuple[Population, Where] | None, tuple[Measure, Where] | None]:
        """Who the clause doses, and their ages."""
        population: tuple[Population, Where] | None = None
        named = _WHO(words)
        for kind, pattern in _POPULATION:
            match = pattern.search(words) if kind in named else None
            if (
                match
                and not compiled(
                    r"(?:reach of|away from|portee des|half (?:of )?(?:the )?|not for|under the supervision of an) ?$"
                ).search(
                    words[max(0, match.start() - 24) : match.start()],
                )
                and (population is None or match.start() < population[1][0] - start)
            ):
                population = (kind, (start + match.start(), start + match.end()))
        age_match = _AGE.search(words)
        if age_match is None or (
            population is None and not compiled(r"years|yrs|\bage|\bans\b|months of age").search(words)
        ):
            return population, None
        return population, (self._age(age_match), (start + age_match.start(), start + age_match.end()))

    def _age(self, match: re.Match[str]) -> Measure:
        low = match["min"] or match["min2"] or match["min3"] or match["min4"]
        high = match["max"] or match["max2"] or match["max4"]
        unit = match["unit"] or match["unit2"] or match["unit3"] or match["unit5"] or "years"
        minimum, maximum = (Decimal(v) if v else None for v in (low, high))
        if minimum is not None and maximum is not None and maximum < minimum:
            minimum, maximum = maximum, minimum
        return Measure(min=minimum, max=maximum, unit="month" if unit.startswith(("month", "moi")) else "year")

    def _attributes(
        self, target: _Dose, start: int, end: int, words: str, apart: re.Match[str] | None, dose: re.Match[str] | None
    ) -> None:
        holds = self._holds(start, end)
        rest = words if apart is None else words[: apart.start()] + " " * (len(words) - apart.start())
        if "often" in holds:
            self._how_often(target, start, rest)
        for food, pattern in _FOOD if "food" in holds else ():
            if match := pattern.search(rest):
                target.put("food", food, (start + match.start(), start + match.end()))
                break
        moments = _TIME_OF_DAY if "moment" in holds else ()
        times = [(kind, m) for kind, pattern in moments if (m := pattern.search(rest))]
        if times:
            span = (start + min(m.start() for _, m in times), start + max(m.end() for _, m in times))
            target.put("time_of_day", tuple(kind for kind, _ in times), span)
        if apart is not None:
            for each in _APART.finditer(words, apart.start()):
                target.apart += self._keep_apart(start, end, words, each)
        if "liquid" in holds:
            self._dilute(target, start, rest)
        if (
            "duration" in holds
            and (match := _DURATION.search(rest))
            and not compiled(r"surger|chirurg|before|avant|prior").search(rest[match.end() : match.end() + 20])
        ):
            low = count(match["low"])
            high = count(match["high"]) if match["high"] else None
            least = compiled(r"minimum|at least|au moins").search(match[0])
            most = compiled(r"up to").search(match[0])
            value = Measure(
                min=None if most else low, max=high or (None if least else low), unit=_DURATION_UNITS[match["unit"][0]]
            )
            target.put("duration", value, (start + match.start(), start + match.end()))
        if "needed" in holds and (match := _AS_NEEDED.search(rest)):
            target.put("as_needed", True, (start + match.start(), start + match.end()))
        if "weight" in holds and (match := _WEIGHT.search(rest)):
            weight = Decimal(match["value"])
            below = match[0].startswith(("under", "below", "moins"))
            target.put(
                "weight",
                Measure(
                    min=None if below else weight,
                    max=weight if below else None,
                    unit="kg" if match["unit"] == "kg" else "lb",
                ),
                (start + match.start(), start + match.end()),
            )
        for route, pattern in _ROUTES if "route" in holds else ():
            if match := pattern.search(rest):
                target.put("route", route, (start + match.start(), start + match.end()))
                break

    def _how_often(self, target: _Dose, start: int, words: str) -> None:
        every = _EVERY.search(words)
        if every and every["other"]:
            target.put(
                "every",
                Measure(min=Decimal(2), max=Decimal(2), unit="day"),
                (start + every.start(), start + every.end()),
            )
        elif every:
            low, high = count(every["low"]), count(every["high"]) if every["high"] else count(every["low"])
            unit = {"h": "hour", "d": "day", "j": "day", "m": "minute"}[every["unit"][0]]
            target.put("every", Measure(min=low, max=high, unit=unit), (start + every.start(), start + every.end()))
        per = _PER.search(words)
        if per and not (every and per.start() >= every.start() and per.end() <= every.end()):
            target.put("per", per.lastgroup, (start + per.start(), start + per.end()))
        times = _TIMES.search(words)
        word = _TIMES_WORD.search(words)
        if times:
            low, high = count(times["low"]), count(times["high"]) if times["high"] else count(times["low"])
            most = compiled(r"\bup to $|jusqu'a $").search(words[: times.start()])
            target.put(
                "times",
                Span(min=None if most else low, max=max(low, high)),
                (start + times.start(), start + times.end()),
            )
        elif word:
            low = count(word["word"]) if word["word"] != "thrice" else Decimal(3)
            high = {"twice": Decimal(2), "thrice": Decimal(3), "three times": Decimal(3)}.get(word["word2"] or "", low)
            most = compiled(r"\bup to $").search(words[: word.start()])
            target.put(
                "times", Span(min=None if most else low, max=max(low, high)), (start + word.start(), start + word.end())
            )
        elif split := compiled(
            r"\b(?:morning and (?:\d \w+ (?:in|at) the )?(?:evening|night)|matin et (?:\w+ )?soir|am and pm|breakfast and dinner|in the morning and (?:\w+ ){0,3}(?:in the (?:evening|afternoon)|at (?:night|bedtime|noon|lunch)|before bed|with dinner))\b"
        ).search(
            words,
        ):
            target.put("times", Span(min=Decimal(2), max=Decimal(2)), (start + split.start(), start + split.end()))
        elif each := compiled(
            r"(?:with|before|after|avec|avant|apres) (?:each|every|chaque) (?:main )?(?:meal|repas)"
        ).search(words):
            target.put("per", "day" if per else None, (start + each.start(), start + each.end()))

    def _keep_apart(self, start: int, end: int, words: str, apart: re.Match[str]) -> list[Item[KeepApart]]:
        """What to take it apart from, thing by thing, with the interval as printed."""
        lead = _APART_FROM.match(words, apart.end())
        at = lead.end() if lead else apart.end()
        stop = (
            len(
                compiled(
                    r"[.;(]|, (?:as|and drink|with|unless|to|in order|take|because|since|car)|, or as| and (?:at least|\d)| as (?:it|this|they)| to (?:avoid|ensure|prevent)| because| since| unless"
                ).split(
                    words[at:],
                    maxsplit=1,
                )[0]
            )
            + at
        )
        hours = _HOURS.search(apart[0])
        interval = (start + apart.start(), start + apart.end())
        printed = self.text[slice(*trim(self.text, *interval))]
        printed = compiled(r" (?:from|the|de|d')$").sub("", printed)
        found, place = [], at
        for match in [*_ITEM_SPLIT.finditer(words, at, stop), None]:
            span = trim(self.text, start + place, start + (match.start() if match else stop), " .,")
            prefix = compiled(
                r"(?:taking |using |any |other |d'autres |les |des |de |la |le |any other |all |consuming |prendre |your )+"
            ).match(
                self.folded[slice(*span)],
            )
            begin = span[0] + (prefix.end() if prefix else 0)
            if begin < span[1] and len(self.folded[begin : span[1]]) > 2:
                value = KeepApart(
                    from_=self.text[begin : span[1]], hours=count(hours[1]) if hours else None, as_printed=printed
                )
                found.append(
                    Item(value, {"": (interval[0], span[1]), "/from": (begin, span[1]), "/as_printed": interval})
                )
            if match:
                place = match.end()
        return found

    def _dilute(self, target: _Dose, start: int, words: str) -> None:
        volumes = list(_VOLUME.finditer(words))
        volume = next(
            (
                m
                for i, m in enumerate(volumes)
                if (
                    _LIQUIDS.search(
                        words, m.end(), min(m.end() + 40, volumes[i + 1].start() if i + 1 < len(volumes) else 9999)
                    )
                )
                or compiled(r"(?:glass|verre)").search(m["unit"])
            ),
            None,
        )
        mix = _MIX.search(words)
        first = compiled(
            r"\b(?:mix|mixed|dissolve|dilute|stir|blend|shake|add|melange|diluer|dissoudre|ajouter|diluez|dissolvez|ajoutez|stirred|delayer)\w*\b"
        ).search(
            words,
        )
        if first is None and (volume is None or compiled(r"\b(?:with|avec)\b[^,.;]*$").search(words[: volume.start()])):
            return
        if (
            not mix
            or (volume is None and first is None)
            or (compiled(r"in (?:the |your )?mouth|under").search(words) and volume is None)
        ):
            return
        if volume is None and compiled(r"shake (?:well|before|bottle)").search(words):
            return
        begin = volume.start() if volume else (first.end() if first else 0)
        tail = words[begin : begin + 160]
        liquids = list(dict.fromkeys(m[0].strip() for m in _LIQUIDS.finditer(tail)))
        if not liquids and volume is None:
            return
        specific = [
            liquid for liquid in liquids if liquid not in ("liquid", "liquide", "beverage", "boisson", "drink")
        ] or liquids
        last = max(
            (begin + tail.rfind(liquid) + len(liquid) for liquid in liquids), default=volume.end() if volume else begin
        )
        spot = (start + begin, start + last)
        places = [self.text[start + begin :][tail.find(s) : tail.find(s) + len(s)] for s in specific]
        low = count(volume["low"]) if volume else None
        high = (count(volume["high"]) if volume["high"] else low) if volume else None
        unit = (
            _VOLUME_UNITS.get(
                volume["unit"].rstrip("s") if volume["unit"] not in _VOLUME_UNITS else volume["unit"], "mL"
            )
            if volume
            else None
        )
        target.put("dilute", Dilution(min=low, max=high, unit=unit, in_=tuple(places)), spot)

    def _limit(self, start: int, end: int, words: str) -> bool:
        """ "Do not exceed 4 capsules per day": a ceiling of the directions."""
        limit = _LIMIT.search(words)
        if limit is None:
            return False
        dose = DOSE.match(words, limit.end())
        bare = None if dose else _BARE_LIMIT.match(words, limit.end())
        match = dose or bare
        if match is None or not (self.doses or DOSE.search(words[: limit.start()])):
            return False
        per = _PER.search(words, match.end())
        if DOSE.search(words[: limit.start()]):
            self._clause(start, start + limit.start(), certain=True)
        if not self.doses or (
            per is None
            and "24" not in words
            and "maximum" not in words
            and "not to exceed" not in words
            and "sans depasser" not in words
            and "daily" not in words
            and "total" not in words
        ):
            return bool(DOSE.search(words[: limit.start()]))
        servings = self.doses[-1].held.get("servings")
        unit = dose_unit(dose["unit"]) if dose else servings.unit if isinstance(servings, Measure) else None
        most = count(match["high"]) if dose and dose["high"] else count(match["low"])
        self.doses[-1].put(
            "most_per_day",
            Measure(min=None, max=most, unit=unit),
            (start + limit.start(), start + (per.end() if per else match.end())),
        )
        return True

    def finish(self) -> list[Item[Directions]]:
        """All directions read; what stood before the first dose has joined it."""
        if self.waiting.apart and not self.doses:
            return [self.waiting.item()]
        how = {"route", "food", "times", "per", "dilute", "time_of_day", "as_needed"} & set(self.waiting.held)
        if any(dose.under_heading for dose in self.doses):
            self.doses = [dose for dose in self.doses if dose.under_heading]
        doses = self.doses or ([self.waiting] if how and (self.certain or len(self.waiting.held) > 1) else [])
        return [item for dose in doses if dose.held for item in (dose.item(), *dose.for_others())]


def _says_to_take(words: str) -> bool:
    """Whether a clause with a dose tells one to take it: how often, by a verb, or with which meal."""
    return (
        _VERB.search(words) is not None
        or any(p.search(words) for p in (_TIMES, _TIMES_WORD, _PER, _EVERY))
        or any(p.search(words) for _, p in _FOOD)
    )


def _apart_match(words: str) -> re.Match[str] | None:
    hour = _HOUR.search(words)
    match = _APART.search(words, max(hour.start() - _LONGEST_LEAD, 0)) if hour else None
    if match and compiled(
        r"(?:bed(?:time)?|sleep|exercise|workout|training|meals?|eating|food|coucher|repas|manger|entrainement|breakfast|dinner|surgery|driving|physical)\b"
    ).search(
        words[match.end() : match.end() + 22],
    ):
        return None
    return match
