"""What a portfolio has delivered: the facts that pieces of value follow from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from delivery.calculations.course import Course, course
from delivery.calculations.delivery_rates import (
    Delivery,
    DeliveryState,
    on_budget_rate,
    on_time_rate,
)
from delivery.calculations.derived import derive
from delivery.calculations.evidence import ISOLATING, Evidence
from delivery.calculations.kpi_values import Reported
from delivery.calculations.periods import last_of_month
from delivery.calculations.share import Share
from delivery.calculations.xmr import Verdict
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    ClaimDecision,
    Kpi,
    KpiMeasurement,
    LimitDecision,
    Portfolio,
    Project,
)
from pmo_value.prepared import PreparedQuery
from recognition.calculations.gate import MIN_EACH_SIDE
from recognition.models import Responsibility, Stakeholder, ValueItem

Kind = ValueItem.Kind
Key = tuple[str, int]
Span = tuple[date, date]

MONEY = (Benefit.Kind.CASHABLE, Benefit.Kind.COST_AVOIDANCE, Benefit.Kind.NON_CASHABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A piece of value as the facts have it now.

    Units: `amount` in `currency`; a KPI or a project has its `facts` instead.
    """

    kind: str
    subject: int
    start: date
    end: date
    validated_on: date
    evidence: str
    amount: Decimal | None = None
    currency: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    decided_by: int | None = None
    decided_at: datetime | None = None

    @property
    def key(self) -> tuple[str, int, date, date]:
        return (self.kind, self.subject, self.start, self.end)


def load_delivered(
    portfolio: Portfolio, items: Sequence[ValueItem], day: date
) -> list[Delivered]:
    """Return all value that a portfolio has delivered by a day, in eight queries.

    The first says what there is; of what there is none, nothing more is asked.

    A month stays in the item that it belongs to, whatever the reporting period became
    since; so does an improved KPI.
    """
    rows = SUBJECTS.rows(portfolio=portfolio.pk)
    has_amounts, has_kpis, has_projects = rows[0] if rows else (False, False, False)
    return [
        *(_benefits(portfolio, items) if has_amounts else ()),
        *(_kpis(portfolio, items, day) if has_kpis else ()),
        *(_projects(portfolio, day) if has_projects else ()),
    ]


def _subjects(portfolio: int) -> QuerySet[Any, Any]:
    """Say whether there are validated amounts, KPIs, and finished projects."""
    amounts = BenefitEntry.objects.filter(
        benefit__portfolio=portfolio, kind=BenefitEntry.Kind.VALIDATED
    )
    kpis = Kpi.objects.filter(portfolio=portfolio)
    projects = Project.objects.filter(
        portfolio=portfolio, status=Project.Status.COMPLETED
    )
    return Portfolio.objects.filter(pk=portfolio).values_list(
        Exists(amounts), Exists(kpis), Exists(projects)
    )


SUBJECTS = PreparedQuery(_subjects, portfolio=-1)


def _benefits(portfolio: Portfolio, items: Sequence[ValueItem]) -> Iterator[Delivered]:
    spans: defaultdict[int | None, list[Span]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.pk):
        spans[item.benefit_id].append((item.period_start, item.period_end))
    found: defaultdict[tuple[int, date, date], list[Any]] = defaultdict(list)
    for row in _validated(portfolio):
        month, benefit = row["month"], row["benefit"]
        start, end = next(
            (span for span in spans[benefit] if span[0] <= month <= span[1]),
            None,
        ) or _span(portfolio, month)
        found[benefit, start, end].append(row)
    if not found:
        return
    isolated = set(
        Benefit.objects.filter(
            portfolio=portfolio,
            attributions__method__in=[one.value for one in ISOLATING],
        ).values_list("pk", flat=True)
    )
    for (benefit, start, end), rows in found.items():
        total = sum((row["amount"] for row in rows), Decimal(0))
        if total > 0:
            newest = max(rows, key=_validated_on)
            evidence = Evidence.ISOLATED if benefit in isolated else Evidence.VALIDATED
            yield Delivered(
                kind=Kind.BENEFIT,
                subject=benefit,
                start=start,
                end=end,
                amount=total,
                currency=rows[0]["currency"],
                validated_on=_validated_on(newest),
                evidence=evidence.value,
                decided_by=newest["decided_by"],
                decided_at=newest["validated_at"],
            )


def _span(portfolio: Portfolio, day: date) -> Span:
    period = portfolio.period_of(day)
    return period.start, period.end


def _validated(portfolio: Portfolio) -> Iterable[dict[str, Any]]:
    """Amounts that finance let stand, each with the time it did."""
    decided = ClaimDecision.objects.filter(
        benefit=OuterRef("benefit"), month=OuterRef("month")
    ).order_by("-number")
    written = (
        BenefitEntry.history.model.objects.filter(id=OuterRef("pk"))
        .order_by("-history_id")
        .values("history_date")[:1]
    )
    return (
        BenefitEntry.objects.filter(
            benefit__portfolio=portfolio,
            kind=BenefitEntry.Kind.VALIDATED,
            benefit__is_disbenefit=False,
            benefit__benefit_class__in=MONEY,
        )
        .exclude(benefit__currency="")
        .order_by("benefit", "month")
        .annotate(
            validated_at=Coalesce(
                Subquery(decided.values("decided_at")[:1]), Subquery(written)
            ),
            decided_by=Subquery(decided.values("decided_by")[:1]),
            currency=F("benefit__currency"),
        )
        .values("benefit", "month", "amount", "currency", "validated_at", "decided_by")
    )


def _validated_on(row: dict[str, Any]) -> date:
    at: datetime | None = row["validated_at"]
    return timezone.localdate(at) if at else last_of_month(row["month"])


@dataclass(frozen=True, slots=True)
class _Reading:
    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class _Source:
    """A KPI with its readings."""

    pk: int
    code: str
    formula: str
    cadence: str
    aggregation: str
    direction: str
    signal_rules: str
    readings: tuple[_Reading, ...]


def _kpis(
    portfolio: Portfolio, items: Sequence[ValueItem], day: date
) -> Iterator[Delivered]:
    """KPIs that have improved, by a signal and not by chance."""
    sources = _sources(portfolio)
    if not sources:
        return
    held = {
        item.kpi_id: item for item in items if item.kpi_id and not item.is_withdrawn
    }
    decisions: defaultdict[int, list[tuple[str, date]]] = defaultdict(list)
    for kpi, step, start in (
        LimitDecision.objects.filter(kpi__portfolio=portfolio)
        .order_by("pk")
        .values_list("kpi_id", "step", "period_start")
    ):
        decisions[kpi].append((step, start))
    derived = derive(sources)
    for source in sources:
        readings: Iterable[Reported] = derived.get(source.code, source.readings)
        found = course(
            readings,
            cadence=source.cadence,
            aggregation=source.aggregation,
            direction=source.direction,
            rules=source.signal_rules,
            decisions=decisions[source.pk],
            as_of=day,
        )
        improved = _improved(portfolio, source.pk, found, held.get(source.pk))
        if improved:
            yield improved


def _sources(portfolio: Portfolio) -> list[_Source]:
    kpis = list(
        Kpi.objects.filter(portfolio=portfolio)
        .order_by("pk")
        .values(
            "pk",
            "code",
            "formula",
            "cadence",
            "aggregation",
            "direction",
            "signal_rules",
        )
    )
    if not kpis:
        return []
    readings: defaultdict[int, list[_Reading]] = defaultdict(list)
    for kpi, *row in (
        KpiMeasurement.objects.filter(kpi__portfolio=portfolio)
        .counted()
        .order_by("kpi_id", "period_start")
        .values_list(
            "kpi_id", "period_start", "period_end", "value", "numerator", "denominator"
        )
    ):
        readings[kpi].append(_Reading(*row))
    return [_Source(**row, readings=tuple(readings[row["pk"]])) for row in kpis]


def _improved(
    portfolio: Portfolio, kpi: int, found: Course, held: ValueItem | None
) -> Delivered | None:
    """Return what an improved KPI has come to: the level before, and that since.

    Before: the centre of the limits that the signal stands against. After: the mean of
    the values since then. With fewer than five values on either side there is nothing
    to tell yet.
    """
    behaviour = found.behaviour
    if behaviour is None or behaviour.verdict is not Verdict.IMPROVED:
        return None
    place, current = behaviour.changed_at, behaviour.current
    if place is None or current is None:
        return None
    if held:  # An improvement is told of the time in which it was found.
        since = date.fromisoformat(held.facts["since"])
        starts = [slot.start for slot in found.slots]
        place = starts.index(since) if since in starts else place
    shift = behaviour.shift
    limits = current.limits
    centre = shift[0] if shift else limits.centre if limits else None
    values = [slot.value for slot in found.slots[place:] if slot.value is not None]
    n_before = sum(slot.value is not None for slot in found.slots[:place])
    if centre is None or min(n_before, len(values)) < MIN_EACH_SIDE:
        return None
    slot = found.slots[place]
    start, end = (
        (held.period_start, held.period_end) if held else _span(portfolio, slot.end)
    )
    mean = sum(values, Decimal(0)) / len(values)
    return Delivered(
        kind=Kind.KPI,
        subject=kpi,
        start=start,
        end=end,
        validated_on=slot.end,
        evidence=Evidence.MEASURED.value,
        facts={
            "before": f"{centre:.6f}",
            "after": f"{mean:.6f}",
            "n_before": n_before,
            "n_after": len(values),
            "since": slot.start.isoformat(),
        },
    )


def _projects(portfolio: Portfolio, day: date) -> Iterator[Delivered]:
    """Projects that were finished on time or on budget."""
    finished = Project.objects.filter(
        portfolio=portfolio,
        status=Project.Status.COMPLETED,
        actual_finish__lte=day,
    ).order_by("pk")
    if not finished:
        return
    plans = {
        plan.project_id: plan
        for plan in Baseline.objects.filter(project__portfolio=portfolio)
        .current_on(day)
        .reverse()
    }
    for project in finished:
        plan = plans.get(project.pk)
        seen = Delivery(
            state=DeliveryState.COMPLETE,
            baseline_start=plan.start if plan else None,
            baseline_finish=plan.finish if plan else None,
            budget=plan.budget if plan else None,
            actual_finish=project.actual_finish,
            final_cost=project.final_cost,
        )
        on_time = _is_one(on_time_rate([seen], portfolio.time_tolerance))
        on_budget = _is_one(on_budget_rate([seen], portfolio.cost_tolerance))
        if on_time or on_budget:
            start, end = _span(portfolio, project.actual_finish)
            yield Delivered(
                kind=Kind.PROJECT,
                subject=project.pk,
                start=start,
                end=end,
                validated_on=project.actual_finish,
                evidence=Evidence.MEASURED.value,
                currency=project.currency,
                facts={
                    "on_time": on_time,
                    "on_budget": on_budget,
                    "finish": project.actual_finish.isoformat(),
                    "planned_finish": _text(plan.finish if plan else None),
                    "budget": _text(plan.budget if plan else None),
                    "cost": _text(project.final_cost),
                },
            )


def _text(value: date | Decimal | None) -> str | None:
    return None if value is None else str(value)


def _is_one(share: Share) -> bool | None:
    """Return whether the rate of a single project is all or nothing."""
    value = share.measure().value
    return None if value is None else value == 1


def load_sponsors(portfolio: Portfolio) -> dict[Key, int]:
    """Return who answers for each subject, in three queries: of several, a sponsor.

    Who answers for a project answers for its benefits and KPIs as well; who answers
    for a service, for its KPIs.
    """
    answering = _answering(portfolio)
    benefits = Benefit.objects.filter(portfolio=portfolio).order_by()
    kpis = Kpi.objects.filter(portfolio=portfolio).order_by()
    ways: list[tuple[Key, Sequence[tuple[str, int | None]]]] = [
        *(
            ((Kind.BENEFIT, pk), (("benefit", pk), ("project", project)))
            for pk, project in benefits.values_list("pk", "project")
        ),
        *(
            ((Kind.KPI, pk), (("project", project), ("service", service)))
            for pk, project, service in kpis.values_list("pk", "project", "service")
        ),
        *(
            ((Kind.PROJECT, pk), ((what, pk),))
            for what, pk in answering
            if what == "project"
        ),
    ]
    found: dict[Key, int] = {}
    for key, way in ways:
        for what, pk in way:
            if pk is not None and (what, pk) in answering:
                found.setdefault(key, answering[what, pk])
    return found


def _answering(portfolio: Portfolio) -> dict[tuple[str, int], int]:
    """Return who is named for benefits, projects and services, one person each."""
    here = Q(benefit__portfolio=portfolio) | Q(project__portfolio=portfolio)
    rows = Responsibility.objects.filter(
        here | Q(service__isnull=False),
        stakeholder__left_on=None,
        stakeholder__erased_at=None,
    ).values_list(
        "stakeholder__role",
        "stakeholder__name",
        "stakeholder",
        "benefit",
        "project",
        "service",
    )
    found: dict[tuple[str, int], int] = {}
    sponsor = Stakeholder.Role.SPONSOR
    for _role, _name, stakeholder, benefit, project, service in sorted(
        rows, key=lambda row: (row[0] != sponsor, row[1], row[2])
    ):
        subjects = {"benefit": benefit, "project": project, "service": service}
        for what, pk in subjects.items():
            if pk is not None:
                found.setdefault((what, pk), stakeholder)
    return found
