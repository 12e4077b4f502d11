"""The generated portfolio: of the size asked for, and the same each time."""

from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from delivery.demo.scale import Size, write_scale
from delivery.models import (
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    Membership,
    Portfolio,
    Project,
    StatusUpdate,
)
from tests.factories import UserFactory

UNTIL = date(2026, 9, 30)
SIZE = Size(projects=27, kpis=3, months=5, benefits=9)

pytestmark = pytest.mark.django_db


def load(**options: Any) -> str:
    out = StringIO()
    sizes = {"projects": 2, "kpis": 1, "months": 2, "benefits": 1}
    call_command("load_scale", **sizes | options, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def stranger(kept: None) -> User:
    return UserFactory()


@pytest.fixture(scope="module")
def top(stranger: User) -> Portfolio:
    """A portfolio of that size, written where two people were already."""
    UserFactory(username="executive")
    return write_scale(SIZE, UNTIL)


def rows_of(size: Size) -> list[list[tuple[Any, ...]]]:
    """Everything that chance decides, of a portfolio that is taken back again."""
    with transaction.atomic():
        below = Portfolio.objects.under(write_scale(size, UNTIL))
        rows = [
            facts.in_portfolios(below).values_list(*names)
            for facts, names in (
                (Project.objects, ("code", "name", "status", "sponsor")),
                (StatusUpdate.objects, ("status_date", "actual_cost")),
                (KpiMeasurement.objects, ("kpi__code", "period_end", "value")),
                (BenefitEntry.objects, ("month", "kind", "amount")),
            )
        ]
        read = [sorted(some) for some in rows]
        transaction.set_rollback(True)
    return read


def test_there_is_as_much_as_was_asked_for(top):
    assert Project.objects.count() == 27
    assert Kpi.objects.count() == 27 * 3
    assert KpiMeasurement.objects.count() == 27 * 3 * 5
    assert Benefit.objects.count() == 9
    assert StatusUpdate.objects.latest("status_date").status_date == UNTIL
    assert KpiMeasurement.objects.latest("period_end").period_end == UNTIL


def test_a_programme_has_no_more_than_25_projects(top):
    below = Portfolio.objects.filter(parent=top)
    assert [programme.projects.count() for programme in below] == [25, 2]


@pytest.mark.one_engine
def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    second, third = replace(SIZE, seed=2), replace(SIZE, seed=3)
    rows = rows_of(second)
    assert rows == rows_of(second)
    for one, other in zip(rows, rows_of(third), strict=True):
        assert one != other


def test_the_scorecards_are_asked_for_once_and_for_all(top):
    # Once for the portfolio itself, once for all that is in it.
    assert set(Portfolio.objects.under(top).values_list("revision", flat=True)) == {3}


def test_the_people_of_the_demonstration_find_it_and_others_do_not(top, stranger):
    executive = User.objects.get(username="executive")
    assert Portfolio.objects.with_figures_for(executive).count() == 3
    assert not Portfolio.objects.visible_to(stranger).exists()
    assert Membership.objects.get().portfolio == top


def test_the_command_says_what_it_wrote_and_writes_it_once():
    before = Project.objects.count()
    assert load().startswith(
        "scale-2-1-2-1-1: 2 projects, 2 KPIs, 4 measurements and 1 benefits in "
    )
    assert "already there" in load()
    assert Project.objects.count() == before + 2


@pytest.mark.parametrize(
    "option", ["--projects=0", "--months=0", "--kpis=-1", "--benefits=x"]
)
def test_a_size_that_makes_no_sense_is_refused(option):
    with pytest.raises(CommandError, match=option.split("=")[0]):
        call_command("load_scale", option)
