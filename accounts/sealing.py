"""Texts that only a link opens: the database keeps them, and cannot read them.

The key follows from what the link carries and is kept nowhere. Of the link itself the
database holds a fingerprint, from which there is no way back.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"accounts.sealing"
# A sealed text begins with the time at which it was sealed, for everybody to read.
# When somebody wrote would tell who answered, so every seal bears the same time.
NO_TIME = 0


def seal(token: str, text: str) -> str:
    """Return a text as it may be kept: whoever has the link can open it."""
    return _key(token).encrypt_at_time(text.encode(), NO_TIME).decode()


def unseal(token: str, sealed: str) -> str | None:
    """Return a text that was sealed with this link; None if it was not."""
    try:
        return _key(token).decrypt(sealed).decode()
    except InvalidToken:
        return None


def _key(token: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(token.encode())
    return Fernet(urlsafe_b64encode(derived))
