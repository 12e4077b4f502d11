"""Success stories: drafted from facts, reviewed by a second person, kept true."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from delivery.models import Benefit, Project
from delivery.units import benefit_amount, kpi_value
from pmo_value import formatting
from recognition import bindings
from recognition.bindings import NOTHING, Wanted
from recognition.calculations.phrases import PLACE, unknown_names
from recognition.models import Story, StoryNumber

if TYPE_CHECKING:
    from accounts.models import User

Source = StoryNumber.Source
State = Story.State


class StoryRefusedError(Exception):
    """A step that a story cannot take now; says why."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of a story as it was when written, and as it is now."""

    number: StoryNumber
    written: str
    now: str

    @property
    def has_changed(self) -> bool:
        return self.written != self.now


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of a story, or one of its numbers."""

    text: str
    bound: Bound | None = None


def currents(numbers: Iterable[StoryNumber], day: date) -> list[Decimal | date | None]:
    """Return what the facts say on a day of some numbers; None where nobody has."""
    wanted = [
        Wanted(one.source, one.benefit_id or one.kpi_id or one.project_id or 0)
        for one in numbers
    ]
    found = bindings.read(wanted, day)
    return [found.get(one, NOTHING).value for one in wanted]


def shown(number: StoryNumber, value: Decimal | date | None) -> str:
    """Return a value of a number in the words of a page."""
    if isinstance(value, date):
        return formatting.day(value)
    if number.kpi:
        return kpi_value(value, number.kpi)
    currency = (number.benefit or number.project).currency  # type: ignore[union-attr]
    if number.benefit and not currency:
        return benefit_amount(value, number.benefit)
    # A story is read, not added up: no cents where there are none.
    is_whole = value is not None and value == value.to_integral_value()
    return formatting.money(value, currency, 0 if is_whole else None)


def bound_numbers(story: Story) -> dict[str, Bound]:
    """Return the numbers of a story by name."""
    numbers = list(story.numbers.select_related("benefit", "kpi", "project"))
    now = currents(numbers, timezone.localdate())
    return {
        number.name: Bound(number, shown(number, number.known), shown(number, value))
        for number, value in zip(numbers, now, strict=True)
    }


def pieces_of(text: str, numbers: dict[str, Bound]) -> list[list[Piece]]:
    """Return the paragraphs of a text with its numbers in their places.

    A number whose fact is gone is not known.
    """
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return [_pieces(part, numbers) for part in paragraphs if part]


def _pieces(text: str, numbers: dict[str, Bound]) -> list[Piece]:
    pieces = []
    for place, part in enumerate(PLACE.split(text)):
        if place % 2 and part in numbers:
            pieces.append(Piece(numbers[part].written, numbers[part]))
        elif part:
            pieces.append(Piece(formatting.UNKNOWN if place % 2 else part))
    return pieces


def bind(number: StoryNumber, by: "User | None", day: date) -> None:
    """Keep what the facts say on a day as the number of the story."""
    [value] = currents([number], day)
    number.value = value if isinstance(value, Decimal) else None
    number.day = value if isinstance(value, date) else None
    number.as_of = day
    number.confirmed_by = by
    number.save()


@transaction.atomic
def draft_from_benefit(benefit: Benefit, by: "User", now: datetime) -> Story:
    """Begin a story with what is recorded of a benefit."""
    story = Story.objects.create(
        portfolio=benefit.portfolio,
        title=free_title(benefit.portfolio_id, benefit.name),
        project=benefit.project,
        benefit=benefit,
        situation=benefit.description,
        outcome=_("{validated} have been delivered and validated by finance."),
        written_by=by,
    )
    story.writers.add(by)
    number = StoryNumber(
        story=story, name="validated", source=Source.VALIDATED, benefit=benefit
    )
    bind(number, by, timezone.localdate(now))
    return story


@transaction.atomic
def draft_from_project(project: Project, by: "User", now: datetime) -> Story:
    """Begin a story with what is recorded of a project."""
    told = {
        "finish": (Source.FINISH, _("It was finished on {finish}.")),
        "cost": (Source.COST, _("In all it cost {cost}.")),
        "budget": (Source.BUDGET, _("The budget was {budget}.")),
    }
    numbers = {
        name: StoryNumber(name=name, source=source, project=project)
        for name, (source, _text) in told.items()
    }
    day = timezone.localdate(now)
    found = zip(numbers, currents(numbers.values(), day), strict=True)
    known = [name for name, value in found if value is not None]
    story = Story.objects.create(
        portfolio=project.portfolio,
        title=free_title(project.portfolio_id, project.name),
        project=project,
        situation=project.description,
        outcome=" ".join(told[name][1] for name in known),
        written_by=by,
    )
    story.writers.add(by)
    for name in known:
        numbers[name].story = story
        bind(numbers[name], by, day)
    return story


def free_title(portfolio_id: int, name: str) -> str:
    """Return a title that no story of the portfolio has."""
    title, number = name[:140], 1
    while Story.objects.filter(portfolio=portfolio_id, title=title).exists():
        number += 1
        title = f"{name[:140]} ({number})"
    return title


@transaction.atomic
def move(story: Story, after: str, by: "User", now: datetime) -> None:
    """Take a story on to another state. Raises StoryRefusedError."""
    found = Story.objects.order_by().select_for_update().get(pk=story.pk)
    allowed = {
        State.DRAFT: {State.IN_REVIEW, State.ARCHIVED},
        State.IN_REVIEW: {State.DRAFT, State.PUBLISHED, State.ARCHIVED},
        State.PUBLISHED: {State.DRAFT, State.ARCHIVED},
        State.ARCHIVED: {State.DRAFT},
    }[State(found.state)]
    if after not in allowed:
        raise StoryRefusedError(_("Somebody has moved this story on meanwhile."))
    if after == State.IN_REVIEW:
        _refuse_unfinished(found)
    if after == State.PUBLISHED:
        if found.writers.filter(pk=by.pk).exists():
            raise StoryRefusedError(
                _("Who has written on it cannot publish it: ask a second person.")
            )
        _refuse_unfinished(found)
        found.reviewed_by = by
        found.published_at = now
    if after == State.DRAFT:
        found.reviewed_by = None
    found.state = after
    found.save()


def _refuse_unfinished(story: Story) -> None:
    """Raise StoryRefusedError while something is missing or stands for nothing."""
    texts = (story.situation, story.deed, story.outcome)
    if not all(texts):
        raise StoryRefusedError(
            _("Say how it was, what the PMO did, and what came of it first.")
        )
    names = set(story.numbers.values_list("name", flat=True))
    if unknown := unknown_names(" ".join(texts), names):
        raise StoryRefusedError(
            _("These names stand for no number: %(names)s.")
            % {"names": ", ".join(unknown)}
        )
