# SPDX-License-Identifier: Apache-2.0
"""The staff side's door: signed in, of the staff, and with a second factor that this session has shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from officinal.site.accounts.second_factor import has_factor, last_proof, proven

SEEN_AT = "staff_seen_at"
_NOTED_EVERY = 60
"""seconds: how seldom a session is written to say that it is used"""


class StaffSite(AdminSite):
    """Django's admin; who comes in is decided here alone."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this session may see the staff side at all."""
        return super().has_permission(request) and proven(request)

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        """A page for staff: nobody else, and only while they are there."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            inside = self.has_permission(request)
            if getattr(request, "htmx", False) and (not inside or _left_alone(request)):
                return HttpResponseForbidden()  # a part of a page: what is there says that it failed
            if inside:
                if _left_alone(request):
                    raise ReauthenticationRequired  # what was sent is kept, and sent again afterwards
                _note_use(request)
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Whereto somebody must go first: to sign in, to prove or set up a second factor, or nowhere."""
        after = _after(request)
        user = request.user
        if isinstance(user, User) and user.is_active:
            if not user.is_staff:
                return render(request, "account/not_staff.html", status=403)
            if proven(request):
                return redirect(after)
            return _to_second_factor(request, user, after)
        return redirect_to_login(after, reverse("account_login"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one page where everybody signs out."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one page where everybody changes their password."""
        return redirect("account_change_password")


def _to_second_factor(request: HttpRequest, user: User, after: str) -> HttpResponse:
    if has_factor(user):  # set up in another session, so it has to be shown in this one
        where = "mfa_reauthenticate_webauthn" if not _has_app(user) else "mfa_reauthenticate"
        return redirect_to_login(after, reverse(where))
    if EmailAddress.objects.filter(user=user).exclude(verified=True).exists():
        return redirect("account_email")
    request.session["after_factor"] = after
    messages.warning(request, _("The staff side opens once you have set up a second step for signing in."))
    return redirect("mfa_index")


def _has_app(user: User) -> bool:
    from allauth.mfa.models import Authenticator

    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def _after(request: HttpRequest) -> str:
    wanted = request.GET.get(REDIRECT_FIELD_NAME) or request.POST.get(REDIRECT_FIELD_NAME) or ""
    door = reverse("admin:login")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and not wanted.startswith(door) else reverse("admin:index")


def _left_alone(request: HttpRequest) -> bool:
    """Whether nobody has shown for too long that it is still they who sit there."""
    now = timezone.now().timestamp()
    too_long = now - last_proof(request) > settings.STAFF_LASTS.total_seconds()
    return too_long or now - _seen(request) > settings.STAFF_IDLE.total_seconds()


def _seen(request: HttpRequest) -> float:
    """When they were there last, as far as the session was told."""
    return max(float(request.session.get(SEEN_AT, 0)), last_proof(request))


def _note_use(request: HttpRequest) -> None:
    now = timezone.now().timestamp()
    if now - _seen(request) > _NOTED_EVERY:
        request.session[SEEN_AT] = now
