"""Two people save the same records in fifty pairs (guarantee R15).

Fifty first saves are kept, fifty second ones are told with both values, and none is
overwritten unseen: by form, by grid, and by file through the API. `test_conflicts`
has those that save at the very same moment.
"""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from delivery.imports.batches import carry_out_batch, check_batch
from delivery.models import Milestone, PriorityScore
from tests.delivery.pages import entries, errors, parsed
from tests.factories import (
    MilestoneFactory,
    PriorityCriterionFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

PAIRS = 50
IMPORTS = "/api/v1/imports/"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def program(user):
    _instance, token = AuthToken.objects.create(user=user)
    return Client(headers={"Authorization": f"Token {token}"})


@pytest.mark.one_engine
class TestForms:
    def test_the_first_is_kept_and_the_second_told(self, analyst, lead, portfolio):
        ada, grace = signed_in(analyst), signed_in(lead)
        milestone = MilestoneFactory(project__portfolio=portfolio)
        path = reverse("delivery:milestone_update", args=[milestone.pk])
        opened = entries(ada.get(path))
        for pair in range(PAIRS):
            mine, theirs = f"Number {pair} of Ada", f"Number {pair} of Grace"
            assert ada.post(path, opened | {"name": mine}).status_code == 302
            ada.cookies.pop("messages")  # a browser shows it on the next page
            answer = grace.post(path, opened | {"name": theirs})
            page = answer.content.decode()
            assert answer.status_code == 409
            assert f"<td>{mine}</td>" in page
            assert f"<td>{theirs}</td>" in page
            # What the page brings along stands for knowing what is stored.
            (version,) = re.findall(r'name="version" value="(\d+)"', page)
            opened |= {"version": version}
        names = Milestone.history.filter(id=milestone.pk, history_type="~")
        assert set(names.values_list("name", flat=True)) == {
            f"Number {pair} of Ada" for pair in range(PAIRS)
        }
        assert grace.post(path, opened | {"name": "Knowing it"}).status_code == 302


@pytest.mark.one_engine
class TestGrid:
    @pytest.fixture
    def marks(self, portfolio):
        """Return the path of a grid, and the name of each of its cells."""
        criterion = PriorityCriterionFactory(portfolio=portfolio)
        projects = ProjectFactory.create_batch(PAIRS, portfolio=portfolio)
        path = reverse("delivery:priority_marks", args=[portfolio.slug])
        return path, [f"mark-{project.pk}-{criterion.pk}" for project in projects]

    def test_the_first_are_kept_and_the_second_told(self, analyst, lead, marks):
        ada, grace = signed_in(analyst), signed_in(lead)
        path, cells = marks
        for mine, theirs in (("3", "7"), ("4", "8")):  # new marks, then other ones
            opened = entries(ada.get(path))
            first, second = (
                opened | dict.fromkeys(cells, mark) for mark in (mine, theirs)
            )
            assert ada.post(path, first).status_code == 302
            answer = grace.post(path, second)
            assert answer.status_code == 409
            told = errors(answer)
            assert set(told) == set(cells)
            for cell in cells:
                assert f"Somebody saved {mine} meanwhile" in told[cell]
            entered = entries(answer)
            assert {entered[cell] for cell in cells} == {theirs}
            stored = PriorityScore.objects.values_list("mark", flat=True)
            assert list(stored) == [int(mine)] * PAIRS

    def test_different_records_never_clash(self, analyst, lead, marks):
        path, cells = marks
        opened = entries(signed_in(analyst).get(path))
        half = PAIRS // 2
        shares = ((analyst, cells[:half]), (lead, cells[half:]))
        for who, own in shares:
            sent = opened | dict.fromkeys(own, "5")
            assert signed_in(who).post(path, sent).status_code == 302
        assert PriorityScore.objects.filter(mark=5).count() == PAIRS


class TestFiles:
    @pytest.fixture(autouse=True)
    def _place(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"
        cache.clear()

    @pytest.fixture
    def milestones(self, portfolio):
        project = ProjectFactory(portfolio=portfolio, code="P")
        return [
            MilestoneFactory(project=project, code=f"M{number}", name="As it was")
            for number in range(PAIRS)
        ]

    def send(self, client, portfolio, name, numbers=range(PAIRS), **fields):
        """Send the milestones of some numbers by a new name; return the import."""
        rows = [f"P,M{number},{name} {number}" for number in numbers]
        text = "\n".join(["project,code,name", *rows])
        file = SimpleUploadedFile("facts.csv", text.encode())
        form = {"file": file, "kind": "milestones", "portfolio": portfolio.slug}
        response = client.post(IMPORTS, form | fields)
        assert response.status_code == 201, response.content
        return response.json()["id"]

    def done(self, client, *numbers):
        """Do what workers do, step by step in turn; return the last import."""
        for step in (check_batch, carry_out_batch):
            for number in numbers:
                step(number)
        return client.get(f"{IMPORTS}{numbers[-1]}/").json()

    def test_the_first_are_kept_and_the_second_told(
        self, analyst, lead, portfolio, milestones
    ):
        ada, grace = program(analyst), program(lead)
        first = self.send(ada, portfolio, "Ada")
        second = self.send(grace, portfolio, "Grace")
        told = self.done(grace, first, second)
        assert told["state"] == "refused"
        assert told["report"]["error_count"] == PAIRS
        for number, error in enumerate(told["report"]["errors"]):
            assert "was saved by Analyst after the file was read" in error["reason"]
            both = f"Name: Ada {number} is stored, the file says Grace {number}"
            assert both in error["reason"]
        assert {row.name for row in Milestone.objects.all()} == {
            f"Ada {number}" for number in range(PAIRS)
        }
        # Sent again, it is sent by somebody who knows.
        again = self.done(grace, self.send(grace, portfolio, "Grace"))
        assert again["state"] == "done"
        assert Milestone.objects.filter(name__startswith="Grace").count() == PAIRS

    def test_different_records_never_clash(self, analyst, lead, portfolio, milestones):
        half = PAIRS // 2
        ada, grace = program(analyst), program(lead)
        first = self.send(ada, portfolio, "Ada", range(half))
        second = self.send(grace, portfolio, "Grace", range(half, PAIRS))
        assert self.done(grace, first, second)["state"] == "done"
        assert not Milestone.objects.filter(name="As it was").exists()

    def test_values_read_earlier_say_when(self, analyst, lead, portfolio, milestones):
        read_at = timezone.now()
        self.done(program(lead), self.send(program(lead), portfolio, "Lead", [0]))
        ada = program(analyst)
        late = {"read_at": read_at.isoformat(), "on_error": "skip"}
        told = self.done(ada, self.send(ada, portfolio, "Ada", [0, 1], **late))
        assert told["state"] == "done"
        assert told["report"]["refused_rows"] == 1
        names = [Milestone.objects.get(code=code).name for code in ("M0", "M1")]
        assert names == ["Lead 0", "Ada 1"]
        # One's own saves are known to oneself.
        own = self.send(ada, portfolio, "Again", [1], read_at=late["read_at"])
        assert self.done(ada, own)["state"] == "done"

    def test_nobody_has_read_what_is_still_to_come(self, analyst, portfolio):
        file = SimpleUploadedFile("facts.csv", b"project,code,name\nP,M,x\n")
        form = {"file": file, "kind": "milestones", "portfolio": portfolio.slug}
        ahead = (timezone.now() + timedelta(hours=1)).isoformat()
        response = program(analyst).post(IMPORTS, form | {"read_at": ahead})
        assert response.status_code == 400
        assert response.json() == {"read_at": ["It lies in the future."]}

    def test_a_form_and_a_file_tell_each_other(
        self, analyst, lead, portfolio, milestones
    ):
        ada, grace = signed_in(analyst), program(lead)
        path = reverse("delivery:milestone_update", args=[milestones[0].pk])
        opened = entries(ada.get(path))
        self.done(grace, self.send(grace, portfolio, "File", [0]))
        answer = ada.post(path, opened | {"name": "Form"})
        assert answer.status_code == 409
        table = parsed(answer).select_one("main .table").get_text(" ")
        assert "File 0" in table
        assert "Form" in table
        waiting = self.send(grace, portfolio, "Later", [0])
        assert ada.post(path, entries(answer)).status_code == 302
        assert self.done(grace, waiting)["state"] == "checked"
        assert Milestone.objects.get(pk=milestones[0].pk).name == "Form"
