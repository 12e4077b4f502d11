"""A list of assumptions as a file: what is new or changed waits for finance."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.imports.columns import listed, plain_name
from delivery.imports.errors import CellError, RowError, UnreadableFileError, shown
from delivery.imports.findings import Counts, Findings, Report
from delivery.imports.guests import GuestKind, register
from delivery.imports.importer import LONGEST_REASON, Job
from delivery.imports.parsing import Day, Number, Text
from delivery.imports.reading import Row, open_source
from recognition.models import Assumption
from recognition.models.assumption import a_year_after

KIND = "assumptions"
MOST_ROWS = 10_000

# The columns of the export; its others say what came of an assumption here.
READERS: dict[str, Any] = {
    "name": Text(max_length=200),
    "value": Number(),
    "low": Number(),
    "high": Number(),
    "unit": Text(max_length=10),
    "currency": Text(max_length=3),
    "unit_label": Text(max_length=40),
    "owner": Text(max_length=150),
    "source": Text(max_length=300),
    "dated_on": Day(),
    "expires_on": Day(),
    "note": Text(is_multiline=True),
}
NEEDED = ("name", "value", "unit", "owner", "source", "dated_on")
BLANK_TEXTS = ("currency", "unit_label", "note")
# The columns at which what a rule refuses is to be mended.
PLACES = {
    "recognition_assumption_money_has_currency": "currency",
    "recognition_assumption_has_both_ends": "low",
    "recognition_assumption_lies_in_its_range": "value",
    "recognition_assumption_expires_after_its_date": "expires_on",
}


def connect() -> None:
    """Let assumptions be imported like the facts of delivery."""
    register(GuestKind(KIND, gettext_lazy("Assumptions"), read))


def read(job: Job, is_writing: bool) -> Report:
    """Read a file of assumptions, and store what is new or changed when writing."""
    findings = Findings(job.sink)
    with open_source(job.path, job.options, job.limits, job.name) as source:
        rows = list(islice(source.rows(), MOST_ROWS + 1))
        header, notes = source.layout.header, source.layout.notes
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(_("The file has too many rows. Cut it into parts."))
    if not rows:
        raise UnreadableFileError(_("The file has a header and no rows."))
    reader = _Reader(job, header, findings)
    for row in rows:
        reader.take(row, is_writing=is_writing)
    found = findings.finished(*notes)
    found.rows = len(rows)
    found.counts = {KIND: reader.counts}
    return found


class _Reader:
    """One pass over the rows of a file."""

    def __init__(self, job: Job, header: Sequence[str], findings: Findings) -> None:
        self.job = job
        self.findings = findings
        self.counts = Counts()
        self.places = {plain_name(name): at for at, name in enumerate(header)}
        missing = [name for name in NEEDED if name not in self.places]
        if missing:
            raise UnreadableFileError(
                _("The file lacks these columns: %s.") % listed(missing)
            )
        rows = Assumption.objects.of_portfolio(job.portfolio)
        self.known = {row.name: row for row in rows}
        self.seen: set[str] = set()

    def take(self, row: Row, *, is_writing: bool) -> None:
        """Judge a row and, when writing, store what it says."""
        values, errors = self._values(row)
        if errors:
            self.findings.refuse(errors)
            return
        known = self.known.get(values["name"])
        found = known or Assumption(portfolio=self.job.portfolio)
        before = {name: getattr(found, name) for name in READERS}
        for name, value in values.items():
            setattr(found, name, value)
        changed = {name for name in values if before[name] != values[name]}
        if errors := self._flaws(row, found):
            self.findings.refuse(errors)
            return
        if known and not changed:
            self.counts.unchanged += 1
            return
        self.counts.changed += bool(known)
        self.counts.created += not known
        if not known or changed & set(Assumption.APPROVED_FIELDS):
            found.propose(self.job.by)
        if is_writing:
            reason = (_("Import of %s") % self.job.name)[:LONGEST_REASON]
            found._change_reason = reason  # type: ignore[union-attr]
            found.save()

    def _values(self, row: Row) -> tuple[dict[str, Any], list[RowError]]:
        """Return what a row says, and why it cannot be taken."""
        values: dict[str, Any] = {}
        errors = self._elsewhere(row)
        for name in READERS:
            try:
                values |= self._value(row, name)
            except CellError as error:
                errors.append(self._error(row, name, error.problem, error.advice))
        if errors:
            return values, errors
        if values["name"] in self.seen:
            problem = _("stands in the file twice")
            return values, [self._error(row, "name", problem, "")]
        self.seen.add(values["name"])
        if values["unit"] == Assumption.Unit.MONEY and not values.get("currency"):
            values["currency"] = self.job.portfolio.currency
        if values.get("expires_on") is None:
            values["expires_on"] = a_year_after(values["dated_on"])
        return values, []

    def _value(self, row: Row, name: str) -> dict[str, Any]:
        """Return what a column says, nothing where there is none; raises CellError."""
        if name not in self.places:
            return {}
        value = READERS[name](self._cell(row, name))
        if value is None and name in NEEDED:
            raise CellError(_("is blank"))
        return {name: "" if value is None and name in BLANK_TEXTS else value}

    def _elsewhere(self, row: Row) -> list[RowError]:
        """Refuse a row that belongs to another portfolio."""
        cell = self._cell(row, "portfolio")
        slug = "" if cell is None else str(cell).strip()
        if slug in {"", self.job.portfolio.slug}:
            return []
        advice = _("Choose that portfolio, or leave the column out.")
        problem = _("is another portfolio")
        return [self._error(row, "portfolio", problem, advice)]

    def _flaws(self, row: Row, found: Assumption) -> list[RowError]:
        """Return what the rules of an assumption refuse."""
        errors: list[RowError] = []
        if found.dated_on > timezone.localdate():
            errors.append(self._error(row, "dated_on", _("lies ahead"), ""))
        if found.unit != Assumption.Unit.MONEY and found.currency:
            problem = _("is for money only")
            errors.append(self._error(row, "currency", problem, ""))
        try:
            found.full_clean()
        except ValidationError as refused:
            for name, problems in refused.error_dict.items():
                errors += [
                    self._refused(row, name, problem, found) for problem in problems
                ]
        return errors

    def _refused(
        self, row: Row, name: str, problem: ValidationError, found: Assumption
    ) -> RowError:
        """Say at its column what a rule refuses."""
        text = " ".join(problem.messages).rstrip(".")
        if name == NON_FIELD_ERRORS:
            places = {
                constraint.get_violation_error_message(): PLACES[constraint.name]
                for constraint in found._meta.constraints
                if constraint.name in PLACES
            }
            name = places.get(problem.message, "name")
        return self._error(row, name, f"– {text}", "")

    def _cell(self, row: Row, name: str) -> Any:
        at = self.places.get(name)
        return None if at is None or at >= len(row.cells) else row.cells[at]

    def _error(self, row: Row, name: str, problem: str, advice: str) -> RowError:
        cell = self._cell(row, name)
        return RowError(
            row=row.number,
            line=row.line,
            column=name,
            value="" if cell is None else shown(cell),
            problem=problem,
            advice=advice,
        )
