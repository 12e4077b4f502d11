"""What a round says: scores for all who read figures, single ratings for analysts."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.views.pages import Place, list_page
from pmo_value.exports import file_response
from recognition.exports.result import (
    RATING_COLUMNS,
    RESULT_COLUMNS,
    rating_rows,
    result_rows,
)
from recognition.filters.result import ResultFilter
from recognition.models import Answer, Mode, Round
from recognition.results import Results, may_list_ratings

RESULTS = Place(gettext_lazy("Results"), reverse_lazy("recognition:result_list"))


@require_safe
@login_required
@vary_on_headers("HX-Request")
def result_list(request: SignedInRequest) -> HttpResponse:
    """List the rounds whose results the reader may see, the newest first."""
    rounds = Round.objects.counted_for(request.user).sent().with_counts()
    found = ResultFilter(
        request.GET,
        rounds.select_related("portfolio", "questionnaire").order_by(
            "-period_end", "-pk"
        ),
        request=request,
    )
    return list_page(request, "result", found)


def _results(request: SignedInRequest, pk: int) -> Results:
    """Return the results of a round that was sent, or answer 404."""
    rounds = Round.objects.counted_for(request.user).sent()
    related = ("portfolio", "questionnaire", "project", "service", "cycle")
    return Results(get_object_or_404(rounds.select_related(*related), pk=pk))


@require_safe
@login_required
def round_results(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the scores of a round, how they spread, and how groups differ."""
    results = _results(request, pk)
    known = results.breakdowns()
    by = request.GET.get("by", "")
    chosen = by if by in dict(known) else next((name for name, _ in known), "")
    groups = results.groups(chosen) if chosen else []
    rounds = Round.objects.filter(pk=pk)
    may_read = rounds.read_by(request.user).exists()
    with_names = may_name(results.round, is_lead=may_read)
    context = {
        "round": results.round,
        "results": results,
        "trail": [results.round.portfolio, RESULTS],
        "breakdowns": known,
        "by": chosen,
        "groups": groups,
        "shown_groups": [group for group in groups if not group.is_hidden],
        "hidden_groups": [group.name for group in groups if group.is_hidden],
        "may_list": rounds.visible_to(request.user).exists()
        and may_list_ratings(results, with_names=with_names),
        "may_read": may_read,
    }
    return render(request, "recognition/round_results.html", context)


@require_safe
@login_required
def round_results_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write the scores of a round as a file."""
    results = _results(request, pk)
    return file_response(kind, "results", RESULT_COLUMNS, result_rows(results))


def may_name(round_: Round, *, is_lead: bool) -> bool:
    """Whether an analyst or a lead may see who gave the ratings of a round.

    An attributed round shows analysts the names as well: people were told so.
    """
    return {
        Mode.ANONYMOUS: False,
        Mode.CONFIDENTIAL: is_lead,
        Mode.ATTRIBUTED: True,
    }[Mode(round_.mode)]


@require_safe
@login_required
def round_ratings_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write single ratings, with names for those who may know them."""
    rounds = Round.objects.visible_to(request.user).sent()
    round_ = get_object_or_404(rounds.select_related("questionnaire"), pk=pk)
    is_lead = Round.objects.read_by(request.user).filter(pk=pk).exists()
    with_names = may_name(round_, is_lead=is_lead)
    if not may_list_ratings(Results(round_), with_names=with_names):
        raise Http404
    answers = (
        Answer.objects.filter(response__round=round_, score__isnull=False)
        .select_related("response__round", "response__stakeholder", "question")
        .order_by("response_id", "question__position")
    )
    rows = rating_rows(answers, with_names=with_names)
    return file_response(kind, "ratings", RATING_COLUMNS, rows)
