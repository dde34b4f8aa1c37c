# SPDX-License-Identifier: Apache-2.0
"""People as staff see them: by e-mail address, never with a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from officinal.site.accounts.second_factor import FACTORS

if TYPE_CHECKING:
    _FactorAdmin = admin.ModelAdmin[Authenticator]
else:
    _FactorAdmin = admin.ModelAdmin

for model in (User, Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """Who they are and what they may do. Accounts are made by their owners, or by `officinal staff add`."""

    list_display = ("shown_address", "is_staff", "has_factor", "is_active", "last_login")
    list_filter = ("is_staff", "is_superuser", "is_active", "groups")
    search_fields = ("email",)
    ordering = ("email",)
    readonly_fields = ("email", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "is_active")}),
        (gettext_lazy("Permissions"), {"fields": ("is_staff", "is_superuser", "groups", "user_permissions")}),
        (gettext_lazy("Important dates"), {"fields": ("last_login", "date_joined")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody types another's password."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Customers delete themselves, which takes their name off their orders; staff are made inactive."""
        return False

    def get_urls(self) -> list[Any]:
        """Without the page that sets somebody's password."""
        return [each for each in super().get_urls() if each.name != "auth_user_password_change"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Each with whether they have a second factor."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        found: QuerySet[User] = super().get_queryset(request).annotate(with_factor=Exists(factors))
        return found

    @admin.display(description=gettext_lazy("e-mail address"), ordering="email")
    def shown_address(self, user: User) -> str:
        """What they sign in with."""
        return user.email or user.get_username()

    @admin.display(description=gettext_lazy("second factor"), boolean=True, ordering="with_factor")
    def has_factor(self, user: Any) -> bool:
        """Whether one is set up."""
        return bool(user.with_factor)


@admin.register(Authenticator)
class FactorAdmin(_FactorAdmin):
    """Second factors: to be taken off the account of somebody who has lost theirs, and nothing else."""

    list_display = ("shown_owner", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__email",)
    fields = readonly_fields = ("shown_owner", "type", "created_at", "last_used_at")

    @admin.display(description=gettext_lazy("e-mail address"), ordering="user__email")
    def shown_owner(self, held: Authenticator) -> str:
        """Whose it is."""
        return str(held.user.email)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Authenticator]:
        """With their owners."""
        found: QuerySet[Authenticator] = super().get_queryset(request).select_related("user")
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only its owner can."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only its owner can."""
        return False
