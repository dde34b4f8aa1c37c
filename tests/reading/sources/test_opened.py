# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from officinal.errors import AddressRefused, SourceError
from officinal.reading.sources import Opened, open_source
from officinal.reading.sources.opened import MOST_BYTES


class _Endless(io.RawIOBase):
    """Standard input that never ends, and counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        """As many bytes as are asked for."""
        assert size >= 0, "all of an endless stream was asked for"
        self.taken += size
        return b"x" * size


def _error(source: str | Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        open_source(str(source))
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    """A file gives its bytes under the name it was asked for by."""
    page = tmp_path / "page.html"
    page.write_bytes(b"<p>Magnesium</p>")
    assert open_source(str(page)) == Opened(str(page), b"<p>Magnesium</p>", None, None)


def test_standard_input_is_a_dash() -> None:
    """A dash reads the stream that was given as standard input."""
    assert open_source("-", stdin=io.BytesIO(b"Magnesium")) == Opened("standard input", b"Magnesium", None, None)


def test_standard_input_in_small_pieces_is_read_whole() -> None:
    """A pipe that gives a little at a time is read to its end."""
    read, write = os.pipe()
    with os.fdopen(read, "rb", buffering=0) as stream:
        os.write(write, b"Magne")
        os.write(write, b"sium")
        os.close(write)
        assert open_source("-", stdin=stream).data == b"Magnesium"


def test_endless_standard_input_is_refused_at_the_bound() -> None:
    """Standard input without end is left after one byte more than the bound."""
    endless = _Endless()
    with pytest.raises(SourceError, match="holds more than the 16 MiB"):
        open_source("-", stdin=endless)  # type: ignore[arg-type]
    assert endless.taken == MOST_BYTES + 1


def test_closed_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any standard input the error says so instead of failing."""
    monkeypatch.setattr("sys.stdin", None)
    assert str(_error("-")) == "standard input: is closed; name a file or a web address"


def test_a_file_beyond_the_bound_is_refused_by_its_size(tmp_path: Path) -> None:
    """A huge file is refused from its size alone, with the size and the way on."""
    huge = tmp_path / "huge.html"
    with huge.open("wb") as file:
        file.truncate(40 * 2**30)
    assert str(_error(huge)) == (
        f"{huge}: holds 40960 MiB, more than the 16 MiB that are read; save the product's own page alone and name that"
    )


def test_a_file_at_the_bound_is_read(tmp_path: Path) -> None:
    """A file of just the bound is still read."""
    page = tmp_path / "page.html"
    page.write_bytes(b"x" * MOST_BYTES)
    assert len(open_source(str(page)).data) == MOST_BYTES


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.html", "there is no such file"),
        ("folder", "is a directory"),
        ("empty.html", "is empty"),
        ("blank.html", "is empty"),
        ("pipe", "is a device, pipe or socket"),
        ("socket", "is a device, pipe or socket"),
        ("page.html/inside", "cannot be opened"),
        ("loop", "cannot be opened"),
        ("x" * 5000, "cannot be opened"),
        ("nul\0.html", "cannot be opened"),
        ("half\udc80character\ud800.html", "cannot be opened"),
    ],
)
def test_what_is_no_readable_file_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, problem: str
) -> None:
    """Each way in which a file cannot be read gives one clear line, at once."""
    (tmp_path / "page.html").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.html").touch()
    (tmp_path / "blank.html").write_text(" \n\t")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as unix:
        monkeypatch.chdir(tmp_path)
        unix.bind("socket")
        assert problem in str(_error(f"{tmp_path}/{name}"))


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_devices_are_refused(device: str) -> None:
    """A device is never read from."""
    assert "is a device, pipe or socket" in str(_error(device))


def test_a_file_one_may_not_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without leave to read says that leave is missing."""
    page = tmp_path / "page.html"
    page.write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "may not be read" in str(_error(page))


def test_an_empty_name_is_refused() -> None:
    """No name at all is answered with what may be named."""
    assert "no source is named" in str(_error(""))


def test_a_name_with_line_ends_stays_one_short_line() -> None:
    """A page's text given where a name belongs is shown cut, on one line."""
    text = str(_error("Magnesium\n200 mg\x1b[31m" * 50))
    assert len(text) < 400
    assert "\x1b" not in text


@pytest.mark.parametrize("source", ["ftp://example.com/", "file:///etc/passwd", "gopher://x/", "JAVASCRIPT://x"])
def test_other_schemes_are_refused(source: str) -> None:
    """An address that is not of the web is not opened as one, nor as a file."""
    with pytest.raises(AddressRefused, match="addresses are not opened"):
        open_source(source)


def test_a_web_address_is_fetched() -> None:
    """An address of the web goes through the checks of the web, whatever the case of its scheme."""
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1 is not on the public internet"):
        open_source("HTTP://127.0.0.1/")
