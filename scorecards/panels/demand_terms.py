"""The measures of the PMO's return and of the demand for its services."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from delivery.calculations.measure import Better
from recognition.calculations.people import REPEAT_THRESHOLDS
from recognition.calculations.pmo_return import BCR_THRESHOLDS, ROI_THRESHOLDS
from recognition.calculations.service_demand import ADOPTION_THRESHOLDS
from scorecards.panels.term import Term

RETURN: Final[dict[str, Term]] = {
    "roi.conservative": Term(
        _("ROI, cashable"),
        _(
            "Cashable benefit attributed to the PMO that finance validated, less what "
            "the PMO cost, as a share of that cost."
        ),
        ROI_THRESHOLDS,
    ),
    "roi.validated": Term(
        _("ROI, validated"),
        _(
            "All benefit in money attributed to the PMO that finance validated, less "
            "what the PMO cost, as a share of that cost."
        ),
        ROI_THRESHOLDS,
    ),
    "roi.claimed": Term(
        _("ROI, claimed"),
        _("The same with claims that finance has not decided on: not proved yet."),
        better=Better.HIGHER,
    ),
    "roi.acknowledged": Term(
        _("ROI, acknowledged"),
        _("The same with the part of validated benefit that its sponsors stand by."),
        better=Better.HIGHER,
    ),
    "bcr.validated": Term(
        _("Returned for each 1 spent"),
        _("Validated benefit attributed to the PMO over what the PMO cost."),
        BCR_THRESHOLDS,
    ),
}

DEMAND: Final[dict[str, Term]] = {
    "repeat_rate.requests": Term(
        _("Requests for services"),
        _("How often somebody asked for a service of the PMO in the period."),
        better=Better.HIGHER,
    ),
    "repeat_rate.repeat": Term(
        _("Came back"),
        _("Of the people who asked in the cycle before, those who asked in this one."),
        REPEAT_THRESHOLDS,
    ),
    "repeat_rate.renewal": Term(
        _("Agreements renewed"),
        _("Of the agreements and mandates that were due in the period, those renewed."),
        better=Better.HIGHER,
    ),
    "repeat_rate.adoption": Term(
        _("Projects with a PMO service"),
        _("Of the projects that ran in the period, those that a PMO service helped."),
        ADOPTION_THRESHOLDS,
    ),
    "repeat_rate.unsolicited": Term(
        _("Asked without having to"),
        _("Of the requests of the period, those that no rule obliged anybody to make."),
        better=Better.HIGHER,
    ),
    "repeat_rate.unmet": Term(
        _("Unmet requests"),
        _("Of the requests of the period, those declined or answered too late."),
        better=Better.LOWER,
    ),
}
