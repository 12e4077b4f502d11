"""Links for people without an account: they can be neither guessed nor looked up.

What a link carries follows from a random text in the row that it leads to and from the
secret key. The row keeps only a fingerprint of it, so that a copy of the database opens
nothing, and the outbox can still write the link at the moment a message goes out.
"""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.utils.crypto import salted_hmac

SALT = "accounts.links"
# 192 bits, 32 characters.
TOKEN_BYTES = 24
LONGEST_TOKEN = 64


def new_nonce() -> str:
    """Return a random text for a row that a link will lead to."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_of(nonce: str) -> str:
    """Return what the link to the row of this random text carries."""
    digest = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def fingerprint(token: str) -> str:
    """Return what a row keeps of its link; nobody gets from it to the link."""
    return sha256(token.encode()).hexdigest()


def fingerprint_of(nonce: str) -> str:
    """Return the fingerprint of the link to the row of this random text."""
    return fingerprint(token_of(nonce))
