"""Styles at the element, as mail programs read them."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from scorecards.media.mail.looks import LOOKS

register = template.Library()


@register.simple_tag
def look(name: str, own: Mapping[str, str] | None = None) -> SafeString:
    """The classes and the styles of an element, in the colours of a brand."""
    classes, styles = LOOKS[name]
    for one in classes.split():
        if own and one in own:
            styles = f"{styles};{own[one]}"
    return format_html('class="{}" style="{}"', classes, styles)
