"""The measures of risk and rework: what each is called, means, and is judged by."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from delivery.calculations import quality, risks
from delivery.calculations.issues import IN_TIME_THRESHOLDS
from delivery.calculations.measure import Better
from scorecards.panels.term import Term

RISK: Final[dict[str, Term]] = {
    "risks.count": Term(_("Open threats"), _("Threats in the register that are open.")),
    "risk_exposure.of_contingency": Term(
        _("Risk exposure of contingency"),
        _(
            "What open risks are expected to cost after their responses, as a share of "
            "what is set aside for them."
        ),
        risks.EXPOSURE_THRESHOLDS,
    ),
    "risk_exposure.residual": Term(
        _("Expected cost of open risks"),
        _("Probability times impact of open threats, after their planned responses."),
        better=Better.LOWER,
    ),
    "risk_exposure.inherent": Term(
        _("Expected cost without responses"),
        _("Probability times impact of open threats, before any response."),
        better=Better.LOWER,
    ),
    "risk_exposure.contingency": Term(
        _("Contingency"),
        _("What the portfolio and its projects have set aside for risks."),
    ),
    "risk_exposure.residual_days": Term(
        _("Expected delay of open risks"),
        _("Probability times delay of open threats, after their planned responses."),
        better=Better.LOWER,
    ),
    "risk_exposure.inherent_days": Term(
        _("Expected delay without responses"),
        _("Probability times delay of open threats, before any response."),
        better=Better.LOWER,
    ),
    "risk_exposure.days_of_contingency": Term(
        _("Expected delay of the days set aside"),
        _(
            "The delay that open risks are expected to cause after their responses, as "
            "a share of the days set aside."
        ),
        risks.EXPOSURE_THRESHOLDS,
    ),
    "risk_reduction.reduction": Term(
        _("Expected loss taken away by responses"),
        _("How much lower the expected cost is after responses, as a share of before."),
        risks.REDUCTION_THRESHOLDS,
    ),
    "risk_reduction.leverage": Term(
        _("Leverage of responses"),
        _("Expected cost taken away for each unit of money that responses cost."),
        better=Better.HIGHER,
    ),
    "emv": Term(
        _("Expected value of the register"),
        _("Opportunities less threats, after responses and less what these cost."),
        better=Better.HIGHER,
    ),
    "risks.avoided_loss": Term(
        _("Avoided loss"),
        _("What responses to risks closed in the period are reported to have saved."),
        better=Better.HIGHER,
    ),
    "risks.lost": Term(
        _("Lost to risks"),
        _("What threats that happened in the period have cost."),
        better=Better.LOWER,
    ),
    "issues.open": Term(
        _("Open issues"), _("Issues that are not resolved."), better=Better.LOWER
    ),
    "issues.overdue": Term(
        _("Open issues beyond target"),
        _("Open issues older than the days that were agreed to settle them."),
        better=Better.LOWER,
    ),
    "issues.median_age": Term(
        _("Age of open issues, median"),
        _("The days for which the open issue in the middle has been open."),
        better=Better.LOWER,
    ),
    "issues.in_time_rate": Term(
        _("Issues settled in time"),
        _("Of the issues resolved in the period, those within the agreed days."),
        IN_TIME_THRESHOLDS,
    ),
    "rework_ratio": Term(
        _("Rework"),
        _("Hours spent on what had been accepted as done, as a share of all hours."),
        quality.REWORK_THRESHOLDS,
    ),
    "rework_ratio.cost": Term(
        _("Rework, by cost"),
        _("Cost of doing work again as a share of all cost."),
        quality.REWORK_THRESHOLDS,
    ),
    "defect_escape_rate": Term(
        _("Defects that reached users"),
        _("Defects found in the 90 days after release as a share of all found."),
        quality.ESCAPE_THRESHOLDS,
    ),
    "defect_escape_rate.dre": Term(
        _("Defects removed before release"),
        _("Defects found before release as a share of all found."),
        better=Better.HIGHER,
    ),
    "change_fail_rate": Term(
        _("Changes that failed"),
        _("Changes that needed a rollback or a fix at once, of all put into service."),
        quality.CHANGE_FAIL_THRESHOLDS,
    ),
    "deployment_rework_rate": Term(
        _("Unplanned changes"),
        _("Changes made only because of an incident, of all put into service."),
        quality.UNPLANNED_THRESHOLDS,
    ),
}
