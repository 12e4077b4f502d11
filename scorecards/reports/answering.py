"""What a reader answers to a report, by a link and with an account."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from http import HTTPStatus

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from recognition.actions import report_answers
from recognition.actions.ledger import Via
from recognition.actions.report_answers import TooLongError
from recognition.actions.value_answers import Reader, record_view
from recognition.forms.report_answer import QuestionForm
from recognition.models import ExecutiveReport, LetterItem, ReportCopy, ValueItem
from recognition.views.value_answering import Entry, Sheet
from scorecards.actions.sending import items_of
from scorecards.models import ReportSnapshot
from scorecards.reports.words import from_json

# Where the page goes on after a deed.
ALL, WHOLE = "#results", "#answer"


def copy_of(user: User, report: ExecutiveReport) -> ReportCopy | None:
    """Return the copy that somebody has of a report, the one by account first."""
    rows = ReportCopy.objects.filter(report=report).of_reader(user)
    found: ReportCopy | None = (
        rows.for_page().order_by(F("user").asc(nulls_last=True), "pk").first()
    )
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """The answers of a reader, ready for a template."""

    copy: ReportCopy
    entries: list[Entry]
    waiting: list[Entry]
    asks_for_all: bool
    question_form: QuestionForm


class Answering:
    """One look at a copy, and what a button on its page does."""

    def __init__(
        self, request: HttpRequest, copy: ReportCopy, user: User | None = None
    ) -> None:
        self.request = request
        self.copy = copy
        self.user = user
        self.question_form = QuestionForm()
        self.own_status = HTTPStatus.OK

    @cached_property
    def sheet(self) -> Sheet:
        """The results that the reader answers for, with what the report told."""
        return Sheet(self.request, self._items, self._reader, self._told())

    @property
    def status(self) -> HTTPStatus:
        is_fine = self.own_status == HTTPStatus.OK
        return self.sheet.status if is_fine else self.own_status

    def _items(self) -> list[ValueItem]:
        """Return what was told: of the rest, the reader is not asked."""
        return [item for item in items_of(self.copy) if item.communicated_at]

    def _reader(self, item: ValueItem) -> Reader:
        sponsor = item.sponsor or self.copy.stakeholder
        if sponsor is None:
            raise ValueError("a result without anybody who answers for it")
        return Reader(sponsor, self.user, via=Via.REPORT)

    def _told(self) -> dict[int, LetterItem]:
        """Return what the report says of each result, as a line of a letter."""
        published = ReportSnapshot.objects.filter(report=self.copy.report_id)
        found: dict[int, LetterItem] = {}
        for stored in published.values_list("words", flat=True):
            for section in from_json(stored).sections:
                for told in section.values:
                    found[told.item] = LetterItem(
                        sentence=told.sentence,
                        amount=told.amount,
                        currency=told.currency,
                    )
        return found

    def done(self, now: datetime) -> str | None:
        """Do what was asked for; return where the page goes on, None: nowhere."""
        deed = self.request.POST.get("deed", "")
        if deed == "acknowledge_report":
            report_answers.acknowledge(self.copy, now)
            return WHOLE
        if deed == "ask_report":
            return self._ask(now)
        done = self.sheet.done(now)
        if done is None:
            return None
        return f"#result-{done}" if done else ALL

    def _ask(self, now: datetime) -> str | None:
        self.question_form = QuestionForm(self.request.POST)
        if not self.question_form.is_valid():
            self.own_status = HTTPStatus.UNPROCESSABLE_ENTITY
            return None
        try:
            question = self.question_form.cleaned_data["question"]
            report_answers.ask(self.copy, question, now)
        except TooLongError:
            self.own_status = HTTPStatus.UNPROCESSABLE_ENTITY
            text = _("Your questions no longer fit here: please write a mail instead.")
            self.question_form.add_error("question", text)
            return None
        return WHOLE

    def note_view(self, now: datetime) -> None:
        """Write into the ledger that the results were looked at."""
        for item in self._items():
            record_view([item], self._reader(item), now)

    def page(self) -> Page:
        """Return the answers as they are now."""
        is_post = self.request.method == "POST"
        if is_post:
            self.copy.refresh_from_db()
        entries = self.sheet.entries()
        return Page(
            copy=self.copy,
            entries=entries,
            waiting=[entry for entry in entries if entry.is_waiting],
            asks_for_all="all" in self.request.GET and not is_post,
            question_form=self.question_form,
        )
