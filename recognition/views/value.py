"""One piece of value: its words, how it was computed, and what happened to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.views.pages import Place, form_page, posted, saved, takes_forms
from recognition.actions import value as actions
from recognition.actions.value import RefusedError
from recognition.actions.value_mail import reachable
from recognition.forms.value import ReplyForm, ResolveForm, SponsorForm, WordingForm
from recognition.loading.value_computation import computed
from recognition.models import LedgerEvent, Stakeholder, ValueItem
from recognition.value_history import timeline_of

BOARD = Place(gettext_lazy("Delivered value"), reverse_lazy("recognition:value_list"))
LETTERS = Place(
    gettext_lazy("Letters to sponsors"), reverse_lazy("recognition:value_letter_list")
)


def own(request: SignedInRequest, pk: int) -> ValueItem:
    """Return an item that the reader leads, or answer 404."""
    items = ValueItem.objects.editable_by(request.user).for_page()
    found: ValueItem = get_object_or_404(items, pk=pk)
    return found


def done(form: Any, action: Callable[..., Any], *values: Any) -> bool:
    """Do something at the present time; if it must not be, the form says why."""
    try:
        action(*values, timezone.now())
    except RefusedError as error:
        form.add_error(error.field or None, list(error.messages))
        return False
    return True


@require_safe
@login_required
def value_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an item with its words, its arithmetic, its sponsor and its history."""
    items = ValueItem.objects.visible_to(request.user).for_page()
    item = get_object_or_404(items, pk=pk)
    is_led = ValueItem.objects.editable_by(request.user).filter(pk=pk).exists()
    proposal = None if item.is_withdrawn else actions.proposal_of(item)
    context = {
        "item": item,
        "trail": [BOARD],
        "computation": computed([item])[item.pk],
        "proposal": proposal,
        "now_reads": actions.sentence_of(item) if item.is_out_of_date else "",
        "entries": timeline_of(item),
        "letters": item.letter_items.select_related("letter__sponsor").order_by(
            "-letter__sent_at"
        ),
        "audience": item.audience.all() if is_led else (),
        "is_led": is_led,
        "is_open": item.state in {"questioned", "disputed"},
        "is_untold": item.state in actions.UNTOLD,
        "may_tell": is_led
        and item.sponsor is not None
        and item.state in (*actions.UNTOLD, *actions.UNSETTLED)
        and not actions.why_not_told(item, item.sponsor),
    }
    return render(request, "recognition/value_detail.html", context)


@takes_forms
@login_required
def value_word(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put an item into words, or look at words whose numbers have changed."""
    item = own(request, pk)
    proposal = actions.proposal_of(item)
    form = WordingForm(
        posted(request),
        initial={"wording": item.wording or proposal.template},
        flaws_of=lambda wording: actions.flaws_of(item, wording),
        names=list(proposal.numbers),
    )
    if request.method == "POST" and form.is_valid():
        wording = form.cleaned_data["wording"]

        def word(now: datetime) -> None:
            actions.word(item, wording, request.user, now)

        if done(form, word):
            return saved(request, _("Put into words."), item)
    return form_page(
        request,
        "value_word.html",
        form,
        title=_("Put into words"),
        trail=[BOARD, item],
        item=item,
        proposal=proposal,
    )


@takes_forms
@login_required
def value_sponsor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who answers for an item, and who else should hear of it."""
    item = own(request, pk)
    now_named = {"sponsor": item.sponsor_id, "audience": item.audience.all()}
    form = SponsorForm(posted(request), item=item, initial=now_named)
    if request.method == "POST" and form.is_valid():
        chosen: Stakeholder | None = form.cleaned_data["sponsor"]

        def change(now: datetime) -> None:
            heard_by = form.cleaned_data["audience"]
            actions.name_people(item, chosen, heard_by, request.user, now)

        if done(form, change):
            return saved(request, _("Saved who answers for it."), item)
    return form_page(
        request, "form.html", form, title=_("Who answers for it"), trail=[BOARD, item]
    )


@takes_forms
@login_required
def value_reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a question or a dispute."""
    return _closing(
        request,
        pk,
        ReplyForm(posted(request)),
        actions.reply,
        title=_("Answer the sponsor"),
        submit_label=_("Send the answer"),
        message=_("Your answer is on the sponsor’s page."),
        without_link=_(
            "Your answer is kept, but the sponsor has no link that is still valid. "
            "Write them a letter, so that they can read it."
        ),
    )


@takes_forms
@login_required
def value_resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how a question or a dispute was settled."""
    return _closing(
        request,
        pk,
        ResolveForm(posted(request)),
        actions.resolve,
        title=_("Settle the question or dispute"),
        submit_label=_("Settle it"),
        message=_("Settled. It counts as acknowledged once the sponsor says so."),
    )


def _closing(
    request: SignedInRequest,
    pk: int,
    form: ReplyForm | ResolveForm,
    action: Callable[..., ValueItem],
    *,
    message: str,
    without_link: str = "",
    **page: Any,
) -> HttpResponse:
    item = own(request, pk)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if done(form, action, item, text, request.user):
            if without_link and not reachable(item, timezone.localdate()):
                message = without_link
            return saved(request, message, item)
    words = LedgerEvent.objects.filter(item=item, words__isnull=False)
    return form_page(
        request,
        "value_reply.html",
        form,
        trail=[BOARD, item],
        item=item,
        asked=words.select_related("words").order_by("number").last(),
        **page,
    )
