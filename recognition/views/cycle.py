"""Turns of the flywheel: what each taught, and what was promised for the next one."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.forms.removal import RemovalForm
from delivery.models import Cycle, Portfolio, Role
from delivery.views.pages import (
    Place,
    Trail,
    confirm_page,
    form_page,
    history_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.exports.cycle import (
    LESSON_COLUMNS,
    PROMISE_COLUMNS,
    lesson_rows,
    promise_rows,
)
from recognition.filters.cycle import CycleFilter, LessonFilter, PromiseFilter
from recognition.forms.cycle import LessonForm, PromiseForm
from recognition.models import CycleLesson, CyclePromise

CYCLES = Place(gettext_lazy("Cycles"), reverse_lazy("recognition:cycle_list"))


@require_safe
@login_required
@vary_on_headers("HX-Request")
def cycle_list(request: SignedInRequest) -> HttpResponse:
    """List the turns of the flywheel, the latest first."""
    read = Portfolio.objects.with_figures_for(request.user).order_by()
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    cycles = (
        Cycle.objects.filter(portfolio__in=read)
        .select_related("portfolio")
        .annotate(
            promise_count=Count("promises", distinct=True),
            lesson_count=Count("lessons", distinct=True),
            is_led=Exists(led.filter(pk=OuterRef("portfolio"))),
        )
        .order_by("-ends_on", "portfolio__path", "pk")
    )
    found = CycleFilter(request.GET, cycles, request=request)
    return list_page(request, "cycle", found, today=timezone.localdate())


def found_promises(request: SignedInRequest) -> PromiseFilter:
    """Return the promises that the reader sees, as the address narrows them."""
    rows = CyclePromise.objects.visible_to(request.user).for_list().with_outcome()
    rows = rows.order_by("-cycle__ends_on", "cycle", "pk")
    return PromiseFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def promise_list(request: SignedInRequest) -> HttpResponse:
    """List what was promised, and what became of it."""
    found = found_promises(request)
    return list_page(request, "promise", found, today=timezone.localdate())


@require_safe
@login_required
def promise_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of promises as a file."""
    rows = promise_rows(found_promises(request).qs, timezone.localdate())
    return file_response(kind, "promises", PROMISE_COLUMNS, rows)


def found_lessons(request: SignedInRequest) -> LessonFilter:
    """Return the lessons that the reader sees, as the address narrows them."""
    rows = CycleLesson.objects.visible_to(request.user).for_list()
    rows = rows.order_by("-cycle__ends_on", "cycle", "pk")
    return LessonFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def lesson_list(request: SignedInRequest) -> HttpResponse:
    """List what cycles have taught."""
    return list_page(request, "lesson", found_lessons(request))


@require_safe
@login_required
def lesson_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of lessons as a file."""
    rows = lesson_rows(found_lessons(request).qs)
    return file_response(kind, "lessons", LESSON_COLUMNS, rows)


def closing_of(cycle: Cycle) -> Place:
    """Return the page on which a cycle is prepared for its end, and closed."""
    address = [cycle.portfolio.slug, cycle.pk]
    label = _("Closing of %(cycle)s") % {"cycle": cycle.name}
    return Place(label, reverse("scorecards:cycle_close", args=address))


def trail_of(cycle: Cycle) -> Trail:
    return [CYCLES, closing_of(cycle)]


def _open_cycle(request: SignedInRequest, pk: int) -> Cycle:
    """Return a cycle that the reader leads and that is open, or answer 404."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD).order_by()
    cycles = Cycle.objects.filter(portfolio__in=led, status=Cycle.Status.OPEN)
    return get_object_or_404(cycles.select_related("portfolio"), pk=pk)


@takes_forms
@login_required
def lesson_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down what a cycle taught."""
    cycle = _open_cycle(request, pk)
    return _lesson(request, CycleLesson(cycle=cycle), _("Add a lesson"))


@takes_forms
@login_required
def lesson_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a lesson while its cycle is open."""
    rows = CycleLesson.objects.editable_by(request.user).with_rights_of(request.user)
    lesson = get_object_or_404(rows.for_list(), pk=pk)
    return _lesson(request, lesson, _("Lesson learned"))


def _lesson(request: SignedInRequest, lesson: CycleLesson, title: str) -> HttpResponse:
    form = LessonForm(request.POST or None, by=request.user, instance=lesson)
    if request.method == "POST" and form.stored():
        return saved(request, _("Lesson saved."), closing_of(lesson.cycle))
    return form_page(
        request,
        "form.html",
        form,
        title=title,
        trail=trail_of(lesson.cycle),
        delete_view="recognition:lesson_delete",
    )


@takes_forms
@login_required
def lesson_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a lesson out again."""
    rows = CycleLesson.objects.removable_by(request.user).for_list()
    lesson = get_object_or_404(rows, pk=pk)
    form = RemovalForm(posted(request), row=lesson, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Lesson deleted."), closing_of(lesson.cycle))
    return confirm_page(
        request,
        _("Delete the lesson “%(text)s”?") % {"text": lesson.text},
        trail=trail_of(lesson.cycle),
        text=_("It will not stand in the closing report of the cycle."),
        form=form,
        submit_label=_("Delete lesson"),
    )


@takes_forms
@login_required
def promise_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Promise something for the next cycle."""
    cycle = _open_cycle(request, pk)
    return _promise(request, CyclePromise(cycle=cycle), _("Add a promise"))


@takes_forms
@login_required
def promise_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a promise while its cycle is open."""
    rows = CyclePromise.objects.editable_by(request.user).with_rights_of(request.user)
    promise = get_object_or_404(rows.for_list(), pk=pk)
    return _promise(request, promise, _("Promise for the next cycle"))


def _promise(
    request: SignedInRequest, promise: CyclePromise, title: str
) -> HttpResponse:
    form = PromiseForm(
        request.POST or None, by=request.user, instance=promise, user=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Promise saved."), closing_of(promise.cycle))
    return form_page(
        request,
        "promise_form.html",
        form,
        title=title,
        trail=trail_of(promise.cycle),
        delete_view="recognition:promise_delete",
    )


@takes_forms
@login_required
def promise_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a promise out again."""
    rows = CyclePromise.objects.removable_by(request.user).for_list()
    promise = get_object_or_404(rows, pk=pk)
    form = RemovalForm(posted(request), row=promise, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Promise deleted."), closing_of(promise.cycle))
    return confirm_page(
        request,
        _("Delete the promise “%(text)s”?") % {"text": promise.text},
        trail=trail_of(promise.cycle),
        text=_("A KPI that was made of it stays."),
        form=form,
        submit_label=_("Delete promise"),
    )


@require_safe
@login_required
def cycle_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell what was written about a cycle, corrected and taken out."""
    read = Portfolio.objects.with_figures_for(request.user).order_by()
    cycles = Cycle.objects.filter(portfolio__in=read).select_related("portfolio")
    cycle = get_object_or_404(cycles, pk=pk)
    return history_page(
        request,
        cycle.name,
        history.records_of(Cycle, id=pk),
        history.records_of(CycleLesson, cycle=pk),
        history.records_of(CyclePromise, cycle=pk),
        trail=[CYCLES],
    )
