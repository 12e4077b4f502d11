"""People, and the messages that go out to them."""

from accounts.models.mail import Mail
from accounts.models.user import User, validate_time_zone

__all__ = ["Mail", "User", "validate_time_zone"]
