"""`refresh_scorecards` and `scorecard`."""

import csv
import json
import re
from datetime import date
from decimal import Decimal
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from delivery.models import Portfolio
from scorecards import regeneration
from scorecards.models import Refresh, Scorecard
from scorecards.regeneration import refresh_here
from tests.factories import PortfolioFactory, ProjectFactory, StatusUpdateFactory
from tests.scorecards.conftest import FEW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.usefixtures("few_panels"),
]


def reporting(slug: str, parent: Portfolio | None = None) -> Portfolio:
    """A portfolio with one project about which one thing is known."""
    portfolio = PortfolioFactory(slug=slug, parent=parent)
    StatusUpdateFactory(
        project=ProjectFactory(portfolio=portfolio),
        status_date=date(2026, 9, 30),
        whole_life_cost=Decimal("100.10"),
    )
    return portfolio


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    portfolio = reporting("metro")
    with patch.object(regeneration, "PANELS", FEW):
        list(refresh_here(Portfolio.objects.filter(pk=portfolio.pk)))


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    """A portfolio whose scorecards are drawn."""
    return Portfolio.objects.get(slug="metro")


@pytest.fixture
def tram(portfolio: Portfolio) -> Portfolio:
    """A portfolio of which nothing is drawn yet."""
    return reporting("tram")


def run(*arguments: object) -> str:
    output = StringIO()
    call_command(*map(str, arguments), stdout=output)
    return output.getvalue()


def test_what_is_behind_is_refreshed_here_and_printed_with_its_time(portfolio):
    reporting("line", parent=portfolio)
    lines = run("refresh_scorecards", "--wait").splitlines()
    assert [line.split(" s  ")[1] for line in lines] == [
        "line: up to date",
        "metro: up to date",
    ]
    assert not Refresh.objects.behind().exists()
    assert run("refresh_scorecards", "--wait") == ""


def test_only_the_named_portfolios_and_those_below_are_refreshed(portfolio):
    PortfolioFactory(slug="line", parent=portfolio)
    PortfolioFactory(slug="roads")
    output = run("refresh_scorecards", "metro", "--wait")
    assert "line" in output
    assert "roads" not in output


def test_without_waiting_they_are_queued(tram):
    assert run("refresh_scorecards") == "Portfolios queued: 1\n"
    list(refresh_here(Portfolio.objects.all()))
    assert run("refresh_scorecards") == "Portfolios queued: 0\n"
    assert run("refresh_scorecards", "--all") == "Portfolios queued: 2\n"


def test_an_unknown_portfolio_is_named(portfolio):
    with pytest.raises(CommandError, match="There is no portfolio bus"):
        run("refresh_scorecards", "metro", "bus")


def test_a_scorecard_is_written_as_the_document_of_the_api(portfolio):
    document = json.loads(run("scorecard", "metro", "--format", "json"))
    scorecard = Scorecard.objects.of_latest_period().get()
    assert document["digest"] == scorecard.digest
    assert document["period"] == "2026-Q3"
    assert document["measures"]["projects.whole_life_cost"]["value"] == "100.1"


def test_a_scorecard_that_is_not_built_is_built_first(tram):
    document = json.loads(run("scorecard", "tram", "--format", "json"))
    assert document["is_current"]
    assert document["measures"]["projects.count"]["value"] == 1


def test_a_period_that_is_not_stored_is_built_first(portfolio):
    arguments = ("metro", "--period", "2026-09", "--format", "json")
    assert json.loads(run("scorecard", *arguments))["period"] == "2026-09"


def test_a_scorecard_is_written_as_rows(portfolio, tmp_path):
    file = tmp_path / "metro.csv"
    assert run("scorecard", "metro", "--format", "csv", "-o", file) == ""
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    values = {row["Measure"]: row["Value"] for row in rows}
    assert values["projects.whole_life_cost"] == "100.1"
    assert {row["Period"] for row in rows} == {"2026-Q3"}


def test_a_scorecard_is_written_as_a_page_that_needs_nothing_else(portfolio, tmp_path):
    file = tmp_path / "metro.html"
    run("scorecard", "metro", "--format", "html", "-o", file)
    page = file.read_text()
    scorecard = Scorecard.objects.of_latest_period().get()
    assert f'<meta name="scorecard-digest" content="{scorecard.digest}">' in page
    assert scorecard.body in page
    assert "<h1>Metro</h1>" in page
    assert not re.search(r"<(script|link|img)\b|url\(|@import", page)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["bus"], "There is no portfolio bus", id="portfolio"),
        pytest.param(
            ["metro", "--period", "soon"], "'soon' is not a period", id="no period"
        ),
        pytest.param(
            ["metro", "--period", "FY2019"],
            "Nothing is known about FY2019",
            id="a period without facts",
        ),
    ],
)
def test_what_does_not_exist_is_refused_in_words(portfolio, arguments, message):
    with pytest.raises(CommandError, match=message):
        run("scorecard", *arguments, "--format", "json")


def test_a_portfolio_without_facts_has_no_scorecard():
    PortfolioFactory(slug="empty")
    with pytest.raises(CommandError, match="There is no scorecard of empty yet"):
        run("scorecard", "empty", "--format", "json")


def test_an_unknown_format_is_refused_with_those_there_are(portfolio):
    with pytest.raises(CommandError, match=r"invalid choice.*csv.*html.*json.*pdf"):
        run("scorecard", "metro", "--format", "xml")


@pytest.mark.parametrize(("format_", "start"), [("pdf", b"%PDF-"), ("pptx", b"PK")])
def test_a_scorecard_is_written_for_paper_and_for_a_screen(
    portfolio, tmp_path, few_panels, format_, start
):
    file = tmp_path / f"metro.{format_}"
    assert run("scorecard", "metro", "--format", format_, "-o", file) == ""
    assert file.read_bytes().startswith(start)


def test_what_is_no_text_needs_a_file(portfolio):
    with pytest.raises(CommandError, match="name a file by -o"):
        run("scorecard", "metro", "--format", "pdf")


def test_a_template_that_is_no_presentation_is_named(portfolio, tmp_path, few_panels):
    template = tmp_path / "house.pptx"
    template.write_text("Not a presentation")
    with pytest.raises(CommandError, match=r"house\.pptx is no presentation"):
        run(
            *("scorecard", "metro", "--format", "pptx"),
            *("-o", tmp_path / "metro.pptx", "--template", template),
        )


def test_a_file_that_cannot_be_written_is_named(portfolio, tmp_path):
    with pytest.raises(CommandError, match="The file cannot be written"):
        run("scorecard", "metro", "--format", "csv", "-o", tmp_path / "no" / "file")
