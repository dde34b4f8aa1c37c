# SPDX-License-Identifier: Apache-2.0
"""The command that checks: what it writes in each form, how it exits, what it refuses."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sarif_pydantic import Sarif
from tests.cli.conftest import Run

LABEL = """schema = "officinal.label/1"
brand = "Tidewell"
name = "Magnesium"
licence_number = "80012345"
dosage_form = "capsule"

[serving]
count = "1"
unit = "capsule"

[[medicinal_ingredients]]
name = "Magnesium"
substance = "magnesium"
amount = { value = "300", unit = "mg" }

[[medicinal_ingredients]]
amount = { value = "5", unit = "mg" }

[[directions]]
population = "adult"
per = "day"
servings = { min = "2", max = "2", unit = "capsule" }
"""
CHECK = ("--market", "ca", "--as-of", "2026-11-25", "--select", "R001,D102")


@pytest.fixture
def label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A label file with one nameless amount and one dose above its monograph, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "magnesium.toml"
    path.write_text(LABEL, encoding="utf-8")
    return path


def test_the_text_shows_the_line_and_what_to_do(run: Run, label: Path) -> None:
    """Each finding stands at its line, with carets, a message, an advice and its provision; the sum closes."""
    result = run("check", label.name, *CHECK)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith("magnesium.toml:16:1: ✕ error R001 amount-without-name") for line in lines)
    assert any(line.startswith("magnesium.toml:11:1: ✕ error D102") for line in lines)
    assert any(set(line.strip(" │")) == {"^"} for line in lines)
    assert sum(line.startswith("  → ") for line in lines) == 2
    assert lines[-1].startswith("2 errors in magnesium.toml · market ca, regime former, as of 2026-11-25")


def test_json_has_the_promised_form(run: Run, label: Path) -> None:
    """The keys that others build on, in every finding."""
    data = json.loads(run("check", label, *CHECK, "--format", "json").stdout)
    assert {"market": data["market"], "as_of": data["as_of"], "regime": data["regime"]} == {
        "market": "ca",
        "as_of": "2026-11-25",
        "regime": "former",
    }
    for finding in data["findings"]:
        assert finding.keys() >= {"code", "severity", "message", "pointer", "span", "excerpt", "advice", "provision"}
        assert finding["provision"].keys() >= {"document", "section", "date", "url"}
    dose = next(each for each in data["findings"] if each["code"] == "D102")
    assert (dose["pointer"], dose["numbers"]["most"], dose["numbers"]["limit"]) == (
        "/medicinal_ingredients/0",
        "600",
        "500",
    )


def test_a_page_gives_spans_into_its_text(run: Run, label_text: Path) -> None:
    """What was read from a text carries the place in that text."""
    text = label_text.read_text(encoding="utf-8").replace("Zinc (as zinc gluconate) 15 mg", "15 mg")
    label_text.write_text(text, encoding="utf-8")
    (finding,) = json.loads(run("check", label_text, *CHECK, "--format", "json").stdout)["findings"]
    start, end = finding["span"]
    assert text[start:end] == finding["excerpt"] == "15 mg"


def test_several_sources_are_one_line_of_json_each(run: Run, label: Path) -> None:
    """Each line names its source."""
    lines = run("check", label.name, label.name, *CHECK, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["magnesium.toml"] * 2


def test_sarif_is_valid_and_names_line_and_rule(run: Run, label: Path) -> None:
    """A reader of SARIF 2.1.0 of another make accepts it, and finds each result's place."""
    text = run("check", label.name, *CHECK, "--format", "sarif").stdout
    sarif = Sarif.model_validate_json(text)
    (one,) = sarif.runs
    assert {each.id for each in one.tool.driver.rules} == {"R001", "D102"}
    places = {each.rule_id: each.locations[0].physical_location for each in one.results}
    assert places["R001"].region.start_line == 16
    assert places["R001"].artifact_location.uri == "magnesium.toml"


def test_github_gets_one_annotation_a_finding(run: Run, label: Path) -> None:
    """Workflow commands, with file, line and title; nothing in them can end the command early."""
    lines = run("check", label.name, *CHECK, "--format", "github").stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("::error file=magnesium.toml,title=") for line in lines)
    assert any("line=16" in line for line in lines)


def test_html_is_a_whole_page_that_loads_nothing(run: Run, label: Path) -> None:
    """Every element is closed, the language is said, nothing comes from elsewhere."""

    class Balance(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    page = run("check", label.name, *CHECK, "--format", "html", "--lang", "fr").stdout
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert '<html lang="fr">' in page
    assert "<script" not in page
    assert 'src="' not in page
    assert "Constats" in page


def test_hostile_words_stay_words(run: Run, label: Path) -> None:
    """A name full of markup and control codes cannot escape into the page or command the terminal."""
    hostile = "<script>alert(1)</script>\\u001b[31m\\u202e::error::"
    text = LABEL.replace('[[medicinal_ingredients]]\namount = { value = "5", unit = "mg" }\n', "")
    label.write_text(text.replace('name = "Magnesium"\nlicence', f'name = "{hostile}"\nlicence'), encoding="utf-8")
    (label.parent / "officinal.toml").write_text('[check]\nmarket = "ca"\n', encoding="utf-8")
    page = run("check", label.name, "--format", "html").stdout
    assert "<script>" not in page
    assert "\x1b" not in run("check", label.name).stdout
    assert "\n::error::" not in run("check", label.name, "--format", "github").stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "info"), 1),
        (("--select", "O"), 0),
        (("--select", "R001", "--ignore", "R001"), 0),
    ],
)
def test_the_exit_code_says_whether_something_was_found(
    run: Run, label: Path, options: tuple[str, ...], code: int
) -> None:
    """0 clean, 1 findings at or above --fail-on."""
    base = ("--market", "ca", "--as-of", "2026-11-25")
    chosen = () if any(each in ("--select", "--ignore") for each in options) else ("--select", "R001,D102")
    assert run("check", label, *base, *chosen, *options).exit_code == code


def test_an_accepted_finding_does_not_fail(run: Run, label: Path) -> None:
    """Accepted in the label's own file with a reason, at one place; the other finding still fails."""
    accepted = '[[accepted]]\ncode = "R001"\nreason = "The name is withheld until launch."\npointer = "/medicinal_ingredients/1"\n'
    label.write_text(f"{LABEL}\n{accepted}", encoding="utf-8")
    result = run("check", label, *CHECK)
    assert "accepted: The name is withheld until launch." in result.stdout
    assert "1 error, 1 accepted" in result.stdout.splitlines()[-1]
    assert run("check", label, *CHECK, "--select", "R001").exit_code in (0, 1)
    assert run("check", label, "--market", "ca", "--as-of", "2026-11-25", "--select", "R001").exit_code == 0


def test_the_project_file_sets_what_the_command_does_not(run: Run, label: Path) -> None:
    """The nearest officinal.toml speaks where the command line is silent."""
    (label.parent / "officinal.toml").write_text(
        '[check]\nmarket = "ca"\nas-of = 2026-11-25\nselect = ["R001"]\nfail-on = "never"\n', encoding="utf-8"
    )
    result = run("check", label.name)
    assert result.exit_code == 0
    assert "1 error in magnesium.toml" in result.stdout
    assert run("check", label.name, "--fail-on", "error").exit_code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[check]\nmarkt = "ca"\n', "officinal.toml:2: check.markt: there is no such key; those there are: market,"),
        ('[check]\nmarket = "ca"\nselect = "R"\n', "officinal.toml:3: check.select: write a list of codes"),
        ("[check]\nmarket = ca\n", "officinal.toml: not valid TOML"),
        ("[checks]\n", "officinal.toml:1: checks: there is no such table"),
    ],
)
def test_a_broken_project_file_is_named(run: Run, label: Path, text: str, said: str) -> None:
    """File, line and key, and what there is instead."""
    (label.parent / "officinal.toml").write_text(text, encoding="utf-8")
    result = run("check", label.name)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--market", "mars"), "there is no market 'mars'; choose one of ca, eu, uk, us"),
        (("--market", "ca", "--as-of", "tomorrow"), "there is no date 'tomorrow'; write it as 2026-11-25"),
        (("--market", "ca", "--regime", "new"), "market ca has no labelling regime 'new'; it has former, facts-table"),
        (("--market", "ca", "--as-of", "2030-01-01", "--regime", "former"), "is not lawful in market ca on 2030-01-01"),
        (("--market", "ca", "--select", "Z9"), "no rule's code begins with 'Z9'; families are R (reading),"),
        (("--market", "ca", "--licence", "nowhere.json"), "nowhere.json: cannot be opened"),
        ((), "Say whose rules with --market (ca, eu, uk, us)"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(
    run: Run, label: Path, options: tuple[str, ...], said: str
) -> None:
    """Market, date, regime, code, file: each refusal lists what there is."""
    result = run("check", label, *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_broken_label_file_is_named_with_its_place(run: Run, label: Path) -> None:
    """A label that is no record is refused, and another source beside it is still checked."""
    bad = label.parent / "bad.toml"
    bad.write_text('name = "X"\nvolume = 3\n', encoding="utf-8")
    alone = run("check", bad.name, *CHECK)
    assert (alone.exit_code, "bad.toml: /volume" in alone.stderr) == (2, True)
    both = run("check", bad.name, label.name, *CHECK)
    assert both.exit_code == 2
    assert "D102" in both.stdout


def test_a_licence_beats_the_monograph(run: Run, label: Path) -> None:
    """With the product's licence the monograph's maximum rests."""
    licence = label.parent / "licence.json"
    licence.write_text(
        json.dumps({"productlicence": [{"lnhpd_id": 1, "licence_number": "80012345", "product_name": "Magnesium"}]})
    )
    codes = [
        each["code"]
        for each in json.loads(run("check", label, *CHECK, "--licence", licence, "--format", "json").stdout)["findings"]
    ]
    assert codes == ["R001"]


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"productlicence": 3}', "{", '{"productlicence": [{"licence_number": 0}]}']
)
def test_what_is_no_licence_is_refused(run: Run, label: Path, text: str) -> None:
    """The error names the file, the place and the form that is wanted."""
    licence = label.parent / "licence.json"
    licence.write_text(text, encoding="utf-8")
    result = run("check", label, *CHECK, "--licence", licence)
    assert result.exit_code == 2
    assert "licence.json: " in result.stderr
    assert "give the JSON of one licence" in result.stderr


def test_explain_prints_a_rule_and_lists_them_all(run: Run) -> None:
    """By code or by name; one line each in the list; an unknown code is refused."""
    page = run("explain", "d102").stdout
    assert page.startswith("# D102 above-monograph-maximum")
    assert "- Provision: " in page
    assert run("explain", "above-monograph-maximum").stdout == page
    lines = run("explain", "--list").stdout.splitlines()
    assert any(line.startswith("D102  error    ca     above-monograph-maximum: ") for line in lines)
    refused = run("explain", "X999")
    assert (refused.exit_code, "there is no rule 'X999'" in refused.stderr) == (2, True)


def test_show_prints_what_is_known_with_sources(run: Run) -> None:
    """Under any name that a label prints; an unknown name is refused with what is near."""
    text = run("show", "Magnésium", "--as-of", "2026-11-25").stdout
    assert "magnesium / magnésium (nutrient)" in text
    assert "us  upper              adult                 350 mg, supplemental" in text
    assert "60.30 % (anhydrous)" in text
    assert json.loads(run("show", "magnesium", "--format", "json").stdout)["element"] == "Mg"
    refused = run("show", "magnesum oxyde of the moon")
    assert refused.exit_code == 2


def test_knowledge_audit_says_that_it_is_sound(run: Run) -> None:
    """The knowledge that comes with Officinal passes its own audit."""
    result = run("knowledge", "audit")
    assert (result.exit_code, result.stdout.startswith("sound: ")) == (0, True), result.stdout
