"""Earned value of one project, and of projects that do not all know everything."""

import json
from decimal import Decimal

import pytest

from delivery.calculations.earned_value import (
    EacMethod,
    EarnedValue,
    bottom_up_estimate,
)
from delivery.calculations.earned_value_total import EarnedValueTotal, Evm
from delivery.calculations.measure import Caveat, Measure, Status


def project(
    bac: float | None,
    pv: float | None,
    ev: float | None,
    ac: float | None,
    rest: float | None = None,
) -> EarnedValue:
    figures = (bac, pv, ev, ac, rest)
    return EarnedValue(
        *(None if figure is None else Decimal(str(figure)) for figure in figures)
    )


def portfolio(*projects: EarnedValue) -> EarnedValueTotal:
    return EarnedValueTotal.of(projects)


@pytest.mark.parametrize(
    ("figures", "name", "reason"),
    [
        pytest.param((100, 0, 0, 0), Evm.SPI, "ZERO_DENOMINATOR", id="nothing due"),
        pytest.param((100, 0, 0, 0), Evm.CPI, "ZERO_DENOMINATOR", id="nothing spent"),
        pytest.param((100, 0, 0, 0), Evm.EAC_CPI, "NOT_STARTED", id="not started"),
        pytest.param((100, 10, 0, 5), Evm.CV_PCT, "ZERO_DENOMINATOR", id="no EV"),
        pytest.param((100, 10, 0, 5), Evm.EAC_CPI, "ZERO_DENOMINATOR", id="CPI zero"),
        pytest.param((100, None, 10, 5), Evm.SPI, "NO_BASELINE", id="no plan"),
        pytest.param((100, None, 10, 5), Evm.SV, "NO_BASELINE", id="no plan, SV"),
        pytest.param((100, 10, 10, None), Evm.CPI, "MISSING_INPUT:ac", id="no AC"),
        pytest.param((100, 10, None, 5), Evm.CPI, "MISSING_INPUT:ev", id="no EV known"),
        pytest.param((100, 60, 50, 100), Evm.TCPI_BAC, "BUDGET_EXHAUSTED", id="spent"),
        pytest.param((100, 60, 50, 110), Evm.TCPI_BAC, "BUDGET_EXHAUSTED", id="over"),
        pytest.param((100, 10, 10, -5), Evm.CPI, "NEGATIVE_DENOMINATOR", id="credit"),
    ],
)
def test_a_measure_that_cannot_be_has_its_reason(
    figures: tuple[float | None, ...], name: Evm, reason: str
) -> None:
    measure = portfolio(project(*figures)).measure(name)

    assert (measure.value, measure.reason) == (None, reason)


@pytest.mark.parametrize("position", range(4), ids=["BAC", "PV", "EV", "AC"])
def test_one_missing_figure_leaves_the_measures_that_do_not_need_it(
    position: int,
) -> None:
    known = [100.0, 50.0, 40.0, 45.0]
    figures = project(*[None if at == position else known[at] for at in range(4)])

    available = {
        name
        for name, measure in {
            "cost": figures.cpi(),
            "schedule": figures.spi(),
            "progress": figures.pct_complete(),
            "estimate": figures.eac(),
            "rest": figures.etc(),
            "overrun": figures.vac_pct(),
            "recovery": figures.tcpi_eac(),
        }.items()
        if measure.is_ok
    }

    assert (
        available
        == [
            {"cost", "schedule"},
            {"cost", "progress", "estimate", "rest", "overrun", "recovery"},
            set(),
            {"schedule", "progress"},
        ][position]
    )


def test_work_to_complete_makes_no_sense_for_a_finished_project() -> None:
    done = project(100, 100, 100, 110)

    assert done.tcpi_bac().status is Status.NOT_APPLICABLE
    assert done.tcpi_bac().reason == "COMPLETE"
    assert [done.eac(method).value for method in EacMethod] == [110] * 4


def test_value_without_cost_is_not_infinitely_efficient() -> None:
    free = project(100, 50, 50, 0).cpi()

    assert free.value is None
    assert free.warnings == (Caveat.VALUE_WITHOUT_COST,)


@pytest.mark.parametrize(
    ("measure", "caveat"),
    [
        pytest.param(
            project(100, 50, 50, 40).cpi(), Caveat.CHECK_EARNED_VALUE, id="cheap"
        ),
        pytest.param(
            project(100, 90, 81, 80).spi(), Caveat.CONVERGES, id="nearly done"
        ),
        pytest.param(project(100, 100, 70, 70).spi(), Caveat.CONVERGES, id="all due"),
        pytest.param(
            project(100, 60, 50, 60).tcpi_bac(), Caveat.UNREALISTIC_RECOVERY, id="TCPI"
        ),
        pytest.param(
            portfolio(project(100, 60, 50, -1)).measure(Evm.AC),
            Caveat.COST_CREDIT,
            id="credit",
        ),
    ],
)
def test_a_suspicious_value_comes_with_its_caveat(
    measure: Measure, caveat: Caveat
) -> None:
    assert measure.warnings == (caveat,)


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param((100, 50, 101, 50), id="more earned than budgeted"),
        pytest.param((-100, 50, None, 50), id="a negative budget"),
        pytest.param((100, -50, 50, 50), id="a negative plan"),
        pytest.param((100, 50, -50, 50), id="negative work"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(
    figures: tuple[float | None, ...],
) -> None:
    with pytest.raises(ValueError, match=r"negative|more is earned"):
        project(*figures)


def test_a_report_that_cannot_be_right_loses_that_figure_only() -> None:
    figures = (Decimal(100), Decimal(-1), Decimal(101), Decimal(50))

    assert EarnedValue.reported(*figures) == project(100, None, None, 50)


def test_a_managers_estimate_is_added_to_what_was_spent() -> None:
    assert bottom_up_estimate(Decimal(40), Decimal(70)).value == 110
    assert bottom_up_estimate(Decimal(40), None).reason == "MISSING_INPUT:etc"
    with pytest.raises(ValueError, match="cannot be negative"):
        bottom_up_estimate(Decimal(40), Decimal(-1))


def test_a_portfolio_index_is_a_ratio_of_sums() -> None:
    total = portfolio(project(200, 200, 200, 250), project(200, 100, 0, 0))

    assert total.measure(Evm.CPI).value == Decimal("0.8")
    assert total.measure(Evm.CPI).n == 2


def test_a_project_counts_only_in_the_measures_it_has_the_inputs_for() -> None:
    total = portfolio(
        project(100, 50, 40, 50), project(100, None, 40, 40), project(100, 50, 40, None)
    )

    assert total.measure(Evm.CPI).value == Decimal(80) / 90
    assert total.measure(Evm.SPI).value == Decimal("0.8")
    assert total.measure(Evm.EV).value == 120
    assert total.measure(Evm.CPI).completeness == Decimal(2) / 3
    assert total.measure(Evm.CPI).warnings == (Caveat.PARTIAL_DATA,)
    assert total.measure(Evm.CPI).n_expected == 3


def test_completeness_goes_by_the_weight_that_every_project_knows() -> None:
    costs_known = portfolio(project(None, 1, 1, 90), project(None, 1, None, 10))
    budgets_known = portfolio(project(900, 1, 1, 9), project(100, 1, 1, None))
    nothing_known = portfolio(project(None, 1, 1, 9), project(None, 1, 1, None))

    assert costs_known.measure(Evm.CPI).completeness == Decimal("0.9")
    assert budgets_known.measure(Evm.CPI).completeness == Decimal("0.9")
    assert nothing_known.measure(Evm.CPI).completeness == Decimal("0.5")


def test_a_portfolio_that_is_mostly_unknown_has_no_index() -> None:
    total = portfolio(project(100, 50, 40, 50), *[project(100, None, None, None)] * 2)

    assert total.measure(Evm.CPI).reason == "INSUFFICIENT_COVERAGE"
    assert total.measure(Evm.BAC).value == 300


def test_projects_that_share_no_inputs_have_no_common_index() -> None:
    total = portfolio(project(None, None, 40, None), project(None, None, None, 50))

    assert total.measure(Evm.CPI).reason == "INSUFFICIENT_COVERAGE"
    assert portfolio().measure(Evm.CPI).reason == "NO_DATA"


def test_early_estimates_do_not_extrapolate() -> None:
    early = portfolio(project(1000, 200, 100, 200))
    later = portfolio(project(1000, 200, 150, 300))

    assert early.eac().value == 1100
    assert early.eac().warnings == (Caveat.EARLY_ESTIMATE,)
    assert later.eac().value == 2000
    assert later.eac_range() == (
        Decimal(1150),
        Decimal(300) + Decimal(850) / Decimal("0.375"),
    )


def test_an_estimate_falls_back_on_what_is_available() -> None:
    nothing_done = portfolio(project(1000, 200, 0, 50))

    assert nothing_done.eac().value == 1050
    assert portfolio(project(None, 1, 1, 1)).eac().reason == "MISSING_INPUT:bac"
    assert portfolio().eac_range() is None


def test_a_managers_own_estimate_of_the_rest_is_one_of_the_four() -> None:
    one = portfolio(project(1000, 400, 400, 500, 900))

    assert one.measure(Evm.EAC_BOTTOM_UP).value == 1400
    assert one.measure(Evm.ETC_BOTTOM_UP).value == 900
    assert one.eac_range() == (1100, 1400)
    unasked = portfolio(project(1000, 400, 400, 500)).measure(Evm.EAC_BOTTOM_UP)
    assert unasked.reason == "MISSING_INPUT:rest"


def test_an_estimate_of_fewer_projects_does_not_widen_the_range() -> None:
    both = portfolio(project(1000, 400, 400, 500, 9000), project(800, 400, 400, 400))

    assert both.eac_range() == (1900, Decimal(900) + Decimal(1000) * 900 / 800)


def test_of_finished_work_nothing_is_left_to_estimate() -> None:
    both = portfolio(project(1000, 400, 400, 500, 700), project(100, 100, 100, 120))

    assert both.measure(Evm.EAC_BOTTOM_UP).value == 500 + 700 + 120
    assert both.measure(Evm.ETC_BOTTOM_UP).n == 2


def test_a_mix_of_projects_is_named_when_it_changes_the_estimate() -> None:
    mixed = portfolio(project(900, 500, 450, 400), project(100, 60, 20, 60))
    even = portfolio(project(900, 500, 450, 500), project(100, 60, 50, 55))

    assert Caveat.MIX_EFFECT in mixed.eac().warnings
    assert mixed.sum_of_estimates().value == 800 + 300
    assert Caveat.MIX_EFFECT not in even.eac().warnings
    assert portfolio().sum_of_estimates().reason == "NO_DATA"


def test_a_total_survives_storage_unchanged() -> None:
    total = portfolio(project(100, 50, 40, 50.25), project(100, None, None, None))

    restored = EarnedValueTotal.from_json(json.loads(json.dumps(total.as_json())))

    assert restored == total
    assert restored.measures() == total.measures()
