"""Whose look a file has: the brand of its portfolio, or of the nearest one above."""

from delivery.models import Portfolio
from recognition.models import Branding
from scorecards.media.words import Brand


def brand_of(portfolio: Portfolio) -> Brand | None:
    """Return the brand that holds for a portfolio, None where nobody has chosen one."""
    found = Branding.objects.holding_for(portfolio)
    if found is None:
        return None
    return Brand(
        name=found.name,
        accent=found.accent,
        second=found.second,
        logo=bytes(found.logo),
        logo_type=found.logo_type,
        logo_png=bytes(found.logo_png),
    )


def brand_key(portfolio: Portfolio) -> str:
    """Return what changes with the brand that holds for a portfolio."""
    found = Branding.objects.without_logo().holding_for(portfolio)
    return found.fingerprint if found else "plain"
