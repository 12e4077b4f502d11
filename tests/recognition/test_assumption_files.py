"""Lists of assumptions as files: refused by place, taken once, approved by nobody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recognition.models import Assumption
from tests.factories import AssumptionFactory

pytestmark = pytest.mark.django_db

HEADER = "name,value,unit,unit_label,owner,source,dated_on,low,high,currency"
GOOD = "An hour,62.5,money,per hour,Payroll,Pay scale,2026-01-01,55,70,"


def imported(tmp_path, portfolio, *rows, header=HEADER, out=None):
    path = tmp_path / "assumptions.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    call_command(
        "import_facts", "assumptions", str(path), "--portfolio", portfolio.slug,
        stdout=out or StringIO(),
    )  # fmt: skip


def test_a_list_is_taken_once(tmp_path, portfolio):
    imported(tmp_path, portfolio, GOOD)
    row = Assumption.objects.get()
    assert (row.currency, row.unit_label) == (portfolio.currency, "per hour")
    assert row.expires_on.isoformat() == "2027-01-01"
    assert row.approved_at is None
    imported(tmp_path, portfolio, GOOD)
    assert row.history.count() == 1


def test_another_value_takes_the_approval_back_and_another_note_does_not(
    tmp_path, portfolio
):
    imported(tmp_path, portfolio, GOOD)
    Assumption.objects.update(approved_at=timezone.now())
    imported(tmp_path, portfolio, f"{GOOD},A note", header=f"{HEADER},note")
    assert Assumption.objects.get(note="A note").approved_at
    imported(tmp_path, portfolio, GOOD.replace("62.5", "63"))
    assert Assumption.objects.get().approved_at is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (GOOD.replace("2026-01-01", "01/02/2026"), "column dated_on"),
        (GOOD.replace("2026-01-01", "2199-01-01"), "lies ahead"),
        (GOOD.replace("money", "florins"), "column unit"),
        (GOOD.replace("Payroll", ""), "column owner"),
        (GOOD.replace("55,70", "55,"), "Give both ends of the range"),
        (GOOD.replace("55,70", "65,70"), "column value"),
        (GOOD.replace("money", "days") + "EUR", "is for money only"),
    ],
)
def test_a_row_is_refused_by_its_place(tmp_path, portfolio, row, told):
    out = StringIO()
    with pytest.raises(CommandError):
        imported(tmp_path, portfolio, row, GOOD, out=out)
    assert told in out.getvalue()
    assert not Assumption.objects.exists()


def test_what_a_list_exports_comes_back(client, tmp_path, lead, portfolio):
    AssumptionFactory.create_batch(2, portfolio=portfolio)
    client.force_login(lead)
    text = client.get("/recognition/assumptions.csv").text.removeprefix("\ufeff")
    header, *rows = text.splitlines()
    before = Assumption.history.count()
    imported(tmp_path, portfolio, *rows, header=header)
    assert Assumption.history.count() == before


def test_a_file_without_its_columns_says_which(tmp_path, portfolio):
    with pytest.raises(CommandError, match="lacks these columns: owner, source"):
        imported(tmp_path, portfolio, "x,1,money", header="name,value,unit")
