"""Standing orders: what happened, and the round that follows from it once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, Min, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from delivery.calculations.periods import Period, PeriodKind
from delivery.models import Benefit, ClaimDecision, Portfolio, Project
from recognition.actions.rounds import day_of, send_round
from recognition.models import Round, RoundPlan

# Nobody is asked about what is longer past, such as when a worker was away.
LATEST = timedelta(days=30)
LONGEST_NAME = 150
VALIDATING = ("accepted", "accepted_in_part", "amended")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a standing order waits for: its key, its day, what it is about."""

    key: str
    name: str
    period: tuple[date, date]
    subject: dict[str, Any]


def due_plans() -> list[int]:
    """Return the standing orders in force."""
    return list(
        RoundPlan.objects.in_force().order_by("pk").values_list("pk", flat=True)
    )


def carry_out(pk: int, now: datetime) -> int:
    """Send the rounds that are due by a standing order; return how many there are."""
    plan = RoundPlan.objects.select_related("portfolio", "questionnaire").get(pk=pk)
    if not plan.is_active:
        return 0
    done = set(plan.rounds.values_list("event_key", flat=True))
    with translation.override("en"):
        events = [event for event in events_of(plan, now) if event.key not in done]
        return sum(ask_about(plan, event, now) for event in events)


def ask_about(plan: RoundPlan, event: Event, now: datetime) -> bool:
    """Make the round of one event and send it; where nobody would get it, make none."""
    today = day_of(now)
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                portfolio=plan.portfolio,
                name=free_name(plan, event.name),
                questionnaire=plan.questionnaire,
                mode=plan.mode,
                period_start=event.period[0],
                period_end=event.period[1],
                opens_on=today,
                closes_on=today + timedelta(days=plan.days_open),
                plan=plan,
                event_key=event.key,
                **event.subject,
            )
            if not send_round(round_.pk, now):
                transaction.set_rollback(True)
                return False
    except IntegrityError:  # another worker was faster
        return False
    return True


def free_name(plan: RoundPlan, name: str) -> str:
    """Return a name that no round of the portfolio has yet."""
    taken = set(
        Round.objects.of_portfolio(plan.portfolio).values_list("name", flat=True)
    )
    name = name[: LONGEST_NAME - 5]
    number = 1
    found = name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def events_of(plan: RoundPlan, now: datetime) -> Iterator[Event]:
    """Yield what happened of late, since the standing order is in force."""
    first = max(plan.starts_on, day_of(now) - LATEST)
    match plan.event:
        case RoundPlan.Event.PROJECT_CLOSED:
            return closed_projects(plan, first, day_of(now))
        case RoundPlan.Event.BENEFIT_VALIDATED:
            return validated_benefits(plan, first)
        case _:
            return ended_quarters(plan, first, day_of(now))


def closed_projects(plan: RoundPlan, first: date, today: date) -> Iterator[Event]:
    """Yield projects that were completed since a day, as their history tells."""
    completed = {"id": OuterRef("pk"), "status": Project.Status.COMPLETED}
    since = start_of(first)
    records: Any = Project.history.model.objects.filter(**completed).order_by()
    projects = Project.objects.filter(
        Exists(records.filter(history_date__gte=since)),
        ~Exists(records.filter(history_date__lt=since)),
        portfolio__path__startswith=plan.portfolio.path,
        status=Project.Status.COMPLETED,
    )
    for project in projects.select_related("portfolio"):
        yield Event(
            key=f"project:{project.pk}",
            name=_("Closing of %(name)s") % {"name": project.name},
            period=asked_about(project.portfolio, today),
            subject={"project": project},
        )


def validated_benefits(plan: RoundPlan, first: date) -> Iterator[Event]:
    """Yield benefits that finance validated for the first time since a day."""
    decisions = ClaimDecision.objects.filter(verdict__in=VALIDATING)
    benefits = Benefit.objects.filter(
        portfolio__path__startswith=plan.portfolio.path,
        decisions__in=decisions,
    ).annotate(first_at=Min("decisions__decided_at"))
    benefits = benefits.filter(first_at__gte=start_of(first))
    for benefit in benefits.select_related("portfolio"):
        yield Event(
            key=f"benefit:{benefit.pk}",
            name=_("Value of %(name)s") % {"name": benefit.name},
            period=asked_about(benefit.portfolio, day_of(benefit.first_at)),
            subject={"benefit": benefit},
        )


def ended_quarters(plan: RoundPlan, first: date, today: date) -> Iterator[Event]:
    """Yield the last fiscal quarter that is over, if it ended since a day."""
    month = plan.portfolio.fiscal_year_start_month
    quarter = Period.containing(today, PeriodKind.QUARTER, month).previous()
    if quarter.end >= first:
        yield Event(
            key=f"quarter:{quarter.key}",
            name=_("Feedback %(quarter)s") % {"quarter": quarter.label},
            period=(quarter.start, quarter.end),
            subject={},
        )


def asked_about(portfolio: Portfolio, day: date) -> tuple[date, date]:
    """Return the time that people are asked about on a day: the period so far.

    Of a period that has hardly begun there is little to say: the one before counts in.
    """
    period = portfolio.period_of(day)
    is_young = day - period.start < LATEST
    return (period.previous().start if is_young else period.start), day


def start_of(day: date) -> datetime:
    """Return the first moment of a day where the installation is at home."""
    midnight = datetime.combine(day, datetime.min.time())
    return timezone.make_aware(midnight, timezone.get_default_timezone())
