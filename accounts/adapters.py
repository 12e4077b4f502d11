"""What django-allauth asks of us: who may join, and how links and names look."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from axes.utils import reset
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User

SITE = SimpleNamespace(name="PMO Value", domain=urlsplit(settings.SITE_URL).netloc)


def display_name(user: User) -> str:
    """Return the name by which messages and mails address a person."""
    return user.get_full_name()


def on_site(url: str) -> str:
    """Move a link to SITE_URL, whatever host the request named."""
    return settings.SITE_URL + urlsplit(url).path


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; links lead to SITE_URL."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """Take the new password; who could set one may sign in again at once."""
        super().set_password(user, password)
        reset(username=user.username)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return on_site(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation
    ) -> str:
        return on_site(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        super().send_mail(template_prefix, email, {"current_site": SITE, **context})
