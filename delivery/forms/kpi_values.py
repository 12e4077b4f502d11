"""The values of many KPIs for one period as a grid: a row a KPI."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.calculations.cadence import Span
from delivery.forms.fact import HIGHEST_VERSION, FactForm
from delivery.forms.kpi import KpiMeasurementForm
from delivery.limits import limit_in_words
from delivery.models import Kpi, KpiMeasurement, KpiTarget, Portfolio
from delivery.units import kpi_value

# Stands for "there was no value" where a version is expected.
NO_VALUE = 0


class KpiValueForm(KpiMeasurementForm):
    """One row: the value of a KPI for the period of the grid.

    The rules are those of the form of a single value. A row carries the version it was
    opened with; what somebody else wrote since is no change of this reader's.
    """

    parents: ClassVar[tuple[str, ...]] = ()

    class Meta(KpiMeasurementForm.Meta):
        fields = ["value", "numerator", "denominator", "not_applicable", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 1})}

    def __init__(
        self,
        *args: Any,
        instance: KpiMeasurement,
        version: int,
        target: KpiTarget | None,
        closed_until: date | None,
        **kwargs: Any,
    ) -> None:
        self.version = version
        self.target = target
        self.period_closed_until = closed_until
        super().__init__(
            *args,
            instance=instance,
            empty_permitted=True,
            use_required_attribute=False,
            **kwargs,
        )
        self.fields["version"] = forms.IntegerField(
            label=_("version"),
            min_value=NO_VALUE,
            max_value=HIGHEST_VERSION,
            initial=version,
            widget=forms.HiddenInput,
        )
        for name, field in self.fields.items():
            field.help_text = ""
            field.label = f"{instance.kpi.name}: {field.label}"
            field.widget.attrs["aria-label"] = field.label
            if name in FIGURES:
                field.widget.attrs["data-cell"] = name
        if self.is_bound:
            self._take_opened_values()

    def newest_version(self) -> int:
        return self.version

    def end_of_closed_time(self) -> date | None:
        return self.period_closed_until

    def offer_periods(self, kpi: Kpi) -> None:
        """Leave the period as it is: the grid is about one."""

    def target_of_period(self) -> KpiTarget | None:
        return self.target

    def _take_opened_values(self) -> None:
        """Hold the entries against what the reader saw when the grid was opened."""
        sent = self.data.get(self.add_prefix("version"), "")
        if not sent.isdecimal() or int(sent) == self.version:
            return
        record = KpiMeasurement.history.filter(
            kpi=self.instance.kpi_id, history_id=int(sent)
        ).first()
        for name in ("value", "numerator", "denominator", "not_applicable", "note"):
            if name in self.fields:
                empty = "" if name == "note" else None
                self.initial[name] = getattr(record, name) if record else empty

    def is_restatement(self) -> bool:
        """Ask for a reason once the reader knows what is stored."""
        is_newest = self.cleaned_data.get("version") == self.version
        return is_newest and super().is_restatement()


FIGURES = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Row:
    """A KPI of the grid: what was and what should be, in words, and its form."""

    kpi: Kpi
    form: KpiValueForm
    previous: str
    target: str
    limit: str


class KpiValuesForm:
    """The values of a period, saved all together or not at all."""

    def __init__(
        self,
        data: Any,
        *,
        kpis: Sequence[Kpi],
        span: Span,
        by: User,
        today: date,
    ) -> None:
        self.data = data
        self.kpis = kpis
        self.span = span
        self.by = by
        self.today = today
        self.conflict = False
        self.problem = ""
        self.rows = list(self._rows())

    def _rows(self) -> Iterator[Row]:
        readings = {
            reading.kpi_id: reading
            for reading in self._readings().filter(period_start=self.span.start)
        }
        before = self._before()
        targets = self._targets()
        closed = Portfolio.objects.closed_times()
        for kpi in self.kpis:
            reading = readings.get(kpi.pk)
            if reading:
                reading.kpi = kpi
            target = targets.get(kpi.pk)
            form = KpiValueForm(
                self.data,
                prefix=f"kpi-{kpi.pk}",
                instance=reading
                or KpiMeasurement(
                    kpi=kpi,
                    period_start=self.span.start,
                    period_end=self.span.end,
                    recorded_by=self.by,
                ),
                version=reading.version if reading else NO_VALUE,
                target=target,
                closed_until=closed.until(kpi.portfolio),
                by=self.by,
                today=self.today,
            )
            yield Row(
                kpi,
                form,
                kpi_value(before.get(kpi.pk), kpi),
                target_in_words(kpi, target),
                limit_in_words(kpi, target) if target else "",
            )

    def _readings(self) -> Any:
        return KpiMeasurement.objects.filter(kpi__in=self.kpis).with_version()

    def _before(self) -> dict[int, Decimal]:
        """The newest values of earlier periods, a few periods back at the most."""
        newest = (
            KpiMeasurement.objects.filter(
                kpi__in=self.kpis,
                period_start__lt=self.span.start,
                value__isnull=False,
            )
            .order_by("period_start")
            .values_list("kpi", "value")
        )
        length = (self.span.end - self.span.start).days + 1
        oldest = date.fromordinal(self.span.start.toordinal() - 3 * length)
        return dict(newest.filter(period_start__gte=oldest))

    def _targets(self) -> dict[int, KpiTarget]:
        """The targets that hold at the end of the period."""
        held = KpiTarget.objects.filter(
            kpi__in=self.kpis, valid_from__lte=self.span.end
        ).order_by("valid_from")
        return {target.kpi_id: target for target in held}

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.form.has_changed()]

    @property
    def done(self) -> int:
        return sum(row.form.instance.pk is not None for row in self.rows)

    @property
    def errors(self) -> dict[str, Any]:
        """Every error by the name of its field, as a form has them."""
        found: dict[str, Any] = {"": [self.problem]} if self.problem else {}
        for row in self.rows if self.data is not None else ():
            for name, messages in row.form.errors.items():
                found[row.form.add_prefix(name)] = messages
        return found

    def non_field_errors(self) -> list[str]:
        """What is wrong with whole rows, each with the name of its KPI."""
        found = [self.problem] if self.problem else []
        for row in self.rows:
            found += [
                f"{row.kpi.name}: {error}" for error in row.form.non_field_errors()
            ]
        return found

    def __iter__(self) -> Iterator[forms.BoundField]:
        """The fields, for the summary of errors."""
        for row in self.rows:
            yield from row.form

    def stored(self) -> bool:
        """Save the rows that were changed, all or none; the errors say why not."""
        if not all(row.form.is_valid() for row in self.rows):
            return False
        changed = self.changed
        try:
            with transaction.atomic():
                overtaken = self._overtaken(changed)
                if not overtaken:
                    for row in changed:
                        row.form.save()
        except IntegrityError:
            self.problem = _("Somebody saved the same at this moment. Try again.")
            return False
        for row, newest in overtaken:
            self._tell_conflict(row, newest)
        return not overtaken

    def _overtaken(self, changed: list[Row]) -> list[tuple[Row, KpiMeasurement]]:
        """Lock the KPIs of the rows, and find those that somebody saved meanwhile."""
        pks = [row.kpi.pk for row in changed]
        list(Kpi.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
        stored = {
            reading.kpi_id: reading
            for reading in self._readings().filter(period_start=self.span.start)
        }
        return [
            (row, newest)
            for row in changed
            if (newest := stored.get(row.kpi.pk))
            and newest.version != row.form.cleaned_data["version"]
        ]

    def _tell_conflict(self, row: Row, newest: KpiMeasurement) -> None:
        """Let the next press of the button mean: mine, knowing theirs."""
        self.conflict = True
        form: FactForm = row.form
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data[form.add_prefix("version")] = str(newest.version)  # type: ignore[index, attr-defined]
        form.add_error(
            "value",
            _("Somebody saved %(stored)s meanwhile. Save again to put yours there.")
            % {"stored": kpi_value(newest.value, row.kpi)},
        )


def target_in_words(kpi: Kpi, target: KpiTarget | None) -> str:
    """Return what a KPI should reach: "≥ 80 %", "20 to 30 days", or nothing."""
    if target is None:
        return ""
    if target.target is None:
        return _("%(low)s to %(high)s") % {
            "low": kpi_value(target.low, kpi),
            "high": kpi_value(target.high, kpi),
        }
    sign = "≤" if kpi.direction == Kpi.Direction.DECREASE else "≥"
    return f"{sign} {kpi_value(target.target, kpi)}"
