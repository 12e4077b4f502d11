"""The admin: every fact can be looked at, and a plan is not changed there either."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from delivery.models import Baseline, BenefitEntry, ClaimDecision, Portfolio
from tests.factories import (
    AllocationFactory,
    AnnotationFactory,
    AttributionFactory,
    BaselineFactory,
    BenefitEntryFactory,
    BenefitLeakFactory,
    CapacityFactory,
    ClaimDecisionFactory,
    ContingencyFactory,
    CycleFactory,
    ExchangeRateFactory,
    ImportMappingFactory,
    IssueFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    LimitDecisionFactory,
    MailFactory,
    MembershipFactory,
    MilestoneFactory,
    ObjectiveLinkFactory,
    OverlapGroupFactory,
    PriorityScoreFactory,
    QualityCountFactory,
    RatingLevelFactory,
    ResourceHoursFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskLevelFactory,
    ScopeItemFactory,
    ServiceCostFactory,
    ServiceUseFactory,
    StatusUpdateFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"delivery", "accounts"}
]


@pytest.fixture(scope="module")
def facts(kept):
    """A fact of each kind."""
    for make in (
        AllocationFactory,
        AnnotationFactory,
        AttributionFactory,
        BenefitLeakFactory,
        ClaimDecisionFactory,
        OverlapGroupFactory,
        ServiceCostFactory,
        ServiceUseFactory,
        BaselineFactory,
        BenefitEntryFactory,
        CapacityFactory,
        ContingencyFactory,
        CycleFactory,
        ImportMappingFactory,
        ExchangeRateFactory,
        IssueFactory,
        KpiMeasurementFactory,
        KpiTargetFactory,
        MailFactory,
        LimitDecisionFactory,
        MembershipFactory,
        MilestoneFactory,
        ObjectiveLinkFactory,
        PriorityScoreFactory,
        QualityCountFactory,
        RatingLevelFactory,
        ResourceHoursFactory,
        ReworkEntryFactory,
        RiskAssessmentFactory,
        RiskLevelFactory,
        ScopeItemFactory,
        StatusUpdateFactory,
        TaskFactory,
    ):
        make()


@pytest.fixture
def support(facts, client, admin_user):
    """A browser of somebody who may do everything in the admin."""
    client.force_login(admin_user)
    return client


def page(model, what, *arguments):
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=arguments)


def test_every_fact_of_the_app_is_in_the_admin():
    facts = {
        model
        for model in apps.get_app_config("delivery").get_models()
        if hasattr(model, "history")
    }
    assert facts <= set(admin.site._registry)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_list_and_the_form_open(facts, client, model):
    """To somebody who may see no other model: each page lists all that one may."""
    keeper = UserFactory(is_staff=True)
    meta = model._meta
    keeper.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label=meta.app_label,
            content_type__model=meta.model_name,
        )
    )
    client.force_login(keeper)
    assert client.get(page(model, "changelist"), {"q": "x"}).status_code == 200
    row = model.objects.first()
    assert client.get(page(model, "change", row.pk)).status_code == 200


def test_the_history_of_each_kind_of_page_opens(support):
    """Of each class that writes it anew; the others have it from one of these."""
    first_of = {
        admin.site._registry[model].history_view.__func__: model for model in OURS
    }
    for model in first_of.values():
        row = model.objects.first()
        assert support.get(page(model, "history", row.pk)).status_code == 200, model


@pytest.mark.parametrize("key", ["x", "1.5", "9" * 30])
def test_the_history_of_nothing_is_not_found(support, key):
    assert support.get(page(Baseline, "history", key)).status_code == 404


def test_a_plan_is_shown_and_not_changed(support):
    baseline = Baseline.objects.get()
    path = page(Baseline, "change", baseline.pk)
    assert support.post(path, {"budget": "1"}).status_code == 403
    assert Baseline.objects.get().budget == baseline.budget


def test_nobody_validates_in_the_admin(support):
    decision = ClaimDecision.objects.get()
    path = page(ClaimDecision, "change", decision.pk)
    assert support.post(path, {"amount": "1"}).status_code == 403
    assert support.get(page(ClaimDecision, "add")).status_code == 403
    entry = BenefitEntryFactory(kind="validated")
    path = page(BenefitEntry, "change", entry.pk)
    assert support.post(path, {"amount": "1"}).status_code == 403
    form = support.get(page(BenefitEntry, "add")).content.decode()
    assert 'value="claimed"' in form
    assert 'value="validated"' not in form


def test_a_number_is_read_as_strictly_as_on_the_pages(support):
    portfolio = Portfolio.objects.first()
    path = page(Portfolio, "change", portfolio.pk)
    sent = {
        "name": "New",
        "currency": "EUR",
        "fiscal_year_start_month": "1",
        "reporting_period": "quarter",
        "time_tolerance": "0,05",
        "cost_tolerance": "0.05",
    }
    response = support.post(path, sent)
    assert "Enter a number such as 1234.56." in response.content.decode()
    assert support.post(path, sent | {"time_tolerance": "0.07"}).status_code == 302
    assert str(Portfolio.objects.get(pk=portfolio.pk).time_tolerance) == "0.0700"


def test_the_past_is_not_put_back(support):
    portfolio = Portfolio.objects.first()
    record = portfolio.history.first()
    path = reverse(
        "admin:delivery_portfolio_simple_history",
        args=[portfolio.pk, record.history_id],
    )
    assert support.get(path).status_code == 200
    portfolio.name = "Later"
    portfolio.save()
    support.post(path, {"name": record.name})
    assert Portfolio.objects.get(pk=portfolio.pk).name == "Later"


def test_a_person_is_added_with_a_name_and_an_address(support):
    response = support.post(
        page(User, "add"),
        {
            "username": "ada",
            "email": "ada@example.org",
            "name": "Ada Byron",
            "usable_password": "true",
            "password1": "correct horse battery",
            "password2": "correct horse battery",
        },
    )
    assert response.status_code == 302
    assert User.objects.get(username="ada").get_full_name() == "Ada Byron"
