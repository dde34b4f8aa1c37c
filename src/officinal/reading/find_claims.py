# SPDX-License-Identifier: Apache-2.0
"""What the page says the product does: clause by clause, with verb and target, and the marks of a risky wording."""

from __future__ import annotations

import re

from officinal.knowledge.names import identify
from officinal.label import Claim
from officinal.patterns import compiled, lazy
from officinal.reading.cues import Cues
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where

_VERBS = {
    "maintain": r"maintain(?:s|ing|ed)?|(?:the )?maintenance of|maintien(?:nent|t)?(?: (?:de|d'|du|des))?|maintenir|sustain(?:s|ing)?|preserv(?:e|es|ing)",
    "support": r"(?:provid(?:e|es|ing) )?support(?:s|ing)?(?: for)?|soutien(?:t|nent)?(?: (?:de|d'|du|pour))?|soutenir|support of",
    "promote": r"promot(?:e|es|ing)|favoris(?:e|ent|er|ant)|encourag(?:e|es|ing)",
    "reduce": r"reduc(?:e|es|ing)|reduction (?:of|in)|redui(?:t|re|sent|sant)|decreas(?:e|es|ing)|lower(?:s|ing)?|diminu(?:e|ent|er)|minimi[sz](?:e|es|ing)|reduction (?:de|du)",
    "improve": r"improv(?:e|es|ing)|amelior(?:e|ent|er|ant)",
    "enhance": r"enhanc(?:e|es|ing)",
    "increase": r"increas(?:e|es|ing)|augment(?:e|ent|er)",
    "boost": r"boost(?:s|ing)?|supercharg\w+",
    "strengthen": r"strengthen(?:s|ing)?|renforc(?:e|ent|er)",
    "protect": r"protect(?:s|ing)?|proteg(?:e|ent|er)|protection (?:of|against)|defends?|guards?",
    "relieve": r"reliev(?:e|es|ing)|relief (?:of|from)|soulag(?:e|ent|er|ement)|alleviat(?:e|es|ing)|eas(?:e|es|ing)|sooth(?:e|es|ing)|apais(?:e|ent|er)",
    "prevent": r"prevent(?:s|ing|ion of)?|previen(?:t|nent)|prevenir|prevention (?:de|du)",
    "treat": r"treat(?:s|ing|ment of|ment for)?|trait(?:e|ent|er|ement (?:de|du|des|contre))",
    "cure": r"cur(?:es?|ing)(?! d[e'])|gueri(?:t|r|ssent)|heals?|reverses?",
    "provide": r"provid(?:e|es|ing)|procur(?:e|ent)|fourni(?:t|ssent)|deliver(?:s|ing)?|supplies|apport(?:e|ent)",
    "contribute": r"contribut(?:e|es|ing) to|contribu(?:e|ent|er) (?:a|au|aux)",
    "regulate": r"regulat(?:e|es|ing)|regul(?:e|ent|er)|normali[sz](?:e|es|ing)|balanc(?:es|ing)|equilibr(?:e|ent|er)",
    "restore": r"restor(?:e|es|ing)|replenish(?:es|ing)?|restaur(?:e|ent|er)",
    "stimulate": r"stimulat(?:e|es|ing)|stimul(?:e|ent|er)|activat(?:e|es|ing)",
    "fight": r"fight(?:s|ing)?(?: against)?|combat(?:s|tre)?|lutt(?:e|ent|er) contre",
    "metabolize": r"metaboli[sz](?:e|es|ing)|metabolis(?:e|er)",
    "absorb": r"absorb(?:s|ing)?|absorber",
    "calm": r"calm(?:s|ing)|calm(?:e|ent|er)|relax(?:es|ing)",
    "nourish": r"nourish(?:es|ing)?|hydrat(?:e|es|ing)|nourri(?:t|ssent|r)",
    "build": r"build(?:s|ing)?|rebuilds?",
    "prevent-deficiency": r"prevents? (?:[a-z0-9 ]{1,30})deficiency",
    "kill": r"kills?(?:ing)?|destroys?|eliminat(?:e|es|ing)|tue(?:nt)?|elimin(?:e|ent|er)|detrui(?:t|re|sent)",
    "source": r"(?:an? |une )?(?:good |excellent |rich |natural |bonne |excellente )?source (?:of|de|d')",
    "factor": r"(?:is )?(?:an? |un )?factor in(?: the)?(?: maintenance of)?|facteur (?:de|du|dans|contribuant|d')",
    "use": r"(?:is )?(?:traditionally |historically )?used (?:in|as|for|to)|utilisee? (?:en|comme|pour|dans|traditionnellement)|traditionally used",
    "optimize": r"optimi[sz](?:e|es|ing)",
    "aid": r"aids?|assists?",
    "fuel": r"fuels|energi[sz]es?|revitali[sz]es?",
    "formulate": r"(?:is )?(?:specially |specifically |uniquely )?(?:formulated|designed) for|(?:est )?(?:specialement )?(?:formulee?|concue?) pour",
    "repair": r"repair(?:s|ing)?|repar(?:e|er)",
    "develop": r"(?:in )?(?:the )?develop(?:s|ment of|ment and maintenance of)|formation (?:of|de|des|du)|developpement (?:de|des|du)",
}  # fmt: skip
_HELP = r"(?:(?:is |are )?(?:specially |specifically |uniquely )?(?:formulated|designed|intended) to )?(?:may |can |will |clinically proven to |proven to |shown to |intended to |peut |peuvent |pourrait )?(?:help(?:s|ing)?(?: (?:the body|your body|you|us|people|to|in|with|keep))*(?: to)?|aid(?:e|ent|er|ant)(?: (?:a|au|le corps|l'organisme|votre corps|dans|l'organisme a|le corps a))*|contribu(?:e|ent) a|aides?(?: in| to| the)*|assists?(?: in| with)?|works? to)"
_VERB = lazy(
    r"(?<![^\s(\"'*•:,†])(?:(?:(?P<help>"
    + _HELP
    + r")(?: |$|(?<='))(?:temporarily |effectively |actively |naturally |gently |further |safely |quickly |(?:you )?better )?)?"
    + r"(?:(?:may|can|could|will|peut|peuvent|pourrait) )?(?:"
    + "|".join(f"(?P<{key.replace('-', '_')}>{words})" for key, words in _VERBS.items())
    + f")|(?P<helps>{_HELP}))(?![a-z-])"
)
_TAIL = lazy(
    r"(?:,? (?:and|while|et|as well as|tout en|which|that|to|qui|by|where|or|ou|ainsi que|also|in order|for|it|a|is|but|from|in|the|dans|le|la|,))+ *$|[,;:.\s]+$"
)
_ARTICLE = lazy(r"\s*(?:and |et |while |that |our |its |notre |the added )*(?P<article>(?:the |la |le |les |l')?)")
_SUBSTANCE_WORD = lazy(
    r"(?:b[- ])?vitamins?(?: [a-k][0-9]{0,2})?$|minerals?$|electrolytes?$|omega-3(?: fatty acids)?$|proteins?$|consumption of [a-z0-9 -]{1,50}$"
)
_LONGEST_SUBJECT = 60
_BREAK = lazy(
    r"(?:,|;|:| while| and| et| tout en| as well as|\.|\*|–| -| that| which| qui| by| ainsi que| plus| but|\(|†)\s*(?:also |aussi |even |further |then |the |both |may |can |could |la |le |les |au |aux |a |de |in |is a |is |are |it |to help )*$"
)
_GOOD = lazy(
    r"(?:^|\s)(?:the |your |a |an |le |la |les |l'|un |une |des |du |de |d'|of |normal |normale?s? |healthy |proper |good |optimal |overall |general |strong |bonne |bon |saine?s? |sain |votre |our |daily |everyday |to |in |with |for |symptoms? of |natural |sense of |feelings? of |au |aux |a )+"
)
_SUPERLATIVES = r"most (?:advanced|potent|bioavailable|effective|absorbable|powerful|complete|studied|comprehensive|trusted|researched|natural|popular)|strongest|superior|highest|leading|number one|no\. ?1|#1|unmatched|unrivall?ed|unsurpassed|purest|better than|better absorb(?:ed|able)|better absorption than|world'?s (?:first|only|best|finest)|ultimate|fastest|revolutionary|unlike (?:other|most)|(?:le|la|les) plus (?:avancee?s?|puissante?s?|efficaces?|pure?s?|complete?s?|biodisponibles?|concentree?s?)|meilleure?s?|superieure?s?|inegalee?s?|more (?:bioavailable|potent|effective|absorbable) than|(?:\d+|two|three|four|five|ten) ?(?:x|times) (?:more|better|stronger|faster)|twice as|x better|fois plus|second to none|finest|la seule|the only|state[- ]of[- ]the[- ]art|market[- ]leading|premier"
_COMPARATIVE = lazy(rf"(?:\b|(?=#))(?:best|{_SUPERLATIVES})\b")
_ADVERB = lazy(
    r"\b(?:works?|working|worked|functions?|performs?|does|do|is|are|feels?|looks?|sleeps?|knows?|likes?|loves?|taken|absorbed|tolerated|used|at|try"
    r"|your|their|his|her|my|one's|you|they) (?:at (?:your|its|their) )?$|\bat its $"
)
"""before "best": how something is done, or what somebody can do, and no better than others"""
_NO_COMPARISON = lazy(
    r"best[- ](?:taken|if|before|results?|served|enjoyed|when|sellers?|selling|used|by|absorbed|with|as|to|kept|stored|consumed|mixed"
    r"|practices?|friends?|suited|wishes|known|time|of all|of both|possible|way to (?:take|use|store|enjoy|mix)|in the (?:morning|evening))\b"
    r"|most effective (?:when|if|with|at|in|as|taken)\b|(?:le|la|les) plus efficaces? (?:lorsqu|quand|si|avec)"
    r"|leading (?:to|up|causes?)\b|the only (?:things?|ingredients?|people|ones?|time|side|exceptions?|difference)\b"
    r"|highest (?:dose|intake|tolerable|recommended|in\b)|ultimate (?:goal|responsib|decision)"
    r"|premier (?:signe|jour|mois|trimestre|repas|lieu|pas|choix)"
)
"""superlatives that set the product above no other"""
_ABSOLUTE = lazy(
    r"(?:\b(?:without|no|zero|free (?:of|from)|sans|aucune?s?|with no)\b(?: (?:the|any|known|negative|harmful|unwanted|unpleasant|adverse|nasty|reported|of|des|les|d'|de|common|typical))* (?:side[- ]effects?|adverse (?:effects?|reactions?)|effets? (?:secondaires?|indesirables?|nefastes?)|risk of side effects|toxicity|risks?|danger)(?: (?:at|that|with|even|a|avec|associated|whatsoever)(?: [a-z]+){1,6})?|\b(?:100 ?%|completely|totally|perfectly|absolutely|entirely|tout a fait|totalement) (?:safe|sans danger|natural and safe|securitaire|harmless)\b|\bsafe for (?:everyone|all|anyone|long[- ]term use|the whole family)\b|\bnon-?toxic\b|\bno risk\b|\bguaranteed (?:to work|results)\b|\bsans (?:aucun )?(?:danger|risque)\b|\bharmless\b|\bentirely safe\b)"
)
_DISEASE = lazy(
    r"\b(?:cancers?|tumou?rs?|diabetes|diabete|diabetic|arthritis|arthrite|osteoarthritis|arthrose|alzheimer'?s?|parkinson'?s?|depression|depressive|hypertension|high blood pressure|heart disease|maladies? (?:cardiaques?|du coeur)|asthma|asthme|covid(?:-19)?|influenza|\bflu\b|grippe|infections?|epilepsy|epilepsie|osteoporosis|osteoporose|fibromyalgia|fibromyalgie|multiple sclerosis|psoriasis|eczema|hepatitis|ulcers?|anxiety disorders?|insomnia|insomnie|obesity|obesite|stroke|atherosclerosis|anemia|anemie|dementia|demence|autism|adhd|migraines?|crohn'?s|colitis|endometriosis|gout|goutte|thrombosis|cirrhosis|lupus|hiv|malaria|tuberculosis|herpes|glaucoma|cataracts?)\b"
)
_DISEASE_VERBS = frozenset(("treat", "cure", "prevent", "fight", "kill", "relieve", "reduce", "lower"))
_NOT_CLAIM = lazy(
    r"\b(?:do not|consult|if you|pregnan|keep out|store|not intended|evaluated by|subscri|shipping|delivery|cart|order|newsletter|privacy|cookies?|warranty|refund|customer|serving|facility|recycl|packag|bottle|website|take \w+ (?:capsule|tablet|scoop)|study|studies|subjects|participants|placebo|patients|trial|researchers|published|randomi[sz]ed|consulte[rz]|ne pas|si vous|livraison|panier|commande|doi|et al|mice|rats|in vitro|usine|etablissement|factory|traces)\b"
)
_DENIED = lazy(
    r"(?:\b(?:not|cannot|never|ne|nor|ni)|n't|\bn')\s*(?:(?:intended|meant|claim|claims|claimed|shown|proven) to |always |necessarily )?$"
)
"""what stands in front of a verb that is denied: "does not promote", "ne favorise pas" and the like"""
_HOLDS = Cues(
    {
        "not-claim": (_NOT_CLAIM.pattern,),
        "absolute": (_ABSOLUTE.pattern,),
        "comparative": (r"best\b", rf"(?:{_SUPERLATIVES})\b"),
        "disease": (_DISEASE.pattern, r"disease|disorder|maladie|trouble|illness"),
    }
)
_MARKED = frozenset(("comparative", "disease"))
_LONGEST = 260
_SHORTEST = 8
_LONGEST_ADVERB = 24


def find_claims(
    document: Document, start: int, end: int, *, subjects: tuple[str, ...] = (), certain: bool = False
) -> list[Item[Claim]]:
    """The claims of one sentence; `certain` when it stands under a heading for purposes or benefits."""
    folded = document.folded
    end = min(end, start + 1200)
    words = folded[start:end]
    holds = _HOLDS(words)
    absolute = _ABSOLUTE.search(words) if "absolute" in holds else None
    if "not-claim" in holds and not absolute:
        return []
    found: list[Item[Claim]] = []
    limit = len(words)
    if absolute:
        found.append(_claim(document, (start + absolute.start(), start + absolute.end()), mark="absolute-safety"))
        limit = absolute.start()
    comparative = _comparison(words) if "comparative" in holds else None
    spans = list(_clauses(words, limit, subjects))
    for begin, stop, verb, target_at in spans:
        span = trim(document.text, start + begin, start + stop, " ,;:.*†‡–-•")
        mark = _mark(folded[slice(*span)], verb) if holds & _MARKED else None
        item = _claim(document, span, verb=verb, target_at=start + target_at, mark=mark)
        if item.value.target is None and verb in ("use", "build", "repair", "provide", "source"):
            continue
        found.append(item)
    if comparative and not any(
        item.spans["/text"][0] <= start + comparative.start() < item.spans["/text"][1] and item.value.mark
        for item in found
    ):
        span = _around(document, start, end, comparative)
        found.append(_claim(document, span, mark="comparative"))
    if certain and not found and _SHORTEST < end - start < _LONGEST:
        found.append(_claim(document, trim(document.text, start, end, " .*†‡•")))
    for item in found:
        item.spans[""] = (start, end)
    return sorted(found, key=lambda item: item.spans["/text"])


def _clauses(words: str, limit: int, subjects: tuple[str, ...]) -> list[tuple[int, int, str, int]]:
    """Where each claim begins and ends, its verb, and where its target begins."""
    starts: list[tuple[int, str, int]] = []
    for match in _VERB.finditer(words, 0, limit):
        verb = (match.lastgroup or "").replace("_", "-")
        verb = "help" if verb == "helps" else verb
        begin = match.start()
        if _DENIED.search(words, 0, begin):
            continue
        if starts:
            between = words[starts[-1][2] : begin].strip(" ,")
            if starts[-1][1] == "use" and words[starts[-1][2] : begin].rstrip().endswith((" to", " pour", "to")):
                starts[-1] = (starts[-1][0], verb, match.end())
                continue
            if between in ("and", "et", "or", "to", "&", "", "ou"):
                continue
            carrier = _carrier(words, begin, starts[-1][2])
            if carrier is None and not _BREAK.search(words[:begin]):
                continue
        else:
            carrier = _carrier(words, begin, 0)
            if carrier is None and begin > 0 and not _likely(words, match, subjects):
                continue
        starts.append((carrier if carrier is not None else begin, verb, match.end()))
    return [
        (begin, clean, verb, after)
        for index, (begin, verb, after) in enumerate(starts)
        if _SHORTEST
        <= (clean := _clause_end(words, after, starts[index + 1][0] if index + 1 < len(starts) else limit)) - begin
        <= _LONGEST
    ]


def _clause_end(words: str, after: int, stop: int) -> int:
    """Where a clause ends, without the words that lead to the next one."""
    tail = _TAIL.search(words, after, stop)
    return tail.start() if tail else stop


def _carrier(words: str, verb: int, after: int) -> int | None:
    """Where the subject of a verb begins, if it is a substance: "zinc contributes to …", "vitamins D and K help …"."""
    edge = max((words.rfind(sign, after, verb) for sign in ",.;:*†(•–"), default=-1)
    begin = max(edge + 1, after)
    lead = _ARTICLE.match(words, begin, verb)
    begin = lead.end() if lead else begin
    subject = words[begin:verb].strip()
    if (
        not subject
        or len(subject) > _LONGEST_SUBJECT
        or subject.endswith((" for", " of", " in", " de", " to", " with"))
    ):
        return None
    if any(identify(part) or _SUBSTANCE_WORD.match(part) for part in compiled(r" and | et | & ").split(subject)):
        start = lead.start("article") if lead and lead["article"] else begin
        return start + (len(words[start:verb]) - len(words[start:verb].lstrip()))
    return None


def _likely(words: str, match: re.Match[str], subjects: tuple[str, ...]) -> bool:
    """A verb in the middle of a sentence claims something when the sentence speaks of the product."""
    verb = match.lastgroup or ""
    if words[: match.start()].rstrip().endswith(subjects):
        return True
    if verb in ("use", "repair", "build", "absorb", "provide", "source") and match["help"] is None:
        return bool(
            compiled(
                r"\b(?:it|this|which|that|product|formula|is|are|and|supplement|also|il|elle|ce|qui)\s*$|,\s*$"
            ).search(
                words[: match.start()],
            )
        )
    return (
        not compiled(
            r"\b(?:how to|want to|need to|looking to|the|please|we|our|you|a|an|your|customer|for)\s*$"
        ).search(
            words[: match.start()],
        )
        or match["help"] is not None
    )


def _comparison(words: str) -> re.Match[str] | None:
    """The first words that set the product above others: not "work best as a team", "feel your best", "best before"."""
    for match in _COMPARATIVE.finditer(words):
        adverb = match[0] == "best" and _ADVERB.search(words, max(0, match.start() - _LONGEST_ADVERB), match.start())
        if not adverb and not _NO_COMPARISON.match(words, match.start()):
            return match
    return None


def _mark(words: str, verb: str) -> str | None:
    if _comparison(words):
        return "comparative"
    if _DISEASE.search(words) and verb in _DISEASE_VERBS | {"help", "support", "use", "improve", "regulate"}:
        return "disease"
    return (
        "disease"
        if verb in ("treat", "cure") and compiled(r"disease|disorder|maladie|trouble|illness").search(words)
        else None
    )


def _claim(
    document: Document, span: Where, *, verb: str | None = None, target_at: int | None = None, mark: str | None = None
) -> Item[Claim]:
    spans: dict[str, Where] = {"": span, "/text": span}
    target = None
    if target_at is not None and target_at < span[1]:
        good = _GOOD.match(document.folded, target_at, span[1])
        begin, end = trim(document.text, good.end() if good else target_at, span[1], " ,;:.*†")
        if begin < end:
            target = document.text[begin:end]
            spans["/target"] = (begin, end)
    return Item(Claim(text=document.text[slice(*span)], verb=verb, target=target, mark=mark), spans)


def _around(document: Document, start: int, end: int, match: re.Match[str]) -> Where:
    """A comparative claim is the whole of a short line, else the clause around it."""
    if end - start <= 120:
        return trim(document.text, start, end, " .*†‡•")
    words = document.folded[start:end]
    before = max(words.rfind(sign, 0, match.start()) for sign in (",", ";", ":", "(")) + 1
    after = compiled(r"[,;:)]| and | which | that | et | qui ").search(words, match.end())
    return trim(document.text, start + before, start + (after.start() if after else len(words)), " .*†‡•")
