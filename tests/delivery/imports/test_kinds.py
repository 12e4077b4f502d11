"""What each kind of fact asks of a file, and what it makes of it."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.findings import Counts
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Milestone,
    Project,
    Role,
    ScopeItem,
    StatusUpdate,
    Task,
)
from tests.factories import (
    BenefitEntryFactory,
    BenefitFactory,
    MembershipFactory,
    ProjectFactory,
    RatingLevelFactory,
    RatingScaleFactory,
)

D = Decimal


def reasons(report):
    return [str(error) for error in report.errors]


def test_everything_wrong_with_a_row_is_said_at_once(check):
    text = "code,name,status,actual_start,final_cost\nA,,open,03/04/2026,1.234.5\n"
    report = check("projects", text)
    assert reasons(report) == [
        "Row 2, column name: a value is missing.",
        (
            "Row 2, column status: 'open' is not one of the values of this column. "
            "Write one of: planned, active, on_hold, completed, cancelled."
        ),
        (
            "Row 2, column actual_start: '03/04/2026' can be read in two ways. Write "
            "2026-04-03 or 2026-03-04, whichever is meant."
        ),
        "Row 2, column final_cost: '1.234.5' is not a number. Write 1234.56.",
    ]
    assert report.refused_rows == 1


def test_the_rules_of_the_models_are_said_in_their_words(check):
    text = (
        "code,name,status,actual_start,actual_finish\n"
        "A,x,completed,2026-02-01,2026-01-01\n"
        "B,x,active,2026-01-01,2026-02-01\n"
    )
    assert reasons(check("projects", text)) == [
        "Row 2: A project cannot finish before it starts.",
        "Row 3: Only a completed or cancelled project has an actual finish.",
    ]


def test_money_may_carry_the_symbol_of_the_portfolio(store):
    text = 'code,name,final_cost\nA,x,"£1,139.18"\nB,y,GBP 5\n'
    store("projects", text)
    assert Project.objects.get(code="A").final_cost == D("1139.18")
    assert Project.objects.get(code="B").final_cost == 5


def test_money_in_another_currency_is_refused(check):
    report = check("projects", "code,name,final_cost\nA,x,€5\n")
    assert "'€5' is not a number" in reasons(report)[0]


def test_a_list_of_projects_may_bring_their_original_baselines(store):
    text = (
        "code,name,baseline_start,baseline_finish,budget\n"
        "A,x,2026-01-01,2026-12-31,100000\n"
        "B,y,,,\n"
    )
    report = store("projects", text)
    assert report.counts["baselines"] == Counts(created=1)
    baseline = Baseline.objects.get()
    assert (baseline.project.code, baseline.number, baseline.budget) == ("A", 1, 100000)
    assert store("projects", text).counts["baselines"] == Counts(unchanged=1)


def test_an_approved_baseline_is_never_changed(store):
    text = "project,number,budget\nA,1,100\n"
    store("projects", "code,name\nA,x\n")
    store("baselines", text)
    report = store("baselines", text.replace("100", "200"))
    assert reasons(report) == [
        (
            "Row 2: 'A, 1' is approved and cannot be changed. Give the new plan the "
            "next number."
        )
    ]
    assert Baseline.objects.get().budget == 100
    assert store("baselines", "project,number,budget\nA,2,200\n").is_stored


@pytest.fixture
def rated(portfolio):
    portfolio.rating_scale = RatingScaleFactory()
    portfolio.save()
    for label, colour in (("Amber/Red", "amber"), ("Red", "red")):
        RatingLevelFactory(scale=portfolio.rating_scale, label=label, colour=colour)
    return ProjectFactory(code="A", portfolio=portfolio)


def test_a_rating_is_found_by_its_label(store, rated):
    text = "project,status_date,rating\nA,2026-03-31,amber / red\n"
    assert store("status-updates", text).is_stored
    update = StatusUpdate.objects.get(rating__label="Amber/Red")
    assert update.source == "facts.csv"


def test_a_rating_outside_the_scale_is_refused(check, rated):
    text = "project,status_date,rating\nA,2026-03-31,Purple\n"
    assert "Write one of: Amber/Red, Red." in reasons(check("status-updates", text))[0]


def test_a_rating_without_a_scale_is_refused(check, portfolio):
    ProjectFactory(code="A", portfolio=portfolio)
    report = check("status-updates", "project,status_date,rating\nA,2026-03-31,Red\n")
    assert "the portfolio has no rating scale" in reasons(report)[0]


def test_a_red_rating_needs_its_note(check, rated):
    text = "project,status_date,rating,note\nA,2026-03-31,Red,\n"
    assert reasons(check("status-updates", text)) == [
        "Row 2, column note: Say why the project is rated Red."
    ]


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-Q1", date(2025, 4, 1), date(2025, 6, 30)),
        ("FY2026", date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_a_measurement_names_its_period(store, kpi, period, start, end):
    store("measurements", f"kpi,period,actual\nROI,{period},1.5\n")
    measurement = KpiMeasurement.objects.get()
    assert (measurement.period_start, measurement.period_end) == (start, end)
    assert measurement.value == D("1.5")


def test_a_measurement_may_name_its_days(store, kpi):
    store(
        "measurements",
        "kpi,period_start,period_end,value\nROI,2026-03-02,2026-03-08,2\n",
    )
    assert KpiMeasurement.objects.get().period_end == date(2026, 3, 8)


def test_a_measurement_needs_a_period_or_its_days(check, kpi):
    with pytest.raises(UnreadableFileError, match="The column period_start is missing"):
        check("measurements", "kpi,value\nROI,2\n")
    report = check("measurements", "kpi,period,value\nROI,,2\n")
    assert reasons(report) == ["Row 2, column period: a value is missing."]


def test_a_measurement_without_a_value_is_refused_and_never_zero(check, kpi):
    report = check("measurements", "kpi,period,actual\nROI,2026-03,\n")
    assert reasons(report) == [
        "Row 2: Enter a value, or say that it is not applicable and why."
    ]


def test_a_measurement_that_does_not_apply_says_why(store, kpi):
    text = "kpi,period,value,not_applicable,note\nROI,2026-03,,yes,System was down\n"
    assert store("measurements", text).is_stored
    assert KpiMeasurement.objects.get().not_applicable


def test_a_measurement_twice_in_a_file_is_named_with_its_period(check, kpi):
    report = check("measurements", "kpi,period,actual\nROI,2026-03,1\nROI,2026-03,2\n")
    assert reasons(report) == ["Row 3: 'ROI, 2026-03-01' is already in row 2."]


def test_a_list_of_kpis_may_bring_targets(store):
    text = "code,name,family,target,target_from\nK,Speed,Delivery,80,2026-01-01\n"
    text = text.replace("Delivery", "Project delivery performance")
    store("kpis", text)
    target = KpiTarget.objects.get()
    assert (target.kpi.code, target.target) == ("K", 80)
    assert Kpi.objects.get().family == "delivery"


def test_kpi_targets_may_begin_with_a_period(store, kpi):
    store("kpi-targets", "kpi,period,target\nROI,FY2026,2\n")
    assert KpiTarget.objects.get().valid_from == date(2025, 4, 1)


def test_a_kpi_in_money_gets_the_currency_of_the_portfolio(store):
    store("kpis", "code,name,family,unit\nK,Saved,benefits,money\nL,n,risk,number\n")
    assert Kpi.objects.get(code="K").currency == "GBP"
    assert Kpi.objects.get(code="L").currency == ""


def test_benefits_and_their_amounts_are_stored(store):
    store("benefits", "code,name,class\nB,Less paper,cashable\n")
    store(
        "benefit-entries",
        "benefit,month,kind,amount\nB,2026-03,planned,100\nB,2026-03-01,claimed,90\n",
    )
    assert Benefit.objects.get().currency == "GBP"
    entries = BenefitEntry.objects.order_by("kind").values_list(
        "kind", "month", "amount"
    )
    assert list(entries) == [
        ("claimed", date(2026, 3, 1), D(90)),
        ("planned", date(2026, 3, 1), D(100)),
    ]


def test_the_month_of_an_amount_is_its_first_day(check, portfolio):
    BenefitFactory(code="B", portfolio=portfolio)
    text = "benefit,month,kind,amount\nB,2026-03-15,planned,100\n"
    assert reasons(check("benefit-entries", text)) == [
        "Row 2: Give the month by its first day."
    ]


@pytest.mark.parametrize(
    ("role", "is_taken"), [(Role.FINANCE, True), (Role.ANALYST, False)]
)
def test_only_finance_imports_validated_amounts(check, portfolio, role, is_taken):
    BenefitFactory(code="B", portfolio=portfolio)
    person = MembershipFactory(portfolio=portfolio, role=role).user
    text = "benefit,month,kind,amount\nB,2026-03,validated,100\n"
    report = check("benefit-entries", text, by=person)
    assert (report.refused_rows == 0) is is_taken


def test_milestones_are_known_by_project_and_code(store, portfolio):
    ProjectFactory(code="A", portfolio=portfolio)
    store("milestones", "project,code,name,baseline_on\nA,M1,Start,2026-01-31\n")
    store("milestones", "project,code,name,actual_on\nA,M1,Start,2026-02-03\n")
    milestone = Milestone.objects.get()
    assert milestone.baseline_on == date(2026, 1, 31)
    assert milestone.actual_on == date(2026, 2, 3)


def test_a_link_that_is_no_web_address_is_refused(check, kpi):
    text = "kpi,period,actual,evidence\nROI,2026-03,1,javascript:alert(1)\n"
    assert (
        "'javascript:alert(1)' cannot be stored"
        in reasons(check("measurements", text))[0]
    )


def test_what_an_export_quoted_comes_back_as_it_was(store):
    store("projects", "code,name\nA,'=1+1\nB,'quoted'\n")
    names = Project.objects.order_by("code").values_list("name", flat=True)
    assert list(names) == ["=1+1", "'quoted'"]


def test_damaged_text_is_kept_and_reported(store):
    report = store("projects", "code,name\nA,Avaya\ufffds\n")
    assert Project.objects.get().name == "Avaya\ufffds"
    assert "damaged before it came here (U+FFFD): 1." in report.notes[0]


def test_work_packages_are_imported_with_their_plan_and_their_method(store):
    store("projects", "code,name\nA,x\n")
    text = (
        "project,task,name,planned_finish,actual_finish,budget,progress_method,"
        "percent_complete\n"
        "A,W1,Walls,2026-03-31,2026-04-02,1000,0/100,\n"
        "A,W2,Roof,2026-05-31,,500,percent,0.25\n"
    )
    report = store("tasks", text)
    assert report.counts["tasks"] == Counts(created=2)
    roof = Task.objects.get(code="W2")
    assert (roof.progress_method, roof.percent_complete) == ("percent", D("0.25"))
    assert Task.objects.get(code="W1").percent_complete is None
    assert store("tasks", text).counts["tasks"] == Counts(unchanged=2)


def test_progress_above_all_of_the_work_is_refused(store, check):
    store("projects", "code,name\nA,x\n")
    report = check("tasks", "project,code,name,percent_complete\nA,W1,x,45\n")
    assert reasons(report) == ["Row 2: Progress lies between none and all of the work."]


def test_a_scope_register_is_imported_with_what_was_approved(store):
    store("projects", "code,name\nA,x\n")
    text = (
        "project,change_request,name,state,size,dated,approved,accepted_on\n"
        "A,R1,Core,baseline,8,2026-01-05,no,2026-06-30\n"
        "A,C1,More,added,2.5,2026-03-05,yes,\n"
    )
    assert store("scope-items", text).counts["scope-items"] == Counts(created=2)
    more = ScopeItem.objects.get(code="C1")
    assert (more.state, more.size, more.is_approved) == ("added", D("2.5"), True)


def test_a_percentage_that_is_written_as_its_number_is_remarked_on(check, kpi):
    Kpi.objects.filter(pk=kpi.pk).update(unit="ratio")
    text = "kpi,period,value\nROI,2026-03,91\nROI,2026-04,1.18\n"
    report = check("measurements", text)
    assert reasons(report) == []
    assert report.notes == [
        "Values of 1,000 % and more; is 91 % meant, it is written 0.91: 1."
    ]


def test_what_finance_validated_comes_back_from_anybody_as_it_stands(store, portfolio):
    analyst = MembershipFactory(portfolio=portfolio, role="analyst").user
    benefit = BenefitFactory(portfolio=portfolio, code="B")
    for kind in ("claimed", "validated"):
        month = date(2026, 9, 1)
        BenefitEntryFactory(benefit=benefit, month=month, kind=kind, amount=900)
    text = "benefit,month,kind,amount\nB,2026-09,claimed,900\nB,2026-09,validated,900\n"
    report = store("benefit-entries", text, by=analyst)
    assert reasons(report) == []
    assert report.counts["benefit-entries"].unchanged == 2
    more = store(
        "benefit-entries", text.replace("validated,900", "validated,901"), by=analyst
    )
    assert reasons(more) == ["Row 3, column kind: 'validated' is for finance to say."]
