"""Who may see and who may change the rows of a fact."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Coalesce

from delivery.models.portfolio import (
    ENTERS_FACTS,
    READS_FIGURES,
    Portfolio,
    PortfolioQuerySet,
    Role,
    is_member,
)

if TYPE_CHECKING:
    from accounts.models import User


class FactQuerySet(models.QuerySet[Any, Any]):
    """Rows of a fact, seen and changed by the people of its portfolio.

    `portfolio_lookup` leads from the row to its portfolio.
    """

    portfolio_lookup = "portfolio"

    def visible_to(self, user: "User") -> Self:
        """Facts of the portfolios whose figures this person may read."""
        return self.where_member(user, *READS_FIGURES)

    def editable_by(self, user: "User") -> Self:
        """Facts that this person may enter and correct."""
        return self.where_member(user, *ENTERS_FACTS)

    def removable_by(self, user: "User") -> Self:
        """Facts that this person may delete."""
        return self.where_member(user, Role.LEAD)

    def with_rights_of(self, user: "User") -> Self:
        """Annotate `is_editable` and `is_removable`: what this person may do."""
        return self.annotate(
            is_editable=self._right(FactQuerySet.editable_by, user, *ENTERS_FACTS),
            is_removable=self._right(FactQuerySet.removable_by, user, Role.LEAD),
        )

    def _right(
        self, narrowed: Callable[..., Self], user: "User", *roles: str
    ) -> models.Q | models.Exists:
        """The condition that a row is among those `narrowed` to what a person may do.

        Where these rows have no narrower rule of their own, the roles tell it without
        looking for the row again.
        """
        name = narrowed.__name__
        if getattr(type(self), name) is narrowed:
            return is_member(user, *roles, of=self.portfolio_lookup)
        this = self.model._default_manager.filter(pk=models.OuterRef("pk"))
        return models.Exists(getattr(this, name)(user))

    def with_version(self) -> Self:
        """Annotate `version`, the number of the row's latest history record."""
        records = self.model.history.model.objects.filter(id=models.OuterRef("pk"))
        newest = records.order_by("-history_id").values("history_id")[:1]
        return self.annotate(version=Coalesce(models.Subquery(newest), 0))

    def where_member(self, user: "User", *roles: str) -> Self:
        """Facts of portfolios in, or above, which this person has one of the roles."""
        return self.filter(is_member(user, *roles, of=self.portfolio_lookup))

    def in_portfolios(self, portfolios: PortfolioQuerySet) -> Self:
        return self.filter(**{f"{self.portfolio_lookup}__in": portfolios.order_by()})

    def of_portfolio(self, portfolio: Portfolio) -> Self:
        return self.filter(**{self.portfolio_lookup: portfolio})
