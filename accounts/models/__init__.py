"""People, and the messages that go out to them."""

from accounts.models.enclosure import Enclosure, MailEnclosure
from accounts.models.mail import Mail
from accounts.models.user import User, validate_time_zone

__all__ = ["Enclosure", "Mail", "MailEnclosure", "User", "validate_time_zone"]
