"""What a page tells of the past of a fact."""

from copy import copy
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from delivery import history
from delivery.actions.importing import store_rows
from delivery.models import (
    BenefitEntry,
    KpiMeasurement,
    Project,
    StatusUpdate,
)
from tests.factories import (
    AllocationFactory,
    BenefitEntryFactory,
    BenefitFactory,
    CapacityFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    OverlapGroupFactory,
    PortfolioFactory,
    PriorityCriterionFactory,
    PriorityScoreFactory,
    ProjectFactory,
    RatingLevelFactory,
    ResourceFactory,
    ResourceHoursFactory,
    ServiceFactory,
    StatusUpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def changed(row, **values):
    """Change a row and return how its story tells it."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    newest, *_older = history.told(history.records_of(type(row), id=row.pk))
    return {
        change.label: (change.before.replace("\u202f", " "), change.after)
        for change in newest.changes
    }


def test_a_number_is_told_in_its_unit():
    kpi = KpiFactory(unit="ratio", baseline=Decimal("0.5"))
    assert changed(kpi, baseline=Decimal("0.625")) == {
        "Baseline": ("50 %", "62.5\u202f%")
    }
    reading = KpiMeasurementFactory(kpi=kpi, value=Decimal("0.75"))
    assert changed(reading, value=Decimal("0.8")) == {"Value": ("75 %", "80\u202f%")}
    target = KpiTargetFactory(kpi=kpi, target=Decimal("0.8"))
    assert changed(target, target=None, low=0) == {
        "Target": ("80 %", "nothing"),
        "Lower end": ("nothing", "0\u202f%"),
    }
    update = StatusUpdateFactory(actual_cost=Decimal(10))
    assert changed(update, actual_cost=Decimal("12.5"), scope_approved=Decimal(3)) == {
        "Actual cost (AC)": ("€10.00", "€12.50"),
        "Approved scope": ("nothing", "3"),
    }
    portfolio = PortfolioFactory()
    assert changed(portfolio, time_tolerance=Decimal("0.1")) == {
        "Time tolerance": ("5.0 %", "10.0\u202f%")
    }
    entry = BenefitEntryFactory(
        benefit=BenefitFactory(
            benefit_class="non_financial_quantified", currency="", unit_label="hours"
        ),
        amount=5,
    )
    assert changed(entry, amount=7) == {"Amount": ("5 hours", "7 hours")}


def test_a_choice_a_person_and_a_day_are_told_in_words():
    lead = UserFactory(name="Ada Byron")
    project = ProjectFactory()
    assert changed(
        project,
        status="completed",
        actual_finish=date(2026, 9, 30),
        description="x" * 500,
    ) == {
        "Status": ("Active", "Completed"),
        "Actual finish": ("nothing", "Sep 30, 2026"),
        "Description": ("nothing", f"{'x' * 200}…"),
    }
    assert changed(PortfolioFactory(), lead=lead) == {
        "PMO lead": ("nothing", "Ada Byron")
    }
    assert changed(KpiFactory(), is_critical=True) == {"Critical": ("no", "yes")}
    update = StatusUpdateFactory(rating=RatingLevelFactory(label="Green"))
    red = RatingLevelFactory(label="Red", colour="red")
    assert changed(update, rating=red, note="Water")["Overall rating"] == (
        "Green",
        "Red",
    )


def test_a_save_that_changed_nothing_tells_nothing():
    project = ProjectFactory()
    project.save()
    told = history.told(history.records_of(Project, id=project.pk))
    assert [entry.what for entry in told] == [f"Project {project} added"]


def test_the_story_of_many_rows_takes_one_query(django_assert_num_queries):
    project = ProjectFactory()
    for month in range(1, 10):
        update = StatusUpdateFactory(
            project=project,
            status_date=date(2026, month, 1),
            rating=RatingLevelFactory(label=f"Level {month}"),
        )
        changed(update, actual_cost=Decimal(month))
    with django_assert_num_queries(1):
        told = history.told(history.records_of(StatusUpdate, project=project.pk))
    assert len(told) == 18


def test_what_was_added_is_told_with_its_number(django_assert_num_queries):
    benefit = BenefitFactory(currency="EUR")
    for month in range(1, 10):
        BenefitEntryFactory(benefit=benefit, month=date(2026, month, 1), amount=month)
    with django_assert_num_queries(1):
        newest, *others = history.told(
            history.records_of(BenefitEntry, benefit=benefit.pk)
        )
    assert len(others) == 8
    assert [(one.label, one.before, one.after) for one in newest.changes] == [
        ("Amount", "", "€9.00")
    ]


def test_a_deleted_row_stays_in_the_story():
    project = ProjectFactory(code="P", name="Tunnel")
    pk = project.pk
    project.delete()
    first, _second = history.told(history.records_of(Project, id=pk))
    assert first.what == "Project P Tunnel deleted"


def test_versions_follow_the_order_of_the_writes():
    project = ProjectFactory()
    first = history.latest_version(project)
    project.save()
    assert history.latest_version(project) > first
    project.history.all().delete()
    assert history.latest_version(project) == 0


@pytest.mark.parametrize(
    "make",
    [
        PortfolioFactory,
        ProjectFactory,
        StatusUpdateFactory,
        KpiFactory,
        KpiTargetFactory,
        KpiMeasurementFactory,
        BenefitFactory,
        BenefitEntryFactory,
        ResourceFactory,
        CapacityFactory,
        AllocationFactory,
        ResourceHoursFactory,
        PriorityCriterionFactory,
        PriorityScoreFactory,
    ],
)
def test_every_fact_has_a_name_in_its_story(make):
    row = make()
    (entry,) = history.told(history.records_of(type(row), id=row.pk))
    assert entry.what.endswith(" added")


def test_briefly_told_a_row_names_what_it_belongs_to():
    kpi = KpiFactory(name="On time")
    KpiMeasurementFactory(kpi=kpi)
    (entry,) = history.told_briefly(history.records_of(KpiMeasurement, kpi=kpi.pk))
    assert entry.what == "Measurement Sep 1, 2026 – Sep 30, 2026 of On time added"
    assert entry.url == kpi.get_absolute_url()


def test_briefly_told_several_rows_name_only_what_they_belong_to():
    benefit = BenefitFactory(name="Fuel")
    for month in (1, 2):
        BenefitEntryFactory(benefit=benefit, month=date(2026, month, 1))
    records = history.records_of(BenefitEntry, benefit=benefit.pk)
    (entry,) = history.told_briefly(records)
    assert entry.what == "Benefit entries of Fuel added"
    assert entry.url == benefit.get_absolute_url()


@pytest.mark.parametrize(
    ("make", "page"),
    [
        (ServiceFactory, "service_history"),
        (OverlapGroupFactory, "overlap_group_history"),
    ],
)
def test_the_story_of_what_has_a_page_comes_as_a_file(
    client, analyst, portfolio, make, page
):
    client.force_login(analyst)
    row = make(portfolio=portfolio, name="Steering")
    page = reverse(f"delivery:{page}", args=[row.pk])
    response = client.get(page, {"file": "csv"})
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "name,,Steering" in response.content.decode()


@pytest.mark.one_engine
def test_to_ask_for_the_past_makes_no_class_anew():
    """As it did with each save, which took half of its time."""
    assert type(ProjectFactory().history) is type(ProjectFactory().history)


def test_rows_stored_at_once_have_the_history_of_rows_saved_one_by_one():
    who = UserFactory()
    alone = ProjectFactory.build(portfolio=PortfolioFactory(), code="ALONE")
    alone._history_user, alone._change_reason = who, "Import of a file"
    together = copy(alone)
    del together._history_user, together._change_reason
    together.code = "TOGETHER"
    alone.save()
    store_rows(Project, [together], [], (), who, "Import of a file")
    assert told_of(together) == told_of(alone)
    for row in (alone, together):
        row.name, row.final_cost = "Later", Decimal("12.5")
    alone.save()
    changed = ("name", "final_cost")
    store_rows(Project, [], [together], changed, who, "Import of a file")
    assert len(told_of(together)) == 2
    assert told_of(together) == told_of(alone)
    together._change_reason = "Its own reason"
    store_rows(Project, [], [together], changed, who, "Import of a file")
    assert told_of(together)[0]["history_change_reason"] == "Its own reason"


def told_of(project):
    """What each version of a project says but for what tells the rows apart."""
    apart = {"id", "code", "history_id", "history_date"}
    return [
        {name: value for name, value in version.items() if name not in apart}
        for version in project.history.values()
    ]
