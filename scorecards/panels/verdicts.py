"""Signals and verdicts in words: what may be said of a KPI's course."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.behaviour import Behaviour, Signal
from delivery.calculations.course import Course
from delivery.calculations.measure import Reason
from delivery.calculations.series import Slot
from delivery.calculations.xmr import EARLIEST, Assurance, Phase, Rules, Verdict
from pmo_value import formatting

Text = str | Promise
# What stands behind the last digit of a value.
UNIT_AFTER: Final = re.compile(r"[^\d]*$")
Written = Callable[[Decimal], str]


class Told(StrEnum):
    """What is said of a KPI: a verdict, or that it is not charted."""

    IMPROVED = Verdict.IMPROVED.value
    DETERIORATED = Verdict.DETERIORATED.value
    CHANGED = Verdict.CHANGED.value
    NO_CHANGE = Verdict.NO_CHANGE.value
    TOO_EARLY = Verdict.TOO_EARLY.value
    NOT_CHARTED = "not_charted"

    @property
    def is_signal(self) -> bool:
        """Whether the KPI really changed."""
        return self in {Told.IMPROVED, Told.DETERIORATED, Told.CHANGED}


WORDS: Final[dict[Told, Text]] = {
    Told.IMPROVED: gettext_lazy("improved (signal)"),
    Told.DETERIORATED: gettext_lazy("deteriorated (signal)"),
    Told.CHANGED: gettext_lazy("changed (signal)"),
    Told.NO_CHANGE: gettext_lazy("no detectable change: routine variation"),
    Told.TOO_EARLY: gettext_lazy("too early to say"),
    Told.NOT_CHARTED: gettext_lazy("not charted: a running total"),
}

NOT_CHARTED: Final = gettext_lazy(
    "This KPI is a running total. It can only rise, so neither its level nor its steps "
    "say whether anything changed: enter what each period adds instead."
)

PHASES: Final[dict[Phase, Text]] = {
    Phase.NONE: gettext_lazy("no limits yet"),
    Phase.TRIAL: gettext_lazy("trial limits"),
    Phase.LOCKED: gettext_lazy("locked limits"),
}

ASSURANCES: Final[dict[Assurance, Text]] = {
    Assurance.PASSES: gettext_lazy(
        "As it stands this process will always meet the target of %(target)s."
    ),
    Assurance.FAILS: gettext_lazy(
        "As it stands this process will never meet the target of %(target)s."
    ),
    Assurance.HIT_AND_MISS: gettext_lazy(
        "As it stands this process will sometimes meet the target of %(target)s, and "
        "sometimes not, by chance."
    ),
}


def told(course: Course) -> Told:
    """Return what is said of a KPI."""
    if course.behaviour is None:
        return Told.NOT_CHARTED
    return Told(course.behaviour.verdict.value)


def rule_in_words(signal: Signal, rules: Rules) -> str:
    """Say what a rule has found in a value."""
    match signal:
        case Signal.OUTSIDE:
            return _("R1: outside the limits")
        case Signal.RUN:
            text = _("R2: one of %(count)s or more in a row on one side of the mean")
            return text % {"count": rules.run}
        case Signal.CLOSE:
            text = _("R3: one of %(close)s in %(window)s near the same limit")
            return text % {"close": rules.close, "window": rules.window}
        case Signal.JUMP:
            return _("mR: a step larger than routine")
    text = _("trend: one of %(count)s in a row that rise or fall")
    return text % {"count": rules.trend}


def reason(
    found: Behaviour, slots: Sequence[Slot], rules: Rules, written: Written
) -> str:
    """Say why the verdict is what it is, without a full stop.

    `written` writes a value of the KPI.
    """
    current, at = found.current, found.changed_at
    if current is None or current.limits is None:
        return _too_early(slots)
    if at is None:
        text = _("every value lies within routine variation, from %(ends)s")
        limits = current.limits
        return text % {"ends": ends(written(limits.lnpl), written(limits.unpl))}
    period = short(slots[at])
    if found.shift is not None:
        before, after = found.shift
        text = _("from %(period)s on the mean is %(after)s; before it was %(before)s")
        return text % {
            "period": period,
            "after": written(after),
            "before": written(before),
        }
    if at in current.run:
        return _run(found, slots, written)
    signal = found.signals_at(at)[0]
    text = {
        Signal.OUTSIDE: _("%(value)s in %(period)s is outside the limits"),
        Signal.CLOSE: _(
            "%(value)s in %(period)s is one of %(close)s values in %(window)s near the "
            "same limit"
        ),
        Signal.JUMP: _("the step to %(value)s in %(period)s is larger than routine"),
    }.get(signal, _("the values up to %(value)s in %(period)s keep their direction"))
    return text % {
        "value": written(slots[at].value or Decimal(0)),
        "period": period,
        "close": rules.close,
        "window": rules.window,
    }


def _too_early(slots: Sequence[Slot]) -> str:
    known = sum(slot.value is not None for slot in slots)
    text = ngettext(
        "%(known)s value is known, and limits need %(needed)s",
        "%(known)s values are known, and limits need %(needed)s",
        known,
    )
    return text % {"known": known, "needed": EARLIEST}


def _run(found: Behaviour, slots: Sequence[Slot], written: Written) -> str:
    """Say how a level has shifted."""
    current = found.current
    if current is None or current.limits is None:
        return ""
    run = current.run
    value = slots[run[0]].value or Decimal(0)
    text = (
        _("since %(period)s %(count)s values in a row lie above the mean of %(mean)s")
        if value > current.limits.centre
        else _(
            "since %(period)s %(count)s values in a row lie below the mean of %(mean)s"
        )
    )
    return text % {
        "period": short(slots[run[0]]),
        "count": len(run),
        "mean": written(current.limits.centre),
    }


def sentence(name: str, what: Told, why: str) -> str:
    """Say in one sentence whether a KPI changed, and why one may say so."""
    text = {
        Told.IMPROVED: _("%(kpi)s improved (signal): %(why)s."),
        Told.DETERIORATED: _("%(kpi)s deteriorated (signal): %(why)s."),
        Told.CHANGED: _("%(kpi)s changed (signal): %(why)s."),
        Told.NO_CHANGE: _("%(kpi)s has not detectably changed: %(why)s."),
        Told.TOO_EARLY: _("%(kpi)s: too early to say, %(why)s."),
    }.get(what)
    return text % {"kpi": name, "why": why} if text else str(NOT_CHARTED)


def missing(reason: str | None) -> str:
    """Say why a period has no value, without a full stop.

    `reason` is that of a reading that has none; without a reading nothing was entered.
    """
    if reason is None:
        return _("nothing was entered")
    if not reason:
        return _("not applicable")
    code, detail = Reason.parse(reason)
    if code is Reason.MISSING_INPUT:
        return _("[%(code)s] has no value") % {"code": detail}
    return _("it would be divided by zero")


def ends(low: str, high: str) -> str:
    """Two values of a range, their unit said once: 65 to 81 %."""
    unit = UNIT_AFTER.search(high)
    if unit and unit[0].strip() and low.endswith(unit[0]):
        low = low.removesuffix(unit[0])
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def short(slot: Slot) -> str:
    """The name of a period of a series: Sep 2026, or its days."""
    days = (slot.end - slot.start).days
    if 27 <= days <= 30:
        return formatting.month(slot.start)
    if days < 27:
        return formatting.day(slot.start)
    return _("%(first)s to %(last)s") % {
        "first": formatting.month(slot.start),
        "last": formatting.month(slot.end),
    }
