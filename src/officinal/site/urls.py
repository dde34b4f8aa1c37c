# SPDX-License-Identifier: Apache-2.0
"""Every address of the site; French stands under /fr/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from officinal.shop.exchange import google
from officinal.site.api.v1 import api
from officinal.site.pages import (
    cart,
    check,
    checkout,
    compare,
    health,
    home,
    order,
    pay,
    product,
    restock,
    substance,
    webhooks,
)

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", health.robots, name="robots"),
    path("api/v1/", api.urls),
    path("webhooks/<str:gateway>/", webhooks.webhook, name="webhook"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("products/<slug:slug>/", product.product, name="product"),
        path("products/<slug:slug>/tell-me/", restock.ask, name="restock_ask"),
        path("back-in-stock/<str:token>/", restock.confirm, name="restock_confirm"),
        path("back-in-stock/<str:token>/leave/", restock.leave, name="restock_leave"),
        path("cart/", cart.cart, name="cart"),
        path("cart/add/", cart.add, name="cart_add"),
        path("cart/change/", cart.change, name="cart_change"),
        path("checkout/", checkout.checkout, name="checkout"),
        path("orders/<str:token>/", order.order, name="order"),
        path("orders/<str:token>/pay/", pay.pay, name="pay"),
        path("orders/<str:token>/pay/start/", pay.start, name="pay_start"),
        path("orders/<str:token>/pay/otherwise/", pay.otherwise, name="pay_otherwise"),
        path("orders/<str:token>/invoice/", order.invoice, name="invoice"),
        path("orders/<str:token>/call-off/", order.call_off, name="order_call_off"),
        path("orders/<str:token>/again/", order.again, name="order_again"),
        path("subscriptions/", include("officinal.site.pages.subscription.urls")),
        path("check/", check.check, name="check"),
        path("compare/", compare.compare, name="compare"),
        path("substances/", substance.substances, name="substances"),
        path("substances/<slug:id>/", substance.substance, name="substance"),
        path("feeds/google.xml", google.feed, name="google_feed"),
        path("account/", include("officinal.site.accounts.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
handler400 = "officinal.site.pages.errors.bad_request"
handler403 = "officinal.site.pages.errors.forbidden"
handler404 = "officinal.site.pages.errors.not_found"
handler500 = "officinal.site.pages.errors.broken"
handler429 = "officinal.site.accounts.pages.too_often"
