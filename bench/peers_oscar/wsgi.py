# SPDX-License-Identifier: Apache-2.0
"""The shop as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peers_oscar.settings"
application = get_wsgi_application()
