# SPDX-License-Identifier: Apache-2.0
"""Every address of the site; French stands under /fr/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from officinal.site.api.v1 import api
from officinal.site.pages import check, compare, health, home, product, substance

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", health.robots, name="robots"),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("products/<slug:slug>/", product.product, name="product"),
        path("check/", check.check, name="check"),
        path("compare/", compare.compare, name="compare"),
        path("substances/", substance.substances, name="substances"),
        path("substances/<slug:id>/", substance.substance, name="substance"),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
handler400 = "officinal.site.pages.errors.bad_request"
handler403 = "officinal.site.pages.errors.forbidden"
handler404 = "officinal.site.pages.errors.not_found"
handler500 = "officinal.site.pages.errors.broken"
