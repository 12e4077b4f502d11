"""Do benefits arrive as planned? Planned, claimed and validated, month by month."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.benefits import RATE_THRESHOLDS, Realization
from delivery.calculations.measure import Measure, Unit
from delivery.models import Benefit
from pmo_value import formatting
from scorecards.panels import wording
from scorecards.panels.benefit_facts import Benefits, collect
from scorecards.panels.benefit_tables import (
    all_classes,
    classes_table,
    picture,
    running_totals,
    shortfalls_table,
    table,
    units_table,
    unvalidated_table,
)
from scorecards.panels.contract import (
    Content,
    Outcome,
    Panel,
    Reading,
    Readings,
    Scene,
)
from scorecards.panels.history import last_periods, trend
from scorecards.panels.readings import Absence, reading
from scorecards.panels.terms import MONEY_CLASSES
from scorecards.panels.wording import Noun

# Rounding must not carry a rate over one of these.
LANDMARKS = (1, RATE_THRESHOLDS.green, RATE_THRESHOLDS.amber)


def read(component: Benefits, scene: Scene) -> Readings:
    """The register in numbers: amounts to date, rates, and what has leaked away."""
    whole = component.realization()
    return {
        "benefits.count": reading(
            "benefits.count",
            Measure.of(component.count, Unit.COUNT),
            _count_said(component),
        ),
        **_amounts(component, scene),
        "benefits_rate.gross": reading(
            "benefits_rate.gross",
            whole.gross(),
            lambda: _gross_said(whole, scene),
            absent=_absent(component),
            noun=Noun.BENEFITS,
            trend=trend(part.gross() for part in component.past.parts),
        ),
        "benefits_rate.net": reading(
            "benefits_rate.net",
            whole.net(),
            lambda: (
                _("After dis-benefits it is %(share)s.")
                % {"share": wording.percent(whole.net().number)}
            ),
            absent=_absent(component),
            noun=Noun.BENEFITS,
        ),
        "benefits_rate.disbenefit_ratio": reading(
            "benefits_rate.disbenefit_ratio",
            whole.disbenefit_ratio(),
            lambda: _lost_said(whole.disbenefit_ratio(), scene),
            absent=_absent(component),
        ),
        "benefits_rate.windfall": _windfall(whole, scene),
        **_by_class(component),
        "benefit_leakage": _leakage(component, scene),
    }


def _amounts(component: Benefits, scene: Scene) -> dict[str, Reading]:
    planned, forecast, claimed, validated = (
        measure.in_currency(scene.currency)
        for measure in (
            component.planned.measure(),
            component.forecast.measure(),
            component.claimed.recorded(),
            component.validated.recorded(),
        )
    )
    return {
        "benefits.planned": reading(
            "benefits.planned",
            planned,
            lambda: _by_day(_("%(amount)s was planned by %(day)s."), planned, scene),
            absent=Absence(reason=_("no benefit in money is planned by now")),
        ),
        "benefits.forecast": reading(
            "benefits.forecast",
            forecast,
            lambda: _by_day(_("%(amount)s was forecast by %(day)s."), forecast, scene),
            absent=Absence(reason=_("no benefit in money is forecast by now")),
        ),
        "benefits.claimed": reading(
            "benefits.claimed",
            claimed,
            lambda: _claimed_said(claimed, validated, scene),
            absent=Absence(reason=_("no benefit has been claimed yet")),
        ),
        "benefits.validated": reading(
            "benefits.validated",
            validated,
            lambda: _by_day(
                _("Finance has validated %(amount)s by %(day)s."), validated, scene
            ),
            absent=Absence(reason=_nothing_validated(component)),
            trend=_validated_trend(component, scene),
        ),
    }


def _by_day(text: str, amount: Measure, scene: Scene) -> str:
    return text % {
        "amount": wording.amount(amount.number, scene.currency),
        "day": wording.day(scene.as_of),
    }


def _claimed_said(claimed: Measure, validated: Measure, scene: Scene) -> str:
    """What owners report is told roughly, and how much of it is more than a claim."""
    if validated.value is None:
        text = _("The owners report %(amount)s by %(day)s, not yet validated.")
    elif validated.value < claimed.number:
        text = _("The owners report %(amount)s by %(day)s, not all of it validated.")
    else:
        text = _("The owners report %(amount)s by %(day)s.")
    return text % {
        "amount": wording.about(claimed.number, scene.currency),
        "day": wording.day(scene.as_of),
    }


def _validated_trend(component: Benefits, scene: Scene) -> tuple[Decimal | None, ...]:
    validated = all_classes(component).validated
    return tuple(
        validated.through(min(past.end, scene.as_of))
        for past in last_periods(scene.period)
    )


def _nothing_validated(component: Benefits) -> str:
    if not component.count:
        return _("no benefit has been recorded")
    return _("no benefit has been measured and validated yet")


def _absent(component: Benefits) -> Absence:
    if not component.count:
        return Absence(
            reason=_("no benefit has been recorded"),
            advice=_("Enter the benefits the projects are to bring."),
        )
    if not component.realization().expected:
        return Absence(reason=_("no planned benefit is due yet"))
    return Absence(
        reason=_("no benefit with a plan has been measured and validated yet"),
        advice=_("Measure the benefits that are due and have finance validate them."),
    )


def _count_said(component: Benefits) -> str:
    if not component.count:
        return _("No benefit has been recorded.")
    text = ngettext(
        "%(count)s benefit is in the register.",
        "%(count)s benefits are in the register.",
        component.count,
    )
    return text % {"count": wording.count(component.count)}


def _gross_said(whole: Realization, scene: Scene) -> str:
    text = _(
        "Benefits with a validated amount have brought %(share)s of what they were to "
        "bring by now (%(validated)s of %(planned)s)."
    )
    return text % {
        "share": wording.percent(whole.gross().number, LANDMARKS),
        "validated": wording.amount(whole.validated, scene.currency),
        "planned": wording.amount(whole.planned, scene.currency),
    }


def _lost_said(ratio: Measure, scene: Scene) -> str:
    if not ratio.number:
        return _("No dis-benefit has been validated.")
    return _("For every %(one)s gained, %(lost)s was lost elsewhere.") % {
        "one": formatting.money(1, scene.currency),
        "lost": formatting.money(ratio.number, scene.currency),
    }


def _windfall(whole: Realization, scene: Scene) -> Reading:
    windfall = whole.unplanned().in_currency(scene.currency)
    return reading(
        "benefits_rate.windfall",
        windfall,
        lambda: (
            _("%(amount)s was validated that nobody had planned.")
            % {"amount": wording.amount(windfall.number, scene.currency)}
        ),
        absent=Absence(reason=_("everything that was validated had been planned")),
    )


def _by_class(component: Benefits) -> dict[str, Reading]:
    rates = component.rates.by_key()
    found = {}
    for kind in MONEY_CLASSES:
        if kind.value in rates:
            name = f"benefits_rate.gross.{kind.value}"
            rate = rates[kind.value].gross()
            found[name] = reading(
                name,
                rate,
                _class_said(kind, rate),
                absent=Absence(reason=_("no benefit of this class has been measured")),
                noun=Noun.BENEFITS,
            )
    return found


def _class_said(kind: Benefit.Kind, rate: Measure) -> str:
    if rate.value is None:
        return ""
    text = _("%(kind)s: %(share)s of plan.")
    return text % {"kind": kind.label, "share": wording.percent(rate.value)}


def _leakage(component: Benefits, scene: Scene) -> Reading:
    leakage = component.promise.leakage()

    def says() -> str:
        lost = leakage.number
        if lost <= 0:
            return _("All that was promised is still expected.")
        amount = Decimal(lost) * component.promise.planned_total
        text = _(
            "%(share)s of the promised benefit (%(amount)s) is no longer expected."
        )
        return text % {
            "share": wording.percent(lost),
            "amount": wording.amount(amount, scene.currency),
        }

    return reading(
        "benefit_leakage",
        leakage,
        says,
        absent=Absence(
            reason=_(
                "no benefit has a plan, a measured part and a forecast of the rest"
            )
        ),
        noun=Noun.BENEFITS,
    )


def present(component: Benefits, readings: Readings, scene: Scene) -> Content:
    """Show the amounts to date as running totals."""
    points = running_totals(component, scene.as_of)
    rate, validated = readings["benefits_rate.gross"], readings["benefits.validated"]
    claimed = readings["benefits.claimed"]
    known = [one for one in (rate, validated, claimed) if one.measure.is_ok]
    sentence = (known or [rate])[0].sentence
    return Content(
        sentence=sentence,
        table=table(points, scene),
        picture=picture(points, scene, sentence) if points else None,
        notes=_notes(component, readings, scene),
        further=()
        if not component.count
        else (
            classes_table(component, readings, scene),
            *([units_table(component)] if component.units.parts else []),
            unvalidated_table(component.unvalidated, scene),
            shortfalls_table(component.shortfalls, scene),
        ),
    )


def _notes(component: Benefits, readings: Readings, scene: Scene) -> tuple[str, ...]:
    notes = [_classes_said(component, scene)]
    notes += _unvalidated_said(component)
    if component.unmeasured_losses:
        text = ngettext(
            "%(count)s dis-benefit has not been measured; the net rate leaves it out.",
            "%(count)s dis-benefits have not been measured; the net rate leaves them "
            "out.",
            component.unmeasured_losses,
        )
        notes.append(text % {"count": wording.count(component.unmeasured_losses)})
    notes += _overlaps_said(component)
    names = ["benefits.claimed", "benefits_rate.windfall", "benefit_leakage"]
    if component.losses:
        names[1:1] = ["benefits_rate.net", "benefits_rate.disbenefit_ratio"]
    notes += [readings[name].sentence for name in names if readings[name].measure.is_ok]
    return tuple(
        note
        for note in (*notes, *wording.caveats(readings["benefits_rate.gross"].measure))
        if note
    )


def _unvalidated_said(component: Benefits) -> list[str]:
    """How many benefits are due without a validated amount, or any at all."""
    said = []
    unvalidated = component.unvalidated.count
    if unvalidated:
        text = ngettext(
            "%(count)s benefit that is due has no validated amount.",
            "%(count)s benefits that are due have no validated amount.",
            unvalidated,
        )
        said.append(text % {"count": wording.count(unvalidated)})
    if component.unmeasured:
        text = ngettext(
            "Nobody has measured %(count)s of them.",
            "Nobody has measured %(count)s of them.",
            component.unmeasured,
        )
        said.append(text % {"count": wording.count(component.unmeasured)})
    return [wording.joined(*said)] if said else []


def _overlaps_said(component: Benefits) -> list[str]:
    """Which benefits count in part, or not at all, because they share a measure."""
    said = []
    if component.scaled:
        text = ngettext(
            "%(count)s benefit shares its measure with others and counts in part.",
            "%(count)s benefits share their measure and count in part, so that nothing "
            "is counted twice.",
            component.scaled,
        )
        said.append(text % {"count": wording.count(component.scaled)})
    if component.unreviewed:
        text = ngettext(
            "%(count)s benefit shares a measure that nobody has looked at, and is "
            "left out of what is validated.",
            "%(count)s benefits share a measure that nobody has looked at, and are "
            "left out of what is validated.",
            component.unreviewed,
        )
        said.append(text % {"count": wording.count(component.unreviewed)})
    if component.other_prices:
        text = ngettext(
            "%(count)s benefit is at the prices of one year and is not added.",
            "%(count)s benefits are at the prices of one year and are not added.",
            component.other_prices,
        )
        said.append(text % {"count": wording.count(component.other_prices)})
    return said


def _classes_said(component: Benefits, scene: Scene) -> str:
    """The validated amounts by class: a sum never stands without them."""
    profiles = component.profiles.by_key()
    parts = [
        _("%(amount)s of %(kind)s")
        % {
            "amount": wording.amount(amount, scene.currency),
            "kind": str(kind.label).lower(),
        }
        for kind in MONEY_CLASSES
        if (profile := profiles.get(kind.value))
        and (amount := profile.validated.through(scene.as_of)) is not None
    ]
    if not parts:
        return ""
    return _("Validated: %(list)s.") % {"list": wording.listed(parts)}


BENEFITS = Panel(
    key="benefits",
    question=gettext_lazy("Do benefits arrive as planned?"),
    outcome=Outcome.BENEFITS,
    lead="benefits_rate.gross",
    component=Benefits,
    collect=collect,
    read=read,
    present=present,
)
