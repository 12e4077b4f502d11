"""API tokens: made in a session, shown once, given back, and never self-prolonging."""

from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import User

TOKENS = "/api/v1/tokens/"
CURRENT = "/api/v1/tokens/current/"
PROJECTS = "/api/v1/projects/"


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def token(client: Client, ada: User) -> str:
    client.force_login(ada)
    answer = client.post(TOKENS)
    assert answer.status_code == HTTPStatus.CREATED
    value: str = answer.json()["token"]
    return value


def bearing(token: str) -> dict[str, str]:
    """The header that a script sends."""
    return {"Authorization": f"Token {token}"}


def test_a_script_reads_with_a_token(token):
    assert Client().get(PROJECTS).status_code == HTTPStatus.UNAUTHORIZED
    assert Client().get(PROJECTS, headers=bearing(token)).status_code == HTTPStatus.OK


def test_a_token_is_stored_only_as_a_digest(token):
    (stored,) = AuthToken.objects.values()
    assert token not in str(stored)


def test_a_token_ends_after_ninety_days(token):
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        answer = Client().get(PROJECTS, headers=bearing(token))
    assert answer.status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_cannot_make_another(token):
    answer = Client().post(TOKENS, headers=bearing(token))
    assert answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    assert AuthToken.objects.count() == 1


def test_a_token_that_was_given_back_is_of_no_use(token):
    script = Client(headers=bearing(token))
    assert script.delete(CURRENT).status_code == HTTPStatus.NO_CONTENT
    assert script.get(PROJECTS).status_code == HTTPStatus.UNAUTHORIZED


def test_the_eleventh_token_is_refused_in_words(client, ada):
    client.force_login(ada)
    for _ in range(10):
        client.post(TOKENS)
    answer = client.post(TOKENS)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json() == ["You have 10 tokens already. Give one back first."]


def test_another_site_cannot_make_a_token_in_somebodys_name(ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.post(TOKENS).status_code == HTTPStatus.FORBIDDEN
    assert not AuthToken.objects.exists()
