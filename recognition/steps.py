"""The ten steps of the flywheel: what each is called until somebody names it anew."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio
from recognition.models import StepLabel


class DefaultStep(NamedTuple):
    """A step as it is called here; `is_sure` where the name was seen in print."""

    label: Promise
    description: Promise
    is_sure: bool = True


class Step(NamedTuple):
    """A step as this organisation calls it.

    `is_sure` is false for a name that should be held against one's copy of the guide.
    """

    number: int
    label: str
    description: str
    is_sure: bool
    is_own: bool


DEFAULTS: dict[int, DefaultStep] = {
    1: DefaultStep(
        _("Awareness building"),
        _("Tell what the PMO is for, visibly and so that it is trusted."),
    ),
    2: DefaultStep(
        _("Needs assessment"),
        _("Listen, and find out what is needed before offering anything."),
    ),
    3: DefaultStep(
        _("Value proposition"),
        _("Offer value that fits, and agree how success is measured."),
    ),
    4: DefaultStep(
        _("Service development"),
        _("Design or adapt services, processes and tools."),
    ),
    5: DefaultStep(
        _("Service onboarding"),
        _("Bring people and projects to use the services."),
        is_sure=False,
    ),
    6: DefaultStep(
        _("Service operation"),
        _("Run the services day by day."),
        is_sure=False,
    ),
    7: DefaultStep(
        _("Service monitoring"),
        _("Measure how well they work, and tell signal from noise."),
        is_sure=False,
    ),
    8: DefaultStep(
        _("Service improvement"),
        _("Change what feedback and measurement say should change."),
        is_sure=False,
    ),
    9: DefaultStep(
        _("Value delivery"),
        _("Deliver outcomes and benefits, and have them validated."),
    ),
    10: DefaultStep(
        _("Value recognition"),
        _("Have delivered value told, acknowledged and trusted."),
    ),
}


def top_of(portfolio: Portfolio) -> str:
    """Return the short name of the portfolio at the top, which names the steps."""
    return portfolio.path.strip("/").split("/")[0]


def steps_of(portfolio: Portfolio) -> list[Step]:
    """Return the ten steps by the names that hold for a portfolio, in one query."""
    own = {
        row.step: row
        for row in StepLabel.objects.filter(portfolio__slug=top_of(portfolio))
    }
    return [
        Step(
            number,
            own[number].label if number in own else str(default.label),
            own[number].description if number in own else str(default.description),
            is_sure=default.is_sure or number in own,
            is_own=number in own,
        )
        for number, default in DEFAULTS.items()
    ]
