"""Pages of translations: from a sentence to its arithmetic in one click."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import BenefitEntry, Portfolio
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
from recognition.actions import translations
from recognition.actions.translations import why_no_claim
from recognition.arithmetic import Arithmetic, arithmetic_of
from recognition.calculations.translations import FORMULAS, Role
from recognition.exports.translation import TRANSLATION_COLUMNS, translation_rows
from recognition.filters.translation import TranslationFilter
from recognition.forms.translation import (
    TranslationClaimForm,
    TranslationForm,
    TranslationInputForm,
    WordingForm,
)
from recognition.formulas import WORDS
from recognition.models import TranslationInput, ValueTranslation
from recognition.origins import origins_of

TRANSLATIONS = Place(
    gettext_lazy("Translations"), reverse_lazy("recognition:translation_list")
)
CHANGES_SHOWN = 8


def found_translations(request: SignedInRequest) -> TranslationFilter:
    """Return the translations that the reader sees, as the address narrows them."""
    rows = ValueTranslation.objects.visible_to(request.user).with_inputs()
    return TranslationFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def translation_list(request: SignedInRequest) -> HttpResponse:
    """List improvements in money, each with its sentence."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(
        request, "translation", found_translations(request), may_add=may_add
    )


@require_safe
@login_required
def translation_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered translations with their numbers as a file."""
    found = arithmetic_of(found_translations(request).qs, timezone.localdate())
    rows = translation_rows(found)
    return file_response(kind, "translations", TRANSLATION_COLUMNS, rows)


@require_safe
@login_required
def formula_list(request: SignedInRequest) -> HttpResponse:
    """Show the library: which formula fits what, with a worked example each."""
    context = {
        "formulas": [
            {"formula": formula, "words": WORDS[key], "key": key}
            for key, formula in FORMULAS.items()
        ],
        "may_add": Portfolio.objects.with_facts_from(request.user).exists(),
        "trail": [TRANSLATIONS],
    }
    return render(request, "recognition/formula_list.html", context)


def worked_out(request: SignedInRequest, pk: int, rows: Any) -> Arithmetic:
    """Return a translation with what it comes to today, or answer 404."""
    row = get_object_or_404(rows.with_inputs(), pk=pk)
    return arithmetic_of([row], timezone.localdate())[0]


@require_safe
@login_required
def translation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a sentence with its arithmetic: numbers, rows, versions, approvals."""
    rows = ValueTranslation.objects.visible_to(request.user)
    rows = rows.with_rights_of(request.user).select_related(
        "service", "claim__benefit", "written_by"
    )
    found = worked_out(request, pk, rows)
    row = found.translation
    claim = None
    if row.claim_id:
        claim = BenefitEntry.objects.with_decision().get(pk=row.claim_id)
    context = {
        "found": found,
        "translation": row,
        "words": WORDS[row.formula],
        "lines": [(line, origins_of(line, row)) for line in found.lines],
        "claim": claim,
        "why_no_claim": why_no_claim(found),
        "trail": [TRANSLATIONS],
        "changes": history.timeline(
            history.records_of(ValueTranslation, id=pk)[: CHANGES_SHOWN + 1],
            history.records_of(TranslationInput, translation=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "recognition/translation_detail.html", context)


@require_safe
@login_required
def translation_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a translation, and when."""
    rows = ValueTranslation.objects.visible_to(request.user)
    row = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    return history_page(
        request,
        row.name,
        history.records_of(ValueTranslation, id=pk),
        history.records_of(TranslationInput, translation=pk),
        trail=[TRANSLATIONS, row],
    )


@takes_forms
@login_required
def translation_create(request: SignedInRequest) -> HttpResponse:
    """Begin a translation with its formula and its shares."""
    offered = Portfolio.objects.with_facts_from(request.user)
    portfolio = pick_portfolio(request, offered)
    initial = {"portfolio": portfolio, "formula": request.GET.get("formula", "")}
    if portfolio:
        today = timezone.localdate()
        initial["period"] = portfolio.period_of(today).previous().key
    form = TranslationForm(
        request.POST or None,
        by=request.user,
        instance=ValueTranslation(),
        initial=initial,
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Now say where its numbers come from."), form.instance)
    return form_page(
        request,
        "translation_form.html",
        form,
        title=_("Translate an improvement"),
        trail=[TRANSLATIONS],
    )


@takes_forms
@login_required
def translation_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a translation."""
    rows = ValueTranslation.objects.editable_by(request.user)
    row = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    form = TranslationForm(
        request.POST or None, by=request.user, instance=row, user=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Translation saved."), row)
    return form_page(
        request,
        "translation_form.html",
        form,
        title=_("Edit %(name)s") % {"name": row.name},
        trail=[TRANSLATIONS, row],
    )


@takes_forms
@login_required
def translation_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a translation; a claim that came of it stays."""
    row = get_object_or_404(ValueTranslation.objects.removable_by(request.user), pk=pk)
    if request.method == "POST":
        row.delete()
        return saved(request, _("Translation deleted."), TRANSLATIONS)
    return confirm_page(
        request,
        _("Delete the translation %(name)s?") % {"name": row},
        trail=[TRANSLATIONS, row],
        text=_("A claim that was put forward stays, and loses its arithmetic."),
        submit_label=_("Delete translation"),
    )


@takes_forms
@login_required
def translation_input_update(
    request: SignedInRequest, pk: int, role: str
) -> HttpResponse:
    """Say where the number of a factor comes from."""
    if role not in list(Role):
        raise Http404
    rows = ValueTranslation.objects.editable_by(request.user)
    row = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    bound = row.inputs.filter(role=role).first()
    form = TranslationInputForm(
        posted(request),
        by=request.user,
        instance=bound or TranslationInput(translation=row, role=role),
        user=request.user,
        today=timezone.localdate(),
    )
    words = WORDS[row.formula].factor(Role(role))
    if request.method == "POST" and form.stored():
        return saved(request, _("Number bound."), row)
    return form_page(
        request,
        "translation_input_form.html",
        form,
        title=str(words.label),
        trail=[TRANSLATIONS, row],
        words=words,
        translation=row,
    )


@takes_forms
@login_required
def translation_wording(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a translation into other words, without its numbers."""
    rows = ValueTranslation.objects.editable_by(request.user)
    found = worked_out(request, pk, rows)
    row = found.translation
    if not found.proposal.is_available:
        raise Http404
    form = WordingForm(posted(request), by=request.user, instance=row, found=found)
    if request.method == "POST" and form.stored():
        return saved(request, _("Wording saved."), row)
    return form_page(
        request,
        "translation_wording.html",
        form,
        title=_("Edit the wording"),
        trail=[TRANSLATIONS, row],
        found=found,
    )


@require_POST
@login_required
def translation_input_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take over what a fact says now."""
    rows = TranslationInput.objects.editable_by(request.user)
    number = get_object_or_404(rows.select_related("translation__portfolio"), pk=pk)
    translations.confirm(number, request.user, timezone.localdate())
    return saved(request, _("The sentence has the new number."), number.translation)


@takes_forms
@login_required
def translation_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a translation forward as a claim, so that finance looks at it."""
    rows = ValueTranslation.objects.editable_by(request.user)
    found = worked_out(request, pk, rows.select_related("claim"))
    row = found.translation
    entry = row.claim or BenefitEntry(kind=BenefitEntry.Kind.CLAIMED, amount=0)
    form = TranslationClaimForm(
        posted(request),
        by=request.user,
        instance=entry,
        initial={"month": row.span.months()[-1].start},
        found=found,
        user=request.user,
        now=timezone.now(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Put forward. Finance decides on it."), row)
    return form_page(
        request,
        "translation_claim.html",
        form,
        title=_("Put forward as a claim"),
        trail=[TRANSLATIONS, row],
        found=found,
        why_not=why_no_claim(found),
        submit_label=_("Put forward"),
    )
