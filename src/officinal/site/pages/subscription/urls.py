# SPDX-License-Identifier: Apache-2.0
"""The addresses of a subscription's pages, all below its token."""

from django.urls import path

from officinal.site.pages.subscription import address, card, changes, choose, page

urlpatterns = [
    path("<str:token>/", page.subscription, name="subscription"),
    path("<str:token>/change/<slug:what>/", changes.change, name="subscription_change"),
    path("<str:token>/address/", address.address, name="subscription_address"),
    path("<str:token>/product/", choose.choose, name="subscription_product"),
    path("<str:token>/card/", card.card, name="subscription_card"),
]
