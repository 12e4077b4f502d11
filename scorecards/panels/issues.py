"""Are issues settled in the time that was agreed? Open, ageing, resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.issues import IN_TIME_THRESHOLDS
from delivery.calculations.measure import Caveat, Measure, Rag, Reason, Unit
from delivery.calculations.periods import Period
from delivery.calculations.sample import Sample
from delivery.calculations.share import Share
from delivery.models import Issue
from scorecards.facts import IssueFacts, PortfolioFacts
from scorecards.figures import NUMBER, Series, trend_figure
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
from scorecards.panels.history import history, last_periods, places, short_label, trend
from scorecards.panels.links import issue_url
from scorecards.panels.parts import History, Keyed, Ranking
from scorecards.panels.rates import Counts, course
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.wording import Noun

LEAD: Final = "issues.in_time_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog(Additive):
    """Issues open at the end of a period; `late` of the `agreed` are beyond target."""

    ever: int = 0
    open: int = 0
    agreed: int = 0
    late: int = 0

    def count(self) -> Measure:
        """How many are open; where none was ever recorded, nobody knows."""
        if not self.ever:
            return Measure.missing(Reason.NO_DATA, Unit.COUNT)
        return Measure.of(self.open, Unit.COUNT)

    def overdue(self) -> Measure:
        """How many of the open are beyond their target, as far as they have one."""
        if not self.ever or (self.open and not self.agreed):
            return Measure.missing(Reason.NO_DATA, Unit.COUNT)
        return Measure.of(self.late, Unit.COUNT, n=self.agreed, n_expected=self.open)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIssue:
    """An open issue with its age, and how far it is beyond its target."""

    pk: int
    name: str
    project_name: str
    severity: str
    owner: str
    opened_on: date
    age: int
    target: int | None

    @property
    def late(self) -> int | None:
        """Days beyond the target; below zero there are days left."""
        return None if self.target is None else self.age - self.target

    @property
    def rank(self) -> tuple[Any, ...]:
        place = SEVERITIES.index(self.severity)
        return place, -(self.late or 0), -self.age, self.name, self.pk

    @property
    def status(self) -> str:
        """The colour of the row, for a status column."""
        if self.late is None:
            return Rag.GREY.value
        return (Rag.RED if self.late > 0 else Rag.GREEN).value


SEVERITIES: Final = tuple(Issue.Severity.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issues(Additive):
    """Issues by severity, their ages, and those that were settled in the period.

    `ages` counts the open ones by their age in days, which pools without keeping
    every one of them.
    """

    now: Backlog
    severities: Keyed[Backlog]
    ages: Keyed[int]
    resolved: Share
    past: History[Backlog]
    past_resolved: History[Counts]
    rows: Ranking[OpenIssue]

    def median_age(self) -> Measure:
        """The age of the open issue in the middle."""
        ages = [int(age) for age, count in self.ages.parts for _one in range(count)]
        return Sample.of(ages).median(Unit.DAYS)


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Issues:
    """Count what is open on the day, and what was settled in the period until then."""

    def settled(past: Period, day: date) -> Share:
        return Share.total(
            Share.of(issue.is_in_time(day))
            for issue in facts.issues
            if issue.resolved_on is not None and past.start <= issue.resolved_on <= day
        )

    is_open = [issue for issue in facts.issues if issue.is_open(as_of)]
    return Issues(
        now=_backlog(facts.issues, as_of),
        severities=Keyed.of(
            (issue.severity, _backlog([issue], as_of)) for issue in is_open
        ),
        ages=Keyed.of((f"{issue.age(as_of):05}", 1) for issue in is_open),
        resolved=settled(period, as_of),
        past=history(
            facts,
            "issues",
            period,
            as_of,
            lambda _past, day: _backlog(facts.issues, day),
        ),
        past_resolved=history(
            facts,
            "issues resolved",
            period,
            as_of,
            lambda past, day: Counts.of(settled(past, day)),
        ),
        rows=Ranking.of(_row(issue, as_of) for issue in is_open),
    )


def _backlog(issues: Iterable[IssueFacts], day: date) -> Backlog:
    known = [issue for issue in issues if issue.opened_on <= day]
    in_time = [issue.is_in_time(day) for issue in known if issue.is_open(day)]
    return Backlog(
        ever=len(known),
        open=len(in_time),
        agreed=sum(passed is not None for passed in in_time),
        late=sum(passed is False for passed in in_time),
    )


def _row(issue: IssueFacts, day: date) -> OpenIssue:
    return OpenIssue(
        pk=issue.pk,
        name=issue.name,
        project_name=issue.project_name,
        severity=issue.severity,
        owner=issue.owner,
        opened_on=issue.opened_on,
        age=issue.age(day),
        target=issue.target_days,
    )


def read(component: Issues, scene: Scene) -> Readings:
    """How many are open and beyond target, how old, and how many settled in time."""
    now, resolved = component.now, component.resolved
    never = Absence(reason=_("no issue has been recorded"))
    rate = resolved.measure()
    if rate.is_ok and scene.as_of < scene.period.end:
        rate = rate.with_warnings(Caveat.PERIOD_IN_PROGRESS)
    age = component.median_age()
    return {
        LEAD: reading(
            LEAD,
            rate,
            lambda: _in_time_said(resolved, scene),
            absent=never if not now.ever else _nothing_resolved(resolved, scene),
            noun=Noun.ISSUES,
            trend=course(component.past_resolved),
        ),
        "issues.open": reading(
            "issues.open",
            now.count(),
            lambda: _open_said(now),
            absent=never,
            trend=trend(part.count() for part in component.past.parts),
        ),
        "issues.overdue": reading(
            "issues.overdue",
            now.overdue(),
            lambda: _overdue_said(now),
            absent=_no_target(now, never),
            trend=trend(part.overdue() for part in component.past.parts),
        ),
        "issues.median_age": reading(
            "issues.median_age",
            age,
            lambda: (
                _("Half of the open issues are older than %(days)s.")
                % {"days": wording.days(age.number)}
            ),
            absent=never if not now.ever else Absence(reason=_("no issue is open")),
        ),
    }


def _nothing_resolved(resolved: Share, scene: Scene) -> Absence:
    if not resolved.expected:
        text = _("no issue was resolved in %(period)s")
        return Absence(reason=text % {"period": scene.period.label})
    return Absence(
        reason=_("nobody agreed how soon the resolved issues should be settled"),
        advice=_("Enter the days to settle an issue."),
    )


def _no_target(now: Backlog, never: Absence) -> Absence:
    if not now.ever:
        return never
    return Absence(
        reason=_("nobody agreed how soon the open issues should be settled"),
        advice=_("Enter the days to settle an issue."),
    )


def _in_time_said(resolved: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s issues resolved in %(period)s was settled in the agreed "
        "time%(brackets)s.",
        "%(ok)s of %(known)s issues resolved in %(period)s were settled in the agreed "
        "time%(brackets)s.",
        resolved.ok,
    )
    return text % {
        "ok": wording.count(resolved.ok),
        "known": wording.count(resolved.known),
        "period": scene.period.label,
        "brackets": wording.in_brackets(
            resolved.ok, resolved.known, thresholds=IN_TIME_THRESHOLDS
        ),
    }


def _open_said(now: Backlog) -> str:
    text = ngettext("%(count)s issue is open", "%(count)s issues are open", now.open)
    said = text % {"count": wording.count(now.open)}
    if not now.agreed:
        return f"{said}."
    beyond = _("%(said)s, %(late)s of them beyond target.")
    return beyond % {"said": said, "late": wording.count(now.late)}


def _overdue_said(now: Backlog) -> str:
    text = ngettext(
        "%(count)s open issue is beyond its target.",
        "%(count)s open issues are beyond their target.",
        now.late,
    )
    return text % {"count": wording.count(now.late)}


def present(component: Issues, readings: Readings, scene: Scene) -> Content | None:
    """Show how many were open over time, and the worst of them first."""
    if not component.now.ever:
        return None
    lead = readings[LEAD]
    more: list[Reading] = [
        readings[name]
        for name in ("issues.open", "issues.median_age")
        if readings[name].measure.is_ok
    ]
    sentence = told(Noun.ISSUES, lead, *more)
    return Content(
        sentence=sentence,
        table=_course_table(component, scene),
        picture=_picture(component, scene, sentence),
        notes=wording.caveats(lead.measure),
        further=(_severity_table(component), _open_table(component.rows)),
    )


def _picture(component: Issues, scene: Scene, sentence: str) -> Picture:
    parts = component.past.parts
    series = [
        Series(_("open"), [part.count().value for part in parts]),
        Series(_("beyond target"), [part.overdue().value for part in parts]),
    ]
    return Picture(
        title=_("Issues open at the end of each period"),
        description=sentence,
        figure=trend_figure(series, places(scene.period), unit=NUMBER),
    )


def _course_table(component: Issues, scene: Scene) -> Table:
    parts = zip(
        last_periods(scene.period),
        component.past.parts,
        component.past_resolved.parts,
        strict=True,
    )
    return Table(
        columns=(
            Column(label=_("Period"), is_time=True),
            Column(label=_("Open at its end"), unit=Unit.COUNT),
            Column(label=_("beyond target"), unit=Unit.COUNT),
            Column(label=_("Resolved in it"), unit=Unit.COUNT),
            Column(label=_("in the agreed time"), unit=Unit.COUNT),
            Column(label=_("Share"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    backlog.count().value,
                    backlog.overdue().value,
                    resolved.expected,
                    resolved.ok,
                    resolved.measure().value,
                )
            )
            for past, backlog, resolved in parts
            if backlog.ever
        ),
        empty=_("No issue has been recorded."),
    )


def _severity_table(component: Issues) -> Table:
    found = component.severities.by_key()
    return Table(
        title=_("Open issues by severity"),
        columns=(
            Column(label=_("Severity")),
            Column(label=_("Open"), unit=Unit.COUNT),
            Column(label=_("with a target"), unit=Unit.COUNT),
            Column(label=_("beyond target"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(severity.label),
                    found[severity.value].open,
                    found[severity.value].agreed,
                    found[severity.value].late,
                )
            )
            for severity in Issue.Severity
            if severity.value in found
        ),
        empty=_("No issue is open."),
    )


def _open_table(rows: Ranking[OpenIssue]) -> Table:
    return Table(
        title=_("Open issues, the most severe first"),
        columns=(
            Column(label=_("Issue")),
            Column(label=_("Project")),
            Column(label=_("Severity")),
            Column(label=_("Owner")),
            Column(label=_("Opened"), is_date=True),
            Column(label=_("Age"), unit=Unit.DAYS),
            Column(label=_("Target"), unit=Unit.DAYS),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.project_name or _("several"),
                    str(Issue.Severity(row.severity).label),
                    row.owner or _("nobody"),
                    row.opened_on,
                    row.age,
                    row.target,
                    row.status,
                ),
                href=issue_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No issue is open."),
    )


ISSUES = Panel(
    key="issues",
    question=gettext_lazy("Are issues settled in the agreed time?"),
    outcome=Outcome.RISK,
    lead=LEAD,
    component=Issues,
    collect=collect,
    read=read,
    present=present,
)
