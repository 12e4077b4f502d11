"""What is exported can be imported again, and is the same (guarantee I13)."""

from decimal import Decimal

import pytest
from django.forms.models import model_to_dict

from delivery.imports.importer import Job, import_file
from delivery.imports.kinds import default_mapping
from delivery.models import Benefit, Kpi, Project, Role
from tests.factories import (
    BenefitFactory,
    KpiFactory,
    MembershipFactory,
    PortfolioFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

TEXTS = [
    "=1+1", "+1", "-1", "@x", "'=1", "''-1", "plain", "a,b;c", 'say "so"', "Größe",
    "日本語", "<b>x</b>", "nan", "NA", "00123",
]  # fmt: skip


@pytest.fixture
def analyst():
    return MembershipFactory(
        portfolio=PortfolioFactory(slug="here", currency="EUR"), role=Role.ANALYST
    )


@pytest.mark.parametrize(
    ("model", "factory", "kind", "form"),
    [
        (Project, ProjectFactory, "projects", "csv"),
        pytest.param(
            *(Project, ProjectFactory, "projects", "xlsx"),
            marks=pytest.mark.one_engine,
        ),
        (Kpi, KpiFactory, "kpis", "csv"),
        (Benefit, BenefitFactory, "benefits", "csv"),
    ],
)
def test_an_exported_list_changes_nothing_when_it_comes_back(
    client, analyst, tmp_path, model, factory, kind, form
):
    client.force_login(analyst.user)
    for number, text in enumerate(TEXTS):
        factory(
            portfolio=analyst.portfolio,
            code=f"{number:05}",
            name=text,
            description=f"{text}\nsecond line",
        )
    if model is Project:
        Project.objects.update(
            final_cost=Decimal("-0.0001").copy_abs(), priority_tier=2
        )
    before = {row.code: model_to_dict(row) for row in model.objects.all()}
    response = client.get(f"/delivery/{kind}.{form}")
    path = tmp_path / f"list.{form}"
    path.write_bytes(response.content)
    job = Job(analyst.portfolio, default_mapping(kind), path, path.name)
    report = import_file(job)
    assert report.errors == []
    assert report.counts[kind].unchanged == len(TEXTS), report.counts
    model.objects.all().delete()
    assert import_file(job).counts[kind].created == len(TEXTS)
    after = {row.code: model_to_dict(row) for row in model.objects.all()}
    for code, row in before.items():
        assert row | {"id": 0} == after[code] | {"id": 0}
