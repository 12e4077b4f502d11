"""Making API tokens: how many a person may have, and that each is shown once."""

from django.conf import settings
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import User


class TooManyTokensError(Exception):
    """A person has as many valid tokens as anybody may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def issue_token(user: User) -> tuple[AuthToken, str]:
    """Make a token; return its record and the token itself, which is stored nowhere.

    Raises TooManyTokensError.
    """
    limit: int = settings.REST_KNOX["TOKEN_LIMIT_PER_USER"]  # type: ignore[assignment]
    valid = AuthToken.objects.filter(user=user, expiry__gt=timezone.now())
    if valid.count() >= limit:
        raise TooManyTokensError(limit)
    made: tuple[AuthToken, str] = AuthToken.objects.create(user=user)
    return made
