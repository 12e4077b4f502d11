"""Uploads on their way: each step once, and nothing half done."""

import csv
import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from delivery.actions.import_batches import (
    ask_for,
    forget_old_files,
    open_import,
    settle,
    sweep_imports,
)
from delivery.imports.batches import carry_out_batch, check_batch, rows_done, share_done
from delivery.models import ImportBatch, Project, Role
from tests.factories import MembershipFactory, PortfolioFactory, ProjectFactory

State = ImportBatch.State

pytestmark = pytest.mark.django_db

GOOD = "code,name\nA,Bridge\nB,Tunnel\n"
BAD = "code,name\nA,Bridge\n,Tunnel\n=1,\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def analyst():
    return MembershipFactory(
        portfolio=PortfolioFactory(slug="here", currency="GBP"), role=Role.ANALYST
    )


@pytest.fixture
def upload(analyst):
    """Return what uploads a file of projects."""

    def make(text=GOOD, **fields):
        fields = {"name": "facts.csv", "kind": "projects"} | fields
        batch = ImportBatch(
            portfolio=analyst.portfolio, uploaded_by=analyst.user, **fields
        )
        open_import(batch, ContentFile(text.encode(), name="facts.csv"))
        return batch

    return make


@pytest.fixture
def checked(upload):
    """Return what uploads a file and has it checked."""

    def make(text=GOOD, **fields):
        batch = upload(text, **fields)
        assert ask_for(batch, State.CHECKING, timezone.now())
        check_batch(batch.pk)
        batch.refresh_from_db()
        return batch

    return make


def test_an_upload_keeps_nothing_of_its_name(upload, settings):
    batch = upload(name="../../evil.html")
    assert batch.file.name.startswith("imports/")
    assert "evil" not in batch.file.name
    assert "." not in batch.file.name
    assert batch.file.path.startswith(str(settings.MEDIA_ROOT))
    assert batch.size == len(GOOD)
    assert len(batch.sha256) == 64


def test_a_check_keeps_its_report(checked):
    batch = checked()
    assert batch.state == State.CHECKED
    assert batch.report["counts"]["projects"]["created"] == 2
    assert batch.report["rows"] == 2
    assert not batch.errors_file
    assert not Project.objects.exists()


def test_a_check_keeps_every_error_in_a_file(checked):
    batch = checked(BAD)
    assert batch.state == State.CHECKED
    assert batch.report["refused_rows"] == 2
    with batch.errors_file.open("r") as file:
        rows = list(csv.reader(file.read().lstrip("\ufeff").splitlines()))
    assert rows[0] == ["Row", "Line", "Column", "Value", "What is wrong"]
    assert rows[1] == ["3", "3", "code", "", "a value is missing."]
    assert len(rows) == 3


def test_a_file_of_errors_runs_no_formula(checked):
    batch = checked("code,name,status\nA,x,=1+1\n")
    with batch.errors_file.open("r") as file:
        assert ",'=1+1," in file.read()


def test_a_file_that_cannot_be_read_says_why(checked):
    batch = checked("code,name\n")
    assert batch.state == State.REFUSED
    assert batch.problem == "The file has a header and no rows."
    assert batch.report is None


def test_a_checked_file_is_imported_once(checked, analyst):
    batch = checked()
    assert ask_for(batch, State.IMPORTING, timezone.now())
    carry_out_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.DONE
    assert batch.report["is_stored"]
    assert Project.objects.get(code="A").history.get().history_user == analyst.user
    assert carry_out_batch(batch.pk) == "not to be done"
    assert not ask_for(batch, State.IMPORTING, timezone.now())
    assert Project.objects.count() == 2


def test_a_file_that_was_not_checked_is_not_imported(upload):
    batch = upload()
    assert not ask_for(batch, State.IMPORTING, timezone.now())
    assert carry_out_batch(batch.pk) == "not to be done"


def test_a_message_that_comes_twice_does_nothing(upload):
    batch = upload()
    ask_for(batch, State.CHECKING, timezone.now())
    check_batch(batch.pk)
    assert check_batch(batch.pk) == "not to be done"


def test_facts_that_changed_since_the_check_keep_the_file_out(checked, analyst):
    batch = checked()
    ProjectFactory(code="a", portfolio=analyst.portfolio)
    ask_for(batch, State.IMPORTING, timezone.now())
    carry_out_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.REFUSED
    assert batch.report["refused_rows"] == 1
    assert Project.objects.count() == 1


def test_the_refused_rows_can_be_left_out(checked):
    batch = checked(BAD, skips_refused=True)
    ask_for(batch, State.IMPORTING, timezone.now())
    carry_out_batch(batch.pk)
    assert [project.code for project in Project.objects.all()] == ["A"]


def silent(batch, state):
    """Let a batch look as if a worker took it up long ago and died."""
    long_ago = timezone.now() - timedelta(minutes=5)
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=state, claimed_at=long_ago, attempts=1
    )


def test_an_import_whose_worker_died_says_so(checked):
    batch = checked()
    silent(batch, State.IMPORTING)
    sweep_imports(timezone.now())
    batch.refresh_from_db()
    assert batch.state == State.INTERRUPTED
    assert batch.claimed_at is None
    assert not Project.objects.exists()
    assert ask_for(batch, State.IMPORTING, timezone.now())
    carry_out_batch(batch.pk)
    assert Project.objects.count() == 2


def test_a_worker_that_was_taken_for_dead_changes_nothing(checked):
    batch = checked()
    silent(batch, State.IMPORTING)
    late = ImportBatch.objects.get(pk=batch.pk)
    sweep_imports(timezone.now())
    assert not settle(late, State.DONE)
    batch.refresh_from_db()
    assert batch.state == State.INTERRUPTED


def test_a_worker_that_tells_how_far_it_is_is_left_alone(checked):
    batch = checked()
    silent(batch, State.IMPORTING)
    batch.progress_path.write_text("1")
    sweep_imports(timezone.now())
    batch.refresh_from_db()
    assert batch.state == State.IMPORTING
    long_ago = timezone.now().timestamp() - 300
    os.utime(batch.progress_path, (long_ago, long_ago))
    sweep_imports(timezone.now())
    batch.refresh_from_db()
    assert batch.state == State.INTERRUPTED


def test_a_check_whose_worker_died_is_done_again_three_times(upload):
    batch = upload()
    for attempt in (1, 2, 3):
        silent(batch, State.CHECKING)
        ImportBatch.objects.filter(pk=batch.pk).update(attempts=attempt)
        sweep_imports(timezone.now())
        batch.refresh_from_db()
        expected = State.CHECKING if attempt < 3 else State.INTERRUPTED
        assert (batch.state, batch.claimed_at) == (expected, None)


def test_an_order_whose_message_was_lost_is_sent_again(upload):
    batch = upload()
    ask_for(batch, State.CHECKING, timezone.now())
    asked = ImportBatch.objects.get(pk=batch.pk).ordered_at
    sweep_imports(timezone.now())
    batch.refresh_from_db()
    assert batch.ordered_at == asked
    later = timezone.now() + timedelta(minutes=2)
    sweep_imports(later)
    batch.refresh_from_db()
    assert batch.ordered_at == later


def test_progress_is_told_beside_the_file(checked):
    batch = checked()
    assert rows_done(batch) is None
    assert not batch.progress_path.exists()
    batch.progress_path.write_text("1")
    assert rows_done(batch) == 1
    assert share_done(batch) is None
    batch.state = State.IMPORTING
    assert share_done(batch) == 50


def test_files_are_deleted_after_thirty_days(checked):
    batch = checked(BAD)
    path, errors = batch.file.path, batch.errors_file.path
    assert forget_old_files(timezone.now()) == 0
    assert forget_old_files(timezone.now() + timedelta(days=31)) == 1
    batch.refresh_from_db()
    assert not batch.file
    assert not batch.is_open
    assert not os.path.exists(path)  # noqa: PTH110
    assert not os.path.exists(errors)  # noqa: PTH110
    assert batch.report["refused_rows"] == 2
