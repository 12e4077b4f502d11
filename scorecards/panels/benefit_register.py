"""Can the benefit figures be believed? What held, what is cash, what lacks proof."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.claims import Reviewed
from delivery.calculations.evidence import Evidence, evidence_level
from delivery.calculations.measure import Measure, Unit, exact
from delivery.calculations.periods import Period, first_of_month
from delivery.calculations.share import Ratio
from delivery.models import Benefit
from pmo_value import formatting
from scorecards.facts import PortfolioFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.benefit_facts import BenefitRow, BenefitStanding
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history, trend
from scorecards.panels.links import benefit_url
from scorecards.panels.parts import History, Keyed, Ranking
from scorecards.panels.readings import Absence, reading
from scorecards.panels.terms import EVIDENCE
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Additive):
    """The benefits of one evidence level, and their money as far as it is known."""

    benefits: int = 0
    claimed: Decimal = ZERO
    with_claim: int = 0
    validated: Decimal = ZERO
    with_validated: int = 0

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency; without a rate only the benefits stay."""
        if rate is None:
            return type(self)(benefits=self.benefits)
        return replace(
            self, claimed=self.claimed * rate, validated=self.validated * rate
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A benefit with claims that nobody has decided on.

    Units: `amount` in the currency of the component, None where it is unknown.
    """

    pk: int
    name: str
    owner: str
    oldest: date
    claims: int
    amount: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return self.oldest, self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency, unknown without a rate."""
        unknown = rate is None or self.amount is None
        amount = None if unknown else exact(self.amount or ZERO) * exact(rate or ZERO)
        return replace(self, amount=amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Additive):
    """How far the register is proved, to date."""

    count: int
    reviewed: Reviewed
    hard: Ratio
    levels: Keyed[Level]
    unmeasured: Ranking[BenefitRow]
    waiting: Ranking[WaitingRow]
    losses: Ranking[BenefitRow]
    past: History[Reviewed]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Register:
    """Look at every benefit as it stood on the day."""
    standings = [
        BenefitStanding.of(facts, benefit, as_of) for benefit in facts.benefits
    ]
    gains = [one for one in standings if not one.benefit.is_disbenefit]

    def past(_past: Period, day: date) -> Reviewed:
        return Reviewed.total(_reviewed(one, day) for one in gains if one.is_money)

    return Register(
        count=len(standings),
        reviewed=Reviewed.total(_reviewed(one, as_of) for one in gains if one.is_money),
        hard=Ratio.total(_hard(one) for one in gains if one.is_money),
        levels=Keyed.of((level_of(one).value, _at_level(one)) for one in gains),
        unmeasured=Ranking.of(
            one.row for one in gains if one.is_due and one.is_unmeasured
        ),
        waiting=Ranking.of(_waiting(standings)),
        losses=Ranking.of(
            one.row for one in standings if one.benefit.is_disbenefit and one.is_due
        ),
        past=history(facts, "reviewed", period, as_of, past),
    )


def _reviewed(one: BenefitStanding, day: date) -> Reviewed:
    """What became of the claims of one benefit up to a day."""
    last = first_of_month(day)
    validated = dict(one.curves["validated"].amounts)
    part = Reviewed.total(
        Reviewed.of(
            amount, validated.get(month), is_open=month in one.benefit.open_months
        )
        for month, amount in one.curves["claimed"].amounts
        if month <= last
    )
    return part if one.is_own else part.without_rate(one.pair)


def _hard(one: BenefitStanding) -> Ratio:
    """Cash in what was validated; a benefit without a validated amount asks nothing."""
    if one.validated is None:
        return Ratio()
    is_cash = one.benefit.benefit_class == Benefit.Kind.CASHABLE
    part = Ratio.of(one.validated if is_cash else ZERO, one.validated)
    return part if one.is_own else part.without_rate(one.pair)


def level_of(one: BenefitStanding) -> Evidence:
    benefit = one.benefit
    return evidence_level(
        is_claimed=one.claimed is not None,
        has_method=benefit.has_method,
        is_measured=benefit.baseline_value is not None and benefit.is_evidenced,
        is_validated=one.curves["validated"].through(one.as_of) is not None,
        is_isolated=any(share.is_isolating for share in benefit.attributions),
    )


def _at_level(one: BenefitStanding) -> Level:
    is_known = one.is_money and one.is_own
    claimed = one.claimed if is_known else None
    validated = one.validated if is_known else None
    return Level(
        benefits=1,
        claimed=claimed or ZERO,
        with_claim=int(claimed is not None),
        validated=validated or ZERO,
        with_validated=int(validated is not None),
    )


def _waiting(standings: Iterable[BenefitStanding]) -> Iterable[WaitingRow]:
    for one in standings:
        last = first_of_month(one.as_of)
        open_claims = [
            (month, amount)
            for month, amount in one.curves["claimed"].amounts
            if month <= last and month in one.benefit.open_months
        ]
        if open_claims:
            is_known = one.is_money and one.is_own
            yield WaitingRow(
                pk=one.benefit.pk,
                name=one.benefit.name,
                owner=one.benefit.owner,
                oldest=open_claims[0][0],
                claims=len(open_claims),
                amount=sum((amount for _month, amount in open_claims), ZERO)
                if is_known
                else None,
            )


def read(component: Register, scene: Scene) -> Readings:
    """How much of what was claimed held, how hard it is, and what nobody measures."""
    reviewed = component.reviewed
    rate, over = reviewed.rate(), reviewed.over_claim()
    waiting = reviewed.waiting().in_currency(scene.currency)
    hard = component.hard.measure()
    unmeasured = Measure.of(component.unmeasured.count, Unit.COUNT)
    nothing = Absence(
        reason=_("finance has not decided on any claim yet"),
        advice=_(
            "Put claims forward with their evidence; finance finds them in its queue."
        ),
    )
    return {
        "validation_rate": reading(
            "validation_rate",
            rate,
            lambda: (
                _("Finance confirmed %(share)s of the value reviewed.")
                % {"share": wording.percent(rate.number, LANDMARKS)}
            ),
            absent=nothing,
            trend=trend(part.rate() for part in component.past.parts),
        ),
        "validation_rate.over_claim": reading(
            "validation_rate.over_claim",
            over,
            lambda: _over_said(exact(over.number)),
            absent=nothing,
        ),
        "validation_rate.backlog": reading(
            "validation_rate.backlog",
            waiting,
            lambda: _waiting_said(reviewed, waiting, scene),
            absent=Absence(reason=_("no benefit in money has been claimed yet")),
        ),
        "hard_benefit_share": reading(
            "hard_benefit_share",
            hard,
            lambda: (
                _("%(share)s of validated value is cash that left or entered a budget.")
                % {"share": wording.percent(hard.number)}
            ),
            absent=Absence(reason=_("no benefit has been measured and validated yet")),
            noun=Noun.BENEFITS,
        ),
        "benefits.unmeasured": reading(
            "benefits.unmeasured", unmeasured, _unmeasured_said(component)
        ),
    }


LANDMARKS = (1, Decimal("0.90"), Decimal("0.75"))


def _over_said(over: Decimal) -> str:
    if over > 0:
        text = _("%(share)s of the value reviewed did not hold.")
    elif over < 0:
        text = _("Finance found %(share)s more than was claimed.")
    else:
        return _("All of the value reviewed held.")
    return text % {"share": wording.percent(abs(over))}


def _waiting_said(reviewed: Reviewed, waiting: Measure, scene: Scene) -> str:
    if not reviewed.open:
        return _("No claim waits for a decision.")
    text = ngettext(
        "%(count)s claim over %(amount)s waits for a decision.",
        "%(count)s claims over %(amount)s wait for a decision.",
        reviewed.open,
    )
    return text % {
        "count": wording.count(reviewed.open),
        "amount": wording.about(waiting.number, scene.currency),
    }


def _unmeasured_said(component: Register) -> str:
    found = component.unmeasured.count
    if not found:
        return _("No benefit that is due lacks a measurement.")
    text = ngettext(
        "Nobody measures %(count)s benefit that is due.",
        "Nobody measures %(count)s benefits that are due.",
        found,
    )
    return text % {"count": wording.count(found)}


def present(component: Register, readings: Readings, scene: Scene) -> Content | None:
    """Show the claims as a bar: what held, what did not, what nobody has looked at."""
    if not component.count:
        return None
    rate, hard = readings["validation_rate"], readings["hard_benefit_share"]
    sentence = wording.joined(
        rate.sentence, hard.sentence if hard.measure.is_ok else ""
    )
    said = ["validation_rate.over_claim", "validation_rate.backlog"]
    notes = [readings[name].sentence for name in said if readings[name].measure.is_ok]
    lost = scene.readings.get("benefits_rate.disbenefit_ratio")
    if component.losses.count and lost and lost.measure.is_ok:
        notes.append(lost.sentence)
    parts = _parts(component.reviewed)
    return Content(
        sentence=sentence,
        table=_claims_table(parts, component.reviewed, scene),
        picture=_picture(parts, sentence) if component.reviewed.known else None,
        notes=(*notes, readings["benefits.unmeasured"].sentence),
        further=(
            _levels_table(component, scene),
            _unmeasured_table(component.unmeasured, scene),
            _waiting_table(component.waiting, scene),
            *(
                [_losses_table(component.losses, scene)]
                if component.losses.count
                else []
            ),
        ),
    )


def _parts(reviewed: Reviewed) -> tuple[tuple[str, Tone, Decimal], ...]:
    fell = max(reviewed.claimed - reviewed.validated, ZERO)
    return (
        (_("validated"), Tone.GOOD, max(reviewed.validated, ZERO)),
        (_("did not hold"), Tone.CRITICAL, fell),
        (_("not reviewed"), Tone.UNKNOWN, max(reviewed.backlog, ZERO)),
    )


def _picture(parts: tuple[tuple[str, Tone, Decimal], ...], sentence: str) -> Picture:
    figure = share_figure(
        [Part(name, tone) for name, tone, _size in parts],
        [ShareRow(_("Claimed value"), [size for _name, _tone, size in parts])],
    )
    return Picture(
        title=_("Claimed value: what held, what did not, what nobody has reviewed"),
        description=sentence,
        figure=figure,
    )


def _money(label: str, scene: Scene) -> Column:
    return Column(label=label, unit=Unit.MONEY, currency=scene.currency)


def _claims_table(
    parts: tuple[tuple[str, Tone, Decimal], ...], reviewed: Reviewed, scene: Scene
) -> Table:
    return Table(
        title=_("Claimed value to date"),
        columns=(Column(label=_("What became of it")), _money(_("Amount"), scene)),
        rows=tuple(Row(cells=(name, size)) for name, _tone, size in parts)
        if reviewed.known
        else (),
        empty=_("No benefit in money has been claimed yet."),
    )


def _levels_table(component: Register, scene: Scene) -> Table:
    levels = component.levels.by_key()
    return Table(
        title=_("Benefits by evidence level"),
        columns=(
            Column(label=_("Evidence level")),
            Column(label=_("Benefits"), unit=Unit.COUNT),
            _money(_("Claimed to date"), scene),
            _money(_("Validated to date"), scene),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(EVIDENCE[level]),
                    found.benefits,
                    found.claimed if found.with_claim else None,
                    found.validated if found.with_validated else None,
                )
            )
            for level in Evidence
            if (found := levels.get(level.value))
        ),
        empty=_("No benefit has been recorded."),
    )


def _unmeasured_table(rows: Ranking[BenefitRow], scene: Scene) -> Table:
    return Table(
        title=_("Benefits that are due and nobody measures"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Class")),
            Column(label=_("Owner")),
            _money(_("Planned to date"), scene),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    str(Benefit.Kind(row.benefit_class).label),
                    row.owner or _("no owner"),
                    row.planned,
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("Somebody measures every benefit that is due."),
    )


def _waiting_table(rows: Ranking[WaitingRow], scene: Scene) -> Table:
    return Table(
        title=_("Claims that wait for finance, the oldest first"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Owner")),
            Column(label=_("Since")),
            Column(label=_("Claims"), unit=Unit.COUNT),
            _money(_("Claimed"), scene),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.owner or _("no owner"),
                    formatting.month(row.oldest),
                    row.claims,
                    row.amount,
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No claim waits for a decision."),
    )


def _losses_table(rows: Ranking[BenefitRow], scene: Scene) -> Table:
    return Table(
        title=_("Dis-benefits: what was lost elsewhere"),
        columns=(
            Column(label=_("Dis-benefit")),
            Column(label=_("Owner")),
            _money(_("Planned to date"), scene),
            _money(_("Validated to date"), scene),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.owner or _("no owner"),
                    row.planned,
                    row.validated,
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No dis-benefit is due."),
    )


BENEFIT_REGISTER = Panel(
    key="benefit-register",
    question=gettext_lazy("Can the benefit figures be believed?"),
    outcome=Outcome.BENEFITS,
    lead="validation_rate",
    component=Register,
    collect=collect,
    read=read,
    present=present,
)
