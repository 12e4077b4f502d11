"""The rows behind the numbers of a translation: what, whose, and which version."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from delivery import units
from delivery.models import BenefitEntry, KpiMeasurement, Project
from pmo_value import formatting
from recognition.arithmetic import Line
from recognition.models import Assumption, TranslationInput, ValueTranslation

Source = TranslationInput.Source


class Origin(NamedTuple):
    """A row that a number rests on; `version` is 0 where none is kept."""

    what: str
    value: str
    who: str
    version: int = 0
    url: str = ""


def origins_of(line: Line, translation: ValueTranslation) -> list[Origin]:
    """Return the rows that a factor rests on, newest last."""
    bound = line.bound
    if bound is None:
        return []
    match bound.source:
        case Source.ASSUMPTION:
            return list(_of_assumption(bound.assumption))
        case Source.KPI | Source.KPI_CHANGE:
            return list(_of_kpi(bound, translation))
        case Source.VALIDATED:
            return list(_of_benefit(bound, translation))
        case Source.TYPED:
            who = str(bound.confirmed_by or "")
            return [Origin(f"{bound.note}, {bound.reference}", line.written, who)]
    return list(_of_project(bound))


def _of_assumption(assumption: Any) -> Iterator[Origin]:
    row: Assumption = Assumption.objects.with_version().get(pk=assumption.pk)
    yield Origin(
        row.source,
        assumed(row),
        approved(row),
        row.version,  # type: ignore[attr-defined]
        row.get_absolute_url(),
    )


def assumed(row: Assumption) -> str:
    """Return the value of an assumption with its unit: €62.00 per hour."""
    text = units.kpi_value(row.value, row)  # type: ignore[arg-type]
    needs_label = row.unit == Assumption.Unit.MONEY and row.unit_label
    return f"{text} {row.unit_label}" if needs_label else text


def assumed_range(row: Assumption) -> str:
    """Return between what an assumption lies: €55.00 to €70.00."""
    return _("%(low)s to %(high)s") % {
        "low": units.kpi_value(row.low, row),  # type: ignore[arg-type]
        "high": units.kpi_value(row.high, row),  # type: ignore[arg-type]
    }


def approved(row: Assumption) -> str:
    """Return who approved an assumption, and when."""
    if row.approved_at is None:
        return _("not approved")
    return _("approved by %(who)s on %(day)s") % {
        "who": row.approved_by or _("somebody who has left"),
        "day": formatting.day(timezone.localdate(row.approved_at)),
    }


def _of_kpi(bound: TranslationInput, translation: ValueTranslation) -> Iterator[Origin]:
    kpi: Any = bound.kpi
    period = translation.span
    if bound.source == Source.KPI_CHANGE:
        on = formatting.day(kpi.baseline_on) if kpi.baseline_on else ""
        yield Origin(
            _("Baseline %(day)s") % {"day": on},
            units.kpi_value(kpi.baseline, kpi),
            "",
            0,
            kpi.get_absolute_url(),
        )
    readings = (
        KpiMeasurement.objects.filter(
            kpi=kpi, period_end__gte=period.start, period_start__lte=period.end
        )
        .counted()
        .with_version()
        .select_related("recorded_by", "decided_by")
        .order_by("period_start")
    )
    for row in readings:
        yield Origin(
            units.period_label(row.period_start, row.period_end),
            units.kpi_value(row.value, kpi),
            _by(row.recorded_by, row.decided_by),
            row.version,
            kpi.get_absolute_url(),
        )


def _by(recorded: Any, decided: Any) -> str:
    """Return who entered a value, and who approved it."""
    if decided:
        return _("%(who)s, approved by %(lead)s") % {
            "who": recorded or "–",
            "lead": decided,
        }
    return str(recorded or "")


def _of_benefit(
    bound: TranslationInput, translation: ValueTranslation
) -> Iterator[Origin]:
    benefit: Any = bound.benefit
    period = translation.span
    rows = (
        BenefitEntry.objects.filter(
            benefit=benefit,
            kind=BenefitEntry.Kind.VALIDATED,
            month__gte=period.start,
            month__lte=period.end,
        )
        .with_version()
        .select_related("recorded_by")
        .order_by("month")
    )
    for row in rows:
        who = _("validated by %(who)s") % {"who": row.recorded_by or _("finance")}
        yield Origin(
            formatting.month(row.month),
            units.benefit_amount(row.amount, benefit),
            who,
            row.version,
            benefit.get_absolute_url(),
        )


def _of_project(bound: TranslationInput) -> Iterator[Origin]:
    rows = Project.objects.with_current_state().with_version()
    project: Any = rows.get(pk=bound.project_id)
    url = project.get_absolute_url()
    match bound.source:
        case Source.BUDGET:
            text = formatting.money(project.budget, project.currency)
            what = _("Baseline %(number)s") % {"number": project.baseline_number}
            yield Origin(what, text, "", project.version, url)
        case Source.COST:
            text = formatting.money(project.final_cost, project.currency)
            yield Origin(_("Final cost"), text, "", project.version, url)
        case _:
            planned = formatting.day(project.planned_finish)
            yield Origin(_("Planned finish"), planned, "", 0, url)
            finished = formatting.day(project.actual_finish)
            yield Origin(_("Actual finish"), finished, "", project.version, url)
