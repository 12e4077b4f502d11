"""Letters to sponsors about value: writing, listing and taking them back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.models import Portfolio, Role
from delivery.views.pages import (
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.actions import value as actions
from recognition.actions.value import RefusedError
from recognition.exports.value_letter import LETTER_COLUMNS, letter_rows
from recognition.filters.value_letter import ValueLetterFilter
from recognition.forms.testimonial import NothingForm
from recognition.forms.value import TellForm
from recognition.loading.value_computation import computed
from recognition.models import Stakeholder, ValueItem, ValueLetter
from recognition.views.value import LETTERS


def found_letters(request: SignedInRequest) -> ValueLetterFilter:
    """Return the letters that the reader may follow, as the address narrows them."""
    seen = ValueLetter.objects.visible_to(request.user).with_counts()
    rows = seen.select_related("portfolio", "sponsor", "sent_by", "mail")
    return ValueLetterFilter(request.GET, rows, request=request)


def led(request: SignedInRequest) -> QuerySet[Portfolio]:
    return Portfolio.objects.where_member(request.user, Role.LEAD).order_by()


@require_safe
@login_required
@vary_on_headers("HX-Request")
def value_letter_list(request: SignedInRequest) -> HttpResponse:
    """List letters with what was answered."""
    return list_page(
        request,
        "value_letter",
        found_letters(request),
        may_add=led(request).exists(),
        today=timezone.localdate(),
    )


@require_safe
@login_required
def value_letter_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Letters as a file."""
    rows = letter_rows(found_letters(request).qs)
    return file_response(kind, "letters", LETTER_COLUMNS, rows)


@takes_forms
@login_required
def value_letter_create(request: SignedInRequest) -> HttpResponse:
    """Choose a sponsor, then what they are told; `?item=` is chosen already."""
    sponsor = _sponsor(request)
    if sponsor is None:
        context = {"sponsors": sponsors_to_tell(request)}
        return render(request, "recognition/value_letter_sponsors.html", context)
    telling = actions.to_tell(sponsor, led(request))
    form = TellForm(posted(request), ready=telling.ready, initial=_initial(request))
    is_preview = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not is_preview:
        try:
            letter = actions.tell(
                sponsor,
                form.chosen,
                request.user,
                timezone.now(),
                form.cleaned_data["message"],
            )
        except RefusedError as error:
            field = error.field if error.field in form.fields else None
            form.add_error(field, list(error.messages))
        else:
            return saved(request, _("The letter is on its way."), letter)
    preview = form.chosen if is_preview and form.is_valid() else []
    computations = computed(preview)
    return form_page(
        request,
        "value_letter_form.html",
        form,
        title=_("Tell %(name)s") % {"name": sponsor},
        trail=[LETTERS],
        sponsor=sponsor,
        telling=telling,
        preview=[(item, computations[item.pk]) for item in preview],
    )


def _initial(request: SignedInRequest) -> dict[str, Any]:
    picked = request.GET.getlist("item")
    return {"items": picked} if picked else {}


def _sponsor(request: SignedInRequest) -> Stakeholder | None:
    pk = request.GET.get("sponsor", "")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    people = Stakeholder.objects.filter(value_items__portfolio__in=led(request))
    return get_object_or_404(people.distinct(), pk=pk)


def sponsors_to_tell(request: SignedInRequest) -> list[dict[str, Any]]:
    """Return the sponsors to whom something is to be told, the most first."""
    items = (
        ValueItem.objects.filter(portfolio__in=led(request), sponsor__isnull=False)
        .live()
        .in_state(*actions.UNTOLD)
        .order_by()
        .values("sponsor")
        .annotate(number=Count("pk"))
    )
    numbers = {row["sponsor"]: row["number"] for row in items}
    people = Stakeholder.objects.filter(pk__in=numbers).select_related("portfolio")
    rows = [{"person": person, "number": numbers[person.pk]} for person in people]
    return sorted(rows, key=lambda row: -row["number"])


@require_safe
@login_required
def value_letter_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a letter as it was sent, and what was answered since."""
    letters = ValueLetter.objects.visible_to(request.user)
    letter = get_object_or_404(
        letters.select_related("portfolio", "sponsor", "sent_by", "mail"), pk=pk
    )
    lines = letter.items.select_related(
        "item__portfolio", "item__benefit", "item__kpi", "item__project"
    )
    # A letter of somebody who leads more may tell of other portfolios as well.
    seen = lines.filter(item__in=ValueItem.objects.visible_to(request.user).order_by())
    today = timezone.localdate()
    context = {
        "letter": letter,
        "lines": seen,
        "hidden": letter.items.count() - len(seen),
        "is_open": letter.is_open_on(today),
        "trail": [LETTERS],
    }
    return render(request, "recognition/value_letter_detail.html", context)


@takes_forms
@login_required
def value_letter_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the link of a letter back."""
    letters = ValueLetter.objects.editable_by(request.user).filter(revoked_at=None)
    letter = get_object_or_404(letters.select_related("sponsor"), pk=pk)
    form = NothingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.revoke(letter, timezone.now())
        return saved(request, _("The link is taken back."), letter)
    return confirm_page(
        request,
        _("Take the link of this letter back?"),
        trail=[LETTERS, letter],
        submit_label=_("Take it back"),
        text=_(
            "It opens nothing any more, and a mail that has not gone out yet is not "
            "sent. What was answered stays answered."
        ),
        form=form,
    )
