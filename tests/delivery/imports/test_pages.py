"""The pages of an import: who sees them, and what they say."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from delivery.imports.batches import carry_out_batch, check_batch
from delivery.models import ImportBatch, Project, Role
from tests.delivery.imports.workbooks import (
    HEADER,
    row,
    sheet_xml,
    text,
    write_workbook,
)
from tests.factories import MembershipFactory, PortfolioFactory, UserFactory

State = ImportBatch.State

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NEW = "/delivery/imports/new/"
GOOD = "code,name\nA,Bridge\nB,Tunnel\n"
BAD = 'code,name,final_cost\nA,Bridge,1\nB,<b>Tunnel</b>,"1.234,56"\n'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def portfolio():
    return PortfolioFactory(slug="here", name="Here")


@pytest.fixture
def analyst(portfolio):
    return MembershipFactory(portfolio=portfolio, role=Role.ANALYST).user


@pytest.fixture
def upload(client, analyst, portfolio):
    """Return what uploads a file as the analyst, and gives its batch."""

    def make(content=GOOD, name="facts.csv", **fields):
        client.force_login(analyst)
        data = content if isinstance(content, bytes) else content.encode()
        form = {
            "portfolio": portfolio.pk,
            "kind": "projects",
            "file": SimpleUploadedFile(name, data),
        } | fields
        response = client.post(NEW, form)
        assert response.status_code == 302, response.context["form"].errors
        return ImportBatch.objects.latest("pk")

    return make


def page(client, batch):
    response = client.get(batch.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def order_check(client, batch, **options):
    client.post(reverse("delivery:import_check", args=[batch.pk]), options)
    check_batch(batch.pk)
    batch.refresh_from_db()


def test_a_file_goes_all_the_way(client, upload):
    batch = upload()
    shown = page(client, batch)
    assert "Read as text in utf-8." in shown
    assert ">Bridge</td>" in shown
    order_check(client, batch)
    assert batch.state == State.CHECKED
    shown = page(client, batch)
    assert "What would be stored" in shown
    assert "Import the facts" in shown
    client.post(reverse("delivery:import_carry_out", args=[batch.pk]))
    carry_out_batch(batch.pk)
    assert "What was stored" in page(client, batch)
    assert Project.objects.count() == 2


def test_errors_stand_beside_their_rows(client, upload):
    batch = upload(BAD)
    order_check(client, batch)
    shown = page(client, batch)
    assert re.search(r'<th scope="row" class="numeric">\s*3\s*</th>', shown)
    assert "final_cost" in shown
    assert "&#x27;1.234,56&#x27; is not a number. Write 1234.56." in shown
    assert "Upload a corrected file" in shown
    response = client.get(reverse("delivery:import_errors", args=[batch.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="facts-errors.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert b"1.234,56" in b"".join(response.streaming_content)


def test_what_brings_nothing_is_not_offered_and_the_columns_can_be_told(client, upload):
    batch = upload('code,name,final_cost\nB,Tunnel,"1.234,56"\n')
    order_check(client, batch)
    shown = page(client, batch)
    assert "Import without the refused rows" not in shown
    columns = reverse("delivery:import_columns", args=[batch.pk])
    assert columns in shown
    choice = {
        "name": "European",
        "numbers": 'decimal = ",", thousands = "."',
        "field_code": "code",
        "field_name": "name",
        "field_final_cost": "final_cost",
    }
    assert client.post(columns, choice).url == batch.get_absolute_url()
    shown = page(client, batch)
    assert "Check the file" in shown
    assert "Tunnel" in shown
    assert "is not a number" not in shown
    order_check(client, batch)
    assert "Import the facts" in page(client, batch)


def test_a_file_that_cannot_be_read_says_so_once_and_asks_for_another(client, upload):
    batch = upload(b"\x89PNG\r\n\x1a\n" + bytes(300), name="chart.png")
    assert "Upload another file" in page(client, batch)
    order_check(client, batch)
    shown = page(client, batch)
    assert shown.count("This is a file of type PNG") == 1
    assert "Upload another file" in shown
    assert "Check the file" not in shown


def test_refused_rows_are_only_left_out_by_choice(client, upload):
    batch = upload(BAD)
    order_check(client, batch)
    address = reverse("delivery:import_carry_out", args=[batch.pk])
    client.post(address)
    batch.refresh_from_db()
    assert batch.state == State.CHECKED
    client.post(address, {"skip": "yes"})
    carry_out_batch(batch.pk)
    assert [project.code for project in Project.objects.all()] == ["A"]


def test_markup_of_a_file_is_shown_as_text(client, upload):
    name = "<script>alert(1)</script>"
    batch = upload(f"code,name,{name}\n{name},{name},{name}\n", name=f"{name}.csv")
    assert "<script>alert" not in page(client, batch)
    order_check(client, batch)
    assert "<script>alert" not in page(client, batch)
    order_check(client, upload(f"code,name,final_cost\nA,x,{name}\n"))
    assert "<script>alert" not in page(client, ImportBatch.objects.latest("pk"))


def test_the_encoding_is_asked_for_with_a_preview(client, upload):
    batch = upload("code,name\nA,Größe\n".encode("cp1252"))
    shown = page(client, batch)
    assert "The text is not UTF-8 (first at line 2). Choose its encoding" in shown
    order_check(client, batch)
    assert batch.state == State.REFUSED
    assert "The text is not UTF-8" in page(client, batch)
    order_check(client, batch, encoding="cp1252")
    assert batch.state == State.CHECKED
    ImportBatch.objects.update(state=State.UPLOADED)
    assert ">Größe</td>" in page(client, batch)


def test_a_workbook_is_previewed(client, upload, tmp_path):
    path = write_workbook(
        tmp_path / "facts.xlsx", sheet_xml(HEADER, row(2, text("A2", "A")))
    )
    batch = upload(Path(path).read_bytes(), name="facts.xlsx")
    assert "Read from the sheet Sheet1." in page(client, batch)


def test_only_what_matters_for_the_file_is_asked(client, upload, tmp_path):
    assert 'name="delimiter"' in page(client, upload())
    path = write_workbook(
        tmp_path / "facts.xlsx", sheet_xml(HEADER, row(2, text("A2", "A")))
    )
    shown = page(client, upload(Path(path).read_bytes(), name="facts.xlsx"))
    assert 'name="sheet"' in shown
    assert 'name="delimiter"' not in shown
    shown = page(client, upload(b"%PDF-1.7 x", name="facts.csv"))
    assert "This is a file of type PDF." in shown
    assert 'name="encoding"' not in shown


def test_a_checked_file_can_be_looked_at_again(client, upload):
    batch = upload()
    order_check(client, batch)
    assert "The first rows" not in page(client, batch)
    again = client.get(f"{batch.get_absolute_url()}?look=again").content.decode()
    assert "The first rows" in again


def test_a_corrected_file_goes_the_same_way(client, upload):
    batch = upload(BAD)
    order_check(client, batch)
    links = re.findall(r'href="(/delivery/imports/new/[^"]+)"', page(client, batch))
    response = client.get(links[0].replace("&amp;", "&"))
    form = response.context["form"]
    assert form["portfolio"].value() == batch.portfolio.pk
    assert form["kind"].value() == "projects"


def test_an_option_that_does_not_exist_is_refused(client, upload):
    batch = upload()
    address = reverse("delivery:import_check", args=[batch.pk])
    response = client.post(address, {"encoding": "utf-7"})
    assert response.status_code == 422
    batch.refresh_from_db()
    assert batch.state == State.UPLOADED


def test_progress_is_shown_while_the_work_goes_on(client, upload):
    batch = upload()
    client.post(reverse("delivery:import_check", args=[batch.pk]))
    shown = page(client, batch)
    assert "Waiting for its turn." in shown
    assert '<meta http-equiv="refresh" content="5">' in shown
    ImportBatch.objects.update(claimed_at=timezone.now())
    batch.refresh_from_db()
    batch.progress_path.write_text("12000")
    assert "Checking: 12,000 rows read." in page(client, batch)


def test_htmx_reloads_the_page_when_the_work_has_ended(client, upload):
    batch = upload()
    client.post(reverse("delivery:import_check", args=[batch.pk]))
    working = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in working
    check_batch(batch.pk)
    ended = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"


def test_an_interrupted_import_says_so_and_can_be_started_again(client, upload):
    batch = upload()
    order_check(client, batch)
    ImportBatch.objects.update(state=State.INTERRUPTED)
    shown = page(client, batch)
    assert "The work was interrupted. Nothing was stored." in shown
    client.post(reverse("delivery:import_carry_out", args=[batch.pk]))
    carry_out_batch(batch.pk)
    assert Project.objects.count() == 2


def test_the_same_content_again_is_pointed_out(client, upload):
    first = upload()
    order_check(client, first)
    client.post(reverse("delivery:import_carry_out", args=[first.pk]))
    carry_out_batch(first.pk)
    again = upload()
    assert "A file of this very content was imported on" in page(client, again)
    order_check(client, again)
    assert again.report["counts"]["projects"]["unchanged"] == 2


def test_a_file_over_the_limit_is_refused(client, analyst, portfolio, settings):
    settings.IMPORT_MAX_MB = 1
    client.force_login(analyst)
    file = SimpleUploadedFile("big.csv", b"x" * (2 << 20))
    response = client.post(
        NEW, {"portfolio": portfolio.pk, "kind": "projects", "file": file}
    )
    assert response.status_code == 422
    assert "the limit is 1 MB" in response.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"file": ""}, "file"),
        ({"kind": "dreams"}, "kind"),
        ({"kind": "kpis", "profile": "uk-major"}, "kind"),
        ({"profile": "../x"}, "profile"),
    ],
)
def test_a_wrong_upload_is_explained_at_its_field(
    client, analyst, portfolio, fields, field
):
    client.force_login(analyst)
    form = {
        "portfolio": portfolio.pk,
        "kind": "projects",
        "file": SimpleUploadedFile("facts.csv", GOOD.encode()),
    }
    response = client.post(NEW, form | fields)
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_nobody_uploads_into_a_portfolio_of_others(client, analyst):
    client.force_login(analyst)
    other = PortfolioFactory()
    file = SimpleUploadedFile("facts.csv", GOOD.encode())
    response = client.post(
        NEW, {"portfolio": other.pk, "kind": "projects", "file": file}
    )
    assert response.status_code == 422
    assert other.name not in response.content.decode()


POSTED = ("import_check", "import_carry_out")


def addresses(batch):
    return [
        ("get", batch.get_absolute_url()),
        ("get", reverse("delivery:import_errors", args=[batch.pk])),
        *(("post", reverse(f"delivery:{name}", args=[batch.pk])) for name in POSTED),
    ]


def statuses(client, batch):
    """Ask for every address of an import; return what was answered."""
    found = []
    for method, address in addresses(batch):
        response = getattr(client, method)(address)
        if response.streaming:
            list(response.streaming_content)  # closes the file
        found.append(response.status_code)
    return found


def test_only_the_owner_and_the_leads_see_an_import(client, upload, portfolio):
    batch = upload(BAD)
    order_check(client, batch)
    lead = MembershipFactory(portfolio=portfolio, role=Role.LEAD).user
    people = [
        (lead, [200, 200, 404, 404]),
        (MembershipFactory(portfolio=portfolio, role=Role.ANALYST).user, [404] * 4),
        (MembershipFactory(portfolio=portfolio, role=Role.EXECUTIVE).user, [404] * 4),
        (MembershipFactory(portfolio=portfolio, role=Role.ADMIN).user, [404] * 4),
        (MembershipFactory(role=Role.LEAD).user, [404] * 4),
        (UserFactory(), [404] * 4),
    ]
    for person, expected in people:
        client.force_login(person)
        assert statuses(client, batch) == expected
        listed = client.get("/delivery/imports/").content.decode()
        assert ("facts.csv" in listed) is (person == lead)


def test_an_owner_who_left_the_portfolio_sees_nothing_any_more(client, upload, analyst):
    batch = upload(BAD)
    order_check(client, batch)
    analyst.memberships.all().delete()
    assert statuses(client, batch) == [404] * 4


def test_nobody_is_let_in_without_signing_in(client, upload):
    batch = upload()
    client.logout()
    for method, address in [*addresses(batch), ("get", NEW), ("post", NEW)]:
        response = getattr(client, method)(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_an_upload_has_no_address_of_its_own(client, upload):
    batch = upload("<html><script>alert(1)</script>,name\nA,x\n")
    for prefix in ("/media/", "/", "/static/"):
        assert client.get(f"{prefix}{batch.file.name}").status_code == 404


def test_an_old_import_keeps_its_page(client, upload):
    batch = upload(BAD)
    order_check(client, batch)
    ImportBatch.objects.update(file="", errors_file="")
    shown = page(client, batch)
    assert "is not a number" in shown
    assert "Check the file" not in shown
    client.post(reverse("delivery:import_check", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == State.CHECKED


def test_the_list_takes_as_many_queries_for_many_imports(
    client, upload, django_assert_max_num_queries
):
    for _number in range(3):
        upload()
    ImportBatch.objects.update(uploaded_at=timezone.now() - timedelta(days=1))
    with django_assert_max_num_queries(9):
        client.get("/delivery/imports/")
