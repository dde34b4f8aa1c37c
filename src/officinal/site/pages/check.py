# SPDX-License-Identifier: Apache-2.0
"""The desk's page: a page or label in, its record and findings out, side by side. Nothing that is given is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from officinal.errors import OfficinalError, SourceError
from officinal.knowledge.load import load
from officinal.site.desk.asked import Asked, Form, asked
from officinal.site.desk.checked import Answer, answer
from officinal.site.desk.downloads import download
from officinal.site.desk.shown import shown
from officinal.site.desk.sources import Busy
from officinal.site.desk.words import said
from officinal.site.pages.errors import not_taken, page
from officinal.site.visitors import Limit

CHECKS = Limit("check", 120, 60)
FETCHES = Limit("fetch", 12, 60)
"""an address costs us up to ten seconds and somebody else's site a visit, so it may be given less often"""
_AGAIN_AFTER = 5


@csrf_exempt  # it changes nothing and knows nobody, so there is nothing to forge; and it needs no cookie
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, or what was found; a download where one is asked for."""
    if request.method in ("GET", "HEAD"):
        return _page(request, Form())
    if request.method != "POST":
        refused = not_taken(request)
        refused.headers["Allow"] = "GET, HEAD, POST"
        return refused
    if (wait := CHECKS.wait(request)) is not None:
        return page(request, 429, wait=wait)
    form = Form.of(request.POST)
    file = request.FILES.get("file")
    if form.address.strip() and file is None and (wait := FETCHES.wait(request)) is not None:
        return _refused(request, form, _too_often(wait), 429, wait)
    try:
        question = asked(form, file, today=timezone.localdate())
        found = answer(question, locale=_locale())
    except Busy:
        words = _("Several pages are being fetched just now. Try again in a moment, or paste the page’s text.")
        return _refused(request, form, words, 503, _AGAIN_AFTER)
    except OfficinalError as error:
        too_big = isinstance(error, SourceError) and error.kind == "too-big"
        return _refused(request, form, said(error), 413 if too_big else 422)
    wanted = download(request.POST.get("download", ""), found.label, found.report, locale=_locale())
    return wanted or _page(request, form, question, found)


def _locale() -> str:
    return "fr" if get_language() == "fr" else "en"


def _too_often(wait: int) -> str:
    return ngettext(
        "You gave many addresses within a minute. Wait %(n)s second, or paste the page’s text.",
        "You gave many addresses within a minute. Wait %(n)s seconds, or paste the page’s text.",
        wait,
    ) % {"n": wait}


def _refused(request: HttpRequest, form: Form, problem: str, status: int, wait: int | None = None) -> HttpResponse:
    """The form as it was left, with what is wrong above it."""
    answered = _page(request, form, problem=problem, status=status)
    if wait is not None:
        answered.headers["Retry-After"] = str(wait)
    return answered


def _page(
    request: HttpRequest,
    form: Form,
    question: Asked | None = None,
    found: Answer | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    know, locale = load(), _locale()
    context: dict[str, Any] = {
        "form": form,
        "problem": problem,
        "as_of": question.as_of.isoformat() if question else form.as_of or timezone.localdate().isoformat(),
        "markets": [(each.id, know.name_of_market(each.id, locale)) for each in know.markets.values()],
        "regimes": [
            (know.name_of_market(each.id, locale), [(one.id, (one.names.fr or one.names.en)[0] if locale == "fr" else one.names.en[0]) for one in each.regimes])
            for each in know.markets.values()
            if len(each.regimes) > 1
        ],
    }  # fmt: skip
    if question and found:
        context |= shown(question, found, locale)
    return render(request, "pages/check.html", context, status=status)
