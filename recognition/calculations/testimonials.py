"""What is known of the quotes of sponsors: consents, how long they took, what is live.

What its author has taken back leaves every count from that day on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Reason, Unit, divide

from .people import People

TWO = Decimal(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What the counts read of one testimonial; days, None where it never happened.

    `live_until` is the last day of the consent; `ended_on` the day from which it was
    published no longer, for whatever reason.
    """

    author: str
    received_on: date | None = None
    approved_on: date | None = None
    published_on: date | None = None
    live_until: date | None = None
    ended_on: date | None = None
    withdrawn_on: date | None = None

    def is_withdrawn(self, day: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= day

    def is_live(self, day: date) -> bool:
        """Return whether it may be read on a day."""
        if self.published_on is None or self.published_on > day:
            return False
        is_over = self.ended_on is not None and self.ended_on <= day
        has_run_out = self.live_until is not None and self.live_until < day
        return not (is_over or has_run_out or self.is_withdrawn(day))


@dataclass(frozen=True, slots=True)
class Testimonials(Additive):
    """Quotes of some portfolios on a day; parts add up with ``+``.

    Shape: `days` are the days that each approval took, kept in ascending order;
    `sponsors` are those who are there, and those of them with a live quote.

    Source: docs/formulas.md, "Quotes of sponsors".
    """

    received: int = 0
    consented: int = 0
    withdrawn: int = 0
    live: int = 0
    days: tuple[int, ...] = ()
    sponsors: People = field(default_factory=People)

    def __post_init__(self) -> None:
        # Parts that are added give what the pooled quotes give.
        object.__setattr__(self, "days", tuple(sorted(self.days)))

    @classmethod
    def on(
        cls, day: date, quotes: Iterable[Quote], sponsors: Iterable[str]
    ) -> "Testimonials":
        """Return what is true at the end of a day.

        `sponsors` are the ids of those who are asked. Raises ValueError when a quote
        was approved before it was received.
        """
        came = [q for q in quotes if q.received_on and q.received_on <= day]
        kept = [quote for quote in came if not quote.is_withdrawn(day)]
        consented = [q for q in kept if q.approved_on and q.approved_on <= day]
        live = [quote for quote in kept if quote.is_live(day)]
        return cls(
            received=len(kept),
            consented=len(consented),
            withdrawn=len(came) - len(kept),
            live=len(live),
            days=tuple(lead_time(quote) for quote in consented),
            sponsors=People(frozenset(sponsors), frozenset(q.author for q in live)),
        )

    def consent_rate(self) -> Measure:
        """Return which share of the quotes received was approved by its author.

        Units: a ratio. NO_DATA when none was received, and CONSENT_WITHDRAWN when all
        that were have been taken back.
        """
        if not self.received:
            return self._nothing(Unit.RATIO)
        rate = divide(self.consented, self.received)
        return rate.with_count(self.received, self.received)

    def approval_days(self) -> Measure:
        """Return the median of the days from receipt to approval.

        Units: days; of an even number, the mean of the two in the middle.
        """
        if not self.days:
            return self._nothing(Unit.DAYS)
        middle = len(self.days) // 2
        median = Decimal(self.days[middle])
        if len(self.days) % 2 == 0:
            median = (median + self.days[middle - 1]) / TWO
        return Measure.of(median, Unit.DAYS, n=len(self.days))

    def live_count(self) -> Measure:
        """Return how many quotes may be read; none is a number too."""
        return Measure.of(Decimal(self.live), Unit.COUNT)

    def sponsors_with_live(self) -> Measure:
        """Return the share of sponsors with a live quote; NO_DATA without sponsors."""
        return self.sponsors.measure()

    def _nothing(self, unit: Unit) -> Measure:
        is_gone = self.withdrawn and not self.received
        reason = Reason.CONSENT_WITHDRAWN if is_gone else Reason.NO_DATA
        return Measure.missing(reason, unit, n=0, n_expected=0)


def lead_time(quote: Quote) -> int:
    """Return the days from receipt to approval of a quote that has both."""
    if quote.received_on is None or quote.approved_on is None:
        raise ValueError("a quote that was not received and approved")
    days = (quote.approved_on - quote.received_on).days
    if days < 0:
        raise ValueError("a quote that was approved before it was received")
    return days
