# SPDX-License-Identifier: Apache-2.0
"""What a page's words say of a study: benefit, no difference, animals, substances.

Where a sentence can be read in two ways, it is read in the page's favour.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from officinal.knowledge.names import fold, identify, keys, source_of, substances, words
from officinal.patterns import lazy

_BENEFIT = lazy(
    r"\b(?:benefi[ct]\w*|bienfait\w*|benefique\w*|improv\w*|reduc\w*|reduit\w*|reli(?:ef|ev)\w*|alleviat\w*|decreas\w*"
    r"|lower(?:s|ed|ing|(?! extremit| back| leg| limb| dose| level))\b|eas(?:e[sd]?|ing)|effective\w*|efficac\w*|help(?:s|ed|ful|ing)|amelior\w*|diminu\w*|soulag\w*"
    r"|attenu\w*|baiss\w*|fewer|better|mieux|meilleur\w*|superior|superieur\w*)\b"
)
_QUESTION = lazy(r"\b(?:whether|aim(?:ed|s)?|objectives?|purpose|hypothes\w+|visait|objectif|afin|determiner si)\b")
_NOT = lazy(
    r"\b(?:not?|nor|neither|never|none|nothing|cannot|without|non|fail\w*|lack\w*|ne|pas|aucune?|sans|ni|nulle?|rien)\b|n't\b|\bn'"
)
_OUTCOME = lazy(
    r"\b(?:differ\w*|(?<!side )(?<!adverse )effects?\b(?! secondaire)|effets?\b(?! secondaire| indesirable)|signifi\w*|reach\w*"
    r"|better|more|superior\w*|mieux|meilleur\w*|plus|ecart\w*|show\w*|montr\w*|chang\w*|detect\w*)"
)
_ALIKE = lazy(
    r"\b(?:unchanged|inchange\w*|similar\w*|similaire\w*|comparable\w*|equivalen\w*|nonsignificant\w*|insignificant\w*|null"
    r"|equivocal|alike|unlikely|inconclusive|unclear|insufficient|little|hardly|improbable|peu probable|incertain\w*|insuffisant\w*|guere|"
    r"as (?:well|much) (?:as|with) (?:the |a )?placebo|peu ou pas)\b"
)
_UNCONTROLLED = lazy(
    r"\b(?:uncontrolled|non[ -]?controle\w*|not (?:placebo[ -])?controlled|(?:without|no|sans|ni) (?:an? |any |un |de )?(?:placebo|"
    r"controls?|controle|comparator|comparison|comparaison|temoin|groupe temoin)|lack\w* (?:of )?(?:an? )?(?:placebo|controls?)"
    r"|pas de (?:placebo|temoin|groupe temoin))\b"
)
_BEFORE_AFTER = lazy(
    r"\b(?:baseline|before and after|from before|pre[ -]?post|than before|avant et apres|par rapport au debut|au depart)\b"
)
_ANIMALS = lazy(
    r"\b(?:rats?|mouse|mice|murine?s?|rodents?|animals?|animal(?:e|es)|animaux|(?:pre|non)[ -]?clinical(?:ly)?|(?:pre|non)[ -]?cliniques?"
    r"|souris|rongeurs?|dogs?|chiens?|pigs?|piglets?|porcs?|porcelets?|rabbits?|lapins?|hamsters?|cobayes?|sheep|zebrafish"
    r"|primates?|monkeys?|singes?|in[ -]vitro|in[ -]vivo model|ex[ -]vivo|cell (?:culture|line)s?|cultured|culture cellulaire"
    r"|cellules? en culture|test tubes?|eprouvettes?)\b"
)
_MORE_RESEARCH = lazy(
    r"\b(?:further|future|more|additional|larger)\b.{0,40}\b(?:stud(?:y|ies)|research|trials?|work)\b"
    r"|\b(?:d'autres|davantage de|futures?|nouvelles)\b.{0,40}\b(?:etudes?|recherches?|essais?)\b"
)
_OUR_OWN = lazy(r"\b(?:our|ours|we|us|notre|nos|nous)\b")
_TOKEN = lazy(r"[a-z0-9]+|[,/&]")
_ARTICLES = frozenset(("a", "an", "the", "any", "of"))
_JOINS = frozenset((",", "/", "&", "and", "or", "et", "ou"))
_LONGEST_NAME = 6
"""words of the longest name of a substance that is looked for"""
_A_SUMMARY = 12
"""so many words say something of a study; fewer only name it"""


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, folded."""
    from officinal.reading.sentences import sentences as spans  # only pages that cite studies need it

    folded = fold(text)
    return tuple(folded[start:end] for start, end in spans(folded, 0, len(folded)))


@lru_cache(maxsize=512)
def is_summary(text: str) -> bool:
    """Whether a text says something of a study, and does not only name it."""
    return len(words(text)) >= _A_SUMMARY


@lru_cache(maxsize=512)
def benefit(text: str) -> str | None:
    """The first sentence that says, without a "not", that something got better."""
    return next(
        (
            each
            for each in sentences(text)
            if _BENEFIT.search(each) and not _NOT.search(each) and not _QUESTION.search(each)
        ),
        None,
    )


@lru_cache(maxsize=512)
def no_difference(text: str) -> bool:
    """Whether a text says somewhere that no difference was found."""
    return any(
        _ALIKE.search(each) or (_NOT.search(each) and (_OUTCOME.search(each) or _BENEFIT.search(each)))
        for each in sentences(text)
    )


@lru_cache(maxsize=512)
def says_uncontrolled(text: str) -> bool:
    """Whether a text says that there was no control group."""
    return _UNCONTROLLED.search(fold(text)) is not None


@lru_cache(maxsize=512)
def says_before_after(text: str) -> bool:
    """Whether a text says that people were compared with themselves, before and after."""
    return _BEFORE_AFTER.search(fold(text)) is not None


@lru_cache(maxsize=512)
def says_animals(text: str) -> bool:
    """Whether a text says that something was done in animals or in the laboratory."""
    return _ANIMALS.search(fold(text)) is not None


def says_placebo(text: str) -> bool:
    """Whether a text speaks of a placebo, present or absent."""
    return "placebo" in fold(text)


@lru_cache(maxsize=512)
def of_the_study(text: str) -> tuple[str, ...]:
    """The sentences that tell of the study itself: not of studies to come, nor of what the maker does, nor denials."""
    return tuple(
        each
        for each in sentences(text)
        if not (_MORE_RESEARCH.search(each) or _OUR_OWN.search(each) or _NOT.search(each))
    )


class _Names(NamedTuple):
    """What a nutrient and its compounds are called: the keys of their names, and how the first word of one can begin."""

    keys: dict[str, str]
    beginnings: frozenset[str]


@cache
def _names(nutrient: str) -> _Names:
    """Every key of a nutrient and of what supplies it."""
    wanted = [nutrient, *(each.id for each in substances().values() if nutrient in each.of)]
    held = {key: identifier for identifier in wanted for key in keys().get(identifier, ())}
    return _Names(held, frozenset(begin for key in held for begin in (key[:1], key[:2], key[:3], f"{key}s"[:3])))


class _Tokens(NamedTuple):
    """The words and joins of a text, and the places of the words that begin with some letters."""

    seen: list[str]
    places: dict[str, list[int]]


@lru_cache(maxsize=512)
def _tokens(text: str) -> _Tokens:
    seen = _TOKEN.findall(fold(text))
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(seen):
        places[token[:3]].append(at)
    return _Tokens(seen, places)


@lru_cache(maxsize=1024)
def named(nutrient: str, text: str) -> tuple[str, ...]:
    """The nutrient and its compounds where a text names them; "magnesium taurate and glycinate" names two."""
    return tuple(_named(nutrient, text))


def _named(nutrient: str, text: str) -> Iterator[str]:
    (known, beginnings), (seen, places), after = _names(nutrient), _tokens(text), 0
    for at in sorted([at for begin in places.keys() & beginnings for at in places[begin]]):
        if at < after:
            continue
        for length in range(min(_LONGEST_NAME, len(seen) - at), 0, -1):
            joined = "".join(seen[at : at + length])
            identifier = known.get(joined) or known.get(joined.removesuffix("s"))
            if identifier:
                yield identifier
                after = at + length
                if identifier != nutrient:
                    after = yield from _listed(nutrient, seen, after)
                break


def _listed(nutrient: str, seen: list[str], at: int) -> Generator[str, None, int]:
    """What "…, citrate and glycinate" means behind a compound of magnesium; returns where the list ends."""
    while at < len(seen) and seen[at] in _JOINS:
        follows = at + 1
        while follows < len(seen) and seen[follows] in _JOINS:
            follows += 1
        supplied = (
            source_of(nutrient, seen[follows]) if follows < len(seen) and identify(seen[follows]) is None else None
        )
        if supplied is None or nutrient not in substances()[supplied].of:
            break
        yield supplied
        at = follows + 1
    return at


@lru_cache(maxsize=1024)
def speaks_of(subject: str, text: str, symbol: str | None = None) -> bool:
    """Whether a text names a substance, any of its compounds or salts, or the symbol of its element."""
    if any(True for _ in _named(subject, text)):
        return True
    if symbol and re.search(rf"(?<!\d )(?<!\d)\b{symbol}\b", text):
        return True
    salt = f"{subject.removesuffix('-acid')[:-2]}ate" if subject.endswith("ic-acid") else None
    return salt is not None and salt in words(text)


def holds(phrase: str, sentence: str) -> bool:
    """Whether a sentence holds a phrase word for word, articles and plurals aside."""
    return _apart(phrase) in _apart(sentence)


@lru_cache(maxsize=2048)
def _apart(text: str) -> str:
    return f" {' '.join(stems(text))} "


@lru_cache(maxsize=2048)
def stems(text: str) -> tuple[str, ...]:
    """The words of a text without articles and without a plural's s."""
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words(text) if word not in _ARTICLES)
