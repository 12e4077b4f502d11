"""The flywheel: ten steps, what is known of each, and what turn hands on to turn."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.models import Cycle, Portfolio, Role
from delivery.views.pages import posted, takes_forms
from pmo_value import formatting
from recognition.actions.cycles import name_steps
from recognition.forms.cycle import StepLabelsForm
from recognition.steps import steps_of, top_of
from scorecards import flywheel as known
from scorecards import loop
from scorecards.cycle_page import measure_rows, panel_urls
from scorecards.figures.canvas import wrapped
from scorecards.models import Scorecard
from scorecards.wheel import wheel

MIDDLE_ROOM = 190.0


@require_safe
@login_required
def flywheel(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the ten steps with what this application knows of each."""
    read = Portfolio.objects.with_figures_for(request.user)
    portfolio = get_object_or_404(read.with_rights_of(request.user), slug=slug)
    today = timezone.localdate()
    scorecard = _latest(portfolio)
    cycle = (
        portfolio.cycles.filter(status=Cycle.Status.OPEN).order_by("ends_on").first()
    )
    turns = known.turns_of(
        portfolio,
        scorecard,
        cycle,
        today,
        takes_facts=portfolio.takes_facts,  # type: ignore[attr-defined]
    )
    top = Portfolio.objects.where_member(request.user, Role.LEAD)
    held = list(loop.held(scorecard.snapshot.readings)) if scorecard else []
    context = {
        "portfolio": portfolio,
        "scorecard": scorecard,
        "cycle": cycle,
        "is_over": cycle is not None and cycle.ends_on < today,
        "turns": turns,
        "unsure": [turn.step for turn in turns if not turn.step.is_sure],
        "wheel": wheel(
            turns,
            _("The flywheel of %(name)s") % {"name": portfolio.name},
            _middle(cycle),
        ),
        "measures": measure_rows(held, panel_urls(scorecard) if scorecard else {}),
        "momentum": known.momentum(portfolio, scorecard),
        "may_name": top.filter(slug=top_of(portfolio)).exists(),
        "crumbs": _crumbs(portfolio),
    }
    return render(request, "scorecards/flywheel.html", context)


def _latest(portfolio: Portfolio) -> Scorecard | None:
    stored = Scorecard.objects.built().of_portfolio(portfolio).of_latest_period()
    found: Scorecard | None = stored.with_panels().order_by().first()
    return found


def _middle(cycle: Cycle | None) -> list[str]:
    """What stands in the middle of the wheel: the cycle that goes on, and its days."""
    if cycle is None:
        return [_("No cycle is open")]
    until = _("until %(day)s") % {"day": formatting.day(cycle.ends_on)}
    return [*wrapped(cycle.name, MIDDLE_ROOM, 2, 17), until]


def _crumbs(portfolio: Portfolio) -> list[dict[str, Any]]:
    address = reverse("scorecards:scorecard_detail", args=[portfolio.slug])
    return [{"label": portfolio.name, "url": address}]


@takes_forms
@login_required
def step_labels(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let the lead of a portfolio at the top say what the ten steps are called."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    portfolio = get_object_or_404(led.filter(parent=None), slug=slug)
    form = StepLabelsForm(posted(request), steps=steps_of(portfolio))
    if request.method == "POST" and form.is_valid():
        name_steps(portfolio, form.names())
        messages.success(request, _("The steps have their names."))
        return redirect("scorecards:flywheel", slug)
    flywheel_url = reverse("scorecards:flywheel", args=[slug])
    context = {
        "portfolio": portfolio,
        "form": form,
        "cancel_url": flywheel_url,
        "crumbs": [
            *_crumbs(portfolio),
            {"label": _("Flywheel"), "url": flywheel_url},
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "scorecards/step_labels.html", context, status=status)
