"""Results of surveys as readings, and the words of a survey under their names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.measure import Measure, Thresholds, exact
from delivery.calculations.periods import Period
from recognition import words
from recognition.calculations.estimate import Estimate
from recognition.words import answered, span
from scorecards.panels import wording
from scorecards.panels.contract import Reading, Scene
from scorecards.panels.history import last_periods, short_label
from scorecards.panels.readings import Absence, reading
from scorecards.panels.terms import TERMS

__all__ = [
    "answered",
    "cell",
    "moved",
    "name_of",
    "nobody_answered",
    "result",
    "span",
    "values",
    "withheld",
]


def name_of(name: str) -> str:
    """What a measure is called."""
    return str(TERMS[name].label)


def cell(estimate: Estimate) -> str:
    """A result in a table, or why there is none."""
    if not estimate.measure.is_ok:
        return wording.because(estimate.measure)
    return words.written(estimate)


def withheld(estimate: Estimate) -> Estimate:
    """The same without its value, so that nobody can be told apart."""
    if not estimate.measure.is_ok:
        return estimate
    return Estimate(
        Measure.suppressed(estimate.measure.unit, n=estimate.measure.n or 0)
    )


def result(
    name: str,
    estimate: Estimate,
    scene: Scene,
    *,
    trend: tuple[Decimal | None, ...] = (),
    absent: Absence | None = None,
) -> Reading:
    """Return a result of a survey under its name.

    It has a colour only if its whole interval has it.
    """
    made = reading(
        name,
        estimate.measure,
        lambda: words.said(name_of(name), estimate),
        absent=absent or nobody_answered(scene),
        trend=trend if estimate.measure.is_ok else (),
        label=words.beside(name_of(name), estimate),
    )
    thresholds = TERMS[name].thresholds
    rag = made.rag
    if isinstance(thresholds, Thresholds) and estimate.measure.is_ok:
        rag = estimate.judged(thresholds).rag
    return replace(made, rag=rag, interval=estimate.interval, error=estimate.error)


def nobody_answered(scene: Scene) -> Absence:
    """What is said where no round of the period has an answer."""
    return Absence(
        reason=_("no feedback round about %(period)s has been closed with answers")
        % {"period": scene.period.label},
        advice=_("Ask sponsors in a feedback round."),
    )


def moved(name: str, course: Sequence[Estimate], period: Period) -> str:
    """How a result stands to the round before, if there was one.

    Shape: one estimate for each of the last periods, this one's last.
    """
    *before, now = course
    past = [
        (when, estimate)
        for when, estimate in zip(last_periods(period), before, strict=False)
        if estimate.measure.is_ok
    ]
    if not past:
        return ""
    when, earlier = past[-1]
    return words.moved(name_of(name), earlier, now, short_label(when))


def values(course: Iterable[Estimate]) -> tuple[Decimal | None, ...]:
    """The values of some estimates; what is withheld leaves a gap."""
    return tuple(
        None if one.measure.value is None else exact(one.measure.value)
        for one in course
    )
