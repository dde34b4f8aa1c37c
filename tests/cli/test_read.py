# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import LABEL_TEXT, Run

from officinal.label import from_dict, from_toml, to_dict
from officinal.label.as_jsonld import to_jsonld
from officinal.reading import read


def test_json_is_the_whole_reading(run: Run, page: Path) -> None:
    """The json format gives the record, the place of each value, what was not read, and the share that was."""
    result = run("read", page, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == read(str(page)).to_dict()
    assert result.stdout.startswith('{\n  "label": {')


def test_json_of_a_text_leaves_the_text_out(run: Run, label_text: Path) -> None:
    """The places in a text file point into that file, so the text is not repeated."""
    assert "text" not in json.loads(run("read", label_text, "--format", "json").stdout)


def test_json_of_a_web_page_has_the_text_that_the_places_point_into(run: Run) -> None:
    """Of a web page the visible text is given, for the places are not those of the HTML."""
    data = json.loads(run("read", "--example", "--format", "json").stdout)
    start, end = data["spans"]["/brand"]
    assert data["text"][start:end] == data["label"]["brand"]


def test_toml_is_the_record(run: Run, page: Path) -> None:
    """The toml format is the record alone, and reads back as the same record."""
    result = run("read", page, "--format", "toml")
    assert (result.exit_code, from_toml(result.stdout)) == (0, read(str(page)).label)


def test_jsonld_is_the_product_for_search_engines(run: Run, page: Path) -> None:
    """The jsonld format is the record in schema.org's words."""
    assert json.loads(run("read", page, "--format", "jsonld").stdout) == to_jsonld(read(str(page)).label)


@pytest.mark.parametrize("form", ["pretty", "toml", "json", "jsonld"])
def test_the_same_source_gives_the_same_bytes(run: Run, form: str) -> None:
    """Nothing in the output depends on the moment or the run."""
    first, second = (run("read", "--example", "--format", form).stdout_bytes for _ in range(2))
    assert first == second != b""


def test_standard_input_is_read(run: Run) -> None:
    """A text can be piped in; its name is "-"."""
    result = run("read", "-", "--format", "toml", input=LABEL_TEXT)
    assert (result.exit_code, from_toml(result.stdout).name) == (0, "Zinc Drops")


def test_several_sources_are_one_line_of_json_each(run: Run, label_text: Path, page: Path) -> None:
    """Each line names its source first, and the lines stand in the order of the sources."""
    lines = run("read", page, label_text, "--format", "json").stdout.splitlines()
    records = [json.loads(line) for line in lines]
    assert [next(iter(record.items())) for record in records] == [("source", str(page)), ("source", str(label_text))]
    assert from_dict(records[1]["label"]) == read(str(label_text)).label


def test_a_source_that_fails_does_not_stop_the_others(run: Run, label_text: Path) -> None:
    """The failure is one line on standard error, and the exit code tells of it at the end."""
    result = run("read", label_text, "no-such-page.html", label_text, "--format", "json")
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.startswith("officinal: no-such-page.html: there is no such file; ")
    assert len(result.stderr.splitlines()) == 1


def test_several_sources_as_toml_each_stand_under_their_name(run: Run, label_text: Path) -> None:
    """A comment says which source the record below it is of."""
    result = run("read", label_text, label_text, "--format", "toml")
    records = result.stdout.split(f"# {label_text}\n")[1:]
    assert [to_dict(from_toml(record)) for record in records] == [to_dict(read(str(label_text)).label)] * 2


def test_several_sources_as_jsonld_are_one_line_each(run: Run, label_text: Path) -> None:
    """A heading would make the lines no JSON, so there is none."""
    result = run("read", label_text, label_text, "--format", "jsonld")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [to_jsonld(read(str(label_text)).label)] * 2


def test_several_sources_for_eyes_each_stand_under_their_name(run: Run, label_text: Path, page: Path) -> None:
    """The name of the source stands above its record."""
    lines = run("read", label_text, page).stdout.splitlines()
    assert [line for line in lines if line in (str(label_text), str(page))] == [str(label_text), str(page)]


def test_a_long_name_of_a_source_is_not_broken(run: Run, label_text: Path, tmp_path: Path) -> None:
    """It can be copied, however narrow the page is."""
    far = tmp_path / ("deep-" * 30) / label_text.name
    far.parent.mkdir()
    far.write_bytes(label_text.read_bytes())
    assert str(far) in run("read", far, label_text).stdout.splitlines()


def test_a_missing_file_is_one_line_and_exit_code_2(run: Run) -> None:
    """The line names the file, what is wrong, and the way on."""
    result = run("read", "no-such-page.html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("officinal: no-such-page.html: there is no such file; ")
    assert len(result.stderr.splitlines()) == 1


def test_a_directory_is_refused(run: Run, tmp_path: Path) -> None:
    """A directory holds many pages, and none of them is guessed."""
    result = run("read", tmp_path)
    assert (result.exit_code, result.stderr) == (2, f"officinal: {tmp_path}: is a directory; name one file in it\n")


def test_a_page_without_a_product_is_refused(run: Run, tmp_path: Path) -> None:
    """A recipe gives no empty record but the reason why it is none."""
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Lemon cake\n\nTwo eggs, one cup of flour, and the juice of a lemon. Bake it for an hour.\n")
    result = run("read", recipe)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this is no product page" in result.stderr


def test_a_private_address_is_refused_unless_it_is_allowed(run: Run) -> None:
    """A page on one's own machine is opened only on request."""
    assert "not on the public internet" in run("read", "http://127.0.0.1/label").stderr
    allowed = run("read", "http://127.0.0.1:1/label", "--allow-private-addresses")
    assert allowed.exit_code == 2
    assert "not on the public internet" not in allowed.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["read", "--example", "page.html"],
        ["read", "--example", "--explain", "--format", "json"],
        ["read", "--format", "toml"],
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, words: list[str]) -> None:
    """Options that contradict each other, and a command without a source, end with a hint and exit code 2."""
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_the_name_of_a_file_cannot_command_the_terminal(run: Run) -> None:
    """Control codes in a name are not written as they are."""
    result = run("read", "\x1b[31mred.html", "\x1b]0;title\x07.html")
    assert result.exit_code == 2
    assert not {"\x1b", "\x07"} & set(result.output)
