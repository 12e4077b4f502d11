"""From the inputs of a refresh to the case to store; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from scorecards.assembling import digest, encode
from scorecards.edition import edition
from scorecards.facts import PortfolioFacts, RangeFacts, TermsFacts
from scorecards.pmo_return import case
from scorecards.pmo_return.parts import Parts, parts_of
from scorecards.pmo_return.working_out import case_of

PartsByCurrency = Mapping[str, Parts]


@dataclass(frozen=True, slots=True)
class StoredCase:
    """What must be known of a stored case to add it up, or to leave it as it is."""

    parts: str
    parts_digest: str
    digest: str
    code: str


@dataclass(frozen=True, slots=True)
class CaseInputs:
    """What a case starts from beside the facts.

    `below` has one entry for each portfolio directly below, None for one that has not
    worked out its own.
    """

    terms: TermsFacts | None
    ranges: Mapping[int, RangeFacts]
    stored: StoredCase | None = None
    below: tuple[StoredCase | None, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltCase:
    """A case to be stored; `text` is None where the stored one says the same."""

    parts: str
    parts_digest: str
    digest: str
    text: str | None


def build_case(
    reported: Mapping[str, PortfolioFacts], currency: str, inputs: CaseInputs
) -> BuiltCase | None:
    """Return the case of a portfolio; None where a portfolio below comes first.

    `reported` are its facts in each currency that it reports in, here and above.
    """
    below = [_read(one, reported) for one in inputs.below]
    if any(one is None for one in below):
        return None
    parts = {
        name: Parts.total(
            [
                parts_of(facts, inputs.ranges, facts.last_day()),
                *(one[name] for one in below if one),
            ]
        )
        for name, facts in reported.items()
    }
    text = encode(parts).decode()
    parts_digest = digest(edition(), text)
    fingerprint = digest(edition(), currency, inputs.terms, parts_digest)
    if inputs.stored and inputs.stored.digest == fingerprint:
        return BuiltCase(text, parts_digest, fingerprint, None)
    made = case_of(currency, inputs.terms, parts[currency])
    return BuiltCase(text, parts_digest, fingerprint, case.as_text(made))


def _read(
    stored: StoredCase | None, wanted: Mapping[str, object]
) -> PartsByCurrency | None:
    """Return the parts of a portfolio below, if this edition of the code made them."""
    if stored is None or stored.code != edition():
        return None
    parts = msgspec.json.decode(stored.parts, type=dict[str, Parts])
    return parts if wanted.keys() <= parts.keys() else None
