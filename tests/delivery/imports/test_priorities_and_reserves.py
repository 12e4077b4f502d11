"""Priority marks, the risk scale and contingency from files, and back into them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from delivery.imports.batches import carry_out_batch, check_batch
from delivery.imports.findings import Counts
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.kinds import default_mapping
from delivery.models import (
    Contingency,
    PriorityCriterion,
    PriorityScore,
    RiskLevel,
    Role,
)
from scorecards.models import Refresh
from scorecards.regeneration import refresh_here
from tests.factories import (
    ContingencyFactory,
    MembershipFactory,
    PortfolioFactory,
    PriorityCriterionFactory,
    PriorityScoreFactory,
    ProjectFactory,
    RiskLevelFactory,
)

D = Decimal

MARKS = "project,criterion,mark\n"
SCALE = "step,probability_label,probability,impact_label,impact_money,impact_days\n"
RESERVES = "project,valid_from,reserve,reserve_days,currency,note\n"


def reasons(report):
    return [str(error) for error in report.errors]


@pytest.fixture
def project(portfolio):
    return ProjectFactory(portfolio=portfolio, code="P")


class TestPriorityMarks:
    def test_projects_are_marked_by_the_names_of_criteria(
        self, store, portfolio, project
    ):
        for name in ("Regulatory duty", "Reach"):
            PriorityCriterionFactory(portfolio=portfolio, name=name)
        text = f"{MARKS}P,Regulatory duty,7\nP,Reach,0\n"
        report = store("priority-marks", text)
        assert reasons(report) == []
        assert set(PriorityScore.objects.values_list("criterion__name", "mark")) == {
            ("Regulatory duty", 7),
            ("Reach", 0),
        }
        again = store("priority-marks", text.replace("7", "8"))
        assert again.counts["priority-marks"] == Counts(changed=1, unchanged=1)
        score = PriorityScore.objects.get(mark=8)
        assert score.project == project
        assert score.history.first().history_change_reason == "Import of facts.csv"

    def test_the_ranking_that_the_page_hands_out_comes_back_in_its_columns(
        self, store, client, analyst, portfolio, project
    ):
        for name in ("Regulatory duty", "Reach"):
            criterion = PriorityCriterionFactory(portfolio=portfolio, name=name)
        PriorityScoreFactory(project=project, criterion=criterion, mark=4)
        ProjectFactory(portfolio=portfolio, code="Q")
        client.force_login(analyst)
        path = reverse("delivery:priority_export", args=[portfolio.slug, "csv"])
        text = b"".join(client.get(path)).decode("utf-8-sig")
        same = store("priority-marks", text)
        assert (reasons(same), same.counts) == (
            [],
            {"priority-marks": Counts(unchanged=1)},
        )
        cells = {"P": "P,7,5", "Q": "Q,,11"}
        wide = "project,regulatory_duty,Reach\n{P}\n{Q}\n"
        assert reasons(store("priority-marks", wide.format(**cells))) == [
            "Row 3: A mark is a whole number from 0 to 10."
        ]
        cells["Q"] = "Q,,0"
        report = store("priority-marks", wide.format(**cells))
        assert report.counts["priority-marks"] == Counts(created=2, changed=1)
        assert set(
            PriorityScore.objects.values_list("project__code", "criterion", "mark")
        ) == {
            ("P", criterion.pk, 5),
            ("Q", criterion.pk, 0),
            ("P", criterion.pk - 1, 7),
        }

    def test_only_criteria_that_hold_here_are_known(self, store, portfolio, project):
        above = PortfolioFactory(slug="above")
        type(portfolio).objects.filter(pk=portfolio.pk).update(
            parent=above, path="/above/here/"
        )
        PriorityCriterionFactory(portfolio=above, name="Reach")
        elsewhere = PriorityCriterionFactory(name="Elsewhere")
        assert store("priority-marks", f"{MARKS}P,Reach,5\n").is_stored
        report = store("priority-marks", f"{MARKS}P,{elsewhere.name},5\n")
        assert reasons(report) == [
            "Row 2, column criterion: 'Elsewhere' is not in this portfolio."
        ]
        PriorityCriterionFactory(portfolio=portfolio, name="Own")
        report = store("priority-marks", f"{MARKS}P,Reach,6\n")
        assert "'Reach' is not in this portfolio" in reasons(report)[0]

    @pytest.mark.parametrize(
        ("mark", "reason"),
        [
            ("11", "Row 2: A mark is a whole number from 0 to 10."),
            ("", "Row 2, column mark: a value is missing."),
            ("7.5", "Row 2, column mark: '7.5' is not a whole number."),
        ],
    )
    def test_a_mark_that_is_none_is_refused(
        self, check, portfolio, project, mark, reason
    ):
        PriorityCriterionFactory(portfolio=portfolio, name="Reach")
        report = check("priority-marks", f"{MARKS}P,Reach,{mark}\n")
        assert reasons(report) == [reason]

    def test_a_criterion_that_another_looks_like_is_named(
        self, check, portfolio, project
    ):
        PriorityCriterionFactory(portfolio=portfolio, name="Regulatory duty")
        report = check("priority-marks", f"{MARKS}P,regulatory Duty,5\n")
        assert "Is Regulatory duty meant?" in reasons(report)[0]


class TestPriorityCriteria:
    TEXT = "name,description,weight\nReach,Whom it serves,2\n"

    def test_what_counts_is_for_a_lead_to_say(self, store, check, portfolio):
        people = {
            role: MembershipFactory(portfolio=portfolio, role=role).user
            for role in (Role.ANALYST, Role.LEAD)
        }
        refused = check("priority-criteria", self.TEXT, by=people[Role.ANALYST])
        assert reasons(refused) == [
            "Row 2, column name: 'Reach' is for the leads of Here to say."
        ]
        assert store("priority-criteria", self.TEXT, by=people[Role.LEAD]).is_stored
        assert PriorityCriterion.objects.get().weight == 2
        same = check("priority-criteria", self.TEXT, by=people[Role.ANALYST])
        assert same.counts["priority-criteria"] == Counts(unchanged=1)

    def test_the_portfolios_below_are_refreshed(self, store, portfolio):
        PortfolioFactory(parent=portfolio, slug="child")
        list(refresh_here(type(portfolio).objects.all()))
        store("priority-criteria", self.TEXT)
        behind = Refresh.objects.behind().values_list("portfolio__slug", flat=True)
        assert set(behind) == {"here", "child"}


class TestRiskScale:
    WHOLE = (
        f"{SCALE}1,unlikely,0.1,minor,1000,2\n"
        "2,possible,0.4,moderate,£5000,\n"
        "3,likely,0.7,major,20000,30\n"
    )

    def test_a_scale_comes_whole_and_moves_whole(self, store, portfolio):
        assert reasons(store("risk-levels", self.WHOLE)) == []
        assert [level.impact_money for level in RiskLevel.objects.all()] == [
            *(1000, 5000, 20000)
        ]
        report = store("risk-levels", self.WHOLE.replace("0.4", "0.8"))
        assert reasons(report) == [
            "Row 3, column probability: It must be less than that of step 3."
        ]
        # Each step takes the number that the one above it had.
        moved = self.WHOLE.replace("0.7", "0.9").replace("0.4", "0.7")
        moved = moved.replace("0.1", "0.4")
        assert store("risk-levels", moved).counts["risk-levels"] == Counts(changed=3)
        assert [level.probability for level in RiskLevel.objects.all()] == [
            *(D("0.4"), D("0.7"), D("0.9"))
        ]

    @pytest.mark.parametrize(
        ("rows", "found"),
        [
            pytest.param(
                "4,certain,0.6,severe,,\n",
                ["column probability: It must be more than that of step 3."],
                id="less than a lower step",
            ),
            pytest.param(
                "2,possible,0.4,moderate,20000,\n",
                ["column impact_money: It must be less than that of step 3."],
                id="as much as a higher step",
            ),
            pytest.param(
                "4,LIKELY ,0.9,severe,,\n",
                ["column probability_label: Another step has this word."],
                id="a word twice",
            ),
            pytest.param(
                "2,possible,0.5,moderate,,\n4,certain,1.5,severe,,\n",
                [
                    "column step: '2' belongs to a scale of which another step",
                    "A probability lies between 0 and 1 (100 per cent).",
                ],
                id="another step is wrong",
            ),
            pytest.param(
                "6,certain,0.9,severe,,\n",
                ["column step: '6' cannot be stored."],
                id="a sixth step",
            ),
        ],
    )
    def test_a_step_that_does_not_fit_is_refused_as_in_the_form(
        self, store, rows, found
    ):
        store("risk-levels", self.WHOLE)
        report = store("risk-levels", f"{SCALE}{rows}", skip=True)
        assert len(report.errors) == len(found)
        for reason, expected in zip(reasons(report), found, strict=True):
            assert expected in reason
        assert report.stored == 0
        assert RiskLevel.objects.count() == 3


class TestContingency:
    def test_reserves_of_projects_and_of_the_portfolio_itself(
        self, store, check, portfolio, project
    ):
        text = (
            f"{RESERVES}P,2026-01-01,£5000,10,,For frost\n"
            ",2026-01-01,20000,,EUR,\n"
            ",2026-07-01,15000,,,\n"
        )
        report = store("contingencies", text)
        assert reasons(report) == []
        found = Contingency.objects.order_by("pk").values_list(
            "portfolio__slug", "project__code", "valid_from", "reserve", "currency"
        )
        assert list(found) == [
            ("here", "P", date(2026, 1, 1), 5000, "GBP"),
            ("here", None, date(2026, 1, 1), 20000, "EUR"),
            ("here", None, date(2026, 7, 1), 15000, "GBP"),
        ]
        again = store("contingencies", text.replace("20000", "18000"))
        assert again.counts["contingencies"] == Counts(changed=1, unchanged=2)
        twice = check("contingencies", f"{text},2026-07-01,1,,,\n")
        assert reasons(twice) == ["Row 5: '2026-07-01' is already in row 4."]

    def test_a_list_without_projects_is_of_the_portfolio(self, store, portfolio):
        store("contingencies", "from,amount\n2026-01-01,100\n")
        assert Contingency.objects.get().project is None

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("P,2026-01-01,,,,", "Row 2: Enter a reserve in money or in days."),
            ("P,2026-01-01,-1,,,", "Row 2: A reserve cannot be negative."),
            (
                "Q,2026-01-01,1,,,",
                "Row 2, column project: 'Q' is not in this portfolio.",
            ),
            ("P,,1,,,", "Row 2, column valid_from: a value is missing."),
        ],
    )
    def test_what_is_no_reserve_is_refused(self, check, project, row, reason):
        ProjectFactory(code="Q")
        assert reasons(check("contingencies", f"{RESERVES}{row}\n")) == [reason]


@pytest.fixture
def held(portfolio, project):
    """One of each kind, in a portfolio that an analyst exports from."""
    criterion = PriorityCriterionFactory(portfolio=portfolio, name="=Reach")
    PriorityScoreFactory(project=project, criterion=criterion, mark=0)
    stale = PriorityCriterionFactory(name="Of another place")
    PriorityScoreFactory(project=project, criterion=stale, mark=3)
    RiskLevelFactory(portfolio=portfolio)
    ContingencyFactory(portfolio=portfolio, project=None, note="=1+1\nsecond")
    ContingencyFactory(portfolio=portfolio, project=project, reserve_days=D("2.5"))
    return portfolio


def test_the_lists_change_nothing_when_they_come_back_and_build_anew(
    client, held, tmp_path
):
    client.force_login(MembershipFactory(portfolio=held, role=Role.ANALYST).user)
    jobs = {}
    sizes = {
        "priority-criteria": 1,
        "priority-marks": 1,
        "risk-levels": 1,
        "contingencies": 2,
    }
    for kind, size in sizes.items():
        # One of them as a workbook, whose numbers and texts are cells of their kind.
        form = "xlsx" if kind == "contingencies" else "csv"
        path = tmp_path / f"{kind}.{form}"
        path.write_bytes(client.get(f"/delivery/files/here/{kind}.{form}").content)
        jobs[kind] = Job(held, default_mapping(kind), path, path.name)
        report = check_file(jobs[kind])
        assert report.errors == []
        assert report.counts[kind] == Counts(unchanged=size), kind
    for model in (PriorityScore, PriorityCriterion, RiskLevel, Contingency):
        model.objects.all().delete()
    for kind, size in sizes.items():
        assert import_file(jobs[kind]).counts[kind].created == size


def test_the_list_of_the_page_of_reserves_comes_back_too(client, held, tmp_path):
    client.force_login(MembershipFactory(portfolio=held, role=Role.ANALYST).user)
    path = tmp_path / "list.csv"
    path.write_bytes(client.get("/delivery/contingencies.csv").content)
    report = check_file(
        Job(held, default_mapping("contingencies"), path, "contingencies.csv")
    )
    assert report.errors == []
    assert report.counts["contingencies"] == Counts(unchanged=2)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("kind", "page"),
    [("risk-levels", "risk_level_list"), ("priority-marks", "priority_list")],
)
def test_the_page_that_shows_them_leads_to_the_file(client, held, kind, page):
    client.force_login(MembershipFactory(portfolio=held, role=Role.EXECUTIVE).user)
    shown = client.get(reverse(f"delivery:{page}", args=["here"])).content.decode()
    for form in ("csv", "xlsx"):
        address = f"/delivery/files/here/{kind}.{form}"
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("priority-marks", f"{MARKS}P,=Reach,9\n"),
        ("risk-levels", f"{SCALE}1,rare,0.01,small,1,1\n"),
        ("contingencies", f"{RESERVES}P,2026-03-01,7,,,\n"),
    ],
    ids=["marks", "scale", "reserves"],
)
def test_a_program_sends_them_too(held, settings, tmp_path, kind, text):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    analyst = MembershipFactory(portfolio=held, role=Role.ANALYST).user
    _instance, token = AuthToken.objects.create(user=analyst)
    program = Client(headers={"Authorization": f"Token {token}"})
    file = SimpleUploadedFile("facts.csv", text.encode())
    sent = {"file": file, "kind": kind, "portfolio": "here"}
    response = program.post("/api/v1/imports/", sent)
    assert response.status_code == 201, response.content
    number = response.json()["id"]
    check_batch(number)
    carry_out_batch(number)
    done = program.get(f"/api/v1/imports/{number}/").json()
    assert done["state"] == "done", done
    assert sum(done["report"]["counts"][kind].values()) == 1
