# SPDX-License-Identifier: Apache-2.0
"""The examples of the API's how-to are run as they stand, and its reference names what there is."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.site.conftest import TODAY

from officinal.shop.catalogue.demo import load_demo

DOCS = Path(__file__).resolve().parents[2] / "docs"
HOW_TO = (DOCS / "how-to/use-the-api.md").read_text("utf-8")
REFERENCE = (DOCS / "reference/api.md").read_text("utf-8")
PRINTED = "http://127.0.0.1:8000"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", HOW_TO, re.DOTALL)


def _commands(block: str) -> list[tuple[str, str]]:
    """Each command of a console block with what it is said to answer; a command goes on after a backslash or quote."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        taken = 1
        while lines[taken - 1].endswith("\\") or "\n".join(lines[:taken]).count("'") % 2:
            taken += 1
        found.append(("\n".join(lines[:taken]), "\n".join(lines[taken:])))
    return found


def _like(said: str, got: str) -> bool:
    """Whether an answer is as said; an ellipsis stands for anything, and space does not count."""
    parts = [re.escape(re.sub(r"\s+", "", each)) for each in said.split("…")]
    return re.fullmatch(".*".join(parts), re.sub(r"\s+", "", got), re.DOTALL) is not None


@pytest.fixture
def demo(db: None) -> None:
    """The demonstration catalogue."""
    list(load_demo(as_of=TODAY, now=timezone.now()))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_examples_of_the_how_to_are_true(
    live_server: Any, demo: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command and every line of Python, in their order, against a site with the demonstration catalogue."""
    if shutil.which("curl") is None or shutil.which("bash") is None:
        pytest.skip("the examples are for curl")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = 0
    for block in _blocks("console"):
        for command, said in _commands(block):
            here = command.replace(PRINTED, live_server.url)
            got = subprocess.run(
                ["bash", "-c", here],
                cwd=tmp_path,
                env={**os.environ, "PATH": path},
                capture_output=True,
                text=True,
                check=False,
            )
            assert got.returncode == 0, (command, got.stderr)
            assert _like(said, got.stdout), (command, got.stdout[:3000])
            ran += 1
    assert ran >= 8
    source = "\n".join(_blocks("python")).replace(PRINTED, live_server.url)
    test = doctest.DocTestParser().get_doctest(source, {}, "use-the-api.md", "use-the-api.md", 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert not told, "".join(told)
    assert len(test.examples) >= 10


def test_the_reference_names_every_operation(client: Client, db: None) -> None:
    """Each with its method and address, and none that is not there."""
    described = client.get("/api/v1/openapi.json").json()
    there = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in described["paths"].items()
        for method in methods
    }
    assert set(re.findall(r"^\| `(GET|POST) (/[^`?]*)", REFERENCE, re.MULTILINE)) == there
    for path, methods in described["paths"].items():
        row = next(
            line
            for line in REFERENCE.splitlines()
            if re.match(rf"\| `\w+ {re.escape(path.removeprefix('/api/v1'))}`", line)
        )
        for operation in methods.values():
            for each in operation["parameters"]:
                assert f"`{each['name']}`" in row or f"{{{each['name']}}}" in row, (path, each["name"])


def test_the_reference_names_every_status(client: Client, db: None) -> None:
    """That any operation is described to answer."""
    described = client.get("/api/v1/openapi.json").json()
    there = {
        status for methods in described["paths"].values() for each in methods.values() for status in each["responses"]
    }
    assert {each for each in there if f"| {each} |" not in REFERENCE} == set()
