"""What people wrote, for those who lead the portfolio, and what is made of it."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.views.pages import Place, form_page, list_page, posted, saved, takes_forms
from pmo_value.exports import file_response
from recognition.exports.comment import COMMENT_COLUMNS, comment_rows
from recognition.filters.comment import CommentFilter
from recognition.forms.comment import CommentForm
from recognition.models import Answer
from recognition.tone import tone_of

COMMENTS = Place(gettext_lazy("Comments"), reverse_lazy("recognition:comment_list"))


def readable_comments(request: SignedInRequest) -> QuerySet[Answer]:
    """Return what people wrote where the reader may read it."""
    answers = Answer.objects.comments().read_by(request.user).with_recommendation()
    return (
        answers.select_related(
            "question", "response__round__portfolio", "response__stakeholder"
        )
        .prefetch_related("themes", "follow_ups")
        .order_by("-response__round__period_end", "response__round", "pk")
    )


def found_comments(request: SignedInRequest) -> CommentFilter:
    """Return the comments that the reader may read, as the address narrows them."""
    return CommentFilter(request.GET, readable_comments(request), request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def comment_list(request: SignedInRequest) -> HttpResponse:
    """List comments of all rounds, with how they sound and what they are about."""
    return list_page(request, "comment", found_comments(request))


@require_safe
@login_required
def comment_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of comments as a file."""
    rows = comment_rows(found_comments(request).qs)
    return file_response(kind, "comments", COMMENT_COLUMNS, rows)


@takes_forms
@login_required
def comment_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how a comment sounds and what it is about."""
    answer = get_object_or_404(readable_comments(request), pk=pk)
    form = CommentForm(posted(request), answer=answer)
    if request.method == "POST" and form.stored():
        return saved(request, form.message, COMMENTS)
    return form_page(
        request,
        "comment_form.html",
        form,
        title=_("A comment"),
        trail=[answer.response.round.portfolio, COMMENTS],
        answer=answer,
        tone=tone_of(answer),
    )
