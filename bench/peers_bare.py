# SPDX-License-Identifier: Apache-2.0
"""The least that Django can do: answer with bytes that it holds. Settings, addresses and application in one module.

`BENCH_BODIES` names the folder of the bodies; with `BENCH_MIDDLEWARE` the middleware of a new project stands before.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET_KEY = "serves constant bytes to the benchmark, signs nothing"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
USE_TZ = True
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
if os.environ.get("BENCH_MIDDLEWARE"):
    INSTALLED_APPS += [f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")]
    MIDDLEWARE += [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]

_BODIES = {file.name: file.read_bytes() for file in Path(os.environ["BENCH_BODIES"]).iterdir()}


def body(request: HttpRequest, name: str) -> HttpResponse:
    """One body, as it is."""
    held = _BODIES[name]
    return HttpResponse(held, headers={"Content-Length": str(len(held))})


urlpatterns = [path("<name>", body)]
os.environ["DJANGO_SETTINGS_MODULE"] = __name__
application = get_wsgi_application()
