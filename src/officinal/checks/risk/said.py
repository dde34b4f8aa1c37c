# SPDX-License-Identifier: Apache-2.0
"""What a label warns of, by meaning: who should take care, of what, and what may happen; never by the exact words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from officinal.checks.case import Case
from officinal.knowledge.names import identify, words
from officinal.knowledge.schema import Concept, Risk


class Said:
    """The risk information of one label, and the stretches of its page that could not be read."""

    def __init__(self, case: Case) -> None:
        risks, know, reading = case.label.risk_information, case.know, case.reading
        self._case = case
        self.triggers = frozenset(each.trigger for each in risks)
        self.anything_of = frozenset(each.trigger for each in risks if each.what is None)
        """triggers that the label speaks of without naming one thing: any medicine"""
        told = [text for each in risks for text in (each.what, each.action) if text]
        others = [each.what for each in risks if each.trigger == "supplement" and each.what]
        told += [f"{lead} {what}" for what in others for lead in ("supplements containing", "suppléments contenant du")]
        unread = [reading.text[slice(*each.span)] for each in reading.unread if each.reason == _LOST] if reading else []
        text = " | ".join((*told, *unread))
        self.conditions = _with_wider(know.condition_phrases.ids(text), know.conditions)
        self.drugs = _with_wider(know.drug_phrases.ids(text), know.drug_classes)
        self.words = frozenset(words(text))

    def says(self, risk: Risk) -> bool:
        """Whether the label speaks of what a risk is about: the same trigger, and the same thing where it has one."""
        if risk.action == "take-with-food":
            return any(each.food in ("with", "after", "before") for each in self._case.label.directions)
        if risk.action == "take-apart":
            return any(each.keep_apart for each in self._case.label.directions)
        match risk.trigger:
            case "pregnancy" | "breastfeeding":
                return risk.trigger in self.triggers or risk.trigger in self.conditions
            case "condition" | "symptom":
                return self._condition(risk)
            case "medication":
                return self._medication(risk.what)
            case "supplement" | "allergy":
                return self._named(risk)
            case "dose" | "general":
                return self._effect(risk)
            case "age":
                return self._age()
            case "duration":
                return "duration" in self.triggers or any(each.duration for each in self._case.label.directions)
            case _:
                return risk.trigger in self.triggers

    def _condition(self, risk: Risk) -> bool:
        if risk.what is None:
            return risk.trigger in self.triggers or self._effect(risk)
        return (
            self._among(risk.what, self.conditions, self._case.know.conditions)
            or "medical-condition" in self.conditions
        )

    def _medication(self, what: str | None) -> bool:
        if "medication" in self.anything_of or "medicines" in self.drugs:
            return True
        if what is None:
            return "medication" in self.triggers
        return self._among(what, self.drugs, self._case.know.drug_classes)

    def _named(self, risk: Risk) -> bool:
        what = risk.what
        if what is None:
            return risk.trigger in self.triggers
        if what in self.conditions:
            return True
        spoken = {known for each in self._case.label.risk_information if each.what and (known := identify(each.what))}
        wider = {group for each in spoken if (group := self._group(each))}
        return (
            what in spoken | wider
            or self._group(what) in spoken
            or set(words(self._case.know.name(what))) <= self.words
        )

    def _effect(self, risk: Risk) -> bool:
        """What may happen: any of the effects that the risk's own words name, or its thing."""
        if risk.what is not None:
            return risk.what in self.conditions or set(words(self._case.know.name(risk.what))) <= self.words
        effects = self._case.know.condition_phrases.ids(risk.text.en)
        if effects:
            return not self.conditions.isdisjoint(effects)
        told = {*words(risk.text.en), *words(risk.text.fr or "")} - _EMPTY
        return any(len(word) > _SHORT and word in self.words for word in told)

    def _age(self) -> bool:
        people = {each.population for each in self._case.label.directions}
        return "age" in self.triggers or (bool(people) and people <= {"adult", "senior", "woman", "man"})

    def _among(self, what: str, said: frozenset[str], known: Mapping[str, Concept]) -> bool:
        """Whether a thing is spoken of, or something wider that it is one of."""
        wider = getattr(known.get(what), "within", ())
        return what in said or not said.isdisjoint(wider)

    def _group(self, substance: str) -> str | None:
        known = self._case.know.substances.get(substance)
        return known.group if known else None


_LOST = "not understood"
"""stretches of the product's own text that are behind no field; menus, reviews and other products are not the label's"""
_SHORT = 5
_EMPTY = frozenset(
    (
        "people", "consult", "health", "practitioner", "professional", "before", "should", "persons", "consultez", "professionnel",
        "certaines", "personnes", "peuvent", "avant", "emploi", "causer", "cause", "taking", "product", "produit",
    )
)  # fmt: skip
"""words that say nothing of what may happen"""


def _with_wider(ids: Iterable[str], known: Mapping[str, Concept]) -> frozenset[str]:
    held = set(ids)
    return frozenset(held.union(*(getattr(known.get(each), "within", ()) for each in held)))


def said(case: Case) -> Said:
    """What the case's label warns of."""
    return case.once(Said)
