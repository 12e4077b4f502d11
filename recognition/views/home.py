"""Where Step 10 starts: how far value is recognised, who is asked, what comes next."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.models import Cycle, Portfolio, Role
from pmo_value import formatting
from recognition.actions.rounds import day_of
from recognition.models import (
    Assumption,
    ExecutiveReport,
    FollowUp,
    Questionnaire,
    Round,
    Stakeholder,
    ValueItem,
)
from recognition.models.report import ReportState
from recognition.results import Results
from recognition.standing import standing_of

STEPS_SHOWN = 8
REPORTS_SHOWN = 3


class Step(NamedTuple):
    """Something to do next, and where."""

    text: str
    url: str


@require_safe
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Show how far value is recognised, what waits, and what to do next."""
    today = day_of(timezone.now())
    standing = standing_of(request.user)
    last = Round.objects.counted_for(request.user).newest_closed()
    reports = ExecutiveReport.objects.visible_to(request.user).filter(
        state=ReportState.PUBLISHED
    )
    open_rounds = Round.objects.visible_to(request.user).open().with_counts()
    follow_ups = FollowUp.objects.visible_to(request.user).open()
    context = {
        "rounds": open_rounds.select_related("portfolio").order_by("closes_on", "pk"),
        "follow_ups": follow_ups.select_related("portfolio", "assigned_to"),
        "today": today,
        "standing": standing,
        "leads": standing.delivered.items
        and Portfolio.objects.where_member(request.user, Role.LEAD).exists(),
        "last_round": last,
        "last_results": Results(last) if last else None,
        "reports": reports.order_by("-published_at", "-pk")[:REPORTS_SHOWN],
        "prepares": Portfolio.objects.with_facts_from(request.user).exists(),
        "has_people": Stakeholder.objects.visible_to(request.user).exists(),
        "steps": list(steps_of(request, today))[:STEPS_SHOWN],
    }
    return render(request, "recognition/home.html", context)


def steps_of(request: SignedInRequest, today: date) -> Iterator[Step]:
    """Yield what the reader should do next, the most urgent first."""
    yield from report_steps(request)
    if Portfolio.objects.with_facts_from(request.user).exists():
        yield from round_steps(request, today)
    yield from assumption_steps(request, today)


def report_steps(request: SignedInRequest) -> Iterator[Step]:
    """Yield the reports that wait for the approval of the reader."""
    for report in ExecutiveReport.objects.awaiting(request.user).order_by("pk"):
        text = _("“%(title)s” waits for your approval") % {"title": report.title}
        yield Step(text, reverse("scorecards:report_compose", args=[report.pk]))


def assumption_steps(request: SignedInRequest, today: date) -> Iterator[Step]:
    """Yield which assumptions have expired, and which wait for the reader."""
    address = reverse("recognition:assumption_list")
    mine = Assumption.objects.editable_by(request.user)
    if number := mine.expired_on(today).count():
        text = ngettext(
            "%(number)s assumption has expired: look it up anew",
            "%(number)s assumptions have expired: look them up anew",
            number,
        )
        yield Step(text % {"number": number}, f"{address}?state=expired")
    decided = Assumption.objects.decided_by(request.user).proposed_on(today)
    if number := decided.exclude(proposed_by=request.user.pk).count():
        text = ngettext(
            "%(number)s assumption waits for your approval",
            "%(number)s assumptions wait for your approval",
            number,
        )
        yield Step(text % {"number": number}, f"{address}?state=proposed")


def round_steps(request: SignedInRequest, today: date) -> Iterator[Step]:
    """Yield what whoever prepares rounds should do next."""
    rounds = Round.objects.editable_by(request.user)
    questionnaires = Questionnaire.objects.editable_by(request.user)
    if not questionnaires.exists():
        yield Step(
            _("Make a questionnaire of tested questions"),
            reverse("recognition:questionnaire_create"),
        )
    elif not rounds.exists():
        yield Step(
            _("Prepare the first feedback round"), reverse("recognition:round_create")
        )
    yield from cycles_over(request, today)
    yield from value_to_follow_up(request, today)
    yield from not_reached(request)
    for round_ in rounds.opening_on(today).order_by("opens_on", "pk"):
        words = {"name": round_.name, "day": formatting.day(round_.opens_on)}
        text = _("%(name)s should go out since %(day)s: see what keeps it")
        yield Step(
            text % words, reverse("recognition:round_schedule", args=[round_.pk])
        )
    for round_ in rounds.filter(state=Round.State.DRAFT).order_by("closes_on", "pk"):
        text = _("Finish and send the draft %(name)s")
        yield Step(text % {"name": round_.name}, round_.get_absolute_url())


def cycles_over(request: SignedInRequest, today: date) -> Iterator[Step]:
    """Yield the cycles that are over and that nobody has closed."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD).order_by()
    cycles = Cycle.objects.filter(
        portfolio__in=led, status=Cycle.Status.OPEN, ends_on__lt=today
    )
    for cycle in cycles.select_related("portfolio").order_by("ends_on", "pk"):
        text = _("%(cycle)s is over since %(day)s: close it")
        words = {"cycle": cycle.name, "day": formatting.day(cycle.ends_on)}
        address = [cycle.portfolio.slug, cycle.pk]
        yield Step(text % words, reverse("scorecards:cycle_close", args=address))


def value_to_follow_up(request: SignedInRequest, today: date) -> Iterator[Step]:
    """Yield the results that the reader wanted to come back to by now."""
    items = ValueItem.objects.editable_by(request.user).due_on(today)
    if number := items.count():
        text = ngettext(
            "Follow up %(number)s result that is due",
            "Follow up %(number)s results that are due",
            number,
        )
        url = f"{reverse('recognition:value_list')}?due=on"
        yield Step(text % {"number": number}, url)


def not_reached(request: SignedInRequest) -> Iterator[Step]:
    """Yield the open rounds in which mails have come back."""
    came_back = Count("invitations", filter=Q(invitations__bounced_at__isnull=False))
    rounds = Round.objects.editable_by(request.user).open().annotate(number=came_back)
    for round_ in rounds.filter(number__gt=0):
        text = ngettext(
            "%(number)s person was not reached in %(name)s: mend the address",
            "%(number)s people were not reached in %(name)s: mend their addresses",
            round_.number,
        )
        words = {"number": round_.number, "name": round_.name}
        yield Step(text % words, round_.get_absolute_url())
