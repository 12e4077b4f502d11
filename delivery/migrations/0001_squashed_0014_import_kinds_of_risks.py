"""All tables of facts at once: an empty database is ready in a third of the time.

A database with the steps that it replaces has nothing left to do.
"""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import delivery.models.import_batch
import pmo_value.fields
from pmo_value.migrating import CreateModels

NAME = "Red, amber, green"
LEVELS = ["green", "amber", "red"]


def add_scale(apps, schema_editor):
    """A first rating scale, so that a new portfolio has one to choose."""
    scale, is_new = apps.get_model("delivery", "RatingScale").objects.get_or_create(
        name=NAME
    )
    if is_new:
        for position, colour in enumerate(LEVELS, start=1):
            scale.levels.create(label=colour.title(), position=position, colour=colour)


class Migration(migrations.Migration):
    replaces = [
        ("delivery", "0001_initial"),
        ("delivery", "0002_red_amber_green"),
        ("delivery", "0003_import_batch"),
        ("delivery", "0004_work_packages_and_scope"),
        ("delivery", "0005_resources"),
        ("delivery", "0006_risks_issues_rework_and_quality"),
        ("delivery", "0007_import_kinds_of_work"),
        ("delivery", "0008_saved_mappings"),
        ("delivery", "0009_discipline"),
        ("delivery", "0010_objectives_and_exchange_rates"),
        ("delivery", "0011_kpis_to_believe"),
        ("delivery", "0012_claims_and_services"),
        ("delivery", "0013_import_kinds_of_people_and_strategy"),
        ("delivery", "0014_import_kinds_of_risks"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        # Its nine steps draw up all models that know people: first, while there are few.
        ("knox", "0009_extend_authtoken_field"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="RatingScale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=100, unique=True, verbose_name="name"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rating scale",
                        "verbose_name_plural": "rating scales",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Portfolio",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Part of the address; it cannot be changed later.",
                                unique=True,
                                verbose_name="short name",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "path",
                            models.CharField(
                                editable=False, max_length=500, unique=True
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                default="EUR",
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "fiscal_year_start_month",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="first month of the fiscal year",
                            ),
                        ),
                        (
                            "reporting_period",
                            models.CharField(
                                choices=[
                                    ("month", "Month"),
                                    ("quarter", "Quarter"),
                                    ("year", "Fiscal year"),
                                ],
                                default="quarter",
                                max_length=10,
                                verbose_name="reporting period",
                            ),
                        ),
                        (
                            "time_tolerance",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="0.05",
                                help_text="Share of the planned duration that still counts as on time.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="time tolerance",
                            ),
                        ),
                        (
                            "cost_tolerance",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="0.05",
                                help_text="Share of the budget that still counts as on budget.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="cost tolerance",
                            ),
                        ),
                        (
                            "locked_until",
                            models.DateField(
                                blank=True,
                                help_text="Facts up to this day, here and below, are changed by a lead only, and with a reason.",
                                null=True,
                                verbose_name="closed until",
                            ),
                        ),
                        (
                            "approval_from",
                            models.DateField(
                                blank=True,
                                help_text="KPI values of periods that end on this day or later, here and below, count on scorecards once a lead has approved them.",
                                null=True,
                                verbose_name="values are approved from",
                            ),
                        ),
                        (
                            "asks_files_for_notes",
                            models.BooleanField(
                                default=False,
                                help_text="An imported value that is red, or that replaces another one, needs a note as it does on a page.",
                                verbose_name="notes in files",
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveBigIntegerField(default=1, editable=False),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_portfolios",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="PMO lead",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="delivery.portfolio",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "rating_scale",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portfolios",
                                to="delivery.ratingscale",
                                verbose_name="rating scale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "portfolio",
                        "verbose_name_plural": "portfolios",
                        "ordering": ["path"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "slug",
                                        django.db.models.functions.text.Lower("slug"),
                                    )
                                ),
                                name="delivery_portfolio_slug_lower_case",
                                violation_error_message="Write the short name in lower case.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fiscal_year_start_month__gte", 1),
                                    ("fiscal_year_start_month__lte", 12),
                                ),
                                name="delivery_portfolio_fiscal_year_starts_in_a_month",
                                violation_error_message="The fiscal year starts in a month, 1 to 12.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objective",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "weight",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="1",
                                help_text="How much it matters beside the others; they need not add up.",
                                max_digits=18,
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "target_share",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="target share of spend",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="valid from"
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True, null=True, verbose_name="valid to"
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person who answers for reaching it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                help_text="Projects of this portfolio and of all below it can serve it.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objectives",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objective",
                        "verbose_name_plural": "objectives",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_objective_code_once",
                                violation_error_message="This portfolio has an objective of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0)),
                                name="delivery_objective_weight_positive",
                                violation_error_message="The weight must be more than zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target_share__isnull", True),
                                    models.Q(
                                        ("target_share__gte", 0),
                                        ("target_share__lte", 1),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_objective_target_is_a_share",
                                violation_error_message="The target is a share from 0 to 100 %.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__gte", models.F("valid_from"))
                                ),
                                name="delivery_objective_dates_in_order",
                                violation_error_message="An objective cannot end before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OverlapGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        (
                            "name",
                            models.CharField(
                                help_text="The measure: “Energy bill of the works”, “Posts in billing”.",
                                max_length=250,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "measured_total",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What the measure shows from the first month to now. Empty: nobody has looked yet, and its benefits stay out of what is validated.",
                                max_digits=18,
                                null=True,
                                verbose_name="measured in all",
                            ),
                        ),
                        (
                            "measured_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="measured on"
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="Where the total was read, and by whom.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overlap_groups",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "overlap group",
                        "verbose_name_plural": "overlap groups",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_overlap_group_code_once",
                                violation_error_message="This portfolio has an overlap group of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measured_total__gte", 0)),
                                name="delivery_overlap_group_total_not_negative",
                                violation_error_message="What was measured cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="As in the system the project comes from.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "organisation",
                            models.CharField(
                                blank=True,
                                help_text="The department or unit that runs the project.",
                                max_length=150,
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="category"
                            ),
                        ),
                        (
                            "sponsor",
                            models.CharField(
                                blank=True,
                                help_text="The person who answers for the project’s value.",
                                max_length=150,
                                verbose_name="sponsor",
                            ),
                        ),
                        (
                            "manager",
                            models.CharField(
                                blank=True,
                                max_length=150,
                                verbose_name="project manager",
                            ),
                        ),
                        (
                            "priority_tier",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="1 is the highest.",
                                null=True,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("active", "Active"),
                                    ("on_hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="active",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "actual_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="actual start"
                            ),
                        ),
                        (
                            "actual_finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="actual finish"
                            ),
                        ),
                        (
                            "final_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="All cost of the finished project.",
                                max_digits=18,
                                null=True,
                                verbose_name="final cost",
                            ),
                        ),
                        (
                            "business_case_on",
                            models.DateField(
                                blank=True,
                                help_text="The day from which time to market counts.",
                                null=True,
                                verbose_name="business case approved",
                            ),
                        ),
                        (
                            "first_use_on",
                            models.DateField(
                                blank=True,
                                help_text="The day a customer or a user first worked with the result.",
                                null=True,
                                verbose_name="first productive use",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "project",
                        "verbose_name_plural": "projects",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_project_code_once",
                                violation_error_message="This portfolio has a project of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("actual_finish__gte", models.F("actual_start"))
                                ),
                                name="delivery_project_dates_in_order",
                                violation_error_message="A project cannot finish before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("actual_finish__isnull", True),
                                    ("status__in", ["completed", "cancelled"]),
                                    _connector="OR",
                                ),
                                name="delivery_project_finish_only_when_over",
                                violation_error_message="Only a completed or cancelled project has an actual finish.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("final_cost__isnull", True),
                                    ("final_cost__gte", 0),
                                    _connector="OR",
                                ),
                                name="delivery_project_final_cost_not_negative",
                                violation_error_message="The final cost cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_use_on__gte", models.F("business_case_on"))
                                ),
                                name="delivery_project_used_after_it_was_approved",
                                violation_error_message="The first use cannot be before the business case was approved.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Benefit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "benefit_class",
                            models.CharField(
                                choices=[
                                    ("cashable", "Cashable saving"),
                                    ("cost_avoidance", "Cost avoidance"),
                                    (
                                        "non_cashable_financial",
                                        "Capacity released, in money",
                                    ),
                                    (
                                        "non_financial_quantified",
                                        "Measured, not in money",
                                    ),
                                    ("qualitative", "Qualitative"),
                                ],
                                max_length=30,
                                verbose_name="class",
                            ),
                        ),
                        (
                            "is_disbenefit",
                            models.BooleanField(
                                default=False,
                                help_text="A measurable loss that comes with the change.",
                                verbose_name="dis-benefit",
                            ),
                        ),
                        (
                            "pattern",
                            models.CharField(
                                choices=[
                                    ("one_off", "Once"),
                                    ("recurring", "Every month until it retires"),
                                ],
                                default="recurring",
                                max_length=10,
                                verbose_name="pattern",
                            ),
                        ),
                        (
                            "unit_label",
                            models.CharField(
                                blank=True,
                                help_text="For a benefit that is not in money, for example “hours”.",
                                max_length=40,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True,
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person in the business who answers for it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "beneficiary",
                            models.CharField(
                                blank=True,
                                help_text="Who is better off: a department, customers, a budget.",
                                max_length=150,
                                verbose_name="beneficiary",
                            ),
                        ),
                        (
                            "baseline_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="baseline"
                            ),
                        ),
                        (
                            "baseline_value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What it was before the change, by the month.",
                                max_digits=18,
                                null=True,
                                verbose_name="baseline value",
                            ),
                        ),
                        (
                            "baseline_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="baseline measured on",
                            ),
                        ),
                        (
                            "baseline_size",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Measurements, cases or months that the value rests on.",
                                null=True,
                                verbose_name="baseline measured so often",
                            ),
                        ),
                        (
                            "measurement_method",
                            models.TextField(
                                blank=True,
                                help_text="Source, calculation and who takes it; without it a claim is E0.",
                                verbose_name="how it is measured",
                            ),
                        ),
                        (
                            "steady_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What is planned for a month once the benefit has ramped up.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0)
                                ],
                                verbose_name="full amount of a month",
                            ),
                        ),
                        (
                            "confidence",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="How sure the owner is of the plan.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "price_basis",
                            models.CharField(
                                choices=[
                                    ("nominal", "Prices of each month"),
                                    ("real", "Prices of one year"),
                                ],
                                default="nominal",
                                max_length=10,
                                verbose_name="prices",
                            ),
                        ),
                        (
                            "price_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="prices of the year"
                            ),
                        ),
                        (
                            "counterfactual_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed_quote", "Signed quote"),
                                    (
                                        "cancelled_budget",
                                        "Approved budget line that was cancelled",
                                    ),
                                    (
                                        "escalation_clause",
                                        "Escalation clause of a contract",
                                    ),
                                    (
                                        "projected_baseline",
                                        "Statistical projection of the baseline",
                                    ),
                                ],
                                help_text="Without one, finance cannot validate a cost avoidance.",
                                max_length=20,
                                verbose_name="basis of the avoided cost",
                            ),
                        ),
                        (
                            "counterfactual",
                            models.TextField(
                                blank=True,
                                help_text="For the same time and volume, and where that is written.",
                                verbose_name="what it would have cost",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="starts on"
                            ),
                        ),
                        (
                            "retires_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retires on"
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                help_text="What the benefit contributes to.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="delivery.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "overlap_group",
                            models.ForeignKey(
                                blank=True,
                                help_text="The measure that it shares with other benefits.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="delivery.overlapgroup",
                                verbose_name="overlap group",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                help_text="The project that makes the benefit possible.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "benefit",
                        "verbose_name_plural": "benefits",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_benefit_code_once",
                                violation_error_message="This portfolio has a benefit of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retires_on__gte", models.F("starts_on"))
                                ),
                                name="delivery_benefit_dates_in_order",
                                violation_error_message="A benefit cannot retire before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "benefit_class__in",
                                            [
                                                "cashable",
                                                "cost_avoidance",
                                                "non_cashable_financial",
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(("currency", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_benefit_money_has_currency",
                                violation_error_message="A benefit in money needs its currency.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confidence__gte", 0), ("confidence__lte", 1)
                                ),
                                name="delivery_benefit_confidence_is_share",
                                violation_error_message="Confidence lies between 0 and 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("price_basis", "real"), _negated=True),
                                    ("price_year__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_benefit_real_prices_have_year",
                                violation_error_message="Say of which year the prices are.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("counterfactual_basis", ""),
                                    models.Q(("counterfactual", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_benefit_counterfactual_is_written",
                                violation_error_message="Write what it would have cost, and where that is written.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(max_length=50, verbose_name="label"),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="1 is the best rating.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "colour",
                            models.CharField(
                                choices=[
                                    ("green", "Green: on track"),
                                    ("amber", "Amber: needs attention"),
                                    ("red", "Red: off track"),
                                ],
                                max_length=10,
                                verbose_name="colour",
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="levels",
                                to="delivery.ratingscale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rating",
                        "verbose_name_plural": "ratings",
                        "ordering": ["scale", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scale", "label"),
                                name="delivery_rating_label_once",
                            ),
                            models.UniqueConstraint(
                                fields=("scale", "position"),
                                name="delivery_rating_position_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "from_currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="from",
                            ),
                        ),
                        (
                            "to_currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="to",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plan", "Plan rate"),
                                    ("average", "Average of a period"),
                                    ("closing", "Closing rate"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                help_text="A plan rate holds for plans agreed from this day on; an average begins on it; a closing rate is the one of this day.",
                                verbose_name="day",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="Of an average only.",
                                null=True,
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "rate",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=8,
                                help_text="What one unit of the first currency is worth in the second.",
                                max_digits=18,
                                null=True,
                                verbose_name="rate",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="reason"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                auto_now_add=True, verbose_name="entered"
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="delivery.exchangerate",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                help_text="It holds for everything below, before those of the organisation.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exchange_rates",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exchange rate",
                        "verbose_name_plural": "exchange rates",
                        "ordering": [
                            "from_currency",
                            "to_currency",
                            "kind",
                            "-valid_from",
                            "-pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrects__isnull", True)),
                                fields=(
                                    "portfolio",
                                    "from_currency",
                                    "to_currency",
                                    "kind",
                                    "valid_from",
                                ),
                                name="delivery_exchange_rate_once",
                                violation_error_message="That rate is on record. Correct it instead.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("corrects__isnull", True),
                                    ("portfolio__isnull", True),
                                ),
                                fields=(
                                    "from_currency",
                                    "to_currency",
                                    "kind",
                                    "valid_from",
                                ),
                                name="delivery_exchange_rate_of_the_organisation_once",
                                violation_error_message="That rate is on record. Correct it instead.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_currency", models.F("to_currency")),
                                    _negated=True,
                                ),
                                name="delivery_exchange_rate_of_two_currencies",
                                violation_error_message="A rate is between two currencies.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rate__isnull", True),
                                    ("rate__gt", 0),
                                    _connector="OR",
                                ),
                                name="delivery_exchange_rate_positive",
                                violation_error_message="A rate is more than zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rate__isnull", False),
                                    ("corrects__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_exchange_rate_withdrawn_later_only",
                                violation_error_message="Enter the rate.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "average"), ("valid_to__isnull", False)
                                    ),
                                    models.Q(
                                        models.Q(("kind", "average"), _negated=True),
                                        ("valid_to__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_exchange_rate_average_of_a_period",
                                violation_error_message="An average has a last day; the other rates have none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__gte", models.F("valid_from"))
                                ),
                                name="delivery_exchange_rate_days_in_order",
                                violation_error_message="A period cannot end before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects__isnull", True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_exchange_rate_corrected_with_reason",
                                violation_error_message="Say why the rate is corrected.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBenefitEntry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("forecast", "Forecast"),
                                    ("claimed", "Claimed"),
                                    ("validated", "Validated by finance"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4, max_digits=18, verbose_name="amount"
                            ),
                        ),
                        (
                            "is_draft",
                            models.BooleanField(
                                default=False,
                                help_text="A claim that is not put forward yet: it counts nowhere.",
                                verbose_name="draft",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "evidence",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="evidence"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical benefit entry",
                        "verbose_name_plural": "historical benefit entries",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBenefitLeak",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("delay", "Delay"),
                                    ("scope_cut", "Scope cut"),
                                    ("low_adoption", "Low adoption"),
                                    ("over_estimate", "Over-estimate"),
                                    ("erosion", "Erosion"),
                                ],
                                max_length=20,
                                verbose_name="cause",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of the whole promise, over the life of the benefit.",
                                max_digits=18,
                                verbose_name="amount",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical leak of a benefit",
                        "verbose_name_plural": "historical leaks of benefits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Kpi",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=300, verbose_name="name")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="What is counted, and how.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "promise",
                            models.CharField(
                                blank=True,
                                help_text="The promise to the business that this KPI answers.",
                                max_length=300,
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                help_text="The department or programme the KPI belongs to.",
                                max_length=150,
                                verbose_name="group",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("delivery", "Project delivery performance"),
                                    ("resources", "Resources and priorities"),
                                    ("risk", "Risk and rework"),
                                    ("benefits", "Benefits realization"),
                                    ("alignment", "Strategic alignment"),
                                ],
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("number", "Number"),
                                    ("ratio", "Percentage (0.25 is 25 %)"),
                                    ("money", "Money"),
                                    ("days", "Days"),
                                    ("hours", "Hours"),
                                    ("points", "Points"),
                                ],
                                default="number",
                                max_length=10,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "unit_label",
                            models.CharField(
                                blank=True,
                                help_text="For example “reports” or “permits per day”.",
                                max_length=40,
                                verbose_name="unit in words",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True,
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("increase", "Higher is better"),
                                    ("decrease", "Lower is better"),
                                    ("range", "Within a range"),
                                ],
                                default="increase",
                                max_length=10,
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "aggregation",
                            models.CharField(
                                choices=[
                                    ("sum", "Sum of the periods"),
                                    ("last", "Last value"),
                                    ("average", "Average of the periods"),
                                    (
                                        "ratio",
                                        "Ratio of sums (numerator and denominator)",
                                    ),
                                    ("cumulative", "Already cumulative: last value"),
                                    ("max", "Highest value"),
                                ],
                                default="last",
                                max_length=10,
                                verbose_name="over time",
                            ),
                        ),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("week", "Weekly"),
                                    ("month", "Monthly"),
                                    ("quarter", "Quarterly"),
                                    ("year", "Yearly"),
                                ],
                                default="month",
                                max_length=10,
                                verbose_name="measured",
                            ),
                        ),
                        (
                            "formula",
                            models.CharField(
                                blank=True,
                                help_text="Only when the value follows from other KPIs: their codes in square brackets, as in [KC-01] / [KC-02] * 100.",
                                max_length=500,
                                verbose_name="formula",
                            ),
                        ),
                        (
                            "signal_rules",
                            models.CharField(
                                choices=[
                                    (
                                        "wheeler",
                                        "Wheeler: eight in a row, three of four",
                                    ),
                                    (
                                        "nhs",
                                        "NHS: seven in a row, two of three, a trend of seven",
                                    ),
                                ],
                                default="wheeler",
                                max_length=10,
                                verbose_name="what counts as a signal",
                            ),
                        ),
                        (
                            "baseline",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="The value before anything was improved.",
                                max_digits=18,
                                null=True,
                                verbose_name="baseline",
                            ),
                        ),
                        (
                            "baseline_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="baseline measured on",
                            ),
                        ),
                        (
                            "weight",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default=1,
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0)
                                ],
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "is_critical",
                            models.BooleanField(
                                default=False,
                                help_text="When red, its family cannot score above 79.",
                                verbose_name="critical",
                            ),
                        ),
                        (
                            "approval_from",
                            models.DateField(
                                blank=True,
                                help_text="Values of periods that end on this day or later count on scorecards once a lead has approved them.",
                                null=True,
                                verbose_name="values are approved from",
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retired on"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_kpis",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kpis",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                help_text="Only when the KPI is about a single project.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kpis",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "KPI",
                        "verbose_name_plural": "KPIs",
                        "ordering": ["family", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_kpi_code_once",
                                violation_error_message="This portfolio has a KPI of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 0)),
                                name="delivery_kpi_weight_not_negative",
                                violation_error_message="A weight cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unit", "money"), _negated=True),
                                    models.Q(("currency", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_kpi_money_has_currency",
                                violation_error_message="A KPI in money needs its currency.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLimitDecision",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("lock", "Lock the limits as they are"),
                                    ("new_limits", "New limits after a shift"),
                                ],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(
                                help_text="New limits begin with it; locked limits rest on the values up to it.",
                                verbose_name="period",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                help_text="What caused the shift, or why so few values suffice.",
                                verbose_name="why",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, editable=False, verbose_name="decided"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical decision about limits",
                        "verbose_name_plural": "historical decisions about limits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKpiTarget",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        (
                            "target",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Where the KPI should get to: scores 100.",
                                max_digits=18,
                                null=True,
                                verbose_name="target",
                            ),
                        ),
                        (
                            "green_limit",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="From here on the KPI is on track: scores 80.",
                                max_digits=18,
                                null=True,
                                verbose_name="green limit",
                            ),
                        ),
                        (
                            "red_limit",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Beyond it the KPI is off track: scores 50.",
                                max_digits=18,
                                null=True,
                                verbose_name="red limit",
                            ),
                        ),
                        (
                            "worst",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Scores 0.",
                                max_digits=18,
                                null=True,
                                verbose_name="worst acceptable",
                            ),
                        ),
                        (
                            "low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="For a KPI within a range.",
                                max_digits=18,
                                null=True,
                                verbose_name="lower end",
                            ),
                        ),
                        (
                            "high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="For a KPI within a range.",
                                max_digits=18,
                                null=True,
                                verbose_name="upper end",
                            ),
                        ),
                        (
                            "fail_distance",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="How far outside the range the KPI has failed.",
                                max_digits=18,
                                null=True,
                                verbose_name="fail distance",
                            ),
                        ),
                        (
                            "bands",
                            models.JSONField(
                                blank=True, default=list, verbose_name="bands"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.kpi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical target",
                        "verbose_name_plural": "historical targets",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKpiMeasurement",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(verbose_name="period starts"),
                        ),
                        ("period_end", models.DateField(verbose_name="period ends")),
                        (
                            "value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="value",
                            ),
                        ),
                        (
                            "numerator",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="numerator",
                            ),
                        ),
                        (
                            "denominator",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="denominator",
                            ),
                        ),
                        (
                            "not_applicable",
                            models.BooleanField(
                                default=False, verbose_name="not applicable"
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="The reason, when it is not applicable.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "evidence",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="evidence"
                            ),
                        ),
                        (
                            "approval",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("approved", "Approved"),
                                    ("sent_back", "Sent back"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="approval",
                            ),
                        ),
                        (
                            "decision_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="comment"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical measurement",
                        "verbose_name_plural": "historical measurements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAnnotation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "on",
                            models.DateField(
                                help_text="When it happened.", verbose_name="day"
                            ),
                        ),
                        (
                            "text",
                            models.CharField(
                                max_length=300, verbose_name="what happened"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical annotation",
                        "verbose_name_plural": "historical annotations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("analyst", "PMO analyst"),
                                    ("lead", "PMO lead"),
                                    ("finance", "Finance"),
                                    ("executive", "Executive"),
                                    ("admin", "Administrator"),
                                ],
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="delivery.portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "membership",
                        "verbose_name_plural": "memberships",
                        "ordering": ["portfolio", "role", "user"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "user", "role"),
                                name="delivery_membership_once",
                                violation_error_message="This person already has this role here.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Of the source: “Monthly status list”.",
                                max_length=100,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                help_text="In TOML, as the guide on importing describes it.",
                                verbose_name="mapping",
                            ),
                        ),
                        (
                            "folder",
                            models.SlugField(
                                blank=True,
                                help_text="Files put into this folder below the watched one are imported by themselves, in the name of whoever saved this last. Empty for none.",
                                verbose_name="folder",
                            ),
                        ),
                        (
                            "saved_at",
                            models.DateTimeField(auto_now=True, verbose_name="saved"),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="import_mappings",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saved mapping",
                        "verbose_name_plural": "saved mappings",
                        "ordering": ["portfolio", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "name"),
                                name="delivery_import_mapping_name_once",
                                violation_error_message="This portfolio has a mapping of that name.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("folder", ""), _negated=True),
                                fields=("folder",),
                                name="delivery_import_mapping_folder_once",
                                violation_error_message="The files of that folder are read by another mapping.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("projects", "Projects"),
                                    ("status-updates", "Status updates"),
                                    ("kpis", "KPIs"),
                                    ("measurements", "KPI measurements"),
                                    ("benefits", "Benefits"),
                                    ("benefit-entries", "Benefit entries"),
                                    ("milestones", "Milestones"),
                                    ("tasks", "Work packages"),
                                    ("scope-items", "Scope register"),
                                    ("risks", "Risks"),
                                    ("risk-assessments", "Judgements of risks"),
                                    ("issues", "Issues"),
                                    ("rework", "Rework"),
                                    ("quality-counts", "Quality counts"),
                                    ("baselines", "Baselines"),
                                    ("kpi-targets", "KPI targets"),
                                    ("annotations", "Annotations of KPIs"),
                                    ("benefit-leaks", "Causes of leaks"),
                                    ("overlap-groups", "Overlap groups"),
                                    ("services", "PMO services"),
                                    ("service-costs", "Costs of services"),
                                    ("service-uses", "Projects that services helped"),
                                    ("attributions", "Shares of services in benefits"),
                                    ("resources", "Resources"),
                                    ("capacities", "Capacities"),
                                    ("allocations", "Allocations"),
                                    ("resource-hours", "Booked hours"),
                                    ("objectives", "Objectives"),
                                    ("objective-links", "Links to objectives"),
                                    ("exchange-rates", "Exchange rates"),
                                ],
                                max_length=20,
                                verbose_name="what the rows are",
                            ),
                        ),
                        (
                            "profile",
                            models.CharField(
                                blank=True, max_length=50, verbose_name="profile"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("page", "Uploaded on the page"),
                                    ("api", "Sent by a program"),
                                    ("folder", "Found in a watched folder"),
                                    ("command", "Named on the command line"),
                                ],
                                default="page",
                                max_length=10,
                                verbose_name="came by",
                            ),
                        ),
                        (
                            "is_automatic",
                            models.BooleanField(
                                default=False, verbose_name="by itself"
                            ),
                        ),
                        (
                            "encoding",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="encoding"
                            ),
                        ),
                        (
                            "delimiter",
                            models.CharField(
                                blank=True, max_length=1, verbose_name="delimiter"
                            ),
                        ),
                        (
                            "sheet",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="sheet"
                            ),
                        ),
                        (
                            "skips_refused",
                            models.BooleanField(
                                default=False, verbose_name="without the refused rows"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                upload_to=delivery.models.import_batch.stored_name,
                                verbose_name="file",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("size", models.PositiveBigIntegerField(verbose_name="size")),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Uploaded, not checked"),
                                    ("checking", "Being checked"),
                                    ("checked", "Checked, not imported"),
                                    ("importing", "Being imported"),
                                    ("done", "Imported"),
                                    ("refused", "Refused, nothing stored"),
                                    ("interrupted", "Interrupted, nothing stored"),
                                ],
                                default="uploaded",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "problem",
                            models.TextField(blank=True, verbose_name="problem"),
                        ),
                        (
                            "report",
                            models.JSONField(
                                blank=True, null=True, verbose_name="report"
                            ),
                        ),
                        (
                            "errors_file",
                            models.FileField(
                                blank=True,
                                upload_to=delivery.models.import_batch.stored_name,
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="at"),
                        ),
                        ("ordered_at", models.DateTimeField(editable=False, null=True)),
                        ("claimed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, editable=False),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="finished at"
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "mapping",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="batches",
                                to="delivery.importmapping",
                                verbose_name="saved mapping",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imports",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "ordering": ["-uploaded_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("claimed_at", None),
                                    ("state__in", ["checking", "importing"]),
                                    _connector="OR",
                                ),
                                name="delivery_import_claimed_while_working",
                                violation_error_message="Only work that goes on is claimed.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalService",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="What one gets, and who may ask.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="owner"
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Costs are expected from this month on.",
                                null=True,
                                verbose_name="offered since",
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retired on"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical PMO service",
                        "verbose_name_plural": "historical PMO services",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskLevel",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="1 is the lowest, 5 the highest.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="step",
                            ),
                        ),
                        (
                            "probability_label",
                            models.CharField(
                                help_text="Such as “likely”.",
                                max_length=40,
                                verbose_name="word for the probability",
                            ),
                        ),
                        (
                            "probability",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="probability",
                            ),
                        ),
                        (
                            "impact_label",
                            models.CharField(
                                help_text="Such as “major”.",
                                max_length=40,
                                verbose_name="word for the impact",
                            ),
                        ),
                        (
                            "impact_money",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="In the currency of the portfolio.",
                                max_digits=18,
                                null=True,
                                verbose_name="impact in money",
                            ),
                        ),
                        (
                            "impact_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in days",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical step of the risk scale",
                        "verbose_name_plural": "historical steps of the risk scale",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalResource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="As in the system the hours come from.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "Person"),
                                    ("team", "Role or team"),
                                ],
                                default="person",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                help_text="For example “Data engineer”: capacity and demand are compared role by role.",
                                max_length=100,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical person or role",
                        "verbose_name_plural": "historical people and roles",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProject",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="As in the system the project comes from.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "organisation",
                            models.CharField(
                                blank=True,
                                help_text="The department or unit that runs the project.",
                                max_length=150,
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="category"
                            ),
                        ),
                        (
                            "sponsor",
                            models.CharField(
                                blank=True,
                                help_text="The person who answers for the project’s value.",
                                max_length=150,
                                verbose_name="sponsor",
                            ),
                        ),
                        (
                            "manager",
                            models.CharField(
                                blank=True,
                                max_length=150,
                                verbose_name="project manager",
                            ),
                        ),
                        (
                            "priority_tier",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="1 is the highest.",
                                null=True,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("active", "Active"),
                                    ("on_hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="active",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "actual_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="actual start"
                            ),
                        ),
                        (
                            "actual_finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="actual finish"
                            ),
                        ),
                        (
                            "final_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="All cost of the finished project.",
                                max_digits=18,
                                null=True,
                                verbose_name="final cost",
                            ),
                        ),
                        (
                            "business_case_on",
                            models.DateField(
                                blank=True,
                                help_text="The day from which time to market counts.",
                                null=True,
                                verbose_name="business case approved",
                            ),
                        ),
                        (
                            "first_use_on",
                            models.DateField(
                                blank=True,
                                help_text="The day a customer or a user first worked with the result.",
                                null=True,
                                verbose_name="first productive use",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical project",
                        "verbose_name_plural": "historical projects",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPriorityCriterion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="What earns 0, what earns 10, so that everybody marks alike.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "weight",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="1",
                                help_text="A criterion of weight 2 counts twice as much as one of 1.",
                                max_digits=18,
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical priority criterion",
                        "verbose_name_plural": "historical priority criteria",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOverlapGroup",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        (
                            "name",
                            models.CharField(
                                help_text="The measure: “Energy bill of the works”, “Posts in billing”.",
                                max_length=250,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "measured_total",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What the measure shows from the first month to now. Empty: nobody has looked yet, and its benefits stay out of what is validated.",
                                max_digits=18,
                                null=True,
                                verbose_name="measured in all",
                            ),
                        ),
                        (
                            "measured_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="measured on"
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="Where the total was read, and by whom.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical overlap group",
                        "verbose_name_plural": "historical overlap groups",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalObjective",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "weight",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="1",
                                help_text="How much it matters beside the others; they need not add up.",
                                max_digits=18,
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "target_share",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="target share of spend",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="valid from"
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True, null=True, verbose_name="valid to"
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person who answers for reaching it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Projects of this portfolio and of all below it can serve it.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical objective",
                        "verbose_name_plural": "historical objectives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("analyst", "PMO analyst"),
                                    ("lead", "PMO lead"),
                                    ("finance", "Finance"),
                                    ("executive", "Executive"),
                                    ("admin", "Administrator"),
                                ],
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical membership",
                        "verbose_name_plural": "historical memberships",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalImportMapping",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Of the source: “Monthly status list”.",
                                max_length=100,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                help_text="In TOML, as the guide on importing describes it.",
                                verbose_name="mapping",
                            ),
                        ),
                        (
                            "folder",
                            models.SlugField(
                                blank=True,
                                help_text="Files put into this folder below the watched one are imported by themselves, in the name of whoever saved this last. Empty for none.",
                                verbose_name="folder",
                            ),
                        ),
                        (
                            "saved_at",
                            models.DateTimeField(
                                blank=True, editable=False, verbose_name="saved"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical saved mapping",
                        "verbose_name_plural": "historical saved mappings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExchangeRate",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "from_currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="from",
                            ),
                        ),
                        (
                            "to_currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="to",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plan", "Plan rate"),
                                    ("average", "Average of a period"),
                                    ("closing", "Closing rate"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                help_text="A plan rate holds for plans agreed from this day on; an average begins on it; a closing rate is the one of this day.",
                                verbose_name="day",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="Of an average only.",
                                null=True,
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "rate",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=8,
                                help_text="What one unit of the first currency is worth in the second.",
                                max_digits=18,
                                null=True,
                                verbose_name="rate",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="reason"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                blank=True, editable=False, verbose_name="entered"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.exchangerate",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="It holds for everything below, before those of the organisation.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical exchange rate",
                        "verbose_name_plural": "historical exchange rates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCycle",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("ends_on", models.DateField(verbose_name="ends on")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical cycle",
                        "verbose_name_plural": "historical cycles",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Cycle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("ends_on", models.DateField(verbose_name="ends on")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cycles",
                                to="delivery.portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cycle",
                        "verbose_name_plural": "cycles",
                        "ordering": ["portfolio", "-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gte", models.F("starts_on"))
                                ),
                                name="delivery_cycle_dates_in_order",
                                violation_error_message="A cycle cannot end before it starts.",
                            ),
                            models.UniqueConstraint(
                                fields=("portfolio", "name"),
                                name="delivery_cycle_name_once",
                                violation_error_message="This portfolio has a cycle of that name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorityCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="What earns 0, what earns 10, so that everybody marks alike.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "weight",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="1",
                                help_text="A criterion of weight 2 counts twice as much as one of 1.",
                                max_digits=18,
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="priority_criteria",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "priority criterion",
                        "verbose_name_plural": "priority criteria",
                        "ordering": ["portfolio", "-weight", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "name"),
                                name="delivery_priority_criterion_name_once",
                                violation_error_message="This portfolio has a criterion of that name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0)),
                                name="delivery_priority_criterion_weighs_something",
                                violation_error_message="A criterion weighs more than 0.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorityScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("mark", models.PositiveSmallIntegerField(verbose_name="mark")),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="delivery.prioritycriterion",
                                verbose_name="criterion",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="priority_scores",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "priority mark",
                        "verbose_name_plural": "priority marks",
                        "ordering": ["project", "criterion"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "criterion"),
                                name="delivery_priority_score_once",
                                violation_error_message="This project is marked by that criterion. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mark__lte", 10)),
                                name="delivery_priority_score_from_0_to_10",
                                violation_error_message="A mark is a whole number from 0 to 10.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectiveLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "strength",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="0, 0.25, 0.5, 0.75 or 1: from not at all to wholly.",
                                max_digits=18,
                                verbose_name="strength",
                            ),
                        ),
                        (
                            "spend_share",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Empty: by weight and strength.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="share of the project’s spend",
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="delivery.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objective_links",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "link to an objective",
                        "verbose_name_plural": "links to objectives",
                        "ordering": ["project", "objective"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "objective"),
                                name="delivery_objective_link_once",
                                violation_error_message="This project has a link to that objective already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "strength__in",
                                        [
                                            Decimal(1),
                                            Decimal("0.75"),
                                            Decimal("0.5"),
                                            Decimal("0.25"),
                                            Decimal(0),
                                        ],
                                    )
                                ),
                                name="delivery_objective_link_strength_known",
                                violation_error_message="The strength of a link is 0, 0.25, 0.5, 0.75 or 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("spend_share__isnull", True),
                                    models.Q(
                                        ("spend_share__gte", 0), ("spend_share__lte", 1)
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_objective_link_spend_is_a_share",
                                violation_error_message="The spend is a share from 0 to 100 %.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "baseline_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned for"
                            ),
                        ),
                        (
                            "forecast_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="expected on"
                            ),
                        ),
                        (
                            "actual_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="achieved on"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "milestone",
                        "verbose_name_plural": "milestones",
                        "ordering": ["project", "baseline_on", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "code"),
                                name="delivery_milestone_code_once",
                                violation_error_message="This project has a milestone of that code.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTask",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="As in the schedule that the work package comes from.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "baseline_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned start"
                            ),
                        ),
                        (
                            "baseline_finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned finish"
                            ),
                        ),
                        (
                            "actual_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="actual start"
                            ),
                        ),
                        (
                            "actual_finish",
                            models.DateField(
                                blank=True,
                                help_text="The day on which the result was accepted.",
                                null=True,
                                verbose_name="actual finish",
                            ),
                        ),
                        (
                            "budget",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Its part of the budget at completion.",
                                max_digits=18,
                                null=True,
                                verbose_name="budget",
                            ),
                        ),
                        (
                            "progress_method",
                            models.CharField(
                                choices=[
                                    ("0/100", "0/100: done when finished"),
                                    (
                                        "50/50",
                                        "50/50: half when begun, all when finished",
                                    ),
                                    ("milestones", "Weight of milestones reached"),
                                    ("units", "Units made"),
                                    (
                                        "percent",
                                        "Percent told; counts up to 80 % until finished",
                                    ),
                                ],
                                default="percent",
                                help_text="How its progress is told.",
                                max_length=10,
                                verbose_name="measured by",
                            ),
                        ),
                        (
                            "percent_complete",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="complete",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical work package",
                        "verbose_name_plural": "historical work packages",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalScopeItem",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="Of the requirement, or of the change request.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("baseline", "In the baseline"),
                                    ("added", "Added"),
                                    ("deleted", "Deleted"),
                                    ("modified", "Modified"),
                                ],
                                default="baseline",
                                help_text="A deletion is an entry of its own, of the size that goes.",
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "size",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="In points, items or value weights, the same over time.",
                                max_digits=18,
                                verbose_name="size",
                            ),
                        ),
                        (
                            "changed_on",
                            models.DateField(
                                help_text="The day it was agreed, or changed.",
                                verbose_name="dated",
                            ),
                        ),
                        (
                            "is_approved",
                            models.BooleanField(
                                default=False,
                                help_text="There is an approved change request. A baseline needs none.",
                                verbose_name="approved",
                            ),
                        ),
                        (
                            "accepted_on",
                            models.DateField(
                                blank=True,
                                help_text="The day the customer accepted what was delivered.",
                                null=True,
                                verbose_name="accepted on",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical scope item",
                        "verbose_name_plural": "historical scope items",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRisk",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        (
                            "name",
                            models.CharField(max_length=250, verbose_name="title"),
                        ),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="Because of …, … may happen, which would lead to …",
                                verbose_name="cause and effect",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("threat", "Threat"),
                                    ("opportunity", "Opportunity"),
                                ],
                                default="threat",
                                max_length=11,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="category"
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person who watches it and answers for the response.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        ("raised_on", models.DateField(verbose_name="raised on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("occurred", "It happened"),
                                    ("closed", "Closed, it did not happen"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True,
                                help_text="The day it happened, or could no longer happen.",
                                null=True,
                                verbose_name="closed on",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "strategy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("avoid", "Avoid"),
                                    ("reduce", "Reduce"),
                                    ("transfer", "Transfer"),
                                    ("accept", "Accept"),
                                    ("escalate", "Escalate"),
                                    ("exploit", "Exploit"),
                                    ("enhance", "Enhance"),
                                    ("share", "Share"),
                                ],
                                max_length=10,
                                verbose_name="response",
                            ),
                        ),
                        (
                            "response",
                            models.TextField(
                                blank=True,
                                help_text="The action, in a sentence or two.",
                                verbose_name="what is done",
                            ),
                        ),
                        (
                            "response_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="cost of the response",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="response due on"
                            ),
                        ),
                        (
                            "realised_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="For one that happened: what it cost, or what an opportunity brought.",
                                max_digits=18,
                                null=True,
                                verbose_name="what it came to",
                            ),
                        ),
                        (
                            "avoided_loss",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What the response demonstrably saved; the evidence stands in what is done.",
                                max_digits=18,
                                null=True,
                                verbose_name="avoided loss",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty for a risk that several projects share: it counts once.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical risk",
                        "verbose_name_plural": "historical risks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReworkEntry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Every hour booked in the month.",
                                max_digits=18,
                                null=True,
                                verbose_name="all hours",
                            ),
                        ),
                        (
                            "rework_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Hours on what had been accepted as done. Empty: not coded, which is not 0.",
                                max_digits=18,
                                null=True,
                                verbose_name="rework hours",
                            ),
                        ),
                        (
                            "requirements_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: requirements",
                            ),
                        ),
                        (
                            "design_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: design",
                            ),
                        ),
                        (
                            "workmanship_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: workmanship",
                            ),
                        ),
                        (
                            "supplier_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: supplier",
                            ),
                        ),
                        (
                            "environment_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: site, tools or test environment",
                            ),
                        ),
                        (
                            "cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="all cost",
                            ),
                        ),
                        (
                            "rework_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="rework cost",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical month of work and rework",
                        "verbose_name_plural": "historical months of work and rework",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalQualityCount",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "defects_before",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Found before the work of the month went out.",
                                null=True,
                                verbose_name="defects before release",
                            ),
                        ),
                        (
                            "defects_after",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Found in the 90 days after it went out.",
                                null=True,
                                verbose_name="defects after release",
                            ),
                        ),
                        (
                            "changes_deployed",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="changes put into service",
                            ),
                        ),
                        (
                            "changes_failed",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Those that needed a rollback or a fix at once.",
                                null=True,
                                verbose_name="failed changes",
                            ),
                        ),
                        (
                            "unplanned_deployments",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Those made only because of an incident.",
                                null=True,
                                verbose_name="unplanned changes",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical quality count",
                        "verbose_name_plural": "historical quality counts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPriorityScore",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("mark", models.PositiveSmallIntegerField(verbose_name="mark")),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.prioritycriterion",
                                verbose_name="criterion",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical priority mark",
                        "verbose_name_plural": "historical priority marks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalObjectiveLink",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "strength",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="0, 0.25, 0.5, 0.75 or 1: from not at all to wholly.",
                                max_digits=18,
                                verbose_name="strength",
                            ),
                        ),
                        (
                            "spend_share",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Empty: by weight and strength.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="share of the project’s spend",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical link to an objective",
                        "verbose_name_plural": "historical links to objectives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMilestone",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "baseline_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned for"
                            ),
                        ),
                        (
                            "forecast_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="expected on"
                            ),
                        ),
                        (
                            "actual_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="achieved on"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical milestone",
                        "verbose_name_plural": "historical milestones",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKpi",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=300, verbose_name="name")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="What is counted, and how.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "promise",
                            models.CharField(
                                blank=True,
                                help_text="The promise to the business that this KPI answers.",
                                max_length=300,
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                help_text="The department or programme the KPI belongs to.",
                                max_length=150,
                                verbose_name="group",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("delivery", "Project delivery performance"),
                                    ("resources", "Resources and priorities"),
                                    ("risk", "Risk and rework"),
                                    ("benefits", "Benefits realization"),
                                    ("alignment", "Strategic alignment"),
                                ],
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("number", "Number"),
                                    ("ratio", "Percentage (0.25 is 25 %)"),
                                    ("money", "Money"),
                                    ("days", "Days"),
                                    ("hours", "Hours"),
                                    ("points", "Points"),
                                ],
                                default="number",
                                max_length=10,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "unit_label",
                            models.CharField(
                                blank=True,
                                help_text="For example “reports” or “permits per day”.",
                                max_length=40,
                                verbose_name="unit in words",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True,
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("increase", "Higher is better"),
                                    ("decrease", "Lower is better"),
                                    ("range", "Within a range"),
                                ],
                                default="increase",
                                max_length=10,
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "aggregation",
                            models.CharField(
                                choices=[
                                    ("sum", "Sum of the periods"),
                                    ("last", "Last value"),
                                    ("average", "Average of the periods"),
                                    (
                                        "ratio",
                                        "Ratio of sums (numerator and denominator)",
                                    ),
                                    ("cumulative", "Already cumulative: last value"),
                                    ("max", "Highest value"),
                                ],
                                default="last",
                                max_length=10,
                                verbose_name="over time",
                            ),
                        ),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("week", "Weekly"),
                                    ("month", "Monthly"),
                                    ("quarter", "Quarterly"),
                                    ("year", "Yearly"),
                                ],
                                default="month",
                                max_length=10,
                                verbose_name="measured",
                            ),
                        ),
                        (
                            "formula",
                            models.CharField(
                                blank=True,
                                help_text="Only when the value follows from other KPIs: their codes in square brackets, as in [KC-01] / [KC-02] * 100.",
                                max_length=500,
                                verbose_name="formula",
                            ),
                        ),
                        (
                            "signal_rules",
                            models.CharField(
                                choices=[
                                    (
                                        "wheeler",
                                        "Wheeler: eight in a row, three of four",
                                    ),
                                    (
                                        "nhs",
                                        "NHS: seven in a row, two of three, a trend of seven",
                                    ),
                                ],
                                default="wheeler",
                                max_length=10,
                                verbose_name="what counts as a signal",
                            ),
                        ),
                        (
                            "baseline",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="The value before anything was improved.",
                                max_digits=18,
                                null=True,
                                verbose_name="baseline",
                            ),
                        ),
                        (
                            "baseline_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="baseline measured on",
                            ),
                        ),
                        (
                            "weight",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default=1,
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0)
                                ],
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "is_critical",
                            models.BooleanField(
                                default=False,
                                help_text="When red, its family cannot score above 79.",
                                verbose_name="critical",
                            ),
                        ),
                        (
                            "approval_from",
                            models.DateField(
                                blank=True,
                                help_text="Values of periods that end on this day or later count on scorecards once a lead has approved them.",
                                null=True,
                                verbose_name="values are approved from",
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retired on"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Only when the KPI is about a single project.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical KPI",
                        "verbose_name_plural": "historical KPIs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContingency",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="from")),
                        (
                            "reserve",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="reserve in money",
                            ),
                        ),
                        (
                            "reserve_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="reserve in days",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty for what the portfolio itself holds.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical contingency",
                        "verbose_name_plural": "historical contingencies",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBenefit",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "benefit_class",
                            models.CharField(
                                choices=[
                                    ("cashable", "Cashable saving"),
                                    ("cost_avoidance", "Cost avoidance"),
                                    (
                                        "non_cashable_financial",
                                        "Capacity released, in money",
                                    ),
                                    (
                                        "non_financial_quantified",
                                        "Measured, not in money",
                                    ),
                                    ("qualitative", "Qualitative"),
                                ],
                                max_length=30,
                                verbose_name="class",
                            ),
                        ),
                        (
                            "is_disbenefit",
                            models.BooleanField(
                                default=False,
                                help_text="A measurable loss that comes with the change.",
                                verbose_name="dis-benefit",
                            ),
                        ),
                        (
                            "pattern",
                            models.CharField(
                                choices=[
                                    ("one_off", "Once"),
                                    ("recurring", "Every month until it retires"),
                                ],
                                default="recurring",
                                max_length=10,
                                verbose_name="pattern",
                            ),
                        ),
                        (
                            "unit_label",
                            models.CharField(
                                blank=True,
                                help_text="For a benefit that is not in money, for example “hours”.",
                                max_length=40,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True,
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person in the business who answers for it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "beneficiary",
                            models.CharField(
                                blank=True,
                                help_text="Who is better off: a department, customers, a budget.",
                                max_length=150,
                                verbose_name="beneficiary",
                            ),
                        ),
                        (
                            "baseline_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="baseline"
                            ),
                        ),
                        (
                            "baseline_value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What it was before the change, by the month.",
                                max_digits=18,
                                null=True,
                                verbose_name="baseline value",
                            ),
                        ),
                        (
                            "baseline_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="baseline measured on",
                            ),
                        ),
                        (
                            "baseline_size",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Measurements, cases or months that the value rests on.",
                                null=True,
                                verbose_name="baseline measured so often",
                            ),
                        ),
                        (
                            "measurement_method",
                            models.TextField(
                                blank=True,
                                help_text="Source, calculation and who takes it; without it a claim is E0.",
                                verbose_name="how it is measured",
                            ),
                        ),
                        (
                            "steady_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What is planned for a month once the benefit has ramped up.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0)
                                ],
                                verbose_name="full amount of a month",
                            ),
                        ),
                        (
                            "confidence",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="How sure the owner is of the plan.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "price_basis",
                            models.CharField(
                                choices=[
                                    ("nominal", "Prices of each month"),
                                    ("real", "Prices of one year"),
                                ],
                                default="nominal",
                                max_length=10,
                                verbose_name="prices",
                            ),
                        ),
                        (
                            "price_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="prices of the year"
                            ),
                        ),
                        (
                            "counterfactual_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed_quote", "Signed quote"),
                                    (
                                        "cancelled_budget",
                                        "Approved budget line that was cancelled",
                                    ),
                                    (
                                        "escalation_clause",
                                        "Escalation clause of a contract",
                                    ),
                                    (
                                        "projected_baseline",
                                        "Statistical projection of the baseline",
                                    ),
                                ],
                                help_text="Without one, finance cannot validate a cost avoidance.",
                                max_length=20,
                                verbose_name="basis of the avoided cost",
                            ),
                        ),
                        (
                            "counterfactual",
                            models.TextField(
                                blank=True,
                                help_text="For the same time and volume, and where that is written.",
                                verbose_name="what it would have cost",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="starts on"
                            ),
                        ),
                        (
                            "retires_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retires on"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="What the benefit contributes to.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "overlap_group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The measure that it shares with other benefits.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.overlapgroup",
                                verbose_name="overlap group",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The project that makes the benefit possible.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical benefit",
                        "verbose_name_plural": "historical benefits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBaseline",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="number"
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="approved on"
                            ),
                        ),
                        (
                            "start",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned start"
                            ),
                        ),
                        (
                            "finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned finish"
                            ),
                        ),
                        (
                            "budget",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Without the management reserve.",
                                max_digits=18,
                                null=True,
                                verbose_name="budget at completion",
                            ),
                        ),
                        (
                            "scope_size",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="In points, items or value weights, the same over time.",
                                max_digits=18,
                                null=True,
                                verbose_name="scope size",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="reason"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical baseline",
                        "verbose_name_plural": "historical baselines",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Contingency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="from")),
                        (
                            "reserve",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="reserve in money",
                            ),
                        ),
                        (
                            "reserve_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="reserve in days",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contingencies",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty for what the portfolio itself holds.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contingencies",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contingency",
                        "verbose_name_plural": "contingencies",
                        "ordering": ["portfolio", "project", "-valid_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "project", "valid_from"),
                                name="delivery_contingency_of_a_project_once_a_day",
                                violation_error_message="This project has a reserve from that day already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("project__isnull", True)),
                                fields=("portfolio", "valid_from"),
                                name="delivery_contingency_of_a_portfolio_once_a_day",
                                violation_error_message="This portfolio has a reserve from that day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reserve__isnull", True),
                                        ("reserve__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("reserve_days__isnull", True),
                                        ("reserve_days__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_contingency_not_negative",
                                violation_error_message="A reserve cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reserve__isnull", False),
                                    ("reserve_days__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_contingency_says_something",
                                violation_error_message="Enter a reserve in money or in days.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Baseline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="number"
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="approved on"
                            ),
                        ),
                        (
                            "start",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned start"
                            ),
                        ),
                        (
                            "finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned finish"
                            ),
                        ),
                        (
                            "budget",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Without the management reserve.",
                                max_digits=18,
                                null=True,
                                verbose_name="budget at completion",
                            ),
                        ),
                        (
                            "scope_size",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="In points, items or value weights, the same over time.",
                                max_digits=18,
                                null=True,
                                verbose_name="scope size",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="reason"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="baselines",
                                to="delivery.project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "baseline",
                        "verbose_name_plural": "baselines",
                        "ordering": ["project", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "number"),
                                name="delivery_baseline_number_once",
                                violation_error_message="This project has that baseline already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="delivery_baseline_numbers_from_one",
                                violation_error_message="The original baseline is number 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("finish__gte", models.F("start"))),
                                name="delivery_baseline_dates_in_order",
                                violation_error_message="The planned finish cannot be before the planned start.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("budget__isnull", True),
                                        ("budget__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("scope_size__isnull", True),
                                        ("scope_size__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_baseline_not_negative",
                                violation_error_message="Budget and scope size cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start__isnull", False),
                                    ("finish__isnull", False),
                                    ("budget__isnull", False),
                                    ("scope_size__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_baseline_says_something",
                                violation_error_message="A baseline needs a date, a budget or a scope size.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QualityCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "defects_before",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Found before the work of the month went out.",
                                null=True,
                                verbose_name="defects before release",
                            ),
                        ),
                        (
                            "defects_after",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Found in the 90 days after it went out.",
                                null=True,
                                verbose_name="defects after release",
                            ),
                        ),
                        (
                            "changes_deployed",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="changes put into service",
                            ),
                        ),
                        (
                            "changes_failed",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Those that needed a rollback or a fix at once.",
                                null=True,
                                verbose_name="failed changes",
                            ),
                        ),
                        (
                            "unplanned_deployments",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Those made only because of an incident.",
                                null=True,
                                verbose_name="unplanned changes",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quality_counts",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quality count",
                        "verbose_name_plural": "quality counts",
                        "ordering": ["project", "-month"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "month"),
                                name="delivery_quality_count_once_a_month",
                                violation_error_message="This project has counts of that month already. Correct those.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_quality_count_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "changes_failed__lte",
                                        models.F("changes_deployed"),
                                    )
                                ),
                                name="delivery_quality_count_failed_were_deployed",
                                violation_error_message="No more changes can fail than were put into service.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "unplanned_deployments__lte",
                                        models.F("changes_deployed"),
                                    )
                                ),
                                name="delivery_quality_count_unplanned_were_deployed",
                                violation_error_message="Unplanned changes are among those put into service.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("defects_before__isnull", False),
                                    ("defects_after__isnull", False),
                                    ("changes_deployed__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_quality_count_says_something",
                                violation_error_message="Enter defects or changes.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStatusUpdate",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "status_date",
                            models.DateField(
                                help_text="The day up to which the figures count.",
                                verbose_name="status date",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="Required when the rating is red.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "planned_value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Budget of the work planned up to the status date.",
                                max_digits=18,
                                null=True,
                                verbose_name="planned value (PV)",
                            ),
                        ),
                        (
                            "earned_value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Budget of the work done up to the status date.",
                                max_digits=18,
                                null=True,
                                verbose_name="earned value (EV)",
                            ),
                        ),
                        (
                            "actual_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Cost of the work done up to the status date.",
                                max_digits=18,
                                null=True,
                                verbose_name="actual cost (AC)",
                            ),
                        ),
                        (
                            "forecast_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="forecast start"
                            ),
                        ),
                        (
                            "forecast_finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="forecast finish"
                            ),
                        ),
                        (
                            "forecast_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Expected cost when done.",
                                max_digits=18,
                                null=True,
                                verbose_name="forecast cost",
                            ),
                        ),
                        (
                            "estimate_to_complete",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What the manager expects the rest to cost, counted from the bottom up.",
                                max_digits=18,
                                null=True,
                                verbose_name="estimate to complete (ETC)",
                            ),
                        ),
                        (
                            "in_year_budget",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="budget of this fiscal year",
                            ),
                        ),
                        (
                            "in_year_forecast",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="forecast of this fiscal year",
                            ),
                        ),
                        (
                            "whole_life_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="From the first idea to the end of use.",
                                max_digits=18,
                                null=True,
                                verbose_name="whole-life cost",
                            ),
                        ),
                        (
                            "scope_approved",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="approved scope",
                            ),
                        ),
                        (
                            "scope_accepted",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="accepted scope",
                            ),
                        ),
                        (
                            "not_given",
                            models.JSONField(
                                blank=True, default=dict, verbose_name="not given"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.ratinglevel",
                                verbose_name="overall rating",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical status update",
                        "verbose_name_plural": "historical status updates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPortfolio",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Part of the address; it cannot be changed later.",
                                verbose_name="short name",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "path",
                            models.CharField(
                                db_index=True, editable=False, max_length=500
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                default="EUR",
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "fiscal_year_start_month",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="first month of the fiscal year",
                            ),
                        ),
                        (
                            "reporting_period",
                            models.CharField(
                                choices=[
                                    ("month", "Month"),
                                    ("quarter", "Quarter"),
                                    ("year", "Fiscal year"),
                                ],
                                default="quarter",
                                max_length=10,
                                verbose_name="reporting period",
                            ),
                        ),
                        (
                            "time_tolerance",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="0.05",
                                help_text="Share of the planned duration that still counts as on time.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="time tolerance",
                            ),
                        ),
                        (
                            "cost_tolerance",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default="0.05",
                                help_text="Share of the budget that still counts as on budget.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="cost tolerance",
                            ),
                        ),
                        (
                            "locked_until",
                            models.DateField(
                                blank=True,
                                help_text="Facts up to this day, here and below, are changed by a lead only, and with a reason.",
                                null=True,
                                verbose_name="closed until",
                            ),
                        ),
                        (
                            "approval_from",
                            models.DateField(
                                blank=True,
                                help_text="KPI values of periods that end on this day or later, here and below, count on scorecards once a lead has approved them.",
                                null=True,
                                verbose_name="values are approved from",
                            ),
                        ),
                        (
                            "asks_files_for_notes",
                            models.BooleanField(
                                default=False,
                                help_text="An imported value that is red, or that replaces another one, needs a note as it does on a page.",
                                verbose_name="notes in files",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="PMO lead",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "rating_scale",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.ratingscale",
                                verbose_name="rating scale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical portfolio",
                        "verbose_name_plural": "historical portfolios",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reminder",
                        "verbose_name_plural": "reminders",
                        "ordering": ["user", "-day"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "day"),
                                name="delivery_reminder_once_a_day",
                                violation_error_message="This person was looked after that day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="As in the system the hours come from.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "Person"),
                                    ("team", "Role or team"),
                                ],
                                default="person",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                help_text="For example “Data engineer”: capacity and demand are compared role by role.",
                                max_length=100,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resources",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person or role",
                        "verbose_name_plural": "people and roles",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_resource_code_once",
                                violation_error_message="This portfolio has a person or role of that code.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalResourceHours",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "task",
                            models.CharField(
                                blank=True,
                                help_text="Its code, where hours are booked task by task.",
                                max_length=100,
                                verbose_name="task",
                            ),
                        ),
                        (
                            "hours",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="booked hours",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="note"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.resource",
                                verbose_name="person or role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical booked hours",
                        "verbose_name_plural": "historical booked hours",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCapacity",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "contracted_hours",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="contracted hours",
                            ),
                        ),
                        (
                            "leave_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="0 if there is none.",
                                max_digits=18,
                                null=True,
                                verbose_name="leave",
                            ),
                        ),
                        (
                            "holiday_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="0 if there are none.",
                                max_digits=18,
                                null=True,
                                verbose_name="holidays",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.resource",
                                verbose_name="person or role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical capacity",
                        "verbose_name_plural": "historical capacities",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAllocation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "hours",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="planned hours",
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.resource",
                                verbose_name="person or role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical allocation",
                        "verbose_name_plural": "historical allocations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Capacity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "contracted_hours",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="contracted hours",
                            ),
                        ),
                        (
                            "leave_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="0 if there is none.",
                                max_digits=18,
                                null=True,
                                verbose_name="leave",
                            ),
                        ),
                        (
                            "holiday_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="0 if there are none.",
                                max_digits=18,
                                null=True,
                                verbose_name="holidays",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="capacities",
                                to="delivery.resource",
                                verbose_name="person or role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "capacity",
                        "verbose_name_plural": "capacities",
                        "ordering": ["resource", "month"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resource", "month"),
                                name="delivery_capacity_once_a_month",
                                violation_error_message="The capacity of that month is entered. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_capacity_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("contracted_hours__isnull", True),
                                        ("contracted_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("leave_hours__isnull", True),
                                        ("leave_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("holiday_hours__isnull", True),
                                        ("holiday_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_capacity_not_negative",
                                violation_error_message="Hours cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contracted_hours__gte", models.F("leave_hours")),
                                    (
                                        "contracted_hours__gte",
                                        models.F("holiday_hours"),
                                    ),
                                ),
                                name="delivery_capacity_leave_within_contract",
                                violation_error_message="Leave and holidays cannot exceed the contracted hours.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allocation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "hours",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="planned hours",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allocations",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allocations",
                                to="delivery.resource",
                                verbose_name="person or role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "allocation",
                        "verbose_name_plural": "allocations",
                        "ordering": ["resource", "month", "project"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resource", "project", "month"),
                                name="delivery_allocation_once_a_month",
                                violation_error_message="Hours on this project are planned for that month. Correct those.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_allocation_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__isnull", True),
                                    ("hours__gte", 0),
                                    _connector="OR",
                                ),
                                name="delivery_allocation_not_negative",
                                violation_error_message="Hours cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResourceHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "task",
                            models.CharField(
                                blank=True,
                                help_text="Its code, where hours are booked task by task.",
                                max_length=100,
                                verbose_name="task",
                            ),
                        ),
                        (
                            "hours",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="booked hours",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="note"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="booked_hours",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="booked_hours",
                                to="delivery.resource",
                                verbose_name="person or role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "booked hours",
                        "verbose_name_plural": "booked hours",
                        "ordering": ["resource", "month", "project", "task"],
                        "indexes": [
                            models.Index(
                                fields=["month"], name="delivery_re_month_b22f74_idx"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resource", "project", "month", "task"),
                                name="delivery_resource_hours_once_a_month",
                                violation_error_message="Hours on this task are booked for that month. Correct those.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_resource_hours_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__isnull", True),
                                    ("hours__gte", 0),
                                    _connector="OR",
                                ),
                                name="delivery_resource_hours_not_negative",
                                violation_error_message="Hours cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReworkEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Every hour booked in the month.",
                                max_digits=18,
                                null=True,
                                verbose_name="all hours",
                            ),
                        ),
                        (
                            "rework_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Hours on what had been accepted as done. Empty: not coded, which is not 0.",
                                max_digits=18,
                                null=True,
                                verbose_name="rework hours",
                            ),
                        ),
                        (
                            "requirements_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: requirements",
                            ),
                        ),
                        (
                            "design_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: design",
                            ),
                        ),
                        (
                            "workmanship_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: workmanship",
                            ),
                        ),
                        (
                            "supplier_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: supplier",
                            ),
                        ),
                        (
                            "environment_hours",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="of them: site, tools or test environment",
                            ),
                        ),
                        (
                            "cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="all cost",
                            ),
                        ),
                        (
                            "rework_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="rework cost",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rework_entries",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "month of work and rework",
                        "verbose_name_plural": "months of work and rework",
                        "ordering": ["project", "-month"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "month"),
                                name="delivery_rework_entry_once_a_month",
                                violation_error_message="This project has that month already. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_rework_entry_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rework_hours__lte", models.F("hours"))
                                ),
                                name="delivery_rework_entry_hours_in_all",
                                violation_error_message="Rework hours are part of all hours and cannot exceed them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rework_cost__lte", models.F("cost"))
                                ),
                                name="delivery_rework_entry_cost_in_all",
                                violation_error_message="Rework cost is part of all cost and cannot exceed it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("hours__isnull", True),
                                        ("hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("rework_hours__isnull", True),
                                        ("rework_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("requirements_hours__isnull", True),
                                        ("requirements_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("design_hours__isnull", True),
                                        ("design_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("workmanship_hours__isnull", True),
                                        ("workmanship_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("supplier_hours__isnull", True),
                                        ("supplier_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("environment_hours__isnull", True),
                                        ("environment_hours__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("cost__isnull", True),
                                        ("cost__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("rework_cost__isnull", True),
                                        ("rework_cost__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_rework_entry_not_negative",
                                violation_error_message="Hours and cost cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__isnull", False),
                                    ("cost__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_rework_entry_says_something",
                                violation_error_message="Enter all hours or all cost of the month; rework is part of them.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        (
                            "name",
                            models.CharField(max_length=250, verbose_name="title"),
                        ),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="Because of …, … may happen, which would lead to …",
                                verbose_name="cause and effect",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("threat", "Threat"),
                                    ("opportunity", "Opportunity"),
                                ],
                                default="threat",
                                max_length=11,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="category"
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person who watches it and answers for the response.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        ("raised_on", models.DateField(verbose_name="raised on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("occurred", "It happened"),
                                    ("closed", "Closed, it did not happen"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True,
                                help_text="The day it happened, or could no longer happen.",
                                null=True,
                                verbose_name="closed on",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z",
                                        "Write the three letters of the currency, for example EUR.",
                                    )
                                ],
                                verbose_name="currency",
                            ),
                        ),
                        (
                            "strategy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("avoid", "Avoid"),
                                    ("reduce", "Reduce"),
                                    ("transfer", "Transfer"),
                                    ("accept", "Accept"),
                                    ("escalate", "Escalate"),
                                    ("exploit", "Exploit"),
                                    ("enhance", "Enhance"),
                                    ("share", "Share"),
                                ],
                                max_length=10,
                                verbose_name="response",
                            ),
                        ),
                        (
                            "response",
                            models.TextField(
                                blank=True,
                                help_text="The action, in a sentence or two.",
                                verbose_name="what is done",
                            ),
                        ),
                        (
                            "response_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="cost of the response",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="response due on"
                            ),
                        ),
                        (
                            "realised_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="For one that happened: what it cost, or what an opportunity brought.",
                                max_digits=18,
                                null=True,
                                verbose_name="what it came to",
                            ),
                        ),
                        (
                            "avoided_loss",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What the response demonstrably saved; the evidence stands in what is done.",
                                max_digits=18,
                                null=True,
                                verbose_name="avoided loss",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risks",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty for a risk that several projects share: it counts once.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risks",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk",
                        "verbose_name_plural": "risks",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_risk_code_once",
                                violation_error_message="This portfolio has a risk of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__gte", models.F("raised_on"))
                                ),
                                name="delivery_risk_dates_in_order",
                                violation_error_message="A risk cannot close before it was raised.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__isnull", True), ("status", "open")
                                    ),
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        ("status__in", ["occurred", "closed"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_risk_closed_on_a_day",
                                violation_error_message="A risk that is over has the day it closed, an open one has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("realised_amount__isnull", True),
                                    ("status", "occurred"),
                                    _connector="OR",
                                ),
                                name="delivery_risk_amount_only_when_it_happened",
                                violation_error_message="Only a risk that happened has come to an amount.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("response_cost__isnull", True),
                                        ("response_cost__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("realised_amount__isnull", True),
                                        ("realised_amount__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("avoided_loss__isnull", True),
                                        ("avoided_loss__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_risk_not_negative",
                                violation_error_message="Cost of the response, amount and avoided loss cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Issue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        (
                            "name",
                            models.CharField(max_length=250, verbose_name="title"),
                        ),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("critical", "Critical"),
                                    ("high", "High"),
                                    ("medium", "Medium"),
                                    ("low", "Low"),
                                ],
                                max_length=10,
                                verbose_name="severity",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person who settles it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "target_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Calendar days that were agreed for its severity.",
                                null=True,
                                verbose_name="days to settle it",
                            ),
                        ),
                        (
                            "resolved_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="resolved on"
                            ),
                        ),
                        (
                            "resolution",
                            models.TextField(blank=True, verbose_name="resolution"),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                blank=True,
                                help_text="The risk that came true, if one had been raised.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="delivery.risk",
                                verbose_name="risk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "issue",
                        "verbose_name_plural": "issues",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_issue_code_once",
                                violation_error_message="This portfolio has an issue of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resolved_on__gte", models.F("opened_on"))
                                ),
                                name="delivery_issue_dates_in_order",
                                violation_error_message="An issue cannot be resolved before it was opened.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRiskAssessment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("assessed_on", models.DateField(verbose_name="judged on")),
                        (
                            "probability",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="probability",
                            ),
                        ),
                        (
                            "impact_money",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in money",
                            ),
                        ),
                        (
                            "impact_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in days",
                            ),
                        ),
                        (
                            "residual_probability",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="probability after the response",
                            ),
                        ),
                        (
                            "residual_money",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in money after the response",
                            ),
                        ),
                        (
                            "residual_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in days after the response",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.risk",
                                verbose_name="risk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical risk assessment",
                        "verbose_name_plural": "historical risk assessments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIssue",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        (
                            "name",
                            models.CharField(max_length=250, verbose_name="title"),
                        ),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="description"),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("critical", "Critical"),
                                    ("high", "High"),
                                    ("medium", "Medium"),
                                    ("low", "Low"),
                                ],
                                max_length=10,
                                verbose_name="severity",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                help_text="The person who settles it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "target_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Calendar days that were agreed for its severity.",
                                null=True,
                                verbose_name="days to settle it",
                            ),
                        ),
                        (
                            "resolved_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="resolved on"
                            ),
                        ),
                        (
                            "resolution",
                            models.TextField(blank=True, verbose_name="resolution"),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The risk that came true, if one had been raised.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.risk",
                                verbose_name="risk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical issue",
                        "verbose_name_plural": "historical issues",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RiskAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("assessed_on", models.DateField(verbose_name="judged on")),
                        (
                            "probability",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="probability",
                            ),
                        ),
                        (
                            "impact_money",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in money",
                            ),
                        ),
                        (
                            "impact_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in days",
                            ),
                        ),
                        (
                            "residual_probability",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="probability after the response",
                            ),
                        ),
                        (
                            "residual_money",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in money after the response",
                            ),
                        ),
                        (
                            "residual_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in days after the response",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assessments",
                                to="delivery.risk",
                                verbose_name="risk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk assessment",
                        "verbose_name_plural": "risk assessments",
                        "ordering": ["risk", "-assessed_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("risk", "assessed_on"),
                                name="delivery_risk_assessment_once_a_day",
                                violation_error_message="This risk was judged on that day already. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("probability__isnull", True),
                                    models.Q(
                                        ("probability__gte", 0), ("probability__lte", 1)
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_risk_assessment_probability_is_a_share",
                                violation_error_message="A probability lies between 0 and 1 (100 per cent).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("residual_probability__isnull", True),
                                    models.Q(
                                        ("residual_probability__gte", 0),
                                        ("residual_probability__lte", 1),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_risk_assessment_residual_probability_is_a_share",
                                violation_error_message="After the response it lies between 0 and 1 (100 per cent) as well.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("impact_money__isnull", True),
                                        ("impact_money__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("impact_days__isnull", True),
                                        ("impact_days__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("residual_money__isnull", True),
                                        ("residual_money__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("residual_days__isnull", True),
                                        ("residual_days__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_risk_assessment_not_negative",
                                violation_error_message="An impact is never negative: an opportunity is one by its kind.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("probability__isnull", False),
                                    ("impact_money__isnull", False),
                                    ("impact_days__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_risk_assessment_says_something",
                                violation_error_message="Judge how likely it is, or what it would cost or delay.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="1 is the lowest, 5 the highest.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="step",
                            ),
                        ),
                        (
                            "probability_label",
                            models.CharField(
                                help_text="Such as “likely”.",
                                max_length=40,
                                verbose_name="word for the probability",
                            ),
                        ),
                        (
                            "probability",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="probability",
                            ),
                        ),
                        (
                            "impact_label",
                            models.CharField(
                                help_text="Such as “major”.",
                                max_length=40,
                                verbose_name="word for the impact",
                            ),
                        ),
                        (
                            "impact_money",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="In the currency of the portfolio.",
                                max_digits=18,
                                null=True,
                                verbose_name="impact in money",
                            ),
                        ),
                        (
                            "impact_days",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=18,
                                null=True,
                                verbose_name="impact in days",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="risk_levels",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of the risk scale",
                        "verbose_name_plural": "steps of the risk scale",
                        "ordering": ["portfolio", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "position"),
                                name="delivery_risk_level_once",
                                violation_error_message="The scale has that step already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("position__gte", 1), ("position__lte", 5)
                                ),
                                name="delivery_risk_level_in_five_steps",
                                violation_error_message="A scale has the steps 1 to 5.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("probability__gte", 0), ("probability__lte", 1)
                                ),
                                name="delivery_risk_level_probability_is_a_share",
                                violation_error_message="A probability lies between 0 and 1 (100 per cent).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("impact_money__isnull", True),
                                        ("impact_money__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("impact_days__isnull", True),
                                        ("impact_days__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_risk_level_not_negative",
                                violation_error_message="An impact is never negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScopeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="Of the requirement, or of the change request.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("baseline", "In the baseline"),
                                    ("added", "Added"),
                                    ("deleted", "Deleted"),
                                    ("modified", "Modified"),
                                ],
                                default="baseline",
                                help_text="A deletion is an entry of its own, of the size that goes.",
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "size",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="In points, items or value weights, the same over time.",
                                max_digits=18,
                                verbose_name="size",
                            ),
                        ),
                        (
                            "changed_on",
                            models.DateField(
                                help_text="The day it was agreed, or changed.",
                                verbose_name="dated",
                            ),
                        ),
                        (
                            "is_approved",
                            models.BooleanField(
                                default=False,
                                help_text="There is an approved change request. A baseline needs none.",
                                verbose_name="approved",
                            ),
                        ),
                        (
                            "accepted_on",
                            models.DateField(
                                blank=True,
                                help_text="The day the customer accepted what was delivered.",
                                null=True,
                                verbose_name="accepted on",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scope_items",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "scope item",
                        "verbose_name_plural": "scope items",
                        "ordering": ["project", "changed_on", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "code"),
                                name="delivery_scope_item_code_once",
                                violation_error_message="This project has a scope item of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 0)),
                                name="delivery_scope_item_size_not_negative",
                                violation_error_message="The size cannot be negative: scope that goes is deleted scope.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted_on__isnull", True),
                                    ("state__in", ["baseline", "added", "modified"]),
                                    _connector="OR",
                                ),
                                name="delivery_scope_item_deleted_is_never_accepted",
                                violation_error_message="Deleted scope cannot be accepted.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="What one gets, and who may ask.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="owner"
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Costs are expected from this month on.",
                                null=True,
                                verbose_name="offered since",
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retired on"
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "PMO service",
                        "verbose_name_plural": "PMO services",
                        "ordering": ["code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "code"),
                                name="delivery_service_code_once",
                                violation_error_message="This portfolio has a service of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retired_on__gte", models.F("starts_on"))
                                ),
                                name="delivery_service_dates_in_order",
                                violation_error_message="A service cannot retire before it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalServiceUse",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(blank=True, verbose_name="how it helped"),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.service",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical use of a service",
                        "verbose_name_plural": "historical uses of services",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalServiceCost",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff"),
                                    ("contractors", "Contractors"),
                                    ("tools", "Tools"),
                                    ("training", "Training"),
                                    ("overhead", "Share of premises and overhead"),
                                    ("others_time", "Time of others"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0)
                                ],
                                verbose_name="amount",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.service",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical cost of a service",
                        "verbose_name_plural": "historical costs of services",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAttribution",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "share",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of the benefit; the shares of all services are 100 % at most.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="share",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("comparison_group", "Comparison group"),
                                    ("trend", "Change of trend at the time"),
                                    ("owner_estimate", "Estimate of the owner"),
                                ],
                                max_length=20,
                                verbose_name="method",
                            ),
                        ),
                        (
                            "confidence",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="How sure one is of the share; without it nothing is attributed.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, verbose_name="what it rests on"
                            ),
                        ),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_change_reason",
                            models.CharField(max_length=100, null=True),
                        ),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.service",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical attribution",
                        "verbose_name_plural": "historical attributions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Attribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "share",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of the benefit; the shares of all services are 100 % at most.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="share",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("comparison_group", "Comparison group"),
                                    ("trend", "Change of trend at the time"),
                                    ("owner_estimate", "Estimate of the owner"),
                                ],
                                max_length=20,
                                verbose_name="method",
                            ),
                        ),
                        (
                            "confidence",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="How sure one is of the share; without it nothing is attributed.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, verbose_name="what it rests on"
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attributions",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attributions",
                                to="delivery.service",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attribution",
                        "verbose_name_plural": "attributions",
                        "ordering": ["benefit", "service"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "service"),
                                name="delivery_attribution_once",
                                violation_error_message="This service has a share in the benefit. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                                name="delivery_attribution_share_is_share",
                                violation_error_message="A share is more than 0 and at most 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confidence__gte", 0), ("confidence__lte", 1)
                                ),
                                name="delivery_attribution_confidence_is_share",
                                violation_error_message="Confidence lies between 0 and 1.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff"),
                                    ("contractors", "Contractors"),
                                    ("tools", "Tools"),
                                    ("training", "Training"),
                                    ("overhead", "Share of premises and overhead"),
                                    ("others_time", "Time of others"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0)
                                ],
                                verbose_name="amount",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="costs",
                                to="delivery.service",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cost of a service",
                        "verbose_name_plural": "costs of services",
                        "ordering": ["service", "month", "category"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "month", "category"),
                                name="delivery_service_cost_once_a_month",
                                violation_error_message="This service has such a cost for that month. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_service_cost_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)),
                                name="delivery_service_cost_not_negative",
                                violation_error_message="A cost cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(blank=True, verbose_name="how it helped"),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="service_uses",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="delivery.service",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "use of a service",
                        "verbose_name_plural": "uses of services",
                        "ordering": ["project", "service"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "service"),
                                name="delivery_service_use_once",
                                violation_error_message="This service is named already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusUpdate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "status_date",
                            models.DateField(
                                help_text="The day up to which the figures count.",
                                verbose_name="status date",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="Required when the rating is red.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "planned_value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Budget of the work planned up to the status date.",
                                max_digits=18,
                                null=True,
                                verbose_name="planned value (PV)",
                            ),
                        ),
                        (
                            "earned_value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Budget of the work done up to the status date.",
                                max_digits=18,
                                null=True,
                                verbose_name="earned value (EV)",
                            ),
                        ),
                        (
                            "actual_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Cost of the work done up to the status date.",
                                max_digits=18,
                                null=True,
                                verbose_name="actual cost (AC)",
                            ),
                        ),
                        (
                            "forecast_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="forecast start"
                            ),
                        ),
                        (
                            "forecast_finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="forecast finish"
                            ),
                        ),
                        (
                            "forecast_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Expected cost when done.",
                                max_digits=18,
                                null=True,
                                verbose_name="forecast cost",
                            ),
                        ),
                        (
                            "estimate_to_complete",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What the manager expects the rest to cost, counted from the bottom up.",
                                max_digits=18,
                                null=True,
                                verbose_name="estimate to complete (ETC)",
                            ),
                        ),
                        (
                            "in_year_budget",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="budget of this fiscal year",
                            ),
                        ),
                        (
                            "in_year_forecast",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="forecast of this fiscal year",
                            ),
                        ),
                        (
                            "whole_life_cost",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="From the first idea to the end of use.",
                                max_digits=18,
                                null=True,
                                verbose_name="whole-life cost",
                            ),
                        ),
                        (
                            "scope_approved",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="approved scope",
                            ),
                        ),
                        (
                            "scope_accepted",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="accepted scope",
                            ),
                        ),
                        (
                            "not_given",
                            models.JSONField(
                                blank=True, default=dict, verbose_name="not given"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="status_updates",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="status_updates",
                                to="delivery.ratinglevel",
                                verbose_name="overall rating",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "status update",
                        "verbose_name_plural": "status updates",
                        "ordering": ["project", "-status_date"],
                        "indexes": [
                            models.Index(
                                fields=["status_date"],
                                name="delivery_st_status__b68c4e_idx",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "status_date"),
                                name="delivery_status_update_once_a_day",
                                violation_error_message="This project has a status update for that day. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("forecast_finish__gte", models.F("forecast_start"))
                                ),
                                name="delivery_status_update_forecast_in_order",
                                violation_error_message="The forecast finish cannot be before the forecast start.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("planned_value__isnull", True),
                                        ("planned_value__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("earned_value__isnull", True),
                                        ("earned_value__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("forecast_cost__isnull", True),
                                        ("forecast_cost__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("estimate_to_complete__isnull", True),
                                        ("estimate_to_complete__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("in_year_budget__isnull", True),
                                        ("in_year_budget__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("whole_life_cost__isnull", True),
                                        ("whole_life_cost__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("scope_approved__isnull", True),
                                        ("scope_approved__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("scope_accepted__isnull", True),
                                        ("scope_accepted__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="delivery_status_update_not_negative",
                                violation_error_message="Planned and earned value, forecast cost, estimate to complete, budget, whole-life cost and scope cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="As in the schedule that the work package comes from.",
                                max_length=60,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "baseline_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned start"
                            ),
                        ),
                        (
                            "baseline_finish",
                            models.DateField(
                                blank=True, null=True, verbose_name="planned finish"
                            ),
                        ),
                        (
                            "actual_start",
                            models.DateField(
                                blank=True, null=True, verbose_name="actual start"
                            ),
                        ),
                        (
                            "actual_finish",
                            models.DateField(
                                blank=True,
                                help_text="The day on which the result was accepted.",
                                null=True,
                                verbose_name="actual finish",
                            ),
                        ),
                        (
                            "budget",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Its part of the budget at completion.",
                                max_digits=18,
                                null=True,
                                verbose_name="budget",
                            ),
                        ),
                        (
                            "progress_method",
                            models.CharField(
                                choices=[
                                    ("0/100", "0/100: done when finished"),
                                    (
                                        "50/50",
                                        "50/50: half when begun, all when finished",
                                    ),
                                    ("milestones", "Weight of milestones reached"),
                                    ("units", "Units made"),
                                    (
                                        "percent",
                                        "Percent told; counts up to 80 % until finished",
                                    ),
                                ],
                                default="percent",
                                help_text="How its progress is told.",
                                max_length=10,
                                verbose_name="measured by",
                            ),
                        ),
                        (
                            "percent_complete",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="complete",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "work package",
                        "verbose_name_plural": "work packages",
                        "ordering": ["project", "baseline_start", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "code"),
                                name="delivery_task_code_once",
                                violation_error_message="This project has a work package of that code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("baseline_finish__gte", models.F("baseline_start"))
                                ),
                                name="delivery_task_plan_in_order",
                                violation_error_message="The planned finish cannot be before the planned start.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("actual_finish__gte", models.F("actual_start"))
                                ),
                                name="delivery_task_work_in_order",
                                violation_error_message="A work package cannot finish before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("budget__isnull", True),
                                    ("budget__gte", 0),
                                    _connector="OR",
                                ),
                                name="delivery_task_budget_not_negative",
                                violation_error_message="The budget cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent_complete__isnull", True),
                                    models.Q(
                                        ("percent_complete__gte", 0),
                                        ("percent_complete__lte", 1),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_task_complete_is_a_share",
                                violation_error_message="Progress lies between none and all of the work.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unsubscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("week", "Weekly"),
                                    ("month", "Monthly"),
                                    ("quarter", "Quarterly"),
                                    ("year", "Yearly"),
                                ],
                                max_length=10,
                                verbose_name="rhythm",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unsubscriptions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "unsubscription",
                        "verbose_name_plural": "unsubscriptions",
                        "ordering": ["user", "cadence"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "cadence"),
                                name="delivery_unsubscription_once",
                                violation_error_message="These reminders are off already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="Its first day.", verbose_name="month"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("forecast", "Forecast"),
                                    ("claimed", "Claimed"),
                                    ("validated", "Validated by finance"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4, max_digits=18, verbose_name="amount"
                            ),
                        ),
                        (
                            "is_draft",
                            models.BooleanField(
                                default=False,
                                help_text="A claim that is not put forward yet: it counts nowhere.",
                                verbose_name="draft",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "evidence",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="evidence"
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "benefit entry",
                        "verbose_name_plural": "benefit entries",
                        "ordering": ["benefit", "month", "kind"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "month", "kind"),
                                name="delivery_benefit_entry_once_a_month",
                                violation_error_message="This benefit has such an amount for that month. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="delivery_benefit_entry_month_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_draft", False),
                                    ("kind", "claimed"),
                                    _connector="OR",
                                ),
                                name="delivery_benefit_entry_only_claims_are_drafts",
                                violation_error_message="Only a claim can be a draft.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitLeak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("delay", "Delay"),
                                    ("scope_cut", "Scope cut"),
                                    ("low_adoption", "Low adoption"),
                                    ("over_estimate", "Over-estimate"),
                                    ("erosion", "Erosion"),
                                ],
                                max_length=20,
                                verbose_name="cause",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of the whole promise, over the life of the benefit.",
                                max_digits=18,
                                verbose_name="amount",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leaks",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "leak of a benefit",
                        "verbose_name_plural": "leaks of benefits",
                        "ordering": ["benefit", "cause"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "cause"),
                                name="delivery_benefit_leak_cause_once",
                                violation_error_message="This cause is recorded. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="delivery_benefit_leak_amount_positive",
                                violation_error_message="What leaked away is more than nothing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="month")),
                        ("number", models.PositiveIntegerField(verbose_name="version")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("accepted_in_part", "Accepted in part"),
                                    ("rejected", "Rejected"),
                                    ("amended", "Amended"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=20,
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "claimed",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="claimed",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="validated amount",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "claim_version",
                            models.PositiveBigIntegerField(default=0, editable=False),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                verbose_name="decided at",
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision on a claim",
                        "verbose_name_plural": "decisions on claims",
                        "ordering": ["benefit", "month", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "month", "number"),
                                name="delivery_claim_decision_number_once",
                                violation_error_message="Somebody decided on this month meanwhile.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount", None),
                                        ("verdict__in", ["rejected", "withdrawn"]),
                                    ),
                                    models.Q(
                                        ("amount__isnull", False),
                                        (
                                            "verdict__in",
                                            ["accepted", "accepted_in_part", "amended"],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_claim_decision_amount_by_verdict",
                                violation_error_message="What is accepted has an amount; what is rejected has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "accepted"),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_claim_decision_has_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Annotation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "on",
                            models.DateField(
                                help_text="When it happened.", verbose_name="day"
                            ),
                        ),
                        (
                            "text",
                            models.CharField(
                                max_length=300, verbose_name="what happened"
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="annotations",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "annotation",
                        "verbose_name_plural": "annotations",
                        "ordering": ["kpi", "on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kpi", "on", "text"),
                                name="delivery_annotation_once",
                                violation_error_message="That is noted for this day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="delivery_annotation_says_something",
                                violation_error_message="Say what happened.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KpiMeasurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(verbose_name="period starts"),
                        ),
                        ("period_end", models.DateField(verbose_name="period ends")),
                        (
                            "value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="value",
                            ),
                        ),
                        (
                            "numerator",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="numerator",
                            ),
                        ),
                        (
                            "denominator",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="denominator",
                            ),
                        ),
                        (
                            "not_applicable",
                            models.BooleanField(
                                default=False, verbose_name="not applicable"
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="The reason, when it is not applicable.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="source"
                            ),
                        ),
                        (
                            "evidence",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="evidence"
                            ),
                        ),
                        (
                            "approval",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("approved", "Approved"),
                                    ("sent_back", "Sent back"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="approval",
                            ),
                        ),
                        (
                            "decision_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="comment"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measurements",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measurement",
                        "verbose_name_plural": "measurements",
                        "ordering": ["kpi", "-period_start"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kpi", "period_start"),
                                name="delivery_kpi_measurement_once_a_period",
                                violation_error_message="This KPI has a value for that period. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_end__gte", models.F("period_start"))
                                ),
                                name="delivery_kpi_measurement_period_in_order",
                                violation_error_message="The period ends before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("not_applicable", False),
                                        ("value__isnull", False),
                                    ),
                                    models.Q(
                                        ("not_applicable", True),
                                        ("value__isnull", True),
                                        models.Q(("note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_kpi_measurement_value_or_reason",
                                violation_error_message="Enter a value, or say that it is not applicable and why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by_id__isnull", True),
                                    ("recorded_by_id__isnull", True),
                                    models.Q(
                                        ("decided_by_id", models.F("recorded_by_id")),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_kpi_measurement_not_decided_by_its_author",
                                violation_error_message="Nobody decides on an own value.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approval", "sent_back"), _negated=True),
                                    models.Q(("decision_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_kpi_measurement_sent_back_with_comment",
                                violation_error_message="Say what should be looked at again.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KpiTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        (
                            "target",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Where the KPI should get to: scores 100.",
                                max_digits=18,
                                null=True,
                                verbose_name="target",
                            ),
                        ),
                        (
                            "green_limit",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="From here on the KPI is on track: scores 80.",
                                max_digits=18,
                                null=True,
                                verbose_name="green limit",
                            ),
                        ),
                        (
                            "red_limit",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Beyond it the KPI is off track: scores 50.",
                                max_digits=18,
                                null=True,
                                verbose_name="red limit",
                            ),
                        ),
                        (
                            "worst",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Scores 0.",
                                max_digits=18,
                                null=True,
                                verbose_name="worst acceptable",
                            ),
                        ),
                        (
                            "low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="For a KPI within a range.",
                                max_digits=18,
                                null=True,
                                verbose_name="lower end",
                            ),
                        ),
                        (
                            "high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="For a KPI within a range.",
                                max_digits=18,
                                null=True,
                                verbose_name="upper end",
                            ),
                        ),
                        (
                            "fail_distance",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="How far outside the range the KPI has failed.",
                                max_digits=18,
                                null=True,
                                verbose_name="fail distance",
                            ),
                        ),
                        (
                            "bands",
                            models.JSONField(
                                blank=True, default=list, verbose_name="bands"
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="delivery.kpi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "target",
                        "verbose_name_plural": "targets",
                        "ordering": ["kpi", "-valid_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kpi", "valid_from"),
                                name="delivery_kpi_target_once_a_day",
                                violation_error_message="This KPI has a target from that day on. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("high__gte", models.F("low"))),
                                name="delivery_kpi_target_range_in_order",
                                violation_error_message="The upper end is below the lower end.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target__isnull", False),
                                    ("low__isnull", False),
                                    ("high__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivery_kpi_target_says_something",
                                violation_error_message="Enter a target, or the ends of a range.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LimitDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("lock", "Lock the limits as they are"),
                                    ("new_limits", "New limits after a shift"),
                                ],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(
                                help_text="New limits begin with it; locked limits rest on the values up to it.",
                                verbose_name="period",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                help_text="What caused the shift, or why so few values suffice.",
                                verbose_name="why",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                auto_now_add=True, verbose_name="decided"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="limit_decisions",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision about limits",
                        "verbose_name_plural": "decisions about limits",
                        "ordering": ["kpi", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kpi", "step", "period_start"),
                                name="delivery_limit_decision_once_a_period",
                                violation_error_message="That has been decided already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="delivery_limit_decision_says_why",
                                violation_error_message="Say why: the cause of the shift.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        # The way back leaves the scale: portfolios may be rated by it.
        migrations.RunPython(add_scale, migrations.RunPython.noop),
    ]
