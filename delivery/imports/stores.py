"""Facts against the database: what exists, what would change, what is refused."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from delivery.actions.importing import store_rows
from delivery.imports.binding import BoundFact, Draft
from delivery.imports.conditions import rules_of
from delivery.imports.discipline import Discipline
from delivery.imports.errors import RowError, shown
from delivery.imports.findings import Counts
from delivery.imports.kinds import Kind
from delivery.imports.kinds.kind import known_by
from delivery.imports.newer import Newer
from delivery.imports.parsing.words import folded
from delivery.imports.reading import Row
from delivery.models import (
    Benefit,
    Contingency,
    Kpi,
    KpiMeasurement,
    Objective,
    OverlapGroup,
    Portfolio,
    PriorityCriterion,
    Project,
    Resource,
    Risk,
    Service,
)
from delivery.models.closing import day_of
from delivery.models.kpi import SUBMISSION_FIELDS
from delivery.models.portfolio import PortfolioQuerySet

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

OWNERS: dict[str, type[models.Model]] = {
    "project": Project,
    "kpi": Kpi,
    "benefit": Benefit,
    "objective": Objective,
    "resource": Resource,
    "overlap_group": OverlapGroup,
    "service": Service,
    "risk": Risk,
    "criterion": PriorityCriterion,
}

MONEY_CLASSES = {
    Benefit.Kind.CASHABLE,
    Benefit.Kind.COST_AVOIDANCE,
    Benefit.Kind.NON_CASHABLE,
}


class RefusedError(Exception):
    """A fact that cannot be stored, with the reason for the reader."""

    def __init__(self, error: RowError) -> None:
        super().__init__(str(error))
        self.error = error


class Codes:
    """The objects of one portfolio by their codes, those of this file included.

    A code of another portfolio is as unknown as one that exists nowhere; but for
    objectives and, where they are only named, PMO services: those above are known as
    well. Priority criteria are those that hold here, wherever they come from.
    """

    def __init__(
        self, model: type[models.Model], portfolio: Portfolio, *, is_named: bool = False
    ) -> None:
        rows: Any = model._default_manager.filter(portfolio=portfolio)
        if model is Objective:  # its own come last and so go before those above
            rows = Objective.objects.open_to(portfolio)
        elif model is Service and is_named:
            rows = Service.objects.reaching(portfolio).order_by("portfolio__path")
        elif model is PriorityCriterion and is_named:
            rows = PriorityCriterion.objects.applying_to(portfolio)
        self.known: dict[str, Any] = dict(rows.values_list(known_by(model), "pk"))
        self.by_folded: dict[str, str] = {folded(code): code for code in self.known}

    def twin(self, code: str) -> str | None:
        """Return a known code that a reader would take for this one."""
        known = self.by_folded.get(folded(code), code)
        return None if known == code else known

    def add(self, code: str, row: models.Model) -> None:
        self.known.setdefault(code, row)
        self.by_folded.setdefault(folded(code), code)

    def withdraw(self, code: str, row: models.Model) -> None:
        if self.known.get(code) is row:
            del self.known[code]
            del self.by_folded[folded(code)]


@dataclass(frozen=True, slots=True)
class Judged:
    """One fact of a row that may be stored."""

    store: "Store"
    row: Any
    is_new: bool
    changed_fields: frozenset[str]

    def withdraw(self) -> None:
        """Forget the fact: another fact of its row is refused."""
        if self.store.own_codes and self.is_new:
            self.store.own_codes.withdraw(self.store.code_of(self.row), self.row)

    def keep(self) -> None:
        """Count the fact and put it in line to be written."""
        store = self.store
        if self.is_new:
            store.counts.created += 1
            store.created.append(self.row)
        elif self.changed_fields:
            store.counts.changed += 1
            store.changed.append(self.row)
            store.changed_fields |= self.changed_fields
        else:
            store.counts.unchanged += 1


class Store:
    """The facts of one kind in one portfolio: those stored, and those of the file."""

    def __init__(
        self,
        kind: Kind,
        portfolio: Portfolio,
        codes: Mapping[str, Codes],
        given: Mapping[str, Any],
        newer: Newer,
    ) -> None:
        names = {field.name for field in kind.model._meta.concrete_fields}
        self.kind = kind
        self.portfolio = portfolio
        self.newer = newer
        self.codes = codes
        self.own_codes = codes.get(kind.owns)
        # The parts of the key that name an object by its code.
        self.codes_in_key = {kind.parent, *kind.links} & set(kind.key)
        # What every new row gets besides what the file says.
        self.given = {name: value for name, value in given.items() if name in names}
        self.counts = Counts()
        self.created: list[Any] = []
        self.changed: list[Any] = []
        self.changed_fields: set[str] = set()
        self._discipline = Discipline(portfolio)
        self._rules = rules_of(kind.model)
        self._cleans = kind.model.clean is not models.Model.clean
        self._existing: dict[tuple[Any, ...], Any] = {}
        # The row of each key, by the key's hash: a million keys themselves would
        # take several hundred megabytes.
        self._seen: dict[int, int] = {}

    def is_new(self, draft: Draft) -> bool:
        """Return whether nothing of this key is known yet, here or in the file."""
        values = draft.values
        if self.own_codes:
            return values.get(self.kind.known_by) not in self.own_codes.known
        if hash(tuple(values.get(name) for name in self.kind.key)) in self._seen:
            return False
        key = tuple(
            self.codes[name].known.get(values.get(name, ""))
            if name in self.codes_in_key
            else values.get(name)
            for name in self.kind.key
        )
        is_known = not any(isinstance(part, models.Model) for part in key)
        return not (is_known and key in self._existing)

    def fetch(self, drafts: Iterable[Draft]) -> None:
        """Read the stored rows that the drafts may be about, in two queries."""
        kind = self.kind
        wanted = list(drafts)
        lookup: dict[str, Any] = {} if kind.parent else {"portfolio": self.portfolio}
        for name in kind.key:
            if name in kind.optional_links:
                continue
            values: set[Any] = {draft.values.get(name) for draft in wanted} - {None}
            if name in self.codes_in_key:
                known = self.codes[name].known
                found = (known.get(value) for value in values)
                values = {pk for pk in found if isinstance(pk, int)}
            lookup[f"{name}__in"] = values
        related = ["rating"] if "rating" in kind.fields else []
        rows = kind.model._default_manager.filter(**lookup).select_related(*related)
        names = [
            f"{name}_id" if name in self.codes_in_key else name for name in kind.key
        ]
        self._existing = (
            {tuple(getattr(row, name) for name in names): row for row in rows}
            if wanted
            else {}
        )
        self.newer.look_up(self._existing.values())

    def judge(self, draft: Draft, row: Row) -> Judged:
        """Return what storing the draft would mean.

        Raises RefusedError.
        """
        kind, rule = self.kind, draft.rule
        needed = set(kind.key) - set(kind.optional_links)
        if any(draft.values.get(name) is None for name in needed):
            raise refused(row, rule, "period", "", _("a value is missing"))
        self._refuse_doubles(draft, row)
        linked = {
            name: self._linked(name, draft, row)
            for name in filter(None, (kind.parent, *kind.links))
            if draft.values.get(name) is not None
        }
        key = tuple(
            linked.get(name) if name in self.codes_in_key else draft.values[name]
            for name in kind.key
        )
        is_known = not any(isinstance(part, models.Model) for part in key)
        stored = self._existing.get(key) if is_known else None
        if stored is None:
            return self._created(draft, row, linked)
        return self._changed(draft, row, linked, stored)

    def write(self, by: "User | None", reason: str) -> None:
        """Store what is in line."""
        store_rows(
            self.kind.model, self.created, self.changed, self.changed_fields, by, reason
        )
        if self.own_codes:
            for row in self.created:
                self.own_codes.known[self.code_of(row)] = row.pk

    def code_of(self, row: models.Model) -> str:
        """Return what other facts name a row by."""
        return str(getattr(row, self.kind.known_by))

    def concerned(self) -> PortfolioQuerySet:
        """The portfolios whose scorecards show what was stored.

        A project is held against the objectives of the portfolios above its own.
        """
        if self.kind.model is Objective:
            return Portfolio.objects.under(self.portfolio)
        return Portfolio.objects.filter(pk=self.portfolio.pk)

    def forget(self) -> None:
        """Empty the line: what stood in it is stored, or was only checked."""
        self.created, self.changed, self.changed_fields = [], [], set()
        self._existing = {}

    def _refuse_doubles(self, draft: Draft, row: Row) -> None:
        key = tuple(draft.values[name] for name in self.kind.key)
        first = self._seen.setdefault(hash(key), row.number)
        words = ", ".join(str(part) for part in key if part is not None)
        if first != row.number:
            problem = _("is already in row %s") % first
            raise refused(row, draft.rule, "", words, problem)
        code = draft.values[self.kind.known_by] if self.own_codes else ""
        twin = self.own_codes.twin(code) if self.own_codes else None
        if twin is not None:
            raise refused(
                row,
                draft.rule,
                self.kind.known_by,
                code,
                _("differs from %s only in case, spaces or hidden marks") % shown(twin),
                _("Write both alike, or give one a code of its own."),
            )

    def _linked(self, name: str, draft: Draft, row: Row) -> Any:
        """Return the object that a code names: its key, or itself while it is new."""
        code = draft.values[name]
        codes = self.codes[name]
        found = codes.known.get(code)
        if found is None:
            twin = codes.twin(code)
            raise refused(
                row,
                draft.rule,
                name,
                code,
                _("is not in this portfolio"),
                _("Is %s meant?") % shown(twin) if twin else "",
            )
        return found

    def _created(self, draft: Draft, row: Row, linked: dict[str, Any]) -> Judged:
        new = self.kind.model(**self.given)
        self._fill(new, draft.values, linked)
        fill_currency(new, self.portfolio.currency)
        self._check(new, draft, row)
        self._keep_discipline(new, draft, row)
        if self.own_codes:
            self.own_codes.add(self.code_of(new), new)
        return Judged(self, new, is_new=True, changed_fields=frozenset())

    def _changed(
        self, draft: Draft, row: Row, linked: dict[str, Any], stored: models.Model
    ) -> Judged:
        day_before = day_of(stored)
        currency = getattr(stored, "currency", None)
        changed = self._fill(stored, draft.values, linked)
        if changed and self.kind.is_immutable:
            raise refused(
                row,
                draft.rule,
                "",
                ", ".join(str(draft.values[name]) for name in self.kind.key),
                _("is approved and cannot be changed"),
                _("Give the new plan the next number."),
            )
        if changed:
            fill_currency(stored, self.portfolio.currency)
        if "currency" in changed and stored.currency == currency:  # type: ignore[attr-defined]
            # Left blank, it is the portfolio's, which it has been all along.
            changed.discard("currency")
        if changed:
            if overtaken := self.newer.refusal(stored, changed):
                key = [draft.values[name] for name in self.kind.key]
                words = ", ".join(str(part) for part in key if part is not None)
                raise refused(row, draft.rule, "", words, *overtaken)
            self._check(stored, draft, row)
            self._keep_discipline(stored, draft, row, day_before, changed)
            if isinstance(stored, KpiMeasurement):
                stored.submit(self.given.get("recorded_by"))
                changed |= set(SUBMISSION_FIELDS)
            elif "recorded_by" in self.given:
                stored.recorded_by = self.given["recorded_by"]  # type: ignore[attr-defined]
                changed |= {"recorded_by"}
        return Judged(self, stored, is_new=False, changed_fields=frozenset(changed))

    def _fill(
        self, row: models.Model, values: dict[str, Any], linked: dict[str, Any]
    ) -> set[str]:
        """Set what the file says; return the names of the fields that changed.

        A blank cell makes a field unknown or empty; where it can be neither, it
        stays as it is.
        """
        changed = set()
        for name, value in (values | linked).items():
            field = self.kind.model_field(name)
            stored = value
            if value is None and not field.null:
                if field.has_default() or not field.empty_strings_allowed:
                    continue
                stored = ""
            is_object = isinstance(stored, models.Model)
            key = stored.pk if is_object else stored
            if (is_object and key is None) or getattr(row, field.attname) != key:
                setattr(row, name if is_object else field.attname, stored)
                changed.add(name)
        return changed

    def _keep_discipline(
        self,
        fact: models.Model,
        draft: Draft,
        row: Row,
        day_before: "date | None" = None,
        changed: Collection[str] = (),
    ) -> None:
        """Refuse what a closed period or a missing note does not allow."""
        refusal = self._discipline.refusal(fact, day_before, changed)
        if refusal:
            field, problem, advice = refusal
            raise refused(row, draft.rule, field, "", problem, advice)

    def _check(self, fact: models.Model, draft: Draft, row: Row) -> None:
        """Refuse what the model's rules do not allow."""
        for holds, message in self._rules:
            if holds(vars(fact)) is False:
                raise refused(row, draft.rule, "", "", message.rstrip("."))
        if not self._cleans:
            return
        try:
            fact.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                raise refused(
                    row, draft.rule, name, "", " ".join(messages).rstrip(".")
                ) from None


def refused(
    row: Row, rule: BoundFact, field: str, value: str, problem: str, advice: str = ""
) -> RefusedError:
    """Return the error of a fact, with its place."""
    return RefusedError(
        RowError(
            row=row.number,
            line=row.line,
            column=rule.labels.get(field, ""),
            value=shown(value),
            problem=problem,
            advice=advice,
        )
    )


def fill_currency(fact: models.Model, currency: str) -> None:
    """Give a fact in money the portfolio's currency unless it has its own."""
    match fact:
        case Project() | Risk() | Contingency():
            needs_one = True
        case Kpi():
            needs_one = fact.unit == Kpi.Unit.MONEY
        case Benefit():
            needs_one = fact.benefit_class in MONEY_CLASSES
        case _:
            return
    if needs_one and not fact.currency:
        fact.currency = currency
