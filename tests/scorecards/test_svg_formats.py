"""Numbers and dates as d3 writes them."""

from datetime import UTC, datetime

import pytest

from scorecards.svg.formats import date_text, number_text


@pytest.mark.parametrize(
    ("value", "specifier", "text"),
    [
        pytest.param(1234567.4, ",.0f", "1,234,567", id="thousands"),
        pytest.param(1234.5, ".1f", "1234.5", id="without commas"),
        pytest.param(0.875, ".0%", "88%", id="percent"),
        pytest.param(0.8754, ".1%", "87.5%", id="percent with a decimal"),
        pytest.param(-12, ",.0f", "−12", id="a true minus"),
        pytest.param(12, "+d", "+12", id="with a sign"),
        pytest.param(-0.2, ",.0f", "0", id="no negative zero"),
        pytest.param(0, "+d", "0", id="zero has no sign"),
        pytest.param(4_200_000, "~s", "4.2M", id="short millions"),
        pytest.param(950, "~s", "950", id="short below a thousand"),
        pytest.param(0.25, "", "0.25", id="as short as can be"),
    ],
)
def test_a_number_reads_as_in_d3(value: float, specifier: str, text: str):
    assert number_text(value, specifier) == text


def test_a_format_that_is_not_supported_is_refused():
    with pytest.raises(
        ValueError, match=r"the number format '\$,.2f' is not supported"
    ):
        number_text(1, "$,.2f")


def test_a_date_reads_as_in_d3():
    moment = datetime(2026, 9, 30, tzinfo=UTC)
    assert date_text(moment, "%b %Y") == "Sep 2026"
    assert date_text(moment, "") == "Sep 2026"
