# SPDX-License-Identifier: Apache-2.0
"""The site's addresses, and one for paying at the bank of the fault tests, which needs no page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from officinal.shop.payments.attempts import begin
from officinal.site import urls as site
from officinal.site.pages.order import customer_order


@csrf_exempt
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Pay as a customer does who presses the button."""
    order = customer_order(token)
    begin(order, now=timezone.now(), save=order.lines.filter(every_days__isnull=False).exists())
    return redirect("order", token=token)


urlpatterns = [path("orders/<str:token>/pay/", pay, name="pay"), *site.urlpatterns]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
