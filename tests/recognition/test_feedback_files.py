"""Files of past surveys: what their columns are, and what they become."""

import json
import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from delivery.models import Service
from recognition.imports.columns import sheet_of
from recognition.imports.days import day_of, is_day_first
from recognition.models import Answer, Question, Response, Round
from recognition.results import Results
from tests.factories import PortfolioFactory

FOLDER = (
    Path(
        os.environ.get(
            "PMO_REAL_DATA", Path(__file__).parents[2].parent / "shared" / "data"
        )
    )
    / "satisfaction"
)

real = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the folder of public data sets is missing"
    ),
]


def imported(path, portfolio, *options):
    out = StringIO()
    call_command(
        "import_facts", "feedback", str(path), "--portfolio", portfolio.slug, *options,
        stdout=out,
    )  # fmt: skip
    return out.getvalue()


class TestVerbatims(TestCase):
    """944 scores with reasons, some without a score."""

    pytestmark = real

    @classmethod
    def setUpTestData(cls):
        cls.portfolio = PortfolioFactory(slug="here")
        cls.file = FOLDER / "nps_verbatims.csv"
        cls.first = imported(cls.file, cls.portfolio)
        cls.expected = json.loads((FOLDER / "expected_nps.json").read_text())

    def test_the_score_is_the_one_computed_elsewhere(self):
        round_ = Round.objects.get()
        result = Results(round_).results[0]

        assert round(float(result.estimate.measure.number), 2) == self.expected["nps"]
        assert result.answers.n == self.expected["answered"]
        assert result.answers.between(9, 10) == self.expected["promoters"]
        assert result.answers.between(0, 6) == self.expected["detractors"]

    def test_every_row_is_a_response_of_a_closed_anonymous_round(self):
        round_ = Round.objects.get()

        assert (round_.state, round_.mode) == ("closed", "anonymous")
        assert round_.is_imported
        assert (round_.period_start, round_.period_end) == (
            date(2017, 12, 11),
            date(2018, 2, 28),
        )
        assert Response.objects.count() == self.expected["rows"]
        assert Answer.objects.comments().count() == self.expected["rows"]
        stages = Response.objects.values_list("stage", flat=True).distinct()
        assert set(stages) == {
            "First Payment", "Order", "Equipment Received", "Service in Use",
        }  # fmt: skip

    def test_words_stay_as_they_are(self):
        assert Answer.objects.filter(text__startswith="-").exists()
        assert Answer.objects.filter(text__contains="\ufffd").exists()
        assert not Question.objects.filter(text__icontains="qtr").exists()

    def test_the_same_file_twice_changes_nothing(self):
        assert "feedback: 944 created" in self.first
        again = imported(self.file, self.portfolio)
        assert "feedback: 0 created, 0 changed, 944 unchanged" in again
        assert Response.objects.count() == self.expected["rows"]


class TestSurvey(TestCase):
    """190 answers about eight services, in three waves and the rest."""

    pytestmark = real

    @classmethod
    def setUpTestData(cls):
        cls.portfolio = PortfolioFactory(slug="here")
        cls.file = FOLDER / "CustSat_2018_2019.csv"
        imported(cls.file, cls.portfolio)
        cls.expected = json.loads(
            (FOLDER / "expected_survey_2018_2019.json").read_text()
        )

    def test_waves_are_rounds(self):
        waves = {
            round_.name: round_.responses.count() for round_ in Round.objects.all()
        }

        blank = waves.pop("CustSat_2018_2019, other")
        assert {**waves, "(blank)": blank} == self.expected["waves"]
        assert Answer.objects.comments().count() == self.expected["comments"]

    def test_services_have_the_shares_computed_elsewhere(self):
        for name, expected in self.expected["services"].items():
            question = Question.objects.get(service__name__startswith=name)
            rows = question.answers
            scores = list(
                rows.filter(score__isnull=False).values_list("score", flat=True)
            )
            assert len(scores) == expected["answered"], name
            unused = rows.filter(is_not_applicable=True).count()
            assert unused == expected["not_used"], name
            satisfied = sum(score >= 4 for score in scores) / len(scores)
            assert round(100 * satisfied, 2) == expected["csat_pct"], name
            assert round(sum(scores) / len(scores), 3) == expected["mean"], name

    def test_services_known_from_the_file_alone_are_offered_no_more(self):
        assert Service.objects.count() == len(self.expected["services"])
        assert not Service.objects.filter(retired_on=None).exists()

    def test_experience_has_the_means_computed_elsewhere(self):
        for text, mean in self.expected["experience"].items():
            question = Question.objects.get(text__contains=text)
            scores = question.answers.values_list("score", flat=True)
            known = [score for score in scores if score is not None]
            assert round(sum(known) / len(known), 3) == mean, text

    def test_the_same_file_twice_changes_nothing(self):
        assert "0 created" in imported(self.file, self.portfolio)
        assert Question.objects.count() == 13


def test_a_column_is_told_by_its_name_or_by_what_it_holds():
    header = ["Timestamp", "Ease [Desk]", "How was it? [Desk]", "Else?", "", "Points"]
    rows = [
        ["1/2/2018", "Always", "Very Satisfied", "-", "Spring", "7"],
        ["1/20/2018", "Never", "N/A do not use", "Late", "Autumn", "2"],
    ]

    sheet = sheet_of(header, rows)

    assert [(one.kind, one.service) for one in sheet.questions] == [
        ("own_5", ""),
        ("csat", "Desk"),
        ("text", ""),
        ("own_7", ""),
    ]
    assert {part.value for part in sheet.places} == {"day", "round"}


@pytest.mark.parametrize(
    ("cells", "day_first"),
    [(["21/02/2018 19:39", "01/02/2018 08:00"], True), (["9/26/2018 13:45:52"], False)],
)
def test_a_column_of_days_says_which_number_is_the_day(cells, day_first):
    assert is_day_first(cells) is day_first
    assert day_of("1/2/2018", day_first=day_first).month == (2 if day_first else 1)


def written(tmp_path, text):
    path = tmp_path / "survey.csv"
    path.write_text(text)
    return path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["answered_on,nps\n2026-03-01,11\n", "answered_on,nps\n2026-02-30,9\n"],
    ids=["off the scale", "no day"],
)
def test_a_row_that_says_no_answer_is_refused_and_nothing_is_stored(tmp_path, text):
    portfolio = PortfolioFactory(slug="here")
    with pytest.raises(CommandError, match="1 of 1 rows are refused"):
        imported(written(tmp_path, text), portfolio)
    assert not Round.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["nps\n9\n", "answered_on\n2026-03-01\n", "answered_on,nps\n1/2/2026,9\n"]
)
def test_a_file_without_days_or_answers_cannot_be_read(tmp_path, text):
    with pytest.raises(CommandError) as raised:
        imported(written(tmp_path, text), PortfolioFactory(slug="here"))
    assert raised.value.returncode == 2


@pytest.mark.django_db
def test_equal_rows_are_different_people_and_a_dry_run_stores_none(tmp_path):
    portfolio = PortfolioFactory(slug="here")
    path = written(tmp_path, "answered_on,nps,text\n" + "2026-03-01,9,Fine\n" * 3)

    assert "3 created" in imported(path, portfolio, "--dry-run")
    assert not Response.objects.exists()
    imported(path, portfolio)
    assert Response.objects.count() == 3
