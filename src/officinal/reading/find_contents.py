# SPDX-License-Identifier: Apache-2.0
"""What the product is said to be free from, to contain, or perhaps to contain."""

from __future__ import annotations

from officinal.knowledge.names import identify, kind_of
from officinal.patterns import compiled, lazy
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where

_FREE = lazy(
    r"\b(?:contains? (?:absolutely )?no|contains? none of(?: the following)?|(?:does not|do not|doesn't) contain|free[ -](?:from|of)|without(?: any)?|no added|no:|made without|formulated without|not manufactured with|nothing artificial|not manufactured with|zero|never any|is not made with|manufactured without|no|not contain|sans ajout (?:de|d')|"
    r"ne contient (?:pas|aucune?|ni)|ne contiennent pas|sans|exempte? (?:de|d')|aucune?|not made with|guaranteed free of|produced without)\b ?:? ?(?:the following:? ?)?(?:any |de |d'|du |des |added |ajout de |the use of |added: ?|ni |le |la |les |use of )*"
)
_SUFFIX = lazy(
    r"(?:^|(?<=[\s,;:(/&|*-]))(?P<what>(?:(?!and |or |is |are |a |an |the )[a-z]+(?: ?/ ?[a-z]+)?(?: (?!and )[a-z]+)?))[ -]free\b(?! (?:from|of|shipping|delivery|range|returns?|radical|gift|sample|form|trial|standard|flowing|post|account))|(?:^|(?<=\s))free:"
)
_CONTAINS = lazy(
    r"(?:\bcontains?\b|\bcontient\b|\bcontenant\b|\ballergens?(?: information| advice)?(?: present)?|\ballergenes?(?: presents)?)\s*+(?::|-|\.)?+\s*+(?!no\b|none\b|less\b|pas\b|aucun|\d)(?P<what>[^.;!?\n]{2,220})"
)
_DERIVED = lazy(r"\b(?:contains?|contient) (?P<what>[a-z][a-z ]{1,30}?)[ -](?:derived|based) ingredients?")
_MAY = lazy(
    r"(?:may (?:also )?contain(?! (?:up to|as (?:much|many)|about|around|more|less|\d))(?: traces? of)?|peut contenir(?: des traces de| de| du| des)*|traces? (?:of|de|d')|(?:facility|facilities|equipment|plant|site|line|factory|etablissement|usine|installation|atelier|equipements?)(?: [a-z]+){0,4}? (?:that|which|qui|where)(?: also| aussi| may| [a-z]+){0,2}? ?(?:process(?:es)?|handles?|manufactures?|contains?|packages?|uses?|processed|transforme|traite|manipule|utilise|handled|process|made|produce\w*)(?: egalement| aussi)?(?: products? (?:that contain|containing|with)| products?)?(?: other (?:ingredients|products) containing(?: these)?)?|equipment (?:that )?(?:with|process\w*|shared with|also used for)|(?:handles|also handles|traite|transforme aussi|transformant)) ?:? ?(?P<what>[^.;!?\n]{2,200})"
)
_ITEM = lazy(
    r", ?(?:(?:or|and|ou|et|nor|ni|and/or|nor any) )?(?:any |no |de |d'|du |des |added |sans |added |other |aucune? )*|;|\n|\||\*| (?:or|ou|nor|ni|and|et|&|and/or|and no|or any|nor any|ou de|ou d'|et de|et d'|ni de|et sans|et aucune?) (?:any |no |de |d'|du |des |added |sans |other |aucune? )*|/(?=[a-z])|(?<=[a-z]) - (?=[a-z])|, ?(?=no )"
)
_LEAD = lazy(
    r"(?:any |no |added |the |de |d'|du |des |le |la |les |sans |ni |and |or |ou |et |aucune? |other |l'|known |common |all |ajoute[es]* |any other |use of |of |naturally occurring |major )+"
)
_TAIL = lazy(
    r"(?: ajoutee?s?| added| ingredients?(?: of any kind)?| products?| contenu\w*| in (?:this|the) .*| used$| were .*| are .*| is .*| of any kind| seeds?$| - .*| whatsoever| or their derivatives| et derives| and derivatives| et leurs derives| content| proteins?$(?<!soy protein)(?<!milk protein))+$"
)
_CASUAL = lazy(r"(?:no|zero|without|sans)\b")
"""these words also say "no side effects" and "no fishy burps": they count where something named can be in a jar"""
_ADDED = lazy(
    r"artificial|artificiel|preservativ|conservateur|filler|binder|colou?r|colorant|flavou?r|arome|sweetener|edulcorant|additive|gmo|ogm|sugar\b|sucre"
    r"|animal|dairy|lactose|laitier|stimulant|chemical|alcohol|alcool|caffein|cafein|hormone|pesticide|wax|excipient|gelatin|allergen|nut\b|nuts\b|fat\b|salt|sel\b|trans\b"
)
_STOPWORD = lazy(
    r"^(?:to |charge|side effects?|pain\b|negative|a |an |this|it |doubt|further|prior|first|being|having|the need|jitters|crash|needing|consult\w*|using|taking|adverse|food|water|prescription|fear|compromis\w*|effets?|effort|cost|delay|notice|worry|stress|feeling|proof|evidence|hesitation|medical|known (?:side|drug|adverse)|drowsiness|interactions?|avis|surveillance|nourriture|danger|risque|stimul\w* effect|leaving|causing|harsh|a prescription|increased risk|more than|less than|significant|longer|one|need|guilt|bloating|upset|irritation|compromise|daily|other|wonder|matter|commitment|minimum|card|thanks|reason|question|obligation|gastro|constipat|jours|jusqu|regret|mess|fishy aftertaste|aftertaste|que|avoir|limite|attendre|engagement)"
)
_NOT_OF_THE_JAR = lazy(r"\b(?:feel|feels|life|lives|live|living|vie|vivre|days?|skin|home|mind|body|corps)\s*$")
"""what may be free from something that no jar holds: "feel free to …", "a life free from pain" and the like"""
_NEGATION = lazy(r"\b(?:no|none|not|free|without|sans|aucune?s?|ne|pas|nil)\b")
_NOT_CONTENT = lazy(
    r"\b(?:per|mg|mcg|iu|cfu|billion|serving|approximately|electrolytes|blend|source|vitamins? and|which|that (?:help|support|work)|capsules?|tablets?|extract of|standardi[sz]ed|only|high|essential|nutrients|recommended|more|less|all|highest|potent|probiotic|our|enough|both|pure|beneficial|naturally|live|over|many|no)\b|\d"
)
_SAME = {
    "sesame seeds": "sesame", "sesame seed": "sesame", "gmo": "GMO", "gmos": "GMOs", "ogm": "OGM",
    "soja": "soja", "msg": "MSG", "bpa": "BPA", "pcbs": "PCBs", "bha": "BHA", "bht": "BHT",
}  # fmt: skip
_PLURAL = frozenset(("animal byproduct", "animal by-product", "animal product"))
_LONGEST = 45


def find_free_from(document: Document, start: int, end: int) -> list[Item[str]]:
    """The things that a sentence says the product is free from."""
    folded = document.folded
    found: list[Item[str]] = []
    words = folded[start:end]
    for suffix in _SUFFIX.finditer(words):
        if suffix["what"] and suffix["what"] not in (
            "hands",
            "toll",
            "risk",
            "worry",
            "stress",
            "pain",
            "duty",
            "cruelty",
            "mess",
            "guilt",
            "hassle",
            "post",
            "go post",
            "carriage",
            "tax",
            "allergy",
            "feel",
            "drug",
        ):
            found += things_listed(
                document,
                start + suffix.start("what"),
                start + suffix.end("what"),
                (start + suffix.start(), start + suffix.end()),
            )
    at = 0
    while (free := _FREE.search(words, at)) is not None:
        match = free
        stop = _stop(words, match.end())
        at = max(stop, match.end())
        if words[match.start() : match.end()].startswith(("no ", "no")) and compiled(
            r"(?:more|longer|one|matter|side|known|need|idea|doubt|risk|minimum|commitment|guarantee|evidence|less|nrv|ri|daily)\b"
        ).match(
            words[match.end() :],
        ):
            continue
        if _STOPWORD.match(words[match.end() :]) or _NOT_OF_THE_JAR.search(words, 0, match.start()):
            continue
        things = things_listed(document, start + match.end(), start + stop, (start + match.start(), start + stop))
        if not _CASUAL.match(match[0]) or any(identify(item.value) or _ADDED.search(item.value) for item in things):
            found += things
    return found


def _stop(words: str, at: int) -> int:
    """Where a list ends: with the sentence, or where another clause begins."""
    stop = compiled(
        r"\.(?:\s|$)|;|:| - | that | which | to (?!.{0,12}free)| as | for | so | because | but | while | this | made with |\bcontains?\b| suitable| qui | pour | mais | when | are | is |\bfree (?:from|of)| in (?:a|our|this|the)\b| \(|\)| ce produit| convient|\bsans\b|, (?:just|only|it|we|and is|with)\b| dans | nor tested| were | from "
    ).search(words, at)
    return stop.start() if stop else len(words)


def find_contains(document: Document, start: int, end: int, *, certain: bool = False) -> list[Item[str]]:
    """The allergens and the like that a sentence says the product contains."""
    words = document.folded[start:end]
    derived = _DERIVED.search(words)
    if derived:
        return things_listed(
            document,
            start + derived.start("what"),
            start + derived.end("what"),
            (start + derived.start(), start + derived.end()),
        )
    found: list[Item[str]] = []
    for match in _CONTAINS.finditer(words):
        what = (start + match.start("what"), start + min(match.end("what"), _stop(words, match.start("what"))))
        if compiled(
            r"\bmay (?:also )?$|peut $|not $|pas $|that $|which $|each .{0,30}$|qui $|products? $|serving $|capsules? $|also $|\d $"
        ).search(
            words[: match.start()],
        ) and not compiled(r"this product $|ce produit $").search(words[: match.start()]):
            continue
        things = things_listed(document, *what, (start + match.start(), what[1]))
        colon = ":" in words[match.start() : match.start("what")]
        if certain or colon or all(_allergen(item.value) for item in things):
            found += [item for item in things if colon or certain or not _NOT_CONTENT.search(item.value)]
    return found


def allergens_listed(document: Document, start: int, end: int) -> list[Item[str]]:
    """The things of a list that stands under a heading for allergens, where each of them is one."""
    if _NEGATION.search(document.folded, start, end):
        return []
    things = things_listed(document, start, end, (start, end))
    return things if all(_allergen(item.value) for item in things) else []


def _allergen(name: str) -> bool:
    words = compiled(r"\s*(?:ingredients?|derivatives?|\([^)]*\))$").sub("", name.lower())
    return kind_of(identify(words) or identify(words.split("(")[0].strip())) == "allergen"


def find_may_contain(document: Document, start: int, end: int) -> list[Item[str]]:
    """What the product may contain traces of."""
    match = _MAY.search(document.folded[start:end])
    if match is None:
        return []
    stop = start + min(
        match.end("what"),
        _stop(document.folded[start:end], match.start("what")) if ":" not in match[0] else match.end("what"),
    )
    return things_listed(document, start + match.start("what"), stop, (start, end))


def things_listed(document: Document, start: int, end: int, whole: Where) -> list[Item[str]]:
    """A list of things, one by one, in the label's words and lower case."""
    folded = document.folded
    found: list[Item[str]] = []
    at = start
    qualifier = ""
    borrowed_at = start
    begins: list[int] = []
    for match in [*_ITEM.finditer(folded, start, end), None]:
        span = trim(document.text, at, match.start() if match else end, " .,;:()*†!-–")
        lead = _LEAD.match(folded, *span)
        first = lead.end() if lead and lead.end() < span[1] else span[0]
        tail = _TAIL.search(folded, first, span[1])
        last = tail.start() if tail and tail.start() > first else span[1]
        first, last = trim(document.text, first, last, " .,;:*()")
        name = document.text[first:last].lower()
        name = compiled(r"\s+").sub(" ", _SAME.get(folded[first:last], name))
        if folded[first:last] in _PLURAL:
            name += "s"
        artificial = compiled(r"(artificial|artificiels?|synthetic)\b").match(folded[first:last])
        begin = first
        if artificial:
            qualifier, borrowed_at = artificial[1], first
        elif (
            qualifier
            and compiled(r"(?:colou?rs?|colou?rings?|flavou?rs?|flavou?rings?|sweeteners?|preservatives?)").fullmatch(
                name
            )
            and qualifier in ("artificial", "synthetic")
        ):
            name, begin = f"{qualifier} {name}", borrowed_at
        if 1 < len(name) <= _LONGEST and any(c.isalpha() for c in name) and not _STOPWORD.match(folded[first:last]):
            found.append(Item(name, {"": (begin, last)}))
            begins.append(first)
        if match:
            at = match.end()
    for item, after in zip(found, begins[1:], strict=False):
        item.spans[""] = (item.start, after)
    if found:
        found[0].spans[""] = (min(whole[0], found[0].start), found[0].spans[""][1])
        found[-1].spans[""] = (found[-1].start, max(found[-1].spans[""][1], min(whole[1], end)))
    return found
