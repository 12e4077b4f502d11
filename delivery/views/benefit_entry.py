"""Pages of single amounts of a benefit, with their notes and evidence."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from delivery.forms.benefit import BenefitEntryForm, kinds_open_to
from delivery.forms.removal import RemovalForm
from delivery.models import Benefit, BenefitEntry
from delivery.views.pages import confirm_page, form_page, posted, saved, takes_forms
from pmo_value import formatting

# What a link to an empty form may say of the amount.
ASKED_FOR = {"month", "kind"}


@takes_forms
@login_required
def benefit_entry_create(request: SignedInRequest, benefit_id: int) -> HttpResponse:
    """Enter the amount of a benefit in one month."""
    benefits = Benefit.objects.taking_entries_from(request.user)
    benefit = get_object_or_404(
        benefits.with_rights_of(request.user).select_related("portfolio"), pk=benefit_id
    )
    form = BenefitEntryForm(
        request.POST or None,
        by=request.user,
        instance=BenefitEntry(benefit=benefit, recorded_by=request.user),
        initial={name: request.GET[name] for name in ASKED_FOR & request.GET.keys()},
        kinds=kinds_open_to(benefit),
    )
    if request.method == "POST" and form.stored():
        return saved(request, stored_as(form.instance), benefit)
    return form_page(
        request,
        "benefit_entry_form.html",
        form,
        title=_("Add an amount"),
        trail=[benefit.portfolio, benefit],
        benefit=benefit,
    )


@takes_forms
@login_required
def benefit_entry_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an amount, or add the evidence for it."""
    entries = BenefitEntry.objects.editable_by(request.user)
    entry = get_object_or_404(
        entries.with_rights_of(request.user).select_related("benefit__portfolio"), pk=pk
    )
    benefit = entry.benefit
    title = what_it_is(entry)
    form = BenefitEntryForm(
        request.POST or None, by=request.user, instance=entry, kinds=[]
    )
    if request.method == "POST" and form.stored():
        return saved(request, stored_as(entry), benefit)
    return form_page(
        request,
        "benefit_entry_form.html",
        form,
        title=title,
        trail=[benefit.portfolio, benefit],
        benefit=benefit,
        rejected=BenefitEntry.objects.rejected().filter(pk=pk).first(),
        delete_view="delivery:benefit_entry_delete",
    )


@takes_forms
@login_required
def benefit_entry_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove an amount; what finance validated is withdrawn, with the reason."""
    entries = BenefitEntry.objects.removable_by(request.user)
    entry = get_object_or_404(entries.select_related("benefit__portfolio"), pk=pk)
    if entry.kind == BenefitEntry.Kind.VALIDATED:
        return redirect("delivery:benefit_entry_withdraw", entry.pk)
    form = RemovalForm(posted(request), row=entry, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Amount removed."), entry.benefit)
    return confirm_page(
        request,
        _("Remove this amount: %(entry)s?") % {"entry": what_it_is(entry)},
        trail=[entry.benefit.portfolio, entry.benefit],
        text=_("The month then counts as not known, not as zero."),
        form=form,
        submit_label=_("Remove amount"),
    )


def stored_as(entry: BenefitEntry) -> str:
    """Return what was done, by name: the page that follows may be about another one."""
    return _("%(benefit)s, %(amount)s: amount saved.") % {
        "benefit": entry.benefit.code,
        "amount": what_it_is(entry),
    }


def what_it_is(entry: BenefitEntry) -> str:
    """Return kind and month of an amount: "Claimed, Sep 2026"."""
    return f"{entry.get_kind_display()}, {formatting.month(entry.month)}"
