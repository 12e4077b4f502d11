"""Writing the facts of a file in bulk, with history."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from delivery.models import Portfolio, RatingLevel, RatingScale

if TYPE_CHECKING:
    from accounts.models import User


def store_rows(
    model: type[models.Model],
    created: Sequence[Any],
    changed: Sequence[Any],
    changed_fields: Collection[str],
    by: "User | None",
    reason: str,
) -> None:
    """Write new and changed rows of one model, and their history.

    Bulk operations send no signals: the caller raises the portfolio's revision, in
    the same transaction.
    """
    author = {"default_user": by, "default_change_reason": reason}
    if created:
        bulk_create_with_history(created, model, **author)
    if changed:
        bulk_update_with_history(changed, model, sorted(changed_fields), **author)


def settle_portfolio(
    portfolio: Portfolio,
    settings: dict[str, Any],
    scale_name: str,
    ratings: Sequence[tuple[str, str]],
) -> None:
    """Give a portfolio without facts the settings that its first facts need."""
    for name, value in settings.items():
        setattr(portfolio, name, value)
    if ratings:
        scale, is_new = RatingScale.objects.get_or_create(name=scale_name)
        if is_new:
            RatingLevel.objects.bulk_create(
                RatingLevel(scale=scale, label=label, colour=colour, position=position)
                for position, (label, colour) in enumerate(ratings, start=1)
            )
        portfolio.rating_scale = scale
    portfolio.save()
