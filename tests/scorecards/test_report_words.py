"""What a report says: words bound to numbers, what is missing, and for whom."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from delivery.models import Portfolio
from recognition.actions import consents
from recognition.models import ExecutiveReport, ReportSection
from scorecards.actions.publishing import ready
from scorecards.media.report import Group, Headline
from scorecards.media.words import Narrative, Quotes, Results
from scorecards.reports import words
from scorecards.reports.beginning import begin, begin_again
from scorecards.reports.composing import Reader, _excerpt, composed
from tests.factories import (
    ReportSectionFactory,
    StakeholderFactory,
    ValueItemFactory,
)
from tests.people import Role, member
from tests.recognition.quoting import published as published_quote
from tests.scorecards.reporting import NOW, Kind, drafted, drawn_quarter

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
TODAY = NOW.date()
Template = ExecutiveReport.Template


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    from tests.factories import PortfolioFactory

    drawn_quarter(PortfolioFactory(slug="norwick", name="Norwick"))


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="norwick")


def read(report, **options):
    found = ready(report, NOW)
    return composed(found.scorecard, found.gathered.words, day=TODAY, **options)


def flaws(report):
    return [flaw.text for flaw in ready(report, NOW).gathered.flaws]


def worded(**fields):
    return ValueItemFactory(
        wording="{amount} was saved.",
        sentence="€1,000 was saved.",
        worded_amount=Decimal(1000),
        **fields,
    )


def test_words_carry_the_numbers_of_the_snapshot(portfolio):
    report = read(drafted(portfolio))
    answer, text, group = report.sections
    assert isinstance(answer, Headline)
    assert isinstance(text, Narrative)
    assert text.blocks[0].text == "We delivered €1.1M."
    assert text.blocks[0].runs[1].is_strong
    assert isinstance(group, Group)
    assert [panel.key for panel in group.panels] == ["benefits"]
    assert report.title == "What the third quarter brought"
    assert not report.banner


def test_words_above_panels_take_their_heading(portfolio):
    report = drafted(portfolio)
    section = report.sections.get(kind=Kind.PANELS)
    section.text = "They grew."
    section.save()
    *_others, text, group = read(report).sections
    assert (text.title, group.title) == ("Benefits", "")


def test_a_name_of_no_number_keeps_the_report_back(portfolio):
    report = drafted(portfolio, allows_gaps=True)
    ReportSectionFactory(report=report, position=9, text="It is {benefits.valdated}.")
    found = ready(report, NOW)
    assert [flaw.text for flaw in found.hindrances] == [
        "{benefits.valdated} names no number of this scorecard."
    ]


def test_a_missing_number_is_a_gap_that_the_sender_may_allow(portfolio):
    report = drafted(portfolio)
    ReportSectionFactory(
        report=report, position=9, text="Trust is {trust_index.index}."
    )
    found = ready(report, NOW)
    assert found.gathered.faults == ()
    assert len(found.hindrances) == 1
    assert "not available" in found.hindrances[0].text
    report.allows_gaps = True
    assert ready(report, NOW).hindrances == ()
    told = read(report)
    assert told.sections[-1].blocks[0].text.startswith("Trust is – (not available: ")
    assert told.banner.startswith("This report is incomplete.")


def test_a_panel_without_its_number_is_a_gap(portfolio):
    report = drafted(portfolio)
    section = report.sections.get(kind=Kind.PANELS)
    section.panels = ["trust", "no-such-panel"]
    section.save()
    gaps = ready(report, NOW).gathered.gaps
    assert len(gaps) == 2
    assert gaps[1].text == "This scorecard has no panel no-such-panel."


def test_an_empty_report_does_not_go_out(portfolio):
    report = drafted(portfolio)
    report.sections.all().delete()
    assert flaws(report) == ["The report is empty: add a section."]


def test_value_must_stand_and_be_worded(portfolio):
    report = drafted(portfolio)
    section = ReportSectionFactory(report=report, position=9, kind=Kind.VALUE, text="")
    bare = ValueItemFactory(portfolio=portfolio, benefit__name="Quiet")
    old = worded(portfolio=portfolio, benefit__name="Old", amount=Decimal(2000))
    gone = worded(portfolio=portfolio, benefit__name="Gone", withdrawn_at=NOW)
    section.items.set([bare, old, gone])
    assert sorted(flaws(report)) == [
        "Quiet has not been put into words.",
        "The value of Gone was withdrawn: take it out.",
        "The words about Old tell older numbers.",
    ]


def test_a_letter_tells_a_sponsor_only_their_own_value(portfolio):
    report = drafted(portfolio, template=Template.SPONSOR)
    ann, bob = (StakeholderFactory(portfolio=portfolio) for _ in range(2))
    section = ReportSectionFactory(report=report, position=9, kind=Kind.VALUE, text="")
    section.items.set(
        [
            worded(portfolio=portfolio, sponsor=ann, benefit__name="Of Ann"),
            worded(portfolio=portfolio, sponsor=bob, benefit__name="Of Bob"),
        ]
    )

    def told(**options):
        [found] = [
            one for one in read(report, **options).sections if type(one) is Results
        ]
        return sorted(one.subject for one in found.results)

    assert told(reader=Reader(ann.pk)) == ["Of Ann"]
    assert told(reader=Reader(StakeholderFactory(portfolio=portfolio).pk)) == []
    assert told() == ["Of Ann", "Of Bob"]


def test_a_quote_that_is_taken_back_leaves_every_report(portfolio):
    lead = member(portfolio, Role.LEAD, "lead")
    author = StakeholderFactory(portfolio=portfolio, name="Ann Field")
    quote = published_quote(author, "A great help.", lead, ("board",))
    report = drafted(portfolio)
    section = ReportSectionFactory(report=report, position=9, kind=Kind.QUOTES, text="")
    section.quotes.add(quote)
    found = ready(report, NOW)
    kept = words.from_json(words.as_json(found.gathered.words))
    assert "great help" not in str(words.as_json(kept))
    told = composed(found.scorecard, kept, day=TODAY).sections[-1]
    assert isinstance(told, Quotes)
    assert told.quotes[0].text == "A great help."
    consents.take_back(quote, NOW)
    after = composed(found.scorecard, kept, day=TODAY)
    assert not any(isinstance(part, Quotes) for part in after.sections)


def test_words_come_back_from_json_as_they_were(portfolio):
    report = drafted(portfolio)
    section = ReportSectionFactory(report=report, position=9, kind=Kind.VALUE, text="")
    section.items.add(worded(portfolio=portfolio))
    found = ready(report, NOW).gathered.words
    assert found.values[0].amount == Decimal(1000)
    assert words.from_json(words.as_json(found)) == found
    assert words.sha256_of(found, "a") != words.sha256_of(found, "b")


@pytest.mark.parametrize("template", Template.values)
def test_every_template_begins_with_what_is_known(portfolio, template):
    lead = member(portfolio, Role.LEAD, "lead")
    picked = worded(portfolio=portfolio, is_for_report=True)
    report = ExecutiveReport(
        portfolio=portfolio, period_key="2026-Q3", template=template, title="T"
    )
    begin(report, ready_scorecard(portfolio), lead)
    found = ready(report, NOW)
    assert found.gathered.flaws == ()
    assert [one.item for one in found.gathered.words.values] == [picked.pk]
    assert report.writers.get() == lead
    assert read(report).sections


def test_going_on_from_a_report_takes_all_of_it_along(portfolio):
    lead = member(portfolio, Role.LEAD, "lead")
    old = drafted(portfolio)
    item = worded(portfolio=portfolio)
    ReportSectionFactory(report=old, position=9, kind=Kind.VALUE).items.add(item)
    fresh = begin_again(old, lead, supersedes=old)
    assert ReportSection.objects.filter(report=old).count() == 4
    assert ready(fresh, NOW).gathered.words == ready(old, NOW).gathered.words


def ready_scorecard(portfolio):
    return portfolio.scorecards.get(period_key="2026-Q3")


def test_another_period_picks_its_value_and_keeps_the_words(portfolio):
    lead = member(portfolio, Role.LEAD, "lead")
    old = drafted(portfolio, title="Norwick, Q3 FY2026")
    section = ReportSectionFactory(report=old, position=9, kind=Kind.VALUE, text="")
    section.items.add(worded(portfolio=portfolio))
    later = worded(
        portfolio=portfolio,
        period_start=date(2026, 10, 1),
        period_end=date(2026, 12, 31),
    )
    fresh = begin_again(old, lead, "2026-Q4")
    assert fresh.title == "Norwick, Q4 FY2026"
    assert [one.text for one in fresh.sections.all()] == [
        one.text for one in old.sections.all()
    ]
    assert list(fresh.sections.get(kind=Kind.VALUE).items.all()) == [later]


@pytest.mark.parametrize(
    ("highlight", "shown"),
    [
        ("", "It was a great help."),
        ("a great help", "… a great help"),
        ("It was", "It was …"),
        ("great", "… great …"),
    ],
)
def test_dots_stand_for_the_words_that_a_highlight_leaves_out(highlight, shown):
    assert _excerpt(highlight, "It was a great help.") == shown
