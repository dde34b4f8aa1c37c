# SPDX-License-Identifier: Apache-2.0
"""Resolve the dependencies that pyproject.toml names and write them, pinned and hashed, to requirements/.

    python3 tools/lock.py             keep the pins that still fit
    python3 tools/lock.py --upgrade   take the newest of everything

It needs nothing but Python: the resolver comes into a temporary environment.
One file serves every Python from the oldest that pyproject.toml allows, on every system.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

RESOLVER = "uv==0.13.9"
ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `make lock` from pyproject.toml. Do not edit: change pyproject.toml and run it again.\n"
FILES = {
    "requirements/site.txt": ("--extra", "site", "--extra", "postgres", "--extra", "stripe", "--group", "build"),
    "requirements/dev.txt": ("--extra", "site", "--extra", "stripe", "--group", "dev"),
    "requirements/bench.txt": (
        "--extra",
        "site",
        "--extra",
        "stripe",
        "--group",
        "dev",
        "--group",
        "bench",
        "--constraints",
        "requirements/dev.txt",
    ),
}


def main(arguments: list[str]) -> int:
    """Write each file of FILES; arguments are passed on to the resolver."""
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"].lstrip(">=")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        for name, groups in FILES.items():
            resolve(python, name, [*groups, "--python-version", oldest, *arguments])
            print(f"wrote {name}")
    return 0


def resolve(python: Path, name: str, options: list[str]) -> None:
    """Write one file: pins and hashes, and no word of where the packages were fetched from."""
    fixed = ("--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links")
    command = [python, "-m", "uv", "--quiet", "pip", "compile", "pyproject.toml", *fixed, *options, "-o", name]
    subprocess.run(command, cwd=ROOT, check=True)
    file = ROOT / name
    file.write_text(HEADER + file.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
