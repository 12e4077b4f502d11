"""Writing the assumptions and translations of the demonstration."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from delivery.calculations.periods import Period, PeriodKind, add_months
from delivery.models import Benefit, BenefitEntry, Kpi, Portfolio, Project
from recognition.actions import assumptions
from recognition.actions.translations import look_up, put_forward
from recognition.arithmetic import arithmetic_of
from recognition.calculations.translations import Role
from recognition.demo.assumptions import (
    ASSUMPTIONS,
    TRANSLATIONS,
    Assumed,
    AssumptionStory,
    Read,
    TranslationStory,
    Typed,
)
from recognition.models import Assumption, TranslationInput, ValueTranslation

LATER = timedelta(days=6)


def write_words(until: date, now: datetime) -> None:
    """Assume, approve, and put the improvements of the last quarter into money."""
    people = {user.username: user for user in User.objects.all()}
    portfolios = {portfolio.slug: portfolio for portfolio in Portfolio.objects.all()}
    for assumed in ASSUMPTIONS:
        _assume(assumed, portfolios[assumed.portfolio], until, now, people)
    for told in TRANSLATIONS:
        _translate(told, portfolios[told.portfolio], until, people["analyst"], now)


def _assume(
    told: AssumptionStory,
    portfolio: Portfolio,
    until: date,
    now: datetime,
    people: dict[str, User],
) -> None:
    dated_on = add_months(until, -told.months)
    unit = Assumption.Unit.MONEY
    if told.is_share:
        unit = Assumption.Unit.RATIO
    elif told.per == "per record":
        unit = Assumption.Unit.HOURS
    is_money = unit == Assumption.Unit.MONEY
    row = Assumption(
        portfolio=portfolio,
        name=told.name,
        value=Decimal(told.value),
        low=Decimal(told.low) if told.low else None,
        high=Decimal(told.high) if told.high else None,
        unit=unit,
        currency=portfolio.currency if is_money else "",
        unit_label=told.per if is_money else "",
        owner=told.owner,
        source=told.source,
        dated_on=dated_on,
        expires_on=add_months(dated_on, 12),
    )
    row.propose(people["analyst"])
    row.save()
    if told.is_approved:
        # Also what has expired since was approved while it held.
        at = min(now, now - timedelta(days=30 * told.months) + LATER)
        assumptions.approve(row, people["finance"], row.history.latest().pk, at)


def _translate(
    told: TranslationStory,
    portfolio: Portfolio,
    until: date,
    by: User,
    now: datetime,
) -> None:
    period = Period.containing(
        until, PeriodKind.QUARTER, portfolio.fiscal_year_start_month
    )
    row = ValueTranslation.objects.create(
        portfolio=portfolio,
        name=told.name,
        formula=told.formula,
        period=period.key,
        currency=portfolio.currency,
        project=Project.objects.filter(code=told.project).first(),
        attribution=Decimal(told.attribution),
        attribution_method=told.method,
        confidence=Decimal(told.confidence),
        note=told.note,
        written_by=by,
    )
    for role, number in zip(Role, told.numbers, strict=True):
        bound = TranslationInput(
            translation=row,
            role=role.value,
            as_of=until,
            confirmed_by=by,
            **_fact(number),
        )
        look_up(bound, until)
        if told.moved and role is Role.DRIVER and bound.number is not None:
            bound.number -= Decimal(told.moved)
        bound.save()
    if told.benefit:
        _put_forward(row, told.benefit, period, by, now)


def _fact(number: Typed | Read | Assumed) -> dict[str, Any]:
    """Return the columns of a factor that say where its number comes from."""
    match number:
        case Typed():
            return {
                "source": TranslationInput.Source.TYPED,
                "number": Decimal(number.number),
                "note": number.note,
                "reference": number.reference,
            }
        case Read():
            kpi = Kpi.objects.get(code=number.code)
            return {"source": number.source, "kpi": kpi}
    row = Assumption.objects.get(name=number.name)
    return {"source": TranslationInput.Source.ASSUMPTION, "assumption": row}


def _put_forward(
    row: ValueTranslation, benefit: str, period: Period, by: User, now: datetime
) -> None:
    """Draft a claim of it, which counts nowhere yet."""
    [found] = arithmetic_of(
        ValueTranslation.objects.with_inputs().filter(pk=row.pk), now.date()
    )
    entry = BenefitEntry(
        benefit=Benefit.objects.get(name=benefit),
        month=period.months()[-1].start,
        kind=BenefitEntry.Kind.CLAIMED,
        is_draft=True,
        note=found.equation,
        recorded_by=by,
    )
    put_forward(found, entry, now)
