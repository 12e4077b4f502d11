"""Whose failed sign-ins count together: one account's, and one address's."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def attempted_name(
    request: HttpRequest | None, credentials: dict[str, Any] | None
) -> str:
    """Return the user name or e-mail address that was typed, in lower case."""
    typed = credentials or {}
    name = typed.get("username") or typed.get("email") or typed.get("login") or ""
    return str(name).strip().lower()


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
