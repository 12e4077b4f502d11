"""Priority criteria of a file: what counts is for a lead to say."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from delivery.imports.binding import Draft
from delivery.imports.reading import Row
from delivery.imports.stores import Judged, Store, refused
from delivery.models import Portfolio, Role

if TYPE_CHECKING:
    from accounts.models import User
    from delivery.models.portfolio import PortfolioQuerySet

KIND = "priority-criteria"


class CriterionStore(Store):
    """The criteria of a portfolio, which hold below it as well.

    A command speaks for nobody in particular (`by` is None), and may say what counts.
    """

    def __init__(self, *args: Any, by: "User | None") -> None:
        super().__init__(*args)
        led = Portfolio.objects.where_member(by, Role.LEAD) if by else None
        self.may_say = led is None or led.filter(pk=self.portfolio.pk).exists()

    def judge(self, draft: Draft, row: Row) -> Judged:
        """Return what storing the criterion would mean. Raises RefusedError."""
        judged = super().judge(draft, row)
        if (judged.is_new or judged.changed_fields) and not self.may_say:
            judged.withdraw()
            name = draft.values["name"]
            problem = _("is for the leads of %s to say") % self.portfolio.name
            raise refused(row, draft.rule, "name", name, problem)
        return judged

    def concerned(self) -> "PortfolioQuerySet":
        """The portfolios that may go by the criteria."""
        return Portfolio.objects.under(self.portfolio)
