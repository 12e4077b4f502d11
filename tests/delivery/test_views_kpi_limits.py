"""Pages of decisions about limits, annotations, bands and formulas of KPIs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.calculations.periods import add_months
from delivery.models import Annotation, Kpi, KpiTarget, LimitDecision
from tests.delivery.pages import entries, errors, parsed, refusals, texts
from tests.factories import (
    AnnotationFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    LimitDecisionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)
CALM = [60, 62, 59, 61, 63, 60, 58, 61, 62, 60, 59, 61]
LOW = [41, 40, 42, 39, 41, 40, 43, 41]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def kpi(portfolio) -> Kpi:
    return KpiFactory(
        portfolio=portfolio, code="K-1", name="Complaints", direction="decrease"
    )


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def measured(kpi: Kpi, values: list[int], last: date = date(2026, 9, 1)) -> None:
    """Enter a value for each month up to the last."""
    for place, value in enumerate(values):
        start = add_months(last, place + 1 - len(values))
        end = add_months(start, 1) - timedelta(days=1)
        KpiMeasurementFactory(
            kpi=kpi, period_start=start, period_end=end, value=Decimal(value)
        )


# Limits


def test_new_limits_begin_where_a_shift_began_and_say_who_and_why(desk, kpi, analyst):
    measured(kpi, [*CALM, *LOW])
    path = url("limit_decision_create", kpi.pk)
    offered = texts(desk.get(path), "#id_period_start option")
    assert offered[0] == "Feb 2026"
    assert post(desk, path, reason="The portal is complete.").status_code == 302
    decision = LimitDecision.objects.get()
    assert (decision.step, decision.period_start) == ("new_limits", date(2026, 2, 1))
    assert decision.decided_by == analyst
    assert decision.history.count() == 1
    page = " ".join(texts(desk.get(url("kpi_detail", kpi.pk)), "main"))
    assert "The portal is complete." in page


def test_without_a_shift_there_is_nothing_to_decide(desk, kpi):
    measured(kpi, CALM)
    path = url("limit_decision_create", kpi.pk)
    page = parsed(desk.get(path))
    assert page.select_one("#id_step") is None
    assert "There is nothing to decide" in page.get_text()
    sent = {"step": "new_limits", "period_start": "2026-05-01", "reason": "I wish"}
    assert desk.post(path, sent).status_code == 422
    assert not LimitDecision.objects.exists()


def test_trial_limits_are_locked_from_the_sixth_value_on(desk, kpi):
    measured(kpi, CALM[:8])
    path = url("limit_decision_create", kpi.pk)
    assert texts(desk.get(path), "#id_period_start option") == [
        "Jul 2026",
        "Aug 2026",
        "Sep 2026",
    ]
    assert list(errors(post(desk, path, reason=""))) == ["reason"]
    assert post(desk, path, reason="A short season.").status_code == 302
    assert LimitDecision.objects.get().step == "lock"


def test_a_decision_is_never_changed(kpi):
    decision = LimitDecisionFactory(kpi=kpi)
    decision.reason = "Another one"
    with pytest.raises(ValueError, match="never changed"):
        decision.save()


# Annotations


def test_what_happened_stands_on_the_page_with_its_author(desk, kpi, analyst):
    path = url("annotation_create", kpi.pk)
    assert list(errors(post(desk, path, text=""))) == ["text"]
    assert post(desk, path, on="2026-09-12", text="Portal live").status_code == 302
    annotation = Annotation.objects.get()
    assert (annotation.author, annotation.on) == (analyst, date(2026, 9, 12))
    section = "section[aria-labelledby=annotations] li"
    (shown,) = texts(desk.get(url("kpi_detail", kpi.pk)), section)
    assert "Portal live" in shown
    assert "Annotation" in " ".join(
        texts(desk.get(url("kpi_history", kpi.pk)), "main li")
    )


def test_an_annotation_is_corrected_and_removed_by_who_may(desk, client, lead, kpi):
    annotation = AnnotationFactory(kpi=kpi)
    path = url("annotation_update", annotation.pk)
    assert post(desk, path, text="Portal complete").status_code == 302
    assert desk.get(url("annotation_delete", annotation.pk)).status_code == 404
    client.force_login(lead)
    assert client.post(url("annotation_delete", annotation.pk)).status_code == 302
    assert not Annotation.objects.exists()


def test_the_same_remark_is_not_noted_twice_for_a_day(desk, kpi):
    AnnotationFactory(kpi=kpi, on=date(2026, 9, 12), text="Portal live")
    path = url("annotation_create", kpi.pk)
    response = post(desk, path, on="2026-09-12", text="Portal live")
    assert list(errors(response)) == ["text"]


# Bands


def test_bands_take_the_place_of_limits(desk, kpi):
    path = url("kpi_target_create", kpi.pk)
    two = {
        "target": "40",
        "band_1_from": "60",
        "band_1_score": "0",
        "band_2_from": "40",
        "band_2_score": "100",
        "band_2_name": "Good",
    }
    assert list(errors(post(desk, path, **two, red_limit="55"))) == ["red_limit"]
    assert post(desk, path, **two).status_code == 302
    target = KpiTarget.objects.get()
    assert target.bands == [
        {"from": "60", "score": "0", "name": ""},
        {"from": "40", "score": "100", "name": "Good"},
    ]
    form = parsed(desk.get(url("kpi_target_update", target.pk)))
    assert form.select_one("#id_band_2_name")["value"] == "Good"
    page = " ".join(texts(desk.get(url("kpi_detail", kpi.pk)), "main"))
    assert "Bands, from the worst" in page


def test_bands_are_taken_away_again(desk, kpi):
    bands = [
        {"from": "60", "score": "0", "name": ""},
        {"from": "40", "score": "90", "name": ""},
    ]
    target = KpiTargetFactory(kpi=kpi, target=Decimal(40), bands=bands)
    path = url("kpi_target_update", target.pk)
    blank = {f"band_{n}_{part}": "" for n in (1, 2) for part in ("from", "score")}
    assert post(desk, path, **blank).status_code == 302
    target.refresh_from_db()
    assert target.bands == []


def test_flawed_bands_are_refused_in_words(desk, kpi):
    fields = ("band_1_from", "band_1_score", "band_2_from", "band_2_score")
    flawed = [
        ("There are two to five bands.", ("60", "0")),
        ("from the worst", ("40", "0", "60", "100")),
        ("scores rise", ("60", "50", "40", "50")),
        ("its begin and its score", ("60", "", "40", "90")),
    ]
    sent = [
        {"target": "40"} | dict(zip(fields, entered, strict=False))
        for _words, entered in flawed
    ]
    told = refusals(desk, url("kpi_target_create", kpi.pk), *sent)
    for (words, _entered), found in zip(flawed, told, strict=True):
        assert words in " ".join(found.values())


def test_bands_of_a_percentage_are_typed_in_percent(desk, kpi):
    Kpi.objects.update(unit="ratio", direction="increase")
    sent = {
        "target": "95",
        "band_1_from": "60",
        "band_1_score": "0",
        "band_2_from": "95",
        "band_2_score": "100",
    }
    post(desk, url("kpi_target_create", kpi.pk), **sent)
    assert [row["from"] for row in KpiTarget.objects.get().bands] == ["0.6", "0.95"]


# Formulas


SHARE = {"code": "K-9", "name": "Share", "family": "risk"}


def defined(desk, **changes):
    """Define a KPI called Share."""
    return post(desk, url("kpi_create"), **SHARE | changes)


def test_a_kpi_is_worked_out_from_others_and_takes_no_values(desk, kpi):
    assert defined(desk, formula="[K-1] * 2").status_code == 302
    share = Kpi.objects.get(code="K-9")
    page = parsed(desk.get(url("kpi_detail", share.pk))).get_text()
    assert "Its values follow from other KPIs" in page
    assert desk.get(url("kpi_measurement_create", share.pk)).status_code == 404


def test_a_formula_that_does_not_work_is_refused_in_words(
    desk, kpi, portfolio, organisation
):
    KpiFactory(portfolio=portfolio, code="M-1", unit="money", currency="EUR")
    KpiFactory(portfolio=portfolio, code="Q-1", cadence="quarter")
    # Of another portfolio: a formula sees it no more than one that is nowhere.
    KpiFactory(portfolio=organisation, code="Z-1")
    wrong = {
        "[K-7] * 2": "There is no KPI [K-7] in this portfolio.",
        "[Z-1]": "There is no KPI [Z-1] in this portfolio.",
        "[K-9] + 1": "leads back to this KPI: [K-9] → [K-9]",
        "open([K-1])": "“open([K-1])” is not allowed",
        "[M-1] + [K-1]": "EUR and plain numbers cannot be added",
        "[M-1]": "The formula gives EUR, and the KPI is in plain numbers.",
        "[Q-1]": "[Q-1] is measured in another rhythm: Quarterly.",
        "12": "Name at least one KPI",
    }
    sent = [SHARE | {"formula": formula} for formula in wrong]
    no_quotient = SHARE | {"formula": "[K-1] * 2", "aggregation": "ratio"}
    *told, of_sums = refusals(desk, url("kpi_create"), *sent, no_quotient)
    for words, found in zip(wrong.values(), told, strict=True):
        assert words in found["formula"]
    assert "one number divided by another" in of_sums["formula"]


def test_a_circle_over_two_kpis_is_refused(desk, kpi):
    defined(desk, formula="[K-1] * 2")
    path = url("kpi_update", kpi.pk)
    response = post(desk, path, formula="[K-9] / 2")
    assert "[K-1] → [K-9] → [K-1]" in errors(response)["formula"]


def test_an_input_keeps_its_code_and_its_unit(desk, kpi):
    defined(desk, formula="[K-1] * 2")
    path = url("kpi_update", kpi.pk)
    opened = entries(desk.get(path))
    renamed = desk.post(path, opened | {"code": "K-2"})
    assert "The formula of Share names this code" in errors(renamed)["code"]
    response = desk.post(path, opened | {"unit": "days"})
    assert "The formula of Share would not work any more" in parsed(response).get_text()
    assert desk.post(path, opened | {"name": "Complaints of all"}).status_code == 302


def test_what_people_entered_is_not_replaced_by_a_formula(desk, kpi, portfolio):
    other = KpiFactory(portfolio=portfolio, code="K-5")
    KpiMeasurementFactory(kpi=other)
    response = post(desk, url("kpi_update", other.pk), formula="[K-1]")
    assert "There are 1 measurements that people entered" in errors(response)["formula"]
