"""A report on a page: which template sets a section, and what it takes."""

from base64 import b64encode
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import template
from django.utils.translation import gettext as _

from recognition.report_text import Block
from scorecards.media.report import Group, Headline, Report, Section, Step
from scorecards.media.words import Narrative, Quotes, Results, Stories

register = template.Library()

TEMPLATES: dict[type, str] = {
    Headline: "reports/_headline.html",
    Step: "reports/_step.html",
    Group: "reports/_group.html",
    Narrative: "reports/_words.html",
    Results: "reports/_results.html",
    Stories: "reports/_stories.html",
    Quotes: "reports/_quotes.html",
}
# With fewer there is nothing to look up.
FEWEST_ENTRIES = 4


@register.filter
def as_png(picture: bytes) -> str:
    """A picture within the page: whoever reads by a link is asked for nothing more."""
    return f"data:image/png;base64,{b64encode(picture).decode()}"


@register.filter
def parts(report: Report) -> list[dict[str, Any]]:
    """The sections of a report, each with its template, its anchor and its entry.

    What has no heading of its own belongs to what stands above it.
    """
    shown: list[dict[str, Any]] = []
    for number, section in enumerate(report.sections, 1):
        before = report.sections[number - 2] if number > 1 else None
        shown.append(
            {
                "section": section,
                "template": TEMPLATES[type(section)],
                "anchor": f"part-{number}",
                "entry": _entry(section, before),
            }
        )
    return shown


@register.filter
def entries(shown: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the table of contents lists; nothing where all is seen at a glance."""
    listed = [part for part in shown if part["entry"]]
    return listed if len(listed) >= FEWEST_ENTRIES else []


def _entry(section: Section, before: Section | None) -> str:
    match section:
        case Headline():
            return _("The answer first")
        case Step():
            return "" if isinstance(before, Step) else _("Outcomes at a glance")
    return section.title


@register.filter
def as_component(headline: Headline) -> dict[str, Any]:
    """A headline as its component takes it."""
    return {
        "status": headline.status.kind,
        "status_word": headline.status.own_word,
        "verdict": headline.verdict,
        "support": headline.support,
        "way": headline.way,
        "figures": [
            {
                "label": figure.label,
                "number": figure.number,
                "unit": figure.unit,
                "note": figure.note,
                "lines": figure.lines,
                "picture": figure.trend,
            }
            for figure in headline.figures
        ],
    }


@register.filter
def in_lists(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Blocks of a text, the lines of one list together."""
    return [
        (kind, list(found)) for kind, found in groupby(blocks, lambda block: block.kind)
    ]
