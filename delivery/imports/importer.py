"""One file into one portfolio: checked whole, then written in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_symbol
from django.db import connection, transaction
from django.utils.translation import gettext as _

from delivery.imports import criteria, rates, scales
from delivery.imports.binding import Surroundings
from delivery.imports.drafting import DraftedRow, Drafter
from delivery.imports.errors import RowError, UnreadableFileError
from delivery.imports.findings import Findings, Report
from delivery.imports.guests import GUESTS
from delivery.imports.joining import joined
from delivery.imports.kinds import KINDS
from delivery.imports.kpi_rules import KpiRules
from delivery.imports.mapping import Mapping
from delivery.imports.marks import by_criterion
from delivery.imports.needs import Preparation
from delivery.imports.newer import Newer
from delivery.imports.reading import (
    FileLimits,
    Layout,
    ReadOptions,
    Row,
    Source,
    open_source,
)
from delivery.imports.sharing import ATTRIBUTIONS, ShareRule
from delivery.imports.stores import OWNERS, Codes, Judged, RefusedError, Store
from delivery.imports.validating import ENTRIES, FinanceRule
from delivery.models import Portfolio
from delivery.models.portfolio import PortfolioQuerySet
from delivery.risk_scale import Scale

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

CHUNK_ROWS = 1000
LONGEST_REASON = 100
LONGEST_SOURCE = 200
# Tells this lock from others on the server; any number will do.
IMPORTING = 20_260_930


@dataclass(frozen=True, slots=True)
class Job:
    """A file, what it means, and who wants it in which portfolio.

    `progress` is told how many rows are done, `sink` gets every error. What others
    saved after `known_until` is not overwritten.
    """

    portfolio: Portfolio
    mapping: Mapping
    path: Path
    name: str
    by: "User | None" = None
    options: ReadOptions = field(default_factory=ReadOptions)
    limits: FileLimits = field(default_factory=FileLimits)
    progress: Callable[[int], None] | None = None
    sink: Callable[[RowError], None] | None = None
    known_until: "datetime | None" = None


def check_file(job: Job) -> Report:
    """Return what importing the file would do; nothing is written.

    Raises UnreadableFileError when the file cannot be read as a whole.
    """
    portfolio = Portfolio.objects.get(pk=job.portfolio.pk)
    if job.mapping.guest:
        return GUESTS[job.mapping.guest].read(job, False)
    preparation = Preparation(portfolio, job.mapping.needs, job.by)
    return _Run(job, preparation, is_writing=False).report()


def import_file(job: Job, *, skip_refused: bool = False) -> Report:
    """Write the facts of a file and return what was done.

    All or nothing, in one transaction; with `skip_refused` the rows without errors
    are written. The same file twice changes nothing.

    Raises UnreadableFileError when the file cannot be read as a whole.
    """
    with transaction.atomic():
        take_turn(job.portfolio.pk)
        portfolio = Portfolio.objects.get(pk=job.portfolio.pk)
        if job.mapping.guest:
            report = GUESTS[job.mapping.guest].read(job, True)
            concerned = Portfolio.objects.filter(pk=portfolio.pk)
        else:
            preparation = Preparation(portfolio, job.mapping.needs, job.by)
            preparation.apply()
            run = _Run(job, preparation, is_writing=True)
            report = run.report()
            concerned = run.concerned()
        report.is_stored = skip_refused or not report.refused_rows
        if not report.is_stored:
            transaction.set_rollback(True)
        elif report.stored:
            concerned.touch()
    return report


def take_turn(portfolio_id: int) -> None:
    """Wait until no other file is being written into the portfolio.

    Its row is left alone until the end: whoever saves a form holds the row of the fact
    and then wants that of the portfolio, and a file that had it would want the former.
    SQLite lets nobody else write in a transaction anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            turn = [IMPORTING, portfolio_id]
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", turn)


class _Run:
    """One pass over the file."""

    def __init__(self, job: Job, preparation: Preparation, *, is_writing: bool) -> None:
        self.job = job
        self.preparation = preparation
        self.is_writing = is_writing
        self.findings = Findings(job.sink)
        self.stores = self._stores()
        self.kpi_rules = KpiRules(preparation.portfolio, self.findings)
        self.finance = FinanceRule(job.portfolio, job.by)
        self.shares = ShareRule(is_writing=is_writing)

    def report(self) -> Report:
        """Read the whole file and return what came of it."""
        job = self.job
        with open_source(job.path, job.options, job.limits, job.name) as opened:
            source: Source = opened
            if companion := job.mapping.companion:
                source = joined(opened, companion, job.path.parent, job.limits)
            portfolio = self.preparation.portfolio
            drafter = Drafter(
                by_criterion(job.mapping, source.layout.header, portfolio),
                source.layout,
                self._surroundings(source.layout),
                self.findings,
            )
            done = self._take_all(source, drafter)
            notes = [
                *self.preparation.notes,
                *source.layout.notes,
                *job.mapping.notes,
                *drafter.notes(),
            ]
        report = self.findings.finished(*notes)
        report.rows = done
        report.counts = {
            kind: store.counts
            for kind, store in self.stores.items()
            if kind in drafter.kinds
        }
        return report

    def _stores(self) -> dict[str, Store]:
        kinds = sorted(self.job.mapping.kinds, key=list(KINDS).index)
        portfolio = self.preparation.portfolio
        named = {
            name
            for kind in kinds
            for name in (KINDS[kind].parent, KINDS[kind].owns, *KINDS[kind].links)
        }
        owned = {KINDS[kind].owns for kind in kinds}
        codes = {
            name: Codes(model, portfolio, is_named=name not in owned)
            for name, model in OWNERS.items()
            if name in named
        }
        given: dict[str, Any] = {
            "portfolio": portfolio,
            "source": self.job.name[:LONGEST_SOURCE],
        }
        if self.job.by is not None:
            given["recorded_by"] = given["author"] = self.job.by
        return {kind: self._store(kind, codes, given) for kind in kinds}

    def _store(
        self, kind: str, codes: dict[str, Codes], given: dict[str, Any]
    ) -> Store:
        portfolio = self.preparation.portfolio
        newer = Newer(self.job.known_until, self.job.by)
        said = (KINDS[kind], portfolio, codes, given, newer)
        if kind == rates.KIND:
            may_keep = rates.may_keep_rates(self.job.by, portfolio)
            return rates.RateStore(*said, reason=self.reason, may_keep=may_keep)
        if kind == criteria.KIND:
            return criteria.CriterionStore(*said, by=self.job.by)
        make = scales.ScaleStore if kind == scales.KIND else Store
        return make(*said)

    def concerned(self) -> PortfolioQuerySet:
        """The portfolios whose scorecards show what the file brought."""
        found: set[int] = set()
        for store in self.stores.values():
            found |= set(store.concerned().values_list("pk", flat=True))
        return Portfolio.objects.filter(pk__in=found)

    def _surroundings(self, layout: Layout) -> Surroundings:
        portfolio = self.preparation.portfolio
        currency = portfolio.currency
        symbols = {currency, get_currency_symbol(currency, locale="en")}
        return Surroundings(
            portfolio=portfolio,
            levels=tuple(self.preparation.levels),
            symbols=tuple(sorted(symbols)),
            has_binary_numbers=layout.has_binary_numbers,
            scale=Scale.of(portfolio) if "risk-assessments" in self.stores else Scale(),
        )

    def _take_all(self, source: Source, drafter: Drafter) -> int:
        done = 0
        rows = source.rows()
        while chunk := list(islice(rows, CHUNK_ROWS)):
            self._take(chunk, drafter)
            done += len(chunk)
            if self.job.progress:
                self.job.progress(done)
        if not done:
            raise UnreadableFileError(_("The file has a header and no rows."))
        return done

    def _take(self, chunk: list[Row], drafter: Drafter) -> None:
        """Judge some rows and, when writing, store what they state."""
        drafted = [found for row in chunk if (found := drafter.draft(row))]
        for kind, store in self.stores.items():
            store.fetch(
                draft
                for found in drafted
                for draft in found.drafts
                if draft.rule.kind.name == kind and not found.errors
            )
        drafts = [draft for found in drafted for draft in found.drafts]
        self.finance.look_up(drafts, self._benefits_of(ENTRIES))
        self.shares.look_up(drafts, self._benefits_of(ATTRIBUTIONS))
        for found in drafted:
            self._judge(found)
        for kind, store in self.stores.items():
            if self.is_writing:
                store.write(self.job.by, self.reason)
                if kind == ENTRIES:
                    self.finance.settle(store, self.reason)
            store.forget()

    @property
    def reason(self) -> str:
        """Why the facts changed, as their history tells it."""
        return (_("Import of %s") % self.job.name)[:LONGEST_REASON]

    def _judge(self, found: DraftedRow) -> None:
        """Put the facts of a row in line, all of them or none."""
        judged: list[Judged] = []
        errors = found.errors
        if not errors:
            for draft in found.drafts:
                try:
                    self.shares.check(draft, found.row)
                    self.kpi_rules.before(draft, found.row)
                    store = self.stores[draft.rule.kind.name]
                    if draft.rule.only_new and not store.is_new(draft):
                        continue
                    fact = store.judge(draft, found.row)
                    judged.append(fact)
                    if fact.is_new or fact.changed_fields:
                        benefits = self._benefits_of(ENTRIES)
                        self.finance.check(draft, found.row, benefits)
                    self.kpi_rules.after(draft, found.row, judged[-1].row)
                except RefusedError as refusal:
                    errors.append(refusal.error)
                    break
        for fact in judged:
            fact.withdraw() if errors else fact.keep()
        if errors:
            self.findings.refuse(errors)

    def _benefits_of(self, kind: str) -> Codes | None:
        """Return the benefits that facts of a kind may name, if the file has any."""
        store = self.stores.get(kind)
        return store.codes["benefit"] if store else None
