"""The words of a report as plain values, and as the JSON in which they are kept.

A draft has them for as long as somebody looks at it; what is published keeps them for
good. Quotes are kept by their publication alone: whoever takes theirs back takes it
out of every report.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValue:
    """A piece of value as it is told in a report.

    `fingerprint` stands for wording and number: an answer is given to exactly these.
    """

    item: int
    sponsor: int | None
    sentence: str
    subject: str
    period: str
    amount: Decimal | None
    currency: str
    evidence: str
    state: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """A success story, its numbers filled in."""

    story: int
    title: str
    situation: str
    deed: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWords:
    """One section: what is written, and the keys of what stands below it.

    `quotes` are the keys of publications.
    """

    kind: str
    title: str = ""
    text: str = ""
    panels: tuple[str, ...] = ()
    values: tuple[ToldValue, ...] = ()
    stories: tuple[ToldStory, ...] = ()
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that people decided about one report.

    `numbers` are the numbers that the texts call, by name, as they read; `gaps` say
    which numbers are missing.
    """

    title: str
    template: str
    sections: tuple[SectionWords, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[ToldValue, ...]:
        """Every piece of value that is told, in the order of the sections."""
        return tuple(one for section in self.sections for one in section.values)

    @property
    def quotes(self) -> tuple[int, ...]:
        """The publications of all quotes."""
        return tuple(one for section in self.sections for one in section.quotes)


def as_json(words: Words) -> Json:
    """Return words for a JSON column; an amount becomes a string, and exact."""
    stored: Json = msgspec.to_builtins(words)
    return stored


def from_json(stored: Json) -> Words:
    """Return the words that `as_json` wrote, equal to the originals."""
    return msgspec.convert(stored, Words)


def sha256_of(words: Words, digest: str) -> str:
    """Return what stands for the words together with the snapshot of this digest."""
    text = json.dumps([digest, as_json(words)], sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
