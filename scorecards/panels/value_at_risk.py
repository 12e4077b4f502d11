"""Which value still waits for an answer? What nobody has acknowledged, by its age."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Unit, settled
from delivery.calculations.periods import Period
from recognition.calculations.value_at_risk import OLD_FROM, UnacknowledgedValue
from scorecards.facts import PortfolioFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
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
from scorecards.panels.links import benefit_url, service_url
from scorecards.panels.parts import Keyed, Ranking
from scorecards.panels.readings import Absence, plain, reading
from scorecards.panels.recognition import by_portfolio, nothing
from scorecards.panels.value_facts import Piece, pieces

BY_PORTFOLIO: Final = ("value_at_risk.total", "value_at_risk.aged_over_90")
NOBODY: Final = ""

# How far a piece has come that waits.
WAYS: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("not told yet"),
    "told": gettext_lazy("told"),
    "viewed": gettext_lazy("viewed"),
    "questioned": gettext_lazy("questioned"),
    "disputed": gettext_lazy("disputed"),
    "resolved": gettext_lazy("dispute resolved"),
    "acknowledged": gettext_lazy("acknowledged for less"),
    "acknowledged_in_part": gettext_lazy("acknowledged in part"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A piece of value with what is left of it to acknowledge, and how old it is.

    Units: `left` is money in the currency of the component, None without a rate.
    """

    pk: int
    benefit: int
    name: str
    start: date
    end: date
    left: Decimal | None
    age: int
    way: str

    @property
    def rank(self) -> tuple[int, int]:
        return -self.age, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency, unknown without a rate."""
        unknown = rate is None or self.left is None
        return replace(self, left=None if unknown else self.left * rate)  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed(Additive):
    """What waits in one place: how many pieces, and what they come to by age."""

    items: int = 0
    value: UnacknowledgedValue = field(default_factory=UnacknowledgedValue)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOwed:
    """What waits of the value that a service helped to deliver, by its share."""

    pk: int
    name: str
    owed: Owed

    def __add__(self, other: Self) -> Self:
        return replace(self, name=self.name or other.name, owed=self.owed + other.owed)

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency."""
        return replace(self, owed=self.owed.converted(rate))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Additive):
    """Unacknowledged value: by age, by the part of the organisation, by service.

    `sponsors` are keyed by the unit of who answers for it, or by what they are.
    """

    value: UnacknowledgedValue
    sponsors: Keyed[Owed]
    services: Keyed[ServiceOwed]
    oldest: Ranking[WaitingRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Waiting:
    """Read what waits, and since when; what is validated later waits for nobody yet."""
    found, day = pieces(facts, as_of), facts.value_aged_on(as_of)
    waiting = [one for one in found if one.left > 0 and _age(one, day) is not None]
    return Waiting(
        value=UnacknowledgedValue.total(one.waiting(day) for one in found),
        sponsors=Keyed.of((_sponsor(one), _owed(one, day)) for one in waiting),
        services=Keyed.of(
            (f"{share.service:012}", _by_service(one, share, day))
            for one in waiting
            for share in one.benefit.attributions
        ),
        oldest=Ranking.of(_row(one, day) for one in waiting),
    )


def _age(piece: Piece, as_of: date) -> int | None:
    validated_on = piece.item.validated_on
    if validated_on is None or validated_on > as_of:
        return None
    return (as_of - validated_on).days


def _sponsor(piece: Piece) -> str:
    item = piece.item
    return (item.unit or item.role) if item.has_sponsor else NOBODY


def _owed(piece: Piece, as_of: date) -> Owed:
    return Owed(items=1, value=piece.waiting(as_of))


def _by_service(piece: Piece, share: Any, as_of: date) -> ServiceOwed:
    part = replace(piece, amount=settled(piece.amount * share.share))
    return ServiceOwed(
        pk=share.service, name=share.service_name, owed=_owed(part, as_of)
    )


def _row(piece: Piece, as_of: date) -> WaitingRow:
    heard = piece.heard
    told = "told" if heard.is_told else ""
    return WaitingRow(
        pk=piece.item.pk,
        benefit=piece.benefit.pk,
        name=piece.benefit.name,
        start=piece.item.start,
        end=piece.item.end,
        left=None if piece.foreign else piece.left,
        age=_age(piece, as_of) or 0,
        way=heard.answer or ("viewed" if heard.is_viewed else told),
    )


def read(component: Waiting, scene: Scene) -> Readings:
    """What waits in money, what of it has waited too long, and for how long."""
    value = component.value
    absent = _absent(component)
    total, aged = (
        measure.in_currency(scene.currency)
        for measure in (value.unacknowledged(), value.aged())
    )
    ages = {
        "value_at_risk.median_age": value.median_age(),
        "value_at_risk.oldest": value.oldest(),
    }
    nothing_waits = Absence(reason=_("no value waits for an answer"))
    return {
        "value_at_risk.total": reading(
            "value_at_risk.total",
            total,
            lambda: _said(component, scene),
            absent=absent,
        ),
        "value_at_risk.aged_over_90": reading(
            "value_at_risk.aged_over_90",
            aged,
            lambda: (
                _("%(aged)s has waited more than 90 days.")
                % {"aged": wording.amount(aged.number, scene.currency)}
            ),
            absent=absent,
        ),
        "value_at_risk.aged_share": reading(
            "value_at_risk.aged_share",
            value.aged_share(),
            lambda: (
                _("%(share)s of all validated value has waited more than 90 days.")
                % {"share": wording.percent(value.aged_share().number)}
            ),
            absent=absent,
        ),
        **plain(ages, absent=nothing_waits if value.dated else absent),
    }


def _absent(component: Waiting) -> Absence:
    if component.value.future:
        return Absence(
            reason=_("all of the value was validated after this day"),
            advice=_("A later period shows for how long it has waited."),
        )
    return nothing()


def _said(component: Waiting, scene: Scene) -> str:
    value = component.value
    total, aged = value.waiting.between(0), value.waiting.between(OLD_FROM)
    if not total:
        return _("All delivered value has been acknowledged.")
    amounts = {
        "amount": wording.amount(total, scene.currency),
        "aged": wording.amount(aged, scene.currency),
    }
    if not aged:
        text = _(
            "%(amount)s of delivered value has not been acknowledged; none of it is "
            "older than 90 days."
        )
    else:
        text = _(
            "%(amount)s of delivered value has not been acknowledged; %(aged)s is "
            "older than 90 days."
        )
    return text % amounts


def present(component: Waiting, readings: Readings, scene: Scene) -> Content:
    """Show what waits by its age, for whom, and what has waited longest."""
    lead, median = readings["value_at_risk.total"], readings["value_at_risk.median_age"]
    sentence = lead.sentence
    if median.measure.is_ok:
        half = _("Half of it has waited %(days)s or longer.") % {
            "days": wording.days(median.measure.number)
        }
        sentence = wording.joined(sentence, half)
    below = by_portfolio(scene, BY_PORTFOLIO)
    tables = (_sponsors(component, scene), _services(component, scene), below)
    return Content(
        sentence=sentence,
        table=_table(component, scene),
        further=(
            _oldest(component, scene),
            *(table for table in tables if table and table.rows),
        ),
        picture=_picture(component, scene, sentence),
        notes=_notes(component),
        rag=readings["value_at_risk.aged_share"].rag,
    )


def _notes(component: Waiting) -> tuple[str, ...]:
    notes = []
    if component.value.future and component.value.dated:
        notes.append(
            _("Value that was validated after this day is not counted: it is not old.")
        )
    if component.sponsors.parts:
        notes.append(_("Those who lead a portfolio find the names under Recognition."))
    return tuple(notes)


def age_label(youngest: int, oldest: int | None) -> str:
    """The name of an age: 0–30 days, 181 days and more."""
    if oldest is None:
        return _("%(days)s days and more") % {"days": youngest}
    return _("%(youngest)s–%(oldest)s days") % {"youngest": youngest, "oldest": oldest}


def _picture(component: Waiting, scene: Scene, sentence: str) -> Picture | None:
    total = component.value.waiting.between(0)
    if not total:
        return None
    rows = [
        ShareRow(
            age_label(one.youngest, one.oldest),
            [one.amount, total - one.amount],
            wording.amount(one.amount, scene.currency) if one.amount else "–",
        )
        for one in component.value.buckets()
    ]
    return Picture(
        title=_("Unacknowledged value by its age"),
        description=sentence,
        figure=share_figure(
            [
                Part(_("of this age"), Tone.ATTENTION),
                Part(_("of another age"), Tone.UNKNOWN),
            ],
            rows,
        ),
    )


def _table(component: Waiting, scene: Scene) -> Table:
    total = component.value.waiting.between(0)
    return Table(
        title=_("Unacknowledged value by its age"),
        columns=(
            Column(label=_("Days since it was validated")),
            Column(label=_("Amount"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("Share"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    age_label(one.youngest, one.oldest),
                    one.amount,
                    one.amount / total if total else None,
                )
            )
            for one in component.value.buckets()
        )
        if component.value.dated
        else (),
        empty=_("No value has been validated by this day."),
    )


def _oldest(component: Waiting, scene: Scene) -> Table:
    return Table(
        title=_("What has waited longest"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("From"), is_date=True),
            Column(label=_("To"), is_date=True),
            Column(
                label=_("Not acknowledged"), unit=Unit.MONEY, currency=scene.currency
            ),
            Column(label=_("Days"), unit=Unit.COUNT),
            Column(label=_("State")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.start,
                    row.end,
                    row.left,
                    row.age,
                    str(WAYS[row.way]),
                ),
                href=benefit_url(row.benefit),
            )
            for row in component.oldest.rows
        ),
        left_out=component.oldest.left_out,
        empty=_("No value waits for an answer."),
    )


def _columns(first: str, scene: Scene) -> tuple[Column, ...]:
    return (
        Column(label=first),
        Column(label=_("Items"), unit=Unit.COUNT),
        Column(label=_("Not acknowledged"), unit=Unit.MONEY, currency=scene.currency),
        Column(label=_("Older than 90 days"), unit=Unit.MONEY, currency=scene.currency),
    )


def _cells(owed: Owed) -> tuple[int, Decimal | None, Decimal | None]:
    if not owed.value.dated:
        return owed.items, None, None
    waiting = owed.value.waiting
    return owed.items, waiting.between(0), waiting.between(OLD_FROM)


def _sponsors(component: Waiting, scene: Scene) -> Table:
    rows = sorted(
        component.sponsors.parts,
        key=lambda pair: (-pair[1].value.waiting.between(0), pair[0]),
    )
    return Table(
        title=_("By the part of the organisation that answers for it"),
        columns=_columns(_("Sponsors of"), scene),
        rows=tuple(
            Row(cells=(key or _("nobody: no sponsor is named"), *_cells(owed)))
            for key, owed in rows
        ),
    )


def _services(component: Waiting, scene: Scene) -> Table:
    rows = sorted(
        (one for _key, one in component.services.parts),
        key=lambda one: (-one.owed.value.waiting.between(0), one.pk),
    )
    return Table(
        title=_("By the PMO service that helped to deliver it"),
        columns=_columns(_("Service"), scene),
        rows=tuple(
            Row(cells=(one.name, *_cells(one.owed)), href=service_url(one.pk))
            for one in rows
        ),
    )


VALUE_AT_RISK = Panel(
    key="value-at-risk",
    question=gettext_lazy("Which value still waits for an answer?"),
    outcome=Outcome.RECOGNITION,
    lead="value_at_risk.total",
    component=Waiting,
    collect=collect,
    read=read,
    present=present,
)
