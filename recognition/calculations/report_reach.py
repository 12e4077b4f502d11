"""Who received a report, opened it and said so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Thresholds

from .people import People

OPENED_THRESHOLDS = Thresholds(Decimal("0.70"), Decimal("0.40"))
ACKNOWLEDGED_THRESHOLDS = Thresholds(Decimal("0.50"), Decimal("0.25"))

EXECUTIVE_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """What became of a report at one recipient.

    Units: `opened_after` is in calendar days from sending to the first view by
    somebody who had signed in or held the link; None is "not opened". A pixel in a
    mail is no view.
    """

    id: str
    is_executive: bool = False
    has_bounced: bool = False
    refuses_tracking: bool = False
    opened_after: int | None = None
    is_acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class ReportReach(Additive):
    """Recipients of reports, each counted once; parts add up with ``+``.

    `opened` and `acknowledged` are among those it was delivered to, `executives`
    among the executives on the list. Who refuses to be tracked is in neither side of
    `opened` and `executives`.

    Source: docs/formulas.md, "Report reach".
    """

    delivered: People = field(default_factory=People)
    opened: People = field(default_factory=People)
    acknowledged: People = field(default_factory=People)
    executives: People = field(default_factory=People)

    @classmethod
    def of(cls, recipients: Iterable[Recipient]) -> Self:
        """Return the reach of one report. Nothing sent: its shares are NO_DATA."""
        sent = list(recipients)
        delivered = [each for each in sent if not each.has_bounced]
        tracked = [each for each in delivered if not each.refuses_tracking]
        executives = [
            each for each in sent if each.is_executive and not each.refuses_tracking
        ]
        return cls(
            delivered=_among(sent, delivered),
            opened=_among(
                tracked, [each for each in tracked if each.opened_after is not None]
            ),
            acknowledged=_among(
                delivered, [each for each in delivered if each.is_acknowledged]
            ),
            executives=_among(
                executives,
                [
                    each
                    for each in executives
                    if each.opened_after is not None
                    and each.opened_after <= EXECUTIVE_DAYS
                ],
            ),
        )


def _among(expected: Iterable[Recipient], present: Iterable[Recipient]) -> People:
    return People(
        frozenset(each.id for each in expected), frozenset(each.id for each in present)
    )
