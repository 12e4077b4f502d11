"""The pages of Step 10 by subject."""

from django.utils.translation import gettext_lazy

from pmo_value.sections import Section

SECTION = Section(
    app="recognition",
    label=gettext_lazy("Recognition"),
    subjects=[
        (gettext_lazy("Start"), [("home", gettext_lazy("Start"))]),
        (
            gettext_lazy("Value"),
            [
                ("value_list", gettext_lazy("Delivered value")),
                ("value_owed", gettext_lazy("Owed answers")),
                ("value_letter_list", gettext_lazy("Letters to sponsors")),
                ("value_mine", gettext_lazy("Told to me")),
            ],
        ),
        (
            gettext_lazy("Stakeholders"),
            [("stakeholder_list", gettext_lazy("Stakeholders"))],
        ),
        (
            gettext_lazy("Feedback"),
            [
                ("round_list", gettext_lazy("Rounds")),
                ("questionnaire_list", gettext_lazy("Questionnaires")),
                ("round_plan_list", gettext_lazy("Standing orders")),
            ],
        ),
        (
            gettext_lazy("Quotes"),
            [
                ("testimonial_list", gettext_lazy("Quotes")),
                ("quote_wall", gettext_lazy("What sponsors say")),
                ("story_list", gettext_lazy("Success stories")),
            ],
        ),
        (
            gettext_lazy("Words"),
            [
                ("translation_list", gettext_lazy("Translations")),
                ("assumption_list", gettext_lazy("Assumptions")),
                ("formula_list", gettext_lazy("Formulas")),
            ],
        ),
        (
            gettext_lazy("Reports"),
            [
                ("report_list", gettext_lazy("Reports")),
                ("report_schedule_list", gettext_lazy("Schedules")),
            ],
        ),
        (
            gettext_lazy("Answers"),
            [
                ("result_list", gettext_lazy("Results")),
                ("comment_list", gettext_lazy("Comments")),
                ("follow_up_list", gettext_lazy("You said, we did")),
                ("silent_list", gettext_lazy("Silent sponsors")),
            ],
        ),
        (
            gettext_lazy("Cycle"),
            [
                ("cycle_list", gettext_lazy("Cycles")),
                ("promise_list", gettext_lazy("Promises")),
                ("lesson_list", gettext_lazy("Lessons learned")),
            ],
        ),
        (
            gettext_lazy("Demand"),
            [
                ("service_request_list", gettext_lazy("Requests")),
                ("service_agreement_list", gettext_lazy("Agreements")),
            ],
        ),
        (
            gettext_lazy("Return"),
            [
                ("case_terms_list", gettext_lazy("Terms")),
                ("benefit_range_list", gettext_lazy("Ranges of benefits")),
            ],
        ),
        (
            gettext_lazy("Branding"),
            [("branding_list", gettext_lazy("Branding"))],
        ),
    ],
)
