# SPDX-License-Identifier: Apache-2.0
"""A label's words on a page of another language."""

from __future__ import annotations

import pytest

from officinal.knowledge.load import load
from officinal.shop.catalogue.demo import DEMO
from officinal.shop.dossier.disclaimers import disclaimer
from officinal.shop.dossier.phrases import phrases, translated
from officinal.shop.dossier.wording import Wording, in_language

FRENCH = Wording(load(), "en", "fr")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("kidney disease", {"w": "maladie du rein"}),
        ("Gluten free", {"w": "Sans gluten"}),
        ("Keep out of reach of children.", {"w": "Garder hors de la portée des enfants"}),
        ("6 months", {"w": "6\u00a0mois"}),
        ("methotrexate", {"w": "méthotrexate"}),
        ("tree nuts", {"w": "noix"}),
        ("sulphites", {"w": "sulfites"}),
        ("Thiamine (vitamin B1)", {"w": "Thiamine"}),
        ("dairy", {"w": "lait", "w_printed": "dairy"}),
        ("natural lemon flavour", {"w": "arôme de citron", "w_printed": "natural lemon flavour"}),
        ("moonwort tears", {"w": "moonwort tears", "w_lang": "en"}),
        (None, {"w": None}),
    ],
)
def test_an_english_label_on_a_french_page(text: str | None, entry: dict[str, str | None]) -> None:
    """In French where the whole of it is known; what the label prints stays beside a name wider or narrower than it;
    what is not known stays as it is, and says of which language it is."""
    assert FRENCH.entry("w", text) == entry


def test_a_french_label_on_an_english_page() -> None:
    """The same the other way round."""
    english = Wording(load(), "fr", "en")
    assert english.entry("w", "tenir hors de la portée des enfants") == {"w": "keep out of the reach of children"}
    assert english.entry("w", "maladie rénale")["w"] == "kidney disease"
    assert english.entry("w", "larmes de lune") == {"w": "larmes de lune", "w_lang": "fr"}


def test_a_page_in_the_label_s_language_changes_nothing() -> None:
    """What the label prints is shown to the letter."""
    english = Wording(load(), "en", "en")
    assert english.entry("w", "Sulphites & DAIRY") == {"w": "Sulphites & DAIRY"}
    assert english.entries("w", ("a", "b")) == [{"w": "a"}, {"w": "b"}]


def test_what_the_record_says_it_means_wins() -> None:
    """A row is called by its substance, whatever else its words could name."""
    assert FRENCH.entry("w", "Calm", "magnesium") == {"w": "Magnésium", "w_printed": "Calm"}


def test_every_phrase_is_one_thing_in_two_languages() -> None:
    """Each has words in both, none stands in two places, and what is shown finds itself again."""
    listed = list(phrases())
    for each in listed:
        assert translated(each["en"][0], "fr") == each["fr"][0]
        assert translated(each["fr"][0], "en") == each["en"][0]
    for language in ("en", "fr"):
        said = [phrase for each in listed for phrase in {translated(one, language) for one in each[language]}]
        assert len(said) == len(set(said)), language


def test_knowledge_without_french_says_that_it_is_english() -> None:
    """A sentence that has no French is marked as English; one that has is not."""
    limits = [each for study in load().studies.values() for each in study.limits]
    both = next(each for each in limits if each.fr)
    assert in_language("w", both, "fr") == {"w": both.fr}
    assert in_language("w", both.model_copy(update={"fr": None}), "fr") == {"w": both.en, "w_lang": "en"}
    assert in_language("w", None, "fr") == {"w": None}


def test_disclaimers_are_told_in_both_languages() -> None:
    """Each that a label of the shelf bears has its sentence; another is told by its name."""
    borne = {
        line
        for path in (DEMO / "labels").glob("*.toml")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("disclaimers")
    }
    assert borne
    assert disclaimer("fda-not-evaluated", "fr").startswith("Ces mentions n’ont pas été évaluées")
    assert disclaimer("made-up-one", "en") == "made up one"
