"""The answer first: one verdict, one sentence, and the numbers behind it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.measure import Rag, exact
from delivery.calculations.periods import Period
from delivery.models import OutcomeFamily
from scorecards.facts import PortfolioFacts
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Quantity,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.families import VALUE, Family, families_of, verdict, weakest
from scorecards.panels.parts import Nothing
from scorecards.panels.rates import has_projects

# Where there is no benefit to speak of, the first two of these that have a value do.
INSTEAD = (
    "on_time_rate",
    "in_year_on_budget_rate",
    "forecast_on_time_rate",
    "evm.cpi",
    "kpis.met",
    "milestone_hit_rate",
    "projects.count",
)
MOST_SENTENCES = 2

ACKNOWLEDGED = "recognition.acknowledged"
# Shares that have a name, for those that are no further from it than this.
NEAR = Decimal("0.02")
PARTS = {
    Decimal(1) / 4: gettext_lazy("a quarter"),
    Decimal(1) / 3: gettext_lazy("a third"),
    Decimal(1) / 2: gettext_lazy("half"),
    Decimal(2) / 3: gettext_lazy("two thirds"),
    Decimal(3) / 4: gettext_lazy("three quarters"),
}

OFF_TRACK = {
    OutcomeFamily.DELIVERY: gettext_lazy("project performance is off track"),
    OutcomeFamily.RESOURCES: gettext_lazy("resources and priorities are off track"),
    OutcomeFamily.RISK: gettext_lazy("risk and rework are off track"),
    OutcomeFamily.BENEFITS: gettext_lazy("benefits are off track"),
    OutcomeFamily.ALIGNMENT: gettext_lazy("strategic alignment is off track"),
}

NEEDS_ATTENTION = {
    OutcomeFamily.DELIVERY: gettext_lazy("project performance needs attention"),
    OutcomeFamily.RESOURCES: gettext_lazy("resources and priorities need attention"),
    OutcomeFamily.RISK: gettext_lazy("risk and rework need attention"),
    OutcomeFamily.BENEFITS: gettext_lazy("benefits need attention"),
    OutcomeFamily.ALIGNMENT: gettext_lazy("strategic alignment needs attention"),
}


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Nothing:
    """The headline has no facts of its own."""
    return Nothing()


def read(component: Nothing, scene: Scene) -> Readings:
    """The headline has no numbers of its own."""
    return {}


def present(component: Nothing, readings: Readings, scene: Scene) -> Content:
    """Say how delivered value stands, and which family needs attention."""
    found = families_of(scene.readings)
    return Content(
        sentence=_sentence(scene, found),
        support=_support(scene),
        table=_table(found, scene),
        rag=verdict(scene.readings),
    )


def _has_value(scene: Scene) -> bool:
    value = scene.readings.get(VALUE)
    return value is not None and value.measure.is_ok


def _has_facts(scene: Scene) -> bool:
    """Whether any project, KPI or benefit is on record."""
    counted = (
        scene.readings[name].measure.value for name in ("kpis.count", "benefits.count")
    )
    return any(counted) or has_projects(scene)


def _sentence(scene: Scene, families: tuple[Family, ...]) -> str:
    if _has_value(scene):
        others = [one for one in families if one.family != OutcomeFamily.BENEFITS]
        said = _value_said(scene.readings[VALUE])
        if waiting := _unacknowledged(scene):
            return _with_waiting(said, waiting, others)
        return _with_weakest(said, others)
    if not _has_facts(scene):
        return _(
            "There is nothing to report for %(period)s yet: no project, KPI or benefit "
            "has been recorded."
        ) % {"period": scene.period.label}
    value = scene.readings.get(VALUE)
    reason = value.missing if value else _("no benefit has been recorded")
    text = _("Delivered value cannot be shown: %(reason)s") % {"reason": reason}
    return _with_weakest(text, families)


def _value_said(value: Reading) -> str:
    rate = exact(value.measure.number)
    if value.rag is Rag.GREEN:
        if rate > 1:
            return _("Delivered value is ahead of plan")
        return _("Delivered value is on plan")
    if value.rag is Rag.AMBER:
        return _("Delivered value is behind plan")
    return _("Delivered value is far behind plan")


def _unacknowledged(scene: Scene) -> str:
    """How much of the delivered value waits, where that is too much to be silent."""
    found = scene.readings.get(ACKNOWLEDGED)
    if found is None or not found.measure.is_ok or found.rag is Rag.GREEN:
        return ""
    share = 1 - exact(found.measure.number)
    if share == 1:
        return _("none of it has been acknowledged yet")
    text = _("%(part)s of it has not been acknowledged yet")
    return text % {"part": _part(share)}


def _part(share: Decimal) -> str:
    """A share as one says it: a third, half, two thirds; else in per cent."""
    nearest = min(PARTS, key=lambda part: abs(part - share))
    if abs(nearest - share) <= NEAR:
        return str(PARTS[nearest])
    return wording.percent(share)


def _with_waiting(text: str, waiting: str, families: Sequence[Family]) -> str:
    """A statement, what waits for an answer, and the family that is off track."""
    weak = weakest(families)
    if weak is None:
        return _("%(text)s; %(waiting)s.") % {"text": text, "waiting": waiting}
    said = OFF_TRACK if weak.rag is Rag.RED else NEEDS_ATTENTION
    return _("%(text)s; %(waiting)s, and %(family)s.") % {
        "text": text,
        "waiting": waiting,
        "family": said[weak.family],
    }


def _with_weakest(text: str, families: Sequence[Family]) -> str:
    """A statement and the family of outcomes to look at first."""
    weak = weakest(families)
    if weak is not None:
        said = OFF_TRACK if weak.rag is Rag.RED else NEEDS_ATTENTION
        return _("%(text)s; %(family)s.") % {"text": text, "family": said[weak.family]}
    if any(family.judged for family in families):
        text = _("%(text)s; what else can be judged is on track") % {"text": text}
    return f"{text}."


def _support(scene: Scene) -> str:
    """The second sentence: amounts, or what else there is to say."""
    validated = scene.readings.get("benefits.validated")
    planned = scene.readings.get("benefits.planned")
    if validated is None or not validated.measure.is_ok:
        claimed = scene.readings.get("benefits.claimed")
        claims = [claimed.sentence] if claimed and claimed.measure.is_ok else []
        return wording.joined(*[*claims, *_instead(scene)][:MOST_SENTENCES])
    amounts = {
        "validated": wording.amount(validated.measure.number, scene.currency),
        "day": wording.day(scene.as_of),
    }
    if planned is None or not planned.measure.is_ok:
        return _("%(validated)s of validated benefit by %(day)s.") % amounts
    amounts["planned"] = wording.amount(planned.measure.number, scene.currency)
    return wording.joined(_against_plan(amounts, scene), *_instead(scene)[:1])


def _against_plan(amounts: dict[str, str], scene: Scene) -> str:
    """What is validated and what all benefits were to bring, which is the whole plan.

    The rate leaves out benefits without a validated amount, so their number is said.
    """
    rate = scene.readings[VALUE].measure
    left_out = (rate.n_expected or 0) - (rate.n or 0) if rate.is_ok else 0
    if not left_out:
        text = _(
            "%(validated)s of validated benefit against %(planned)s planned by %(day)s."
        )
        return text % amounts
    text = ngettext(
        "%(validated)s of validated benefit against %(planned)s that all benefits were "
        "to bring by %(day)s; %(left_out)s of them has no validated amount yet.",
        "%(validated)s of validated benefit against %(planned)s that all benefits were "
        "to bring by %(day)s; %(left_out)s of them have no validated amount yet.",
        left_out,
    )
    return text % {**amounts, "left_out": wording.count(left_out)}


def _instead(scene: Scene) -> list[str]:
    """What projects and KPIs have to say, the most telling first."""
    found = [
        reading
        for name in INSTEAD
        if (reading := scene.readings.get(name)) and reading.measure.is_ok
    ]
    return [
        reading.sentence for reading in found if reading.measure.number or reading.rag
    ][:MOST_SENTENCES]


def _table(families: tuple[Family, ...], scene: Scene) -> Table:
    return Table(
        title=_("The families of outcomes"),
        columns=(
            Column(label=_("Family")),
            Column(label=_("Status"), is_status=True),
            Column(label=_("Judged by")),
            Column(label=_("Value"), is_quantity=True),
            Column(label=_("Target")),
            Column(label=_("In words")),
        ),
        rows=tuple(_row(family, scene) for family in families),
    )


def _row(family: Family, scene: Scene) -> Row:
    name, lead = str(family.family.label), family.lead
    if lead is None:
        words = _("not available: nothing is measured in this family")
        return Row(cells=(name, Rag.GREY.value, "", None, "", words))
    measure = lead.measure
    value = (
        None
        if measure.value is None
        else Quantity(exact(measure.value), measure.unit, measure.currency)
    )
    return Row(
        cells=(name, family.rag.value, lead.label, value, lead.target, lead.sentence)
    )


HEADLINE = Panel(
    key="headline",
    question=gettext_lazy("Does the PMO deliver the value it promised?"),
    outcome=Outcome.ALL,
    lead="benefits.validated",
    component=Nothing,
    collect=collect,
    read=read,
    present=present,
)
