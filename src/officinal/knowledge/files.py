# SPDX-License-Identifier: Apache-2.0
"""The knowledge files as they stand on disk: one TOML file a thing, its stem its id, its folder its kind.

Used when knowledge is made or audited; a program that checks labels reads what was made of them (`load.py`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from officinal.errors import KnowledgeError
from officinal.knowledge import schema
from officinal.label.toml_lines import line_of

ROOT = Path(__file__).parent
KINDS: dict[str, type[schema.Model]] = {
    "sources": schema.Source,
    "populations": schema.Population,
    "purposes": schema.Purpose,
    "targets": schema.Target,
    "conditions": schema.Condition,
    "drug_classes": schema.DrugClass,
    "diseases": schema.Disease,
    "statements": schema.Statement,
    "markets": schema.Market,
    "studies": schema.Study,
    "substances": schema.Substance,
}
"""folder of knowledge/ to what a file in it holds"""


def paths(kind: str, root: Path = ROOT) -> list[Path]:
    """The files of one kind; substances are filed one folder deeper, by group."""
    return sorted((root / kind).glob("**/*.toml"))


def read_file(path: Path, model: type[schema.Model]) -> Any:
    """One knowledge file as its model; raises `KnowledgeError` that names the file, the line and the key."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise KnowledgeError(
            f"{path}: not UTF-8 text ({error.reason} at byte {error.start}); save it as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: not valid TOML ({error}); mend that line") from None
    try:
        read = model.model_validate(data)
    except ValidationError as error:
        problem = error.errors()[0]
        place = problem["loc"]
        key = ".".join(str(part) for part in place) or "the file"
        line = line_of(text, place) or 1
        raise KnowledgeError(f"{path}:{line}: {key}: {_said(problem)}; mend that key") from None
    if read.id != path.stem:  # type: ignore[attr-defined]
        raise KnowledgeError(f"{path}:{line_of(text, ('id',)) or 1}: id: it is not the file's name; call both the same")
    return read


def read_all(root: Path = ROOT) -> Iterator[tuple[str, Path, Any]]:
    """Every knowledge file: its kind, its path and what it holds; stops at the first that is broken."""
    for kind, model in KINDS.items():
        for path in paths(kind, root):
            yield kind, path, read_file(path, model)


def _said(problem: Any) -> str:
    message: str = problem["msg"]
    return {"extra_forbidden": "there is no such key here", "missing": "this key is needed here"}.get(
        problem["type"], message.removeprefix("Value error, ")
    )
