# SPDX-License-Identifier: Apache-2.0
"""Whether the site lives, and whether it can answer; what robots may read."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers; 503 where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ready": False}, status=503)
    return JsonResponse({"ready": True})


def robots(request: HttpRequest) -> HttpResponse:
    """Product pages may be read by anybody; what people type may not be followed."""
    return HttpResponse(
        "User-agent: *\nDisallow: /admin/\nDisallow: /fr/admin/\nDisallow: /account/\nDisallow: /fr/account/\nDisallow: /check/\nDisallow: /fr/check/\nDisallow: /api/\n",
        content_type="text/plain",
    )
