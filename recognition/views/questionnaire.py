"""Pages of questionnaires and their questions."""

from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import look_ahead
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
from recognition.actions.questionnaires import (
    copy_questionnaire,
    create_questionnaire,
    move_question,
)
from recognition.filters.round import QuestionnaireFilter
from recognition.forms.questionnaire import (
    QuestionForm,
    QuestionnaireCreateForm,
    QuestionnaireForm,
)
from recognition.forms.round import CopyForm
from recognition.models import Question, Questionnaire

QUESTIONNAIRES = Place(
    gettext_lazy("Questionnaires"), reverse_lazy("recognition:questionnaire_list")
)
STEPS = {"up": -1, "down": 1}


@require_safe
@login_required
@vary_on_headers("HX-Request")
def questionnaire_list(request: SignedInRequest) -> HttpResponse:
    """List questionnaires, and whether they have been asked."""
    rows = Questionnaire.objects.visible_to(request.user).with_counts()
    rows = rows.select_related("portfolio").order_by("name", "pk")
    found = QuestionnaireFilter(request.GET, rows, request=request)
    return list_page(
        request,
        "questionnaire",
        found,
        may_add=Portfolio.objects.with_facts_from(request.user).exists(),
    )


@require_safe
@login_required
def questionnaire_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the questions in their order."""
    rows = Questionnaire.objects.visible_to(request.user)
    rows = rows.with_rights_of(request.user).with_counts()
    questionnaire = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    context = {
        "questionnaire": questionnaire,
        "questions": questionnaire.questions.select_related("service"),
        "may_change": questionnaire.is_editable and questionnaire.is_open_to_change,
        "trail": [QUESTIONNAIRES],
    }
    return render(request, "recognition/questionnaire_detail.html", context)


@takes_forms
@login_required
def questionnaire_create(request: SignedInRequest) -> HttpResponse:
    """Make a questionnaire of tested questions, or an empty one."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    form = QuestionnaireCreateForm(
        request.POST or None,
        by=request.user,
        instance=Questionnaire(),
        initial={"portfolio": pick_portfolio(request, portfolios)},
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = create_questionnaire(given["portfolio"], given["name"], given["chosen"])
        return saved(request, _("Questionnaire made."), made)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Add a questionnaire"),
        trail=[QUESTIONNAIRES],
    )


def changeable(request: SignedInRequest, pk: int) -> Questionnaire:
    """Return a questionnaire that nobody has been asked yet, or answer 404."""
    rows = Questionnaire.objects.editable_by(request.user).unused()
    return get_object_or_404(rows.select_related("portfolio"), pk=pk)


@takes_forms
@login_required
def questionnaire_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rename a questionnaire, or say how long it takes."""
    questionnaire = changeable(request, pk)
    form = QuestionnaireForm(
        request.POST or None, by=request.user, instance=questionnaire
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Questionnaire saved."), questionnaire)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Edit %(name)s") % {"name": questionnaire.name},
        trail=[QUESTIONNAIRES, questionnaire],
    )


@takes_forms
@login_required
def questionnaire_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make another questionnaire of the same questions."""
    rows = Questionnaire.objects.editable_by(request.user)
    source = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    form = CopyForm(
        posted(request), taken=Questionnaire.objects.of_portfolio(source.portfolio)
    )
    if request.method == "POST" and form.is_valid():
        made = copy_questionnaire(source, form.cleaned_data["name"])
        return saved(request, _("Questionnaire copied."), made)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Copy %(name)s") % {"name": source.name},
        trail=[QUESTIONNAIRES, source],
        submit_label=_("Copy"),
    )


@takes_forms
@login_required
def questionnaire_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a questionnaire that no round uses."""
    rows = Questionnaire.objects.removable_by(request.user)
    questionnaire = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    removal = look_ahead(questionnaire)
    if request.method == "POST" and not removal.is_held_by:
        questionnaire.delete()
        return saved(
            request, _("Questionnaire deleted."), "recognition:questionnaire_list"
        )
    return confirm_page(
        request,
        _("Delete %(name)s?") % {"name": questionnaire.name},
        trail=[QUESTIONNAIRES, questionnaire],
        removal=removal,
        submit_label=_("Delete questionnaire"),
    )


@require_safe
@login_required
def questionnaire_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed which question, and when."""
    rows = Questionnaire.objects.visible_to(request.user).select_related("portfolio")
    questionnaire = get_object_or_404(rows, pk=pk)
    return history_page(
        request,
        questionnaire.name,
        history.records_of(Questionnaire, id=pk),
        history.records_of(Question, questionnaire=pk),
        trail=[QUESTIONNAIRES, questionnaire],
    )


@takes_forms
@login_required
def question_create(request: SignedInRequest, questionnaire_id: int) -> HttpResponse:
    """Add a question at the end."""
    questionnaire = changeable(request, questionnaire_id)
    last = questionnaire.questions.aggregate(last=Max("position"))["last"] or 0
    blank = Question(questionnaire=questionnaire, position=last + 1)
    form = QuestionForm(request.POST or None, by=request.user, instance=blank)
    if request.method == "POST" and form.stored():
        return saved(request, _("Question added."), questionnaire)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Add a question"),
        trail=[QUESTIONNAIRES, questionnaire],
    )


def changeable_question(request: SignedInRequest, pk: int) -> Question:
    """Return a question that nobody has been asked yet, or answer 404."""
    rows = Question.objects.editable_by(request.user)
    free = Questionnaire.objects.unused().order_by().values("pk")
    return get_object_or_404(
        rows.filter(questionnaire__in=free).select_related("questionnaire__portfolio"),
        pk=pk,
    )


@takes_forms
@login_required
def question_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a question."""
    question = changeable_question(request, pk)
    form = QuestionForm(request.POST or None, by=request.user, instance=question)
    if request.method == "POST" and form.stored():
        return saved(request, _("Question saved."), question.questionnaire)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Edit question"),
        trail=[QUESTIONNAIRES, question.questionnaire],
    )


@require_POST
@login_required
def question_move(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    """Let a question change places with its neighbour."""
    question = changeable_question(request, pk)
    move_question(question, STEPS.get(step, 0))
    return redirect(question.questionnaire)


@takes_forms
@login_required
def question_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop a question."""
    question = changeable_question(request, pk)
    if request.method == "POST":
        question.delete()
        return saved(request, _("Question dropped."), question.questionnaire)
    return confirm_page(
        request,
        _("Drop the question “%(text)s”?") % {"text": question.text},
        trail=[QUESTIONNAIRES, question.questionnaire],
        submit_label=_("Drop question"),
    )
