"""Mappings in TOML: what they can say, and what is refused with its place."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.guests import GUESTS
from delivery.imports.kinds import CHOSEN, KINDS
from delivery.imports.profiles import load_profile, profile_names
from delivery.imports.toml import load_mapping
from delivery.models import (
    ImportBatch,
    Milestone,
    Project,
    RatingScale,
    Role,
    StatusUpdate,
)
from tests.factories import MembershipFactory, ProjectFactory

D = Decimal


@pytest.fixture
def load(tmp_path):
    def from_text(text):
        path = tmp_path / "mapping.toml"
        path.write_text(text)
        return load_mapping(path)

    return from_text


PROJECT = """
[[facts]]
kind = "projects"
[facts.fields]
code = "Nr"
name = "Title"
"""


def test_columns_are_named_by_the_mapping(load, store):
    store("projects", "Nr,Title\nA,Bridge\n", mapping=load(PROJECT))
    assert Project.objects.get().name == "Bridge"


def test_numbers_and_dates_are_read_as_the_mapping_states(load, store):
    mapping = load(
        PROJECT
        + """
actual_start = { column = "Start", format = "%d.%m.%Y" }
status = { column = "State", values = { "läuft" = "active", "fertig" = "completed" } }
[facts.fields.final_cost]
column = "Cost"
decimal = ","
thousands = "."
suffixes = "Mio"
scale = 1_000_000
"""
    )
    text = 'Nr;Title;Start;Cost;State\nA;x;03.04.2026;"1.234,5 Mio";läuft\n'
    store("projects", text, mapping=mapping)
    project = Project.objects.get()
    assert project.actual_start == date(2026, 4, 3)
    assert project.final_cost == D("1234500000")
    assert project.status == "active"


def test_texts_can_mean_blank_and_rows_can_be_passed_over(load, store):
    mapping = load(
        """
[file]
blank = ["n/a", "-"]
[[skip]]
column = "Title"
is = ["Subtotal"]
"""
        + PROJECT
        + 'sponsor = "Who"\n'
    )
    text = "Nr,Title,Who\nA,x,N/A\nB,y,-\nC, subtotal ,z\n"
    report = store("projects", text, mapping=mapping)
    assert report.skipped_rows == 1
    assert set(Project.objects.values_list("sponsor", flat=True)) == {""}


def test_columns_of_one_name_are_told_apart_by_position(load, store):
    mapping = load(PROJECT.replace('"Title"', '["Title#2", "Title#1"]'))
    store("projects", "Nr,Title,Title\nA,first,\nB,first,second\n", mapping=mapping)
    names = Project.objects.order_by("code").values_list("name", flat=True)
    assert list(names) == ["first", "second"]


def test_columns_of_one_name_must_be_told_apart(load, check):
    with pytest.raises(UnreadableFileError, match="Title stands twice"):
        check("projects", "Nr,Title,Title\nA,x,y\n", mapping=load(PROJECT))


def test_one_row_can_make_several_facts(load, store):
    mapping = load(
        PROJECT
        + """
[[facts]]
kind = "status-updates"
needs_any = ["whole_life_cost", "note"]
[facts.fields]
project = "Nr"
status_date = { constant = "2026-03-31" }
whole_life_cost = { column = "Cost", otherwise = "not given" }
note = { join = [{ column = "Why" }, { column = "More", heading = "More" }] }
"""
    )
    text = "Nr,Title,Cost,Why,More\nA,x,secret,Late,Rain\nB,y,,,\n"
    report = store("projects", text, mapping=mapping)
    update = StatusUpdate.objects.get()
    assert update.whole_life_cost is None
    assert update.not_given == {"whole_life_cost": "secret"}
    assert update.note == "Late\n\nMore: Rain"
    assert "Column Cost: 1 cell gives no value (“secret” 1)." in report.notes
    assert any("not made of rows" in note for note in report.notes)


def test_a_control_character_is_no_reason(load, check):
    mapping = load(PROJECT + 'final_cost = { column = "C", otherwise = "not given" }\n')
    assert check("projects", "Nr,Title,C\nA,x,secret\n", mapping=mapping).errors == []
    report = check("projects", "Nr,Title,C\nA,x,se\0cret\n", mapping=mapping)
    assert "has a control character (U+0000) at place 3" in str(report.errors[0])


def test_codes_can_be_made_of_titles_and_numbered(load, store):
    mapping = load(
        """
[columns.key]
column = ["Nr", "Title"]
as_slug = true
number_repeats = true
"""
        + PROJECT.replace('"Nr"', '"key"')
    )
    text = "Nr,Title\n7,x\n,Ein Größter Titel\n7,z\n"
    store("projects", text, mapping=mapping)
    codes = Project.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["7", "ein-groter-titel", "7-2"]


NEEDS = (
    """
[portfolio]
currency = "USD"
fiscal_year_start_month = 10
[portfolio.rating_scale]
name = "Traffic light"
levels = [{ label = "Go", colour = "green" }, { label = "Stop", colour = "red" }]
"""
    + PROJECT
)


def test_an_empty_portfolio_gets_the_settings_of_a_mapping(load, store, portfolio):
    report = store("projects", "Nr,Title\nA,x\n", mapping=load(NEEDS))
    portfolio.refresh_from_db()
    assert (portfolio.currency, portfolio.fiscal_year_start_month) == ("USD", 10)
    assert [level.label for level in portfolio.rating_scale.levels.all()] == [
        "Go",
        "Stop",
    ]
    assert report.notes[0].startswith("The portfolio gets the currency USD;")
    assert Project.objects.get().currency == "USD"


def test_a_check_leaves_the_settings_alone(load, check, portfolio):
    check("projects", "Nr,Title\nA,x\n", mapping=load(NEEDS))
    portfolio.refresh_from_db()
    assert portfolio.currency == "GBP"
    assert not RatingScale.objects.filter(name="Traffic light").exists()


def test_a_portfolio_with_facts_keeps_its_settings(load, check, portfolio):
    ProjectFactory(portfolio=portfolio)
    with pytest.raises(UnreadableFileError, match="needs a portfolio with"):
        check("projects", "Nr,Title\nA,x\n", mapping=load(NEEDS))


@pytest.mark.parametrize(("role", "may"), [(Role.LEAD, True), (Role.ANALYST, False)])
def test_settings_are_for_those_who_may_change_them(load, check, portfolio, role, may):
    person = MembershipFactory(portfolio=portfolio, role=role).user
    options = {"mapping": load(NEEDS), "by": person}
    if may:
        assert check("projects", "Nr,Title\nA,x\n", **options).errors == []
    else:
        with pytest.raises(UnreadableFileError, match="Ask the PMO lead"):
            check("projects", "Nr,Title\nA,x\n", **options)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = ", "The mapping is not TOML"),
        ("", "says nothing about facts"),
        ("surprise = 1\n" + PROJECT, "there is no key surprise"),
        ('[file]\nencoding = "utf-7"\n' + PROJECT, "file.encoding must be one of"),
        (
            '[file]\ndelimiter = ";;"\n' + PROJECT,
            "file.delimiter must be one character",
        ),
        ("[file]\nheader_row = 0\n" + PROJECT, "file.header_row must be 1 or more"),
        ("[file]\nheader_row = true\n" + PROJECT, "must be a whole number"),
        ('[[facts]]\nkind = "dreams"\n', "facts[1].kind must be one of: projects"),
        (PROJECT + 'colour = "x"\n', "projects have no such field. Known: code"),
        (PROJECT + "sponsor = 5\n", "sponsor must be a table"),
        (PROJECT + "sponsor = {}\n", "sponsor needs one of: column, join, constant"),
        (PROJECT + 'sponsor = { column = "a", constant = "b" }\n', "needs one of"),
        (
            PROJECT + 'sponsor = { column = "a", colour = "b" }\n',
            "no key facts[1].fields",
        ),
        (
            PROJECT + 'sponsor = { column = "a", otherwise = "zero" }\n',
            "refuse, not given",
        ),
        (PROJECT + 'final_cost = { column = "a", scale = 0 }\n', "scale must be 1 or"),
        (
            PROJECT.replace("[facts.fields]", 'needs_any = "x"\n[facts.fields]'),
            "mapped",
        ),
    ],
)
def test_a_mapping_that_says_it_wrong_is_refused_with_the_place(load, text, words):
    with pytest.raises(UnreadableFileError) as caught:
        load(text)
    assert words in str(caught.value)


def test_a_constant_that_does_not_fit_its_field_is_refused(load, check):
    mapping = load(PROJECT + 'status = { constant = "open" }\n')
    with pytest.raises(UnreadableFileError, match="the constant of status is not one"):
        check("projects", "Nr,Title\nA,x\n", mapping=mapping)


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_says_what_it_is(name):
    profile = load_profile(name)
    assert profile.title
    assert profile.description
    assert set(profile.kinds) <= set(KINDS)


def test_a_profile_that_does_not_exist_is_refused_with_the_known_ones():
    with pytest.raises(UnreadableFileError, match="Known: capital-delivery, "):
        load_profile("../../etc/passwd")


def test_what_can_be_chosen_is_what_can_be_imported():
    assert set(CHOSEN) == {*KINDS, *GUESTS} == set(ImportBatch.Kind.values)


ONCE = """
[columns.project_code]
column = "WBS"
before = "."
[[facts]]
kind = "projects"
only_new = true
[facts.fields]
code = "project_code"
name = "project_code"
[[facts]]
kind = "milestones"
[facts.fields]
project = "project_code"
code = "Nr"
name = "Title"
baseline_on = { column = "Due", format = ["%-m/%-d/%Y %-I:%M %p", "%-m/%-d/%Y"] }
"""
DUE = (
    "WBS,Nr,Title,Due\n"
    "A.1,1,Begin,2/16/2026 8:00 AM\nA.2.7,2,End,12/1/2026\nB,1,Begin,\n"
)


@pytest.mark.parametrize("rows_at_once", [1, 1000])
def test_a_fact_that_is_missing_is_made_once(
    load, check, store, portfolio, monkeypatch, rows_at_once
):
    monkeypatch.setattr("delivery.imports.importer.CHUNK_ROWS", rows_at_once)
    ProjectFactory(portfolio=portfolio, code="B", name="Bridge")
    checked = check("milestones", DUE, mapping=load(ONCE))
    assert checked.errors == []
    report = store("milestones", DUE, mapping=load(ONCE))
    assert report.counts == checked.counts
    assert report.counts["projects"].created == 1
    assert Project.objects.get(code="B").name == "Bridge"
    begin, end = Milestone.objects.filter(project__code="A").order_by("code")
    assert (begin.baseline_on, end.baseline_on) == (
        date(2026, 2, 16),
        date(2026, 12, 1),
    )
    assert store("milestones", DUE, mapping=load(ONCE)).stored == 0


@pytest.mark.parametrize("written", ["02/16/2026", "2/16/26", "16/2/2026"])
def test_a_date_without_zeros_is_taken_as_it_is_stated_only(load, check, written):
    text = DUE.replace("12/1/2026", written)
    (error,) = check("milestones", text, mapping=load(ONCE)).errors
    assert "is not a date as this column writes them" in str(error)
    assert "3/31/2026" in str(error)
