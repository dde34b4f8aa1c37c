# SPDX-License-Identifier: Apache-2.0
"""What the desk says when something cannot be read: one or two plain sentences in the visitor's language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

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
    problem = _RECORD.get(error.kind, gettext_lazy("what stands there cannot be used"))
    return _("This is no label record yet: at %(place)s, %(problem)s.") % {"place": error.place, "problem": problem}


_SOURCES = {
    "no-address": gettext_lazy("This is not a web address. Write it as your browser shows it, beginning with https."),
    "scheme": gettext_lazy("Only addresses that begin with https or http are opened."),
    "user-name": gettext_lazy("The address holds a user name or a password. Give it without them."),
    "port": gettext_lazy("The address asks for port %(port)s; only 80 and 443 are opened."),
    "private": gettext_lazy(
        "This address is not on the public internet, so we do not go there. Paste the page’s text instead."
    ),
    "redirects": gettext_lazy(
        "The address only leads on to other addresses. Open the page in your browser, save it, and choose the file."
    ),
    "time-out": gettext_lazy(
        "The site took longer than %(seconds)s seconds. Try again later, or save the page and choose it."
    ),
    "unknown-host": gettext_lazy("There is no site of that name. Look for a typing error in the address."),
    "certificate": gettext_lazy(
        "The site cannot prove that it is who it says, so we did not read it. Check the address."
    ),
    "cut-short": gettext_lazy(
        "The page ended before it was complete. Try again, or save the page and choose the file."
    ),
    "not-understood": gettext_lazy(
        "The site’s answer cannot be understood. Open the page in your browser, save it, and choose the file."
    ),
    "no-connection": gettext_lazy("The site does not answer. Try again later, or save the page and choose the file."),
    "not-found": gettext_lazy("The site says that there is no such page (%(status)s). Check the address."),
    "status": gettext_lazy(
        "The site did not give the page (its answer was %(status)s). Save the page in your browser, and choose the file."
    ),
    "no-page": gettext_lazy("The address leads to %(type)s, which is no page. Give the address of the product’s page."),
    "empty": gettext_lazy("There is nothing in it. Check that it is the right page or file."),
    "too-big": gettext_lazy(
        "It is larger than the 5 MB that are read. Save the product’s page alone, without its pictures, or paste its text."
    ),
    "json": gettext_lazy("This is not valid JSON: look at line %(line)s, column %(column)s."),
    "nested": gettext_lazy("It is nested too deeply to be a page. Copy the page’s text and paste it."),
    "products": gettext_lazy(
        "It does not hold exactly one product (it holds %(count)s). Give the page or export of one."
    ),
}
_NO_TEXT = (
    ("PDF", gettext_lazy("This is a PDF. Copy its text and paste it, or choose the page as HTML.")),
    ("image", gettext_lazy("This is a picture. Type or paste the words of the label.")),
    ("archive", gettext_lazy("This is an archive. Unpack it and choose the page inside.")),
    ("Word", gettext_lazy("This is an office document. Copy its text and paste it.")),
    ("Excel", gettext_lazy("This is an office document. Copy its text and paste it.")),
    ("PowerPoint", gettext_lazy("This is an office document. Copy its text and paste it.")),
)
_NO_TEXT_AT_ALL = gettext_lazy("This file holds no text. Save the page as HTML, or copy its text and paste it.")
_WHY = {
    "it states that it is a recipe": gettext_lazy("it says of itself that it is a recipe"),
    "it is a recipe": gettext_lazy("it is a recipe"),
    "it states that it is a collection": gettext_lazy("it says of itself that it is a collection"),
    "it states that it is a list": gettext_lazy("it says of itself that it is a list"),
    "it states that it is a list of results": gettext_lazy("it is a list of results"),
    "it states that it is an article": gettext_lazy("it says of itself that it is an article"),
    "it states that it is a checkout": gettext_lazy("it is a checkout"),
    "it lists several products to buy": gettext_lazy("it lists several products"),
    "it is a cart": gettext_lazy("it is a cart"),
    "it says that a page was not found": gettext_lazy("it says that a page was not found"),
    "it is a shop's terms": gettext_lazy("it is a shop’s terms"),
    "no ingredients, directions or serving stand on it": gettext_lazy(
        "no ingredients, directions or serving stand on it"
    ),
}
_RECORD = {
    "extra_forbidden": gettext_lazy("there is no such key"),
    "missing": gettext_lazy("a key is missing"),
    "string_type": gettext_lazy("a text is needed"),
    "string_too_short": gettext_lazy("a text is needed, or leave the key out"),
    "string_too_long": gettext_lazy("the text is too long"),
    "string_pattern_mismatch": gettext_lazy("the text has not the form that is needed"),
    "literal_error": gettext_lazy("the word is none of those that may stand there"),
    "decimal_parsing": gettext_lazy("a number is needed"),
    "decimal_type": gettext_lazy("a number is needed"),
    "int_parsing": gettext_lazy("a whole number is needed"),
    "int_type": gettext_lazy("a whole number is needed"),
    "bool_parsing": gettext_lazy("true or false is needed"),
    "bool_type": gettext_lazy("true or false is needed"),
    "tuple_type": gettext_lazy("a list is needed"),
    "model_type": gettext_lazy("a table with keys is needed"),
    "value_error": gettext_lazy("the number is not exact, or the range does not go up"),
}
