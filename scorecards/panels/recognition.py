"""How much of the delivered value has been acknowledged? From delivered to a yes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Unit, exact
from delivery.calculations.periods import Period
from recognition.calculations.recognised_value import (
    ACKNOWLEDGED_THRESHOLDS,
    COMMUNICATED_THRESHOLDS,
    RecognisedValue,
)
from recognition.sentences.headlines import acknowledged_said
from scorecards.facts import PortfolioFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Child,
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Quantity,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history, trend
from scorecards.panels.links import scorecard_url
from scorecards.panels.parts import History
from scorecards.panels.readings import Absence, reading
from scorecards.panels.terms import TERMS
from scorecards.panels.value_facts import Funnel, funnel, recognised

# The way of value, in its order; each stage is a measure in money.
STAGES = (
    "recognition.delivered_value",
    "recognition.validated_value",
    "recognition.communicated_value",
    "recognition.viewed_value",
    "recognition.acknowledged_value",
)
BY_PORTFOLIO = (
    *("recognition.validated_value", "recognition.acknowledged_value"),
    *("recognition.acknowledged", "recognition.communicated"),
)
MARKS = (
    1,
    *(COMMUNICATED_THRESHOLDS.green, COMMUNICATED_THRESHOLDS.amber),
    *(ACKNOWLEDGED_THRESHOLDS.green, ACKNOWLEDGED_THRESHOLDS.amber),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Additive):
    """Value on its way, and what was acknowledged by the end of earlier periods."""

    way: Funnel
    past: History[RecognisedValue]

    @property
    def value(self) -> RecognisedValue:
        return self.way.value


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Recognition:
    """Read what became of the value by the day, as it was known on it."""
    return Recognition(
        way=funnel(facts, as_of),
        past=history(
            facts,
            "recognised value",
            period,
            as_of,
            lambda _past, day: recognised(facts, day),
        ),
    )


def nothing() -> Absence:
    """What is said where there is no value to tell of."""
    return Absence(
        reason=_("finance has validated no benefit yet"),
        advice=_("What finance validates can be told to its sponsors."),
    )


def read(component: Recognition, scene: Scene) -> Readings:
    """Shares of the validated value, and each stage of its way in money."""
    value = component.value
    found = {
        "recognition.acknowledged": reading(
            "recognition.acknowledged",
            value.share_acknowledged(),
            lambda: _acknowledged(value, scene),
            absent=nothing(),
            trend=trend(one.share_acknowledged() for one in component.past.parts),
        ),
        "recognition.communicated": reading(
            "recognition.communicated",
            value.share_communicated(),
            lambda: (
                _(
                    "%(share)s of validated value has been reported to the sponsor who "
                    "owns it."
                )
                % {"share": _share(value.share_communicated())}
            ),
            absent=nothing(),
        ),
        "recognition.ack_of_communicated": _of_what_was_told(value),
        "recognition.disputed": reading(
            "recognition.disputed",
            value.share_disputed(),
            lambda: _disputed(value, scene),
            absent=nothing(),
        ),
    }
    stages = zip(STAGES, _stages(component), strict=True)
    money = {**dict(stages), "recognition.unacknowledged_value": value.unacknowledged()}
    for name, measure in money.items():
        amount = measure.in_currency(scene.currency)
        found[name] = reading(name, amount, _stated(name, amount), absent=nothing())
    return found


def _stages(component: Recognition) -> list[Measure]:
    """The money of each stage; nobody having done something is a zero."""
    value = component.value
    unacknowledged = value.unacknowledged()

    def of(amount: Decimal) -> Measure:
        if not unacknowledged.is_ok:
            return unacknowledged
        return replace(unacknowledged, value=amount)

    viewed = component.way.viewed
    return [
        component.way.delivered.recorded(),
        of(value.validated),
        of(value.communicated),
        of(viewed.amount),
        of(value.acknowledged),
    ]


def _stated(name: str, amount: Measure) -> str:
    if not amount.is_ok:
        return ""
    said = wording.amount(amount.number, amount.currency)
    return f"{TERMS[name].label}: {said}."


def _share(measure: Measure) -> str:
    return wording.percent(measure.number, MARKS)


def _acknowledged(value: RecognisedValue, scene: Scene) -> str:
    return _(
        "Sponsors have acknowledged %(amount)s of %(total)s validated value "
        "(%(share)s)."
    ) % {
        "amount": wording.amount(value.acknowledged, scene.currency),
        "total": wording.amount(value.validated, scene.currency),
        "share": _share(value.share_acknowledged()),
    }


def _disputed(value: RecognisedValue, scene: Scene) -> str:
    if not value.disputed:
        return _("No value is disputed.")
    return _("Sponsors dispute %(amount)s of it (%(share)s).") % {
        "amount": wording.amount(value.disputed, scene.currency),
        "share": _share(value.share_disputed()),
    }


def _of_what_was_told(value: RecognisedValue) -> Reading:
    measure = value.acknowledged_of_communicated()
    found = reading(
        "recognition.ack_of_communicated",
        measure,
        lambda: (
            _("Of what sponsors were told, they have acknowledged %(share)s.")
            % {"share": _share(measure)}
        ),
        absent=nothing(),
    )
    if measure.is_ok or not value.items:
        return found
    reason = _("nothing has been told to a sponsor yet")
    return replace(
        found, missing=reason, sentence=wording.not_available(measure, reason)
    )


def present(component: Recognition, readings: Readings, scene: Scene) -> Content:
    """Show the way of the value in money, and what came of it by portfolio."""
    lead = readings["recognition.acknowledged"]
    sentence = lead.sentence
    if lead.measure.is_ok:
        sentence = wording.joined(
            _together(component, scene),
            readings["recognition.communicated"].sentence,
            readings["recognition.disputed"].sentence
            if component.value.disputed
            else "",
        )
    return Content(
        sentence=sentence,
        table=_table(readings, scene),
        picture=_picture(readings, scene, sentence),
        further=(below,) if (below := by_portfolio(scene, BY_PORTFOLIO)) else (),
        notes=_notes(component),
    )


def _together(component: Recognition, scene: Scene) -> str:
    """What was acknowledged and what has waited too long, in one sentence."""
    aged = scene.readings.get("value_at_risk.aged_over_90")
    waited = aged.measure.value if aged and aged.measure.is_ok else None
    value = component.value
    return acknowledged_said(
        value.validated,
        value.acknowledged,
        None if waited is None else exact(waited),
        scene.currency,
    )


def _notes(component: Recognition) -> tuple[str, ...]:
    """What a reader should know who adds up the numbers."""
    notes = [
        _(
            "An acknowledgement is an explicit answer of the sponsor; opening a mail "
            "or a page is none."
        )
    ]
    if component.value.acknowledged > component.value.heard:
        notes.append(_("Some value was acknowledged before anybody told of it."))
    return tuple(notes) if component.value.items else ()


def _picture(readings: Readings, scene: Scene, sentence: str) -> Picture | None:
    shown = [
        (name, readings[name].measure)
        for name in STAGES
        if readings[name].measure.is_ok
    ]
    if not readings["recognition.validated_value"].measure.is_ok:
        return None
    whole = max(exact(measure.number) for _name, measure in shown)
    rows = [
        ShareRow(
            str(TERMS[name].label),
            [measure.number, whole - exact(measure.number)],
            wording.amount(measure.number, scene.currency),
        )
        for name, measure in shown
    ]
    return Picture(
        title=_("From delivered to acknowledged"),
        description=sentence,
        figure=share_figure(
            [Part(_("came so far"), Tone.GOOD), Part(_("not yet"), Tone.UNKNOWN)], rows
        ),
    )


def _table(readings: Readings, scene: Scene) -> Table:
    validated = readings["recognition.validated_value"].measure
    return Table(
        title=_("The way of the value"),
        columns=(
            Column(label=_("Stage")),
            Column(label=_("Amount"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("Of validated"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(TERMS[name].label),
                    _money(readings[name].measure),
                    None
                    if name == STAGES[0]
                    else _of_validated(readings[name].measure, validated),
                )
            )
            for name in (*STAGES, "recognition.unacknowledged_value")
        ),
    )


def _money(measure: Measure) -> Decimal | None:
    return None if measure.value is None else exact(measure.value)


def _of_validated(measure: Measure, validated: Measure) -> Decimal | None:
    if measure.value is None or not validated.value:
        return None
    return exact(measure.value) / exact(validated.value)


def by_portfolio(scene: Scene, names: Sequence[str]) -> Table | None:
    """Some measures of the portfolios below, each in its own currency."""
    rows = [
        Row(
            cells=(child.name, *(_quantity(child, name) for name in names)),
            href=scorecard_url(child.slug, scene.period.key),
        )
        for child in scene.children
        if any(_quantity(child, name) for name in names)
    ]
    if not rows:
        return None
    return Table(
        title=_("Portfolios below"),
        columns=(
            Column(label=_("Portfolio")),
            *(Column(label=str(TERMS[name].label), is_quantity=True) for name in names),
        ),
        rows=tuple(rows),
    )


def _quantity(child: Child, name: str) -> Quantity | None:
    found = child.readings.get(name)
    if found is None or found.measure.value is None:
        return None
    measure = found.measure
    return Quantity(exact(measure.number), measure.unit, measure.currency)


RECOGNITION = Panel(
    key="recognition",
    question=gettext_lazy("How much of the delivered value has been acknowledged?"),
    outcome=Outcome.RECOGNITION,
    lead="recognition.acknowledged",
    component=Recognition,
    collect=collect,
    read=read,
    present=present,
)
