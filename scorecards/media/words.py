"""What people say in a report, beside what a scorecard says by itself.

Plain words: each medium sets and escapes them by itself.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from recognition.report_text import Block

COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What somebody wrote for this report, its numbers filled in."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A piece of value as it is told: the sentence, its amount, how far it has come."""

    sentence: str
    subject: str
    period: str
    amount: str
    evidence: str
    state: str
    number: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Value that the reader answers for, or that the report tells of."""

    title: str
    results: tuple[Result, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A success story: how it was, what the PMO did, what came of it."""

    title: str
    situation: str
    deed: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Success stories under one heading."""

    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody said, word by word, and who it was as far as they allow it."""

    text: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Quotes under one heading, each with the consent of its author."""

    title: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How an organisation looks: its name, its logo and its two colours.

    The colours are `#rrggbb` and can be read on white; a logo is PNG or SVG, and is
    drawn as PNG for pages.
    """

    name: str
    accent: str
    second: str
    logo: bytes = b""
    logo_type: str = ""
    logo_png: bytes = b""

    def __post_init__(self) -> None:
        """Refuse what is no colour: it will stand in a sheet of styles."""
        for colour in (self.accent, self.second):
            if not COLOUR.fullmatch(colour):
                raise ValueError(f"{colour[:40]} is no colour such as #1d4f91")
