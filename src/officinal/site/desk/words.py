# SPDX-License-Identifier: Apache-2.0
"""What the desk says when something cannot be read: one or two plain sentences in the visitor's language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from officinal.errors import NotAProduct, OfficinalError, RecordError, SourceError


class NotTaken(OfficinalError):
    """What was asked for cannot be done; its text is in the visitor's language already."""


def said(error: OfficinalError) -> str:
    """Why, and what to do, in the visitor's language."""
    if isinstance(error, NotTaken):
        return str(error)
    if isinstance(error, NotAProduct):
        return _no_product(error)
    if isinstance(error, SourceError):
        return _source(error)
    if isinstance(error, RecordError):
        return _record(error)
    return str(error) if get_language() != "fr" else _("This cannot be checked; look at what was chosen and try again.")


def _no_product(error: NotAProduct) -> str:
    why = _WHY.get(str(error.said.get("why")))
    if why is None:
        return _("This is no product page. Give the page of one product, or the text of its label.")
    return _("This is no product page: %(why)s. Give the page of one product, or the text of its label.") % {"why": why}


def _source(error: SourceError) -> str:
    if error.kind == "no-text":
        return str(next((words for mark, words in _NO_TEXT if mark in str(error.said["what"])), _NO_TEXT_AT_ALL))
    words = _SOURCES.get(error.kind)
    return _("This could not be read. Copy the page’s text and paste it.") if words is None else words % error.said


def _record(error: RecordError) -> str:
    line, _colon, column = error.place.partition(":")
    if error.kind in ("toml", "json"):
        form = error.kind.upper()
        if not column:
            return _("This is not valid %(form)s; mend the file.") % {"form": form}
        return _("This is not valid %(form)s: look at line %(line)s, column %(column)s.") % {
            "form": form,
            "line": line,
            "column": column,
        }
    if not error.place:
        return _("This is no label record; docs/reference/record.md says what one holds.")
    problem = _RECORD.get(error.kind, later("what stands there cannot be used"))
    return _("This is no label record yet: at %(place)s, %(problem)s.") % {"place": error.place, "problem": problem}


_SOURCES = {
    "no-address": later("This is not a web address. Write it as your browser shows it, beginning with https://."),
    "scheme": later("Only addresses that begin with https:// or http:// are opened."),
    "user-name": later("The address holds a user name or a password. Give it without them."),
    "port": later("The address asks for port %(port)s; only 80 and 443 are opened."),
    "private": later(
        "This address is not on the public internet, so we do not go there. Paste the page’s text instead."
    ),
    "redirects": later(
        "The address only leads on to other addresses. Open the page in your browser, save it, and choose the file."
    ),
    "time-out": later(
        "The site took longer than %(seconds)g seconds. Try again later, or save the page and choose it."
    ),
    "unknown-host": later("There is no site of that name. Look for a typing error in the address."),
    "certificate": later("The site cannot prove that it is who it says, so we did not read it. Check the address."),
    "cut-short": later("The page ended before it was complete. Try again, or save the page and choose the file."),
    "not-understood": later(
        "The site’s answer cannot be understood. Open the page in your browser, save it, and choose the file."
    ),
    "no-connection": later("The site does not answer. Try again later, or save the page and choose the file."),
    "not-found": later("The site says that there is no such page (%(status)s). Check the address."),
    "status": later(
        "The site did not give the page (its answer was %(status)s). Save the page in your browser, and choose the file."
    ),
    "no-page": later("The address leads to %(type)s, which is no page. Give the address of the product’s page."),
    "empty": later("There is nothing in it. Check that it is the right page or file."),
    "too-big": later(
        "It is larger than the 5 MB that are read. Save the product’s page alone, without its pictures, or paste its text."
    ),
    "json": later("This is not valid JSON: look at line %(line)s, column %(column)s."),
    "nested": later("It is nested too deeply to be a page. Copy the page’s text and paste it."),
    "products": later("It does not hold exactly one product (it holds %(count)s). Give the page or export of one."),
}
_NO_TEXT = (
    ("PDF", later("This is a PDF. Copy its text and paste it, or choose the page as HTML.")),
    ("image", later("This is a picture. Type or paste the words of the label.")),
    ("archive", later("This is an archive. Unpack it and choose the page inside.")),
    ("Word", later("This is an office document. Copy its text and paste it.")),
    ("Excel", later("This is an office document. Copy its text and paste it.")),
    ("PowerPoint", later("This is an office document. Copy its text and paste it.")),
)
_NO_TEXT_AT_ALL = later("This file holds no text. Save the page as HTML, or copy its text and paste it.")
_WHY = {
    "it states that it is a recipe": later("it says of itself that it is a recipe"),
    "it is a recipe": later("it is a recipe"),
    "it states that it is a collection": later("it says of itself that it is a collection"),
    "it states that it is a list": later("it says of itself that it is a list"),
    "it states that it is a list of results": later("it is a list of results"),
    "it states that it is an article": later("it says of itself that it is an article"),
    "it states that it is a checkout": later("it is a checkout"),
    "it lists several products to buy": later("it lists several products"),
    "it is a cart": later("it is a cart"),
    "it says that a page was not found": later("it says that a page was not found"),
    "it is a shop's terms": later("it is a shop’s terms"),
    "no ingredients, directions or serving stand on it": later("no ingredients, directions or serving stand on it"),
}
_RECORD = {
    "extra_forbidden": later("there is no such key"),
    "missing": later("a key is missing"),
    "string_type": later("a text is needed"),
    "string_too_short": later("a text is needed, or leave the key out"),
    "string_too_long": later("the text is too long"),
    "string_pattern_mismatch": later("the text has not the form that is needed"),
    "literal_error": later("the word is none of those that may stand there"),
    "decimal_parsing": later("a number is needed"),
    "decimal_type": later("a number is needed"),
    "int_parsing": later("a whole number is needed"),
    "int_type": later("a whole number is needed"),
    "bool_parsing": later("true or false is needed"),
    "bool_type": later("true or false is needed"),
    "tuple_type": later("a list is needed"),
    "model_type": later("a table with keys is needed"),
    "value_error": later("the number is not exact, or the range does not go up"),
}
