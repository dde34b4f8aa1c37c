# SPDX-License-Identifier: Apache-2.0
"""Labels taken out: one as a file, several as a zip."""

from __future__ import annotations

import tempfile
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from officinal.shop.admin.asked import product_to_see
from officinal.shop.catalogue.export import FORMS, write_zip
from officinal.shop.models import Product

_IN_MEMORY = 8_000_000


@require_safe
def export(request: HttpRequest, admin: Any, pk: int, form: str) -> HttpResponse:
    """The published label in one form."""
    product = product_to_see(admin, request, pk)
    if form not in FORMS:
        raise Http404(form)
    return HttpResponse(
        FORMS[form].write(product),
        content_type=f"{FORMS[form].media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{product.slug}.{form}"'},
    )


def as_zip(products: QuerySet[Product]) -> FileResponse:
    """The published labels of several products, in every form."""
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  the response closes it
    write_zip(products.order_by("slug").iterator(chunk_size=100), file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="labels.zip", content_type="application/zip")
