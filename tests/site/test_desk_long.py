# SPDX-License-Identifier: Apache-2.0
"""A long source at the desk: all of it is checked, the page shows a bounded part and says so, the files hold all."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.site.desk import TEXT, answered, checked, codes

from officinal.site.desk.marks import MOST_PIECES, MOST_SHOWN
from officinal.site.desk.record import MOST_LISTED
from officinal.site.desk.shown import MOST_TOLD

pytestmark = pytest.mark.django_db
_CLAIMS = [f"Helps cure cancer of the {at}th kind." for at in range(400)]
_HEAD, _, _REST = TEXT.partition("Medicinal")
_LONG = "\n".join((_HEAD, *_CLAIMS, f"Medicinal{_REST}", *["and so it goes on, without an end"] * 3_000))


def test_a_long_source_is_shown_in_part(client: Client) -> None:
    """Pieces, findings and entries have their bounds, each cut is told, and every link on the page leads somewhere."""
    response = checked(client, text=_LONG)
    page, shown = answered(response), response.context
    assert response.status_code == 200
    assert len(shown["findings"]) == MOST_TOLD
    assert shown["untold"] == len(shown["report"].findings) - MOST_TOLD > 0
    assert len(shown["pieces"]) <= MOST_PIECES
    assert sum(len(each.text) for each in shown["pieces"]) <= MOST_SHOWN < len(_LONG)
    assert any(section.cut for section in shown["record"])
    assert max(len(section.items) for section in shown["record"]) <= 3 * MOST_LISTED
    assert response.content.decode().count("goes-on") >= 3
    assert set(page.inner_links) <= set(page.ids)


def test_its_files_hold_all(client: Client) -> None:
    """What is taken away has every finding and every claim, and the form still has the whole source."""
    response = checked(client, text=_LONG)
    found = len(response.context["report"].findings)
    assert answered(response).form["text"].replace("\r", "").strip() == _LONG.strip()
    assert len(codes(checked(client, text=_LONG, download="sarif").content.decode())) == found > MOST_TOLD
    record = json.loads(checked(client, text=_LONG, download="record-json").content)
    assert len(record["claims"]) > MOST_LISTED


def test_an_ordinary_page_is_shown_whole(client: Client) -> None:
    """Nothing says that it goes on where all of it is there."""
    response = checked(client, text=TEXT)
    assert "".join(each.text for each in response.context["pieces"]) == TEXT
    assert "goes-on" not in response.content.decode()
