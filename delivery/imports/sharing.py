"""Shares of services in benefits from a file: never more of a benefit than there is."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.imports.binding import Draft
from delivery.imports.reading import Row
from delivery.imports.stores import Codes, refused
from delivery.models import Attribution, Benefit
from pmo_value import formatting

ATTRIBUTIONS = "attributions"
WHOLE = Decimal(1)


class ShareRule:
    """The shares of each benefit: those stored, and those of the file so far."""

    def __init__(self, *, is_writing: bool) -> None:
        self.is_writing = is_writing
        self.shares: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)

    def look_up(self, drafts: Iterable[Draft], codes: Codes | None) -> None:
        """Read the stored shares of the benefits that some rows are about.

        While writing the benefits are locked, so that nobody shares them out
        meanwhile.
        """
        named = {
            draft.values.get("benefit", "")
            for draft in drafts
            if draft.rule.kind.name == ATTRIBUTIONS
        } - self.shares.keys()
        if not named or codes is None:
            return
        found = [codes.known.get(code) for code in named]
        benefits = [pk for pk in found if isinstance(pk, int)]
        if self.is_writing:
            list(Benefit.objects.select_for_update().filter(pk__in=benefits))
        stored = Attribution.objects.filter(benefit__in=benefits)
        for benefit, service, share in stored.values_list(
            "benefit__code", "service__code", "share"
        ):
            self.shares[benefit][service] = share

    def check(self, draft: Draft, row: Row) -> None:
        """Refuse a share that is more than what is left. Raises RefusedError."""
        if draft.rule.kind.name != ATTRIBUTIONS or draft.values.get("share") is None:
            return
        shares = self.shares[draft.values["benefit"]]
        service, share = draft.values["service"], draft.values["share"]
        others = sum(
            (other for name, other in shares.items() if name != service), Decimal(0)
        )
        if others + share > WHOLE:
            raise refused(
                row,
                draft.rule,
                "share",
                str(share),
                _("is more than the %(left)s of this benefit that is left")
                % {"left": formatting.percent(WHOLE - others, 2)},
            )
        shares[service] = share
