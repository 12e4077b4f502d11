"""What people decide about delivered value: they are asked, answer and are quoted."""

from recognition.models.assumption import Assumption, AssumptionState
from recognition.models.branding import Branding
from recognition.models.consent import Consent, Publication, TestimonialUse
from recognition.models.cycle import (
    CarriedValue,
    CycleClosing,
    CycleLesson,
    CyclePromise,
    StepLabel,
)
from recognition.models.demand import ServiceAgreement, ServiceRequest
from recognition.models.follow_up import FollowUp
from recognition.models.invitation import Invitation
from recognition.models.ledger import LedgerEvent, LedgerHead, LedgerWords
from recognition.models.pmo_case import BenefitRange, CaseTerms
from recognition.models.questionnaire import Question, Questionnaire
from recognition.models.report import (
    ExecutiveReport,
    ReportComment,
    ReportSection,
    ReportState,
)
from recognition.models.report_copy import (
    CopyState,
    ReportCopy,
    ReportDelivery,
    ReportView,
)
from recognition.models.report_schedule import (
    ReportSchedule,
    RunLostError,
    ScheduleRun,
)
from recognition.models.response import Answer, Response, Theme
from recognition.models.round import Mode, Round, RoundPlan
from recognition.models.stakeholder import Responsibility, Stakeholder
from recognition.models.story import Story, StoryNumber, StoryPicture
from recognition.models.testimonial import (
    Testimonial,
    TestimonialStep,
    TestimonialText,
)
from recognition.models.translation import TranslationInput, ValueTranslation
from recognition.models.value import ValueItem, ValueState
from recognition.models.value_letter import LetterItem, ValueLetter

__all__ = [
    "Answer",
    "Assumption",
    "AssumptionState",
    "BenefitRange",
    "Branding",
    "CarriedValue",
    "CaseTerms",
    "Consent",
    "CopyState",
    "CycleClosing",
    "CycleLesson",
    "CyclePromise",
    "ExecutiveReport",
    "FollowUp",
    "Invitation",
    "LedgerEvent",
    "LedgerHead",
    "LedgerWords",
    "LetterItem",
    "Mode",
    "Publication",
    "Question",
    "Questionnaire",
    "ReportComment",
    "ReportCopy",
    "ReportDelivery",
    "ReportSchedule",
    "ReportSection",
    "ReportState",
    "ReportView",
    "Response",
    "Responsibility",
    "Round",
    "RoundPlan",
    "RunLostError",
    "ScheduleRun",
    "ServiceAgreement",
    "ServiceRequest",
    "Stakeholder",
    "StepLabel",
    "Story",
    "StoryNumber",
    "StoryPicture",
    "Testimonial",
    "TestimonialStep",
    "TestimonialText",
    "TestimonialUse",
    "Theme",
    "TranslationInput",
    "ValueItem",
    "ValueLetter",
    "ValueState",
    "ValueTranslation",
]
