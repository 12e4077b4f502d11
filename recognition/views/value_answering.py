"""What a sponsor sees of value and answers: by a link, and in the application."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from recognition.actions.value import RefusedError
from recognition.actions.value_answers import (
    ChangedError,
    Given,
    Reader,
    answer,
    dialogues_of,
)
from recognition.forms.value import InPartForm, OpenForm
from recognition.loading.value_computation import Computation, computed
from recognition.models import LedgerEvent, LetterItem, ValueItem

Answer = ValueItem.Answer
Event = LedgerEvent.Kind


@dataclass(slots=True)
class Entry:
    """One result on the page: what it is, what was told, and the forms for it."""

    item: ValueItem
    told: LetterItem | None
    computation: Computation
    dialogue: Sequence[LedgerEvent]
    in_part_form: InPartForm
    open_form: OpenForm
    is_theirs: bool
    problem: str = ""

    @property
    def is_money(self) -> bool:
        return self.item.kind == ValueItem.Kind.BENEFIT

    @property
    def is_changed(self) -> bool:
        """Whether something else holds by now than what the letter told."""
        told = self.told
        return (
            told is not None
            and not self.item.is_withdrawn
            and (told.sentence, told.amount, told.currency)
            != (self.item.sentence, self.item.amount, self.item.currency)
        )

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        item = self.item
        is_answered = bool(item.answer) and not item.is_stale
        is_asked = not is_answered or self.is_replied
        return self.is_theirs and not item.is_withdrawn and is_asked

    @property
    def is_replied(self) -> bool:
        """Whether the PMO has said something to the sponsor's question or objection."""
        if self.item.is_accepted or not self.dialogue:
            return False
        return self.dialogue[-1].kind in {Event.REPLIED, Event.RESOLVED}

    @property
    def opened(self) -> str:
        """The form that was sent with an error in it, and so stands open."""
        if self.in_part_form.errors:
            return "in_part"
        return "open" if self.open_form.errors else ""


class Sheet:
    """One look at some results, and what a button on it does."""

    def __init__(
        self,
        request: HttpRequest,
        items: Callable[[], Iterable[ValueItem]],
        reader_of: Callable[[ValueItem], Reader],
        told: Mapping[int, LetterItem] | None = None,
    ) -> None:
        self.request = request
        self.read = items
        self.items = {item.pk: item for item in items()}
        self.reader_of = reader_of
        self.told = told or {}
        self.problems: dict[int, str] = {}
        self.forms: dict[tuple[int, str], Any] = {}
        self.status = HTTPStatus.OK

    @property
    def deed(self) -> str:
        return self.request.POST.get("deed", "")

    def done(self, now: datetime) -> int | None:
        """Do what was asked for; return which item it was about, 0 for several.

        None: nothing was done, and the page says why.
        """
        if self.deed == "acknowledge_all":
            return 0 if self._acknowledge_all(now) else None
        pk = self.request.POST.get("item", "")
        item = self.items.get(int(pk)) if pk.isdecimal() and len(pk) < 19 else None
        given = self._given(item) if item else None
        if item and given and self._answered(item, given, now):
            return item.pk
        return None

    def _acknowledge_all(self, now: datetime) -> bool:
        """Acknowledge all that was shown, each by the fingerprint it was shown with."""
        is_done = True
        for item in list(self.items.values()):
            if shown := self.request.POST.get(f"shown-{item.pk}"):
                given = Given(answer=Answer.ACKNOWLEDGED, shown=shown[:64])
                is_done &= self._answered(item, given, now)
        return is_done

    def _given(self, item: ValueItem) -> Given | None:
        """Return the answer that was sent, None where its form has an error."""
        shown = self.request.POST.get("shown", "")[:64]
        if self.deed == "acknowledge":
            return Given(answer=Answer.ACKNOWLEDGED, shown=shown)
        if self.deed not in {"in_part", "open"}:
            return None
        form = self._form(item, self.deed, is_sent=True)
        self.forms[item.pk, self.deed] = form
        if not form.is_valid():
            self.status = HTTPStatus.UNPROCESSABLE_ENTITY
            return None
        found = form.cleaned_data
        kind = found.get("answer", Answer.IN_PART)
        is_question = kind == Answer.QUESTIONED
        return Given(
            answer=kind,
            shown=shown,
            amount=None if is_question else found.get("amount"),
            reason=found["reason"],
        )

    def _answered(self, item: ValueItem, given: Given, now: datetime) -> bool:
        try:
            answer(item, given, self.reader_of(item), now)
        except ChangedError:
            self.status = HTTPStatus.CONFLICT
            self.problems[item.pk] = _(
                "This result has changed since you opened the page, so your answer was "
                "not taken. Please look at it as it is now."
            )
        except RefusedError as error:
            form = self.forms.get((item.pk, self.deed))
            if error.field and form and error.field in form.fields:
                form.add_error(error.field, list(error.messages))
                self.status = HTTPStatus.UNPROCESSABLE_ENTITY
                return False
            self.status = HTTPStatus.CONFLICT
            self.problems[item.pk] = " ".join(error.messages)
        else:
            return True
        return False

    def _form(self, item: ValueItem, name: str, *, is_sent: bool) -> Any:
        data = self.request.POST if is_sent else None
        auto_id = f"{name}-{item.pk}-%s"
        if name == "in_part":
            return InPartForm(data, auto_id=auto_id)
        is_money = item.kind == ValueItem.Kind.BENEFIT
        return OpenForm(data, auto_id=auto_id, is_money=is_money)

    def entries(self) -> list[Entry]:
        """Return all results as they are now; something may just have changed."""
        if self.request.method == "POST":
            self.items = {item.pk: item for item in self.read()}
        items = list(self.items.values())
        computations, dialogues = computed(items), dialogues_of(items)
        return [
            Entry(
                item=item,
                told=self.told.get(item.pk),
                computation=computations[item.pk],
                dialogue=dialogues[item.pk],
                in_part_form=self.forms.get((item.pk, "in_part"))
                or self._form(item, "in_part", is_sent=False),
                open_form=self.forms.get((item.pk, "open"))
                or self._form(item, "open", is_sent=False),
                is_theirs=item.sponsor_id == self.reader_of(item).stakeholder.pk,
                problem=self.problems.get(item.pk, ""),
            )
            for item in items
        ]
