"""Files to fill in: what they hold, and who gets them."""

from io import BytesIO

import openpyxl
import pytest

from delivery.imports.kinds import KINDS
from delivery.imports.templates import LONGEST_LIST, template_workbook, validation
from tests.factories import ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def sheet_of(name):
    return openpyxl.load_workbook(BytesIO(template_workbook(KINDS[name]))).active


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_column_is_explained_and_every_choice_offered_as_a_list(kind):
    sheet = sheet_of(kind.name)
    header = next(sheet.iter_rows(max_row=1))
    assert [cell.value for cell in header] == list(kind.field_names)
    for cell in header:
        needed = cell.comment.text.startswith("Needed.")
        assert needed is kind.is_required(cell.value)
    listed = {
        rule.errorTitle: rule.formula1.strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
    }
    for name in kind.field_names:
        field = None if name == "period" else kind.model_field(name)
        if field is not None and field.choices:
            assert listed[name] == [str(value) for value, _label in field.flatchoices]
            assert len(validation(kind, name).formula1) <= LONGEST_LIST


def test_what_is_filled_in_can_be_imported(client, analyst, portfolio, tmp_path):
    from delivery.imports.importer import Job, import_file
    from delivery.imports.kinds import default_mapping
    from delivery.models import StatusUpdate

    ProjectFactory(portfolio=portfolio, code="007")
    client.force_login(analyst)
    response = client.get("/delivery/files/status-updates-template.xlsx")
    book = openpyxl.load_workbook(BytesIO(response.content))
    book.active.append(["007", "2026-09-30"])
    path = tmp_path / "filled.xlsx"
    book.save(path)
    job = Job(portfolio, default_mapping("status-updates"), path, path.name)
    assert import_file(job).errors == []
    assert StatusUpdate.objects.get().project.code == "007"


def test_the_page_links_to_every_template_and_to_the_lists_one_may_read(
    client, executive, administrator, portfolio
):
    client.force_login(executive)
    page = client.get("/delivery/files/").content.decode()
    for name in KINDS:
        assert f"/delivery/files/{name}-template.xlsx" in page
        assert f"/delivery/files/{portfolio.slug}/{name}.csv" in page
    client.force_login(administrator)
    page = client.get("/delivery/files/").content.decode()
    assert "/delivery/files/projects-template.csv" in page
    assert f"/delivery/files/{portfolio.slug}/" not in page


def test_a_kind_that_does_not_exist_is_not_found(client, executive, portfolio):
    client.force_login(executive)
    for address in ("dreams-template.csv", f"{portfolio.slug}/dreams.csv"):
        assert client.get(f"/delivery/files/{address}").status_code == 404
