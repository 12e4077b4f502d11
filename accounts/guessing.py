"""How often one address may try links that lead nowhere.

Only links that nobody was given are counted, so that no number of them keeps somebody
from a link of their own, not even from the same office.
"""

from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache

MOST_TRIES = 60
# So long it must be quiet before the count begins again.
QUIET_SECONDS = 60
LOCAL_CACHE = "django.core.cache.backends.locmem.LocMemCache"


def may_try_again(address: str | None) -> bool:
    """Count one link that led nowhere; return whether it was not one too many."""
    key = "links_tried:" + sha256(_neighbourhood(address or "").encode()).hexdigest()
    cache.add(key, 0, QUIET_SECONDS)
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two
        return True
    cache.touch(key, QUIET_SECONDS)
    return tries <= _most_tries()


def _most_tries() -> int:
    """How many tries this process may see; with a cache of its own, only its part."""
    is_shared = settings.CACHES["default"]["BACKEND"] != LOCAL_CACHE
    return MOST_TRIES if is_shared else max(1, MOST_TRIES // settings.WEB_WORKERS)


def _neighbourhood(address: str) -> str:
    """Return the address; of version 6 the network, which is one customer's."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network(f"{found.compressed.partition('%')[0]}/64", strict=False))
    return str(found)
