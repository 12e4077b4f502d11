"""The measures of recognition: what each is called, means, and is judged by."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from delivery.calculations.measure import Better
from recognition.calculations.ces import CES_THRESHOLDS
from recognition.calculations.csat import CSAT_THRESHOLDS
from recognition.calculations.nps import NPS_THRESHOLDS
from recognition.calculations.people import HEARD_THRESHOLDS
from recognition.calculations.responses import RESPONSE_THRESHOLDS
from recognition.calculations.trust import TRUST_THRESHOLDS
from scorecards.panels.term import Term

FEEDBACK: Final[dict[str, Term]] = {
    "nps.nps": Term(
        _("NPS"),
        _(
            "Promoters (9 and 10 of 10 would recommend the PMO) less detractors (0 to "
            "6), in points from −100 to 100."
        ),
        NPS_THRESHOLDS,
    ),
    "csat.csat_pct": Term(
        _("Satisfaction (CSAT)"),
        _("People who answered 4 or 5 of 5, as a share of all who answered."),
        CSAT_THRESHOLDS,
    ),
    "csat.mean": Term(
        _("Mean satisfaction"),
        _("The mean answer on the scale from 1 to 5."),
        better=Better.HIGHER,
    ),
    "ces.mean": Term(
        _("Ease of working with the PMO"),
        _("The mean agreement that the PMO made it easy, from 1 to 7."),
        CES_THRESHOLDS,
    ),
    "ces.easy_pct": Term(
        _("Share who found it easy"),
        _("People who answered 5 to 7 of 7, as a share of all who answered."),
        better=Better.HIGHER,
    ),
    "trust_index.index": Term(
        _("Trust in the PMO"),
        _("The mean of four questions about trust, from 0 to 100."),
        TRUST_THRESHOLDS,
    ),
    "trust_index.competence": Term(
        _("It delivers what it promises"),
        _("The mean answer about competence, from 1 to 5."),
        better=Better.HIGHER,
    ),
    "trust_index.openness": Term(
        _("It tells bad news early"),
        _("The mean answer about openness, from 1 to 5."),
        better=Better.HIGHER,
    ),
    "trust_index.accuracy": Term(
        _("Its numbers can be relied on"),
        _("The mean answer about accuracy, from 1 to 5."),
        better=Better.HIGHER,
    ),
    "trust_index.benevolence": Term(
        _("It acts in the interest of the business"),
        _("The mean answer about benevolence, from 1 to 5."),
        better=Better.HIGHER,
    ),
    "perception_gap.gap": Term(
        _("Delivered less perceived"),
        _(
            "The score of what was delivered less the score that sponsors give: above "
            "zero is value that is not recognised."
        ),
    ),
    "perception_gap.perceived": Term(
        _("Perceived value"),
        _("How much value sponsors feel they got, from 0 to 100."),
        better=Better.HIGHER,
    ),
    "response_rate.rate": Term(
        _("Response rate"),
        _("Complete answers as a share of the people who were asked and reached."),
        RESPONSE_THRESHOLDS,
    ),
    "feedback_coverage.rate": Term(
        _("Sponsors who were heard"),
        _("Sponsors who answered in the last two cycles, of all who are active."),
        HEARD_THRESHOLDS,
    ),
    "feedback_coverage.silent": Term(
        _("Silent sponsors"),
        _("Active sponsors without an answer in the last two cycles."),
        better=Better.LOWER,
    ),
}
