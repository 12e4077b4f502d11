"""What one refresh starts from, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from delivery.models import Portfolio
from pmo_value.reading import one_state
from scorecards.assembling import Identity
from scorecards.currencies import in_currency
from scorecards.facts import PortfolioFacts
from scorecards.horizon import Span
from scorecards.loading import load_facts, load_ranges, load_terms
from scorecards.models import Contribution, KpiStudy, PmoCase, Refresh, Scorecard
from scorecards.pmo_return.building import CaseInputs, StoredCase

Parts = defaultdict[int, dict[Span, "StoredPart"]]


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A contribution as it is stored; without components it is still a wish."""

    as_of: date | None
    digest: str
    inputs: str
    code: str
    components: str
    in_currencies: str
    readings: str

    @property
    def is_wish(self) -> bool:
        return not self.digest


@dataclass(frozen=True, slots=True)
class ChildInputs:
    """A portfolio directly below, and what it passes on."""

    pk: int
    identity: Identity
    is_behind: bool
    first_day: date | None
    last_day: date | None
    parts: dict[Span, StoredPart]


@dataclass(frozen=True, slots=True)
class StoredScorecard:
    """What must be known of a stored scorecard to leave it as it is."""

    digest: str
    is_asked_for: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """One state of a portfolio's facts and of what is stored about them.

    `abroad` are the facts in the other currencies that portfolios above report in.
    """

    portfolio: Portfolio
    facts: PortfolioFacts
    abroad: dict[str, PortfolioFacts]
    children: tuple[ChildInputs, ...]
    parts: dict[Span, StoredPart]
    wanted_above: frozenset[Span]
    scorecards: dict[str, StoredScorecard]
    studies: dict[int, str]
    case: CaseInputs

    @property
    def identity(self) -> Identity:
        return identity_of(self.portfolio)

    @property
    def first_day(self) -> date | None:
        """The first day anything is known about, here or below."""
        days = [self.facts.first_day(), *(child.first_day for child in self.children)]
        return min((day for day in days if day), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day anything is known about, here or below."""
        days = [self.facts.last_day(), *(child.last_day for child in self.children)]
        return max((day for day in days if day), default=None)


def load_inputs(portfolio_id: int) -> Inputs:
    """Load what a refresh of the portfolio starts from.

    At most fifty-nine queries, whatever the number of facts, periods and portfolios
    below, and all of them see the same state: the revision on the portfolio is that
    of these facts. Raises Portfolio.DoesNotExist.
    """
    with one_state():
        portfolio = Portfolio.objects.select_related("rating_scale").get(
            pk=portfolio_id
        )
        currencies = _currencies_above(portfolio)
        facts = load_facts(portfolio, currencies)
        here = Q(portfolio=portfolio) | Q(portfolio__parent=portfolio)
        parts = _parts(here)
        children = tuple(_children(portfolio, parts))
        return Inputs(
            portfolio=portfolio,
            facts=in_currency(facts, portfolio.currency),
            abroad={name: in_currency(facts, name) for name in currencies},
            children=children,
            parts=parts[portfolio.pk],
            wanted_above=_spans(portfolio.parent_id),
            scorecards=_scorecards(portfolio),
            studies=_studies(portfolio) if facts.kpis else {},
            case=_case(portfolio, facts, children, here),
        )


def identity_of(portfolio: Portfolio) -> Identity:
    """Return what a scorecard says about the portfolio itself."""
    return Identity(
        slug=portfolio.slug,
        name=portfolio.name,
        currency=portfolio.currency,
        time_tolerance=portfolio.time_tolerance,
        cost_tolerance=portfolio.cost_tolerance,
    )


def _currencies_above(portfolio: Portfolio) -> list[str]:
    """Return the other currencies that portfolios above this one report in."""
    if portfolio.parent_id is None:
        return []
    above = Portfolio.objects.above(portfolio).values_list("currency", flat=True)
    return sorted(set(above) - {portfolio.currency})


def _children(portfolio: Portfolio, parts: Parts) -> Iterator[ChildInputs]:
    children = Portfolio.objects.filter(parent=portfolio).select_related("refresh")
    for child in children.order_by("path"):
        refresh = getattr(child, "refresh", None) or Refresh()
        yield ChildInputs(
            pk=child.pk,
            identity=identity_of(child),
            is_behind=refresh.built_revision < child.revision,
            first_day=refresh.first_day,
            last_day=refresh.last_day,
            parts=parts[child.pk],
        )


def _spans(portfolio_id: int | None) -> frozenset[Span]:
    if portfolio_id is None:
        return frozenset()
    rows = Contribution.objects.filter(portfolio=portfolio_id)
    return frozenset(rows.values_list("period_start", "period_end"))


def _parts(condition: Q) -> Parts:
    parts: Parts = defaultdict(dict)
    rows = Contribution.objects.filter(condition).values_list(
        "portfolio_id",
        "period_start",
        "period_end",
        *StoredPart.__dataclass_fields__,
    )
    for portfolio_id, start, end, *values in rows:
        parts[portfolio_id][start, end] = StoredPart(*values)
    return parts


def _scorecards(portfolio: Portfolio) -> dict[str, StoredScorecard]:
    rows = Scorecard.objects.of_portfolio(portfolio).values_list(
        "period_key", "digest", "asked_at"
    )
    return {
        key: StoredScorecard(digest=digest, is_asked_for=asked_at is not None)
        for key, digest, asked_at in rows
    }


def _case(
    portfolio: Portfolio,
    facts: PortfolioFacts,
    children: Sequence[ChildInputs],
    here: Q,
) -> CaseInputs:
    """What the case of the portfolio starts from beside the facts."""
    names = ("portfolio_id", *StoredCase.__dataclass_fields__)
    stored = {
        pk: StoredCase(*row)
        for pk, *row in PmoCase.objects.filter(here).values_list(*names)
    }
    return CaseInputs(
        terms=load_terms(portfolio),
        ranges=load_ranges(portfolio) if facts.benefits else {},
        stored=stored.get(portfolio.pk),
        below=tuple(stored.get(child.pk) for child in children),
    )


def _studies(portfolio: Portfolio) -> dict[int, str]:
    """The fingerprints of the studies there are, by KPI."""
    rows = KpiStudy.objects.of_portfolio(portfolio)
    return dict(rows.values_list("kpi_id", "digest"))
