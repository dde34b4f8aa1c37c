# SPDX-License-Identifier: Apache-2.0
"""`officinal products`: the same way in and out from the command line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.shop.exchange.tables import table

from officinal.cli.main import main
from officinal.shop.models import Product


def run(*args: object) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(main, ["products", *map(str, args)])


def test_a_table_is_shown_and_only_kept_when_asked(shelf: dict[str, Product], tmp_path: Path) -> None:
    """Without --apply nothing is kept; each line is told; a refused one makes the exit code 1."""
    file = tmp_path / "prices.csv"
    file.write_bytes(table(["slug", "price"], [["magnesium", "30"], ["plain", "24.90"], ["zinc", "9"]]))
    looked = run("import", file)
    assert looked.exit_code == 1, looked.output
    assert "~ line 2 magnesium (changed)\n    price: 24.90 → 30.00" in looked.stdout
    assert "✕ line 4 zinc: " in looked.stdout
    assert "plain" not in looked.stdout
    assert "0 new, 1 changed, 1 unchanged, 1 refused; nothing is kept without --apply" in looked.stdout
    assert Product.objects.get(slug="magnesium").price == Decimal("24.90")
    assert run("import", file, "--apply").exit_code == 1
    assert Product.objects.get(slug="magnesium").price == Decimal("30.00")


def test_what_the_command_takes_out_it_takes_in_again(shelf: dict[str, Product], tmp_path: Path) -> None:
    """To a file, whole or not at all, and to standard output, the same."""
    file = tmp_path / "products.csv"
    assert run("export", file).exit_code == 0
    assert run("export", "-").stdout_bytes == file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["products.csv"]
    again = run("import", file, "--all")
    assert (again.exit_code, again.stdout.count("(unchanged)")) == (0, 2)
    assert run("export", tmp_path / "no" / "where.csv").exit_code == 2


@pytest.mark.parametrize("data", [b"", b"colour\nblue\n", b"%PDF-1.4"])
def test_a_file_that_is_no_table_is_one_line_of_error(db: None, tmp_path: Path, data: bytes) -> None:
    """It names the file, and the exit code is 2."""
    file = tmp_path / "wares.csv"
    file.write_bytes(data)
    told = run("import", file)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("officinal: wares.csv: ")
    assert told.stderr.count("\n") == 1
