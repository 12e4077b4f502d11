"""What a wording says that a person wrote, and what it may not say."""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

from .gate import Kind, Link, Permission, Verb, Why, blocked_words

# Where a bound number stands in a text: {value}.
PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BRACES = re.compile(r"\{[^{}]*\}")

# What has to stand in a wording: its number, or where it came from and got to.
VALUE = "value"
BOTH_ENDS = frozenset({"before", "after"})

NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|"
    r"hundreds?|thousands?|lakhs?|millions?|billions?|trillions?|crores?|dozens?|"
    r"doubled?|tripled?|quadrupled?|halved?|half|twice|percent|per cent|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten)fold)\b|‰",
    re.IGNORECASE,
)


class Flaw(StrEnum):
    """What is wrong with a wording."""

    UNKNOWN_NAME = "unknown_name"
    LOOSE_BRACE = "loose_brace"
    NO_VALUE = "no_value"
    TYPED_NUMBER = "typed_number"
    BLOCKED = "blocked"
    SAVED = "saved"
    VALIDATED = "validated"
    DELIVERED = "delivered"
    CHANGED = "changed"
    CAUSED = "caused"
    CONTRIBUTED = "contributed"
    NOT_QUALIFIED = "not_qualified"


# What claims more than it may, by what it claims.
SAVED = re.compile(r"\bsav(?:e|es|ed|ings?)\b", re.IGNORECASE)
VALIDATED = re.compile(
    r"(?<!not )(?<!not yet )\b"
    r"(?:validated|confirmed|certified|audited|proven|proved)\b",
    re.IGNORECASE,
)
DELIVERED = re.compile(
    r"\b(?:deliver(?:s|ed)?|achiev(?:e|es|ed)|realis(?:e|es|ed)|realiz(?:e|es|ed)|"
    r"earn(?:s|ed)?|avoided|freed)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\b(?:fell|fallen|rose|risen|improv(?:es?|ed|ement)|reduc(?:es?|ed|tion)|"
    r"increas(?:es?|ed)|decreas(?:es?|ed)|cuts?|shorten(?:s|ed)|shorter|longer|"
    r"fast(?:er)|slower|better|worse|measured)\b",
    re.IGNORECASE,
)
CAUSED = re.compile(
    r"\b(?:because of|thanks to|caus(?:e|es|ed)|due to|owing to|brought about|led to|"
    r"as a result of|made possible by|resulted (?:in|from)|driven by)\b",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"\b(?:contribut(?:e|es|ed)|helped|enabled|supported)\b", re.IGNORECASE
)
REPORTED = re.compile(r"\b(?:reports?|reported|claims?|claimed|says)\b", re.IGNORECASE)
FORECAST = re.compile(
    r"\b(?:could|may|might|is forecast|are forecast|is expected|are expected)\b",
    re.IGNORECASE,
)
NO_CHANGE = re.compile(r"\bno (?:detectable|measurable) change\b", re.IGNORECASE)


def names_in(text: str) -> list[str]:
    """Return the names in braces, in their order, each once."""
    return list(dict.fromkeys(PLACE.findall(text)))


def unknown_names(text: str, names: Collection[str]) -> list[str]:
    """Return the names in braces that stand for nothing, in alphabetical order."""
    return sorted(set(PLACE.findall(text)) - set(names))


def flaws_of(
    text: str, permission: Permission, names: Collection[str]
) -> list[tuple[Flaw, str]]:
    """Return what keeps a wording from being told, with the words it is about.

    Numbers are bound and never typed; the value has to be there; and nothing is said
    more strongly than the gate permits. An empty text has no value.

    Source: docs/formulas.md, "Wordings that people write".
    """
    bare = PLACE.sub(" ", visible(text))
    found = [(Flaw.UNKNOWN_NAME, name) for name in unknown_names(text, names)]
    found += [
        (Flaw.LOOSE_BRACE, match[0]) for match in re.finditer(r"\{[^{}]*\}?|\}", bare)
    ]
    said = set(names_in(text))
    if VALUE not in said and not said >= BOTH_ENDS:
        found.append((Flaw.NO_VALUE, ""))
    bare = BRACES.sub(" ", bare)
    found += [
        (Flaw.TYPED_NUMBER, number)
        for number in _matches(NUMBER_WORDS, bare, typed_numbers(bare))
    ]
    is_tested = permission.verb is Verb.CHANGED
    found += [(Flaw.BLOCKED, w) for w in blocked_words(bare, is_tested=is_tested)]
    return found + _beyond(bare, permission)


def visible(text: str) -> str:
    """Return a text without the characters that nobody sees; they part words."""
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def typed_numbers(text: str) -> list[str]:
    """Return digits of any script, other signs for numbers, and signs of money.

    ½, ² and Ⅳ are numbers like any other, and so is 三.
    """
    signs = [
        one
        for one in text
        if one == "%"
        or unicodedata.category(one) == "Sc"
        or (not one.isdecimal() and unicodedata.numeric(one, None) is not None)
    ]
    return [*re.findall(r"\w*\d[\d.,]*", text), *signs]


def _matches(pattern: re.Pattern[str], text: str, more: list[str]) -> list[str]:
    """Return what is found in a text, each once."""
    found = [match[0].lower() for match in pattern.finditer(text)]
    return list(dict.fromkeys([*more, *found]))


def _beyond(text: str, permission: Permission) -> list[tuple[Flaw, str]]:
    """Return the words that claim more than is permitted."""
    kind, verb, link = permission.kind, permission.verb, permission.link
    is_money = kind is Kind.VALIDATED_MONEY
    is_change = verb is Verb.CHANGED
    # Finance has looked at it, though it is not money.
    is_validated = is_money or Why.NOT_MONEY in permission.why
    rules = (
        (Flaw.SAVED, SAVED, verb is Verb.SAVED),
        (Flaw.VALIDATED, VALIDATED, is_validated),
        (Flaw.DELIVERED, DELIVERED, is_money),
        (Flaw.CHANGED, CHANGED, is_change or is_money or verb is Verb.REPORTS),
        (Flaw.CAUSED, CAUSED, link is Link.CAUSED),
        (
            Flaw.CONTRIBUTED,
            CONTRIBUTED,
            link in {Link.CAUSED, Link.CONTRIBUTED},
        ),
    )
    found = [
        (flaw, word)
        for flaw, pattern, is_permitted in rules
        if not is_permitted
        for word in _matches(pattern, text, [])
    ]
    qualified = (
        {
            Verb.REPORTS: REPORTED,
            Verb.FORECAST: FORECAST,
            Verb.NO_CHANGE: NO_CHANGE,
        }.get(verb)
        if verb
        else None
    )
    if qualified and not qualified.search(text):
        found.append((Flaw.NOT_QUALIFIED, ""))
    return found
