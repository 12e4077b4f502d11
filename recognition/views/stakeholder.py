"""Pages of the people whom the PMO works for."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import Removal
from delivery.models import Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.actions.people import (
    erase_stakeholder,
    known_words,
    merge_stakeholders,
)
from recognition.exports.stakeholder import STAKEHOLDER_COLUMNS, stakeholder_rows
from recognition.filters.stakeholder import StakeholderFilter
from recognition.forms.stakeholder import MergeForm, ResponsibilityForm, StakeholderForm
from recognition.forms.stakeholder_rows import FIELDS, SUBJECTS, StakeholderRowsForm
from recognition.models import (
    Answer,
    Invitation,
    Response,
    Responsibility,
    Stakeholder,
)

PEOPLE = Place(
    gettext_lazy("Stakeholders"), reverse_lazy("recognition:stakeholder_list")
)
CHANGES_SHOWN = 8


def found_people(request: SignedInRequest) -> StakeholderFilter:
    """Return the stakeholders that the reader sees, as the address narrows them."""
    people = Stakeholder.objects.visible_to(request.user).with_counts()
    return StakeholderFilter(
        request.GET,
        people.with_last_asked().select_related("portfolio").order_by("name", "pk"),
        request=request,
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def stakeholder_list(request: SignedInRequest) -> HttpResponse:
    """List the people whom the PMO works for."""
    return list_page(
        request,
        "stakeholder",
        found_people(request),
        may_add=Portfolio.objects.with_facts_from(request.user).exists(),
    )


@require_safe
@login_required
def stakeholder_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of stakeholders as a file."""
    rows = stakeholder_rows(found_people(request).qs)
    return file_response(kind, "stakeholders", STAKEHOLDER_COLUMNS, rows)


@require_safe
@login_required
def stakeholder_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what somebody answers for, and when they were asked."""
    people = Stakeholder.objects.visible_to(request.user).with_rights_of(request.user)
    person = get_object_or_404(people.select_related("portfolio", "user"), pk=pk)
    invitations = Invitation.objects.visible_to(request.user).filter(stakeholder=person)
    context = {
        "person": person,
        "trail": [PEOPLE],
        "responsibilities": person.responsibilities.select_related(
            "project", "service", "benefit"
        ),
        "invitations": invitations.select_related("round").order_by("-pk"),
        "answers": answers_of(person, request),
        "changes": history.timeline(
            history.records_of(Stakeholder, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "recognition/stakeholder_detail.html", context)


def answers_of(person: Stakeholder, request: SignedInRequest) -> dict[str, Any]:
    """Return what the reader may know that somebody has answered.

    Shape: a row for each question, a column for each round, the newest first. Words are
    for leads, as everywhere; whoever reads ratings only gets no comment.
    """
    known = Response.objects.named_for(request.user).filter(stakeholder=person)
    read = Response.objects.read_by(request.user).filter(pk__in=known.values("pk"))
    words = set(read.values_list("pk", flat=True))
    responses = known.select_related("round").prefetch_related("answers__question")
    rounds = list(responses.order_by("-round__period_end", "-pk"))
    questions: dict[str, dict[int, Any]] = {}
    for response in rounds:
        for answer in response.answers.all():
            if not answer.text or response.pk in words:
                said = questions.setdefault(answer.question.text, {})
                said[response.pk] = answer_cell(answer)
    return {
        "columns": [
            {"label": _("Question")},
            *({"label": str(one.round), "is_numeric": True} for one in rounds),
        ],
        "rows": [
            [question, *(said.get(one.pk, "") for one in rounds)]
            for question, said in questions.items()
        ],
    }


def answer_cell(answer: Answer) -> dict[str, Any]:
    """Return an answer as a cell of a table."""
    if answer.is_not_applicable:
        return {"text": _("does not apply")}
    if answer.text:
        return {"text": answer.text}
    return {"text": answer.score, "is_numeric": True}


@require_safe
@login_required
def stakeholder_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about somebody, and when."""
    people = Stakeholder.objects.visible_to(request.user).select_related("portfolio")
    person = get_object_or_404(people, pk=pk)
    return history_page(
        request,
        str(person),
        history.records_of(Stakeholder, id=pk),
        history.records_of(Responsibility, stakeholder=pk),
        trail=[PEOPLE, person],
    )


@takes_forms
@login_required
def stakeholder_create(request: SignedInRequest) -> HttpResponse:
    """Add somebody whom the PMO works for."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    form = StakeholderForm(
        request.POST or None,
        by=request.user,
        instance=Stakeholder(),
        initial={"portfolio": pick_portfolio(request, portfolios)},
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Stakeholder added."), form.instance)
    return form_page(
        request,
        "stakeholder_form.html",
        form,
        title=_("Add a stakeholder"),
        trail=[PEOPLE],
    )


@takes_forms
@login_required
def stakeholder_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what is known of somebody."""
    person = editable_person(request, pk)
    form = StakeholderForm(
        request.POST or None, by=request.user, instance=person, user=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Stakeholder saved."), person)
    return form_page(
        request,
        "stakeholder_form.html",
        form,
        title=_("Edit %(name)s") % {"name": person.name},
        trail=[PEOPLE, person],
    )


@takes_forms
@login_required
def stakeholder_paste(request: SignedInRequest) -> HttpResponse:
    """Add or correct many people at once."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    form = StakeholderRowsForm(
        posted(request),
        initial={"portfolio": pick_portfolio(request, portfolios)},
        user=request.user,
    )
    if request.method == "POST" and (number := form.stored()):
        words = ngettext("%(number)s person saved.", "%(number)s people saved.", number)
        return saved(request, words % {"number": number}, PEOPLE.get_absolute_url())
    return form_page(
        request,
        "stakeholder_paste.html",
        form,
        title=_("Paste stakeholders"),
        trail=[PEOPLE],
        columns=(*FIELDS, *SUBJECTS),
    )


def editable_person(request: SignedInRequest, pk: int) -> Stakeholder:
    """Return somebody whom the reader may change; who is forgotten, nobody may."""
    people = Stakeholder.objects.editable_by(request.user).filter(erased_at=None)
    return get_object_or_404(people.select_related("portfolio"), pk=pk)


def led_person(request: SignedInRequest, pk: int) -> Stakeholder:
    """Return somebody whom the reader may merge or forget, or answer 404."""
    people = Stakeholder.objects.removable_by(request.user).filter(erased_at=None)
    return get_object_or_404(people.select_related("portfolio"), pk=pk)


@takes_forms
@login_required
def responsibility_create(
    request: SignedInRequest, stakeholder_id: int
) -> HttpResponse:
    """Say what somebody answers for."""
    person = editable_person(request, stakeholder_id)
    form = ResponsibilityForm(
        posted(request), by=request.user, instance=Responsibility(stakeholder=person)
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Responsibility added."), person)
    return form_page(
        request,
        "responsibility_form.html",
        form,
        title=_("What %(name)s answers for") % {"name": person.name},
        trail=[PEOPLE, person],
        submit_label=_("Add responsibility"),
    )


@takes_forms
@login_required
def responsibility_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that somebody answers for something no longer."""
    rows = Responsibility.objects.editable_by(request.user)
    rows = rows.select_related(
        "stakeholder__portfolio", "project", "service", "benefit"
    )
    responsibility = get_object_or_404(rows, pk=pk)
    person = responsibility.stakeholder
    if request.method == "POST":
        responsibility.delete()
        return saved(request, _("Responsibility removed."), person)
    names = {"name": person.name, "subject": responsibility.subject.name}
    return confirm_page(
        request,
        _("Does %(name)s no longer answer for %(subject)s?") % names,
        trail=[PEOPLE, person],
        text=_("Rounds about it will not ask this person any more."),
        submit_label=_("Remove responsibility"),
    )


@takes_forms
@login_required
def stakeholder_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make one of two rows of the same person."""
    person = led_person(request, pk)
    form = MergeForm(posted(request), stakeholder=person)
    if request.method == "POST" and form.is_valid():
        merge_stakeholders(person, form.cleaned_data["other"])
        return saved(request, _("The two rows are one now."), person)
    return form_page(
        request,
        "stakeholder_merge.html",
        form,
        title=_("Merge %(name)s with another row") % {"name": person.name},
        trail=[PEOPLE, person],
        submit_label=_("Merge"),
    )


@takes_forms
@login_required
def stakeholder_erase(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget somebody who asked for it."""
    person = led_person(request, pk)
    if request.method == "POST":
        erase_stakeholder(person.pk, timezone.now())
        return saved(request, _("The person is forgotten."), PEOPLE.get_absolute_url())
    return confirm_page(
        request,
        _("Forget %(name)s?") % {"name": person.name},
        trail=[PEOPLE, person],
        removal=Removal(takes_along=tuple(what_forgetting_does(person))),
        text=_("This cannot be undone. Do it when the person asks for it."),
        submit_label=_("Forget this person"),
    )


def what_forgetting_does(person: Stakeholder) -> list[str]:
    """Say what goes and what stays when somebody is forgotten."""
    words = known_words(person)
    open_count = person.invitations.waiting().count()
    ratings = person.responses.aggregate(
        number=Count("answers", filter=Q(answers__score__isnull=False))
    )["number"]
    counted = [
        (
            words,
            ngettext(
                "%(number)s comment under their name goes.",
                "%(number)s comments under their name go.",
                words,
            ),
        ),
        (
            open_count,
            ngettext(
                "%(number)s open invitation is taken back, with what was filled in.",
                "%(number)s open invitations are taken back, with what was filled in.",
                open_count,
            ),
        ),
        (
            ratings,
            ngettext(
                "%(number)s rating stays in the sums, without a name.",
                "%(number)s ratings stay in the sums, without a name.",
                ratings,
            ),
        ),
    ]
    return [
        _(
            "Name, address, job title and unit go, here, in the history and in the "
            "mails that are kept."
        ),
        _("What they answer for goes."),
        *(text % {"number": number} for number, text in counted if number),
        _("An answer given anonymously stays: nobody can tell which one it is."),
        _("That somebody was forgotten on this day stays on record."),
    ]
