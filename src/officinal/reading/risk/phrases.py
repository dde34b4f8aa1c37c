# SPDX-License-Identifier: Apache-2.0
"""The words of risk that several readers look for."""

from __future__ import annotations

import re

from officinal.label.use import Trigger
from officinal.patterns import lazy

PROHIBITS = lazy(
    r"\b(?:do not (?:use|take|consume|give|combine|apply|ingest)|don't (?:use|take)|should not (?:be )?(?:use[d]?|take[n]?|consume[d]?|given)|must not|never (?:use|take)|contra-? ?indi\w+|not (?:formulated|recommended|suitable|advised|intended|to be used|to be taken|for use|for)\b|unsuitable|avoid (?:use|using|taking|if|this|with|combining|alcohol|during)|"
    r"ne pas (?:utiliser|prendre|consommer|donner|administrer|employer)|n'utilisez pas|ne prenez pas|eviter (?:de|l'utilisation|en cas|la prise)|evitez|deconseillee?s?|ne convient pas|ne doi(?:t|vent) pas|interdit|reserve aux adultes|for adult use only|adults only|for adults only|skip this|leave it (?:out|alone))"
)
CONSULTS = lazy(
    r"\b(?:consult(?:ez|er|ation)?|speak (?:to|with)|ask|talk (?:to|with)|seek|check (?:in )?with|see|discuss\b.{0,60}? with|contact|inform|get (?:medical )?advice|demande[rz]|parlez|parler|medical advice|(?:only )?under (?:the )?(?:supervision|guidance|advice|medical)|sous (?:surveillance|supervision)|on the advice|advice of|avis (?:medical|d'un)|use (?:with )?caution|medical supervision|l'avis|used? only (?:on|under)|use (?:this (?:product|supplement) )?with caution|exercise caution|caution is advised|contactez|prudence)\b"
)
STOPS = lazy(r"\b(?:discontinue|stop (?:use|using|taking)|cease|cesse[rz]|arrete[rz]|interromp(?:re|ez)|suspend)\b")
ADVERSE = lazy(
    r"\b(?:may (?:cause|experience|occur|result|produce|lead|induce|have a)|can (?:cause|experience|occur|produce|have a)|might (?:cause|experience)|could cause|peut (?:causer|provoquer|entrainer|avoir|occasionner)|peuvent (?:survenir|causer|provoquer|ressentir|eprouver)|some people|certaines personnes|side effects?|adverse (?:reactions?|effects?)|reactions? indesirables?|effets? (?:secondaires?|indesirables?)|has been reported|have been reported|laxative effect|effets? laxatifs?)\b"
)
ITEM = lazy(
    r"(?: or if (?:you )?| and if (?:you )?|, (?:and |or |et |ou )?if (?:you )?|, (?:or |and |ou |et )?|; (?:or |and |ou |et )?| or | ou | and/or | et/ou |(?<! between) and | et | as well as | ainsi que | nor )"
)
STOP_AT = lazy(
    r"(?:,? ?(?:consult|speak|ask|talk|seek|check|please|discontinue|stop|cease|do not|you should|should|must|contact|see (?:a|your)|unless|except|prior to|before (?:use|using|taking|consum|starting|supplement)|avant (?:l'utilisation|de|l'emploi|la prise|usage|utilisation|d'utiliser|toute)|consulte[rz]|demande[rz]|cesse[rz]|ne pas|without (?:first )?consult|sans (?:consulter|avis|l'avis)|unless (?:directed|advised)|sauf|except under|to use this|to take this|while (?:using|taking)|as (?:this|it) may|because|since|car|is contraindicated|are contraindicated|parlez|this product|ce produit|il est|veuillez|en l'absence|prenez conseil|have a word|leave it|skip)\b.*|[.!:;]+$)"
)
ALLERGY = lazy(
    r"\b(?:allerg\w*|hypersensitiv\w*|hypersensib\w*|sensitivit\w*|sensitive|intoleran\w*|sensibilite|sensible)\b"
)
TRIGGERS: tuple[tuple[Trigger, re.Pattern[str]], ...] = (
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
NOT_ACTIVE = lazy(
    r"\b(?:do not|don't|never|ne pas|avoid|evite[rz] de|should not|use caution when|exercise caution (?:when|if)|be careful when) ?(?:de )?(?:driv\w+|operat\w+|conduire|engag\w+|use (?:heavy )?machin\w+|use heavy)[^.;]*"
)
SYMPTOMS = lazy(
    r"\b(?:symptoms?|symptomes?|persist\w*|worsen\w*|s'aggravent|persistent|irritation|rash|reaction|reactions|occur|side effects?|diarrh\w*|nausea|vomit\w*|adverse|dizziness|discomfort|pain|jaundice|jaunisse|headache|upset|feel unwell|liver trouble|effets indesirables|fever|fievre|vomi\w*|nausees?|douleurs?|cough|sleepless\w*|insomnia|maux|bloody|dehydration|cramps?)\b"
)
SURGERY = dict(TRIGGERS)["surgery"]
