"""What protects people and pages: headers, sign-in, lockout, sessions, links."""

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User

PASSWORD = "correct horse battery staple"
LOGIN = "/accounts/login/"
NOON = datetime.fromisoformat("2026-09-30T12:00:00+00:00")


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", "ada@example.org", PASSWORD, name="Ada King")


def sign_in(client: Client, name: str, password: str = PASSWORD, **extra: Any) -> Any:
    """Fill in the form as a person does."""
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


@pytest.fixture
def third_locks(settings: Any) -> None:
    """Lock at the third wrong password; that it takes ten is told by one test."""
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 3


def is_signed_in(client: Client) -> bool:
    """Ask a page that only people see."""
    return client.get("/api/docs/").status_code == HTTPStatus.OK


def test_every_answer_carries_the_headers_that_protect_it(client, db):
    headers = client.get(LOGIN).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_an_unknown_host_is_refused(client):
    assert client.get("/healthz", HTTP_HOST="evil.example.com").status_code == 400
    forged = client.get("/healthz", HTTP_X_FORWARDED_HOST="evil.example.com")
    assert b"evil" not in forged.content


@pytest.mark.parametrize("name", ["ada", "ADA@example.org"])
def test_one_signs_in_with_a_user_name_or_an_e_mail_address(client, ada, name):
    assert sign_in(client, name).status_code == HTTPStatus.FOUND
    assert is_signed_in(client)


def test_the_administration_has_no_sign_in_of_its_own(client, ada):
    User.objects.filter(pk=ada.pk).update(is_staff=True)
    answer = client.post(
        "/admin/login/", {"username": "ada", "password": PASSWORD, "next": "/admin/"}
    )
    assert answer.headers["Location"].startswith(LOGIN)


def test_nobody_makes_an_account_for_themselves(client, db):
    person = {
        "username": "eve",
        "email": "eve@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post("/accounts/signup/", person)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example.com", "//evil.example.com", "/\\evil.example.com"]
)
def test_signing_in_never_leads_off_the_site(client, ada, target):
    answer = client.post(
        LOGIN, {"login": "ada", "password": PASSWORD, "next": target}, follow=False
    )
    assert "evil" not in answer.headers.get("Location", "")


def test_a_session_gets_a_new_name_at_sign_in_and_dies_at_sign_out(client, ada):
    client.get(LOGIN)
    before = client.cookies.get("session")
    sign_in(client, "ada")
    after = client.cookies["session"].value
    assert before is None or before.value != after
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["session"] = after
    assert not is_signed_in(thief)


def test_the_tenth_wrong_password_locks_the_account(client, ada, settings):
    settings.AXES_ENABLED = True
    for _ in range(9):
        assert sign_in(client, "ada", "wrong").status_code == HTTPStatus.OK
    assert sign_in(client, "ada", "wrong").status_code == HTTPStatus.TOO_MANY_REQUESTS
    elsewhere = sign_in(Client(), "ada", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "password" in elsewhere.content.decode()


@pytest.mark.one_engine
def test_wrong_names_from_one_address_lock_the_address(client, ada, third_locks):
    for number in range(3):
        sign_in(client, f"guess{number}", "wrong")
    assert sign_in(client, "ada").status_code == HTTPStatus.TOO_MANY_REQUESTS
    elsewhere = sign_in(Client(), "ada", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == HTTPStatus.FOUND


@pytest.mark.one_engine
def test_a_forged_forwarding_header_does_not_escape_the_lock(client, ada, third_locks):
    for number in range(3):
        forged = f"198.51.100.{number}"
        sign_in(client, f"guess{number}", "wrong", HTTP_X_FORWARDED_FOR=forged)
    assert sign_in(client, "ada").status_code == HTTPStatus.TOO_MANY_REQUESTS


@pytest.mark.one_engine
def test_behind_a_trusted_proxy_each_client_counts_alone(
    client, ada, settings, third_locks
):
    settings.TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        forwarded = f"203.0.113.9, 198.51.100.{number}"
        sign_in(client, f"guess{number}", "wrong", HTTP_X_FORWARDED_FOR=forwarded)
    answer = sign_in(client, "ada", HTTP_X_FORWARDED_FOR="198.51.100.77")
    assert answer.status_code == HTTPStatus.FOUND


@pytest.mark.one_engine
def test_a_lock_opens_after_a_quarter_of_an_hour(client, ada, third_locks):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            sign_in(client, "ada", "wrong")
        assert sign_in(client, "ada").status_code == HTTPStatus.TOO_MANY_REQUESTS
        clock.shift(timedelta(minutes=16))
        assert sign_in(client, "ada").status_code == HTTPStatus.FOUND


def reset_link(client: Client) -> str:
    """Ask for a new password and return the link in the mail."""
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    (message,) = mail.outbox
    found = re.search(r"https?://\S+", str(message.body))
    assert found
    return found.group()


@pytest.mark.one_engine
def test_a_locked_account_opens_by_a_new_password(client, ada, settings, third_locks):
    for _ in range(3):
        sign_in(client, "ada", "wrong")
    form = client.get(reset_link(client).replace(settings.SITE_URL, ""), follow=True)
    new = "a wholly different sentence"
    client.post(
        form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True
    )
    assert sign_in(Client(), "ada", new).status_code == HTTPStatus.FOUND


def test_links_in_mail_lead_to_the_site_whatever_the_request_says(
    client, ada, settings
):
    settings.SITE_URL = "https://value.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    client.defaults["HTTP_HOST"] = "evil.example.com"
    assert reset_link(client).startswith("https://value.example.org/accounts/")
    assert "evil" not in str(mail.outbox[0].message())


def test_an_unknown_address_gets_the_same_words_and_no_mail(client, ada):
    known = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "eve@example.org"})
    assert known.status_code == unknown.status_code == HTTPStatus.FOUND
    assert known.headers["Location"] == unknown.headers["Location"]
    assert len(mail.outbox) == 1


def test_a_session_ends_twelve_hours_after_signing_in_however_busy(client, ada):
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "ada")
        for _ in range(11):
            clock.shift(timedelta(hours=1))
            assert is_signed_in(client)
        clock.shift(timedelta(hours=1, seconds=1))
        assert not is_signed_in(client)


def test_a_session_that_is_over_in_the_database_signs_nobody_in(client, ada):
    client.force_login(ada)
    session = client.session
    session.set_expiry(60)
    session.save()
    assert is_signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        assert not is_signed_in(client)


@pytest.mark.parametrize(("is_staff", "stays"), [(True, False), (False, True)])
def test_half_an_hour_of_quiet_ends_a_session_of_the_staff(
    client, ada, is_staff, stays
):
    User.objects.filter(pk=ada.pk).update(is_staff=is_staff)
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "ada")
        clock.shift(timedelta(minutes=20))
        assert is_signed_in(client)
        clock.shift(timedelta(minutes=31))
        assert is_signed_in(client) is stays


def test_reading_writes_no_session_so_that_no_reader_waits_for_a_writer(
    client, ada, django_assert_max_num_queries
):
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "ada")
        clock.shift(timedelta(minutes=5))
        with django_assert_max_num_queries(10) as queries:
            assert is_signed_in(client)
    assert queries.captured_queries
    assert all(row["sql"].startswith("SELECT") for row in queries.captured_queries)


def test_a_person_who_left_is_out_at_the_next_request(client, ada):
    sign_in(client, "ada")
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_a_page_speaks_the_language_of_its_reader(client, ada):
    User.objects.filter(pk=ada.pk).update(language="de", time_zone="Asia/Tokyo")
    client.force_login(ada)
    assert client.get("/api/docs/").headers["Content-Language"] == "de"


def test_logs_do_not_tell_the_secret_of_a_link(client, db, caplog):
    client.get("/shared/c29tZS1zZWNyZXQtdG9rZW4/")
    (record,) = [entry for entry in caplog.records if "/shared/" in entry.getMessage()]
    from pmo_value.logs import MaskTokens

    MaskTokens().filter(record)
    assert "c29tZS1z" not in record.getMessage()
