"""Which delivered value its sponsors know of, and what is still unacknowledged."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from delivery.calculations.measure import Reason
from recognition.calculations.recognised_value import RecognisedValue
from recognition.calculations.report_reach import Recipient, ReportReach
from recognition.calculations.value_at_risk import UnacknowledgedValue

AS_OF = date(2025, 6, 1)


def item(
    validated: int | None,
    acknowledged: int | None = None,
    *,
    told: bool = True,
    disputed: int | None = None,
) -> RecognisedValue:
    return RecognisedValue.of(
        None if validated is None else Decimal(validated),
        is_communicated=told,
        acknowledged=None if acknowledged is None else Decimal(acknowledged),
        disputed=None if disputed is None else Decimal(disputed),
    )


def waiting(
    amount: int, age: int | None, acknowledged: int | None = None
) -> UnacknowledgedValue:
    return UnacknowledgedValue.of(
        Decimal(amount),
        None if age is None else AS_OF - timedelta(days=age),
        None if acknowledged is None else Decimal(acknowledged),
        as_of=AS_OF,
    )


class TestCoverage:
    def test_more_acknowledged_than_validated_counts_as_all_of_it(self) -> None:
        found = item(100, 150) + item(100, 0)

        assert found.share_acknowledged().value == Decimal("0.5")

    def test_dis_benefits_and_what_nobody_validated_are_no_items(self) -> None:
        found = item(-50, 0) + item(0) + item(None)

        assert found.share_communicated().reason == Reason.NO_DATA
        assert found.unacknowledged().reason == Reason.NO_DATA

    def test_nothing_acknowledged_is_zero_and_not_unknown(self) -> None:
        assert item(100).share_acknowledged().value == 0

    def test_nothing_told_leaves_nothing_to_acknowledge(self) -> None:
        found = item(100, told=False)

        assert found.share_communicated().value == 0
        assert found.acknowledged_of_communicated().value is None

    def test_what_was_acknowledged_without_being_told_is_not_of_the_told(self) -> None:
        found = item(100, 100, told=False) + item(100, 50)

        assert found.acknowledged_of_communicated().value == Decimal("0.5")

    def test_disputed_value_is_a_slice_of_its_own(self) -> None:
        found = item(100, 60, disputed=80)

        assert found.share_disputed().value == Decimal("0.4")

    def test_less_than_nothing_is_not_acknowledged(self) -> None:
        with pytest.raises(ValueError, match="less than nothing"):
            item(100, -1)

    def test_money_without_a_rate_lowers_completeness_and_says_why(self) -> None:
        lost = item(100, 100).without_rate("USD/EUR")

        assert lost.share_acknowledged().reason == "NO_FX_RATE:USD/EUR"
        partial = item(10, 5) + item(10, 5) + lost
        assert partial.share_acknowledged().completeness == Decimal(2) / 3
        assert RecognisedValue.from_json(partial.as_json()) == partial

    def test_another_currency_leaves_shares_alone(self) -> None:
        found = item(100, 60) + item(50, 0, told=False)
        doubled = found.converted(Decimal(2))

        assert doubled.share_acknowledged() == found.share_acknowledged()
        assert doubled.unacknowledged().value == 180


class TestUnacknowledgedValue:
    def test_value_falls_into_the_bucket_of_its_age(self) -> None:
        ages = [0, 30, 31, 60, 61, 90, 91, 180, 181, 900]
        found = UnacknowledgedValue.total(waiting(10, age) for age in ages)

        assert [bucket.amount for bucket in found.buckets()] == [20] * 5
        assert found.aged().value == 40
        assert found.aged_share().value == Decimal("0.4")

    def test_value_validated_later_does_not_count_yet(self) -> None:
        found = waiting(10, -1)

        assert found.unacknowledged().reason == Reason.NO_DATA
        assert found.future == 1

    def test_value_without_a_day_lowers_completeness(self) -> None:
        found = waiting(70, 5) + waiting(30, None)

        assert found.unacknowledged().value == 70
        assert found.unacknowledged().completeness == Decimal("0.7")

    def test_the_median_age_is_weighted_by_value(self) -> None:
        found = waiting(10, 5) + waiting(10, 40) + waiting(100, 120) + waiting(9, 3, 9)

        assert found.median_age().value == 120

    def test_all_acknowledged_is_nothing_at_risk_and_no_age(self) -> None:
        found = waiting(10, 120, 10)

        assert (found.unacknowledged().value, found.aged_share().value) == (0, 0)
        assert found.median_age().reason == Reason.NO_DATA

    def test_it_is_stored_and_read_back(self) -> None:
        found = waiting(10, 5) + waiting(20, None).without_rate("USD/EUR")

        assert UnacknowledgedValue.from_json(found.as_json()) == found


class TestReportReach:
    RECIPIENTS = (
        Recipient(id="a", is_executive=True, opened_after=14, is_acknowledged=True),
        Recipient(id="b", is_executive=True, opened_after=15),
        Recipient(id="c", is_executive=True, refuses_tracking=True),
        Recipient(id="d", has_bounced=True),
        Recipient(id="e"),
    )

    def test_shares_of_recipients(self) -> None:
        reach = ReportReach.of(self.RECIPIENTS)

        shares = [
            (len(people.found), len(people.expected))
            for people in (
                reach.delivered,
                reach.opened,
                reach.acknowledged,
                reach.executives,
            )
        ]
        assert shares == [(4, 5), (2, 3), (1, 4), (1, 2)]

    def test_nothing_sent_reaches_nobody_knows_whom(self) -> None:
        assert ReportReach.of([]).opened.measure().reason == Reason.NO_DATA

    def test_a_recipient_of_two_reports_counts_once(self) -> None:
        both = ReportReach.of(self.RECIPIENTS) + ReportReach.of([Recipient(id="a")])

        assert both.opened.measure().n == 3
        assert ReportReach.from_json(both.as_json()) == both
