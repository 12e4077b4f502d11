"""Watched folders: what is taken, once, in whose name, and what is left alone."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from delivery.imports.batches import carry_out_batch, check_batch
from delivery.imports.folders import SETTLED, take_files
from delivery.models import ImportBatch, Project
from tests.factories import ImportMappingFactory

pytestmark = pytest.mark.django_db

GOOD = "Nr,Title\nA,Bridge\n"


@pytest.fixture
def inbox(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.IMPORT_FOLDER = tmp_path / "inbox"
    (settings.IMPORT_FOLDER / "list").mkdir(parents=True)
    return settings.IMPORT_FOLDER / "list"


@pytest.fixture
def mapping(portfolio, analyst):
    return ImportMappingFactory(portfolio=portfolio, folder="list", saved_by=analyst)


@pytest.fixture
def look(django_capture_on_commit_callbacks):
    """Return what looks into the folders, as the scheduler does once a minute."""

    def run(after=SETTLED + timedelta(seconds=5)):
        with django_capture_on_commit_callbacks(execute=True):
            return take_files(timezone.now() + after)

    return run


def files(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def work():
    batch = ImportBatch.objects.latest("pk")
    check_batch(batch.pk)
    carry_out_batch(batch.pk)
    batch.refresh_from_db()
    return batch


def test_a_file_is_taken_and_imported_by_itself(inbox, mapping, look, analyst):
    (inbox / "march.csv").write_text(GOOD)
    assert look() == 1
    batch = work()
    assert (batch.state, batch.origin) == ("done", "folder")
    assert (batch.uploaded_by, batch.mapping) == (analyst, mapping)
    assert Project.objects.get().history.get().history_user == analyst
    assert files(inbox) == []
    assert files(inbox / "taken") == [f"{batch.pk}-march.csv"]


def test_a_file_that_grows_is_left_until_it_is_whole(inbox, mapping, look):
    (inbox / "march.csv").write_text(GOOD)
    assert look(after=timedelta()) == 0
    assert files(inbox) == ["march.csv"]
    assert look() == 1


def test_the_same_content_is_imported_once(inbox, mapping, look):
    (inbox / "march.csv").write_text(GOOD)
    look()
    work()
    (inbox / "again.csv").write_text(GOOD)
    assert look() == 0
    assert ImportBatch.objects.count() == 1
    assert files(inbox) == []


def test_a_file_that_was_refused_may_come_again(inbox, mapping, look):
    (inbox / "march.csv").write_text("Nr\nA\n")
    look()
    assert work().state == "refused"
    assert not Project.objects.exists()
    (inbox / "march.csv").write_text("Nr\nA\n")
    assert look() == 1


def test_a_file_with_a_refused_row_waits_for_a_person(inbox, mapping, look):
    (inbox / "march.csv").write_text("Nr,Title\nA,Bridge\n,Tunnel\n")
    look()
    assert work().state == "checked"
    assert not Project.objects.exists()


def test_links_hidden_files_and_folders_are_left_alone(inbox, mapping, look, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text(GOOD)
    (inbox / "link.csv").symlink_to(secret)
    (inbox / ".hidden.csv").write_text(GOOD)
    (inbox / "more").mkdir()
    assert look() == 0
    assert secret.exists()


def test_what_a_dead_process_took_is_taken_again(inbox, mapping, look):
    (inbox / "taking").mkdir()
    (inbox / "taking" / "march.csv").write_text(GOOD)
    assert look() == 1


def test_nobody_imports_in_the_name_of_who_left(inbox, mapping, look, analyst):
    analyst.memberships.all().delete()
    (inbox / "march.csv").write_text(GOOD)
    assert look() == 0
    assert files(inbox) == ["march.csv"]


def test_without_a_folder_nothing_is_watched(mapping, look, settings):
    settings.IMPORT_FOLDER = None
    assert look() == 0


def test_a_mapping_without_a_folder_watches_nothing(inbox, look, portfolio):
    ImportMappingFactory(portfolio=portfolio)
    (inbox / "march.csv").write_text(GOOD)
    os.utime(inbox / "march.csv", (0, 0))
    assert look() == 0


def test_the_form_offers_a_folder_only_where_one_is_watched(
    client, analyst, portfolio, settings, tmp_path
):
    client.force_login(analyst)
    new = "/delivery/imports/mappings/new/"
    assert "folder" not in client.get(new).context["form"].fields
    settings.IMPORT_FOLDER = tmp_path
    assert "folder" in client.get(new).context["form"].fields
