"""Setting up, moving and leaving portfolios."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from delivery.models import Membership, Portfolio, Role
from delivery.models.portfolio import MANAGES

if TYPE_CHECKING:
    from accounts.models import User


class MoveIntoItselfError(Exception):
    """A portfolio cannot be part of itself or of what lies below it."""


class LastManagerError(Exception):
    """Somebody must be able to change a portfolio and its members."""


@transaction.atomic
def create_portfolio(portfolio: Portfolio, creator: "User") -> Portfolio:
    """Store a new portfolio; at the top, whoever makes it becomes its lead.

    Below another one the roles from above hold, so nobody gains a right by it.
    """
    if portfolio.parent is None:
        portfolio.lead = creator
    portfolio.save()
    if portfolio.parent is None:
        Membership.objects.create(portfolio=portfolio, user=creator, role=Role.LEAD)
    return portfolio


@transaction.atomic
def move_portfolio(portfolio: Portfolio, parent: Portfolio | None) -> None:
    """Hang a portfolio with all below it under another one, or at the top.

    What the old and the new parent show changes, and what the moved ones are held
    against, so the revisions of all of them go up.
    Both trees are locked: two moves at once could otherwise make a circle.

    Raises MoveIntoItselfError.
    """
    roots = {row.path.split("/")[1] for row in (portfolio, parent) if row}
    trees = Q()
    for root in roots:
        trees |= Q(path__startswith=f"/{root}/")
    locked = {
        row.pk: row
        for row in Portfolio.objects.select_for_update().filter(trees).order_by("pk")
    }
    moved = locked[portfolio.pk]
    target = locked[parent.pk] if parent else None
    if target and target.path.startswith(moved.path):
        raise MoveIntoItselfError
    old_parent, old_path = moved.parent_id, moved.path
    new_path = f"{target.path if target else '/'}{moved.slug}/"
    Portfolio.objects.filter(path__startswith=old_path).update(
        path=Concat(Value(new_path), Substr("path", len(old_path) + 1))
    )
    moved.parent, moved.path = target, new_path
    moved.save(update_fields=["parent"])
    Portfolio.objects.filter(pk__in=[old_parent, target and target.pk]).touch()
    # Other objectives and rates hold for what lies below from now on.
    Portfolio.objects.under(moved).exclude(pk=moved.pk).touch()


@transaction.atomic
def remove_member(membership: Membership) -> None:
    """Take a role from a person.

    The portfolios concerned are locked, so that two who leave at once do not both
    count on the other to stay.

    Raises LastManagerError when nobody could manage the portfolio afterwards.
    """
    slugs = membership.portfolio.path.strip("/").split("/")
    list(Portfolio.objects.select_for_update().filter(slug__in=slugs).order_by("pk"))
    managers = Membership.objects.filter(portfolio__slug__in=slugs, role__in=MANAGES)
    others = managers.exclude(pk=membership.pk)
    if membership.role in MANAGES and not others.exists():
        raise LastManagerError
    membership.delete()
