"""What came of a file: counts, refused rows and notes, for screen, file and log."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.imports.errors import RowError

LISTED_ERRORS = 50
LISTED_GROUPS = 20
LISTED_TEXTS = 5


@dataclass(slots=True)
class Counts:
    """How many facts of a kind the file makes, and what they mean for the database."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Report:
    """The outcome of checking or importing a file."""

    rows: int = 0
    skipped_rows: int = 0
    refused_rows: int = 0
    error_count: int = 0
    counts: dict[str, Counts] = field(default_factory=dict)
    # The first errors; all of them go to the sink of the findings.
    errors: list[RowError] = field(default_factory=list)
    groups: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_stored: bool = False

    @property
    def stored(self) -> int:
        """The number of facts that are new or changed."""
        return sum(counts.created + counts.changed for counts in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data, to be kept with its batch."""
        plain = asdict(self)
        plain["errors"] = [
            {
                "row": error.row,
                "line": error.line,
                "column": error.column,
                "reason": error.reason,
            }
            for error in self.errors
        ]
        return plain


class Findings:
    """Collects errors and notes while a file is read; memory stays small."""

    def __init__(self, sink: Callable[[RowError], None] | None = None) -> None:
        self.report = Report()
        self._sink = sink
        self._groups: Counter[tuple[str, str]] = Counter()
        self._not_given: dict[str, Counter[str]] = {}
        self._counts: Counter[str] = Counter()
        self._places: dict[str, int] = {}

    def refuse(self, errors: list[RowError]) -> None:
        """Note why a row is refused."""
        self.report.refused_rows += 1
        self.report.error_count += len(errors)
        for error in errors:
            if len(self.report.errors) < LISTED_ERRORS:
                self.report.errors.append(error)
            group = error.column, error.problem
            if group in self._groups or len(self._groups) < 10 * LISTED_GROUPS:
                self._groups[group] += 1
            if self._sink:
                self._sink(error)

    def not_given(self, column: str, text: str) -> None:
        """Note that a cell says in words that there is no value."""
        texts = self._not_given.setdefault(column, Counter())
        if text in texts or len(texts) < 1000:
            texts[text] += 1

    def no_fact(self, label: str, fields: str) -> None:
        """Note that a row makes no fact of a kind, because fields are blank."""
        self._counts[
            _("%(kind)s: not made of rows in which %(fields)s is blank")
            % {"kind": label, "fields": fields}
        ] += 1

    def remark(self, remark: str) -> None:
        """Note something that happens to many cells; it is said once, with a count."""
        self._counts[remark] += 1

    def finished(self, *notes: str) -> Report:
        """Return the report, with these notes before those from the rows."""
        report = self.report
        report.groups = [
            (column, problem, count)
            for (column, problem), count in self._groups.most_common(LISTED_GROUPS)
        ]
        report.notes = [
            *notes,
            *(self._told(column, texts) for column, texts in self._not_given.items()),
            *(f"{remark}: {count}." for remark, count in self._counts.items()),
        ]
        return report

    def _told(self, column: str, texts: Counter[str]) -> str:
        count = texts.total()
        listed = "; ".join(
            f"“{text}” {times}" for text, times in texts.most_common(LISTED_TEXTS)
        )
        if len(texts) > LISTED_TEXTS:
            listed += "; …"
        return ngettext(
            "Column %(column)s: %(count)s cell gives no value (%(listed)s).",
            "Column %(column)s: %(count)s cells give no value (%(listed)s).",
            count,
        ) % {"column": column, "count": count, "listed": listed}
