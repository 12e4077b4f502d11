"""Measures become readings: named, judged, and said in a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale

from delivery.calculations.measure import Measure, Unit
from pmo_value import formatting
from scorecards.panels import wording
from scorecards.panels.contract import Reading
from scorecards.panels.terms import TERMS
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What is said where a value is missing because nothing is recorded.

    `reason` has no full stop ("no project was completed"); `advice` is a sentence
    on what to do.
    """

    reason: str = ""
    advice: str = ""


def reading(
    name: str,
    measure: Measure,
    says: Callable[[], str] | str = "",
    *,
    absent: Absence | None = None,
    noun: Noun | None = None,
    trend: tuple[Decimal | None, ...] = (),
    label: str = "",
) -> Reading:
    """Return a measure under its name, with its colour and its sentence.

    `says` is asked for the sentence only when there is a value; without one the
    sentence tells what is missing. With a `noun` the sentence adds on how much of
    the data it rests.
    """
    thresholds = TERMS[name].thresholds
    said = _said(name, measure.unit, formatting.reader_locale())
    absent = absent or Absence()
    missing = "" if measure.is_ok else wording.because(measure, absent.reason)
    if measure.is_ok:
        rests_on = wording.based_on(measure, noun) if noun else ""
        sentence = wording.joined(says() if callable(says) else says, rests_on)
    else:
        sentence = wording.not_available(measure, missing, absent.advice)
    return Reading(
        label=label or said.label,
        measure=measure,
        rag=thresholds.rate(measure) if thresholds else None,
        better=thresholds.better if thresholds else TERMS[name].better,
        target=said.target,
        sentence=sentence,
        explanation=said.explanation,
        missing=missing,
        trend=trend,
    )


class Said(NamedTuple):
    """What a reading says of its term, in words of a language."""

    label: str
    explanation: str
    target: str


@cache
def _said(name: str, unit: Unit, _language: Locale) -> Said:
    """Say it once for all portfolios and periods; it must be the language in use."""
    term = TERMS[name]
    return Said(
        label=str(term.label),
        explanation=str(term.explanation),
        target=wording.target(term.thresholds, unit) if term.thresholds else "",
    )


def told(noun: Noun, *found: Reading) -> str:
    """The sentences of some readings, saying once on how much of the data they rest.

    It is said of the first; the numbers of the others stand beside them.
    """
    sentences = [
        one.sentence.removesuffix(wording.based_on(one.measure, noun)).strip()
        for one in found
    ]
    rests_on = (
        wording.based_on(found[0].measure, noun) if found[0].measure.is_ok else ""
    )
    return wording.joined(*sentences, rests_on)


def plain(
    measures: Mapping[str, Measure],
    *,
    absent: Absence | None = None,
    noun: Noun | None = None,
) -> dict[str, Reading]:
    """Return readings whose sentence is their term and their value."""
    return {
        name: reading(name, measure, _stated(name, measure), absent=absent, noun=noun)
        for name, measure in measures.items()
    }


def _stated(name: str, measure: Measure) -> Callable[[], str]:
    def says() -> str:
        number = measure.number
        said = wording.value(number, measure.unit, measure.currency)
        return f"{TERMS[name].label}: {said}."

    return says
