# SPDX-License-Identifier: Apache-2.0
"""Version 1 of the API: read pages, check labels, look at products and at what is known. OpenAPI 3.1 at openapi.json."""

from officinal.site.api.v1.api import api

__all__ = ["api"]
