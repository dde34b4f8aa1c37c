# SPDX-License-Identifier: Apache-2.0
"""A person's own page: their details, orders and subscriptions, all that is kept about them, and the way out."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from officinal.shop.people import customer_records
from officinal.site.accounts.kept_of_person import deleted, given
from officinal.site.accounts.second_factor import FACTORS
from officinal.site.pages.errors import page


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What there is, and where to change it."""
    user = _person(request)
    context = {
        "address": EmailAddress.objects.filter(user=user, primary=True).first(),
        "has_password": user.has_usable_password(),
        "factors": Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at"),
        "records": customer_records(user),
    }
    return render(request, "account/home.html", context)


@login_required
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def export(request: HttpRequest) -> HttpResponse:
    """All that is kept about them, as a file."""
    answer = JsonResponse(given(_person(request)), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="officinal-{timezone.localdate()}.json"'
    return answer


@login_required
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def delete(request: HttpRequest) -> HttpResponse:
    """Ask once more; then delete. A member of the staff is not deleted by a click: what they did is kept by name."""
    user = _person(request)
    if user.is_staff or request.method == "GET" or not request.POST.get("sure"):
        asked = request.method == "POST" and not user.is_staff
        return render(request, "account/delete.html", {"unsure": asked, "is_staff": user.is_staff})
    email = user.email
    deleted(user)
    logout(request)
    if email:
        get_adapter(request).send_mail("account/email/account_deleted", email, {})
    return redirect("account_deleted")


@require_GET
def gone(request: HttpRequest) -> HttpResponse:
    """The last page that somebody sees."""
    return render(request, "account/deleted.html")


def too_often(request: HttpRequest) -> HttpResponse:
    """Somebody tries too often to sign in, up, or to have mail sent."""
    return page(request, 429, wait=60)


def _person(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a page for people who are signed in was opened by nobody")
    return user
