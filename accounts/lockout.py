"""Whose failed sign-ins count together: one account's, and one address's."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from accounts.models import User


def attempted_name(
    request: HttpRequest | None, credentials: dict[str, Any] | None
) -> str:
    """Return the account that was meant, by user name or by e-mail address.

    Both names of one account count together; a name that nobody has counts alone.
    """
    typed = credentials or {}
    name = str(typed.get("username") or typed.get("email") or "").strip()
    owners = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name))
    return owners.values_list("username", flat=True).first() or name.lower()


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client as the outermost trusted proxy saw it.

    Each proxy appends the address that it saw, so only the entries of our own
    proxies, counted from the right, can be believed.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(seen) >= proxies:
        return str(seen[-proxies]).strip()
    address: str | None = request.META.get("REMOTE_ADDR")
    return address
