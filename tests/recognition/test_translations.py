"""Translations: bound to facts, told no more strongly than they bear, put forward."""

import html
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from delivery.calculations.evidence import Evidence
from delivery.history import latest_version
from delivery.models import BenefitEntry, Kpi, KpiMeasurement, Portfolio, Role
from recognition.arithmetic import arithmetic_of
from recognition.bindings import Wanted, read
from recognition.calculations.gate import Verb
from recognition.models import Assumption, TranslationInput, ValueTranslation
from tests.factories import (
    AssumptionFactory,
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    PortfolioFactory,
    ProjectFactory,
    TranslationInputFactory,
    ValueTranslationFactory,
)
from tests.people import member

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

URL = "/recognition/translations/"
TODAY = timezone.localdate
MONTHS = [date(2026, month, 1) for month in (7, 8, 9)]
Source = TranslationInput.Source


def page_of(row, end=""):
    return f"{URL}{row.pk}/{end}"


def bind(client, translation, role, **chosen):
    return client.post(page_of(translation, f"{role}/number/"), chosen)


@pytest.fixture(scope="module")
def _begun(kept: None) -> None:
    """A translation with all three numbers: from a person, a KPI and an assumption.

    The hour's cost was approved by finance; the KPI counts 12,000 cases in the third
    quarter.
    """
    top = PortfolioFactory(slug="organisation", name="Organisation")
    portfolio = PortfolioFactory(slug="transport", name="Transport", parent=top)
    for role in (Role.LEAD, Role.EXECUTIVE):
        member(portfolio, role, role.value)
    hour = AssumptionFactory(portfolio=top, name="An hour", approved_at=timezone.now())
    cases = KpiFactory(
        portfolio=portfolio, unit="number", aggregation="sum", baseline=Decimal(3900)
    )
    for month in MONTHS:
        KpiMeasurementFactory(
            kpi=cases,
            period_start=month,
            period_end=month.replace(day=30),
            value=Decimal(4000),
        )
    translation = ValueTranslationFactory(portfolio=portfolio, name="Shorter rounds")
    client = Client()
    client.force_login(member(portfolio, Role.ANALYST, "analyst"))
    typed = {"number": "0.5", "note": "Timed on twenty routes", "reference": "Study"}
    for response in (
        bind(client, translation, "driver", source="typed", **typed),
        bind(client, translation, "volume", source="kpi", kpi=cases.pk),
        bind(
            client, translation, "unit_value", source="assumption", assumption=hour.pk
        ),
    ):
        assert response.status_code == 302, response.text


@pytest.fixture
def portfolio(_begun, db):
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def lead(portfolio):
    return User.objects.get(username="lead")


@pytest.fixture
def executive(portfolio):
    return User.objects.get(username="executive")


@pytest.fixture
def analyst(portfolio):
    return User.objects.get(username="analyst")


@pytest.fixture
def hour(portfolio):
    return Assumption.objects.get(name="An hour")


@pytest.fixture
def cases(portfolio):
    return Kpi.objects.get(measurements__period_start=MONTHS[0])


@pytest.fixture
def bound(client, analyst):
    client.force_login(analyst)
    return ValueTranslation.objects.get(name="Shorter rounds")


@pytest.fixture
def translation(portfolio):
    """A translation without any number."""
    return ValueTranslationFactory(portfolio=portfolio, name="Fewer visits")


def worked_out(translation):
    row = ValueTranslation.objects.with_inputs().get(pk=translation.pk)
    return arithmetic_of([row], TODAY())[0]


class TestBegin:
    def test_formula_period_and_shares_are_said_first(self, client, lead, portfolio):
        client.force_login(lead)
        form = {
            "portfolio": portfolio.pk,
            "name": "Faster answers",
            "formula": "hours_freed",
            "period": "2026-Q3",
            "attribution": "80",
            "attribution_method": "owner_estimate",
            "confidence": "50",
        }
        bad = client.post(f"{URL}new/", form | {"period": "third", "confidence": ""})
        assert bad.status_code == 422
        assert "Write a month as 2026-09" in bad.text
        client.post(f"{URL}new/", form)
        row = ValueTranslation.objects.get(name="Faster answers")

        assert (row.attribution, row.confidence) == (Decimal("0.8"), Decimal("0.5"))
        assert row.currency == portfolio.currency
        page = client.get(page_of(row)).text
        assert "Faster answers: not available - not known yet: Hours less" in page
        assert "nobody has said where it comes from" in page

    def test_the_library_shows_every_formula_with_its_example(self, client, executive):
        client.force_login(executive)
        page = client.get("/recognition/formulas/").text
        assert page.count('<th scope="row"') == 14
        assert "0.5 × 12,000 × 62" in page

    def test_shares_lie_between_nothing_and_all(self, translation):
        with pytest.raises(IntegrityError), transaction.atomic():
            ValueTranslation.objects.update(attribution=Decimal("1.1"))


class TestArithmetic:
    def test_one_click_from_the_sentence_to_what_it_rests_on(self, client, bound):
        page = client.get(page_of(bound)).text

        assert "The project reports" not in page
        assert (
            "Shorter rounds: the owner reports about €100K in released capacity in "
            "Q3 FY2026 (not yet validated)." in page
        )
        narrow = "\N{NARROW NO-BREAK SPACE}"
        assert (
            f"0.5{narrow}h × 12,000 × €62.00 × 80{narrow}% × 50{narrow}% = €148,800.00"
            in page
        )
        assert "E1: claimed, with a method" in page
        assert "Timed on twenty routes, Study" in page
        assert "approved by" in page
        assert page.count("4,000") >= 3

    def test_the_list_says_the_same_and_so_does_the_file(self, client, bound):
        sentence = "the owner reports about €100K in released capacity"
        assert sentence in client.get(URL).text
        rows = client.get("/recognition/translations.csv").text
        assert sentence in rows
        assert ",148800," in rows

    def test_an_assumption_that_expired_leaves_an_opinion(self, client, bound, hour):
        hour.expires_on = date(2026, 1, 2)
        hour.dated_on = date(2025, 1, 2)
        hour.save()

        found = worked_out(bound)
        assert found.evidence is Evidence.OPINION
        assert "not available - nobody has said between" in found.proposal.sentence
        assert "E0: an opinion or a forecast" in client.get(page_of(bound)).text

    def test_with_a_range_an_opinion_is_a_forecast(self, client, bound, hour):
        hour.approved_at = None
        hour.low, hour.high = Decimal(50), Decimal(70)
        hour.save()
        number = bound.inputs.get(role="unit_value")
        client.post(f"/recognition/translation-numbers/{number.pk}/confirm/")

        found = worked_out(bound).proposal
        assert found.permission.verb is Verb.FORECAST
        assert "is forecast to bring €120K to €170K" in found.sentence

    def test_it_is_proved_as_well_as_its_weakest_number(self, bound, cases):
        driver = bound.inputs.get(role="driver")
        TranslationInput.objects.filter(pk=driver.pk).update(
            source="kpi", kpi=cases, note="", reference=""
        )
        assert worked_out(bound).evidence is Evidence.MEASURED
        cases.baseline = None
        cases.save()
        assert worked_out(bound).evidence is Evidence.CLAIMED

    def test_the_numbers_of_many_take_a_fixed_number_of_queries(
        self,
        client,
        bound,
        executive,
        portfolio,
        hour,
        cases,
        django_assert_num_queries,
    ):
        rows = ValueTranslation.objects.with_inputs()
        with django_assert_num_queries(5):
            assert len(arithmetic_of(rows, TODAY())) == 1
        for _number in range(4):
            other = ValueTranslationFactory(portfolio=portfolio)
            TranslationInputFactory(
                translation=other,
                source="kpi",
                kpi=cases,
                note="",
                reference="",
            )
        with django_assert_num_queries(5):
            assert len(arithmetic_of(rows.all(), TODAY())) == 5


class TestOutOfDate:
    def test_a_moved_number_is_shown_until_somebody_looks(
        self, client, analyst, executive, bound, cases
    ):
        KpiMeasurement.objects.filter(kpi=cases, period_start=MONTHS[2]).update(
            value=Decimal(5000)
        )
        client.force_login(executive)
        page = client.get(page_of(bound)).text
        assert "The sentence is out of date" in page
        assert "12,000 when somebody looked" in page
        assert "13,000 now" in page
        assert "= €148,800.00" in page
        number = bound.inputs.get(role="volume")
        confirm = f"/recognition/translation-numbers/{number.pk}/confirm/"
        assert client.post(confirm).status_code == 404
        client.force_login(analyst)
        client.post(confirm)
        page = client.get(page_of(bound)).text
        assert "The sentence is out of date" not in page
        assert "= €161,200.00" in page
        number.refresh_from_db()
        assert number.confirmed_by == analyst

    def test_what_is_out_of_date_is_not_put_forward(self, client, bound, hour):
        hour.value = Decimal(70)
        hour.save()
        response = client.post(page_of(bound, "claim/"), {})
        assert response.status_code == 422
        assert "A number has moved" in response.text


class TestWording:
    def save(self, client, translation, text):
        version = {"version": latest_version(translation)}
        page = page_of(translation, "wording/")
        return client.post(page, {"wording": text} | version)

    def test_a_person_words_it_and_the_number_stays_bound(self, client, bound):
        page = client.get(page_of(bound, "wording/")).text
        assert "{name}: the owner reports {value}" in page
        text = "In {period} the teams of {name} reports {value} of time for customers."
        assert self.save(client, bound, text).status_code == 302
        told = "In Q3 FY2026 the teams of Shorter rounds reports about €100K of time"
        assert told in client.get(page_of(bound)).text
        assert told in client.get(URL).text

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("The owner reports €148,800.", "“148,800.” is typed"),
            ("The owner reports that {value} were saved.", "“saved” is for cash"),
            ("The owner reports much.", "The number is missing"),
            ("{value} in {year}, reported.", "{year} stands for no number"),
        ],
    )
    def test_it_says_no_more_than_is_known(self, client, bound, text, message):
        response = self.save(client, bound, text)
        assert response.status_code == 422
        assert message in html.unescape(response.text)

    def test_a_wording_that_has_become_too_strong_is_not_said(
        self, client, bound, hour, cases
    ):
        self.save(client, bound, "The owner reports {value} for {name}.")
        number = bound.inputs.get(role="unit_value")
        hour.low, hour.high, hour.approved_at = Decimal(50), Decimal(70), None
        hour.save()
        client.post(f"/recognition/translation-numbers/{number.pk}/confirm/")
        page = client.get(page_of(bound)).text

        assert "is forecast to bring €120K to €170K" in page
        assert "says more than is known now" in page
        assert "Say how sure it is" in page

    def test_the_proposed_sentence_is_no_wording(self, client, bound):
        template = worked_out(bound).proposal.template
        self.save(client, bound, template)
        bound.refresh_from_db()
        assert bound.wording == ""


class TestBinding:
    @pytest.mark.parametrize(
        ("role", "chosen", "message"),
        [
            ("driver", {"source": "typed", "number": "0.5"}, "needs what it counts"),
            ("driver", {"source": "typed", "note": "x", "reference": "y"}, "Enter the"),
            ("driver", {"source": "kpi"}, "Choose where it comes from"),
            ("driver", {"source": "budget"}, "not one of the available choices"),
            ("unit_value", {"source": "early"}, "not one of the available choices"),
            (
                "driver",
                {
                    "source": "typed",
                    "number": "2",
                    "least": "3",
                    "most": "4",
                    "note": "x",
                    "reference": "y",
                },
                "with the number between them",
            ),
        ],
    )
    def test_what_does_not_fit_is_refused(
        self, client, analyst, translation, role, chosen, message
    ):
        client.force_login(analyst)
        response = bind(client, translation, role, **chosen)
        assert response.status_code == 422
        assert message in response.text
        assert not translation.inputs.exists()

    def test_only_what_has_the_same_unit_is_offered(
        self, client, analyst, translation, portfolio, hour, cases
    ):
        AssumptionFactory(portfolio=portfolio, name="A dollar", currency="USD")
        KpiFactory(portfolio=portfolio, name="Uptime", unit="ratio")
        client.force_login(analyst)
        value = client.get(page_of(translation, "unit_value/number/")).text
        volume = client.get(page_of(translation, "volume/number/")).text

        assert "An hour" in value
        assert "A dollar" not in value
        assert cases.name in volume
        assert "Uptime" not in volume
        assert client.get(page_of(translation, "luck/number/")).status_code == 404

    def test_a_fact_that_says_nothing_yet_is_refused(
        self, client, analyst, translation, portfolio
    ):
        empty = KpiFactory(portfolio=portfolio, unit="number")
        client.force_login(analyst)
        response = bind(client, translation, "volume", source="kpi", kpi=empty.pk)
        assert response.status_code == 422
        assert "Nothing is known of it for Q3 FY2026 yet" in response.text

    def test_every_source_reads_its_fact(self, portfolio):
        project = ProjectFactory(
            portfolio=portfolio,
            status="completed",
            actual_finish=date(2026, 6, 20),
            final_cost=Decimal(90),
        )
        BaselineFactory(project=project, budget=Decimal(100), finish=date(2026, 6, 30))
        benefit = BenefitFactory(portfolio=portfolio)
        for month, amount in zip((6, 7, 8), (1, 20, 300), strict=True):
            BenefitEntryFactory(
                benefit=benefit,
                kind="validated",
                month=date(2026, month, 1),
                amount=Decimal(amount),
            )
        fell, flat = KpiFactory.create_batch(
            2,
            portfolio=portfolio,
            unit="days",
            direction="decrease",
            aggregation="average",
            baseline=Decimal(40),
        )
        for month in range(1, 10):
            for kpi, value in ((fell, 30 if month > 6 else 40), (flat, 30)):
                KpiMeasurementFactory(
                    kpi=kpi,
                    period_start=date(2026, month, 1),
                    period_end=date(2026, month, 28),
                    value=Decimal(value),
                )
        quarter = ValueTranslationFactory(portfolio=portfolio).span
        wanted = {
            "budget": Wanted("budget", project.pk),
            "cost": Wanted("cost", project.pk),
            "early": Wanted("early", project.pk),
            "validated": Wanted("validated", benefit.pk, quarter),
            "fell": Wanted("kpi_change", fell.pk, quarter),
            "flat": Wanted("kpi_change", flat.pk, quarter),
        }
        found = read(wanted.values(), TODAY())
        told = {
            name: (found[one].value, found[one].evidence)
            for name, one in wanted.items()
        }

        assert told == {
            "budget": (Decimal(100), Evidence.MEASURED),
            "cost": (Decimal(90), Evidence.MEASURED),
            "early": (Decimal(10), Evidence.MEASURED),
            "validated": (Decimal(320), Evidence.VALIDATED),
            "fell": (Decimal(10), Evidence.MEASURED),
            "flat": (Decimal(10), Evidence.CLAIMED),
        }
        assert found[wanted["flat"]].remark
        assert all(found[one].version for one in wanted.values())

    def test_the_database_holds_each_number_to_one_fact(self, translation, hour, cases):
        with pytest.raises(IntegrityError), transaction.atomic():
            TranslationInputFactory(translation=translation, kpi=cases)
        with pytest.raises(IntegrityError), transaction.atomic():
            TranslationInputFactory(translation=translation, least=Decimal("0.1"))


class TestClaim:
    @pytest.fixture
    def benefit(self, portfolio):
        return BenefitFactory(
            portfolio=portfolio,
            benefit_class="non_cashable_financial",
            currency="EUR",
            baseline_value=Decimal(1),
            measurement_method="Timed",
        )

    def put(self, client, translation, benefit, **chosen):
        form = {"benefit": benefit.pk, "month": "2026-09"} | chosen
        return client.post(page_of(translation, "claim/"), form)

    def test_finance_gets_it_like_any_other_claim(
        self, client, analyst, bound, benefit
    ):
        assert self.put(client, bound, benefit).status_code == 302
        claim = BenefitEntry.objects.get()
        bound.refresh_from_db()

        assert (claim.kind, claim.month) == ("claimed", date(2026, 9, 1))
        assert claim.amount == Decimal(148_800)
        assert claim.recorded_by == analyst
        assert "0.5" in claim.note
        assert BenefitEntry.objects.awaiting_decision().get() == claim
        assert (bound.claim, bound.claimed_amount) == (claim, Decimal(148_800))
        page = client.get(page_of(bound)).text
        assert "Amount put forward" in page
        assert "Bring the claim up to date" in page

    def test_the_claim_follows_until_finance_has_decided(
        self, client, bound, benefit, cases
    ):
        self.put(client, bound, benefit)
        KpiMeasurement.objects.filter(kpi=cases, period_start=MONTHS[2]).update(
            value=Decimal(5000)
        )
        number = bound.inputs.get(role="volume")
        client.post(f"/recognition/translation-numbers/{number.pk}/confirm/")
        claim = BenefitEntry.objects.with_version().get()
        update = {"version": claim.version, "change_reason": "One month was amended"}
        assert self.put(client, bound, benefit, **update).status_code == 302
        claim = BenefitEntry.objects.with_version().get()
        assert claim.amount == Decimal(161_200)
        BenefitEntryFactory(
            benefit=benefit,
            month=claim.month,
            kind="validated",
            amount=claim.amount,
        )
        response = self.put(client, bound, benefit, version=claim.version)
        assert response.status_code == 422
        assert "ask finance to amend it" in response.text

    @pytest.mark.parametrize(
        ("changes", "chosen", "message"),
        [
            ({"benefit_class": "cashable"}, {}, "not one of the available choices"),
            ({"currency": "USD"}, {}, "not one of the available choices"),
            ({}, {"month": "2026-10"}, "choose a month of it"),
            ({}, {"month": ""}, "Enter a month such as 2026-03"),
        ],
    )
    def test_class_currency_and_month_must_fit(
        self, client, bound, benefit, changes, chosen, message
    ):
        for name, value in changes.items():
            setattr(benefit, name, value)
        benefit.save()
        response = self.put(client, bound, benefit, **chosen)
        assert response.status_code == 422
        assert message in response.text

    def test_a_month_that_is_claimed_already_keeps_its_claim(
        self, client, bound, benefit
    ):
        BenefitEntryFactory(benefit=benefit, kind="claimed", month=date(2026, 9, 1))
        response = self.put(client, bound, benefit)
        assert response.status_code == 422
        assert "This benefit has such an amount for that month" in response.text

    def test_a_closed_period_stays_closed(self, client, bound, benefit, portfolio):
        portfolio.locked_until = date(2026, 9, 30)
        portfolio.save()
        response = self.put(client, bound, benefit)
        assert response.status_code == 422
        assert "is closed" in response.text

    def test_more_than_any_amount_of_money_is_said_and_no_claim(
        self, client, bound, benefit
    ):
        typed = {"number": Decimal("99999999999.5"), "note": "n", "reference": "r"}
        for one in bound.inputs.all():
            TranslationInput.objects.filter(pk=one.pk).update(
                source="typed", kpi=None, assumption=None, **typed
            )
        said = "not available - it comes to more than any amount of money"
        for address in (page_of(bound), URL, URL.rstrip("/") + ".csv"):
            assert said in client.get(address).content.decode()
        response = self.put(client, bound, benefit)
        assert response.status_code == 422
        assert "look for a number in the wrong unit" in response.text

    def test_an_opinion_is_no_claim(self, client, bound, benefit, hour):
        hour.approved_at = None
        hour.save()
        response = self.put(client, bound, benefit)
        assert response.status_code == 422
        assert "that is an opinion, and no claim" in response.text
        assert not BenefitEntry.objects.exists()
