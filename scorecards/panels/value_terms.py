"""The measures of delivered value and its way to those it was delivered for."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from delivery.calculations.measure import Better
from recognition.calculations.recognised_value import (
    ACKNOWLEDGED_THRESHOLDS,
    COMMUNICATED_THRESHOLDS,
)
from recognition.calculations.value_at_risk import AGED_THRESHOLDS
from scorecards.panels.term import Term

VALUE: Final[dict[str, Term]] = {
    "recognition.acknowledged": Term(
        _("Acknowledged value"),
        _("Validated value that its sponsors have acknowledged, as a share of all."),
        ACKNOWLEDGED_THRESHOLDS,
    ),
    "recognition.communicated": Term(
        _("Told to sponsors"),
        _("Validated value that was told to its sponsor, as a share of all."),
        COMMUNICATED_THRESHOLDS,
    ),
    "recognition.ack_of_communicated": Term(
        _("Acknowledged of what was told"),
        _("What sponsors have acknowledged of the value they were told of."),
        better=Better.HIGHER,
    ),
    "recognition.disputed": Term(
        _("Disputed value"),
        _("Validated value that its sponsors object to, as a share of all."),
        better=Better.LOWER,
    ),
    "recognition.delivered_value": Term(
        _("Delivered"),
        _("Benefit in money that owners report or finance has validated up to now."),
        better=Better.HIGHER,
    ),
    "recognition.validated_value": Term(
        _("Validated"),
        _("What finance has validated of it: the value that sponsors are told of."),
        better=Better.HIGHER,
    ),
    "recognition.communicated_value": Term(
        _("Told"),
        _("Validated value that was told to the sponsor who answers for it."),
        better=Better.HIGHER,
    ),
    "recognition.viewed_value": Term(
        _("Viewed"),
        _("Value that its sponsor has looked at or answered; that is no yes yet."),
        better=Better.HIGHER,
    ),
    "recognition.acknowledged_value": Term(
        _("Acknowledged"),
        _("Value to which its sponsor has said yes, whole or in part."),
        better=Better.HIGHER,
    ),
    "recognition.unacknowledged_value": Term(
        _("Not acknowledged yet"),
        _("Validated value less what its sponsors have acknowledged."),
        better=Better.LOWER,
    ),
    "value_at_risk.total": Term(
        _("Unacknowledged value"),
        _(
            "Validated value that nobody has acknowledged by the day of the scorecard; "
            "not the value at risk of finance."
        ),
        better=Better.LOWER,
    ),
    "value_at_risk.aged_over_90": Term(
        _("Waiting for more than 90 days"),
        _("Unacknowledged value that was validated more than 90 days ago."),
        better=Better.LOWER,
    ),
    "value_at_risk.aged_share": Term(
        _("Share that waits for more than 90 days"),
        _("What has waited for more than 90 days, as a share of all validated value."),
        AGED_THRESHOLDS,
    ),
    "value_at_risk.median_age": Term(
        _("Median age"),
        _("The age by which half of the unacknowledged value is reached."),
        better=Better.LOWER,
    ),
    "value_at_risk.oldest": Term(
        _("Oldest"),
        _("For how long the oldest unacknowledged value has been validated."),
        better=Better.LOWER,
    ),
}
