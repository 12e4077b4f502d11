"""Pictures and tables in media without the styles of a page."""

import re
from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe

from scorecards import theme
from scorecards.media import columns
from scorecards.media.report import Table

register = template.Library()

TOKEN: Final = re.compile(r"var\(--([a-z0-9-]+)\)")


@register.filter
def in_light(drawn: str) -> SafeString:
    """A picture that we drew for a page, with the colours of paper written out."""
    written = TOKEN.sub(lambda found: theme.light(found[1]), drawn)
    return mark_safe(written)  # noqa: S308 - drawn by us from numbers alone


@register.filter
def column_shares(table: Table, room: int) -> list[int]:
    """How wide each column is, in percents of a room in px, for type of 10 px."""
    return columns.shares(table, room)
