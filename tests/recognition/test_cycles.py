"""Lessons and promises of a cycle: who writes them, and what became of them."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.calculations.attainment import Direction
from delivery.models import Kpi
from recognition.calculations.cycles import Outcome, next_span, outcome
from recognition.models import CycleLesson, CyclePromise
from tests.delivery.pages import entries, errors, texts
from tests.factories import (
    CycleFactory,
    KpiFactory,
    KpiTargetFactory,
    LessonFactory,
    PromiseFactory,
    StakeholderFactory,
)

D = Decimal
DAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(DAY, tick=False):
        yield


def url(name, *arguments):
    return reverse(f"recognition:{name}", args=arguments)


# What became of a promise


@pytest.mark.parametrize(
    ("direction", "value", "due_on", "expected"),
    [
        pytest.param("increase", D("0.9"), DAY, Outcome.MET, id="on the target"),
        pytest.param("increase", D("0.95"), None, Outcome.MET, id="beyond it"),
        pytest.param("increase", D("0.8"), DAY, Outcome.UNDER_WAY, id="on its day"),
        pytest.param(
            "increase", D("0.8"), date(2026, 10, 4), Outcome.MISSED, id="a day after"
        ),
        pytest.param("increase", D("0.8"), None, Outcome.UNDER_WAY, id="no day"),
        pytest.param("decrease", D("0.95"), DAY, Outcome.UNDER_WAY, id="downwards"),
        pytest.param("decrease", D("0.2"), DAY, Outcome.MET, id="far down"),
        pytest.param(
            "decrease", None, date(2020, 1, 1), Outcome.NOT_MEASURED, id="unknown"
        ),
    ],
)
def test_what_became_of_a_promise(direction, value, due_on, expected):
    found = outcome(Direction(direction), value, D("0.9"), due_on, on=DAY)
    assert found is expected


@pytest.mark.parametrize(
    ("start", "end", "following"),
    [
        ("2026-01-01", "2026-12-31", ("2027-01-01", "2027-12-31")),
        ("2026-07-01", "2026-09-30", ("2026-10-01", "2026-12-31")),
        ("2027-12-01", "2028-02-29", ("2028-03-01", "2028-05-31")),
        ("2026-01-05", "2026-01-18", ("2026-01-19", "2026-02-01")),
    ],
)
def test_the_next_cycle_is_as_long(start, end, following):
    found = next_span(date.fromisoformat(start), date.fromisoformat(end))
    assert tuple(day.isoformat() for day in found) == following


# The forms


@pytest.mark.django_db
class TestForms:
    @pytest.fixture
    def cycle(self, portfolio):
        return CycleFactory(portfolio=portfolio, name="2026")

    def add(self, client, cycle, **changes):
        path = url("promise_create", cycle.pk)
        sent = {"text": "It is on time.", "name": "On time", "target": "90"}
        return client.post(path, entries(client.get(path)) | sent | changes)

    def test_a_promise_in_per_cent_is_stored_as_a_ratio(self, client, lead, cycle):
        client.force_login(lead)
        answer = self.add(client, cycle, unit="ratio", baseline="72.5")
        assert answer["Location"] == f"/scorecards/transport/cycles/{cycle.pk}/close/"
        promise = CyclePromise.objects.get()
        assert (promise.target, promise.baseline) == (D("0.9"), D("0.725"))
        shown = entries(client.get(promise.get_absolute_url()))
        assert (D(shown["target"]), D(shown["baseline"])) == (90, D("72.5"))

    def test_a_kpi_that_exists_brings_its_own_unit(self, client, lead, cycle):
        kpi = KpiFactory(
            portfolio=cycle.portfolio,
            unit="ratio",
            direction="increase",
            baseline="0.6",
        )
        KpiTargetFactory(kpi=kpi, target="0.7")
        client.force_login(lead)
        self.add(client, cycle, kpi=kpi.pk, name="ignored", unit="days")
        promise = CyclePromise.objects.get()
        assert (promise.kpi, promise.name, promise.unit) == (kpi, "", "ratio")
        assert (promise.target, promise.baseline) == (D("0.9"), D("0.6"))

    def test_only_kpis_with_a_direction_and_values_of_people_are_offered(
        self, client, lead, cycle
    ):
        place = {"portfolio": cycle.portfolio}
        kept = KpiFactory(**place)
        KpiFactory(**place, direction="range")
        KpiFactory(**place, formula="[A] + 1")
        KpiFactory(**place, retired_on=DAY)
        KpiFactory()
        client.force_login(lead)
        page = client.get(url("promise_create", cycle.pk))
        assert texts(page, "select[name=kpi] option") == ["A new KPI", str(kept)]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "kpi"),
            ({"target": ""}, "target"),
            ({"text": ""}, "text"),
            ({"baseline": "95"}, "target"),
            ({"baseline": "80", "direction": "decrease"}, "target"),
            ({"due_on": "2026-12-31"}, "due_on"),
            ({"unit": "money", "currency": "euro"}, "currency"),
        ],
    )
    @pytest.mark.one_engine
    def test_a_promise_that_nobody_could_keep(
        self, client, lead, cycle, changes, field
    ):
        client.force_login(lead)
        assert list(errors(self.add(client, cycle, **changes))) == [field]

    def test_money_is_that_of_the_portfolio_where_nothing_is_said(
        self, client, lead, cycle
    ):
        client.force_login(lead)
        self.add(client, cycle, unit="money")
        assert CyclePromise.objects.get().currency == cycle.portfolio.currency

    def test_lessons_are_corrected_and_taken_out_while_the_cycle_is_open(
        self, client, lead, cycle
    ):
        lesson = LessonFactory(cycle=cycle)
        client.force_login(lead)
        path = lesson.get_absolute_url()
        client.post(path, entries(client.get(path), text="Another"))
        assert CycleLesson.objects.get().text == "Another"
        story = " ".join(texts(client.get(url("cycle_history", cycle.pk)), "main li"))
        assert "Another" in story
        type(cycle).objects.update(status="closed")
        assert client.get(path).status_code == 404
        assert client.get(url("lesson_create", cycle.pk)).status_code == 404
        type(cycle).objects.update(status="open")
        client.post(url("lesson_delete", lesson.pk), {"change_reason": ""})
        assert not CycleLesson.objects.exists()

    def test_a_promise_that_is_taken_out_leaves_its_kpi(self, client, lead, cycle):
        promise = PromiseFactory(cycle=cycle, kpi=KpiFactory(portfolio=cycle.portfolio))
        client.force_login(lead)
        client.post(url("promise_delete", promise.pk), {"change_reason": ""})
        assert not CyclePromise.objects.exists()
        assert Kpi.objects.exists()


# The lists


@pytest.mark.django_db
class TestLists:
    @pytest.fixture
    def cycle(self, portfolio):
        return CycleFactory(portfolio=portfolio, name="2025", ends_on=date(2026, 9, 30))

    def test_a_reader_finds_cycles_promises_and_lessons(self, client, executive, cycle):
        LessonFactory(cycle=cycle)
        PromiseFactory(cycle=cycle)
        client.force_login(executive)
        (row,) = texts(client.get(url("cycle_list")), "tbody tr")
        assert row.startswith("2025 Transport")
        assert "1 1 over, not closed" in row
        assert "Prepare its closing" not in row
        (row,) = texts(client.get(url("promise_list")), "tbody tr")
        assert "You hear of a slip within three days. 2025 , Transport" in row
        (row,) = texts(client.get(url("lesson_list")), "tbody tr")
        assert "Tell them within three days." in row
        for name in ("promise_export", "lesson_export"):
            file = b"".join(client.get(url(name, "csv"))).decode()
            assert file.splitlines()[1].startswith("transport,2025,")
        assert texts(client.get(url("lesson_list") + "?q=nothing"), "tbody tr") == []

    def test_what_nobody_has_written_is_asked_for(self, client, stranger):
        client.force_login(stranger)
        for name in ("cycle_list", "promise_list", "lesson_list"):
            assert texts(client.get(url(name)), ".empty") != []

    def test_the_start_page_leads_to_a_cycle_that_is_over(self, client, lead, cycle):
        StakeholderFactory(portfolio=cycle.portfolio)
        client.force_login(lead)
        page = client.get(url("home"))
        assert "2025 is over since Sep 30, 2026: close it" in " ".join(
            texts(page, "main li")
        )

    @pytest.mark.one_engine
    @pytest.mark.parametrize(
        ("name", "number"), [("cycle_list", 6), ("promise_list", 6), ("lesson_list", 6)]
    )
    def test_a_list_takes_as_many_queries_for_many_rows(
        self, client, lead, cycle, django_assert_max_num_queries, name, number
    ):
        for year in range(4):
            other = CycleFactory(portfolio=cycle.portfolio, name=f"{2020 + year}")
            LessonFactory.create_batch(2, cycle=other)
            PromiseFactory.create_batch(
                2, cycle=other, kpi=KpiFactory(portfolio=cycle.portfolio)
            )
        client.force_login(lead)
        with django_assert_max_num_queries(number):
            client.get(url(name))
