"""Who got the reports of the demonstration, and what they made of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from accounts.models import User
from delivery.models import Portfolio
from recognition.models import (
    ExecutiveReport,
    ReportCopy,
    ReportDelivery,
    ReportView,
    Stakeholder,
)

# Whoever looks at the demonstration finds the links open.
VALID_FOR = timedelta(days=200)


class Reaction(NamedTuple):
    """What a recipient did: opened after how many days, acknowledged, asked."""

    opened: tuple[int, ...] = ()
    acknowledged: int | None = None
    question: str = ""
    bounced: int | None = None
    attachment: str = ""


REACTIONS = {
    "Eleanor Voss": Reaction((1, 4), 4, attachment="pdf"),
    "Gareth Pryce": Reaction((2,), 2),
    "Yolanda Reyes": Reaction(
        (0, 1, 9),
        question="How much of the validated benefit is already taken out of budgets?",
        attachment="pptx",
    ),
    "Anders Holm": Reaction((17,)),
    "Callum Deane": Reaction(),
    "Bridget Amaro": Reaction((3,), 6),
    "Helen Marsh": Reaction((1,), 1),
    "Tomas Reid": Reaction((2, 5), 5),
    "Ingrid Vale": Reaction((6,)),
    "Martin Okoye": Reaction(),
    "Aisha Lindqvist": Reaction((0,), 0, attachment="pdf"),
    "Peter Nwosu": Reaction(
        (1,), 2, "Does the on-time share count projects that were replanned?"
    ),
    "Ruth Calder": Reaction(bounced=1),
}
MEMBERS = {"executive": Reaction((1, 2), 2), "finance": Reaction((1,))}


def write_copies(report: ExecutiveReport) -> None:
    """Give a report that is out its recipients, with their answers."""
    if report.published_at is None:
        return
    for copy, reaction in _copies(report):
        at = report.published_at
        copy.sent_at = at
        copy.expires_on = (at + VALID_FOR).date()
        opened = [at + timedelta(days=day, hours=2) for day in reaction.opened]
        copy.view_count = len(opened)
        copy.first_viewed_at = opened[0] if opened else None
        copy.acknowledged_at = _after(at, reaction.acknowledged)
        copy.bounced_at = _after(at, reaction.bounced)
        copy.question = reaction.question
        copy.questioned_at = opened[-1] if reaction.question else None
        copy.save()
        ReportDelivery.objects.create(
            copy=copy,
            attachment=copy.attachment,
            address=copy.reader.email,
            at=at,
            by=report.published_by,
        )
        ReportView.objects.bulk_create(
            ReportView(copy=copy, at=moment) for moment in opened
        )


def name_recipients(report: ExecutiveReport) -> None:
    """Name those to whom a draft goes once it is published."""
    for copy, _reaction in _copies(report):
        copy.save()


def _copies(report: ExecutiveReport) -> Iterator[tuple[ReportCopy, Reaction]]:
    below = Portfolio.objects.under(report.portfolio).order_by()
    people = Stakeholder.objects.filter(portfolio__in=below, name__in=REACTIONS)
    for person in people.order_by("pk"):
        reaction = REACTIONS[person.name]
        kind = {"attachment": reaction.attachment}
        yield ReportCopy(report=report, stakeholder=person, **kind), reaction
    members = User.objects.filter(username__in=MEMBERS, stakeholders=None)
    for user in members.order_by("pk"):
        yield ReportCopy(report=report, user=user), MEMBERS[user.username]


def _after(at: datetime, days: int | None) -> datetime | None:
    return None if days is None else at + timedelta(days=days, hours=3)
