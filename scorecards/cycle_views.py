"""The pages of a cycle: closing it, its report, and what was frozen with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
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
from pmo_value.exports import file_response
from recognition.exports.cycle import (
    CARRIED_COLUMNS,
    PROMISE_COLUMNS,
    carried_rows,
    promise_rows,
)
from recognition.models import CarriedValue, CycleClosing, CycleLesson, CyclePromise
from scorecards import exports, loop
from scorecards.actions.closing import (
    AlreadyClosedError,
    FiguresMovedError,
    NextOneClosedError,
    NotReadyError,
    close_cycle,
    reopen_cycle,
)
from scorecards.cycle_page import carried_table, measure_rows, panel_urls
from scorecards.forms import NextCycleForm, ReopenForm
from scorecards.models import FrozenScorecard
from scorecards.readiness import Readiness, next_cycle, readiness

MOVED = 409


def _led_cycle(request: SignedInRequest, slug: str, pk: int) -> Cycle:
    """Return a cycle of a portfolio that the reader leads, or answer 404."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD).order_by()
    return _cycle(led, slug, pk)


def _read_cycle(request: SignedInRequest, slug: str, pk: int) -> Cycle:
    """Return a cycle of a portfolio whose figures the reader may see, or answer 404."""
    read = Portfolio.objects.with_figures_for(request.user).order_by()
    return _cycle(read, slug, pk)


def _cycle(portfolios: Any, slug: str, pk: int) -> Cycle:
    cycles = Cycle.objects.filter(portfolio__in=portfolios, portfolio__slug=slug)
    return get_object_or_404(cycles.select_related("portfolio"), pk=pk)


def _report_of(cycle: Cycle) -> str:
    return reverse("scorecards:cycle_report", args=[cycle.portfolio.slug, cycle.pk])


def _crumbs(portfolio: Portfolio) -> list[dict[str, Any]]:
    """The way from the scorecards to a cycle."""
    return [
        {
            "label": portfolio.name,
            "url": reverse("scorecards:scorecard_detail", args=[portfolio.slug]),
        },
        {
            "label": _("Flywheel"),
            "url": reverse("scorecards:flywheel", args=[portfolio.slug]),
        },
    ]


@takes_forms
@login_required
def cycle_close(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Guide a lead through the end of a cycle; what is written meanwhile stays."""
    cycle = _led_cycle(request, slug, pk)
    if cycle.status == Cycle.Status.CLOSED:
        return _told_that_it_is_closed(request, cycle)
    found = readiness(cycle, timezone.now())
    form = NextCycleForm(
        posted(request),
        by=request.user,
        instance=next_cycle(cycle),
        after=cycle,
        initial={"seen": found.seen},
    )
    if request.method != "POST":
        return _closing_page(request, found, form)
    if not form.is_valid():
        return _closing_page(request, found, form, status=422)
    try:
        close_cycle(
            cycle.pk,
            form.instance,
            seen=form.cleaned_data["seen"],
            by=request.user,
            now=timezone.now(),
        )
    except AlreadyClosedError:
        cycle.refresh_from_db()
        return _told_that_it_is_closed(request, cycle)
    except NotReadyError:
        found = readiness(cycle, timezone.now())
        form.add_error(None, _("Nothing was closed: something is still to be done."))
        return _closing_page(request, found, form, status=MOVED)
    except FiguresMovedError:
        found = readiness(cycle, timezone.now())
        form.add_error(
            None,
            _(
                "Nothing was closed: the scorecard has been drawn anew since you "
                "opened this page. Read its figures again."
            ),
        )
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = found.seen  # type: ignore[index]
        return _closing_page(request, found, form, status=MOVED)
    except IntegrityError:
        form.add_error("name", _("Somebody has just used this name. Choose another."))
        return _closing_page(request, found, form, status=422)
    words = {"cycle": cycle.name, "next": form.instance.name}
    messages.success(request, _("%(cycle)s is closed, and %(next)s has begun.") % words)
    return redirect(_report_of(cycle))


def _told_that_it_is_closed(request: SignedInRequest, cycle: Cycle) -> HttpResponse:
    """Say who closed a cycle, and lead to its report."""
    closings = CycleClosing.objects.of_cycle(cycle).in_force()
    if closing := closings.select_related("closed_by").first():
        words = {
            "who": closing.closed_by,
            "when": formatting.moment(timezone.localtime(closing.closed_at)),
        }
        text = _("%(who)s closed this cycle on %(when)s. Nothing else was changed.")
        messages.info(request, text % words)
    else:
        messages.info(request, _("This cycle is closed."))
    return redirect(_report_of(cycle))


def _closing_page(
    request: SignedInRequest, found: Readiness, form: NextCycleForm, status: int = 200
) -> HttpResponse:
    cycle = found.cycle
    urls = panel_urls(found.scorecard) if found.scorecard else {}
    context = {
        "cycle": cycle,
        "portfolio": cycle.portfolio,
        "found": found,
        "measures": measure_rows(found.measures, urls),
        "carried": carried_table(found.carried),
        "form": form,
        "today": timezone.localdate(),
        "is_prepared": form.instance.pk is not None,
        "crumbs": _crumbs(cycle.portfolio),
    }
    return render(request, "scorecards/cycle_close.html", context, status=status)


@require_safe
@login_required
def cycle_report(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Tell what a cycle came to, what it taught, and what became of its promises."""
    cycle = _read_cycle(request, slug, pk)
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    closings = list(
        CycleClosing.objects.of_cycle(cycle)
        .select_related("closed_by", "reopened_by", "opened", "frozen")
        .defer("frozen__document", "frozen__body")
        .order_by("-closed_at")
    )
    closing = next((one for one in closings if one.reopened_at is None), None)
    promises = CyclePromise.objects.for_list().with_outcome()
    context = {
        "cycle": cycle,
        "portfolio": cycle.portfolio,
        "is_led": led.filter(pk=cycle.portfolio_id).exists(),
        "closing": closing,
        "taken_back": [one for one in closings if one is not closing],
        "measures": measure_rows(loop.from_json(closing.measures), {})
        if closing
        else [],
        "carried": carried_table(list(closing.carried.for_page())) if closing else {},
        "lessons": CycleLesson.objects.of_cycle(cycle),
        "promises": promises.of_cycle(cycle),
        "due": promises.made_for(cycle),
        "today": timezone.localdate(),
        "crumbs": _crumbs(cycle.portfolio),
    }
    return render(request, "scorecards/cycle_report.html", context)


@require_safe
@login_required
def cycle_export(
    request: SignedInRequest, slug: str, pk: int, kind: str
) -> HttpResponse:
    """Write the promises of a cycle, and what became of them, as a file."""
    cycle = _read_cycle(request, slug, pk)
    promises = CyclePromise.objects.of_cycle(cycle).for_list().with_outcome()
    rows = promise_rows(promises, timezone.localdate())
    return file_response(kind, f"{slug}-promises", PROMISE_COLUMNS, rows)


@require_safe
@login_required
def carried_export(
    request: SignedInRequest, slug: str, pk: int, kind: str
) -> HttpResponse:
    """Write the value that a cycle left to the next one as a file."""
    cycle = _read_cycle(request, slug, pk)
    closings = CycleClosing.objects.of_cycle(cycle).in_force()
    carried = CarriedValue.objects.filter(closing__in=closings.order_by())
    rows = carried_rows(carried.for_page())
    return file_response(kind, f"{slug}-carried-over", CARRIED_COLUMNS, rows)


@takes_forms
@login_required
def cycle_reopen(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Open a closed cycle again, with a reason."""
    cycle = _led_cycle(request, slug, pk)
    if cycle.status == Cycle.Status.OPEN:
        messages.info(request, _("This cycle is open."))
        return redirect(_report_of(cycle))
    form = ReopenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            reopen_cycle(cycle.pk, reason, by=request.user, now=timezone.now())
        except NextOneClosedError:
            form.add_error(
                None,
                _("The cycle after it is closed as well. Open that one again first."),
            )
        else:
            messages.success(
                request, _("%(cycle)s is open again.") % {"cycle": cycle.name}
            )
            return redirect("scorecards:cycle_close", slug, pk)
    context = {
        "cycle": cycle,
        "portfolio": cycle.portfolio,
        "form": form,
        "crumbs": _crumbs(cycle.portfolio),
        "cancel_url": _report_of(cycle),
    }
    status = 422 if form.errors else 200
    return render(request, "scorecards/cycle_reopen.html", context, status=status)


def _frozen(request: SignedInRequest, slug: str, pk: int, rows: Any) -> FrozenScorecard:
    mine = rows.visible_to(request.user).filter(portfolio__slug=slug)
    related = mine.select_related("portfolio", "frozen_by", "closing__cycle")
    found: FrozenScorecard = get_object_or_404(related, pk=pk)
    return found


@require_safe
@login_required
def frozen_scorecard(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show a scorecard as it stood when it was frozen."""
    frozen = _frozen(request, slug, pk, FrozenScorecard.objects.without_data())
    cycle = frozen.closing.cycle if frozen.closing else None
    crumbs = _crumbs(frozen.portfolio)
    if cycle:
        crumbs.append({"label": cycle.name, "url": _report_of(cycle)})
    context = {"frozen": frozen, "cycle": cycle, "crumbs": crumbs}
    return render(request, "scorecards/frozen_scorecard.html", context)


@require_safe
@login_required
def frozen_export(
    request: SignedInRequest, slug: str, pk: int, kind: str
) -> HttpResponse:
    """Write the measures of a frozen scorecard as a file."""
    frozen = _frozen(request, slug, pk, FrozenScorecard.objects.all())
    header, rows = exports.measure_rows(frozen.scorecard)
    return file_response(kind, f"{slug}-{frozen.period_key}-frozen", header, rows)
