"""The board of a lead: all value by how far it has come, and many items at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.models import Portfolio, Role
from delivery.views.pages import (
    Place,
    confirm_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from pmo_value.form_fields import is_key
from recognition.actions.value import word_proposed
from recognition.actions.value_board import follow_up_many, mark_for_report
from recognition.exports.value import (
    OWED_COLUMNS,
    VALUE_COLUMNS,
    owed_rows,
    value_rows,
)
from recognition.filters.value import ValueBoardFilter
from recognition.forms.testimonial import NothingForm
from recognition.forms.value_board import FollowUpManyForm, ReportManyForm
from recognition.models import ValueItem
from recognition.models.value import ValueState
from recognition.owing import owing_of

BOARD = Place(gettext_lazy("Value"), reverse_lazy("recognition:value_list"))
# So many are taken at once: what takes longer than a page may take, nobody waits for.
MOST_AT_ONCE = 500


def found_value(request: SignedInRequest, given: QueryDict) -> ValueBoardFilter:
    """Return the items that the reader leads, as the address narrows them."""
    rows = ValueItem.objects.editable_by(request.user).with_state().for_page()
    return ValueBoardFilter(given, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def value_list(request: SignedInRequest) -> HttpResponse:
    """List the value that the reader leads, with how many are in which state."""
    return list_page(
        request,
        "value",
        found_value(request, request.GET),
        tabs=tabs_of(request),
        today=timezone.localdate(),
        leads=Portfolio.objects.where_member(request.user, Role.LEAD).exists(),
        is_all_chosen=request.GET.get("chosen") == "all",
        most=MOST_AT_ONCE,
        deeds=[
            {"label": label, "url": reverse("recognition:value_many", args=[key])}
            for key, label in LABELS.items()
        ],
    )


def tabs_of(request: SignedInRequest) -> list[dict[str, Any]]:
    """Return the states that items are in, with how many; other filters stay."""
    given = request.GET.copy()
    for name in ("state", "page", "sort", "chosen"):
        given.pop(name, None)
    rows = found_value(request, given).qs.order_by()
    counts = dict(
        rows.values("state_key")
        .annotate(number=Count("pk"))
        .values_list("state_key", "number")
    )
    now = request.GET.get("state", "")

    def tab(key: str, label: Any, count: int) -> dict[str, Any]:
        query = given.copy()
        if key:
            query["state"] = key
        return {
            "label": label,
            "url": f"{reverse('recognition:value_list')}?{query.urlencode()}",
            "count": count,
            "is_current": key == now,
        }

    return [
        tab("", _("All"), sum(counts.values())),
        *(
            tab(state.value, state.label, counts.get(state.value, 0))
            for state in ValueState
            if state.value in counts or state.value == now
        ),
    ]


@require_safe
@login_required
def value_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list as a file."""
    rows = value_rows(found_value(request, request.GET).qs, timezone.localdate())
    return file_response(kind, "value", VALUE_COLUMNS, rows)


@require_safe
@login_required
def value_owed(request: SignedInRequest) -> HttpResponse:
    """Show who owes an answer, for how much and for how long."""
    context = {"rows": owing_of(request.user, timezone.localdate())}
    return render(request, "recognition/value_owed.html", context)


@require_safe
@login_required
def value_owed_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """The same as a file."""
    rows = owed_rows(owing_of(request.user, timezone.localdate()))
    return file_response(kind, "owed-answers", OWED_COLUMNS, rows)


def chosen_value(request: SignedInRequest) -> QuerySet[Any]:
    """Return the items that were ticked, or all that the filters find."""
    if request.GET.get("all"):
        return found_value(request, request.GET).qs
    ticked = [text for text in request.GET.getlist("item") if is_key(text)]
    rows = ValueItem.objects.editable_by(request.user).with_state().for_page()
    return rows.filter(pk__in=ticked[:MOST_AT_ONCE])


@takes_forms
@login_required
def value_many(request: SignedInRequest, what: str) -> HttpResponse:
    """Do something with several items at once, after a look at what it will do."""
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    items = list(chosen_value(request)[: MOST_AT_ONCE + 1])
    if not items:
        messages.warning(request, _("Tick the items first."))
        return redirect(BOARD.get_absolute_url())
    if len(items) > MOST_AT_ONCE:
        text = _("These are more than %(most)s items: narrow the list first.")
        messages.warning(request, text % {"most": MOST_AT_ONCE})
        return redirect(BOARD.get_absolute_url())
    return deed(request, items)


def follow_up(request: SignedInRequest, items: list[ValueItem]) -> HttpResponse:
    """Set the day on which to come back to some items."""
    form = FollowUpManyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        number = follow_up_many(
            items, form.cleaned_data["follow_up_on"], form.cleaned_data["note"]
        )
        text = ngettext("%d item changed.", "%d items changed.", number)
        return saved(request, text % number, BOARD.get_absolute_url())
    question = ngettext("Follow up %d item", "Follow up %d items", len(items))
    return confirm_page(
        request,
        question % len(items),
        trail=[BOARD],
        submit_label=_("Save"),
        text=named(items),
        form=form,
        is_gentle=True,
    )


def take_up(request: SignedInRequest, items: list[ValueItem]) -> HttpResponse:
    """Say whether the next report takes some items up."""
    form = ReportManyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        is_taken = form.cleaned_data["is_for_report"]
        number = mark_for_report(items, is_taken=is_taken)
        text = ngettext("%d item changed.", "%d items changed.", number)
        return saved(request, text % number, BOARD.get_absolute_url())
    question = ngettext(
        "Add %d item to the next report", "Add %d items to the next report", len(items)
    )
    return confirm_page(
        request,
        question % len(items),
        trail=[BOARD],
        submit_label=_("Save"),
        text=named(items),
        form=form,
        is_gentle=True,
    )


def named(items: Iterable[ValueItem], most: int = 5) -> str:
    """Return what some items are about, the first few by name."""
    names = [one.subject.name for one in items]
    if len(names) <= most:
        return ", ".join(names)
    more = len(names) - most
    text = ngettext("%(names)s and %(more)s more", "%(names)s and %(more)s more", more)
    return text % {"names": ", ".join(names[:most]), "more": more}


def put_into_words(request: SignedInRequest, items: list[ValueItem]) -> HttpResponse:
    """Put items into words as they are proposed; say which could not be, and why."""
    form = NothingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        worded, left = word_proposed(items, request.user, timezone.now())
        text = ngettext(
            "%d result put into words.", "%d results put into words.", len(worded)
        )
        if not left:
            return saved(request, text % len(worded), BOARD.get_absolute_url())
        context = {
            "trail": [BOARD],
            "title": _("Not all could be put into words"),
            "done": text % len(worded),
            "left": left,
        }
        return render(request, "recognition/value_many_left.html", context)
    question = ngettext(
        "Put %d result into words?", "Put %d results into words?", len(items)
    )
    return confirm_page(
        request,
        question % len(items),
        trail=[BOARD],
        submit_label=_("Put into words"),
        text=_(
            "Each gets the sentence that its numbers and their evidence bear, in the "
            "language of its sponsor. Words that somebody has chosen stay, with the "
            "numbers of today. Nothing is sent."
        ),
        form=form,
        is_gentle=True,
    )


def write(request: SignedInRequest, items: list[ValueItem]) -> HttpResponse:
    """Lead to the letter of each sponsor, with the chosen items ticked."""
    groups: dict[int, list[ValueItem]] = {}
    orphans = [item for item in items if item.sponsor is None]
    for item in items:
        if item.sponsor is not None:
            groups.setdefault(item.sponsor.pk, []).append(item)
    letters = [
        {"sponsor": one[0].sponsor, "items": one, "url": letter_url(one)}
        for one in groups.values()
    ]
    if len(letters) == 1 and not orphans:
        return redirect(str(letters[0]["url"]))
    context = {"trail": [BOARD], "letters": letters, "orphans": orphans}
    return render(request, "recognition/value_many_letters.html", context)


def letter_url(items: list[ValueItem]) -> str:
    """Return where a letter about items of one sponsor is written."""
    query = QueryDict(mutable=True)
    query["sponsor"] = str(items[0].sponsor_id)
    query.setlist("item", [str(item.pk) for item in items])
    return f"{reverse('recognition:value_letter_create')}?{query.urlencode()}"


DEEDS = {
    "words": put_into_words,
    "letters": write,
    "report": take_up,
    "follow-up": follow_up,
}
LABELS = {
    "words": gettext_lazy("Put into words"),
    "letters": gettext_lazy("Write to the sponsor"),
    "report": gettext_lazy("Add to the next report"),
    "follow-up": gettext_lazy("Set a follow-up"),
}
