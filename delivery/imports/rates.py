"""Exchange rates of a file: what differs from the record corrects it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from delivery.calculations.exchange import month_around
from delivery.imports.binding import Draft
from delivery.imports.reading import Row
from delivery.imports.stores import Judged, Store, refused
from delivery.models import ExchangeRate, Portfolio
from delivery.models.closing import day_of
from delivery.models.exchange_rate import portfolios_converting

if TYPE_CHECKING:
    from accounts.models import User
    from delivery.models.portfolio import PortfolioQuerySet

KIND = "exchange-rates"
LONGEST_REASON = 300
# What a rate says in its place, and what a blank cell means there.
VALUES = ("valid_to", "rate", "source")
EMPTY = {"source": ""}


def top_of(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio at the top of a tree: rates hold for all of it."""
    return Portfolio.objects.get(slug=portfolio.path.strip("/").split("/")[0])


def may_keep_rates(user: "User | None", portfolio: Portfolio) -> bool:
    """Return whether somebody enters the rates of a tree; a command always may."""
    if user is None:
        return True
    top = Portfolio.objects.filter(pk=top_of(portfolio).pk)
    return top.editable_by(user).exists()


@dataclass(frozen=True, slots=True)
class Correction(Judged):
    """A rate that takes the place of one on record."""

    def keep(self) -> None:
        """Count it as a change and put it in line to be written."""
        self.store.counts.changed += 1
        self.store.created.append(self.row)


class RateStore(Store):
    """The rates of a tree of portfolios. None is overwritten."""

    def __init__(self, *args: Any, reason: str, may_keep: bool) -> None:
        super().__init__(*args)
        self.portfolio = top_of(self.portfolio)
        self.given["portfolio"] = self.portfolio
        self.given.pop("source", None)
        self.reason = reason[:LONGEST_REASON]
        self.may_keep = may_keep
        self.pairs: set[tuple[str, str]] = set()

    def fetch(self, drafts: Iterable[Draft]) -> None:
        """Read the rates that hold now; an average is known by its first day."""
        wanted = [_with_period(draft) for draft in drafts]
        days = [day for draft in wanted if (day := draft.values.get("valid_from"))]
        rows = ExchangeRate.objects.uncorrected().filter(
            portfolio=self.portfolio,
            valid_from__in=days,
        )
        self._existing = {
            tuple(getattr(row, name) for name in self.kind.key): row for row in rows
        }

    def judge(self, draft: Draft, row: Row) -> Judged:
        """Return what storing the rate would mean. Raises RefusedError."""
        if not self.may_keep:
            name = self.portfolio.name
            problem = _("is for the leads and administrators of %s to enter") % name
            raise refused(row, draft.rule, "rate", "", problem)
        return super().judge(_with_period(draft), row)

    def write(self, by: "User | None", reason: str) -> None:
        """Store what is in line."""
        self.pairs |= {(rate.from_currency, rate.to_currency) for rate in self.created}
        super().write(by, reason)

    def concerned(self) -> "PortfolioQuerySet":
        """The portfolios that convert something at the rates that were stored."""
        found: set[int] = set()
        for one, other in self.pairs:
            converting = portfolios_converting(one, other, within=self.portfolio)
            found |= set(converting.values_list("pk", flat=True))
        return Portfolio.objects.filter(pk__in=found)

    def _changed(
        self, draft: Draft, row: Row, linked: dict[str, Any], stored: Any
    ) -> Judged:
        named = [name for name in VALUES if name in draft.values]
        before = [getattr(stored, name) for name in named]
        after = [draft.values[name] or EMPTY.get(name) for name in named]
        if before == after:
            return Judged(self, stored, is_new=False, changed_fields=frozenset())
        new = ExchangeRate(
            **self.given,
            **{name: getattr(stored, name) for name in self.kind.key},
            valid_to=stored.valid_to,
            source=stored.source,
            corrects=stored,
            reason=self.reason,
        )
        self._fill(new, draft.values, linked)
        self._check(new, draft, row)
        self._keep_discipline(new, draft, row, day_of(stored))
        return Correction(self, new, is_new=True, changed_fields=frozenset())


def _with_period(draft: Draft) -> Draft:
    """Give an average that names no last day the month of its first."""
    values = draft.values
    first: date | None = values.get("valid_from")
    is_average = values.get("kind") == ExchangeRate.Kind.AVERAGE
    if is_average and first and not values.get("valid_to"):
        values["valid_from"], values["valid_to"] = month_around(first)
    return draft
