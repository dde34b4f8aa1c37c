# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import officinal.label

ROOT = Path(__file__).parent.parent
FOLDERS = ("src", "tests", "tools", "bench")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if path.stat().st_size)
TEST_MODULES = sorted((ROOT / "tests").rglob("test_*.py"))
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_module_names_its_licence(path: Path) -> None:
    """The first line of a module says under which licence it stands."""
    assert path.read_text("utf-8").splitlines()[0] == "# SPDX-License-Identifier: Apache-2.0"


@pytest.mark.parametrize("path", TEST_MODULES, ids=_name)
def test_each_test_says_what_it_proves(path: Path) -> None:
    """A test has a docstring, and a reader of the docstrings alone learns what holds."""
    functions = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))
    tests = [node for node in functions if node.name.startswith("test_")]
    assert [node.name for node in tests if not ast.get_docstring(node)] == []


def test_each_package_has_its_place_in_the_order_of_packages() -> None:
    """A new package is put among the layers, so that what it may import is decided and checked."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {layer.strip("()") for contract in contracts for layer in contract.get("layers", [])}
    parts = (path for path in (ROOT / "src/officinal").iterdir() if path.suffix == ".py" or [*path.glob("*.py")])
    names = {f"officinal.{path.stem}" for path in parts if not path.name.startswith(("_", "."))}
    assert names - layers == set()


def _ticked(guide: Path) -> list[str]:
    """What stands between backticks in a guide's prose; blocks of code are left out."""
    prose = re.sub(r"^```.*?^```", "", guide.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


@pytest.mark.parametrize("guide", GUIDES, ids=_name)
def test_each_path_in_a_guide_exists(guide: Path) -> None:
    """A guide sends nobody to a file or folder that is not there; <place> and * stand for any name."""
    files = re.compile(r"[\w.-]+\.(md|toml|py|txt)|(?!/)[\w.<>*-]*(/[\w.<>*-]+)+/?|[\w.-]+/")
    paths = [words for words in _ticked(guide) if files.fullmatch(words)]
    found = {path: list(ROOT.glob(re.sub("<[a-z]+>", "*", path).rstrip("/"))) for path in paths}
    assert [path for path in paths if not found[path]] == []


@pytest.mark.parametrize("guide", GUIDES, ids=_name)
def test_each_make_command_in_a_guide_exists(guide: Path) -> None:
    """A guide names no target that the Makefile lacks."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {words.split()[1] for words in _ticked(guide) if words.startswith("make ")}
    assert named - targets == set()


def test_what_the_label_package_offers_is_sorted_and_real() -> None:
    """The list of public names is in order, names nothing that is missing and misses no class or function."""
    offered = officinal.label.__all__
    assert offered == sorted(offered, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    public = {name for name, value in vars(officinal.label).items() if callable(value) and not name.startswith("_")}
    assert public <= set(offered)
    assert all(hasattr(officinal.label, name) for name in offered)
