"""The pages of files: asking, waiting, stopping, and nothing but whole files."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from scorecards.models import RenderedFile, Scorecard
from tests.scorecards.files.conftest import anew, ordered

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.usefixtures("media"),
]

State = RenderedFile.State
LIST = "/scorecards/transport/files/?period=2026-Q3"
CONTENT = b"%PDF-1.7\nas small as can be\n%%EOF\n"


def ready(file: RenderedFile, media: Path) -> RenderedFile:
    """Put a file where it would be if somebody had made it."""
    path = media / "reports" / f"{file.pk}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTENT)
    RenderedFile.objects.filter(pk=file.pk).update(
        state=State.DONE,
        made_at=timezone.now(),
        file=f"reports/{path.name}",
        size=len(CONTENT),
        sha256=sha256(CONTENT).hexdigest(),
    )
    return anew(file)


def page(client, file: RenderedFile, **headers: str) -> str:
    return client.get(file.get_absolute_url(), headers=headers).content.decode()


def test_one_asks_for_a_file_and_is_told_how_far_it_is(client, executive, scorecard):
    client.force_login(executive)
    answer = client.post(LIST, {"medium": "pdf", "paper": "Letter"})
    file = RenderedFile.objects.select_related("portfolio").get()
    assert answer.headers["Location"] == file.get_absolute_url()
    assert (file.medium, file.paper, file.language) == ("pdf", "Letter", "en")
    assert (file.asked_by, file.as_of) == (executive, scorecard.as_of)
    assert "Waiting for its turn." in page(client, file)
    RenderedFile.objects.claim(file.pk, timezone.now())
    RenderedFile.objects.update(stage="pictures", stage_done=12, stage_of=29)
    shown = page(client, file)
    assert "Drawing pictures: 12 of 29." in shown
    assert "every 1s" in shown
    assert 'http-equiv="refresh"' in shown


def test_a_page_that_polls_is_loaded_anew_at_the_end(
    client, executive, scorecard, media
):
    client.force_login(executive)
    file = ordered(scorecard)
    asked = {"headers": {"HX-Request": "true"}}
    assert "HX-Refresh" not in client.get(file.get_absolute_url(), **asked).headers
    ready(file, media)
    assert client.get(file.get_absolute_url(), **asked).headers["HX-Refresh"] == "true"
    shown = page(client, file)
    assert "Ready" in shown
    assert 'http-equiv="refresh"' not in shown


def test_a_medium_that_there_is_not_is_refused(client, executive, scorecard):
    client.force_login(executive)
    answer = client.post(LIST, {"medium": "exe", "paper": "A0"})
    assert answer.status_code == 422
    assert not RenderedFile.objects.exists()


def test_a_file_is_saved_under_its_name_and_shown_to_nobody_as_a_page(
    client, executive, scorecard, media, caplog
):
    client.force_login(executive)
    file = ready(ordered(scorecard), media)
    with caplog.at_level("INFO"):
        answer = client.get(reverse("scorecards:file_download", args=[file.pk]))
    assert answer.content == CONTENT
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="transport-2026-Q3.pdf"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f"downloaded by person {executive.pk}" in caplog.text


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_what_is_not_whole_is_made_again_and_never_served(
    client, executive, scorecard, media, damage
):
    client.force_login(executive)
    file = ready(ordered(scorecard), media)
    path = media / file.file.name
    if damage == "cut":
        path.write_bytes(CONTENT[:-5])
    else:
        path.unlink()
    answer = client.get(f"{file.get_absolute_url()}download/")
    assert answer.status_code == 302
    assert anew(file).state == State.DUE
    assert "damaged or lost" in page(client, file)


def test_what_is_not_ready_leads_to_how_far_it_is(client, executive, scorecard):
    client.force_login(executive)
    file = ordered(scorecard)
    answer = client.get(f"{file.get_absolute_url()}download/")
    assert answer.headers["Location"] == file.get_absolute_url()


def test_whoever_asked_and_who_leads_may_stop_a_file(
    client, executive, finance, lead, scorecard
):
    file = ordered(scorecard, by=executive)
    stop = reverse("scorecards:file_stop", args=[file.pk])

    def stopped_by(person: User) -> int:
        client.force_login(person)
        return int(client.post(stop).status_code)

    assert stopped_by(finance) == 404
    assert "Stop</button>" not in page(client, file)
    assert anew(file).state == State.DUE
    for person in (executive, lead):
        RenderedFile.objects.update(state=State.DUE)
        client.force_login(person)
        assert "Stop</button>" in page(client, file)
        assert stopped_by(person) == 302
        assert anew(file).state == State.CANCELLED


def test_what_could_not_be_made_says_why_and_is_tried_again(
    client, executive, scorecard
):
    client.force_login(executive)
    file = ordered(scorecard)
    RenderedFile.objects.update(state=State.PARKED, problem="No space.", attempts=3)
    shown = page(client, file)
    assert "tried three times" in shown
    assert "No space." in shown
    client.post(reverse("scorecards:file_again", args=[file.pk]))
    assert (anew(file).state, anew(file).attempts) == (State.DUE, 0)


def test_files_of_a_period_say_whether_the_figures_have_changed(
    client, executive, scorecard, media
):
    client.force_login(executive)
    assert "No file of this period yet" in client.get(LIST).content.decode()
    ready(ordered(scorecard), media)
    assert "Figures have changed" not in client.get(LIST).content.decode()
    Scorecard.objects.filter(pk=scorecard.pk).update(digest="b" * 64)
    assert "Figures have changed" in client.get(LIST).content.decode()


@pytest.mark.one_engine
def test_the_list_asks_the_same_of_one_file_and_of_many(
    client, executive, scorecard, media, django_assert_num_queries
):
    client.force_login(executive)
    client.get(LIST)
    for number in range(6):
        scorecard.digest = str(number) * 64
        ready(ordered(scorecard), media)
    with django_assert_num_queries(5):
        client.get(LIST)
    with django_assert_num_queries(4):
        client.get(f"/scorecards/files/{RenderedFile.objects.first().pk}/")


def test_the_scorecard_leads_to_its_files(client, executive, scorecard):
    client.force_login(executive)
    shown = client.get(scorecard.get_absolute_url()).content.decode()
    assert LIST.replace("&", "&amp;") in shown
