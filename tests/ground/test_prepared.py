"""A query that is written once answers for whatever it is asked."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from pmo_value.prepared import PreparedQuery
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def people(least: int, name: str):
    chosen = User.objects.filter(pk__gte=least, name=name)
    return chosen.order_by("pk").values_list("pk", "username")


@pytest.fixture
def prepared() -> PreparedQuery:
    return PreparedQuery(people, least=-1, name="?name")


def test_it_answers_as_the_query_itself_does(prepared):
    ada, grace, other = (UserFactory(name=name) for name in ("100%", "100%", "100_"))
    for least in (ada.pk, grace.pk, other.pk):
        for name in ("100%", "100_", "?name", "nobody", "'; --"):
            expected = list(people(least, name))
            assert prepared.rows(least=least, name=name) == expected


def test_a_day_is_asked_for_as_text():
    def joined(before: str):
        rows = User.objects.filter(date_joined__date__lt=before)
        return rows.values_list("pk")

    prepared = PreparedQuery(joined, before="0001-01-01")
    ada = UserFactory(date_joined=datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert prepared.rows(before="2026-11-30") == []
    assert prepared.rows(before="2026-12-01") == [(ada.pk,)]


def test_it_is_written_once():
    written = []

    def write(least: int, name: str):
        written.append((least, name))
        return people(least, name)

    prepared = PreparedQuery(write, least=-1, name="?name")
    for name in ("Ada", "Grace"):
        prepared.rows(least=1, name=name)
    assert written == [(-1, "?name")]


def test_each_use_is_one_query(prepared, django_assert_num_queries):
    with django_assert_num_queries(1):
        prepared.rows(least=1, name="Ada")


def test_a_stand_in_that_the_query_has_no_place_for_is_refused():
    with pytest.raises(ValueError, match="does not ask for"):
        _ = PreparedQuery(
            lambda name, unused: User.objects.filter(name=name).values_list("pk"),
            name="?name",
            unused="?unused",
        ).written


def test_a_value_that_was_forgotten_is_refused(prepared):
    with pytest.raises(KeyError):
        prepared.rows(least=1)
