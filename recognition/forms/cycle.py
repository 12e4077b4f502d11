"""Forms of lessons, promises and the names of the flywheel's steps."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.models import Kpi
from pmo_value.form_fields import validate_line
from recognition.actions.cycles import StepName
from recognition.models import CycleLesson, CyclePromise
from recognition.steps import DEFAULTS, Step

LONGEST_LABEL = 60
LONGEST_DESCRIPTION = 300
# What describes a new KPI; of one that exists all this is known.
DESCRIPTION = (
    "name",
    "family",
    "unit",
    "unit_label",
    "currency",
    "direction",
    "cadence",
    "baseline",
)


class LessonForm(FactForm):
    """What a cycle taught, and what follows from it."""

    parents: ClassVar[tuple[str, ...]] = ("cycle",)

    class Meta(FactForm.Meta):
        model = CycleLesson
        fields = ["cycle", "text", "deed"]
        widgets = {"deed": forms.Textarea(attrs={"rows": 3})}


class PromiseForm(FactForm):
    """A promise, and the KPI by which everybody will see whether it was kept."""

    parents: ClassVar[tuple[str, ...]] = ("cycle",)
    error_fields: ClassVar = {
        "recognition_promise_is_measured": "kpi",
        "recognition_promise_has_a_target": "target",
        "recognition_promise_in_money_has_currency": "currency",
    }

    class Meta(FactForm.Meta):
        model = CyclePromise
        fields = ["cycle", "text", "kpi", "target", "due_on", *DESCRIPTION]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        promise = self.instance
        offered = (
            Kpi.objects.visible_to(user)
            .filter(portfolio__path__startswith=promise.cycle.portfolio.path)
            .exclude(direction=Kpi.Direction.RANGE)
        )
        # The one that it is measured by stays on offer, whatever became of it.
        mine = Q(pk=promise.kpi_id) | Q(retired_on__isnull=True, formula="")
        kpis = self.fields["kpi"]
        kpis.queryset = offered.filter(mine).order_by("name")  # type: ignore[attr-defined]
        kpis.empty_label = _("A new KPI")  # type: ignore[attr-defined]
        self.fields["target"].required = True
        self.fields["target"].help_text = _(
            "Where it should get to; a percentage as 25, not 0.25."
        )
        self.fields["baseline"].help_text = _(
            "The value today, if it is known; a percentage as 25, not 0.25."
        )
        if promise.pk and promise.measured_by.unit == Kpi.Unit.RATIO:
            for name in ("baseline", "target"):
                value = getattr(promise, name)
                self.initial[name] = None if value is None else value.scaleb(2)

    @property
    def described(self) -> list[forms.BoundField]:
        """The fields that describe a new KPI, for the page."""
        return [self[name] for name in DESCRIPTION]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if kpi := cleaned.get("kpi"):
            self._take_over(kpi, cleaned)
        elif cleaned.get("unit") == Kpi.Unit.MONEY:
            own = self.instance.cycle.portfolio.currency
            cleaned["currency"] = cleaned.get("currency") or own
        else:
            cleaned["currency"] = ""
        if cleaned.get("unit") == Kpi.Unit.RATIO:
            for name in ("baseline", "target"):
                if cleaned.get(name) is not None:
                    cleaned[name] = cleaned[name].scaleb(-2)
        self._check_way(cleaned)
        self._check_day(cleaned)
        return cleaned

    def _take_over(self, kpi: Kpi, cleaned: dict[str, Any]) -> None:
        """What is known of a KPI that exists is not said anew."""
        for name in DESCRIPTION:
            self.errors.pop(name, None)
            cleaned[name] = "" if name == "name" else getattr(kpi, name)
        if kpi.unit == Kpi.Unit.RATIO and kpi.baseline is not None:
            cleaned["baseline"] = kpi.baseline.scaleb(2)

    def _check_way(self, cleaned: dict[str, Any]) -> None:
        """A target no better than where one stands promises nothing."""
        baseline, target = cleaned.get("baseline"), cleaned.get("target")
        if baseline is None or target is None or cleaned.get("kpi"):
            return
        is_increase = cleaned.get("direction") == CyclePromise.Direction.INCREASE
        if (target <= baseline) if is_increase else (target >= baseline):
            message = (
                _("Higher is better: the target lies above the value today.")
                if is_increase
                else _("Lower is better: the target lies below the value today.")
            )
            self.add_error("target", message)

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        due_on, cycle = cleaned.get("due_on"), self.instance.cycle
        if due_on and due_on <= cycle.ends_on:
            message = _("It is promised for the next cycle, after %(day)s.")
            self.add_error("due_on", message % {"day": cycle.ends_on.isoformat()})


class StepLabelsForm(forms.Form):
    """What the ten steps are called here; an empty name goes back to the usual one."""

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        for step in steps:
            for name, label, longest in (
                ("label", _("Name"), LONGEST_LABEL),
                ("description", _("What it is about"), LONGEST_DESCRIPTION),
            ):
                self.fields[f"{name}_{step.number}"] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=longest,
                    initial=getattr(step, name),
                    validators=[validate_line],
                )
            if not DEFAULTS[step.number].is_sure:
                self.fields[f"checked_{step.number}"] = forms.BooleanField(
                    label=_("I have checked the name against the guide"),
                    required=False,
                    initial=step.is_own,
                )

    @property
    def rows(self) -> list[tuple[Step, list[forms.BoundField]]]:
        """Each step with its fields, for the page."""
        return [
            (
                step,
                [
                    self[f"{name}_{step.number}"]
                    for name in ("label", "description", "checked")
                    if f"{name}_{step.number}" in self.fields
                ],
            )
            for step in self.steps
        ]

    def names(self) -> dict[int, StepName]:
        """The entries by step."""
        found = self.cleaned_data
        return {
            step.number: StepName(
                found[f"label_{step.number}"].strip(),
                found[f"description_{step.number}"].strip(),
                is_checked=found.get(f"checked_{step.number}", False),
            )
            for step in self.steps
        }
