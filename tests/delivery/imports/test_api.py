"""Files that programs send: the same way, the same rights, the same report."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from knox.models import AuthToken

from delivery.imports.batches import carry_out_batch, check_batch
from delivery.models import ImportBatch, Project
from tests.factories import ImportMappingFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/imports/"
GOOD = "code,name\nA,Bridge\nB,Tunnel\n"
BAD = 'code,name,final_cost\nA,Bridge,1\nB,Tunnel,"1.234,56"\n'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def caller(user):
    """Return a client that sends the token of somebody."""
    _instance, token = AuthToken.objects.create(user=user)
    return Client(headers={"Authorization": f"Token {token}"})


@pytest.fixture
def send(analyst, portfolio):
    """Return what sends a file as the analyst's program."""
    client = caller(analyst)

    def post(content=GOOD, client=client, **fields):
        file = SimpleUploadedFile("facts.csv", content.encode())
        form = {"file": file, "kind": "projects", "portfolio": portfolio.slug} | fields
        return client.post(ADDRESS, form)

    return post


def work(batch_id):
    """Do what the worker does with a message, and with the one after it."""
    check_batch(batch_id)
    carry_out_batch(batch_id)


def test_a_file_is_checked_and_imported(send, analyst):
    response = send()
    assert response.status_code == 201, response.content
    batch = response.json()
    assert (batch["state"], batch["is_working"]) == ("checking", True)
    assert (batch["origin"], batch["dry_run"]) == ("api", False)
    work(batch["id"])
    done = caller(analyst).get(f"{ADDRESS}{batch['id']}/").json()
    assert done["state"] == "done"
    assert done["report"]["counts"]["projects"]["created"] == 2
    assert Project.objects.count() == 2
    assert Project.objects.first().history.get().history_user == analyst


@pytest.fixture
def send_rows(analyst, portfolio):
    """Return what sends rows, and nothing else, as the analyst's program."""

    def post(body, safe="", **query):
        told = {"kind": "projects", "portfolio": portfolio.slug} | query
        return caller(analyst).post(
            f"{ADDRESS}?{urlencode(told, safe=safe)}",
            body,
            content_type="application/json",
        )

    return post


def test_rows_are_sent_without_a_file(send_rows):
    response = send_rows([{"code": "A", "name": "Bridge"}])
    assert response.status_code == 201, response.content
    assert response.json()["name"] == "rows.json"
    work(response.json()["id"])
    assert Project.objects.get().name == "Bridge"


@pytest.mark.one_engine
@pytest.mark.parametrize("body", ["{", "[" * 100_000, '{"rows": 7}', "\0"])
def test_rows_that_are_none_are_refused_in_words(send_rows, body):
    batch_id = send_rows(body).json()["id"]
    work(batch_id)
    batch = ImportBatch.objects.get(pk=batch_id)
    assert batch.state == ImportBatch.State.REFUSED
    assert batch.problem


@pytest.mark.one_engine
def test_rows_say_in_the_query_where_they_belong(send_rows, settings):
    wrong = send_rows([{"code": "A"}], portfolio="nowhere")
    assert (wrong.status_code, list(wrong.json())) == (400, ["portfolio"])
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    long = send_rows([{"code": "A", "name": "x" * 2000}])
    assert long.status_code == 400
    assert "Send it as a file." in long.json()["detail"]
    assert not ImportBatch.objects.exists()


@pytest.mark.one_engine
def test_what_the_address_says_twice_is_refused(send_rows):
    told = send_rows([{"code": "A", "name": "Bridge"}], dry_run="true")
    twice = send_rows([{"code": "B"}], dry_run="true&dry_run=false", safe="&=")
    assert (told.status_code, twice.status_code) == (201, 400)
    assert "dry_run more than once" in twice.json()["detail"]


@pytest.mark.one_engine
def test_rows_that_do_not_come_are_missed(send_rows):
    nothing = send_rows("")
    assert nothing.status_code == 400
    assert "There is no body" in nothing.json()["detail"]


def test_a_dry_run_stores_nothing(send):
    work(send(dry_run="true").json()["id"])
    batch = ImportBatch.objects.get()
    assert batch.state == ImportBatch.State.CHECKED
    assert not Project.objects.exists()


def test_refused_rows_keep_all_out_unless_they_may_be_left_out(send, analyst):
    first = send(BAD).json()["id"]
    work(first)
    assert ImportBatch.objects.get(pk=first).state == ImportBatch.State.CHECKED
    assert not Project.objects.exists()
    client = caller(analyst)
    (error,) = client.get(f"{ADDRESS}{first}/").json()["report"]["errors"]
    assert error["row"] == 3
    assert error["reason"] == "'1.234,56' is not a number. Write 1234.56."
    errors = client.get(f"{ADDRESS}{first}/errors/")
    assert b"1.234,56" in b"".join(errors.streaming_content)
    work(send(BAD, on_error="skip").json()["id"])
    assert [project.code for project in Project.objects.all()] == ["A"]


def test_a_saved_mapping_goes_before_a_profile(send, portfolio):
    ImportMappingFactory(portfolio=portfolio, name="List")
    work(send("Nr,Title\nA,Bridge\n", profile="List").json()["id"])
    assert Project.objects.get().name == "Bridge"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"portfolio": "elsewhere"}, "portfolio"),
        ({"portfolio": "nowhere"}, "portfolio"),
        ({"kind": "dreams"}, "kind"),
        ({"profile": "../x"}, "profile"),
        ({"file": ""}, "file"),
        ({"on_error": "hide"}, "on_error"),
    ],
)
def test_what_is_wrong_is_named(send, stranger, fields, wrong):
    response = send(**fields)
    assert response.status_code == 400
    assert list(response.json()) == [wrong]
    assert not ImportBatch.objects.exists()


def test_a_foreign_portfolio_is_as_unknown_as_none(send, stranger):
    answers = [
        send(portfolio=slug).json()["portfolio"][0].replace(slug, "…")
        for slug in ("elsewhere", "nowhere")
    ]
    assert answers[0] == answers[1]


def test_only_who_enters_facts_sends_files(send, executive, finance, stranger, lead):
    for person in (executive, finance, stranger):
        assert send(client=caller(person)).status_code == 400
    assert send(client=caller(lead)).status_code == 201
    assert send(client=Client()).status_code == 401


def test_a_file_over_the_limit_is_refused(send, settings):
    settings.IMPORT_MAX_MB = 1
    response = send("x" * (2 << 20))
    assert response.status_code == 400
    assert "the limit is 1 MB" in response.json()["file"][0]


def test_files_are_counted_apart_from_questions(send, analyst, monkeypatch):
    from rest_framework.throttling import ScopedRateThrottle

    monkeypatch.setattr(
        ScopedRateThrottle, "THROTTLE_RATES", {"imports": "2/hour"}, raising=True
    )
    cache.clear()
    answers = [send(kind="dreams").status_code for _time in range(3)]
    assert answers == [400, 400, 429]
    assert caller(analyst).get(ADDRESS).status_code == 200
