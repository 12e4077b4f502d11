"""A published report with results in it, and the people who get copies."""

from datetime import UTC, date, datetime
from unittest.mock import patch

from accounts import mailing
from accounts.links import token_of
from accounts.models import Mail, User
from delivery.models import Portfolio
from recognition.actions.following import follow
from recognition.actions.value import change_sponsor, proposal_of, word
from recognition.models import ExecutiveReport, ReportCopy, Stakeholder, ValueItem
from scorecards import regeneration
from scorecards.actions import sending
from scorecards.actions.publishing import publish
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.headline import HEADLINE
from scorecards.panels.kpis import KPIS
from scorecards.panels.recognition import RECOGNITION
from scorecards.panels.trust import TRUST
from scorecards.panels.value_at_risk import VALUE_AT_RISK
from scorecards.regeneration import refresh_here
from tests.factories import (
    BenefitFactory,
    ReportCopyFactory,
    ReportSectionFactory,
    StakeholderFactory,
)
from tests.recognition.value.ledger import validated
from tests.scorecards.reporting import Kind, drafted

# What these reports show, and no more: it is drawn sooner.
PANELS = (HEADLINE, BENEFITS, KPIS, RECOGNITION, VALUE_AT_RISK, TRUST)
# By day in every time zone that these people live in.
NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)


def a_result(
    portfolio: Portfolio, sponsor: Stakeholder, name: str, amount: int
) -> ValueItem:
    """Value of September in words, and who answers for it; nobody was told of it."""
    benefit = BenefitFactory.create(portfolio=portfolio, name=name)
    validated(benefit, date(2026, 9, 1), amount)
    follow(portfolio, NOW)
    item = ValueItem.objects.for_page().get(benefit=benefit)
    change_sponsor(item, sponsor, None, NOW)
    word(item, proposal_of(item).template, None, NOW)
    return ValueItem.objects.for_page().get(pk=item.pk)


def a_report(portfolio: Portfolio, *items: ValueItem, **fields: object):
    """A draft on the third quarter that tells of some results."""
    report = drafted(portfolio, **{"allows_gaps": True, **fields})
    section = ReportSectionFactory.create(
        report=report, position=5, kind=Kind.VALUE, title="Results", text=""
    )
    section.items.set(items)
    return report


def draw() -> None:
    """Draw the scorecards, as the worker does soon after a save."""
    with patch.object(regeneration, "PANELS", PANELS):
        list(refresh_here(Portfolio.objects.all()))


def a_reader(portfolio: Portfolio, name: str, **fields: object) -> Stakeholder:
    fields = {"email": f"{name.split(maxsplit=1)[0].lower()}@example.org", **fields}
    reader: Stakeholder = StakeholderFactory.create(
        portfolio=portfolio, name=name, **fields
    )
    return reader


def a_copy(report: ExecutiveReport, reader: Stakeholder | User, **fields: object):
    is_user = isinstance(reader, User)
    who = {"user": reader, "stakeholder": None} if is_user else {"stakeholder": reader}
    copy: ReportCopy = ReportCopyFactory.create(report=report, **who, **fields)
    return copy


def go_out(report: ExecutiveReport, by: User | None = None) -> ExecutiveReport:
    """Publish a report, and let its copies go out as the worker does."""
    publish(report.pk, seen=None, by=by, now=NOW)
    sending.deliver(report.pk, NOW)
    report.refresh_from_db()
    return report


def page_of(copy: ReportCopy) -> str:
    return f"/shared/{token_of(copy.nonce)}/"


def empty_the_outbox(now: datetime = NOW) -> None:
    for pk in mailing.sweep(now):
        mailing.send(pk, now)


def mails_of(copy: ReportCopy) -> list[Mail]:
    return list(Mail.objects.filter(link_nonce=copy.nonce).order_by("pk"))
