"""Facts change, the picture follows: nobody else writes scorecards.

One refresh brings every stored period of one portfolio up to date. It takes the
portfolio's lease, reads one state of the facts, computes and draws without holding
anything, and stores under the lease. Whatever ends it early, the portfolio's
revision stays ahead of what was built, and the next sweep starts again.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from delivery.calculations.periods import Period
from delivery.models import Kpi, Portfolio
from delivery.models.portfolio import REFRESH_TASK, PortfolioQuerySet
from pmo_value.queueing import enqueue_after_commit
from recognition.actions.following import follow
from scorecards import assembling, snapshots, study
from scorecards.building import Build, Draft, plan_of, sum_up
from scorecards.edition import edition
from scorecards.horizon import span
from scorecards.inputs import Inputs, load_inputs
from scorecards.models import (
    Contribution,
    KpiStudy,
    LeaseLostError,
    PmoCase,
    Refresh,
    Scorecard,
    Sweep,
)
from scorecards.panels import PANELS
from scorecards.pmo_return.building import BuiltCase, build_case
from scorecards.presenting import body_of

logger = logging.getLogger(__name__)

# Of the periods that people asked for, as many are kept for each portfolio.
MOST_ASKED_FOR = 24
# A sweep asks for no more than this; the next one asks for the rest.
MOST_AT_ONCE = 200
# How often `refresh_here` looks whether another worker has finished.
LOOK_AGAIN_SECONDS = 0.2


class Result(StrEnum):
    """How a refresh ended."""

    UP_TO_DATE = "up to date"
    WAITING = "waiting for the portfolios below"
    NOT_DUE = "not due, or somebody is at it"
    OVERTAKEN = "overtaken by another worker"
    FAILED = "failed"
    GONE = "gone"


def refresh(portfolio_id: int, *, at_once: bool = False) -> Result:
    """Bring the scorecards of one portfolio up to date.

    Safe to run twice and from any number of workers at once: one of them works, the
    others leave. A portfolio that was refreshed within the last second is left for
    later, so that saves in quick succession are taken together; `at_once` does not
    wait for that.
    """
    Refresh.objects.add_missing(Portfolio.objects.filter(pk=portfolio_id))
    now = timezone.now()
    candidates = Refresh.objects.all() if at_once else Refresh.objects.rested(now)
    lease = candidates.claim(portfolio_id, now)
    if lease is None:
        return Result.NOT_DUE
    try:
        # What is stored is in the language of the installation, whoever asks.
        with translation.override(settings.LANGUAGE_CODE):
            return _rebuild(lease)
    except Portfolio.DoesNotExist:
        return Result.GONE
    except LeaseLostError:
        return Result.OVERTAKEN
    except Exception as error:
        logger.exception("The scorecards of portfolio %s failed", portfolio_id)
        return _fail(lease, error)


def _fail(lease: Refresh, error: Exception) -> Result:
    try:
        lease.fail(timezone.now(), error)
    except LeaseLostError:
        return Result.OVERTAKEN
    return Result.FAILED


def _rebuild(lease: Refresh) -> Result:
    # Before the facts are read: what is drawn knows of the value that they make.
    follow(Portfolio.objects.get(pk=lease.pk), timezone.now())
    inputs = load_inputs(lease.pk)
    build = Build(inputs, plan_of(inputs), {})
    for period in build.plan.needed:
        lease.keep(timezone.now())
        if summed := sum_up(PANELS, inputs, period):
            build.summed[span(period)] = summed
    if build.wishes:
        _ask_children(lease, build)
    drafts = [draft for period in build.plan.shown if (draft := build.draft(period))]
    for draft in drafts:
        _store_if_changed(lease, draft)
    _finish(
        lease,
        build,
        [draft.period.key for draft in drafts],
        list(changed_studies(inputs)),
        build_case(
            {inputs.portfolio.currency: inputs.facts, **inputs.abroad},
            inputs.portfolio.currency,
            inputs.case,
        ),
    )
    return Result.WAITING if build.wishes else Result.UP_TO_DATE


def _ask_children(lease: Refresh, build: Build) -> None:
    """Note which periods are waited for, and let those below sum them up."""
    new = [
        Contribution(portfolio_id=lease.pk, period_start=start, period_end=end)
        for start, end in build.wishes
        if (start, end) not in build.inputs.parts
    ]
    with transaction.atomic():
        lease.hold(timezone.now())
        Contribution.objects.bulk_create(new, ignore_conflicts=True)
    # One at a time: a transaction that holds several portfolios could meet an import
    # that takes them in another order.
    for child in build.children_to_ask():
        Portfolio.objects.filter(pk=child).touch()


def _store_if_changed(lease: Refresh, draft: Draft) -> None:
    """Draw and store a scorecard, unless the stored one shows these very facts."""
    digest = draft.digest()
    stored = draft.inputs.scorecards.get(draft.period.key)
    if stored and stored.digest == digest:
        return
    snapshot = draft.snapshot(PANELS)
    now = timezone.now()
    portfolio = draft.inputs.portfolio
    scorecard = Scorecard(
        portfolio=portfolio,
        period_key=draft.period.key,
        period_start=draft.period.start,
        period_end=draft.period.end,
        as_of=draft.this.stored.as_of,
        currency=portfolio.currency,
        built_revision=portfolio.revision,
        built_at=now,
        digest=digest,
        headline=snapshot.headline(),
        readings=snapshots.readings_as_json(snapshot.readings),
        panels=snapshots.panels_as_json(snapshot.panels),
        figures=snapshot.figures,
    )
    scorecard.snapshot = snapshot
    scorecard.body = body_of(scorecard)
    with transaction.atomic():
        lease.hold(now)
        Scorecard.objects.bulk_create(
            [scorecard],
            update_conflicts=True,
            unique_fields=["portfolio", "period_key"],
            update_fields=DRAWN,
        )


# All that drawing a scorecard writes; whether it was asked for stays.
DRAWN = [
    *("period_start", "period_end", "as_of", "currency"),
    *("built_revision", "built_at", "digest"),
    *("headline", "readings", "panels", "figures", "body"),
]


def _finish(
    lease: Refresh,
    build: Build,
    current: list[str],
    studies: list[KpiStudy],
    case: BuiltCase | None,
) -> None:
    """Store what the portfolio above needs, and give the lease back.

    All in one transaction: when the portfolio above is told, what it will read is
    there. `current` are the periods whose scorecards show the newest facts.
    """
    now = timezone.now()
    portfolio = build.inputs.portfolio
    signature = build.signature(case)
    with transaction.atomic():
        lease.hold(now)
        _store_contributions(build)
        _store_studies(studies, now)
        if case and case.text is not None:
            _store_case(portfolio, case, case.text, now)
        Scorecard.objects.of_portfolio(portfolio).filter(period_key__in=current).update(
            built_revision=portfolio.revision
        )
        if not build.wishes:
            _remove_what_is_over(build)
        if signature != lease.signature and portfolio.parent_id:
            Portfolio.objects.filter(pk=portfolio.parent_id).touch()
        lease.give_back(now, signature=signature, **_state(lease, build, current))


def _state(lease: Refresh, build: Build, current: list[str]) -> dict[str, object]:
    """Return what the portfolio's row says after this refresh."""
    latest = build.plan.latest
    state: dict[str, object] = {
        "attempts": 0,
        "first_day": build.inputs.first_day,
        "last_day": build.inputs.last_day,
    }
    if latest is None:
        state["latest_period_key"] = ""
    elif latest.key in current:  # else the page goes on showing the one before
        state["latest_period_key"] = latest.key
    if build.wishes:
        return {**state, "is_waiting": True}
    return {
        **state,
        "built_revision": build.inputs.portfolio.revision,
        "behind_since": None,
        "failed_at": None,
        "error": "",
    }


def _store_contributions(build: Build) -> None:
    """Store what each period adds up to, where that has changed."""
    Contribution.objects.bulk_create(
        [
            Contribution(
                portfolio=build.inputs.portfolio,
                period_start=start,
                period_end=end,
                as_of=part.as_of,
                components=part.components,
                in_currencies=part.in_currencies,
                readings=part.readings,
                digest=part.digest,
                inputs=part.inputs,
                code=part.code,
            )
            for (start, end), part in build.changed()
        ],
        update_conflicts=True,
        unique_fields=["portfolio", "period_start", "period_end"],
        update_fields=[
            *("as_of", "components", "in_currencies", "readings"),
            *("digest", "inputs", "code"),
        ],
    )


def changed_studies(inputs: Inputs) -> Iterator[KpiStudy]:
    """Yield the studies of the KPIs whose facts have changed, not saved yet."""
    for kpi in inputs.facts.kpis:
        fingerprint = assembling.digest(edition(), kpi)
        if inputs.studies.get(kpi.pk) != fingerprint:
            text = study.as_text(study.study_of(kpi))
            yield KpiStudy(kpi_id=kpi.pk, text=text, digest=fingerprint)


def _store_studies(studies: list[KpiStudy], now: datetime) -> None:
    """Store how KPIs are to be read, where that has changed.

    A KPI that was deleted meanwhile has no study.
    """
    there = Kpi.objects.filter(pk__in=[one.kpi_id for one in studies])
    known = set(there.values_list("pk", flat=True)) if studies else set()
    for one in studies:
        one.built_at = now
    KpiStudy.objects.bulk_create(
        [one for one in studies if one.kpi_id in known],
        update_conflicts=True,
        unique_fields=["kpi"],
        update_fields=["text", "digest", "built_at"],
    )


def _store_case(
    portfolio: Portfolio, case: BuiltCase, text: str, now: datetime
) -> None:
    """Store what the PMO is worth here, which portfolios above add to their own."""
    PmoCase.objects.bulk_create(
        [
            PmoCase(
                portfolio=portfolio,
                parts=case.parts,
                parts_digest=case.parts_digest,
                text=text,
                digest=case.digest,
                code=edition(),
                built_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["portfolio"],
        update_fields=["parts", "parts_digest", "text", "digest", "code", "built_at"],
    )


def _remove_what_is_over(build: Build) -> None:
    """Remove the periods that are neither recent nor asked for."""
    portfolio, plan = build.inputs.portfolio, build.plan
    over = Q()
    for start, end in build.inputs.parts.keys() - build.summed.keys():
        over |= Q(period_start=start, period_end=end)
    if over:
        Contribution.objects.filter(over, portfolio=portfolio).delete()
    scorecards = Scorecard.objects.of_portfolio(portfolio)
    if plan.latest is None:
        scorecards.delete()
    else:
        shown = [period.key for period in plan.shown]
        scorecards.filter(asked_at=None).exclude(period_key__in=shown).delete()


def ask_for(portfolio: Portfolio, period: Period | None) -> Scorecard:
    """Return a scorecard that is not built yet, and have it built.

    Without a period it is the one of today, which is not stored: a portfolio without
    a scorecard has either no facts or its very first refresh ahead. Of the periods
    that people asked for only the latest are kept.
    """
    if period is None:
        enqueue_after_commit(REFRESH_TASK, portfolio.pk)
        return _unbuilt(portfolio, portfolio.period_of(timezone.localdate()))
    scorecard = _unbuilt(portfolio, period)
    scorecard.asked_at = timezone.now()
    with transaction.atomic():
        Scorecard.objects.bulk_create([scorecard], ignore_conflicts=True)
        asked_for = Scorecard.objects.of_portfolio(portfolio).asked_for()
        newest = asked_for.order_by("-asked_at").values_list("pk", flat=True)
        asked_for.exclude(pk__in=list(newest[:MOST_ASKED_FOR])).delete()
        Portfolio.objects.filter(pk=portfolio.pk).touch()
    return scorecard


def _unbuilt(portfolio: Portfolio, period: Period) -> Scorecard:
    scorecard = Scorecard(
        portfolio=portfolio,
        period_key=period.key,
        period_start=period.start,
        period_end=period.end,
    )
    scorecard.is_current = False
    return scorecard


def start_again(portfolio: Portfolio) -> None:
    """Ask for every refresh that is behind, here or below, whatever has failed."""
    queue(Portfolio.objects.under(portfolio))


def queue(portfolios: PortfolioQuerySet) -> int:
    """Ask for a refresh of those that are behind; return how many there are."""
    portfolio_ids = _behind(portfolios)
    for portfolio_id in portfolio_ids:
        enqueue_after_commit(REFRESH_TASK, portfolio_id)
    return len(portfolio_ids)


def _behind(portfolios: PortfolioQuerySet) -> list[int]:
    """Return those that are behind, with what has failed ready to start anew."""
    Refresh.objects.add_missing(portfolios)
    rows = Refresh.objects.behind().filter(portfolio__in=portfolios.order_by())
    portfolio_ids = list(rows.deepest_first().values_list("pk", flat=True))
    Refresh.objects.filter(pk__in=portfolio_ids).free(timezone.now()).update(
        attempts=0, is_waiting=False
    )
    return portfolio_ids


def has_more_to_do(portfolio_id: int) -> bool:
    """Return whether facts changed that nobody has begun to take up.

    Whoever works on the portfolio asks this after the lease is given back. So a save
    whose message was sent away while the work went on is not forgotten.
    """
    rows = Refresh.objects.filter(pk=portfolio_id)
    return rows.with_new_facts().free(timezone.now()).exists()


def due_portfolios() -> list[int]:
    """Return the portfolios to refresh now, what is below first; note the time."""
    now = timezone.now()
    Refresh.objects.add_missing(Portfolio.objects.all())
    Refresh.objects.note_behind(now)
    Sweep.objects.update_or_create(pk=1, defaults={"ran_at": now})
    due = Refresh.objects.due(now).deepest_first()
    return list(due.values_list("pk", flat=True)[:MOST_AT_ONCE])


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to one portfolio, for those who watch."""

    portfolio: Portfolio
    result: Result
    seconds: float


def refresh_here(portfolios: PortfolioQuerySet) -> Iterator[Report]:
    """Refresh here and now until nothing of these portfolios is due any more.

    What is below comes first. Where another worker is at it, wait for its end.
    """
    _behind(portfolios)
    rows = Refresh.objects.filter(portfolio__in=portfolios.order_by())
    while True:
        due = rows.due(timezone.now()).deepest_first().select_related("portfolio")
        if row := due.first():
            start = time.monotonic()
            result = refresh(row.pk, at_once=True)
            if result is not Result.NOT_DUE:
                yield Report(row.portfolio, result, time.monotonic() - start)
        elif rows.behind().filter(leased_until__gte=timezone.now()).exists():
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return
