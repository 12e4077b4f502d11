"""The probes: what /healthz and /readyz say when something is away."""

import json
from http import HTTPStatus

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from pmo_value import urls
from pmo_value.health import NotReadyError
from tests.services.redis import RedisServer
from tests.services.worker import redis_broker


def broken_page(request: HttpRequest) -> HttpResponse:
    """A page that needs the database while it is away."""
    raise OperationalError("password authentication failed for hunter2")


handler500 = urls.handler500
urlpatterns = [
    path("page/", broken_page),
    path("api/v1/page/", broken_page),
    *urls.urlpatterns,
]


def not_ready() -> dict[str, object]:
    """A check that fails for a reason that may be told."""
    raise NotReadyError("the oldest scorecard is 7 hours old")


def broken() -> dict[str, object]:
    """A check that fails for a reason that holds a secret."""
    raise OperationalError("password authentication failed for hunter2")


def test_healthz_asks_nothing_of_the_database(client, django_assert_num_queries):
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_names_what_it_has_checked(client, settings):
    settings.READINESS_CHECKS = {
        "database": "pmo_value.health.check_database",
        "broker": "pmo_value.health.check_broker",
    }
    answer = client.get("/readyz")
    assert answer.status_code == HTTPStatus.OK
    checks = answer.json()["checks"]
    assert checks["database"] == {"status": "ok", "engine": connection.vendor}
    assert checks["broker"] == {"status": "ok", "transport": "filesystem"}


@pytest.mark.django_db
def test_readyz_answers_503_and_says_why(client, settings):
    settings.READINESS_CHECKS = {"scorecards": f"{__name__}.not_ready"}
    answer = client.get("/readyz")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json() == {
        "status": "not ready",
        "checks": {
            "scorecards": {
                "status": "not ready",
                "reason": "the oldest scorecard is 7 hours old",
            }
        },
    }


@pytest.mark.django_db
def test_readyz_does_not_tell_what_an_error_says(client, settings):
    settings.READINESS_CHECKS = {"database": f"{__name__}.broken"}
    answer = client.get("/readyz")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "hunter2" not in json.dumps(answer.json())


@pytest.mark.redis
@pytest.mark.django_db
def test_readyz_notices_a_broker_that_is_gone(
    client, settings, redis_server: RedisServer, tmp_path
):
    settings.READINESS_CHECKS = {"broker": "pmo_value.health.check_broker"}
    with redis_broker(redis_server.url, tmp_path).in_use():
        assert client.get("/readyz").status_code == HTTPStatus.OK
        redis_server.stop()
        assert client.get("/readyz").status_code == HTTPStatus.SERVICE_UNAVAILABLE


@pytest.mark.parametrize("path", ["/page/", "/api/v1/page/"])
def test_a_database_that_is_away_is_told_as_a_pause(path, settings):
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.headers["Retry-After"] == "10"
    assert b"hunter2" not in answer.content
