"""Many stakeholders at once."""

import pytest
from django.urls import reverse

from recognition.models import Stakeholder
from tests.factories import ProjectFactory, ServiceFactory, StakeholderFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

URL = reverse("recognition:stakeholder_paste")


@pytest.fixture
def paste(client, analyst, portfolio):
    """Return what an analyst gets for some lines."""
    client.force_login(analyst)
    return lambda rows: client.post(URL, {"portfolio": portfolio.pk, "rows": rows})


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_lines_of_a_spreadsheet_become_people(portfolio, paste, delimiter):
    ProjectFactory(portfolio=portfolio, code="T-1")
    ServiceFactory(portfolio=portfolio, code="S-1")
    lines = [
        ["name", "email", "role", "projects", "services", "reports_to_pmo"],
        ["Ada", "ada@example.org", "executive", "T-1", "S-1", "yes"],
        ["Grace", "", "", "", "", ""],
    ]
    rows = "\n".join(delimiter.join(line) for line in lines)
    assert paste(rows).status_code == 302
    ada, grace = Stakeholder.objects.all()
    assert (ada.role, ada.reports_to_pmo, grace.role) == ("executive", True, "sponsor")
    assert [row.subject.code for row in ada.responsibilities.all()] == ["T-1", "S-1"]
    assert paste(rows).status_code == 302
    assert Stakeholder.objects.count() == 2
    assert ada.responsibilities.count() == 2


def test_the_exported_list_goes_back_in(portfolio, paste, client):
    known = StakeholderFactory(portfolio=portfolio, name="=Ada", unit="Works")
    path = reverse("recognition:stakeholder_export", args=["csv"])
    client.force_login(portfolio.memberships.get().user)
    body = client.get(path).content.decode("utf-8-sig")
    assert paste(body.replace("Works", "Harbour")).status_code == 302
    known.refresh_from_db()
    assert (known.name, known.unit) == ("=Ada", "Harbour")
    assert Stakeholder.objects.get() == known


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("name,email\nAda,nowhere", "Line 2, E-mail address: Enter a valid email"),
        ("name,email\nA,a@b.org\nB,A@b.org", "Line 3: as line 2."),
        ("name,role\nAda,pope", "Line 2, Role: Select a valid choice"),
        ("name,projects\nAda,X-9", "Line 2, projects: X-9 is not known."),
        ("name,password\nAda,1", "names the columns"),
        ("email\nada@example.org", "names the columns"),
        ("name", "Paste 1 to 200 lines"),
        ('name\n"Ada', "Is a quote left open?"),
        ("name,email\nAda,a@b.org,x", "more cells than there are columns"),
        ("name,reports_to_pmo\nAda,perhaps", "write yes or no"),
        ("name\n" + "A\n" * 201, "Paste 1 to 200 lines"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(paste, rows, words):
    response = paste(rows)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Stakeholder.objects.exists()


def test_nobody_pastes_into_a_portfolio_of_others(client, stranger, portfolio):
    client.force_login(stranger)
    response = client.post(URL, {"portfolio": portfolio.pk, "rows": "name\nAda"})
    assert response.status_code == 422
    assert not Stakeholder.objects.exists()
