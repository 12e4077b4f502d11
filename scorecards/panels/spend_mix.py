"""Is the money spread as the strategy asks? Spend by objective against its target."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.alignment import MIX_THRESHOLDS, NONE, spend_mix_fit
from delivery.calculations.measure import Measure, Reason, Unit, settled
from delivery.calculations.measure import exact as exactly
from scorecards.figures import PERCENT, Bullet, bullet_figure
from scorecards.panels import wording
from scorecards.panels.alignment_facts import About, Served, SpendMix, collect_mix
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
from scorecards.panels.links import objective_url
from scorecards.panels.readings import Absence, reading

ONE = Decimal(1)
# Targets are typed with four decimals: a third of the spend is not written exactly.
ROUNDING = Decimal("0.001")


class Mix:
    """The spend by objective as one portfolio sees it.

    Its own objectives have targets. What is spent on those of other portfolios, above
    or below, is together; so is what serves none.
    """

    def __init__(self, component: SpendMix, scene: Scene) -> None:
        self.served = component.spend.by_key()
        self.total = sum(
            (part.spend.amount for part in self.served.values()), Decimal(0)
        )
        objectives = component.strategy.objectives
        self.own = [one for one in objectives if one.portfolio == scene.slug]
        self.others = [
            one
            for one in objectives
            if one.portfolio != scene.slug and self.projects(one.key)
        ]

    def projects(self, key: str) -> int:
        return self.served.get(key, Served()).projects

    def amount(self, key: str) -> Decimal:
        """What is spent on one objective, or on none."""
        return self.served.get(key, Served()).spend.amount

    def share(self, key: str) -> Decimal | None:
        """Which part of the spend that is; None without any."""
        return settled(self.amount(key) / self.total) if self.total else None

    @property
    def targets(self) -> Mapping[str, Decimal]:
        return {one.key: one.target for one in self.own if one.target is not None}

    @property
    def has_all_targets(self) -> bool:
        """Whether the targets account for the whole spend."""
        return abs(sum(self.targets.values()) - ONE) <= ROUNDING

    def fit(self) -> Measure:
        """How well the spend fits the targets, where they are complete."""
        if not self.targets or not self.has_all_targets:
            return Measure.missing(Reason.MISSING_INPUT.of("target"), Unit.RATIO)
        if not self.total:
            return Measure.missing(Reason.NO_DATA, Unit.RATIO)
        actual = {one.key: self.share(one.key) or Decimal(0) for one in self.own}
        actual[NONE] = ONE - sum(actual.values())
        return spend_mix_fit(actual, self.targets)

    def furthest(self) -> About | None:
        """The own objective that is furthest from its target."""
        judged = [one for one in self.own if one.target is not None]
        return max(judged, key=self._distance, default=None) if self.total else None

    def _distance(self, one: About) -> tuple[Decimal, str]:
        share = self.share(one.key) or Decimal(0)
        return abs(share - (one.target or 0)), one.key


def read(component: SpendMix, scene: Scene) -> Readings:
    """How well the mix of spend fits the targets of this portfolio."""
    mix = Mix(component, scene)
    fit = mix.fit()
    return {
        "spend_mix_fit": reading(
            "spend_mix_fit",
            fit,
            lambda: _said(mix, fit),
            absent=Absence(
                reason=_("no project that serves an objective has a known cost"),
                advice=_absence_advice(mix),
            ),
        )
    }


def _absence_advice(mix: Mix) -> str:
    if not mix.targets:
        return _("Give the objectives target shares of spend that add up to 100 %.")
    if not mix.has_all_targets:
        together = wording.percent(sum(mix.targets.values()))
        return _(
            "The target shares add up to %(share)s; let them add up to 100 %%."
        ) % {"share": together}
    return ""


def _said(mix: Mix, fit: Measure) -> str:
    text = _("The mix of spend fits its targets to %(share)s.")
    marks = (1, MIX_THRESHOLDS.green, MIX_THRESHOLDS.amber)
    said = text % {"share": wording.percent(fit.number, marks)}
    return wording.joined(said, _furthest_said(mix))


def _furthest_said(mix: Mix) -> str:
    """The objective whose share differs most, beside its target."""
    one = mix.furthest()
    if one is None or one.target is None:
        return ""
    text = _("%(share)s of spend serves %(objective)s against a target of %(target)s.")
    return text % {
        "share": wording.percent(mix.share(one.key) or 0, (1, one.target)),
        "objective": one.name,
        "target": wording.percent(one.target),
    }


def present(component: SpendMix, readings: Readings, scene: Scene) -> Content | None:
    """Show each objective's share of the spend beside its target."""
    mix = Mix(component, scene)
    if not mix.own and not mix.others:
        return None
    fit = readings["spend_mix_fit"]
    sentence = wording.joined(
        fit.sentence, "" if fit.measure.is_ok else _furthest_said(mix)
    )
    return Content(
        sentence=sentence,
        table=_table(mix, scene),
        picture=_picture(mix, sentence) if mix.total else None,
        notes=_notes(component, mix, scene),
    )


def _picture(mix: Mix, description: str) -> Picture:
    shown = [(one.name, one.key, one.target) for one in (*mix.own, *mix.others)]
    shown.append((_("No objective"), NONE, None))
    # One scale for all: a longer bar is a larger share.
    longest = max(
        number
        for _name, key, target in shown
        for number in (mix.share(key) or Decimal(0), target or Decimal(0))
    )
    bullets = [
        Bullet(
            name=name,
            value=mix.share(key),
            target=target,
            ranges=(longest,),
            unit=PERCENT,
        )
        for name, key, target in shown
    ]
    return Picture(
        title=_("Share of spend by objective, with its target"),
        description=description,
        figure=bullet_figure(bullets),
    )


def _notes(component: SpendMix, mix: Mix, scene: Scene) -> tuple[str, ...]:
    notes = []
    unfunded = [one.name for one in mix.own if not mix.amount(one.key)]
    if unfunded and mix.total:
        notes.append(
            _("No money goes to %(list)s.") % {"list": wording.listed(unfunded)}
        )
    unknown = sum(
        part.spend.expected - part.spend.known for part in mix.served.values()
    )
    if unknown:
        text = ngettext(
            "%(count)s project is left out: nobody knows what it costs.",
            "%(count)s projects are left out: nobody knows what they cost.",
            unknown,
        )
        notes.append(text % {"count": wording.count(unknown)})
    if component.uneven:
        text = ngettext(
            "The shares entered for %(count)s project do not add up to 100 %%; weights "
            "decide there.",
            "The shares entered for %(count)s projects do not add up to 100 %%; "
            "weights decide there.",
            component.uneven,
        )
        notes.append(text % {"count": wording.count(component.uneven)})
    return tuple(notes)


def _table(mix: Mix, scene: Scene) -> Table:
    rows = [
        Row(
            cells=(
                one.name,
                exactly(one.weight),
                mix.projects(one.key),
                mix.amount(one.key),
                mix.share(one.key),
                one.target,
                _distance_said(mix, one),
            ),
            href=objective_url(one.pk),
        )
        for one in (*mix.own, *mix.others)
    ]
    rows.append(
        Row(
            cells=(
                _("No objective"),
                None,
                None,
                mix.amount(NONE),
                mix.share(NONE),
                None,
                "",
            )
        )
    )
    return Table(
        columns=(
            Column(label=_("Objective")),
            Column(label=_("Weight"), unit=Unit.NUMBER),
            Column(label=_("Projects"), unit=Unit.COUNT),
            Column(label=_("Spend"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("Share"), unit=Unit.RATIO),
            Column(label=_("Target"), unit=Unit.RATIO),
            Column(label=_("In words")),
        ),
        rows=tuple(rows),
    )


def _distance_said(mix: Mix, one: About) -> str:
    """How far an objective is from its target, in words."""
    share = mix.share(one.key)
    if one.target is None or share is None:
        return _("no target") if one.target is None else ""
    if not share and one.target:
        return _("no money")
    points = round((share - one.target) * 100)
    if not points:
        return _("on target")
    text = (
        _("%(points)s pp above target")
        if points > 0
        else _("%(points)s pp below target")
    )
    return text % {"points": wording.count(abs(points))}


SPEND_MIX = Panel(
    key="spend-mix",
    question=gettext_lazy("Is the money spread as the strategy asks?"),
    outcome=Outcome.ALIGNMENT,
    lead="spend_mix_fit",
    component=SpendMix,
    collect=collect_mix,
    read=read,
    present=present,
)
