"""Answers of past surveys become closed, anonymous rounds.

A file has a row for each person. Its columns tell themselves: see `columns`. The same
row twice is one response, by its reference or else by all that it says.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.imports.errors import CellError, RowError, UnreadableFileError, shown
from delivery.imports.findings import Counts, Findings, Report
from delivery.imports.guests import GuestKind, register
from delivery.imports.importer import Job
from delivery.imports.parsing import Cell
from delivery.imports.reading import Row, open_source
from delivery.models import Portfolio, Service
from recognition.imports.columns import (
    DOES_NOT_APPLY,
    Asked,
    Part,
    Sheet,
    folded,
    sheet_of,
)
from recognition.imports.days import day_of, is_day_first
from recognition.models import Answer, Mode, Question, Questionnaire, Response, Round

KIND = "feedback"
MOST_ROWS = 100_000
LONGEST_NAME = 150
LONGEST_STAGE = 80
LONGEST_REFERENCE = 100
LONGEST_LANGUAGE = 10


@dataclass(slots=True)
class Drafted:
    """One person's answers as the file has them."""

    round: str
    reference: str
    day: date
    stage: str
    language: str
    answers: list[Answer] = field(default_factory=list)


def connect() -> None:
    """Let files of answers be imported like those of any other kind."""
    register(GuestKind(KIND, gettext_lazy("Answers of past surveys"), read))


def read(job: Job, is_writing: bool) -> Report:
    """Read a file of answers, and store what is new when writing."""
    findings = Findings(job.sink)
    with open_source(job.path, job.options, job.limits, job.name) as source:
        rows = list(islice(source.rows(), MOST_ROWS + 1))
        header, notes = source.layout.header, source.layout.notes
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(_("The file has too many rows. Cut it into parts."))
    if not rows:
        raise UnreadableFileError(_("The file has a header and no rows."))
    sheet = sheet_of(header, [row.cells for row in rows])
    if not sheet.questions or Part.DAY not in sheet.places:
        raise UnreadableFileError(
            _(
                "A file of answers needs a column with the day of each answer "
                "(answered_on) and one with answers, such as nps, csat or text."
            )
        )
    report = _Reader(job, sheet, header, findings).store(rows, is_writing=is_writing)
    found = findings.finished(*notes, *_told(sheet))
    found.rows, found.skipped_rows = len(rows), report.skipped
    found.counts = {KIND: report.counts}
    return found


def _told(sheet: Sheet) -> list[str]:
    """Say how the columns were read."""
    numbers = sum(one.kind != Question.Kind.TEXT for one in sheet.questions)
    notes = [
        _("%(numbers)s questions with numbers, %(texts)s with words.")
        % {"numbers": numbers, "texts": len(sheet.questions) - numbers}
    ]
    if sheet.ignored:
        notes.append(_("Passed over: %s.") % ", ".join(sheet.ignored))
    return notes


@dataclass(slots=True)
class Outcome:
    """What came of the rows of a file."""

    counts: Counts = field(default_factory=Counts)
    skipped: int = 0


class _Reader:
    """One pass over the rows of a file of answers."""

    def __init__(
        self, job: Job, sheet: Sheet, header: Sequence[str], findings: Findings
    ) -> None:
        self.portfolio: Portfolio = job.portfolio
        self.stem = Path(job.name).stem[:LONGEST_NAME]
        self.sheet = sheet
        self.header = header
        self.findings = findings
        self.seen: Counter[str] = Counter()
        self.questions = [
            Question(
                position=place,
                kind=one.kind,
                text=one.text,
                is_required=False,
            )
            for place, one in enumerate(sheet.questions, start=1)
        ]

    def store(self, rows: Sequence[Row], *, is_writing: bool) -> Outcome:
        """Draft every row, and write the responses that are not known yet."""
        outcome = Outcome()
        place = self.sheet.places[Part.DAY]
        day_first = is_day_first(
            row.cells[place] for row in rows if place < len(row.cells)
        )
        drafts: defaultdict[str, list[Drafted]] = defaultdict(list)
        for row in rows:
            draft = self._draft(row, day_first=day_first)
            if draft is None:
                outcome.skipped += 1
            elif draft.answers:
                drafts[draft.round].append(draft)
        known = self._known(drafts)
        fresh = {
            name: [one for one in some if (name, one.reference) not in known]
            for name, some in drafts.items()
        }
        outcome.counts.created = sum(map(len, fresh.values()))
        outcome.counts.unchanged = (
            sum(map(len, drafts.values())) - outcome.counts.created
        )
        if is_writing and outcome.counts.created:
            self._write({name: some for name, some in fresh.items() if some})
        return outcome

    def _draft(self, row: Row, *, day_first: bool) -> Drafted | None:
        """Return what a row says, without answers when it is refused; None: nothing."""
        cells, errors = row.cells, []
        answers = []
        for question, asked in zip(self.questions, self.sheet.questions, strict=True):
            cell = cells[asked.place] if asked.place < len(cells) else None
            try:
                answer = answered(asked, cell)
            except CellError as error:
                errors.append(self._error(row, asked.place, cell, error))
                continue
            if answer is not None:
                answer.question = question
                answers.append(answer)
        if not answers and not errors:
            return None
        day = None
        cell = self._cell(cells, Part.DAY)
        try:
            day = day_of(cell, day_first=day_first)
        except CellError as error:
            place = self.sheet.places[Part.DAY]
            errors.append(self._error(row, place, cell, error))
        if errors or day is None:
            self.findings.refuse(errors)
            return Drafted("", "", date.min, "", "")
        return Drafted(
            round=self._round_of(cells),
            reference=self._reference(cells),
            day=day,
            stage=self._text(cells, Part.STAGE)[:LONGEST_STAGE],
            language=self._text(cells, Part.LANGUAGE)[:LONGEST_LANGUAGE],
            answers=answers,
        )

    def _error(self, row: Row, place: int, cell: Cell, error: CellError) -> RowError:
        return RowError(
            row=row.number,
            line=row.line,
            column=self.header[place],
            value=shown(cell),
            problem=error.problem,
            advice=error.advice,
        )

    def _cell(self, cells: Sequence[Cell], part: Part) -> Cell:
        place = self.sheet.places.get(part)
        return None if place is None or place >= len(cells) else cells[place]

    def _text(self, cells: Sequence[Cell], part: Part) -> str:
        cell = self._cell(cells, part)
        return "" if cell is None else str(cell).strip()

    def _round_of(self, cells: Sequence[Cell]) -> str:
        """The wave that a row names, else the file."""
        if Part.ROUND not in self.sheet.places:
            return self.stem
        wave = self._text(cells, Part.ROUND)
        return wave[:LONGEST_NAME] or _("%s, other")[:LONGEST_NAME] % self.stem

    def _reference(self, cells: Sequence[Cell]) -> str:
        """What tells a row from others, and finds it again in the same file."""
        if reference := self._text(cells, Part.REFERENCE):
            return reference[:LONGEST_REFERENCE]
        said = "\x1f".join("" if cell is None else str(cell) for cell in cells)
        digest = hashlib.sha256(said.encode()).hexdigest()
        self.seen[digest] += 1
        return f"{digest}-{self.seen[digest]}"

    def _known(self, drafts: Iterable[str]) -> set[tuple[str, str]]:
        rounds = Round.objects.of_portfolio(self.portfolio).filter(name__in=drafts)
        if taken := rounds.filter(is_imported=False).first():
            raise UnreadableFileError(
                _("There is a round %s that was sent from here. Rename the file or it.")
                % taken.name
            )
        known = Response.objects.filter(round__in=rounds).exclude(reference="")
        return set(known.values_list("round__name", "reference"))

    def _write(self, fresh: dict[str, list[Drafted]]) -> None:
        questionnaire = self._questionnaire(fresh)
        for name, drafts in fresh.items():
            round_ = self._round(name, questionnaire, [one.day for one in drafts])
            if round_.questionnaire_id != questionnaire.pk:
                raise UnreadableFileError(
                    _("The round %s asked other questions.") % name
                )
            responses = [
                Response(
                    round=round_,
                    is_anonymous=True,
                    answered_on=one.day,
                    stage=one.stage,
                    language=one.language,
                    reference=one.reference,
                )
                for one in drafts
            ]
            Response.objects.bulk_create(responses, batch_size=1000)
            answers = []
            for response, one in zip(responses, drafts, strict=True):
                for answer in one.answers:
                    answer.response = response
                    answer.question_id = answer.question.pk
                    answers.append(answer)
            Answer.objects.bulk_create(answers, batch_size=1000)

    def _round(
        self, name: str, questionnaire: Questionnaire, days: list[date]
    ) -> Round:
        """Return the round of a wave, its time widened to the days of its answers."""
        round_ = Round.objects.of_portfolio(self.portfolio).filter(name=name).first()
        if round_ is None:
            return Round.objects.create(
                portfolio=self.portfolio,
                name=name,
                questionnaire=questionnaire,
                period_start=min(days),
                period_end=max(days),
                mode=Mode.ANONYMOUS,
                state=Round.State.CLOSED,
                closes_on=max(days),
                sends_reminders=False,
                is_imported=True,
            )
        round_.period_start = min(round_.period_start, *days)
        round_.period_end = max(round_.period_end, *days)
        round_.closes_on = round_.period_end
        round_.save()
        return round_

    def _questionnaire(self, fresh: dict[str, list[Drafted]]) -> Questionnaire:
        """Return the questionnaire that asks the same, or make it."""
        wanted = [(one.kind, one.text) for one in self.questions]
        asked = Questionnaire.objects.of_portfolio(self.portfolio).filter(
            rounds__is_imported=True
        )
        for one in asked.distinct().prefetch_related("questions"):
            questions = sorted(one.questions.all(), key=lambda row: row.position)
            if [(row.kind, row.text) for row in questions] == wanted:
                for mine, row in zip(self.questions, questions, strict=True):
                    mine.pk = row.pk
                return one
        last = max(one.day for some in fresh.values() for one in some)
        made = Questionnaire.objects.create(
            portfolio=self.portfolio, name=self._free_name(), minutes=1
        )
        for question, column in zip(self.questions, self.sheet.questions, strict=True):
            question.questionnaire = made
            if column.service:
                question.service = self._service(column.service, last)
            question.save()
        return made

    def _free_name(self) -> str:
        taken = set(
            Questionnaire.objects.of_portfolio(self.portfolio).values_list(
                "name", flat=True
            )
        )
        name, number = self.stem, 2
        while name in taken:
            name, number = f"{self.stem[: LONGEST_NAME - 5]} {number}", number + 1
        return name

    def _service(self, name: str, last: date) -> Service:
        """Return the service of a name; one nobody offers any more if it is new.

        It costs nothing that anybody knows, and must not be missed in today's cost.
        """
        known = Service.objects.reaching(self.portfolio)
        if found := known.filter(name__iexact=name).first():
            return found
        longest = Service._meta.get_field("code").max_length or LONGEST_NAME
        base = slugify(name)[: longest - 4] or "service"
        code, number = base, 2
        while Service.objects.filter(portfolio=self.portfolio, code=code).exists():
            code, number = f"{base}-{number}", number + 1
        return Service.objects.create(
            portfolio=self.portfolio,
            code=code,
            name=name,
            description=_("Known from the survey file %s.") % self.stem,
            retired_on=last,
        )


def answered(asked: Asked, cell: Cell) -> Answer | None:
    """Return the answer in a cell, None in a blank one; raises CellError."""
    text = "" if cell is None else str(cell).strip()
    if not text:
        return None
    if asked.kind == Question.Kind.TEXT:
        return Answer(text=text)
    word = folded(text)
    if word in DOES_NOT_APPLY:
        return Answer(is_not_applicable=True)
    words = dict(asked.words)
    if words:
        if word not in words:
            raise CellError(
                _("is none of the answers of this column"),
                _("Expected: %s.") % ", ".join(words),
            )
        return Answer(score=words[word])
    scale = Question(kind=asked.kind).scale
    number = int(text) if text.isdecimal() and len(text) < 3 else -1
    if scale is None or not scale.holds(number):
        raise CellError(
            _("is not on the scale"),
            _("Write a whole number from %(low)s to %(high)s.")
            % {"low": scale.low if scale else 0, "high": scale.high if scale else 10},
        )
    return Answer(score=number)
