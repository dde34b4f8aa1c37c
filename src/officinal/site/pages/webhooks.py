# SPDX-License-Identifier: Apache-2.0
"""Where gateways tell of payments by themselves: no browser, no session, no token of a form; the signature is the proof."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from officinal.errors import AskedForUnknown
from officinal.shop.payments.events import Received, receive
from officinal.shop.payments.gateway import NoAnswer, NotTrusted

MOST_BYTES = 256 * 1024

_STATUS = {Received.DONE: 200, Received.KNOWN: 200, Received.NOT_OURS: 200, Received.NOT_YET: 409}
"""what is not 200 is told again later"""


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, gateway: str) -> HttpResponse:
    """Take an event in."""
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _said("the message is too large", 413)
    try:
        received = receive(gateway, body, request.headers, now=timezone.now())
    except AskedForUnknown:
        return _said("there is no such payment gateway", 404)
    except NotTrusted as error:
        return _said(str(error), 400)
    except NoAnswer:
        return _said("what it tells of cannot be looked up now; tell it again", 503)
    return _said(received.value, _STATUS[received])


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
