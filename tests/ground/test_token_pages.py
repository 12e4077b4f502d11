"""The page of one's own API tokens: made, shown once, given back."""

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from tests.delivery.pages import texts
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

PAGE = "/accounts/tokens/"
PROJECTS = "/api/v1/projects/"


@pytest.fixture
def ada(client):
    user = UserFactory(username="ada")
    client.force_login(user)
    return user


def test_a_token_is_shown_once_and_works(client, ada):
    (token, _header) = texts(client.post(PAGE), ".notice code")
    headers = {"Authorization": f"Token {token}"}
    assert Client().get(PROJECTS, headers=headers).status_code == 200
    again = client.get(PAGE)
    assert token not in again.content.decode()
    assert texts(again, "tbody code") == [token[:15]]


def test_the_page_that_shows_a_token_is_kept_nowhere(client, ada):
    assert "no-store" in client.post(PAGE).headers["Cache-Control"]


def test_looking_makes_no_token(client, ada):
    client.get(PAGE)
    assert not AuthToken.objects.exists()


def test_there_is_a_limit(client, ada, settings):
    for _number in range(settings.REST_KNOX["TOKEN_LIMIT_PER_USER"]):
        client.post(PAGE)
    refused = client.post(PAGE)
    assert texts(refused, ".message") == [
        "You have 10 tokens already. Give one back first."
    ]
    assert AuthToken.objects.count() == 10


def test_a_token_given_back_opens_nothing(client, ada):
    record, token = AuthToken.objects.create(user=ada)
    path = reverse("account_token_revoke", args=[record.token_key])
    assert client.get(path).status_code == 200
    assert AuthToken.objects.exists()
    assert client.post(path).headers["Location"] == PAGE
    headers = {"Authorization": f"Token {token}"}
    assert Client().get(PROJECTS, headers=headers).status_code == 401


def test_nobody_sees_or_gives_back_the_token_of_another(client, ada):
    record, _token = AuthToken.objects.create(user=UserFactory())
    path = reverse("account_token_revoke", args=[record.token_key])
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert record.token_key not in client.get(PAGE).content.decode()
