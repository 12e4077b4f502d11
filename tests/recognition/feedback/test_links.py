"""Links in the wrong hands: guessed, cut off, forged, logged, read by the way."""

import logging
import re
import time
from pathlib import Path

import brotli
import pytest
from django.test import Client
from django.urls import reverse

from accounts.guessing import may_try_again
from accounts.links import new_nonce, token_of
from pmo_value.finders import SHEETS
from pmo_value.logs import MaskTokens
from recognition.demo.rounds import QUARTERLY
from recognition.models import Invitation, Response, Round
from tests.delivery.pages import texts
from tests.factories import QuestionFactory
from tests.recognition.feedback.asking import COMPLETE, asked, entries, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NAMES = ("feedback", "feedback_draft", "feedback_call", "feedback_quote")


@pytest.fixture(autouse=True)
def one_process(settings):
    """Let this process see every try, as all do together with a shared cache."""
    settings.WEB_WORKERS = 1


def guess(client: Client, **extra: str) -> int:
    path = reverse("feedback", args=[token_of(new_nonce())])
    return client.get(path, **extra).status_code


def mutants(token: str) -> list[str]:
    """Return links that are nearly one that opens."""
    swapped = token[:-1] + ("A" if token[-1] != "A" else "B")
    return [
        *(token[:-1], token[1:], token + "=", token * 2, token * 3, swapped),
        *(token.swapcase(), f" {token}", f"{token} ", f"{token}%00", "x" * 5000),
        *("..", "%2e%2e", "null", "0", "-1", "’ or 1=1--", "{{7*7}}", "<b>", "№"),
    ]


def test_nothing_but_the_link_itself_opens_the_form(client):
    invitation = asked()
    token = token_of(invitation.nonce)
    wrong = [*mutants(token), invitation.nonce, invitation.token_hash, invitation.pk]
    pages = {}
    for guessed in wrong:
        path = f"/feedback/{guessed}/"
        answer = client.get(path)
        assert answer.status_code == 404, guessed
        pages[path] = re.sub(r"\s+", " ", answer.content.decode())
    kind = {page for page in pages.values() if "This link leads nowhere" in page}
    assert len(kind) == 1
    sent = client.post(f"/feedback/{wrong[0]}/", entries(invitation.round, **COMPLETE))
    assert sent.status_code == 404
    assert not Response.objects.exists()


def test_a_link_of_a_round_that_is_not_out_yet_opens_nothing(client):
    invitation = asked()
    Round.objects.update(state=Round.State.SCHEDULED)
    assert client.get(page_of(invitation)).status_code == 404


def test_answers_to_another_round_are_refused(client):
    """Somebody's own link takes the questions of its own round only."""
    one, other = asked("attributed"), asked("confidential")
    sent = client.post(page_of(one), entries(other.round, **COMPLETE))
    assert sent.status_code == 422
    assert not Response.objects.exists()


def test_after_sixty_tries_one_has_to_wait_and_a_valid_link_still_opens(client):
    invitation = asked()
    statuses = [guess(client) for _number in range(70)]
    assert statuses == [404] * 60 + [429] * 10
    forged = {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}
    assert guess(client, **forged) == 429
    assert client.get(page_of(invitation)).status_code == 200
    sent = client.post(page_of(invitation), entries(invitation.round, **COMPLETE))
    assert sent.status_code == 302
    assert guess(Client(REMOTE_ADDR="198.51.100.9")) == 404


def test_a_whole_office_that_opens_its_links_is_not_counted(client, settings):
    settings.WEB_WORKERS = 30
    invitation = asked()
    for _person in range(3):
        client.get(page_of(invitation))
    assert guess(client) == 404


def test_tries_are_counted_by_customer_and_shared_among_processes(settings):
    settings.WEB_WORKERS = 30
    assert may_try_again("2001:db8::1")
    assert may_try_again("2001:db8::2")
    assert not may_try_again("2001:db8::3")
    assert may_try_again("2001:db8:0:1::1")
    assert may_try_again("not an address")
    assert may_try_again(None)


def test_a_guess_and_a_dead_link_take_the_same_time(client):
    invitation = asked(revoked_at="2026-01-01T00:00:00Z")

    def seconds(path: str) -> float:
        """Of our own work: what else the machine does tells a guesser nothing."""
        start = time.process_time()
        client.get(path)
        return time.process_time() - start

    dead, unknown = page_of(invitation), reverse("feedback", args=["guess"])
    seconds(dead), seconds(unknown)
    pairs = [(seconds(dead), seconds(unknown)) for _time in range(7)]
    quickest = [min(taken) for taken in zip(*pairs, strict=True)]
    assert abs(quickest[0] - quickest[1]) < 0.05


def test_the_page_is_kept_and_found_and_told_nowhere(client):
    invitation = asked()
    for path in (page_of(invitation), reverse("feedback", args=["guess"])):
        headers = client.get(path).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_page_asks_nobody_else_for_anything_and_sets_no_session(client):
    invitation = asked()
    page = client.get(page_of(invitation))
    found = re.findall(r"(?:src|href)=\"([^\"]*)\"", page.content.decode())
    assert [one for one in found if not one.startswith(("/static/", "#"))] == []
    assert set(client.cookies) == {"csrf"}
    assert texts(page, "script[src*='feedback.js']") == [""]
    assert not texts(page, "script:not([src*='feedback.js'])")


def test_a_slow_line_carries_the_page_quickly(client):
    """All of it, the page itself not even packed, is less than 40 kB."""
    invitation = asked()
    for position, story in enumerate(QUARTERLY, start=10):
        QuestionFactory(
            questionnaire=invitation.round.questionnaire,
            position=position,
            kind=story.kind,
            text=story.text,
            low_label=story.low,
            high_label=story.high,
        )
    files = [*(f"css/{name}.css" for name in (*SHEETS, "print")), "js/feedback.js"]
    packed = (brotli.compress(Path("static", name).read_bytes()) for name in files)
    page = client.get(page_of(invitation)).content
    assert len(page) + sum(map(len, packed)) < 40_000


@pytest.mark.parametrize("name", NAMES)
def test_no_other_site_sends_a_form_here(name):
    invitation = asked()
    client = Client(enforce_csrf_checks=True)
    path = page_of(invitation, name)
    token = client.get(page_of(invitation)).cookies["csrf"].value
    typed = entries(invitation.round, **COMPLETE)
    assert client.post(path, typed).status_code == 403
    good = typed | {"csrfmiddlewaretoken": token, "quote": "Fine."}
    foreign = client.post(path, good, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert client.post(path, good).status_code == 302


def test_no_line_of_a_log_holds_the_link(client, caplog):
    invitation = asked(revoked_at="2026-01-01T00:00:00Z")
    token = token_of(invitation.nonce)
    path = page_of(invitation, "feedback_draft")
    error = ValueError(f"no such page: {path}")
    broken = (ValueError, error, None)
    lines = [
        ("Internal Server Error: %s", (path,), broken),
        ('%(r)s "%(f)s"', ({"r": f"GET {path}?kept HTTP/1.1", "f": path},), None),
    ]
    for message, arguments, exception in lines:
        record = logging.LogRecord(
            "gunicorn", logging.ERROR, "", 1, message, arguments, exception
        )
        assert MaskTokens().filter(record)
        written = logging.Formatter().format(record)
        assert token not in written
        assert "/feedback/…/draft/" in written


def test_no_row_of_the_database_holds_the_link(client):
    invitation = asked()
    client.post(page_of(invitation), entries(invitation.round, **COMPLETE))
    token = token_of(invitation.nonce)
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(Response.objects.values()))
