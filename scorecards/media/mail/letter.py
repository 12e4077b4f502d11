"""From a report to the text, the HTML and the pictures of a mail.

The scorecard itself stands in the mail: it can be read with pictures off, and without
going anywhere. Gmail cuts off what is beyond 102 KiB of HTML, and nobody would know
what is missing; so a letter is made shorter until it is below `MOST_BYTES`: fewer
panels, shorter tables, fewer words. What is left out is on the page, and the letter
says so. Each panel has one picture, of some 15 KiB.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.text import Truncator

from accounts.enclosing import Part, Rich
from accounts.models.mail import LINK
from scorecards.media.logo import PNG, logo_of
from scorecards.media.mail import looks, pictures
from scorecards.media.mail.text import text_of
from scorecards.media.mail.trimming import LIMITS, trimmed
from scorecards.media.report import Group, Headline, Panel, Report, Step
from scorecards.media.words import Narrative, Quotes, Results, Stories
from scorecards.svg.markup import clean

MOST_BYTES: Final = 98 * 1024
LONGEST_SUBJECT: Final = 150
INDENT: Final = re.compile(r"\s*\n\s*")
TEMPLATES: Final = {
    Headline: "media/mail/_headline.html",
    Step: "media/mail/_step.html",
    Group: "media/mail/_group.html",
    Narrative: "media/mail/_narrative.html",
    Results: "media/mail/_results.html",
    Stories: "media/mail/_stories.html",
    Quotes: "media/mail/_quotes.html",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A report as a mail: its subject, its text, the same in HTML, the pictures."""

    subject: str
    text: str
    html: str
    pictures: tuple[Part, ...]

    @property
    def rich(self) -> Rich:
        """What the outbox takes beside the text."""
        return Rich(self.html, self.pictures)


class _Shown(NamedTuple):
    """A panel, and the name by which its picture is called."""

    panel: Panel
    picture: str


def letter_of(
    report: Report,
    *,
    link: str = LINK,
    greeting: Sequence[str] = (),
    closing: Sequence[str] = (),
) -> Letter:
    """Return a report as a mail, in the language in use.

    `link` leads to its page: LINK becomes the recipient's own as the mail goes, and
    nothing that somebody typed does. `greeting` and `closing` are paragraphs.
    """
    place, drawn = uuid4().hex, _Drawn(report)
    said = {"link": place, "greeting": greeting, "closing": closing}
    for limits in LIMITS:
        shown, has_cut = trimmed(report, limits)
        words = {**said, "report": shown, "has_cut": has_cut}
        html = INDENT.sub("\n", clean(_html(words, drawn))).strip()
        if len(html.encode()) <= MOST_BYTES:
            break
    text = clean(text_of(shown, link=place, greeting=greeting, closing=closing))
    return Letter(
        subject=_subject(report),
        text=text.replace(LINK, "{ link }").replace(place, link),
        html=html.replace(LINK, "&#123;link&#125;").replace(place, escape(link)),
        pictures=drawn.called_in(html),
    )


def _subject(report: Report) -> str:
    parts = [f"{report.standing}: {report.name}" if report.standing else report.name]
    parts += [one.verdict for one in report.sections if isinstance(one, Headline)][:1]
    return Truncator(": ".join(parts)).chars(LONGEST_SUBJECT)


def _html(words: Mapping[str, Any], drawn: "_Drawn") -> str:
    report: Report = words["report"]
    heads = [one for one in report.sections if isinstance(one, Headline)]
    context = {
        **words,
        "sections": list(_sections(report, drawn)),
        "logo": drawn.logo.content_id if drawn.logo else "",
        "own": looks.own(report.brand),
        "dark": looks.dark(),
        "preview": heads[0].support if heads else report.source,
    }
    return render_to_string("media/mail/letter.html", context)


def _sections(report: Report, drawn: "_Drawn") -> Iterator[dict[str, Any]]:
    for section in report.sections:
        shown: Any = section
        if isinstance(section, Group):
            panels = [_Shown(panel, drawn.name_of(panel)) for panel in section.panels]
            shown = {"title": section.title, "panels": panels}
        yield {"template": TEMPLATES[type(section)], "section": shown}


class _Drawn:
    """The pictures of a letter, each drawn when it is first called."""

    def __init__(self, report: Report) -> None:
        logo = logo_of(report.brand)
        self.logo = _part("logo", logo.png) if logo else None
        self.parts: dict[str, Part] = {}

    def name_of(self, panel: Panel) -> str:
        """Return the name by which the picture of a panel is called, if it has one."""
        if panel.picture is None:
            return ""
        if panel.key not in self.parts:
            drawn = pictures.chart(panel.picture.figure)
            self.parts[panel.key] = _part(panel.key, drawn)
        return self.parts[panel.key].content_id

    def called_in(self, html: str) -> tuple[Part, ...]:
        """Return the pictures that a text calls, each once."""
        parts = [*([self.logo] if self.logo else []), *self.parts.values()]
        by_name = {part.content_id: part for part in parts}
        return tuple(part for name, part in by_name.items() if f"cid:{name}" in html)


def _part(name: str, content: bytes) -> Part:
    """A picture, called by what is in it: two letters with the same share it."""
    called = f"{sha256(content).hexdigest()[:32]}@{settings.MAIL_DOMAIN}"
    return Part(f"{name}.png", PNG, content, called)
