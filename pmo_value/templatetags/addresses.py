"""Addresses of pages that may or may not be there."""

from functools import cache

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.simple_tag
def address_of(name: str, *arguments: int | str) -> str:
    """Return the address of a page, empty where this installation has none.

    Every page names ten of them, always the same, so each is worked out once; not so
    the many that are about one row.
    """
    if arguments:
        return _reversed(name, settings.ROOT_URLCONF, *arguments)
    return _address(name, settings.ROOT_URLCONF)


@cache
def _address(name: str, urlconf: str) -> str:
    return _reversed(name, urlconf)


def _reversed(name: str, urlconf: str, *arguments: int | str) -> str:
    try:
        return reverse(name, urlconf, args=arguments)
    except NoReverseMatch:
        return ""
