# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import ROOT, Run, command

from officinal.cli import main as main_module
from officinal.cli.main import main


def test_help_names_the_commands(run: Run) -> None:
    """Help lists the commands with a line about each."""
    assert "read " in run("--help").stdout


def test_version_is_shown(run: Run) -> None:
    """The version is one line."""
    result = run("--version")
    assert (result.exit_code, result.stdout.split()[0], len(result.stdout.splitlines())) == (0, "officinal", 1)


def test_an_unknown_command_is_refused(run: Run) -> None:
    """A command that does not exist ends with exit code 2."""
    assert run("brew").exit_code == 2


def test_starting_imports_nothing_that_is_not_needed() -> None:
    """The command starts without the readers, the terminal's library and the web."""
    code = "import officinal.cli.main, officinal.cli.read, sys; print(*sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"rich", "pydantic", "officinal.reading", "tomli_w", "http.client", "ssl"} & set(loaded)


def test_reading_as_json_imports_nothing_for_eyes_or_the_web(label_text: Path) -> None:
    """A file is read as JSON without the terminal's library, the TOML writer and the web."""
    code = (
        "import sys; from officinal.cli.main import main\n"
        f"main(['read', {str(label_text)!r}, '--format', 'json'], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    ).stderr.split()
    assert not {"rich", "rich.console", "tomli_w", "http.client", "ssl"} & set(loaded)


def test_a_program_of_its_own_writes_utf8_to_a_pipe() -> None:
    """What is piped is UTF-8 wherever it runs."""
    locale = {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out, errors = command("read", "--example", env=locale).communicate(timeout=60)
    assert "━" in out.decode("utf-8")
    assert errors == b""


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """When what reads the output closes it, the command ends without a word."""
    running = command("read", "--example", "--explain")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert (running.wait(timeout=60), running.stderr.read()) == (128 + signal.SIGPIPE, b"")
    running.stderr.close()


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who stops the command gets no traceback."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("officinal.cli.show.read", stop)
    result = CliRunner().invoke(main, ["read", "--example"])
    assert (result.exit_code, result.output) == (130, "")


def test_ctrl_c_while_waiting_for_input_is_quiet() -> None:
    """The signal itself, sent while standard input is waited for, ends the program without a word."""
    there, here = os.pipe()
    code = "import os, signal, threading; threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
    code += "from officinal.cli.main import main; main(['read', '-'])"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(
        [sys.executable, "-c", code], stdin=there, env=env, capture_output=True, timeout=60, check=False
    )
    os.close(there)
    os.close(here)
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")


def test_the_bar_is_shown_on_a_terminal_only(label_text: Path) -> None:
    """Several sources are counted on standard error where a person watches it; the lines are not touched."""
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "officinal", "read", str(label_text), str(label_text), "--format", "json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"}
    with subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave) as running:
        out = running.communicate(timeout=60)[0]
    os.close(slave)
    seen = os.read(master, 100_000)
    os.close(master)
    assert b"Reading" in seen
    assert [json.loads(line)["label"]["name"] for line in out.splitlines()] == ["Zinc Drops"] * 2


def test_output_without_a_file_behind_it_can_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard output is no file of the system, nothing is done."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    main_module._forget_output()
