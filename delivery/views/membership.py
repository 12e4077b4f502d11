"""Pages of the people of a portfolio and their roles."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from delivery.actions.portfolios import LastManagerError, remove_member
from delivery.forms.portfolio import MembershipForm
from delivery.models import Membership, Portfolio
from delivery.views.pages import (
    confirm_page,
    form_page,
    managed_portfolio,
    takes_forms,
)


@takes_forms
@login_required
def portfolio_members(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who has which role, and give a person a role."""
    portfolio = managed_portfolio(request, slug)
    form = MembershipForm(
        request.POST or None, instance=Membership(portfolio=portfolio)
    )
    if request.method == "POST" and form.stored():
        messages.success(request, _("Role given."))
        return redirect("delivery:portfolio_members", slug)
    above = Portfolio.objects.above(portfolio)
    return form_page(
        request,
        "portfolio_members.html",
        form,
        title=_("Members of %(name)s") % {"name": portfolio.name},
        trail=[portfolio],
        submit_label=_("Give role"),
        memberships=portfolio.memberships.select_related("user").order_by(
            "user__name", "user__username", "role"
        ),
        inherited=Membership.objects.filter(portfolio__in=above)
        .select_related("user", "portfolio")
        .order_by("portfolio__path", "user__name", "role"),
    )


@takes_forms
@login_required
def membership_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a role from a person."""
    managed = Portfolio.objects.editable_by(request.user)
    membership = get_object_or_404(
        Membership.objects.filter(portfolio__in=managed).select_related(
            "portfolio", "user"
        ),
        pk=pk,
    )
    names = {"person": membership.user, "role": membership.get_role_display()}
    if request.method == "POST":
        try:
            remove_member(membership)
        except LastManagerError:
            messages.error(
                request,
                _(
                    "Nobody could manage the portfolio then. Give the role to another "
                    "person first."
                ),
            )
        else:
            messages.success(request, _("Role taken back."))
        return redirect("delivery:portfolio_members", membership.portfolio.slug)
    return confirm_page(
        request,
        _("Take the role “%(role)s” from %(person)s?") % names,
        trail=[membership.portfolio],
        text=_("What this person entered stays."),
        submit_label=_("Take back"),
    )
