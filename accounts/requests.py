"""Requests as the views behind a sign-in see them."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that has passed `login_required`: somebody is asking."""

    user: User
    htmx: HtmxDetails
