"""Mappings that people save: chosen on the page, written, used, and whose they are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delivery.imports.batches import carry_out_batch, check_batch
from delivery.imports.toml import parse_mapping
from delivery.models import ImportBatch, ImportMapping, Project, Role
from tests.factories import ImportMappingFactory, PortfolioFactory
from tests.people import member

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

State = ImportBatch.State

FOREIGN = 'Nr;Titel "kurz";Kosten;Ende\nA;Brücke;1.234,56;31.03.2026\n'
CHOICE = {
    "name": "Projektliste",
    "days": "%d.%m.%Y",
    "numbers": 'decimal = ",", thousands = "."',
    "field_code": "Nr",
    "field_name": 'Titel "kurz"',
    "field_final_cost": "Kosten",
    "field_actual_finish": "Ende",
    "field_status": "",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def upload(client, analyst, portfolio):
    """Return what uploads a file as the analyst, and gives the answer."""

    def post(content=FOREIGN, **fields):
        client.force_login(analyst)
        form = {
            "portfolio": portfolio.pk,
            "kind": "projects",
            "file": SimpleUploadedFile("facts.csv", content.encode()),
        } | fields
        return client.post("/delivery/imports/new/", form)

    return post


def latest():
    return ImportBatch.objects.latest("pk")


def columns_page(batch):
    return reverse("delivery:import_columns", args=[batch.pk])


def test_columns_are_chosen_once_and_found_the_next_time(client, upload, portfolio):
    upload()
    page = client.get(columns_page(latest()))
    assert page.status_code == 200
    assert "Brücke" in page.content.decode()
    response = client.post(columns_page(latest()), CHOICE)
    assert response.status_code == 302, response.context["form"].errors
    mapping = ImportMapping.objects.get()
    assert parse_mapping(mapping.text).kinds == ("projects",)
    check_batch_of(client, latest())
    assert latest().report["refused_rows"] == 1  # not finished, but with a finish
    assert latest().report["errors"][0]["reason"].startswith("Only a completed")

    assert upload(FOREIGN.replace("31.03.2026", ""), profile=f"mapping:{mapping.pk}")
    assert latest().mapping == mapping
    check_batch_of(client, latest())
    client.post(reverse("delivery:import_carry_out", args=[latest().pk]))
    carry_out_batch(latest().pk)
    project = Project.objects.get()
    assert (project.name, str(project.final_cost)) == ("Brücke", "1234.5600")


def check_batch_of(client, batch):
    client.post(reverse("delivery:import_check", args=[batch.pk]))
    check_batch(batch.pk)


def test_columns_that_are_named_like_fields_are_chosen_already(client, upload):
    upload("Project Code,Name,Budget holder\nA,Bridge,Ada\n")
    form = client.get(columns_page(latest())).context["form"]
    assert form["field_code"].initial == "Project Code"
    assert form["field_name"].initial == "Name"
    assert form["field_sponsor"].initial == ""


def test_columns_that_share_a_name_are_told_apart(client, upload):
    upload("code,name,name\nA,x,Bridge\n")
    choice = {"name": "Doubles", "field_code": "code", "field_name": "name#2"}
    assert client.post(columns_page(latest()), choice).status_code == 302
    check_batch_of(client, latest())
    client.post(reverse("delivery:import_carry_out", args=[latest().pk]))
    carry_out_batch(latest().pk)
    assert Project.objects.get().name == "Bridge"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"field_name": ""}, "field_name"),
        ({"field_name": "Dreams"}, "field_name"),
        ({"name": "Taken"}, "name"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_choice_is_explained_at_its_field(
    client, upload, portfolio, wrong, field
):
    ImportMappingFactory(portfolio=portfolio, name="Taken")
    upload()
    response = client.post(columns_page(latest()), CHOICE | wrong)
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_mapping_is_written_corrected_taken_away_and_thrown_away(
    client, analyst, portfolio
):
    client.force_login(analyst)
    text = '[[facts]]\nkind = "kpis"\n[facts.fields]\ncode = "K"\nname = "N"\n'
    new = {"portfolio": portfolio.pk, "name": "KPIs", "text": text}
    assert client.post("/delivery/imports/mappings/new/", new).status_code == 302
    mapping = ImportMapping.objects.get()
    assert mapping.saved_by == analyst
    address = mapping.get_absolute_url()
    version = client.get(address).context["form"]["version"].value()
    changed = new | {"name": "Our KPIs", "version": version}
    assert client.post(address, changed).status_code == 302
    assert client.post(address, new | {"version": version}).status_code == 409
    file = client.get(f"{address.rstrip('/')}.toml")
    assert file["Content-Disposition"] == 'attachment; filename="our-kpis.toml"'
    assert file.content.decode().splitlines() == text.splitlines()
    client.post(f"{address}delete/")
    assert not ImportMapping.objects.exists()
    assert mapping.history.count() == 3


def test_a_text_that_is_no_mapping_is_refused_with_its_place(
    client, analyst, portfolio
):
    client.force_login(analyst)
    text = '[[facts]]\nkind = "kpis"\n[facts.fields]\nnome = "N"\n'
    new = {"portfolio": portfolio.pk, "name": "KPIs", "text": text}
    response = client.post("/delivery/imports/mappings/new/", new)
    assert response.status_code == 422
    (problem,) = response.context["form"].errors["text"]
    assert "facts[1].fields.nome" in problem


def test_the_list_leads_to_who_changed_a_mapping(client, analyst, portfolio):
    client.force_login(analyst)
    ImportMappingFactory(portfolio=portfolio, name="Monthly list")
    mapping = ImportMapping.objects.get()
    mapping.name = "Weekly list"
    mapping.save()
    address = reverse("delivery:import_mapping_history", args=[mapping.pk])
    shown = client.get(reverse("delivery:import_mapping_list")).content.decode()
    assert f'href="{address}"' in shown
    page = client.get(address).content.decode()
    assert "Saved mapping Weekly list changed" in page
    assert "Saved mapping Monthly list added" in page
    lines = client.get(f"{address}?file=csv").content.decode().splitlines()
    assert any("name,Monthly list,Weekly list" in line for line in lines)


def test_a_mapping_serves_its_portfolio_and_those_below(client, upload, portfolio):
    below = PortfolioFactory(parent=portfolio)
    mapping = ImportMappingFactory(portfolio=portfolio)
    chosen = {"profile": f"mapping:{mapping.pk}"}
    assert upload(portfolio=below.pk, **chosen).status_code == 302
    elsewhere = ImportMappingFactory(portfolio=below)
    response = upload(profile=f"mapping:{elsewhere.pk}")
    assert response.status_code == 422
    assert "profile" in response.context["form"].errors
    # Whoever enters facts below only may read files by it, and not change it.
    client.force_login(member(below, Role.ANALYST, "assistant"))
    form = client.get("/delivery/imports/new/").context["form"]
    assert f"mapping:{mapping.pk}" in form.mappings
    assert client.get(mapping.get_absolute_url()).status_code == 404


def test_a_mapping_of_strangers_is_not_offered(client, upload):
    mapping = ImportMappingFactory(portfolio=PortfolioFactory(), name="Kookaburra")
    response = upload(profile=f"mapping:{mapping.pk}")
    assert response.status_code == 422
    assert "Kookaburra" not in response.content.decode()


def test_a_mapping_makes_its_own_kinds(upload, portfolio):
    mapping = ImportMappingFactory(portfolio=portfolio)
    response = upload(profile=f"mapping:{mapping.pk}", kind="kpis")
    assert response.status_code == 422
    assert response.context["form"].errors["kind"] == ["This profile makes: projects."]


def test_only_those_who_import_there_see_a_mapping(
    client, portfolio, lead, executive, administrator, stranger
):
    mapping = ImportMappingFactory(portfolio=portfolio, name="Kookaburra")
    for person, answer in (
        (lead, 200),
        (executive, 404),
        (administrator, 404),
        (stranger, 404),
    ):
        client.force_login(person)
        assert client.get(mapping.get_absolute_url()).status_code == answer
        listed = client.get("/delivery/imports/mappings/").content.decode()
        assert ("Kookaburra" in listed) is (person == lead)
