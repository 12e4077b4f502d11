"""The whole table: pages, the API and what else there is."""

from tests.access.pages import DELIVERY
from tests.access.people import (
    ENTERERS,
    EVERYBODY,
    LEADS,
    MEMBERS,
    READERS,
    SIGNED_IN,
    UPLOADER,
    Route,
)
from tests.access.recognition_pages import RECOGNITION, SCORECARDS
from tests.access.report_pages import RECIPIENT_PAGES, REPORT_PAGES, SCHEDULE_PAGES

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
    Route("report_document_list", SIGNED_IN),
    Route("report_document", READERS, ("published_report",)),
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
    # By the link of a copy of a report: tests/scorecards/copies/.
    Route("shared_report", EVERYBODY, ("nobodys",), 404),
    Route("shared_report_viewed", EVERYBODY, ("nobodys",), 404, "post"),
    Route("shared_report_file", EVERYBODY, ("nobodys", "pdf"), 404),
    Route("shared_report_decline", EVERYBODY, ("nobodys",), 404),
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
    *(
        route._replace(name=f"recognition:{route.name}")
        for route in (*RECOGNITION, *RECIPIENT_PAGES, *SCHEDULE_PAGES)
    ),
    *(
        route._replace(name=f"scorecards:{route.name}")
        for route in (*SCORECARDS, *REPORT_PAGES)
    ),
]
ROUTES = [*PAGES, *API, *OTHERS]
