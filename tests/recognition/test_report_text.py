"""The words of a report: what of Markdown is read, and how numbers get in."""

import pytest

from recognition.report_text import Block, Run, TextError, names_in, parse


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(text)]


def test_headings_paragraphs_lists_and_quotations_are_blocks():
    text = (
        "## How it went\n\nWell.\nMostly.\n\n- one\n- two\n\n3. three\n\n> They said."
    )
    assert kinds(text) == [
        ("heading", "How it went"),
        ("paragraph", "Well. Mostly."),
        ("bullet", "one"),
        ("bullet", "two"),
        ("numbered", "three"),
        ("quote", "They said."),
    ]
    assert parse("3. three\n4. four")[1].number == 4


def test_emphasis_is_a_run_of_its_own():
    assert parse("Much **better** and *sooner*.") == (
        Block(
            "paragraph",
            (
                Run("Much "),
                Run("better", is_strong=True),
                Run(" and "),
                Run("sooner", is_emphasised=True),
                Run("."),
            ),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[here](https://elsewhere.example)",
        "![x](file:///etc/passwd)",
        "https://elsewhere.example",
    ],
)
def test_markup_links_and_pictures_stay_letters(text):
    assert kinds(text) == [("paragraph", text)]


def test_numbers_come_in_by_their_name():
    numbers = {"roi.validated": "€3.10", "projects.count": "28"}
    text = "Each euro gave **{roi.validated}**, in {projects.count} projects."
    assert parse(text, numbers)[0].text == "Each euro gave €3.10, in 28 projects."
    assert names_in(text) == ("roi.validated", "projects.count")


def test_a_number_that_brings_markup_along_is_set_as_it_is():
    assert parse("It is {n}.", {"n": "**9** _x_"})[0].text == "It is **9** _x_."


def test_a_name_without_a_number_is_refused_by_name():
    with pytest.raises(TextError, match=r"\{roi\.valdated\} names no number"):
        parse("{roi.valdated}", {"roi.validated": "3"})


def test_without_numbers_the_names_stay():
    assert parse("It is {roi.validated}.")[0].text == "It is {roi.validated}."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("See {benefits.\nvalidated}.", "benefits. validated"),
        ("It is {on\\_time\\_rate}.", "on_time_rate"),
        ("**{a}** and `{b}`", "a"),
    ],
)
def test_the_names_that_are_asked_for_are_those_that_are_filled_in(text, name):
    names = names_in(text)
    assert names[0] == name
    parse(text, dict.fromkeys(names, "1"))
