# SPDX-License-Identifier: Apache-2.0
"""The site as a WSGI application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from officinal.site.kept import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "officinal.site.settings")
site = get_wsgi_application()
application = site if settings.DEBUG else KeptPages(site)  # templates may change while somebody works on them
