"""Texts of several lines go through a form unharmed; one line stays one."""

import pytest

from tests.delivery.pages import entries, errors
from tests.factories import ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.mark.parametrize("description", ["Two\nlines.", "Two\r\nlines.", ""])
def test_a_text_that_nobody_touched_stays_as_it_was_imported(
    client, analyst, portfolio, description
):
    project = ProjectFactory(portfolio=portfolio, description=description)
    client.force_login(analyst)
    address = f"/delivery/projects/{project.pk}/edit/"
    sent = entries(client.get(address), sponsor="Ada King")
    sent["description"] = "\r\n".join(sent["description"].splitlines())
    assert client.post(address, sent).status_code == 302
    project.refresh_from_db()
    assert project.sponsor == "Ada King"
    assert project.description == description


def test_a_name_that_a_forged_form_breaks_in_two_is_refused(client, analyst, portfolio):
    project = ProjectFactory(portfolio=portfolio)
    client.force_login(analyst)
    address = f"/delivery/projects/{project.pk}/edit/"
    sent = entries(client.get(address), name="Meters\r\nBcc: all", sponsor="Ada\tKing")
    found = errors(client.post(address, sent))
    assert "line break at place 7. Write it on one line." in found["name"]
    assert "tab at place 4" in found["sponsor"]
