"""A file is made once, whole or not at all, and whoever cannot make it says why."""

import errno
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from scorecards.actions import rendering
from scorecards.media import apart
from scorecards.media.writing import WRITERS, is_whole
from scorecards.models import RenderedFile, Scorecard
from scorecards.models.rendered_file import LEASE, ClaimLostError
from tests.scorecards.cycles import LATER
from tests.scorecards.files.conftest import (
    anew,
    is_alive,
    names,
    ordered,
    writing,
)
from tests.scorecards.files.odd import odd_writer

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.usefixtures("media"),
]

State = RenderedFile.State


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let PDFs be written in an odd way: `odd("hang")`, and so on.

    Without that they are whole, and as small as can be.
    """

    def choose(way: str) -> None:
        monkeypatch.setitem(WRITERS, "pdf", odd_writer(way))

    choose("wait")
    return choose


def tried(file: RenderedFile, before: int = 0) -> RenderedFile:
    """Try to make a file that failed so often before, with the pauses gone by."""
    waiting = RenderedFile.objects.filter(pk=file.pk)
    waiting.update(due_at=timezone.now(), attempts=before)
    rendering.render(file.pk)
    return anew(file)


@pytest.mark.parametrize("medium", ["pdf", "pptx", "xlsx", "csv"])
def test_a_file_is_made_whole_and_told_of(scorecard, media, medium):
    file = ordered(scorecard, medium)
    assert rendering.render(file.pk) == "done"
    made = anew(file)
    content = rendering.content_of(made)
    assert content is not None
    assert len(content) == made.size
    assert is_whole(rendering.path_of(made), medium)
    assert names(media) == [Path(made.file.name).name]
    assert (made.attempts, made.problem, made.claim) == (1, "", None)
    assert made.name == f"transport-2026-Q3.{medium}"


def test_whoever_asks_gets_the_same_file(scorecard, analyst, executive):
    first = ordered(scorecard, by=analyst)
    assert ordered(scorecard, by=executive).pk == first.pk
    assert ordered(scorecard, "pptx").pk != first.pk
    scorecard.digest = "b" * 64
    assert ordered(scorecard).pk != first.pk


def test_a_message_that_comes_twice_makes_one_file(scorecard, media, odd):
    file = ordered(scorecard)
    assert rendering.render(file.pk) == "done"
    before = anew(file).file.name
    assert rendering.render(file.pk) == "nothing to do"
    assert names(media) == [Path(before).name]


def test_figures_that_changed_since_are_those_in_the_file(scorecard, odd):
    file = ordered(scorecard)
    Scorecard.objects.filter(pk=scorecard.pk).update(digest="b" * 64)
    assert rendering.render(file.pk) == "done"
    scorecard.refresh_from_db()
    assert anew(file).source_key == rendering.source_of(scorecard)


def test_a_file_of_older_figures_gives_way_to_the_one_of_the_newer(scorecard):
    older = ordered(scorecard)
    Scorecard.objects.filter(pk=scorecard.pk).update(digest="b" * 64)
    scorecard.refresh_from_db()
    ordered(scorecard)
    assert rendering.render(older.pk) == "cancelled"
    assert "newer file is ordered" in anew(older).problem


def test_a_period_that_is_not_stored_any_more_ends_the_work(scorecard):
    file = ordered(scorecard)
    Scorecard.objects.filter(pk=scorecard.pk).update(
        built_revision=0, as_of=None, built_at=None
    )
    assert rendering.render(file.pk) == "cancelled"
    assert "not stored any more" in anew(file).problem
    Scorecard.objects.filter(pk=scorecard.pk).update(
        built_revision=LATER, as_of="2026-09-30", built_at=timezone.now()
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("crash", "ended from outside"),
        ("eat", "more memory"),
        ("cut", "cut off"),
        ("fail", "could not be drawn"),
    ],
)
def test_what_goes_wrong_is_said_in_words_and_leaves_nothing(
    scorecard, media, odd, way, words
):
    odd(way)
    file = tried(ordered(scorecard))
    assert (file.state, file.attempts) == (State.FAILED, 1)
    assert words in file.problem
    assert file.due_at - timezone.now() > timedelta(seconds=50)
    assert names(media) == []


@pytest.mark.one_engine
def test_what_never_ends_is_ended_with_all_that_it_started(
    scorecard, media, odd, monkeypatch
):
    odd("hang")
    monkeypatch.setattr(apart, "MOST_SECONDS", 2)
    start = time.monotonic()
    file = tried(ordered(scorecard))
    assert time.monotonic() - start < 20
    assert (file.state, file.problem) == (
        State.FAILED,
        "It took too long and was ended.",
    )
    assert writing(media) == []
    assert names(media) == []
    assert not is_alive(int((media.parent / "other").read_text()))
    odd("wait")
    assert tried(file).state == State.DONE


def test_a_report_ends_within_ninety_seconds():
    """The limit as it is set, with ten seconds for what comes before and after."""
    assert apart.MOST_SECONDS + apart.LAST_SECONDS <= 80


def test_after_three_tries_it_waits_for_somebody_to_act(scorecard, odd):
    odd("cut")
    file = tried(ordered(scorecard), before=2)
    assert (file.state, file.attempts) == (State.PARKED, 3)
    assert not RenderedFile.objects.waiting(timezone.now() + timedelta(days=1)).exists()
    odd("wait")
    assert ordered(scorecard).pk == file.pk
    assert rendering.render(file.pk) == "done"
    assert anew(file).problem == ""


@pytest.mark.one_engine
def test_stopping_ends_the_process_that_writes(scorecard, media, odd, monkeypatch):
    odd("hang")
    file = ordered(scorecard)

    def keep_until_stopped(self: RenderedFile, now: object, **changes: object) -> None:
        if (media.parent / "other").exists():
            rendering.cancel(file)
        real(self, now, **changes)

    real = RenderedFile.keep
    monkeypatch.setattr(RenderedFile, "keep", keep_until_stopped)
    start = time.monotonic()
    assert "not wanted" in rendering.render(file.pk)
    assert time.monotonic() - start < 30
    assert anew(file).state == State.CANCELLED
    assert writing(media) == []
    assert not is_alive(int((media.parent / "other").read_text()))
    assert names(media) == []


def test_a_worker_that_comes_too_late_leaves_no_trace(scorecard):
    file = ordered(scorecard)
    now = timezone.now()
    late = RenderedFile.objects.claim(file.pk, now)
    later = now + LEASE + timedelta(seconds=1)
    assert rendering.sweep(later) == [file.pk]
    other = RenderedFile.objects.claim(file.pk, later)
    assert late
    assert other
    for attempt in (late.keep, lambda now: late.settle(State.DONE)):
        with pytest.raises(ClaimLostError):
            attempt(later)
    assert anew(file).claim == other.claim


def test_files_leave_a_process_of_the_worker_to_scorecards(scorecard, odd, settings):
    settings.CELERY_WORKER_CONCURRENCY = 2
    first, second = ordered(scorecard), ordered(scorecard, "pptx")
    assert RenderedFile.objects.claim(first.pk, timezone.now())
    assert rendering.render(second.pk) == "waits for another one"
    assert rendering.waiting(timezone.now()) == [second.pk]
    settings.CELERY_WORKER_CONCURRENCY = 3
    assert RenderedFile.objects.claim(second.pk, timezone.now())


def test_work_that_is_cut_off_three_times_is_parked(scorecard):
    file = ordered(scorecard)
    now = timezone.now()
    for _ in range(3):
        assert RenderedFile.objects.claim(file.pk, now)
        now += LEASE + timedelta(seconds=1)
        rendering.sweep(now)
    assert anew(file).state == State.PARKED
    assert "cut off each time" in anew(file).problem


def test_files_go_after_a_week_and_what_has_no_row_after_an_hour(scorecard, media, odd):
    file = tried(ordered(scorecard))
    stray = media / "reports" / ".stray.part"
    stray.touch()
    now = timezone.now()
    rendering.sweep(now + timedelta(minutes=50))
    assert len(names(media)) == 2
    rendering.sweep(now + timedelta(days=6))
    assert names(media) == [Path(file.file.name).name]
    rendering.sweep(now + timedelta(days=8))
    assert names(media) == []
    assert not RenderedFile.objects.exists()


@pytest.fixture
def small_disk(media: Path) -> Iterator[Path]:
    """A disk of 400 KiB of its own, where the machine lets us have one."""
    folder = media / "reports"
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("A disk of its own may not be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


def fill(filler: Path) -> None:
    """Write until nothing more goes onto the disk."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError as error:
            assert error.errno == errno.ENOSPC  # noqa: PT017


@pytest.mark.one_engine
def test_a_full_disk_is_told_of_and_the_last_good_file_stays(
    scorecard, small_disk, media, client, executive
):
    good = tried(ordered(scorecard))
    assert good.state == State.DONE
    filler = small_disk / "filler"
    fill(filler)
    worse = tried(ordered(scorecard, "pptx"), before=2)
    assert (worse.state, worse.size) == (State.PARKED, None)
    assert "no space left" in worse.problem
    assert names(media) == sorted([Path(good.file.name).name, "filler"])
    client.force_login(executive)
    got = client.get(f"{good.get_absolute_url()}download/")
    assert got.content.rstrip().endswith(b"%%EOF")
    assert len(got.content) == good.size
    assert "no space left" in client.get(worse.get_absolute_url()).content.decode()
    filler.unlink()
    rendering.start_again(worse, None, timezone.now())
    assert tried(worse).state == State.DONE


def test_the_claim_is_kept_while_the_work_goes_on(scorecard, odd, media, monkeypatch):
    (media.parent / "gate").touch()
    ends: list[Any] = []
    real = RenderedFile.keep

    def keep(self: RenderedFile, now: object, **changes: object) -> None:
        real(self, now, **changes)
        ends.append(self.leased_until)
        if len(ends) >= 3:
            (media.parent / "gate").unlink(missing_ok=True)

    monkeypatch.setattr(RenderedFile, "keep", keep)
    assert rendering.render(ordered(scorecard).pk) == "done"
    assert ends == sorted(ends)
    assert len(set(ends)) >= 3
