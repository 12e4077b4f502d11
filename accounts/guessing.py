"""How often one address may try links that lead nowhere, and passwords of links.

Only links that nobody was given are counted, so that no number of them keeps somebody
from a link of their own, not even from the same office. Passwords are counted for each
link by itself, from one address and from all of them together.
"""

from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache

MOST_TRIES = 60
# So long it must be quiet before the count begins again.
QUIET_SECONDS = 60
# Of passwords for one thing: from one address, and from all of them together.
MOST_PASSWORDS, MOST_TOGETHER = 10, 60
PASSWORD_SECONDS = 15 * 60
LOCAL_CACHE = "django.core.cache.backends.locmem.LocMemCache"


def may_try_again(address: str | None) -> bool:
    """Count one link that led nowhere; return whether it was not one too many."""
    key = "links_tried:" + _named(_neighbourhood(address or ""))
    return _count(key, QUIET_SECONDS) <= _most(MOST_TRIES)


def may_try_password(what: str, address: str | None) -> bool:
    """Count one password for something; return whether it was not one too many."""
    here = f"{what}:{_neighbourhood(address or '')}"
    tries = _count("passwords_tried:" + _named(here), PASSWORD_SECONDS)
    together = _count("passwords_tried:" + _named(what), PASSWORD_SECONDS)
    return tries <= _most(MOST_PASSWORDS) and together <= _most(MOST_TOGETHER)


def _named(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _count(key: str, seconds: int) -> int:
    """Count one more, and return how many there were; quiet begins the count again."""
    cache.add(key, 0, seconds)
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
    cache.touch(key, seconds)
    return tries


def _most(most: int) -> int:
    """How many tries this process may see; with a cache of its own, only its part."""
    is_shared = settings.CACHES["default"]["BACKEND"] != LOCAL_CACHE
    return most if is_shared else max(1, most // settings.WEB_WORKERS)


def _neighbourhood(address: str) -> str:
    """Return the address; of version 6 the network, which is one customer's."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network(f"{found.compressed.partition('%')[0]}/64", strict=False))
    return str(found)
