"""What one person owes: values, reports, claims and decisions, and by when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Min, Q, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.cadence import Span
from delivery.calculations.duties import complete_spans, due_on, missing_spans
from delivery.calculations.kpi_values import Cadence
from delivery.models import (
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    Project,
    StatusUpdate,
)
from delivery.models.closing import is_closed
from delivery.models.portfolio import ENTERS_FACTS, ClosedTimes, Portfolio, Role
from delivery.units import period_label

if TYPE_CHECKING:
    from accounts.models import User

# The oldest period that is asked for began less than two years ago.
LONGEST_AGO = 2 * 366


class Deed(TextChoices):
    """What is to be done."""

    CORRECT = "correct", _("Look at it again")
    VALUE = "value", _("Enter the value")
    REPORT = "report", _("Report the status")
    CLAIM = "claim", _("Enter what was claimed")
    VALIDATE = "validate", _("Validate the claim")
    APPROVE = "approve", _("Approve the value")


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that one person has to do by a day; `url` is where it is done."""

    deed: Deed
    what: str
    portfolio: Portfolio
    span: Span
    cadence: Cadence
    url: str
    comment: str = ""

    @property
    def due_on(self) -> date:
        return due_on(self.span, self.cadence)

    @property
    def period(self) -> str:
        return period_label(*self.span)

    def is_overdue(self, today: date) -> bool:
        return self.due_on < today


def walked(duty: Duty, number: int, within: Portfolio | None) -> str:
    """Return where a duty is done, as the step of that number of a walk.

    The walk leads through all that one owes, or through that of one portfolio.
    """
    mark = "&" if "?" in duty.url else "?"
    place = f"&owed_in={within.slug}" if within else ""
    return f"{duty.url}{mark}owed={number}{place}"


class Round(NamedTuple):
    """All values of one rhythm and period that one person enters."""

    cadence: Cadence
    span: Span
    done: int
    total: int

    @property
    def due_on(self) -> date:
        return due_on(self.span, self.cadence)

    @property
    def period(self) -> str:
        return period_label(*self.span)

    @property
    def url(self) -> str:
        return reverse("delivery:owed_values", args=[self.cadence, self.span.start])


@dataclass(frozen=True, slots=True)
class Owed:
    """Everything that one person owes on one day, the most urgent first.

    `is_asked` says whether this person has a part of whom anything is ever asked.
    """

    duties: tuple[Duty, ...]
    rounds: tuple[Round, ...]
    is_asked: bool

    @property
    def sent_back(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.deed == Deed.CORRECT]

    def overdue(self, today: date) -> list[Duty]:
        return [
            duty
            for duty in self.duties
            if duty.deed != Deed.CORRECT and duty.is_overdue(today)
        ]

    def due(self, today: date) -> list[Duty]:
        return [
            duty
            for duty in self.duties
            if duty.deed != Deed.CORRECT and not duty.is_overdue(today)
        ]

    @property
    def done(self) -> int:
        return sum(one.done for one in self.rounds)

    @property
    def total(self) -> int:
        return sum(one.total for one in self.rounds)


def owed_by(user: "User", today: date, within: Portfolio | None = None) -> Owed:
    """Return what a person owes, in all portfolios or in one and those below it.

    The number of queries does not follow the rows.

    A KPI is asked of its owner; one without an owner who may sign in, of everybody who
    enters facts there. Reports and claims are asked of all who enter facts, and
    validations of finance; nothing is asked of a period that was closed. What nobody
    of one's roles is ever asked for is not looked for.
    """
    closed = Portfolio.objects.closed_times()
    roles = set(user.memberships.values_list("role", flat=True))
    duties: list[Duty] = []
    rounds: list[Round] = []
    if roles & set(ENTERS_FACTS):
        values, rounds = _values(user, today, closed, within)
        duties += [
            *_sent_back(user),
            *_rejected(user, today, closed),
            *values,
            *_reports(user, today, closed),
            *_claims(user, today, closed),
        ]
    if Role.FINANCE in roles:
        duties += _validations(user, today, closed)
    if Role.LEAD in roles:
        duties += _approvals(user)
    duties = [duty for duty in duties if _is_within(duty.portfolio, within)]
    order = list(Deed)
    duties.sort(
        key=lambda duty: (
            duty.deed != Deed.CORRECT,
            duty.due_on,
            order.index(duty.deed),
            duty.portfolio.name,
            duty.what,
        )
    )
    is_asked = bool(roles & {*ENTERS_FACTS, Role.FINANCE, Role.LEAD})
    return Owed(tuple(duties), tuple(rounds), is_asked)


def _is_within(portfolio: Portfolio, within: Portfolio | None) -> bool:
    return within is None or portfolio.path.startswith(within.path)


def _sent_back(user: "User") -> Iterator[Duty]:
    own = KpiMeasurement.objects.filter(recorded_by=user)
    # Most people have none, which is sooner asked than what the whole question takes.
    if not own.filter(approval=KpiMeasurement.Approval.SENT_BACK).exists():
        return
    readings = own.editable_by(user).sent_back()
    for reading in readings.select_related("kpi__portfolio"):
        yield _of_reading(
            reading, Deed.CORRECT, reading.get_absolute_url(), reading.decision_note
        )


def _rejected(user: "User", today: date, closed: ClosedTimes) -> Iterator[Duty]:
    """Claims of this person that finance rejected, until they are changed or gone."""
    spans = {span.start: span for span in complete_spans(today, Cadence.MONTH)}
    own = BenefitEntry.objects.filter(recorded_by=user, month__in=spans)
    # As above: the whole question is asked of claims that were ever rejected.
    keys = list(own.once_rejected().values_list("pk", flat=True))
    if not keys:
        return
    claims = BenefitEntry.objects.editable_by(user).rejected().filter(pk__in=keys)
    for claim in claims.select_related("benefit__portfolio"):
        if is_closed(closed.until(claim.benefit.portfolio), claim.counts_on):
            continue
        yield _of_claim(
            claim, Deed.CORRECT, spans, claim.get_absolute_url(), claim.said
        )


def _approvals(user: "User") -> Iterator[Duty]:
    readings = KpiMeasurement.objects.approvable_by(user).awaiting_approval()
    for reading in readings.select_related("kpi__portfolio"):
        url = reverse("delivery:kpi_measurement_decide", args=[reading.pk])
        yield _of_reading(reading, Deed.APPROVE, url)


def _of_reading(
    reading: KpiMeasurement, deed: Deed, url: str, comment: str = ""
) -> Duty:
    return Duty(
        deed,
        reading.kpi.name,
        reading.kpi.portfolio,
        Span(reading.period_start, reading.period_end),
        Cadence(reading.kpi.cadence),
        url,
        comment,
    )


def kpis_asked_of(user: "User", within: Portfolio | None = None) -> list[Kpi]:
    """Return the KPIs whose values this person enters, with their portfolios.

    Those of all portfolios, or of one and those below it.
    """
    nobody = Q(owner__isnull=True) | Q(owner__is_active=False)
    kpis = Kpi.objects.editable_by(user).active().typed().filter(Q(owner=user) | nobody)
    begun = Min("targets__valid_from")
    found = kpis.annotate(aimed_from=begun).select_related("portfolio")
    return [kpi for kpi in found if _is_within(kpi.portfolio, within)]


def _values(
    user: "User", today: date, closed: ClosedTimes, within: Portfolio | None
) -> tuple[list[Duty], list[Round]]:
    kpis = kpis_asked_of(user, within)
    given = _given(
        KpiMeasurement.objects.filter(
            kpi__in=[kpi.pk for kpi in kpis],
            period_start__gte=date.fromordinal(today.toordinal() - LONGEST_AGO),
        ).values_list("kpi", "period_start")
    )
    duties: list[Duty] = []
    done: defaultdict[tuple[Cadence, Span], list[bool]] = defaultdict(list)
    for kpi in kpis:
        cadence = Cadence(kpi.cadence)
        spans = complete_spans(today, cadence, kpi.portfolio.fiscal_year_start_month)
        if not spans:
            continue
        done[cadence, spans[0]].append(spans[0].start in given[kpi.pk])
        missing = missing_spans(spans, given[kpi.pk], _begun(kpi, given[kpi.pk], spans))
        until = closed.until(kpi.portfolio)
        for span in missing:
            if is_closed(until, span.end):
                continue
            url = reverse("delivery:kpi_measurement_create", args=[kpi.pk])
            duties.append(
                Duty(
                    Deed.VALUE,
                    kpi.name,
                    kpi.portfolio,
                    span,
                    cadence,
                    f"{url}?period={span.start}",
                )
            )
    rounds = [
        Round(cadence, span, sum(marks), len(marks))
        for (cadence, span), marks in done.items()
    ]
    return duties, sorted(rounds, key=lambda one: (one.due_on, one.cadence))


def _begun(kpi: Any, given: set[date], spans: Sequence[Span]) -> date:
    """Return since when a KPI is asked for: it was measured, or aimed at, by then."""
    known = [*given, *([kpi.aimed_from] if kpi.aimed_from else [])]
    return min(min(known, default=spans[0].start), spans[0].start)


def _reports(user: "User", today: date, closed: ClosedTimes) -> Iterator[Duty]:
    projects = list(
        Project.objects.editable_by(user).under_way().select_related("portfolio")
    )
    updates = StatusUpdate.objects.filter(
        project__in=[project.pk for project in projects],
        status_date__gte=date.fromordinal(today.toordinal() - LONGEST_AGO),
    )
    reported: defaultdict[Any, set[date]] = defaultdict(set)
    for project_id, day in updates.values_list("project", "status_date"):
        reported[project_id].add(day)
    for project in projects:
        cadence = Cadence(project.portfolio.reporting_period)
        start_month = project.portfolio.fiscal_year_start_month
        spans = complete_spans(today, cadence, start_month)[:1]
        for span in spans:
            began_later = project.actual_start and project.actual_start > span.end
            is_told = any(day >= span.start for day in reported[project.pk])
            is_over = is_closed(closed.until(project.portfolio), span.end)
            if not (began_later or is_told or is_over):
                yield Duty(
                    Deed.REPORT,
                    str(project),
                    project.portfolio,
                    span,
                    cadence,
                    reverse("delivery:status_update_create", args=[project.pk]),
                )


def _claims(user: "User", today: date, closed: ClosedTimes) -> Iterator[Duty]:
    """Months in which a benefit was planned and of which nobody has claimed it."""
    spans = {span.start: span for span in complete_spans(today, Cadence.MONTH)}
    kinds = (BenefitEntry.Kind.PLANNED, BenefitEntry.Kind.CLAIMED)
    entries = BenefitEntry.objects.filter(
        benefit__in=Benefit.objects.editable_by(user).order_by(),
        month__in=spans,
        kind__in=kinds,
    )
    found: defaultdict[Any, set[str]] = defaultdict(set)
    for benefit_id, month, kind in entries.values_list("benefit", "month", "kind"):
        found[benefit_id, month].add(kind)
    unclaimed = [
        key for key, has in found.items() if BenefitEntry.Kind.CLAIMED not in has
    ]
    wanted = {benefit_id for benefit_id, _month in unclaimed}
    rows = Benefit.objects.select_related("portfolio").in_bulk(wanted)
    for benefit_id, month in unclaimed:
        benefit = rows[benefit_id]
        if is_closed(closed.until(benefit.portfolio), spans[month].end):
            continue
        url = reverse("delivery:benefit_entry_create", args=[benefit_id])
        yield Duty(
            Deed.CLAIM,
            str(benefit),
            benefit.portfolio,
            spans[month],
            Cadence.MONTH,
            f"{url}?month={month:%Y-%m}&kind={BenefitEntry.Kind.CLAIMED.value}",
        )


def _validations(user: "User", today: date, closed: ClosedTimes) -> Iterator[Duty]:
    """Claims of complete months that wait in the queue of finance."""
    spans = {span.start: span for span in complete_spans(today, Cadence.MONTH)}
    claims = BenefitEntry.objects.decided_by(user).awaiting_decision()
    for claim in claims.filter(month__in=spans).select_related("benefit__portfolio"):
        if is_closed(closed.until(claim.benefit.portfolio), claim.counts_on):
            continue
        url = reverse("delivery:claim_review", args=[claim.pk])
        yield _of_claim(claim, Deed.VALIDATE, spans, url)


def _of_claim(
    claim: BenefitEntry,
    deed: Deed,
    spans: Mapping[date, Span],
    url: str,
    comment: str = "",
) -> Duty:
    return Duty(
        deed,
        str(claim.benefit),
        claim.benefit.portfolio,
        spans[claim.month],
        Cadence.MONTH,
        url,
        comment,
    )


def _given(rows: Iterable[tuple[Any, date]]) -> defaultdict[Any, set[date]]:
    found: defaultdict[Any, set[date]] = defaultdict(set)
    for owner, day in rows:
        found[owner].add(day)
    return found
