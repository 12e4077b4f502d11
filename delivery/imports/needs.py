"""Settings that the facts of a file need, set with the first facts if need be."""

from copy import copy
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from delivery.actions.importing import settle_portfolio
from delivery.imports.errors import UnreadableFileError
from delivery.imports.mapping import PortfolioNeeds
from delivery.imports.parsing.words import folded
from delivery.models import Portfolio, RatingLevel

if TYPE_CHECKING:
    from accounts.models import User


class Preparation:
    """What a portfolio lacks for a file.

    The import supplies it as long as the portfolio has no facts whose meaning would
    change, and for somebody who may change the portfolio. Raises
    UnreadableFileError otherwise.
    """

    def __init__(
        self, portfolio: Portfolio, needs: PortfolioNeeds, by: "User | None"
    ) -> None:
        self.stored = portfolio
        self.needs = needs
        wanted: dict[str, Any] = {
            "currency": needs.currency,
            "fiscal_year_start_month": needs.fiscal_year_start_month,
        }
        self.settings = {
            name: value
            for name, value in wanted.items()
            if value and getattr(portfolio, name) != value
        }
        self.levels = self._stored_levels()
        known = {folded(level.label) for level in self.levels}
        self.lacks_ratings = not {folded(label) for label, _c in needs.ratings} <= known
        if self.is_needed and not self._is_allowed(by):
            raise UnreadableFileError(
                _("This file needs a portfolio with %(wanted)s.")
                % {"wanted": self.wanted}
                + " "
                + _("Ask the PMO lead to set it up, or choose another portfolio.")
            )
        # The portfolio as it will be: for a check, nothing is written.
        self.portfolio = copy(portfolio)
        for name, value in self.settings.items():
            setattr(self.portfolio, name, value)
        if self.lacks_ratings:
            self.levels = [
                RatingLevel(label=label, colour=colour)
                for label, colour in needs.ratings
            ]

    @property
    def is_needed(self) -> bool:
        return bool(self.settings) or self.lacks_ratings

    @property
    def wanted(self) -> str:
        """Say which settings are needed."""
        words = []
        if "currency" in self.settings:
            words.append(_("the currency %s") % self.needs.currency)
        if "fiscal_year_start_month" in self.settings:
            words.append(
                _("fiscal years that start in month %s")
                % self.needs.fiscal_year_start_month
            )
        if self.lacks_ratings:
            labels = ", ".join(label for label, _colour in self.needs.ratings)
            words.append(_("the ratings %s") % labels)
        return "; ".join(words)

    @property
    def notes(self) -> list[str]:
        if not self.is_needed:
            return []
        return [_("The portfolio gets %s.") % self.wanted]

    def apply(self) -> None:
        """Write the settings, in the transaction of the first facts."""
        if self.is_needed:
            ratings = self.needs.ratings if self.lacks_ratings else ()
            settle_portfolio(self.stored, self.settings, self.needs.scale_name, ratings)
            self.levels = self._stored_levels()

    def _stored_levels(self) -> list[RatingLevel]:
        scale = self.stored.rating_scale
        return list(scale.levels.all()) if scale else []

    def _is_allowed(self, by: "User | None") -> bool:
        portfolio = self.stored
        is_empty = not any(
            facts.exists()
            for facts in (portfolio.projects, portfolio.kpis, portfolio.benefits)
        )
        return is_empty and (
            by is None
            or Portfolio.objects.editable_by(by).filter(pk=portfolio.pk).exists()
        )
