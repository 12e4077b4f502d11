"""Pages of the lead: asking for quotes, preparing, publishing and taking them down."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models import User
from accounts.requests import SignedInRequest
from delivery.models import Portfolio, Role
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.actions import consents, testimonials
from recognition.actions.testimonials import Actor, StepRefusedError
from recognition.calculations.testimonials import Testimonials
from recognition.calculations.wording import Piece, word_changes
from recognition.exports.testimonial import TESTIMONIAL_COLUMNS, testimonial_rows
from recognition.filters.testimonial import TestimonialFilter
from recognition.forms.testimonial import (
    HighlightForm,
    NothingForm,
    OutcomeForm,
    PublicationForm,
    ReasonForm,
    RequestForm,
    UseForm,
    WordingForm,
)
from recognition.models import (
    Consent,
    Stakeholder,
    Testimonial,
    TestimonialText,
    TestimonialUse,
)

QUOTES = Place(gettext_lazy("Quotes"), reverse_lazy("recognition:testimonial_list"))
State = Testimonial.State


def found_testimonials(request: SignedInRequest) -> TestimonialFilter:
    """Return the quotes that the reader looks after, as the address narrows them."""
    seen = Testimonial.objects.visible_to(request.user)
    rows = seen.select_related("portfolio", "project", "stakeholder")
    return TestimonialFilter(request.GET, rows, request=request)


def own(request: SignedInRequest, pk: int) -> Testimonial:
    """Return a quote that the reader may work on, or answer 404."""
    mine = Testimonial.objects.editable_by(request.user)
    found: Testimonial = get_object_or_404(
        mine.select_related("portfolio", "project", "stakeholder"), pk=pk
    )
    return found


@require_safe
@login_required
@vary_on_headers("HX-Request")
def testimonial_list(request: SignedInRequest) -> HttpResponse:
    """List quotes with what is to be done next, and places to take them back from."""
    today = timezone.localdate()
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    sponsors = Stakeholder.objects.in_portfolios(led).present()
    quotes = Testimonial.objects.visible_to(request.user).as_quotes()
    uses = TestimonialUse.objects.visible_to(request.user).to_take_back()
    return list_page(
        request,
        "testimonial",
        found_testimonials(request),
        may_add=led.exists(),
        counts=Testimonials.on(today, quotes, sponsors.sponsors_by_id()),
        to_take_back=uses.select_related("testimonial__stakeholder"),
    )


@require_safe
@login_required
def testimonial_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list as a file; words only where their author allows it."""
    consents_in_order = Consent.objects.select_related("text").order_by("pk")
    rows = found_testimonials(request).qs.prefetch_related(
        Prefetch("consents", consents_in_order), "publications"
    )
    written = testimonial_rows(rows, timezone.localdate())
    return file_response(kind, "quotes", TESTIMONIAL_COLUMNS, written)


class Wording(NamedTuple):
    """One wording with what it changed: in the author's words, and in the last one."""

    text: TestimonialText
    from_verbatim: list[Piece]
    from_previous: list[Piece]


def wordings_of(texts: list[TestimonialText]) -> list[Wording]:
    """Return the wordings, newest first."""
    pairs = zip(texts, [texts[0], *texts], strict=False) if texts else ()
    wordings = [
        Wording(
            text,
            word_changes(texts[0].text, text.text) if text.number > 1 else [],
            word_changes(before.text, text.text) if text.number > 2 else [],
        )
        for text, before in pairs
    ]
    return wordings[::-1]


@require_safe
@login_required
def testimonial_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one quote: its wordings, what its author allows, and where it went."""
    found = own(request, pk)
    texts = list(found.texts.select_related("written_by").order_by("number"))
    given = list(found.consents.select_related("text").order_by("-pk"))
    consent = next((one for one in given if one.withdrawn_at is None), None)
    context = {
        "testimonial": found,
        "state": found.state,
        "wordings": wordings_of(texts),
        "newest": texts[-1] if texts else None,
        "consents": given,
        "consent": consent,
        "publications": found.publications.filter(ended_at=None),
        "uses": found.uses.all(),
        "steps": found.steps.select_related("by").order_by("-pk"),
        "today": timezone.localdate(),
        "is_editable": testimonials.is_editable(found) and bool(texts),
        "may_reject": found.may_become(State.REJECTED),
        "may_send": bool(texts)
        and (found.state == State.RECEIVED or found.may_become(State.AUTHOR_REVIEW)),
        "may_archive": found.may_become(State.ARCHIVED),
        "trail": [QUOTES],
    }
    return render(request, "recognition/testimonial_detail.html", context)


@takes_forms
@login_required
def testimonial_create(request: SignedInRequest) -> HttpResponse:
    """Ask somebody for a quote by mail."""
    form = RequestForm(
        request.POST or None,
        user=request.user,
        initial={
            "stakeholder": request.GET.get("stakeholder"),
            "project": request.GET.get("project"),
        },
    )
    if request.method == "POST" and form.is_valid():
        asked = form.save(commit=False)
        if done(form, testimonials.ask_for_testimonial, asked, request.user):
            return saved(request, _("The mail is on its way."), asked)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Ask for a quote"),
        trail=[QUOTES],
        submit_label=_("Send the mail"),
    )


def done(form: Any, deed: Any, *arguments: Any) -> bool:
    """Do what a valid form asks for now; tell it when that is refused."""
    try:
        deed(*arguments, timezone.now())
    except StepRefusedError as error:
        form.add_error(error.field or None, str(error))
        return False
    return True


@takes_forms
@login_required
def testimonial_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Edit the words of a quote; the button beside "Save" only shows what changes."""
    found = own(request, pk)
    texts = list(found.texts.order_by("number"))
    newest = texts[-1] if texts else None
    initial = {"text": newest.text, "seen": newest.number} if newest else {}
    form = WordingForm(request.POST or None, initial=initial)
    changes: list[Piece] = []
    if request.method == "POST" and form.is_valid():
        text, seen = form.cleaned_data["text"].strip(), form.cleaned_data["seen"]
        changes = word_changes(texts[0].text, text) if texts else []
        is_asked_for = "preview" not in request.POST
        if is_asked_for and done(
            form, testimonials.edit_testimonial, found, text, seen, request.user
        ):
            return saved(request, _("Saved as a new version."), found)
    return form_page(
        request,
        "testimonial_form.html",
        form,
        title=_("Edit the quote"),
        trail=[QUOTES, found],
        changes=changes,
        verbatim=texts[0] if texts else None,
    )


@takes_forms
@login_required
def testimonial_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the newest wording to its author."""
    found = own(request, pk)
    form = NothingForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, testimonials.send_to_author, found, request.user)
    ):
        return saved(request, _("The author has been asked to approve it."), found)
    return confirm_page(
        request,
        _("Send the text to %(name)s?") % {"name": found.stakeholder},
        trail=[QUOTES, found],
        submit_label=_("Send it"),
        text=_(
            "They get a mail with a link of their own, and approve the text, ask for a "
            "change, or refuse. Nobody else can approve it."
        ),
        form=form,
    )


@takes_forms
@login_required
def testimonial_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publish an approved quote where its author allows it."""
    found = own(request, pk)
    consent = found.approved_consent()
    form = PublicationForm(posted(request), consent=consent)
    if request.method == "POST" and form.is_valid():
        channels = form.cleaned_data["channels"]
        if done(form, consents.publish, found, channels, request.user):
            return saved(request, _("Published."), found)
    return form_page(
        request,
        "testimonial_publish.html",
        form,
        title=_("Publish the quote"),
        trail=[QUOTES, found],
        submit_label=_("Publish"),
        testimonial=found,
        consent=consent,
    )


@takes_forms
@login_required
def testimonial_highlight(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the part of a quote that stands out."""
    found = own(request, pk)
    consent = found.approved_consent()
    form = HighlightForm(posted(request), initial={"highlight": found.highlight})
    if request.method == "POST" and form.is_valid():
        try:
            consents.choose_highlight(found, form.cleaned_data["highlight"])
        except StepRefusedError as error:
            form.add_error(error.field or None, str(error))
        else:
            return saved(request, _("Highlight saved."), found)
    return form_page(
        request,
        "testimonial_publish.html",
        form,
        title=_("Choose a highlight"),
        trail=[QUOTES, found],
        testimonial=found,
        consent=consent,
    )


@takes_forms
@login_required
def testimonial_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Reject a quote before it is published, or archive it afterwards."""
    found = own(request, pk)
    form = ReasonForm(posted(request))
    is_early = found.may_become(State.REJECTED)
    if (
        request.method == "POST"
        and form.is_valid()
        and end(found, form, request.user, is_early=is_early)
    ):
        return saved(request, _("The quote has ended."), found)
    question = _("Reject this quote?") if is_early else _("Archive this quote?")
    text = _("It leaves every page, and nobody can publish it again.")
    return confirm_page(
        request,
        question,
        trail=[QUOTES, found],
        submit_label=_("Reject it") if is_early else _("Archive it"),
        text=text,
        form=form,
    )


def end(found: Testimonial, form: ReasonForm, by: User, *, is_early: bool) -> bool:
    """End a quote for the reason that was given."""
    why = form.cleaned_data["why"]

    def reject(now: datetime) -> None:
        testimonials.reject_testimonial(found, Actor(by), now, why)

    def archive(now: datetime) -> None:
        consents.archive(found, by, now, why)

    return done(form, reject if is_early else archive)


@takes_forms
@login_required
def testimonial_use_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note a place where a published quote went."""
    found = own(request, pk)
    today = timezone.localdate()
    form = UseForm(
        request.POST or None,
        instance=TestimonialUse(testimonial=found),
        initial={"used_on": today},
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        use = form.save(commit=False)
        try:
            consents.note_use(use, form.cleaned_data["channel"], request.user)
        except StepRefusedError as error:
            form.add_error(error.field or None, str(error))
        else:
            return saved(request, _("Noted."), found)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Note where the quote went"),
        trail=[QUOTES, found],
    )


@takes_forms
@login_required
def testimonial_use_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what was done about a place where a quote may stand no longer."""
    uses = TestimonialUse.objects.editable_by(request.user).to_take_back()
    use = get_object_or_404(uses.select_related("testimonial__stakeholder"), pk=pk)
    form = OutcomeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        use.outcome = form.cleaned_data["outcome"]
        use.settled_at = timezone.now()
        use.settled_by = request.user
        use.save(update_fields=["outcome", "settled_at", "settled_by"])
        return saved(request, _("Noted."), use.testimonial)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Taken back from: %(place)s") % {"place": use},
        trail=[QUOTES, use.testimonial],
    )
