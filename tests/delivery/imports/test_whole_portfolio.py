"""Every kind of fact leaves as a file and comes back the same (guarantee I13)."""

import csv
from datetime import date
from io import StringIO

import pytest

from accounts.models import User
from delivery.demo.writing import write_demo
from delivery.imports.exporting import facts_of
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.kinds import KINDS, default_mapping
from delivery.models import Portfolio
from tests.factories import PortfolioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(kept):
    """The portfolio of the demonstration that holds most facts."""
    write_demo(date(2026, 9, 30), "a-long-password")
    return max(
        Portfolio.objects.all(), key=lambda row: row.projects.count() + row.kpis.count()
    )


@pytest.fixture
def client(demo, client):
    """Somebody who may read all of it."""
    client.force_login(User.objects.get(username="lead"))
    return client


def exported(client, portfolio, kind, form="csv"):
    response = client.get(f"/delivery/files/{portfolio.slug}/{kind}.{form}")
    assert response.status_code == 200
    return response.content


def moved(content, portfolio):
    """Return a file of text for another portfolio, and how many rows it has."""
    header, *rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert header[0] == "portfolio"
    lines = StringIO()
    csv.writer(lines).writerows([header, *([portfolio.slug, *row[1:]] for row in rows)])
    return lines.getvalue().encode("utf-8-sig"), len(rows)


def test_a_portfolio_is_built_again_from_its_lists(client, demo, tmp_path):
    copy = PortfolioFactory(
        slug="copy",
        parent=demo.parent,
        currency=demo.currency,
        fiscal_year_start_month=demo.fiscal_year_start_month,
        rating_scale=demo.rating_scale,
    )
    # A closed period takes nothing from a file.
    Portfolio.objects.update(locked_until=None)
    filled = set()
    for kind in KINDS:
        content, rows = moved(exported(client, demo, kind), copy)
        if not rows:
            continue
        filled.add(kind)
        path = tmp_path / f"{kind}.csv"
        path.write_bytes(content)
        report = import_file(Job(copy, default_mapping(kind), path, path.name))
        assert report.errors == []
        assert report.counts[kind].created == rows
        assert exported(client, copy, kind) == content
    assert {"projects", "baselines", "status-updates", "milestones"} <= filled
    assert {"kpis", "kpi-targets", "measurements", "benefits"} <= filled
    assert {"risks", "risk-assessments", "issues", "contingencies"} <= filled
    assert {"priority-marks"} <= filled


@pytest.mark.one_engine
def test_no_workbook_changes_anything_when_it_comes_back(client, demo, tmp_path):
    """Lists of text do so for each kind of fact in the tests of those kinds."""
    for kind in KINDS:
        facts = facts_of(KINDS[kind], demo)
        if not facts.exists():
            continue
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(exported(client, demo, kind, "xlsx"))
        report = check_file(Job(demo, default_mapping(kind), path, path.name))
        assert report.errors == []
        assert (report.counts[kind].created, report.counts[kind].changed) == (0, 0)
        assert report.counts[kind].unchanged == facts.count()
