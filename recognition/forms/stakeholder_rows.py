"""Many stakeholders at once, pasted from a spreadsheet or from the exported file."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.history import latest_version
from delivery.models import Benefit, Portfolio, Project, Service
from pmo_value.exports import LOOKS_QUOTED
from pmo_value.form_fields import LinesField
from recognition.forms.stakeholder import StakeholderForm
from recognition.models import Responsibility, Stakeholder

MOST_ROWS = 200
MOST_CHARACTERS = 200_000
ERRORS_SHOWN = 20
FIELDS = (
    "name",
    "email",
    "role",
    "job_title",
    "unit",
    "language",
    "time_zone",
    "reports_to_pmo",
    "left_on",
)
SUBJECTS: dict[str, Any] = {
    "projects": Project,
    "services": Service,
    "benefits": Benefit,
}
# In an exported file; the portfolio is chosen in the form.
PASSED_OVER = {"portfolio"}
DEFAULTS = {"role": "sponsor", "language": "en", "time_zone": "UTC"}
YES_AND_NO = {"": "", "yes": "True", "true": "True", "no": "", "false": ""}


@dataclass
class Entry:
    """One line that can be stored: the form of a person, and what they answer for."""

    form: StakeholderForm
    subjects: list[dict[str, Any]] = field(default_factory=list)


class StakeholderRowsForm(forms.Form):
    """Add or correct many people; all of the lines are stored, or none.

    Somebody is known by the e-mail address, without one by the name. What a line does
    not say stays as it is; what it answers for is added, and nothing is taken away.
    """

    portfolio = forms.ModelChoiceField(
        label=gettext_lazy("Portfolio"),
        queryset=Portfolio.objects.none(),
        empty_label=gettext_lazy("Choose one"),
    )
    rows = LinesField(
        label=gettext_lazy("Lines"),
        max_length=MOST_CHARACTERS,
        help_text=gettext_lazy(
            "The first line names the columns. Only “name” is needed; codes of several "
            "projects, services or benefits are separated by semicolons."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.entries: list[Entry] = []
        offered = Portfolio.objects.with_facts_from(user).order_by("path")
        self.fields["portfolio"].queryset = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                lines = list(read_lines(cleaned["rows"]))
            except ValidationError as error:
                self.add_error("rows", error)
            else:
                self._take(lines, cleaned["portfolio"])
        return cleaned

    def _take(self, lines: list[dict[str, str]], portfolio: Portfolio) -> None:
        problems: list[str] = []
        seen: dict[str, int] = {}
        for number, line in enumerate(lines, start=2):
            key = (line.get("email") or line.get("name", "")).lower()
            if key in seen:
                words = {"line": number, "first": seen[key]}
                problems.append(_("Line %(line)s: as line %(first)s.") % words)
                continue
            seen[key] = number
            entry = Entry(self._form_of(line, portfolio))
            problems += self._problems(entry, line, portfolio, number)
            self.entries.append(entry)
        for problem in problems[:ERRORS_SHOWN]:
            self.add_error("rows", problem)

    def _form_of(
        self, line: Mapping[str, str], portfolio: Portfolio
    ) -> StakeholderForm:
        people = Stakeholder.objects.filter(portfolio=portfolio, erased_at=None)
        if email := line.get("email"):
            known = people.filter(email__iexact=email).first()
        else:
            known = people.filter(email="", name=line.get("name", "")).first()
        person = known or Stakeholder(portfolio=portfolio)
        data = {
            key: "" if value is None else value
            for key, value in model_to_dict(
                person, ["portfolio", *FIELDS, "user"]
            ).items()
        }
        data |= {key: value for key, value in line.items() if key in FIELDS}
        data |= {key: data[key] or value for key, value in DEFAULTS.items()}
        if known:
            data["version"] = latest_version(known)
        return StakeholderForm(data, by=self.user, instance=person, user=self.user)

    def _problems(
        self, entry: Entry, line: Mapping[str, str], portfolio: Portfolio, number: int
    ) -> Iterator[str]:
        for name, messages in entry.form.errors.items():
            label = entry.form.fields[name].label if name in entry.form.fields else ""
            words = {
                "line": number,
                "field": label or name,
                "why": " ".join(map(str, messages)),
            }
            yield _("Line %(line)s, %(field)s: %(why)s") % words
        for column, model in SUBJECTS.items():
            for code in filter(None, map(str.strip, line.get(column, "").split(";"))):
                rows = model.objects.filter(portfolio__path__startswith=portfolio.path)
                found = rows.filter(code=code).order_by("portfolio__path").first()
                if found:
                    entry.subjects.append({column.removesuffix("s"): found})
                else:
                    words = {"line": number, "column": column, "code": code}
                    yield _("Line %(line)s, %(column)s: %(code)s is not known.") % words

    def stored(self) -> int:
        """Store every line, unless one is wrong; return how many there are."""
        if not self.is_valid():
            return 0
        try:
            with transaction.atomic():
                self._save()
        except IntegrityError:
            message = _("Somebody saved the same at this moment. Please try again.")
            self.add_error(None, message)
            return 0
        return len(self.entries)

    def _save(self) -> None:
        for entry in self.entries:
            person = entry.form.save()
            for subject in entry.subjects:
                Responsibility.objects.get_or_create(stakeholder=person, **subject)


def read_lines(text: str) -> Iterator[dict[str, str]]:
    """Yield the lines below the header by the names of the columns.

    Raises ValidationError.
    """
    head = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        raise ValidationError(_("It cannot be read. Is a quote left open?")) from None
    header = [cell.strip().lower() for cell in rows[0]]
    unknown = set(header) - {*FIELDS, *SUBJECTS, *PASSED_OVER}
    if "name" not in header or unknown or len(set(header)) < len(header):
        known = ", ".join((*FIELDS, *SUBJECTS))
        message = _("The first line names the columns, each once. They are: %s.")
        raise ValidationError(message % known)
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if not filled or len(filled) > MOST_ROWS:
        message = _("Paste 1 to %s lines below the names of the columns.")
        raise ValidationError(message % MOST_ROWS)
    for row in filled:
        if len(row) > len(header):
            raise ValidationError(_("A line has more cells than there are columns."))
        line = {name: plain_cell(cell) for name, cell in zip(header, row, strict=False)}
        if "reports_to_pmo" in line:
            said = line["reports_to_pmo"].lower()
            if said not in YES_AND_NO:
                raise ValidationError(_("In reports_to_pmo, write yes or no."))
            line["reports_to_pmo"] = YES_AND_NO[said]
        yield line


def plain_cell(cell: str) -> str:
    """Return a cell as it was before a file quoted it for spreadsheets."""
    text = cell.strip()
    return text[1:] if LOOKS_QUOTED.match(text) else text
