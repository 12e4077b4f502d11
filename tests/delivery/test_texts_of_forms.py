"""Texts of several lines go through a form unharmed."""

import pytest

from tests.delivery.pages import entries
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


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
