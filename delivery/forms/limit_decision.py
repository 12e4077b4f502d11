"""The form of a decision about the limits of a KPI's chart."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from delivery.calculations.course import Course
from delivery.calculations.xmr import EARLIEST, Phase
from delivery.forms.fact import FactForm
from delivery.models import LimitDecision
from delivery.units import period_label

LOCK, NEW_LIMITS = LimitDecision.Step.LOCK, LimitDecision.Step.NEW_LIMITS


def periods_open(course: Course) -> dict[str, list[tuple[str, str]]]:
    """Return the periods that each step may be decided for, the likeliest first.

    New limits may begin within the newest run on one side of the mean, and nowhere
    else. Trial limits may be locked from the sixth value on.
    """
    found = course.behaviour
    current = found.current if found else None
    if current is None:
        return {LOCK.value: [], NEW_LIMITS.value: []}
    locked = list(_lockable(course)) if current.phase is Phase.TRIAL else []
    places = {LOCK.value: locked[::-1], NEW_LIMITS.value: list(current.run)}
    return {
        step: [
            (
                course.slots[place].start.isoformat(),
                period_label(course.slots[place].start, course.slots[place].end),
            )
            for place in at
        ]
        for step, at in places.items()
    }


def _lockable(course: Course) -> Iterator[int]:
    current = course.behaviour.current if course.behaviour else None
    known = 0
    for place in range(current.start, current.end) if current else ():
        known += course.slots[place].value is not None
        if known >= EARLIEST:
            yield place


class LimitDecisionForm(FactForm):
    """Decide on the limits of a KPI, once and for all to read.

    `course` is what the KPI has done so far.
    """

    parents = ("kpi",)
    error_fields: ClassVar = {
        "delivery_limit_decision_once_a_period": "period_start",
        "delivery_limit_decision_says_why": "reason",
    }

    class Meta(FactForm.Meta):
        model = LimitDecision
        fields = ["kpi", "step", "period_start", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = periods_open(course)
        labels = dict(LimitDecision.Step.choices)
        self.steps = [step for step, periods in self.open.items() if periods]
        step = self.fields["step"]
        step.choices = [(step, labels[step]) for step in self.steps]  # type: ignore[attr-defined]
        step.widget.choices = step.choices  # type: ignore[attr-defined]
        every = {day: label for step in self.steps for day, label in self.open[step]}
        self.fields["period_start"] = forms.TypedChoiceField(
            label=_("Period"),
            help_text=self.fields["period_start"].help_text,
            coerce=lambda value: date.fromisoformat(str(value)),
            choices=sorted(every.items()),
        )
        if self.steps:
            self.initial.setdefault("step", self.steps[-1])
            self.initial.setdefault("period_start", self.open[self.steps[-1]][0][0])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        step, day = cleaned.get("step"), cleaned.get("period_start")
        if step and day:
            offered = dict(self.open.get(step, ()))
            if day.isoformat() not in offered:
                self.add_error("period_start", _wrong_period(step))
        return cleaned


def _wrong_period(step: str) -> str:
    if step == NEW_LIMITS:
        return _("New limits begin within the newest run on one side of the mean.")
    return _("Limits can be locked from the sixth value on, and before the twelfth.")
