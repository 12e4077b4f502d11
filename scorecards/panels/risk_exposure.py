"""Can what is set aside carry the open risks? Expected cost against contingency."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.measure import Measure, Unit, exact
from delivery.calculations.risks import EXPOSURE_THRESHOLDS, REDUCTION_THRESHOLDS
from delivery.models import Risk
from pmo_value import formatting
from scorecards import figures
from scorecards.figures import Series, trend_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import last_periods, places, short_label, trend
from scorecards.panels.links import risk_url
from scorecards.panels.parts import Ranking
from scorecards.panels.rates import has_projects
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.risk_facts import (
    ClosedRisk,
    Register,
    RiskRow,
    collect,
)
from scorecards.panels.wording import Noun

LEAD = "risk_exposure.of_contingency"
# Rounding must not carry a share over one of these.
LANDMARKS = (EXPOSURE_THRESHOLDS.green, EXPOSURE_THRESHOLDS.amber)
REDUCTION_MARKS = (REDUCTION_THRESHOLDS.green, REDUCTION_THRESHOLDS.amber)


def read(component: Register, scene: Scene) -> Readings:
    """The exposure before and after responses, what it is held against, what it bought.

    Money and days are apart: neither is worth so much of the other.
    """
    return {
        "risks.count": reading(
            "risks.count",
            Measure.of(component.threats, Unit.COUNT),
            _count_said(component),
        ),
        **_in_money(component, scene),
        **_in_days(component),
        **_answered(component, scene),
    }


def _count_said(component: Register) -> str:
    text = ngettext(
        "%(count)s threat is open.",
        "%(count)s threats are open.",
        component.threats,
    )
    return text % {"count": wording.count(component.threats)}


def _absent(component: Register) -> Absence:
    if not component.raised:
        return Absence(
            reason=_(
                "the risk register is empty, which does not mean that there is none"
            ),
            advice=_("Enter the risks, or import a register."),
        )
    if not component.threats:
        return Absence(reason=_("no threat is open"))
    return Absence(
        reason=_("no open risk has both a probability and an impact"),
        advice=_("Judge the open risks."),
    )


def _in_money(component: Register, scene: Scene) -> dict[str, Reading]:
    now, absent = component.now, _absent(component)
    inherent, residual, reserve = (
        measure.in_currency(scene.currency)
        for measure in (
            now.inherent.measure(),
            now.residual.measure(),
            now.reserve.measure(),
        )
    )
    held = now.of_contingency()
    past = component.past.parts
    return {
        LEAD: reading(
            LEAD,
            held,
            lambda: _held_said(held, residual, reserve),
            absent=absent,
            noun=Noun.RISKS,
            trend=trend(part.of_contingency() for part in past),
        ),
        "risk_exposure.residual": reading(
            "risk_exposure.residual",
            residual,
            lambda: (
                _("Open risks carry an expected cost of %(amount)s.")
                % {"amount": wording.amount(residual.number, scene.currency)}
            ),
            absent=absent,
            noun=Noun.RISKS,
            trend=trend(part.residual.measure() for part in past),
        ),
        "risk_exposure.inherent": reading(
            "risk_exposure.inherent",
            inherent,
            lambda: (
                _("Without responses it would be %(amount)s.")
                % {"amount": wording.amount(inherent.number, scene.currency)}
            ),
            absent=absent,
            noun=Noun.RISKS,
            trend=trend(part.inherent.measure() for part in past),
        ),
        "risk_exposure.contingency": reading(
            "risk_exposure.contingency",
            reserve,
            lambda: (
                _("%(amount)s is set aside for risks.")
                % {"amount": wording.amount(reserve.number, scene.currency)}
            ),
            absent=Absence(
                reason=_("nothing has been set aside for risks"),
                advice=_("Enter the contingency of the portfolio or its projects."),
            ),
            trend=trend(part.reserve.measure() for part in past),
        ),
    }


def _held_said(held: Measure, residual: Measure, reserve: Measure) -> str:
    text = _(
        "Open risks carry an expected cost of %(amount)s against a contingency of "
        "%(reserve)s (%(share)s)."
    )
    return text % {
        "amount": wording.amount(residual.number, residual.currency),
        "reserve": wording.amount(reserve.number, reserve.currency),
        "share": wording.percent(held.number, LANDMARKS),
    }


def _in_days(component: Register) -> dict[str, Reading]:
    delays = component.delays
    absent = _absent(component)
    if component.threats:
        absent = Absence(reason=_("no open risk is judged in days"))
    inherent, residual = delays.inherent.delay(), delays.residual.delay()
    held = delays.of_contingency()
    return {
        "risk_exposure.residual_days": reading(
            "risk_exposure.residual_days",
            residual,
            lambda: (
                _("Open risks carry an expected delay of %(days)s.")
                % {"days": wording.days(residual.number)}
            ),
            absent=absent,
            noun=Noun.RISKS,
        ),
        "risk_exposure.inherent_days": reading(
            "risk_exposure.inherent_days",
            inherent,
            lambda: (
                _("Without responses it would be %(days)s.")
                % {"days": wording.days(inherent.number)}
            ),
            absent=absent,
            noun=Noun.RISKS,
        ),
        "risk_exposure.days_of_contingency": reading(
            "risk_exposure.days_of_contingency",
            held,
            lambda: (
                _("That is %(share)s of the days set aside.")
                % {"share": wording.percent(held.number, LANDMARKS)}
            ),
            absent=absent,
        ),
    }


def _answered(component: Register, scene: Scene) -> dict[str, Reading]:
    reduced, leverage = component.reduced, component.leverage
    value = component.value().in_currency(scene.currency)
    amounts = {
        "risks.avoided_loss": component.avoided.recorded(),
        "risks.lost": component.lost.recorded(),
    }
    says = {
        "risks.avoided_loss": _("The register reports %(amount)s of avoided loss."),
        "risks.lost": _("Risks that happened in this period cost %(amount)s."),
    }
    nothing = {
        "risks.avoided_loss": _("no avoided loss is on record for this period"),
        "risks.lost": _("no risk that happened in this period has an amount"),
    }
    return {
        "risk_reduction.reduction": reading(
            "risk_reduction.reduction",
            reduced.measure(),
            lambda: _reduction_said(component, scene),
            absent=_absent(component)
            if not component.threats
            else Absence(
                reason=_("no open risk is judged before and after its response"),
                advice=_("Judge what is left after the planned responses."),
            ),
        ),
        "risk_reduction.leverage": reading(
            "risk_reduction.leverage",
            leverage.measure(Unit.INDEX),
            lambda: _leverage_said(leverage.measure(Unit.INDEX), scene),
            absent=Absence(
                reason=_("no response has both a cost and an effect that is judged")
            ),
        ),
        "emv": reading(
            "emv",
            value,
            lambda: (
                _("The register as a whole is expected to be worth %(amount)s.")
                % {"amount": wording.amount(value.number, scene.currency)}
            ),
            absent=_absent(component),
            noun=Noun.RISKS,
        ),
        **{
            name: reading(
                name,
                measure.in_currency(scene.currency),
                _amount_said(says[name], measure, scene),
                absent=Absence(reason=nothing[name]),
            )
            for name, measure in amounts.items()
        },
    }


def _amount_said(text: str, measure: Measure, scene: Scene) -> str:
    if not measure.is_ok:
        return ""
    return text % {"amount": wording.amount(measure.number, scene.currency)}


def _reduction_said(component: Register, scene: Scene) -> str:
    removed = component.reduced.numerator
    share = component.reduced.measure().number
    if removed < 0:
        return _("After responses the expected loss is higher than before.")
    return _("Risk responses cut expected loss by %(share)s (%(amount)s).") % {
        "share": wording.percent(share, REDUCTION_MARKS),
        "amount": wording.amount(removed, scene.currency),
    }


def _leverage_said(leverage: Measure, scene: Scene) -> str:
    if exact(leverage.number) <= 0:
        return _("What is spent on responses takes no expected loss away.")
    text = _("Each %(one)s spent on responses takes %(amount)s of expected loss away.")
    return text % {
        "one": formatting.money(1, scene.currency, 0),
        "amount": formatting.money(leverage.number, scene.currency, 2),
    }


def present(component: Register, readings: Readings, scene: Scene) -> Content | None:
    """Show the course of the exposure, the largest risks, and what became of others."""
    if not component.raised and not has_projects(scene):
        return None
    lead, residual = readings[LEAD], readings["risk_exposure.residual"]
    first = [lead] if lead.measure.is_ok or not residual.measure.is_ok else []
    more = [
        readings[name]
        for name in ("risk_reduction.reduction", "risk_exposure.residual_days")
        if readings[name].measure.is_ok
    ]
    sentence = told(Noun.RISKS, *(first or [lead, residual]), *more)
    has_course = any(part.inherent.known for part in component.past.parts)
    return Content(
        sentence=sentence,
        table=_course_table(component, scene),
        picture=_picture(component, scene, sentence) if has_course else None,
        notes=(
            *_notes(component, readings),
            *wording.caveats(lead.measure, residual.measure),
        ),
        further=(
            _top_table(component.top, scene),
            _closed_table(component.closed, scene),
        ),
    )


def _notes(component: Register, readings: Readings) -> list[str]:
    names = ("risk_reduction.leverage", "emv", "risks.avoided_loss", "risks.lost")
    return [readings[name].sentence for name in names if readings[name].measure.is_ok]


def _picture(component: Register, scene: Scene, sentence: str) -> Picture:
    parts = component.past.parts
    series = [
        Series(_("after responses"), [part.residual.measure().value for part in parts]),
        Series(
            _("before responses"), [part.inherent.measure().value for part in parts]
        ),
        Series(_("contingency"), [part.reserve.measure().value for part in parts]),
    ]
    known = [one for one in series if any(value is not None for value in one.values)]
    return Picture(
        title=_("Expected cost of open risks and contingency, by period"),
        description=sentence,
        figure=trend_figure(
            known, places(scene.period), unit=figures.money(scene.currency)
        ),
    )


def _money(label: str, scene: Scene) -> Column:
    return Column(label=label, unit=Unit.MONEY, currency=scene.currency)


def _course_table(component: Register, scene: Scene) -> Table:
    rows = [
        Row(
            cells=(
                short_label(past),
                part.inherent.measure().value,
                part.residual.measure().value,
                part.reserve.measure().value,
                part.of_contingency().value,
            )
        )
        for past, part in zip(
            last_periods(scene.period), component.past.parts, strict=True
        )
        if part.inherent.expected or part.reserve.expected
    ]
    return Table(
        columns=(
            Column(label=_("Period"), is_time=True),
            _money(_("Expected cost before responses"), scene),
            _money(_("after responses"), scene),
            _money(_("Contingency"), scene),
            Column(label=_("Share of contingency"), unit=Unit.RATIO),
        ),
        rows=tuple(rows),
        empty=_("No risk has been entered, and nothing has been set aside."),
    )


def _top_table(top: Ranking[RiskRow], scene: Scene) -> Table:
    return Table(
        title=_("Open threats, the largest expected cost first"),
        columns=(
            Column(label=_("Risk")),
            Column(label=_("Project")),
            Column(label=_("Owner")),
            Column(label=_("Probability"), unit=Unit.RATIO),
            _money(_("Impact"), scene),
            _money(_("Expected cost before response"), scene),
            _money(_("after response"), scene),
            Column(label=_("Expected delay"), unit=Unit.DAYS),
            Column(label=_("Response")),
            Column(label=_("Due"), is_date=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.project_name or _("several"),
                    row.owner or _("nobody"),
                    row.probability,
                    row.impact,
                    row.before,
                    row.after,
                    row.delay,
                    _strategy(row.strategy),
                    row.due_on,
                ),
                href=risk_url(row.pk),
            )
            for row in top.rows
        ),
        left_out=top.left_out,
        empty=_("No threat is open."),
    )


def _strategy(strategy: str) -> str:
    return str(Risk.Strategy(strategy).label) if strategy else _("none yet")


def _closed_table(closed: Ranking[ClosedRisk], scene: Scene) -> Table:
    return Table(
        title=_("Risks that ended in the period"),
        columns=(
            Column(label=_("Risk")),
            Column(label=_("Project")),
            Column(label=_("Closed"), is_date=True),
            Column(label=_("What became of it")),
            _money(_("It came to"), scene),
            _money(_("Avoided loss"), scene),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.project_name or _("several"),
                    row.closed_on,
                    _fate(row),
                    row.amount,
                    row.avoided,
                ),
                href=risk_url(row.pk),
            )
            for row in closed.rows
        ),
        left_out=closed.left_out,
        empty=_("No risk ended in this period."),
    )


def _fate(row: ClosedRisk) -> str:
    if not row.happened:
        return _("did not happen")
    return _("happened") if row.is_threat else _("came true")


RISK_EXPOSURE = Panel(
    key="risk-exposure",
    question=gettext_lazy("Can the contingency carry the open risks?"),
    outcome=Outcome.RISK,
    lead=LEAD,
    component=Register,
    collect=collect,
    read=read,
    present=present,
)
