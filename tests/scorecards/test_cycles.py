"""The end of a cycle: what it asks for, what it writes, and how it is taken back."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, connection, models, transaction
from django.urls import reverse

from accounts.models import User
from delivery.models import Cycle, Kpi, KpiTarget, Portfolio
from recognition.models import CycleClosing, CycleLesson, CyclePromise, ValueItem
from scorecards import loop
from scorecards.actions.closing import (
    AlreadyClosedError,
    FiguresMovedError,
    NextOneClosedError,
    NotReadyError,
    close_cycle,
    reopen_cycle,
)
from scorecards.models import FrozenError, FrozenScorecard, Refresh, Scorecard
from scorecards.readiness import next_cycle, readiness
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    CycleFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    LessonFactory,
    PortfolioFactory,
    PromiseFactory,
    ValueItemFactory,
)
from tests.people import Role, member
from tests.scorecards.cycles import (
    LATER,
    NAMES,
    at,
    drawn,
    drawn_later,
    ended,
    following,
    known,
    unknown,
)

NOW = at(5)
DIGEST = "a" * 64


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def _ended_once(kept: None) -> None:
    """A lead, and a cycle that is over and to which nothing is lacking."""
    with time_machine.travel(NOW, tick=False):
        top = PortfolioFactory(slug="organisation", name="Organisation")
        portfolio = PortfolioFactory(slug="transport", name="Transport", parent=top)
        member(portfolio, Role.LEAD, "lead")
        ended(portfolio)


@pytest.fixture
def organisation(_ended_once, db):
    return Portfolio.objects.get(slug="organisation")


@pytest.fixture
def portfolio(organisation):
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def lead(portfolio):
    return User.objects.get(username="lead")


@pytest.fixture
def cycle(portfolio):
    return Cycle.objects.get()


def close(cycle, by, opened=None, seen=None):
    opened = opened or following(cycle)
    seen = seen or readiness(cycle, NOW).seen
    return close_cycle(cycle.pk, opened, seen=seen, by=by, now=NOW)


def answered(answer, amount):
    """What a sponsor has said of a piece of value by now."""
    return {
        "answer": answer,
        "answered_at": at(2),
        "acknowledged_amount": Decimal(amount),
    }


def page(name, cycle, *more):
    address = [cycle.portfolio.slug, cycle.pk, *more]
    return reverse(f"scorecards:{name}", args=address)


def hindrances(cycle):
    cycle = Cycle.objects.select_related("portfolio").get(pk=cycle.pk)
    found = readiness(cycle, NOW)
    return [hindrance.text for hindrance in found.hindrances]


# What stands in the way


@pytest.mark.django_db
@pytest.mark.one_engine
class TestWhatStandsInTheWay:
    def test_nothing_when_every_measure_has_a_value_or_a_reason(self, cycle):
        assert hindrances(cycle) == []
        readings = {name: unknown("nobody was asked") for name in NAMES}
        drawn(cycle.portfolio, readings)
        assert hindrances(cycle) == []

    @pytest.mark.parametrize("link", loop.LOOP)
    def test_a_measure_that_was_never_computed(self, cycle, link):
        others = {name: known("0.5") for name in NAMES if name not in link.names}
        drawn(cycle.portfolio, others)
        (text,) = hindrances(cycle)
        assert link.key in text

    def test_a_cycle_that_goes_on(self, cycle):
        Cycle.objects.update(ends_on=date(2026, 10, 31))
        first = hindrances(cycle)[0]
        assert "goes on until Oct 31, 2026" in first

    def test_no_lesson_and_no_promise(self, cycle):
        CycleLesson.objects.all().delete()
        CyclePromise.objects.all().delete()
        assert len(hindrances(cycle)) == 2

    def test_a_scorecard_that_is_not_drawn(self, cycle):
        Scorecard.objects.all().delete()
        (text,) = hindrances(cycle)
        assert "has not been drawn" in text

    def test_a_period_of_which_nothing_is_known(self, cycle):
        Scorecard.objects.all().delete()
        Cycle.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 3, 31))
        (text,) = hindrances(cycle)
        assert "Nothing is known about Q1" in text

    def test_facts_that_have_changed_since(self, cycle):
        Scorecard.objects.update(built_revision=1)
        cycle.portfolio.__class__.objects.filter(pk=cycle.portfolio_id).touch()
        (text,) = hindrances(cycle)
        assert "being drawn anew" in text

    def test_whatever_it_is_nothing_is_written(self, cycle, lead):
        CyclePromise.objects.all().delete()
        with pytest.raises(NotReadyError):
            close(cycle, lead)
        assert Cycle.objects.get().status == "open"
        assert not FrozenScorecard.objects.exists()


# Closing


@pytest.mark.django_db
class TestClosing:
    def test_all_of_it_is_written_at_once(self, cycle, lead):
        closing = close(cycle, lead)
        cycle.refresh_from_db()
        assert cycle.status == "closed"
        assert closing.opened.status == "open"
        assert closing.frozen.digest == DIGEST
        assert closing.frozen.period_key == "2026-Q3"
        assert set(closing.measures) == {link.key for link in loop.LOOP}
        values = [
            reading.measure.value
            for one in loop.from_json(closing.measures)
            for reading in one.readings.values()
        ]
        assert values == [Decimal("0.5")] * len(NAMES)

    def test_what_was_told_and_acknowledged_is_read_as_of_today(self, cycle, lead):
        drawn_later(cycle.portfolio, {name: known("0.8") for name in NAMES})
        closing = close(cycle, lead)
        values = {
            name: reading.measure.value
            for one in loop.from_json(closing.measures)
            for name, reading in one.readings.items()
        }
        assert values["recognition.acknowledged"] == Decimal("0.8")
        assert values["trust_index.index"] == Decimal("0.5")
        assert closing.frozen.period_key == "2026-Q3"

    def test_a_promise_becomes_a_kpi_with_a_target(self, cycle, lead):
        close(cycle, lead)
        promise = CyclePromise.objects.get()
        kpi = promise.kpi
        assert (kpi.code, kpi.name) == ("P2026-1", "Slips told within three days")
        assert (kpi.promise, kpi.owner) == (promise.text, lead)
        target = kpi.targets.get()
        assert (target.valid_from, target.target) == (date(2026, 10, 1), Decimal("0.9"))

    def test_a_kpi_that_exists_keeps_the_limits_that_still_make_sense(
        self, cycle, lead
    ):
        kpi = KpiFactory(portfolio=cycle.portfolio, unit="ratio")
        KpiTargetFactory(
            kpi=kpi,
            valid_from=date(2026, 1, 1),
            target="0.99",
            green_limit="0.95",
            red_limit="0.7",
        )
        CyclePromise.objects.update(kpi=kpi)
        close(cycle, lead)
        assert Kpi.objects.count() == 1
        newest = KpiTarget.objects.latest("valid_from")
        assert (newest.target, newest.green_limit, newest.red_limit) == (
            Decimal("0.9"),
            None,
            Decimal("0.7"),
        )

    def test_codes_that_are_taken_are_left_alone(self, cycle, lead):
        KpiFactory(portfolio=cycle.portfolio, code="P2026-1")
        close(cycle, lead)
        assert CyclePromise.objects.get().kpi.code == "P2026-2"

    def test_the_cycle_that_was_prepared_is_the_one_that_opens(self, cycle, lead):
        prepared = following(cycle, name="Autumn")
        prepared.save()
        assert next_cycle(cycle) == prepared
        close(cycle, lead, prepared)
        assert Cycle.objects.filter(status="open").get() == prepared

    def test_value_that_nobody_acknowledged_is_carried_over(self, cycle, lead):
        here = {"portfolio": cycle.portfolio}
        below = PortfolioFactory(slug="rail", parent=cycle.portfolio)
        Refresh.objects.create(portfolio=below, built_revision=LATER)
        whole = ValueItemFactory(**here)
        part = ValueItemFactory(portfolio=below, **answered("in_part", 400))
        ValueItemFactory(**here, **answered("acknowledged", 1000))
        ValueItemFactory(**here, withdrawn_at=NOW)
        ValueItemFactory(
            **here, period_start=date(2026, 10, 1), period_end=date(2026, 12, 31)
        )
        ValueItemFactory(portfolio=cycle.portfolio.parent)
        closing = close(cycle, lead)
        carried = {one.item: one for one in closing.carried.for_page()}
        assert {item: one.amount for item, one in carried.items()} == {
            whole: 1000,
            part: 600,
        }
        assert carried[part].state == "in_part"
        ValueItem.objects.filter(pk=whole.pk).update(**answered("in_part", 250))
        carried = {one.item: one for one in closing.carried.for_page()}
        assert carried[whole].acknowledged_since == 250
        assert carried[part].acknowledged_since == 0

    def test_who_closes_on_other_figures_is_told(self, cycle, lead):
        with pytest.raises(FiguresMovedError):
            close(cycle, lead, seen="b" * 64)
        assert not CycleClosing.objects.exists()

    def test_the_second_one_learns_who_was_first(self, cycle, lead):
        first = close(cycle, lead)
        with pytest.raises(AlreadyClosedError) as told:
            close(cycle, lead, following(cycle, name="Another"))
        assert told.value.closing == first
        assert Cycle.objects.count() == 2


# Opening again


@pytest.mark.django_db
class TestOpeningAgain:
    def test_it_says_who_and_why_and_what_was_frozen_stays(self, cycle, lead):
        closing = close(cycle, lead)
        assert reopen_cycle(cycle.pk, "A lesson was forgotten", by=lead, now=at(6))
        closing.refresh_from_db()
        assert (closing.reopened_by, closing.reopen_reason) == (
            lead,
            "A lesson was forgotten",
        )
        cycle.refresh_from_db()
        assert cycle.status == "open"
        assert FrozenScorecard.objects.get() == closing.frozen
        assert not reopen_cycle(cycle.pk, "Again", by=lead, now=at(6))

    def test_closing_once_more_brings_promises_up_to_date(self, cycle, lead):
        first = close(cycle, lead)
        reopen_cycle(cycle.pk, "Too timid", by=lead, now=at(6))
        CyclePromise.objects.update(target=Decimal("0.95"))
        PromiseFactory(cycle=cycle, text="And more", name="More")
        opened = next_cycle(Cycle.objects.get(pk=cycle.pk))
        assert opened == first.opened
        second = close(cycle, lead, opened)
        assert second.opened == first.opened
        kpis = Kpi.objects.order_by("code")
        assert [kpi.targets.get().target for kpi in kpis] == [
            Decimal("0.95"),
            Decimal("0.9"),
        ]
        assert FrozenScorecard.objects.count() == 2

    def test_the_later_one_opens_first(self, cycle, lead):
        close(cycle, lead)
        Cycle.objects.filter(name="Fourth").update(status="closed")
        with pytest.raises(NextOneClosedError):
            reopen_cycle(cycle.pk, "Why not", by=lead, now=at(6))


# What is frozen


@pytest.mark.django_db
class TestFrozen:
    @pytest.fixture
    def frozen(self, cycle, lead):
        return close(cycle, lead).frozen

    def test_nobody_changes_or_deletes_it(self, frozen):
        frozen.body = "Another"
        for deed in (
            frozen.save,
            frozen.delete,
            FrozenScorecard.objects.all().delete,
            lambda: FrozenScorecard.objects.update(body="Another"),
            lambda: FrozenScorecard.objects.bulk_update([frozen], ["body"]),
        ):
            with pytest.raises(FrozenError), transaction.atomic():
                deed()
        frozen.refresh_from_db()
        assert frozen.body == "<p>As it was drawn</p>"

    @pytest.mark.parametrize(
        "deed",
        [
            "UPDATE scorecards_frozenscorecard SET body = ''",
            "DELETE FROM scorecards_frozenscorecard",
        ],
    )
    def test_nor_does_anybody_past_the_application(self, frozen, deed):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            connection.cursor().execute(deed)

    def test_it_holds_its_portfolio(self, frozen):
        with pytest.raises(models.ProtectedError):
            frozen.portfolio.delete()

    def test_it_stays_when_the_scorecard_is_drawn_anew(self, frozen, cycle):
        drawn(cycle.portfolio, {name: known("0.9") for name in NAMES})
        again = FrozenScorecard.objects.get()
        readings = again.snapshot.readings.values()
        assert {reading.measure.value for reading in readings} == {Decimal("0.5")}

    def test_its_page_and_its_file_say_the_same_as_then(
        self, client, executive, frozen
    ):
        client.force_login(executive)
        shown = client.get(frozen.get_absolute_url()).content.decode()
        assert "<p>As it was drawn</p>" in shown
        assert "Frozen on Oct 5, 2026, when Lead closed Third quarter." in shown
        address = [frozen.portfolio.slug, frozen.pk, "csv"]
        file = client.get(reverse("scorecards:frozen_export", args=address))
        assert "trust_index.index" in b"".join(file).decode()


# The pages


@pytest.mark.django_db
@pytest.mark.one_engine
class TestPages:
    def test_a_lead_is_guided_from_the_first_lesson_to_the_next_cycle(
        self, client, lead, cycle
    ):
        CycleLesson.objects.all().delete()
        ValueItemFactory(portfolio=cycle.portfolio)
        client.force_login(lead)
        address = page("cycle_close", cycle)
        shown = client.get(address)
        (left,) = texts(shown, "#to-do + ul li")
        assert left.startswith("No lesson is written down.")
        assert not parsed(shown).select("main button[type=submit]")
        lesson = reverse("recognition:lesson_create", args=[cycle.pk])
        sent = entries(client.get(lesson), text="We learned", deed="We do")
        assert client.post(lesson, sent)["Location"] == address
        sent = entries(client.get(address), name="Fourth quarter")
        assert (sent["starts_on"], sent["ends_on"]) == ("2026-10-01", "2026-12-31")
        answer = client.post(address, sent)
        assert answer["Location"] == page("cycle_report", cycle)
        report = " ".join(texts(client.get(answer["Location"]), "main"))
        assert "We learned" in report
        assert "closed by Lead on Oct 5, 2026" in report
        assert "It opened Fourth quarter" in report
        assert "1,000 of validated value had not been acknowledged. €0" in report
        file = client.get(page("carried_export", cycle, "csv"))
        assert ",EUR,1000,validated,validated,0" in b"".join(file).decode()

    def test_who_comes_second_reads_who_was_first(self, client, lead, chief, cycle):
        client.force_login(chief)
        sent = entries(client.get(page("cycle_close", cycle)), name="Mine")
        close(cycle, lead)
        answer = client.post(page("cycle_close", cycle), sent, follow=True)
        assert "Lead closed this cycle on" in answer.content.decode()
        assert not Cycle.objects.filter(name="Mine").exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": "Third quarter"}, "name"),
            ({"starts_on": "2026-09-30"}, "starts_on"),
            ({"ends_on": "2026-09-30"}, "ends_on"),
        ],
    )
    def test_a_next_cycle_that_cannot_be(self, client, lead, cycle, changes, field):
        client.force_login(lead)
        address = page("cycle_close", cycle)
        sent = entries(client.get(address), name="Fourth") | changes
        answer = client.post(address, sent)
        assert answer.status_code == 422
        assert list(errors(answer)) == [field]

    def test_figures_that_moved_meanwhile_are_shown_again(self, client, lead, cycle):
        client.force_login(lead)
        address = page("cycle_close", cycle)
        sent = entries(client.get(address), name="Fourth")
        Scorecard.objects.update(digest="b" * 64)
        answer = client.post(address, sent)
        assert answer.status_code == 409
        assert "drawn anew since you opened" in errors(answer)[""]
        again = client.post(address, entries(answer))
        assert again.status_code == 302

    def test_opening_again_asks_why(self, client, lead, cycle):
        close(cycle, lead)
        client.force_login(lead)
        address = page("cycle_reopen", cycle)
        assert list(errors(client.post(address, {"reason": " "}))) == ["reason"]
        client.post(address, {"reason": "A lesson was forgotten"})
        report = client.get(page("cycle_report", cycle)).content.decode()
        assert "Lead opened it again on Oct 5, 2026" in report
        assert "A lesson was forgotten" in report

    def test_the_report_tells_what_became_of_each_promise(self, client, lead, cycle):
        opened = close(cycle, lead).opened
        kpi = CyclePromise.objects.get().kpi
        KpiMeasurementFactory(
            kpi=kpi,
            period_start=date(2026, 10, 1),
            period_end=date(2026, 10, 31),
            value="0.92",
        )
        KpiMeasurementFactory(  # before the promise holds
            kpi=kpi,
            period_start=date(2026, 9, 1),
            period_end=date(2026, 9, 30),
            value="0.1",
        )
        client.force_login(lead)
        for one in (cycle, opened):
            (row,) = texts(
                client.get(page("cycle_report", one)), "tbody tr:has(.status)"
            )[-1:]
            assert "90 % 92 % Oct 31, 2026" in row
            assert row.endswith("Dec 31, 2026 met")
        file = client.get(page("cycle_export", cycle, "csv"))
        assert ",0.92,2026-10-31," in b"".join(file).decode()

    def test_the_pages_take_as_many_queries_for_many_rows(
        self, client, lead, cycle, django_assert_max_num_queries
    ):
        def fill():
            LessonFactory.create_batch(5, cycle=cycle)
            for _number in range(5):
                PromiseFactory(cycle=cycle, kpi=KpiFactory(portfolio=cycle.portfolio))
                ValueItemFactory(portfolio=cycle.portfolio)

        client.force_login(lead)
        fill()
        with django_assert_max_num_queries(14):
            client.get(page("cycle_close", cycle))
        close(cycle, lead)
        with django_assert_max_num_queries(11):
            client.get(page("cycle_report", cycle))

    def test_a_cycle_of_another_portfolio_is_not_there(self, client, lead, cycle):
        other = CycleFactory(portfolio=PortfolioFactory(slug="other"))
        client.force_login(lead)
        path = reverse("scorecards:cycle_report", args=["transport", other.pk])
        assert client.get(path).status_code == 404
