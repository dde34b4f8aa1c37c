# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command share: pages to read, and ways to run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from officinal.cli.main import main
from officinal.cli.read import EXAMPLE

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT.parent / "shared" / "seed" / "magnesium-synergy.txt"
LABEL_TEXT = """Tidewell
Zinc Drops

Medicinal ingredients
Zinc (as zinc gluconate) 15 mg
Non-medicinal ingredients: water, glycerin
Directions: Adults: take 1 drop once daily.
Keep out of reach of children.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process, 80 columns wide, without colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return lambda *args, **options: CliRunner().invoke(main, [str(each) for each in args], **options)


@pytest.fixture
def label_text(tmp_path: Path) -> Path:
    """A label's text in a file."""
    path = tmp_path / "zinc-drops.txt"
    path.write_text(LABEL_TEXT, encoding="utf-8")
    return path


@pytest.fixture(params=[EXAMPLE, SEED], ids=["example", "seed"])
def page(request: pytest.FixtureRequest) -> Path:
    """A whole page: the example, and the seed where it lies beside the checkout."""
    path: Path = request.param
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


def command(*args: object, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The command as a program of its own."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})}
    words = [sys.executable, "-m", "officinal", *map(str, args)]
    return subprocess.Popen(words, env=whole, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
