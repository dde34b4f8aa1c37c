# SPDX-License-Identifier: Apache-2.0
"""The site's settings for the tests: data in a folder of its own, a plain store of static files."""

import os
import tempfile

os.environ.setdefault("OFFICINAL_DATA", tempfile.mkdtemp(prefix="officinal-tests-"))
os.environ.setdefault("OFFICINAL_HOSTS", "localhost,127.0.0.1,testserver")

from officinal.site.settings import *  # noqa: F403
from officinal.site.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: what the tests guard is worth nothing

TIME_ZONE = "UTC"  # the tests write their days so, whatever the demonstration shop’s clock says
