"""What a portfolio passes on to the one above it."""

from django.db import models
from django.db.models import F, Q

from delivery.models import Portfolio


class Contribution(models.Model):
    """What a portfolio and everything below it add to one period, and how it reads.

    A row without components is a wish: the portfolio needs them and waits for those
    below it, which read from here what is wanted of them.
    """

    portfolio = models.ForeignKey(
        Portfolio, models.CASCADE, related_name="contributions"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    as_of = models.DateField(null=True, blank=True)
    # Canonical JSON, kept as text: it is read as a whole and by type, and equal values
    # have equal texts.
    components = models.TextField(blank=True)
    # The same in the other currencies that portfolios above report in, by currency.
    in_currencies = models.TextField(blank=True)
    readings = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # The fingerprint of all that was known when this was summed up.
    inputs = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["portfolio", "period_start", "period_end"]
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "period_start", "period_end"],
                name="scorecards_contribution_once_a_period",
            ),
            models.CheckConstraint(
                name="scorecards_contribution_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.portfolio}, {self.period_start} to {self.period_end}"
