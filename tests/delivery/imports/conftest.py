"""What the tests of imports share: a file of text, imported in one line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from delivery.imports.findings import Report
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.kinds import default_mapping
from delivery.models import Kpi, Portfolio
from tests.factories import KpiFactory, PortfolioFactory

Run = Callable[..., Report]


@pytest.fixture
def portfolio(db: None) -> Portfolio:
    portfolio = PortfolioFactory(slug="here", currency="GBP", fiscal_year_start_month=4)
    portfolio.refresh_from_db()
    return portfolio


@pytest.fixture
def kpi(portfolio: Portfolio) -> Kpi:
    return KpiFactory(code="ROI", portfolio=portfolio)


@pytest.fixture
def job(portfolio: Portfolio, tmp_path: Path) -> Callable[..., Job]:
    """Return what makes the job of importing rows of text."""

    def make(kind: str, text: str, **options: Any) -> Job:
        path = tmp_path / options.pop("name", "facts.csv")
        path.write_text(text)
        options = {"mapping": default_mapping(kind), "portfolio": portfolio} | options
        return Job(path=path, name=path.name, **options)

    return make


@pytest.fixture
def check(job: Callable[..., Job]) -> Run:
    """Return what checks rows of text and stores nothing."""
    return lambda kind, text, **options: check_file(job(kind, text, **options))


@pytest.fixture
def store(job: Callable[..., Job]) -> Run:
    """Return what imports rows of text."""

    def run(kind: str, text: str, *, skip: bool = False, **options: Any) -> Report:
        return import_file(job(kind, text, **options), skip_refused=skip)

    return run
