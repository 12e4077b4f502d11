"""Who gets what from every address of the project.

The table in tests/access is table 2.5 of the guarantees in terms of addresses. One that
it does not name fails the suite, so nobody adds one without saying who may use it.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.template.backends.django import Template
from django.template.base import Template as BaseTemplate
from django.test import Client, override_settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from delivery.models import Membership, Portfolio, Role
from tests.access.people import CANARY, PEOPLE, READERS, Route
from tests.access.rows import made_facts
from tests.access.table import (
    ACCOUNT_PAGES,
    API,
    CYCLES_SHOWN,
    PAGES,
    ROUTES,
    UNKNOWN_CALLER,
)
from tests.factories import (
    PortfolioFactory,
)
from tests.people import member

pytestmark = pytest.mark.django_db

# What takes long to draw up and tells everybody who is signed in the same; one of them
# need not ask for it.
ALIKE = {"api_schema"}
SIGN_IN = "/accounts/login/"
IN_TURN = ("analyst", "lead", "finance", "executive", "chief")
# These draw what they open; it is the same for the others.
DRAWS = ("lead", "executive")


def walk(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or ''}", str(pattern.pattern)
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern, namespace + inner)


def test_every_address_says_who_may_use_it():
    found = {name for name, _path in walk(get_resolver()) if name}
    ours = {name for name in found if not name.startswith("admin:")}
    assert ours - ACCOUNT_PAGES == {route.name for route in ROUTES}


@pytest.fixture(scope="module")
def people(kept: None) -> dict[str, User]:
    """The people of the table, but for the one whom nobody knows."""
    top = PortfolioFactory(slug="organisation", name="Organisation")
    here = PortfolioFactory(slug="transport", name="Transport", parent=top)
    elsewhere = PortfolioFactory(slug="elsewhere", name="Elsewhere")
    return {
        "analyst": member(here, Role.ANALYST, "analyst"),
        "lead": member(here, Role.LEAD, "lead"),
        "finance": member(here, Role.FINANCE, "finance"),
        "executive": member(here, Role.EXECUTIVE, "executive"),
        "administrator": member(here, Role.ADMIN, "administrator"),
        "chief": member(top, Role.LEAD, "chief"),
        "stranger": member(elsewhere, Role.LEAD, "stranger"),
    }


@pytest.fixture(scope="module")
def facts(
    people: dict[str, User], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """One row of each kind in the portfolio, by the names used in the table."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield made_facts(people["analyst"], people["finance"])


def address(route: Route, facts: dict[str, Any]) -> str:
    """Return the path of a route, with the rows of this test in it."""
    arguments = []
    for name in route.arguments:
        value = facts.get(name, name)
        if isinstance(value, Portfolio):
            value = value.slug
        arguments.append(getattr(value, "pk", value))
    return reverse(route.name, args=arguments)


def ask(client: Client, route: Route, facts: dict[str, Any]) -> tuple[int, bytes, str]:
    """Return the status, the whole body and where to, that a route answers with."""
    response = getattr(client, route.method)(address(route, facts))
    leads_to = response.headers.get("Location", "")
    return response.status_code, b"".join(response), leads_to


def signed_in(client: Client, person: str, people: dict[str, User]) -> Client:
    """Sign a client in as one of the people of the table."""
    if person != "anonymous":
        client.force_login(people[person])
    return client


def refuse(*args: object, **kwargs: object) -> HttpResponse:
    return HttpResponseNotFound()


def refuse_forged(*args: object, **kwargs: object) -> HttpResponse:
    return HttpResponseForbidden()


@pytest.fixture
def plain_refusals(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the page of a refusal undrawn: it is the same whatever is refused."""
    monkeypatch.setattr("pmo_value.urls.handler404", refuse, raising=False)
    settings.CSRF_FAILURE_VIEW = f"{__name__}.refuse_forged"


@pytest.fixture(autouse=True)
def plain_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render as in an installation: no test here asks which templates were used."""
    monkeypatch.setattr(
        BaseTemplate,
        "_render",
        lambda template, context: template.nodelist.render(context),
    )


def each_person(*people: str) -> list[Any]:
    """Everybody on SQLite; on PostgreSQL who gets most."""
    once = pytest.mark.one_engine
    return [
        pytest.param(person, marks=() if person == "lead" else once)
        for person in people
    ]


def asked_of(person: str) -> list[Route]:
    """Return the routes that a person is asked to open.

    On SQLite those of them who get an answer take the route in turn; wherever a right
    of theirs ends, each of them is asked.
    """
    if person == "administrator":
        return [route for route in ROUTES if route.name not in ALIKE]
    if person not in IN_TURN or connection.vendor == "postgresql":
        return ROUTES
    return [
        route
        for number, route in enumerate(ROUTES)
        if person not in route.audience or person == in_turn(route, number)
    ]


def in_turn(route: Route, number: int) -> str:
    """Return who of those that get an answer opens a route."""
    admitted = [person for person in IN_TURN if person in route.audience]
    return admitted[number % len(admitted)]


@pytest.mark.parametrize("person", each_person(*PEOPLE))
def test_everybody_gets_what_the_table_says_and_not_a_word_more(
    person, facts, people, monkeypatch, plain_refusals
):
    client = signed_in(Client(), person, people)
    wrong = []
    if person in IN_TURN and person not in DRAWS:
        monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    for route in asked_of(person):
        status, body, leads_to = ask(client, route, facts)
        if status != expected(route, person):
            wrong.append((route.name, status, expected(route, person)))
        if person == "anonymous" and status == 302 and not leads_to.startswith(SIGN_IN):
            wrong.append((route.name, leads_to, SIGN_IN))
        if CANARY.encode() in body and not may_read(route, person):
            wrong.append((route.name, status, CANARY))
    assert wrong == []


def may_read(route: Route, person: str) -> bool:
    """Return whether the names of facts may stand in what this person gets."""
    manages = person == "administrator" and route.name in CYCLES_SHOWN
    return person in READERS or manages


def expected(route: Route, person: str) -> int:
    """Return the status that a person gets: what is not theirs does not exist."""
    if person in route.audience:
        return route.answer
    if route.name in UNKNOWN_CALLER:
        return UNKNOWN_CALLER[route.name]
    if person == "anonymous":
        return 401 if route in API else 302
    return 404


def test_what_is_not_theirs_reads_like_what_never_was(facts, people, client):
    client.force_login(people["stranger"])
    pages = [
        client.get(reverse("delivery:project_detail", args=[pk])).content.decode()
        for pk in (facts["project"].pk, 10**9)
    ]
    assert "There is no such page for you" in pages[0]
    foreign, never = (re.sub(r'value="\w{64}"', "", page) for page in pages)
    assert foreign == never


@pytest.mark.one_engine
def test_no_page_takes_a_post_from_another_site(facts, plain_refusals):
    """It is refused before anybody asks who sends it, so nobody need be signed in."""
    client = Client(enforce_csrf_checks=True)
    for route in PAGES:
        response = client.post(address(route, facts), {"name": "forged"})
        assert response.status_code == 403, route.name


@pytest.mark.one_engine
def test_no_session_helps_a_post_from_another_site(facts, people):
    client = signed_in(Client(enforce_csrf_checks=True), "lead", people)
    for route in PAGES[:: len(PAGES) // 20]:
        response = client.post(address(route, facts), {"name": "forged"})
        assert response.status_code == 403, route.name


@pytest.mark.one_engine
def test_a_session_writes_nothing_through_the_api_without_a_csrf_token(facts, people):
    client = signed_in(Client(enforce_csrf_checks=True), "lead", people)
    for route in API:
        response = client.post(address(route, facts), {"name": "forged"})
        assert response.status_code in {401, 403, 405}, route.name


@pytest.mark.one_engine
@pytest.mark.parametrize("person", ["stranger", "executive"])
def test_a_post_to_what_is_not_theirs_finds_nothing(
    person, facts, people, plain_refusals
):
    client = signed_in(Client(), person, people)
    for route in PAGES:
        if person in route.audience:
            continue
        response = client.post(address(route, facts), {"name": "forged"})
        # A page that only shows refuses every post alike, before it looks.
        assert response.status_code in {404, 405}, route.name


def numbered() -> list[tuple[Route, int]]:
    """Each page that takes a number, with one that no row has.

    On PostgreSQL, which refuses a number that it cannot hold, all of them get such a
    one; on SQLite the first page about a kind of row does. The first page gets one
    that could be there as well.
    """
    told_apart = {"portfolio", "csv", "xlsx"}
    pages = [page for page in PAGES if {*page.arguments[:1]} - told_apart]
    first = list({page.arguments[0]: page for page in reversed(pages)}.values())
    asked = pages if connection.vendor == "postgresql" else first
    return [(page, 10**30) for page in asked] + [(page, 10**9) for page in first]


def test_a_number_that_no_row_has_is_not_found(facts, people, client, plain_refusals):
    client.force_login(people["lead"])
    for route, pk in numbered():
        rest = [facts.get(name, name) for name in route.arguments[1:]]
        try:
            path = reverse(route.name, args=[pk, *rest])
        except NoReverseMatch:
            pytest.fail(f"{route.name} takes no number")
        response = getattr(client, route.method)(path)
        assert response.status_code == 404, (route.name, pk)


def test_a_role_ends_with_its_membership(facts, people, client):
    analyst = people["analyst"]
    client.force_login(analyst)
    page = address(Route("delivery:project_detail", READERS, ("project",)), facts)
    assert client.get(page).status_code == 200
    Membership.objects.filter(user=analyst, role=Role.ANALYST).delete()
    assert client.get(page).status_code == 404


@pytest.mark.one_engine
def test_the_admin_site_sends_everybody_else_to_its_sign_in(people, client):
    client.force_login(people["lead"])
    for name, _path in walk(get_resolver()):
        if not name.startswith("admin:") or name == "admin:login":
            continue
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(path).status_code in {302, 404}, name
