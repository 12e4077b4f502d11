"""Who gets what from every address of the project.

The table below is table 2.5 of the guarantees in terms of addresses. An address that
it does not name fails the suite, so nobody adds one without saying who may use it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from delivery.models import Benefit, Cycle, ImportBatch, Membership, Portfolio, Role
from recognition.actions.consents import note_use, take_back
from recognition.actions.following import follow
from recognition.actions.stories import draft_from_benefit
from recognition.actions.value import change_sponsor, proposal_of, tell, word
from recognition.models import StoryPicture, TestimonialUse, ValueItem
from scorecards.actions.freezing import freeze
from scorecards.models import FrozenScorecard, Scorecard
from scorecards.regeneration import refresh_here
from tests.factories import (
    AllocationFactory,
    AnnotationFactory,
    AnswerFactory,
    AssumptionFactory,
    AttributionFactory,
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    BenefitLeakFactory,
    BenefitRangeFactory,
    CapacityFactory,
    CaseTermsFactory,
    ClaimDecisionFactory,
    ClosingFactory,
    ContingencyFactory,
    CycleFactory,
    ExchangeRateFactory,
    FollowUpFactory,
    ImportMappingFactory,
    InvitationFactory,
    IssueFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    LessonFactory,
    LimitDecisionFactory,
    MilestoneFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    OverlapGroupFactory,
    PortfolioFactory,
    PriorityCriterionFactory,
    PriorityScoreFactory,
    ProjectFactory,
    PromiseFactory,
    QualityCountFactory,
    QuestionFactory,
    QuestionnaireFactory,
    RatingLevelFactory,
    ResourceFactory,
    ResourceHoursFactory,
    ResponsibilityFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskLevelFactory,
    RoundFactory,
    RoundPlanFactory,
    ScopeItemFactory,
    ServiceAgreementFactory,
    ServiceCostFactory,
    ServiceFactory,
    ServiceRequestFactory,
    ServiceUseFactory,
    StakeholderFactory,
    StatusUpdateFactory,
    TaskFactory,
    TranslationInputFactory,
    ValueTranslationFactory,
)
from tests.people import member
from tests.recognition.quoting import NOW, published
from tests.recognition.value.ledger import validated

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 30)

# A word that stands in the name of every fact, and that no stranger may ever read.
CANARY = "Kookaburra"

PEOPLE = (
    "analyst",
    "lead",
    "finance",
    "executive",
    "administrator",
    "chief",
    "stranger",
    "anonymous",
)

READERS = {"analyst", "lead", "finance", "executive", "chief"}
MEMBERS = READERS | {"administrator"}
ENTERERS = {"analyst", "lead", "chief"}
LEADS = {"lead", "chief"}
MANAGERS = LEADS | {"administrator"}
ACCOUNTANTS = ENTERERS | {"finance"}
CONTROLLERS = LEADS | {"finance"}
# Who leads a portfolio at the top, whichever it is.
KEEPERS = {"chief", "stranger"}
UPLOADER = {"analyst"}
SIGNED_IN = set(PEOPLE) - {"anonymous"}
EVERYBODY = set(PEOPLE)


class Route(NamedTuple):
    """An address, who gets an answer from it, and the objects in its path."""

    name: str
    audience: set[str]
    arguments: tuple[str, ...] = ()
    # What the audience gets: a page that leads on answers 302, an open form 200.
    answer: int = 200
    method: str = "get"


DELIVERY = [
    Route("home", SIGNED_IN),
    Route("portfolio_list", SIGNED_IN),
    Route("portfolio_create", SIGNED_IN),
    Route("portfolio_detail", MEMBERS, ("portfolio",)),
    Route("portfolio_update", MANAGERS, ("portfolio",)),
    Route("portfolio_move", MANAGERS, ("portfolio",)),
    Route("portfolio_delete", MANAGERS, ("portfolio",)),
    Route("portfolio_history", MEMBERS, ("portfolio",)),
    Route("portfolio_members", MANAGERS, ("portfolio",)),
    Route("membership_delete", MANAGERS, ("membership",)),
    Route("cycle_list", MEMBERS, ("portfolio",)),
    Route("cycle_create", MANAGERS, ("portfolio",)),
    Route("cycle_update", MANAGERS, ("cycle",)),
    Route("project_list", SIGNED_IN),
    Route("project_export", SIGNED_IN, ("csv",)),
    Route("project_create", SIGNED_IN),
    Route("project_detail", READERS, ("project",)),
    Route("project_update", ENTERERS, ("project",)),
    Route("project_delete", LEADS, ("project",)),
    Route("project_history", READERS, ("project",)),
    Route("baseline_create", ENTERERS, ("project",)),
    Route("status_update_list", READERS, ("project",)),
    Route("status_update_create", ENTERERS, ("project",)),
    Route("status_update_update", ENTERERS, ("status_update",)),
    Route("status_update_delete", LEADS, ("status_update",)),
    Route("milestone_create", ENTERERS, ("project",)),
    Route("milestone_update", ENTERERS, ("milestone",)),
    Route("milestone_delete", LEADS, ("milestone",)),
    Route("task_list", SIGNED_IN),
    Route("task_export", SIGNED_IN, ("csv",)),
    Route("task_create", ENTERERS, ("project",)),
    Route("task_update", ENTERERS, ("task",)),
    Route("task_delete", LEADS, ("task",)),
    Route("scope_item_list", SIGNED_IN),
    Route("scope_item_export", SIGNED_IN, ("xlsx",)),
    Route("scope_item_create", ENTERERS, ("project",)),
    Route("scope_item_update", ENTERERS, ("scope_item",)),
    Route("scope_item_delete", LEADS, ("scope_item",)),
    Route("kpi_list", SIGNED_IN),
    Route("kpi_export", SIGNED_IN, ("xlsx",)),
    Route("kpi_create", SIGNED_IN),
    Route("kpi_detail", READERS, ("kpi",)),
    Route("kpi_update", ENTERERS, ("kpi",)),
    Route("kpi_retire", ENTERERS, ("kpi",)),
    Route("kpi_delete", LEADS, ("kpi",)),
    Route("kpi_history", READERS, ("kpi",)),
    Route("kpi_measurement_export", READERS, ("kpi", "csv")),
    Route("limit_decision_export", SIGNED_IN, ("csv",)),
    Route("limit_decision_create", ENTERERS, ("kpi",)),
    Route("annotation_export", SIGNED_IN, ("csv",)),
    Route("annotation_create", ENTERERS, ("kpi",)),
    Route("annotation_update", ENTERERS, ("annotation",)),
    Route("annotation_delete", LEADS, ("annotation",)),
    Route("kpi_target_create", ENTERERS, ("kpi",)),
    Route("kpi_target_update", ENTERERS, ("target",)),
    Route("kpi_target_delete", LEADS, ("target",)),
    Route("kpi_measurement_create", ENTERERS, ("kpi",)),
    Route("kpi_measurement_update", ENTERERS, ("measurement",)),
    Route("kpi_measurement_delete", LEADS, ("measurement",)),
    Route("benefit_list", SIGNED_IN),
    Route("benefit_export", SIGNED_IN, ("csv",)),
    Route("benefit_create", SIGNED_IN),
    Route("benefit_detail", READERS, ("benefit",)),
    Route("benefit_update", ENTERERS, ("benefit",)),
    Route("benefit_delete", LEADS, ("benefit",)),
    Route("benefit_history", READERS, ("benefit",)),
    Route("benefit_months", ACCOUNTANTS, ("benefit",)),
    Route("benefit_entry_export", READERS, ("benefit", "xlsx")),
    Route("benefit_entry_create", ACCOUNTANTS, ("benefit",)),
    Route("benefit_entry_update", ENTERERS, ("claim",)),
    Route("benefit_entry_delete", LEADS, ("claim",)),
    Route("approval_list", SIGNED_IN),
    Route("approval_many", SIGNED_IN),
    Route("kpi_measurement_decide", LEADS, ("submitted",)),
    Route("owed", SIGNED_IN),
    Route("owed_values", ENTERERS, ("month", "2026-09-01")),
    Route("reminder_settings", SIGNED_IN),
    Route("portfolio_close", LEADS, ("portfolio",)),
    Route("resource_list", SIGNED_IN),
    Route("resource_export", SIGNED_IN, ("csv",)),
    Route("resource_create", SIGNED_IN),
    Route("resource_detail", READERS, ("resource",)),
    Route("resource_update", ENTERERS, ("resource",)),
    Route("resource_delete", LEADS, ("resource",)),
    Route("resource_history", READERS, ("resource",)),
    Route("resource_months", ENTERERS, ("resource",)),
    Route("capacity_export", READERS, ("resource", "csv")),
    Route("allocation_export", READERS, ("resource", "csv")),
    Route("resource_hours_create", ENTERERS, ("resource",)),
    Route("resource_hours_list", SIGNED_IN),
    Route("resource_hours_export", SIGNED_IN, ("csv",)),
    Route("resource_hours_update", ENTERERS, ("hours",)),
    Route("resource_hours_delete", LEADS, ("hours",)),
    Route("project_hours", ENTERERS, ("project",)),
    Route("priority_list", READERS, ("portfolio",)),
    Route("priority_export", READERS, ("portfolio", "csv")),
    Route("priority_marks", ENTERERS, ("portfolio",)),
    Route("priority_criterion_create", LEADS, ("portfolio",)),
    Route("priority_criterion_update", LEADS, ("criterion",)),
    Route("priority_criterion_delete", LEADS, ("criterion",)),
    Route("data_quality", SIGNED_IN),
    Route("data_quality_export", SIGNED_IN, ("csv",)),
    Route("objective_list", SIGNED_IN),
    Route("objective_export", SIGNED_IN, ("csv",)),
    Route("objective_create", SIGNED_IN),
    Route("objective_detail", READERS, ("objective",)),
    Route("objective_update", ENTERERS, ("objective",)),
    Route("objective_delete", LEADS, ("objective",)),
    Route("objective_history", READERS, ("objective",)),
    Route("objective_link_export", SIGNED_IN, ("xlsx",)),
    Route("project_objectives", ENTERERS, ("project",)),
    Route("portfolio_objectives", ENTERERS, ("portfolio",)),
    Route("exchange_rate_list", SIGNED_IN),
    Route("exchange_rate_export", SIGNED_IN, ("csv",)),
    Route("exchange_rate_create", KEEPERS),
    Route("exchange_rate_correct", {"chief"}, ("rate",)),
    Route("exchange_rate_history", MEMBERS, ("rate",)),
    Route("benefit_entry_withdraw", ENTERERS, ("claim",)),
    Route("benefit_leak_export", SIGNED_IN, ("csv",)),
    Route("benefit_leak_create", ENTERERS, ("benefit",)),
    Route("benefit_leak_update", ENTERERS, ("leak",)),
    Route("benefit_leak_delete", LEADS, ("leak",)),
    Route("attribution_export", SIGNED_IN, ("xlsx",)),
    Route("attribution_create", ENTERERS, ("benefit",)),
    Route("attribution_update", ENTERERS, ("attribution",)),
    Route("attribution_delete", LEADS, ("attribution",)),
    Route("claim_queue", SIGNED_IN),
    Route("claim_export", SIGNED_IN, ("csv",)),
    Route("claim_decision_export", SIGNED_IN, ("csv",)),
    Route("claim_review", {"finance"}, ("claim",)),
    Route("overlap_group_list", SIGNED_IN),
    Route("overlap_group_export", SIGNED_IN, ("csv",)),
    Route("overlap_group_create", SIGNED_IN),
    Route("overlap_group_update", ENTERERS, ("overlap",)),
    Route("overlap_group_delete", LEADS, ("overlap",)),
    Route("overlap_group_history", READERS, ("overlap",)),
    Route("service_list", SIGNED_IN),
    Route("service_export", SIGNED_IN, ("xlsx",)),
    Route("service_create", SIGNED_IN),
    Route("service_detail", READERS, ("service",)),
    Route("service_update", ENTERERS, ("service",)),
    Route("service_delete", LEADS, ("service",)),
    Route("service_history", READERS, ("service",)),
    Route("service_costs", ENTERERS, ("service",)),
    Route("service_cost_export", READERS, ("service", "csv")),
    Route("service_use_export", SIGNED_IN, ("csv",)),
    Route("service_use_create", ENTERERS, ("project",)),
    Route("service_use_delete", ENTERERS, ("service_use",)),
    Route("risk_list", SIGNED_IN),
    Route("risk_export", SIGNED_IN, ("csv",)),
    Route("risk_create", SIGNED_IN),
    Route("risk_detail", READERS, ("risk",)),
    Route("risk_update", ENTERERS, ("risk",)),
    Route("risk_delete", LEADS, ("risk",)),
    Route("risk_history", READERS, ("risk",)),
    Route("risk_assessment_export", READERS, ("risk", "csv")),
    Route("risk_assessment_create", ENTERERS, ("risk",)),
    Route("risk_assessment_update", ENTERERS, ("assessment",)),
    Route("risk_assessment_delete", LEADS, ("assessment",)),
    Route("risk_level_list", READERS, ("portfolio",)),
    Route("risk_level_create", ENTERERS, ("portfolio",)),
    Route("risk_level_update", ENTERERS, ("level",)),
    Route("risk_level_delete", LEADS, ("level",)),
    Route("contingency_list", SIGNED_IN),
    Route("contingency_export", SIGNED_IN, ("csv",)),
    Route("contingency_create", SIGNED_IN),
    Route("contingency_update", ENTERERS, ("contingency",)),
    Route("contingency_delete", LEADS, ("contingency",)),
    Route("issue_list", SIGNED_IN),
    Route("issue_export", SIGNED_IN, ("xlsx",)),
    Route("issue_create", SIGNED_IN),
    Route("issue_detail", READERS, ("issue",)),
    Route("issue_update", ENTERERS, ("issue",)),
    Route("issue_delete", LEADS, ("issue",)),
    Route("issue_history", READERS, ("issue",)),
    Route("rework_entry_list", SIGNED_IN),
    Route("rework_entry_export", SIGNED_IN, ("csv",)),
    Route("rework_entry_create", ENTERERS, ("project",)),
    Route("rework_entry_update", ENTERERS, ("rework",)),
    Route("rework_entry_delete", LEADS, ("rework",)),
    Route("quality_count_list", SIGNED_IN),
    Route("quality_count_export", SIGNED_IN, ("csv",)),
    Route("quality_count_create", ENTERERS, ("project",)),
    Route("quality_count_update", ENTERERS, ("quality",)),
    Route("quality_count_delete", LEADS, ("quality",)),
    Route("import_list", SIGNED_IN),
    Route("import_create", SIGNED_IN),
    Route("import_columns", UPLOADER, ("batch",)),
    Route("import_mapping_list", SIGNED_IN),
    Route("import_mapping_create", SIGNED_IN),
    Route("import_mapping_update", ENTERERS, ("mapping",)),
    Route("import_mapping_delete", ENTERERS, ("mapping",)),
    Route("import_mapping_history", ENTERERS, ("mapping",)),
    Route("import_mapping_export", ENTERERS, ("mapping",)),
    Route("fact_files", SIGNED_IN),
    Route("import_template", SIGNED_IN, ("status-updates", "xlsx")),
    Route("fact_export", READERS, ("portfolio", "projects", "csv")),
    Route("import_detail", UPLOADER | LEADS, ("batch",)),
    Route("import_check", UPLOADER, ("batch",), 302, "post"),
    Route("import_carry_out", UPLOADER, ("batch",), 302, "post"),
    Route("import_errors", UPLOADER | LEADS, ("batch",)),
]

RECOGNITION = [
    Route("value_list", SIGNED_IN),
    Route("value_export", SIGNED_IN, ("csv",)),
    Route("value_owed", SIGNED_IN),
    Route("value_owed_export", SIGNED_IN, ("xlsx",)),
    Route("value_many", SIGNED_IN, ("follow-up",), 302),
    Route("value_mine", SIGNED_IN),
    Route("value_mine_viewed", SIGNED_IN, (), 204, "post"),
    Route("value_detail", READERS, ("value",)),
    Route("value_word", LEADS, ("value",)),
    Route("value_sponsor", LEADS, ("value",)),
    Route("value_reply", LEADS, ("value",)),
    Route("value_resolve", LEADS, ("value",)),
    Route("value_letter_list", SIGNED_IN),
    Route("value_letter_export", SIGNED_IN, ("csv",)),
    Route("value_letter_create", SIGNED_IN),
    Route("value_letter_detail", LEADS, ("value_letter",)),
    Route("value_letter_revoke", LEADS, ("value_letter",)),
    Route("home", SIGNED_IN),
    Route("stakeholder_list", SIGNED_IN),
    Route("stakeholder_export", SIGNED_IN, ("csv",)),
    Route("stakeholder_create", SIGNED_IN),
    Route("stakeholder_paste", SIGNED_IN),
    Route("stakeholder_detail", ENTERERS, ("stakeholder",)),
    Route("stakeholder_update", ENTERERS, ("stakeholder",)),
    Route("stakeholder_merge", LEADS, ("stakeholder",)),
    Route("stakeholder_erase", LEADS, ("stakeholder",)),
    Route("stakeholder_history", ENTERERS, ("stakeholder",)),
    Route("responsibility_create", ENTERERS, ("stakeholder",)),
    Route("responsibility_delete", ENTERERS, ("responsibility",)),
    Route("questionnaire_list", SIGNED_IN),
    Route("questionnaire_create", SIGNED_IN),
    Route("questionnaire_detail", READERS, ("questionnaire",)),
    Route("questionnaire_update", ENTERERS, ("questionnaire",)),
    Route("questionnaire_copy", ENTERERS, ("questionnaire",)),
    Route("questionnaire_delete", LEADS, ("questionnaire",)),
    Route("questionnaire_history", READERS, ("questionnaire",)),
    Route("question_create", ENTERERS, ("questionnaire",)),
    Route("question_update", ENTERERS, ("question",)),
    Route("question_move", ENTERERS, ("question", "up"), 302, "post"),
    Route("question_delete", ENTERERS, ("question",)),
    Route("round_list", SIGNED_IN),
    Route("round_export", SIGNED_IN, ("xlsx",)),
    Route("round_create", SIGNED_IN),
    Route("round_detail", ENTERERS, ("round",)),
    Route("round_update", ENTERERS, ("draft_round",)),
    Route("round_audience", ENTERERS, ("draft_round",)),
    Route("round_preview", ENTERERS, ("round",)),
    Route("round_copy", ENTERERS, ("round",)),
    Route("round_delete", LEADS, ("draft_round",)),
    Route("round_history", ENTERERS, ("round",)),
    Route("round_send", LEADS, ("draft_round",)),
    Route("round_schedule", LEADS, ("draft_round",)),
    Route("round_unschedule", LEADS, ("draft_round",), 302, "post"),
    Route("round_close", LEADS, ("round",)),
    Route("invitation_resend", ENTERERS, ("invitation",)),
    Route("invitation_revoke", LEADS, ("invitation",)),
    Route("invitation_bounce", ENTERERS, ("invitation",)),
    Route("round_plan_list", SIGNED_IN),
    Route("round_plan_create", SIGNED_IN),
    Route("round_plan_update", LEADS, ("round_plan",)),
    Route("round_plan_history", ENTERERS, ("round_plan",)),
    Route("quote_wall", SIGNED_IN),
    Route("story_list", SIGNED_IN),
    Route("story_create", SIGNED_IN),
    Route("story_draft", SIGNED_IN),
    Route("story_detail", ENTERERS, ("story",)),
    Route("story_update", ENTERERS, ("story",)),
    Route("story_history", ENTERERS, ("story",)),
    Route("story_number_create", ENTERERS, ("story",)),
    Route("story_number_delete", ENTERERS, ("story_number",)),
    Route("story_number_confirm", ENTERERS, ("story_number",), 302, "post"),
    Route("story_picture_create", ENTERERS, ("story",)),
    Route("story_picture", ENTERERS, ("picture",)),
    Route("story_picture_delete", ENTERERS, ("picture",)),
    Route("story_move", ENTERERS, ("story",), 302, "post"),
    Route("testimonial_list", SIGNED_IN),
    Route("testimonial_export", SIGNED_IN, ("csv",)),
    Route("testimonial_create", SIGNED_IN),
    Route("testimonial_detail", LEADS, ("testimonial",)),
    Route("testimonial_update", LEADS, ("testimonial",)),
    Route("testimonial_send", LEADS, ("testimonial",)),
    Route("testimonial_publish", LEADS, ("testimonial",)),
    Route("testimonial_highlight", LEADS, ("testimonial",)),
    Route("testimonial_end", LEADS, ("testimonial",)),
    Route("testimonial_use_create", LEADS, ("testimonial",)),
    Route("testimonial_use_settle", LEADS, ("quote_use",)),
    Route("result_list", SIGNED_IN),
    Route("silent_list", SIGNED_IN),
    Route("round_results", READERS, ("closed_round",)),
    Route("round_results_export", READERS, ("closed_round", "csv")),
    Route("round_ratings_export", ENTERERS, ("closed_round", "csv")),
    Route("comment_list", SIGNED_IN),
    Route("comment_export", SIGNED_IN, ("csv",)),
    Route("comment_update", LEADS, ("comment",)),
    Route("comment_follow_up", LEADS, ("comment",)),
    Route("follow_up_list", SIGNED_IN),
    Route("follow_up_export", SIGNED_IN, ("xlsx",)),
    Route("follow_up_create", SIGNED_IN),
    Route("follow_up_update", LEADS, ("follow_up",)),
    Route("follow_up_history", LEADS, ("follow_up",)),
    Route("assumption_list", SIGNED_IN),
    Route("assumption_export", SIGNED_IN, ("csv",)),
    Route("assumption_create", SIGNED_IN),
    Route("assumption_detail", READERS, ("assumption",)),
    Route("assumption_update", ACCOUNTANTS, ("assumption",)),
    Route("assumption_approve", {"finance"}, ("assumption",), 302, "post"),
    Route("assumption_take_back", {"finance"}, ("approved_assumption",)),
    Route("assumption_retire", ACCOUNTANTS, ("assumption",)),
    Route("assumption_delete", LEADS, ("assumption",)),
    Route("assumption_history", READERS, ("assumption",)),
    Route("translation_list", SIGNED_IN),
    Route("translation_export", SIGNED_IN, ("xlsx",)),
    Route("formula_list", SIGNED_IN),
    Route("translation_create", SIGNED_IN),
    Route("translation_detail", READERS, ("translation",)),
    Route("translation_update", ENTERERS, ("translation",)),
    Route("translation_delete", LEADS, ("translation",)),
    # There is nothing to word before there is a number.
    Route("translation_wording", ENTERERS, ("worded",)),
    Route("translation_history", READERS, ("translation",)),
    Route("translation_claim", ENTERERS, ("translation",)),
    Route("translation_input_update", ENTERERS, ("translation", "driver")),
    Route("translation_input_confirm", ENTERERS, ("bound",), 302, "post"),
    Route("cycle_list", SIGNED_IN),
    Route("cycle_history", READERS, ("cycle",)),
    Route("lesson_list", SIGNED_IN),
    Route("lesson_export", SIGNED_IN, ("csv",)),
    Route("lesson_create", LEADS, ("cycle",)),
    Route("lesson_update", LEADS, ("lesson",)),
    Route("lesson_delete", LEADS, ("lesson",)),
    Route("promise_list", SIGNED_IN),
    Route("promise_export", SIGNED_IN, ("xlsx",)),
    Route("promise_create", LEADS, ("cycle",)),
    Route("promise_update", LEADS, ("promise",)),
    Route("promise_delete", LEADS, ("promise",)),
    Route("service_request_list", SIGNED_IN),
    Route("service_request_export", SIGNED_IN, ("csv",)),
    Route("service_request_create", SIGNED_IN),
    Route("service_request_detail", ENTERERS, ("service_request",)),
    Route("service_request_update", ENTERERS, ("service_request",)),
    Route("service_request_delete", LEADS, ("service_request",)),
    Route("service_request_history", ENTERERS, ("service_request",)),
    Route("service_agreement_list", SIGNED_IN),
    Route("service_agreement_export", SIGNED_IN, ("xlsx",)),
    Route("service_agreement_create", SIGNED_IN),
    Route("service_agreement_update", ENTERERS, ("service_agreement",)),
    Route("service_agreement_delete", LEADS, ("service_agreement",)),
    Route("service_agreement_history", ENTERERS, ("service_agreement",)),
    Route("case_terms_list", SIGNED_IN),
    Route("case_terms_update", CONTROLLERS, ("portfolio",)),
    Route("case_terms_delete", CONTROLLERS, ("portfolio",)),
    Route("case_terms_history", READERS, ("portfolio",)),
    Route("benefit_range_list", SIGNED_IN),
    Route("benefit_range_export", SIGNED_IN, ("csv",)),
    Route("benefit_range_update", CONTROLLERS, ("benefit",)),
    Route("benefit_range_delete", CONTROLLERS, ("benefit",)),
    Route("benefit_range_history", READERS, ("benefit",)),
]
SCORECARDS = [
    Route("portfolio_list", SIGNED_IN),
    Route("project_performance", READERS, ("project",)),
    Route("project_figure", READERS, ("project", "curves")),
    Route("scorecard_detail", READERS, ("portfolio",)),
    Route("kpi_study", READERS, ("kpi",)),
    Route("kpi_study_export", READERS, ("kpi",)),
    Route("kpi_study_figure", READERS, ("kpi",)),
    Route("scorecard_export", READERS, ("portfolio",)),
    Route("scorecard_refresh", MANAGERS, ("portfolio",), 302, "post"),
    Route("sponsor_perception", LEADS, ("portfolio",)),
    Route("sponsor_perception_export", LEADS, ("portfolio", "csv")),
    Route("flywheel", READERS, ("portfolio",)),
    Route("step_labels", {"chief"}, ("top",)),
    Route("cycle_report", READERS, ("portfolio", "cycle")),
    Route("cycle_close", LEADS, ("portfolio", "cycle")),
    Route("cycle_reopen", LEADS, ("portfolio", "closed_cycle")),
    Route("cycle_export", READERS, ("portfolio", "cycle", "csv")),
    Route("carried_export", READERS, ("portfolio", "closed_cycle", "xlsx")),
    Route("frozen_scorecard", READERS, ("portfolio", "frozen")),
    Route("frozen_export", READERS, ("portfolio", "frozen", "csv")),
    Route("pmo_return", READERS, ("portfolio",)),
    Route("pmo_return_export", READERS, ("portfolio", "csv")),
    Route("pmo_return_figure", READERS, ("portfolio", "tornado")),
    Route("panel_detail", READERS, ("portfolio", "panel")),
    Route("panel_export", READERS, ("portfolio", "panel")),
    Route("panel_figure", READERS, ("portfolio", "panel")),
]

API = [
    Route("token_create", SIGNED_IN, (), 201, "post"),
    Route("token_delete", set(), (), 204, "delete"),
    Route("portfolio-list", SIGNED_IN),
    Route("portfolio-detail", MEMBERS, ("portfolio",)),
    Route("project-list", SIGNED_IN),
    Route("project-detail", READERS, ("project",)),
    Route("stakeholder-list", SIGNED_IN),
    Route("stakeholder-detail", ENTERERS, ("stakeholder",)),
    Route("valueitem-list", SIGNED_IN),
    Route("valueitem-detail", READERS, ("value",)),
    Route("round-list", SIGNED_IN),
    Route("round-detail", READERS, ("round",)),
    Route("round-results", READERS, ("closed_round",)),
    Route("baseline-list", SIGNED_IN),
    Route("baseline-detail", READERS, ("baseline",)),
    Route("statusupdate-list", SIGNED_IN),
    Route("statusupdate-detail", READERS, ("status_update",)),
    Route("milestone-list", SIGNED_IN),
    Route("milestone-detail", READERS, ("milestone",)),
    Route("task-list", SIGNED_IN),
    Route("task-detail", READERS, ("task",)),
    Route("scopeitem-list", SIGNED_IN),
    Route("scopeitem-detail", READERS, ("scope_item",)),
    Route("kpi-list", SIGNED_IN),
    Route("kpi-detail", READERS, ("kpi",)),
    Route("kpitarget-list", SIGNED_IN),
    Route("kpitarget-detail", READERS, ("target",)),
    Route("annotation-list", SIGNED_IN),
    Route("annotation-detail", READERS, ("annotation",)),
    Route("limitdecision-list", SIGNED_IN),
    Route("limitdecision-detail", READERS, ("decision",)),
    Route("kpi_study_list", SIGNED_IN),
    Route("kpi_study_document", READERS, ("kpi",)),
    Route("kpimeasurement-list", SIGNED_IN),
    Route("kpimeasurement-detail", READERS, ("measurement",)),
    Route("benefit-list", SIGNED_IN),
    Route("benefit-detail", READERS, ("benefit",)),
    Route("benefitentry-list", SIGNED_IN),
    Route("benefitentry-detail", READERS, ("claim",)),
    Route("importbatch-list", SIGNED_IN),
    Route("importbatch-detail", UPLOADER | LEADS, ("batch",)),
    Route("importbatch-errors", UPLOADER | LEADS, ("batch",)),
    Route("resource-list", SIGNED_IN),
    Route("resource-detail", READERS, ("resource",)),
    Route("capacity-list", SIGNED_IN),
    Route("capacity-detail", READERS, ("capacity",)),
    Route("allocation-list", SIGNED_IN),
    Route("allocation-detail", READERS, ("allocation",)),
    Route("resourcehours-list", SIGNED_IN),
    Route("resourcehours-detail", READERS, ("hours",)),
    Route("prioritycriterion-list", SIGNED_IN),
    Route("prioritycriterion-detail", READERS, ("criterion",)),
    Route("priorityscore-list", SIGNED_IN),
    Route("priorityscore-detail", READERS, ("score",)),
    Route("objective-list", SIGNED_IN),
    Route("objective-detail", READERS, ("objective",)),
    Route("objectivelink-list", SIGNED_IN),
    Route("objectivelink-detail", READERS, ("link",)),
    Route("exchangerate-list", SIGNED_IN),
    Route("exchangerate-detail", MEMBERS, ("rate",)),
    Route("claimdecision-list", SIGNED_IN),
    Route("claimdecision-detail", READERS, ("claim_decision",)),
    Route("overlapgroup-list", SIGNED_IN),
    Route("overlapgroup-detail", READERS, ("overlap",)),
    Route("benefitleak-list", SIGNED_IN),
    Route("benefitleak-detail", READERS, ("leak",)),
    Route("service-list", SIGNED_IN),
    Route("service-detail", READERS, ("service",)),
    Route("servicecost-list", SIGNED_IN),
    Route("servicecost-detail", READERS, ("cost",)),
    Route("serviceuse-list", SIGNED_IN),
    Route("serviceuse-detail", READERS, ("service_use",)),
    Route("attribution-list", SIGNED_IN),
    Route("attribution-detail", READERS, ("attribution",)),
    Route("risk-list", SIGNED_IN),
    Route("risk-detail", READERS, ("risk",)),
    Route("riskassessment-list", SIGNED_IN),
    Route("riskassessment-detail", READERS, ("assessment",)),
    Route("contingency-list", SIGNED_IN),
    Route("contingency-detail", READERS, ("contingency",)),
    Route("issue-list", SIGNED_IN),
    Route("issue-detail", READERS, ("issue",)),
    Route("reworkentry-list", SIGNED_IN),
    Route("reworkentry-detail", READERS, ("rework",)),
    Route("qualitycount-list", SIGNED_IN),
    Route("qualitycount-detail", READERS, ("quality",)),
    Route("scorecard_document_list", SIGNED_IN),
    Route("scorecard_document", READERS, ("portfolio",)),
    Route("api_schema", SIGNED_IN),
    Route("api_docs", SIGNED_IN),
]

# What somebody gets whom these two do not know: the one takes only sessions, the
# other only tokens.
UNKNOWN_CALLER = {"token_create": 403, "token_delete": 401}

OTHERS = [
    Route("home", SIGNED_IN, (), 302),
    Route("account_tokens", SIGNED_IN),
    # The own tokens only: tests/ground/test_token_pages.py.
    Route("account_token_revoke", set(), ("nobodys",)),
    # By the link of a mail: tests/delivery/test_reminders.py.
    Route("delivery:reminder_unsubscribe", EVERYBODY, ("nobodys",), 404),
    # By the link of an invitation: tests/recognition/feedback/.
    Route("feedback", EVERYBODY, ("nobodys",), 404),
    Route("feedback_draft", EVERYBODY, ("nobodys",), 404, "post"),
    Route("feedback_call", EVERYBODY, ("nobodys",), 404, "post"),
    Route("feedback_quote", EVERYBODY, ("nobodys",), 404, "post"),
    # By the link of a letter about value: tests/recognition/value/test_link.py.
    Route("value_letter", EVERYBODY, ("nobodys",), 404),
    Route("value_letter_viewed", EVERYBODY, ("nobodys",), 404, "post"),
    # By the link of a quote: tests/recognition/test_quote_pages.py.
    Route("quote", EVERYBODY, ("nobodys",), 404),
    Route("healthz", EVERYBODY),
    Route("readyz", EVERYBODY),
]

# Where an administrator reads the name of a cycle, which is a setting and no figure.
CYCLES_SHOWN = {
    "delivery:cycle_list",
    "delivery:cycle_update",
    "delivery:portfolio_detail",
    "delivery:portfolio_history",
}

# django-allauth's own pages: their tests are its own, and none shows a fact.
ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_confirm_login_code",
    "account_confirm_email",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key",
    "account_reset_password_done",
}

PAGES = [
    *(route._replace(name=f"delivery:{route.name}") for route in DELIVERY),
    *(route._replace(name=f"recognition:{route.name}") for route in RECOGNITION),
    *(route._replace(name=f"scorecards:{route.name}") for route in SCORECARDS),
]
ROUTES = [*PAGES, *API, *OTHERS]


def walk(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or ''}", str(pattern.pattern)
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern, namespace + inner)


def test_every_address_says_who_may_use_it():
    found = {name for name, _path in walk(get_resolver()) if name}
    ours = {name for name in found if not name.startswith("admin:")}
    assert ours - ACCOUNT_PAGES == {route.name for route in ROUTES}


@pytest.fixture(scope="module")
def people(kept: None) -> dict[str, User]:
    """The people of the table, but for the one whom nobody knows."""
    top = PortfolioFactory(slug="organisation", name="Organisation")
    here = PortfolioFactory(slug="transport", name="Transport", parent=top)
    elsewhere = PortfolioFactory(slug="elsewhere", name="Elsewhere")
    return {
        "analyst": member(here, Role.ANALYST, "analyst"),
        "lead": member(here, Role.LEAD, "lead"),
        "finance": member(here, Role.FINANCE, "finance"),
        "executive": member(here, Role.EXECUTIVE, "executive"),
        "administrator": member(here, Role.ADMIN, "administrator"),
        "chief": member(top, Role.LEAD, "chief"),
        "stranger": member(elsewhere, Role.LEAD, "stranger"),
    }


@pytest.fixture(scope="module")
def facts(
    people: dict[str, User], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """One row of each kind in the portfolio, by the names used in the table."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield made_facts(people["analyst"], people["finance"])


def made_facts(analyst: User, finance: User) -> dict[str, Any]:
    portfolio = Portfolio.objects.get(slug="transport")
    name = {"name": CANARY}
    project = ProjectFactory(portfolio=portfolio, **name)
    kpi = KpiFactory(portfolio=portfolio, **name)
    benefit = BenefitFactory(portfolio=portfolio, project=project, **name)
    BenefitEntryFactory(benefit=benefit, kind="planned")
    resource = ResourceFactory(portfolio=portfolio, **name)
    criterion = PriorityCriterionFactory(portfolio=portfolio, **name)
    objective = ObjectiveFactory(portfolio=portfolio, **name)
    service = ServiceFactory(portfolio=portfolio, **name)
    risk = RiskFactory(portfolio=portfolio, project=project, **name)
    made = {
        "portfolio": portfolio,
        "membership": Membership.objects.get(user=finance),
        "cycle": CycleFactory(portfolio=portfolio, **name),
        "project": project,
        "baseline": BaselineFactory(project=project, reason=CANARY),
        "status_update": StatusUpdateFactory(
            project=project, rating=RatingLevelFactory(), note=CANARY
        ),
        "milestone": MilestoneFactory(project=project, **name),
        "task": TaskFactory(project=project, **name),
        "scope_item": ScopeItemFactory(project=project, **name),
        "kpi": kpi,
        "target": KpiTargetFactory(kpi=kpi),
        "measurement": KpiMeasurementFactory(kpi=kpi, note=CANARY),
        "submitted": KpiMeasurementFactory(
            kpi__portfolio=portfolio,
            kpi__name=f"{CANARY} awaited",
            kpi__approval_from=date(2026, 1, 1),
            note=CANARY,
        ),
        "annotation": AnnotationFactory(kpi=kpi, text=CANARY),
        "decision": LimitDecisionFactory(kpi=kpi, reason=CANARY),
        "benefit": benefit,
        "claim": BenefitEntryFactory(benefit=benefit, kind="claimed", note=CANARY),
        "mapping": ImportMappingFactory(portfolio=portfolio, **name),
        "resource": resource,
        "capacity": CapacityFactory(resource=resource),
        "allocation": AllocationFactory(resource=resource, project=project),
        "hours": ResourceHoursFactory(resource=resource, project=project, note=CANARY),
        "criterion": criterion,
        "score": PriorityScoreFactory(project=project, criterion=criterion),
        "objective": objective,
        "link": ObjectiveLinkFactory(project=project, objective=objective),
        "rate": ExchangeRateFactory(portfolio=portfolio.parent),
        "claim_decision": ClaimDecisionFactory(
            benefit=benefit, month=date(2020, 1, 1), reason=CANARY
        ),
        "leak": BenefitLeakFactory(benefit=benefit, note=CANARY),
        "overlap": OverlapGroupFactory(portfolio=portfolio, **name),
        "service": service,
        "cost": ServiceCostFactory(service=service, note=CANARY),
        "service_use": ServiceUseFactory(project=project, service=service),
        "attribution": AttributionFactory(benefit=benefit, service=service),
        "risk": risk,
        "assessment": RiskAssessmentFactory(risk=risk, note=CANARY),
        "level": RiskLevelFactory(portfolio=portfolio, impact_label=CANARY),
        "contingency": ContingencyFactory(portfolio=portfolio, note=CANARY),
        "issue": IssueFactory(portfolio=portfolio, project=project, risk=risk, **name),
        "rework": ReworkEntryFactory(project=project, note=CANARY),
        "quality": QualityCountFactory(project=project, note=CANARY),
        "batch": ImportBatch.objects.create(
            portfolio=portfolio,
            kind="projects",
            file=ContentFile(b"code,name\n", f"{CANARY}.csv"),
            errors_file=ContentFile(b"line\n", "errors.csv"),
            name=f"{CANARY}.csv",
            size=10,
            sha256="0" * 64,
            uploaded_by=analyst,
        ),
    }
    made |= voices(portfolio, project)
    made |= made_value(benefit)
    made |= made_quotes(portfolio) | made_story(benefit, analyst) | words(portfolio)
    CaseTermsFactory(portfolio=portfolio, rate_source=CANARY)
    BenefitRangeFactory(benefit=benefit, basis=CANARY)
    asked = {"service": service, "stakeholder": made["stakeholder"]}
    made |= {
        "service_request": ServiceRequestFactory(title=CANARY, **asked),
        "service_agreement": ServiceAgreementFactory(note=CANARY, **asked),
    }
    list(refresh_here(Portfolio.objects.all()))
    scorecard = Scorecard.objects.of_latest_period().get(portfolio=portfolio)
    made |= made_cycle(made["cycle"], scorecard)
    return made | {"panel": next(iter(scorecard.figures))}


def made_cycle(cycle: Cycle, scorecard: Scorecard) -> dict[str, Any]:
    """What the open cycle is to hand on, and one that was closed on the scorecard."""
    lead = User.objects.get(username="lead")
    closed = CycleFactory(
        portfolio=cycle.portfolio, name=f"{CANARY} over", status="closed"
    )
    closing = ClosingFactory(cycle=closed, opened=cycle, closed_by=lead)
    reason = FrozenScorecard.Reason.CYCLE_CLOSED
    return {
        "top": cycle.portfolio.parent,
        "lesson": LessonFactory(cycle=cycle, text=CANARY),
        "promise": PromiseFactory(cycle=cycle, text=CANARY),
        "closed_cycle": closed,
        "frozen": freeze(scorecard, reason, by=lead, at=NOW, closing=closing),
    }


def voices(portfolio: Portfolio, project: Any) -> dict[str, Any]:
    """One row of each kind of Step 10, by the names used in the table."""
    of_portfolio = {"portfolio": portfolio, "name": CANARY}
    sponsor = StakeholderFactory(**of_portfolio)
    asked = RoundFactory(**of_portfolio, questionnaire__name=f"{CANARY} asked")
    free = QuestionnaireFactory(**of_portfolio)
    question = QuestionFactory(questionnaire=free, text=CANARY)
    closed = RoundFactory(
        portfolio=portfolio, name=f"{CANARY} over", state="closed", mode="attributed"
    )
    return {
        "closed_round": closed,
        "comment": AnswerFactory(
            response__round=closed, question__kind="text", score=None, text=CANARY
        ),
        "follow_up": FollowUpFactory(portfolio=portfolio, said=CANARY),
        "stakeholder": sponsor,
        "responsibility": ResponsibilityFactory(stakeholder=sponsor, project=project),
        "questionnaire": free,
        "question": question,
        "round": asked,
        "draft_round": RoundFactory(
            portfolio=portfolio,
            name=f"{CANARY} later",
            state="draft",
            questionnaire=free,
        ),
        "invitation": InvitationFactory(round=asked, stakeholder=sponsor),
        "round_plan": RoundPlanFactory(portfolio=portfolio, questionnaire=free),
    }


def made_value(benefit: Benefit) -> dict[str, Any]:
    """Validated value in words, and the letter that told of it."""
    validated(benefit, date(2026, 9, 1), 100)
    reader = StakeholderFactory(portfolio=benefit.portfolio, name=CANARY)
    follow(benefit.portfolio, NOW)
    item = ValueItem.objects.for_page().get(benefit=benefit)
    change_sponsor(item, reader, None, NOW)
    word(item, proposal_of(item).template, None, NOW)
    item = ValueItem.objects.for_page().get(pk=item.pk)
    return {"value": item, "value_letter": tell(reader, [item], None, NOW)}


def made_quotes(portfolio: Portfolio) -> dict[str, Any]:
    """A quote that is published, and one taken back that a report still carries."""
    lead = User.objects.get(username="lead")
    author = StakeholderFactory(portfolio=portfolio, name=CANARY)
    made = [published(author, CANARY, lead, ("internal", "board")) for _n in range(2)]
    use = TestimonialUse(testimonial=made[1], kind="report", place=CANARY, used_on=DAY)
    note_use(use, "board", lead)
    take_back(made[1], NOW)
    return {"testimonial": made[0], "quote_use": use}


def made_story(benefit: Benefit, analyst: User) -> dict[str, Any]:
    """A draft with one number and one picture."""
    story = draft_from_benefit(benefit, analyst, NOW)
    picture = StoryPicture(story=story, kind="png", width=1, height=1, alt=CANARY)
    picture.file.save("", ContentFile(b"pixels"))
    number = story.numbers.get()
    return {"story": story, "story_number": number, "picture": picture}


def words(portfolio: Portfolio) -> dict[str, Any]:
    """A translation that rests on an assumption, and one that finance approved."""
    of_portfolio = {"portfolio": portfolio}
    assumption = AssumptionFactory(**of_portfolio, name=CANARY, source=CANARY)
    approved = AssumptionFactory(
        **of_portfolio, name=f"{CANARY} approved", approved_at=NOW
    )
    translation = ValueTranslationFactory(**of_portfolio, name=CANARY)
    bound = TranslationInputFactory(
        translation=translation,
        role="unit_value",
        source="assumption",
        assumption=assumption,
        note="",
        reference="",
    )
    worded = ValueTranslationFactory(**of_portfolio, name=f"{CANARY} worded")
    for role in ("driver", "volume", "unit_value"):
        TranslationInputFactory(translation=worded, role=role)
    return {
        "worded": worded,
        "assumption": assumption,
        "approved_assumption": approved,
        "translation": translation,
        "bound": bound,
    }


def address(route: Route, facts: dict[str, Any]) -> str:
    """Return the path of a route, with the rows of this test in it."""
    arguments = []
    for name in route.arguments:
        value = facts.get(name, name)
        if isinstance(value, Portfolio):
            value = value.slug
        arguments.append(getattr(value, "pk", value))
    return reverse(route.name, args=arguments)


def ask(client: Client, route: Route, facts: dict[str, Any]) -> tuple[int, bytes]:
    """Return the status and the whole body that a route answers with."""
    response = getattr(client, route.method)(address(route, facts))
    return response.status_code, b"".join(response)


def signed_in(client: Client, person: str, people: dict[str, User]) -> Client:
    """Sign a client in as one of the people of the table."""
    if person != "anonymous":
        client.force_login(people[person])
    return client


def each_person(*people: str) -> list[Any]:
    """Everybody on SQLite; on PostgreSQL who gets most, and who gets nothing."""
    once = pytest.mark.one_engine
    return [
        pytest.param(person, marks=() if person in {"chief", "stranger"} else once)
        for person in people
    ]


@pytest.mark.parametrize("person", each_person(*PEOPLE))
def test_everybody_gets_what_the_table_says_and_not_a_word_more(person, facts, people):
    client = signed_in(Client(), person, people)
    wrong = []
    for route in ROUTES:
        status, body = ask(client, route, facts)
        if status != expected(route, person):
            wrong.append((route.name, status, expected(route, person)))
        if CANARY.encode() in body and not may_read(route, person):
            wrong.append((route.name, status, CANARY))
    assert wrong == []


def may_read(route: Route, person: str) -> bool:
    """Return whether the names of facts may stand in what this person gets."""
    manages = person == "administrator" and route.name in CYCLES_SHOWN
    return person in READERS or manages


def expected(route: Route, person: str) -> int:
    """Return the status that a person gets: what is not theirs does not exist."""
    if person in route.audience:
        return route.answer
    if route.name in UNKNOWN_CALLER:
        return UNKNOWN_CALLER[route.name]
    if person == "anonymous":
        return 401 if route in API else 302
    return 404


def test_an_anonymous_reader_of_a_page_is_led_to_sign_in(facts, client):
    for route in PAGES:
        response = getattr(client, route.method)(address(route, facts))
        assert response.headers["Location"].startswith("/accounts/login/"), route.name


@pytest.mark.parametrize("person", each_person("lead", "analyst", "anonymous"))
def test_no_page_takes_a_post_from_another_site(person, facts, people):
    client = signed_in(Client(enforce_csrf_checks=True), person, people)
    for route in PAGES:
        response = client.post(address(route, facts), {"name": "forged"})
        assert response.status_code == 403, route.name


def test_a_session_writes_nothing_through_the_api_without_a_csrf_token(facts, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["lead"])
    for route in API:
        response = client.post(address(route, facts), {"name": "forged"})
        assert response.status_code in {401, 403, 405}, route.name


@pytest.mark.parametrize("person", each_person("stranger", "executive"))
def test_a_post_to_what_is_not_theirs_finds_nothing(person, facts, people):
    client = signed_in(Client(), person, people)
    for route in PAGES:
        if person in route.audience:
            continue
        response = client.post(address(route, facts), {"name": "forged"})
        # A page that only shows refuses every post alike, before it looks.
        assert response.status_code in {404, 405}, route.name


def test_a_number_that_no_row_has_is_not_found(facts, people, client):
    client.force_login(people["lead"])
    for pk in (10**9, 10**30):
        for route in PAGES:
            if route.arguments and route.arguments[0] not in {
                "portfolio",
                "csv",
                "xlsx",
            }:
                rest = [facts.get(name, name) for name in route.arguments[1:]]
                try:
                    path = reverse(route.name, args=[pk, *rest])
                except NoReverseMatch:
                    pytest.fail(f"{route.name} takes no number")
                response = getattr(client, route.method)(path)
                assert response.status_code == 404, (route.name, pk)


def test_a_role_ends_with_its_membership(facts, people, client):
    analyst = people["analyst"]
    client.force_login(analyst)
    page = address(Route("delivery:project_detail", READERS, ("project",)), facts)
    assert client.get(page).status_code == 200
    Membership.objects.filter(user=analyst, role=Role.ANALYST).delete()
    assert client.get(page).status_code == 404


def test_the_admin_site_sends_everybody_else_to_its_sign_in(people, client):
    client.force_login(people["lead"])
    for name, _path in walk(get_resolver()):
        if not name.startswith("admin:") or name == "admin:login":
            continue
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(path).status_code in {302, 404}, name
