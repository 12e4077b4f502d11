"""The templates: no inline script, documented components, pages for every failure."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User

TEMPLATES = Path("templates")
EVERY = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
# It is written to a file that stands alone, so it brings its style sheets with it.
STANDS_ALONE = TEMPLATES / "scorecards" / "scorecard_file.html"
# Mail programs read styles at the element; no page of ours shows these.
LETTERS = TEMPLATES / "media" / "mail"
PAGES = [
    template
    for template in EVERY
    if template != STANDS_ALONE and LETTERS not in template.parents
]


def test_no_template_has_an_inline_script_or_an_inline_style():
    for template in PAGES:
        text = template.read_text()
        inline = re.findall(r"<style\b|\sstyle=|\son\w+=|javascript:", text)
        scripts = re.findall(r"<script\b[^>]*>", text)
        inline += [tag for tag in scripts if "src=" not in tag]
        assert inline == [], template


def test_a_component_says_first_what_it_is_and_what_it_takes():
    for component in COMPONENTS:
        comment, _, rest = component.read_text().partition("{% endcomment %}")
        assert comment.startswith("{% comment %}\n"), component
        shown = set(re.findall(r"{{ ?(\w+)", rest))
        named_here = set(re.findall(r"(?:for|as|,) (\w+)|(\w+)=", rest))
        explained = set(re.findall(r"\w+", comment)) | set().union(*named_here)
        assert shown - explained == set(), component


def test_a_component_is_told_everything_it_uses():
    for component in COMPONENTS:
        includes = re.findall(r"{% include [^%]*%}", component.read_text())
        vague = [tag for tag in includes if not tag.endswith(" only %}")]
        assert vague == [], component


@pytest.mark.parametrize("code", [400, 500, 503])
def test_an_error_page_needs_neither_a_request_nor_the_database(code: int):
    page = render_to_string(f"{code}.html")
    assert "Go to the start page" in page
    assert reverse("account_login") not in page


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_what_may_have_happened(client: Client):
    page = client.get("/nothing/")
    assert page.status_code == 404
    assert "There is no such page for you" in page.text


@pytest.mark.django_db
def test_a_form_from_another_session_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)
    page = client.post(reverse("account_login"), {"login": "a", "password": "b"})
    assert page.status_code == 403
    assert "This form was open for too long" in page.text


def header(user: User) -> str:
    """The product's bar as this person sees it."""
    request = RequestFactory().get("/")
    context = {"user": user, "csrf_token": "token"}
    return render_to_string("components/header.html", context, request)


def test_only_the_staff_see_the_way_to_the_admin():
    admin = reverse("admin:index")
    assert admin in header(User(username="ada", is_staff=True))
    assert admin not in header(User(username="bob"))


def test_signing_out_is_a_form_and_never_a_link():
    bar = header(User(username="ada"))
    assert f'action="{reverse("account_logout")}"' in bar
    assert f'href="{reverse("account_logout")}"' not in bar
