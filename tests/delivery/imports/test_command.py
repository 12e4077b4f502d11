"""The command `import_facts`: what it prints, and the code it ends with."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from delivery.management.commands.import_facts import Command
from delivery.models import ImportBatch, KpiMeasurement, Project
from tests.factories import KpiFactory, PortfolioFactory

pytestmark = pytest.mark.django_db

GOOD = "code,name\nA,Bridge\nB,Tunnel\n"
BAD = 'code,name,final_cost\nA,Bridge,1\nB,Tunnel,"1.234,56"\n'


@pytest.fixture
def run(tmp_path):
    """Return what runs the command on a text; it gives output and exit code."""
    PortfolioFactory(slug="here")

    def call(kind, content, *options, name="facts.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = io.StringIO()
        arguments = ["import_facts", kind, str(path), "--portfolio", "here", *options]
        try:
            call_command(*arguments, stdout=out)
        except CommandError as error:
            return f"{out.getvalue()}{error}\n", error.returncode
        return out.getvalue(), 0

    return call


def test_it_says_what_was_stored_and_ends_with_zero(run):
    printed, code = run("projects", GOOD)
    assert code == 0
    assert "projects: 2 created, 0 changed, 0 unchanged\n" in printed
    assert "rows: 2 read, 0 refused, 0 passed over\n" in printed
    assert Project.objects.count() == 2


def test_the_same_file_again_changes_nothing(run):
    run("projects", GOOD)
    printed, code = run("projects", GOOD)
    assert code == 0
    assert "projects: 0 created, 0 changed, 2 unchanged\n" in printed
    assert Project.history.count() == 2


def test_a_refused_row_is_printed_and_nothing_is_stored(run):
    printed, code = run("projects", BAD)
    assert code == 1
    assert (
        "Row 3, column final_cost: '1.234,56' is not a number. Write 1234.56.\n"
        in printed
    )
    assert "Nothing was stored.\n" in printed
    assert printed.endswith("1 of 2 rows are refused.\n")
    assert not Project.objects.exists()
    assert not ImportBatch.objects.exists()


def test_the_line_is_printed_where_it_is_not_the_row(run):
    printed, _code = run("projects", 'code,name,description\nA,x,"a\nb"\nB,,\n')
    assert "Row 3 (line 4), column name: a value is missing.\n" in printed


def test_every_refused_row_is_printed(run):
    printed, code = run("projects", "code,name\n" + ",x\n" * 80)
    assert code == 1
    assert printed.count("column code: a value is missing.") == 80


def test_refused_rows_can_be_skipped_and_the_code_says_so(run):
    printed, code = run("projects", BAD, "--on-error", "skip")
    assert code == 1
    assert printed.count("is not a number") == 1
    assert "projects: 1 created" in printed
    assert [project.code for project in Project.objects.all()] == ["A"]


def test_a_dry_run_stores_nothing(run):
    printed, code = run("projects", GOOD, "--dry-run")
    assert code == 0
    assert "projects: 2 created" in printed
    assert "Nothing was stored: this was a dry run.\n" in printed
    assert not Project.objects.exists()
    assert not ImportBatch.objects.exists()


def test_an_import_leaves_its_trace(run):
    run("projects", GOOD)
    batch = ImportBatch.objects.get()
    assert (batch.name, batch.state, batch.kind) == ("facts.csv", "done", "projects")
    assert batch.uploaded_by is None
    assert batch.report is not None
    assert batch.report["counts"]["projects"]["created"] == 2


def test_a_mapping_is_taken_from_a_file(run, tmp_path):
    mapping = tmp_path / "mine.toml"
    mapping.write_text(
        '[[facts]]\nkind = "projects"\n[facts.fields]\ncode = "Nr"\nname = "Title"\n'
    )
    printed, code = run("projects", "Nr,Title\nA,x\n", "--mapping", str(mapping))
    assert (code, Project.objects.count()) == (0, 1), printed
    printed, code = run("kpis", "Nr,Title\nA,x\n", "--mapping", str(mapping))
    assert code == 2
    assert "mine.toml makes projects, and no kpis." in printed


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"", [], "The file is empty."),
        (b"code,name\n\xe9,x\n", [], "The text is not UTF-8 (first at line 2)."),
        (b"code\nA\n", [], "The column name is missing. Found: code."),
        (b"%PDF-1.7", [], "PDF"),
        (GOOD.encode(), ["--mapping", "none.toml"], "none.toml cannot be read"),
        (GOOD.encode(), ["--portfolio", "there"], "There is no portfolio there."),
        (GOOD.encode(), ["--profile", "sf-kpis"], "and no projects"),
    ],
)
def test_what_cannot_be_read_ends_with_two(run, content, options, words):
    printed, code = run("projects", content, *options)
    assert code == 2
    assert words in printed


def test_a_file_that_is_not_there_ends_with_two(run):
    PortfolioFactory(slug="other")
    with pytest.raises(CommandError) as caught:
        call_command("import_facts", "projects", "none.csv", "--portfolio", "other")
    assert caught.value.returncode == 2
    assert str(caught.value) == "There is no file none.csv."


def test_encoding_delimiter_and_sheet_can_be_named(run):
    content = "code;name\nA;Größe, klein\n".encode("cp1252")
    printed, code = run("projects", content, "--encoding", "cp1252", "--delimiter", ";")
    assert code == 0, printed
    assert Project.objects.get().name == "Größe, klein"


def test_json_is_imported(run):
    KpiFactory(code="ROI", portfolio__slug="x")
    run(
        "kpis",
        '[{"code": "ROI", "name": "Return", "family": "benefits"}]',
        name="k.json",
    )
    printed, code = run(
        "measurements",
        '{"rows": [{"kpi": "ROI", "period": "2026-03", "value": 1.10}]}',
        name="m.json",
    )
    assert code == 0, printed
    assert str(KpiMeasurement.objects.get().value) == "1.100000"


@pytest.mark.parametrize(
    "arguments",
    [["dreams", "x.csv"], ["projects"], ["projects", "x.csv", "--profile=y"]],
)
def test_wrong_arguments_end_with_two(arguments, capsys):
    argv = ["manage.py", "import_facts", *arguments, "--portfolio=here"]
    with pytest.raises(SystemExit) as ended:
        Command(stderr=io.StringIO()).run_from_argv(argv)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
