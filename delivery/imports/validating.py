"""What a file may say for finance: the rules of the queue, many rows at once."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from delivery.actions.claims import claimants, record_decisions
from delivery.imports.binding import Draft
from delivery.imports.reading import Row
from delivery.imports.stores import Codes, RefusedError, Store, refused
from delivery.models import Benefit, BenefitEntry, Portfolio, Role

if TYPE_CHECKING:
    from accounts.models import User

ENTRIES = "benefit-entries"
CLAIMED, VALIDATED = BenefitEntry.Kind.CLAIMED, BenefitEntry.Kind.VALIDATED


class FinanceRule:
    """Only finance validates, nobody an own claim, and no avoided cost unproved.

    A command speaks for nobody in particular (`by` is None), so it has no own claims.
    """

    def __init__(self, portfolio: Portfolio, by: "User | None") -> None:
        self.portfolio = portfolio
        self.by = by
        self.may_validate = by is None or (
            Portfolio.objects.where_member(by, Role.FINANCE)
            .filter(pk=portfolio.pk)
            .exists()
        )
        self.own: set[tuple[int, date]] = set()
        self.unproved: set[int] = set()
        # What this file itself says of each month of a benefit, by the hash of both.
        self.said: dict[int, str] = {}

    def look_up(self, drafts: Iterable[Draft], codes: Codes | None) -> None:
        """Read what the rule needs for some rows, in three queries at the most."""
        validated = [
            draft
            for draft in drafts
            if draft.rule.kind.name == ENTRIES
            and draft.values.get("kind") == VALIDATED
            and draft.values.get("month")
        ]
        if not validated or codes is None or not self.may_validate:
            return
        found = {
            codes.known.get(draft.values.get("benefit", "")) for draft in validated
        }
        benefits = {pk for pk in found if isinstance(pk, int)}
        unproved = Benefit.objects.without_counterfactual().filter(pk__in=benefits)
        self.unproved = set(unproved.values_list("pk", flat=True))
        if self.by is None:
            return
        months = {draft.values["month"] for draft in validated}
        claims = {
            pk: (benefit, month)
            for pk, benefit, month in BenefitEntry.objects.filter(
                benefit__in=benefits,
                month__in=months,
                kind=CLAIMED,
            ).values_list("pk", "benefit", "month")
        }
        self.own = {
            claims[claim] for claim, who in claimants(claims) if who == self.by.pk
        }

    def check(self, draft: Draft, row: Row, codes: Codes | None) -> None:
        """Refuse a row that says something new that its author may not say.

        Raises RefusedError.
        """
        if draft.rule.kind.name != ENTRIES:
            return
        kind, code = draft.values["kind"], draft.values["benefit"]
        month = draft.values["month"]
        benefit = codes.known.get(code) if codes else None
        if kind == VALIDATED:
            if not self.may_validate:
                raise self._refused(draft, row, _("is for finance to say"))
            if self._is_unproved(benefit):
                raise self._refused(
                    draft, row, _("needs what the avoided cost would have been")
                )
            if (benefit, month) in self.own:
                raise self._refused(draft, row, _("is a claim of your own"))
        if self.by is None or kind not in {CLAIMED, VALIDATED}:
            return
        if self.said.setdefault(hash((code, month)), kind) != kind:
            raise self._refused(draft, row, _("is a claim of your own"))

    def settle(self, store: Store, reason: str) -> None:
        """Write the decisions that the validated amounts of a store are."""
        entries = [
            entry
            for entry in (*store.created, *store.changed)
            if entry.kind == VALIDATED
        ]
        if entries:
            record_decisions(entries, self.by, reason)

    def _is_unproved(self, benefit: Any) -> bool:
        if isinstance(benefit, Benefit):  # a benefit of this very file
            return benefit.lacks_counterfactual
        return benefit in self.unproved

    def _refused(self, draft: Draft, row: Row, problem: str) -> RefusedError:
        return refused(row, draft.rule, "kind", "validated", problem)
