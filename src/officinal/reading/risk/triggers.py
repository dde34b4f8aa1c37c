# SPDX-License-Identifier: Apache-2.0
"""Each thing that a sentence names, with the trigger that it is."""

from __future__ import annotations

from officinal.label import RiskInformation
from officinal.label.use import RiskKind, Trigger
from officinal.patterns import compiled, lazy
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where
from officinal.reading.risk.phrases import (
    ALLERGY,
    NOT_ACTIVE,
    STOP_AT,
    SYMPTOMS,
    TRIGGERS,
)
from officinal.reading.risk.reactions import read_activities
from officinal.reading.risk.statement import Statement
from officinal.reading.risk.things import things_named

_HAVING = lazy(r"\b(?:you have|suffer\w*|vous avez|souffrez|history of|diagnosed with|people with|atteint)\b")
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


def read_triggers(said: Statement, kind: RiskKind, action: tuple[str, Where] | None, begin: int, stop: int) -> None:
    """Each thing of the condition, with the trigger it is."""
    tail = STOP_AT.search(said.folded, begin, stop)
    if tail and tail.start() > begin + 3:
        stop = tail.start()
    shared = _CONTAIN.match(said.folded[begin:stop])
    with_what: Where | None = None
    if shared and compiled(r"supplement|product|substitut|produit|complement|medication|medicament").search(
        shared["head"]
    ):
        what = trim(said.text, begin + shared.start("what"), begin + shared.end("what"), " .,")
        with_what, stop = what, begin + len(shared["head"].rstrip())
    taking, head = False, ""
    things = things_named(said, begin, stop)
    for index, (first, last, lead) in enumerate(things):
        if compiled(
            r"\b(?:have|has|had|are|is|avez|souffrez|suffer\w*|who|with|history|avec|en cas|in case|pregnan\w*)\b"
        ).search(
            lead,
        ):
            taking = False
        if compiled(r"\b(?:taking|takes?|using|on a|on|prenez|prendre|prise|treated with|suivez|traitement)\b").search(
            lead
        ):
            taking = True
        if _within(said, said.allergy_span, first, last) or _within(said, said.duration_span, first, last):
            continue
        words = said.folded[first:last]
        trigger = next((t for t, p in TRIGGERS if p.search(words)), None)
        if trigger is None and ALLERGY.search(words):
            continue
        if (
            with_what
            and trigger in ("supplement", "medication", None)
            and not compiled(r"pregnan|breast").search(words)
        ):
            _containing(said, kind, action, (first, last), with_what)
            continue
        if trigger == "age":
            first = _with_people(said, first, lead)
        under = _UNDER.search(lead)
        if under and _CARE.match(words):
            first, trigger, taking = first - (len(lead) - under.start()), "condition", False
        elif "diet" in words or "regime" in words:
            trigger = "condition"
        if trigger is None and taking:
            trigger = "medication"
        later = things[index + 1][:2] if index + 1 < len(things) else None
        head = _shared_noun(said, words, later) if trigger is None or trigger == "condition" else ""
        _one(said, kind, trigger, action, first, last, words, head, having=_HAVING.search(lead) is not None)
    read_activities(said)
    if with_what and not any(i.value.trigger in ("supplement", "medication") for i in said.items):
        said.add(kind, "supplement", with_what, action)


def _with_people(said: Statement, first: int, lead: str) -> int:
    """ "persons under 18": whom an age limit is about stays with it."""
    people = compiled(
        r"(?:persons?|people|individuals|those|anyone|personnes|children|enfants) (?:under |who are |of |under )?$"
    ).search(
        lead,
    )
    return first - len(people[0]) if people else first


def _shared_noun(said: Statement, words: str, later: Where | None) -> str:
    """ "heart or kidney disease" is heart disease and kidney disease."""
    if later is None or " " in words or not _ORGAN.fullmatch(words):
        return ""
    noun = _DISEASE_NOUN.search(said.folded[slice(*later)])
    return f" {said.text[later[0] + noun.start() : later[0] + noun.end()]}" if noun else ""


def _within(said: Statement, span: Where | None, first: int, last: int) -> bool:
    return span is not None and first < span[1] and last > span[0]


def _containing(said: Statement, kind: RiskKind, action: tuple[str, Where] | None, head: Where, what: Where) -> None:
    """ "other supplements or salt substitutes that contain potassium": the one what they share is said of each."""
    words = compiled(r"^(?:with|avec|using|taking) ").sub("", said.folded[slice(*head)])
    thing = said.text[slice(*what)]
    if _OTHER.match(words):
        said.add(kind, "supplement" if "medic" not in words else "medication", what, action)
        return
    name = f"{said.text[head[1] - len(words) : head[1]]} containing {thing}"
    spans: dict[str, Where] = {"": (said.start, said.end), "/what": (head[0], what[1])}
    said.items.append(
        Item(RiskInformation(kind=kind, trigger="supplement", what=name, action=action[0] if action else None), spans)
    )


def _one(
    said: Statement,
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
        for each, pattern in TRIGGERS[:2]:
            if pattern.search(words):
                said.add(kind, each, None, action)
        return
    if trigger == "age":
        said.add(kind, "age", (first, last), action)
        return
    if trigger in ("surgery", "alcohol"):
        said.add(kind, trigger, None, action)
        return
    if trigger == "activity":
        if not NOT_ACTIVE.search(said.words):
            said.add(kind, trigger, (first, last), action)
        return
    if trigger == "medication" and _ANY_MEDICINE.fullmatch(words):
        said.add(kind, trigger, None, action)
        return
    if trigger == "condition":
        said.add(kind, "condition", (first, last), action)
        return
    if trigger is None:
        if SYMPTOMS.search(words):
            said.add(kind, "symptom", (first, last), action)
        elif having or _condition_like(said, words):
            said.add(kind, "condition", (first, last), action, noun)
        return
    said.add(kind, trigger, (first, last), action)


def _condition_like(said: Statement, words: str) -> bool:
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
            (said.certain and not said.by_heading)
            or compiled(
                r"disease|disorder|condition|maladie|trouble|pressure|diabet|kidney|liver|renal|thyroid|heart|epilep|seizure|cancer|ulcer|gallstone|asthma|bleeding|glaucoma|depress|autoimmun|hypertens|hypotens|anemia|deficien|syndrome|obstruction|failure|stones|gout|immune|hiv|lupus|calculs|ulcere|anemie|insuffisance|hemochromatos|iron overload|problems?|prostate|porphyria|phenylketonuria|hepati|cardia|stroke|history|mellitus|psych|bipolar|tension|rein|foie|coeur|bile|sante|health|medical|fever|pain|migraine|sclerosis|arthritis|infection"
            ).search(
                words,
            )
            is not None
        )
    )
