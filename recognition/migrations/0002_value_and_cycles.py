from decimal import Decimal
from typing import Any

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.links
import pmo_value.fields
from pmo_value.migrating import CreateModels, RunOnTables

EVENTS = "recognition_ledgerevent"
# A table that SQLite rebuilds loses its triggers: a later migration that changes this
# one has to make them anew.
GUARDS = {
    "sqlite": [
        f"""
        CREATE TRIGGER {EVENTS}_no_{deed.lower()} BEFORE {deed} ON {EVENTS}
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """
        for deed in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""
        CREATE FUNCTION {EVENTS}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the ledger is only ever added to'; END $$
        """,
        f"""
        CREATE TRIGGER {EVENTS}_append_only BEFORE UPDATE OR DELETE ON {EVENTS}
        FOR EACH ROW EXECUTE FUNCTION {EVENTS}_refuse()
        """,
    ],
}
RELEASES = {
    "sqlite": [f"DROP TRIGGER {EVENTS}_no_{deed}" for deed in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER {EVENTS}_append_only ON {EVENTS}",
        f"DROP FUNCTION {EVENTS}_refuse()",
    ],
}


def guard(apps: Any, schema_editor: Any) -> None:
    """Let the database itself refuse to change or delete an event."""
    for statement in GUARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    for statement in RELEASES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mail_links"),
        ("accounts", "__first__"),
        ("delivery", "0019_import_kind_of_assumptions"),
        ("recognition", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="LedgerHead",
                    fields=[
                        (
                            "portfolio",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="ledger_head",
                                serialize=False,
                                to="delivery.portfolio",
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField(default=0)),
                        ("hash", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "verbose_name": "end of a ledger",
                        "verbose_name_plural": "ends of ledgers",
                    },
                ),
                migrations.CreateModel(
                    name="Assumption",
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
                                help_text="For example “Standard cost of an hour in billing”.",
                                max_length=200,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "value",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=6, max_digits=18, verbose_name="value"
                            ),
                        ),
                        (
                            "low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="at the least",
                            ),
                        ),
                        (
                            "high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="A range lets a forecast be told; without one it cannot.",
                                max_digits=18,
                                null=True,
                                verbose_name="at the most",
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
                                ],
                                default="money",
                                max_length=10,
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
                            "unit_label",
                            models.CharField(
                                blank=True,
                                help_text="For example “per hour” or “cases”.",
                                max_length=40,
                                verbose_name="unit in words",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                help_text="The person who answers for it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="Where it was read: a pay scale, a contract, a study.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                help_text="The day for which the source gives it.",
                                verbose_name="dated on",
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: twelve months from its date.",
                                verbose_name="holds until",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "approved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="approved"
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="retired on"
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approved by",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                help_text="It holds here and in all portfolios below.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assumptions",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assumption",
                        "verbose_name_plural": "assumptions",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "name"),
                                name="recognition_assumption_name_once",
                                violation_error_message="This portfolio has an assumption of that name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unit", "money"), _negated=True),
                                    models.Q(("currency", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_assumption_money_has_currency",
                                violation_error_message="Money needs its currency.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("high", None), ("low", None)),
                                    models.Q(
                                        ("high__isnull", False), ("low__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_assumption_has_both_ends",
                                violation_error_message="Give both ends of the range, or none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("low", None),
                                    models.Q(
                                        ("high__gte", models.F("value")),
                                        ("low__lte", models.F("value")),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_assumption_lies_in_its_range",
                                violation_error_message="The value lies between the two ends.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on__gt", models.F("dated_on"))
                                ),
                                name="recognition_assumption_expires_after_its_date",
                                violation_error_message="It cannot expire before its date.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", None),
                                    ("proposed_by", None),
                                    models.Q(
                                        ("approved_by", models.F("proposed_by")),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_assumption_approved_by_another",
                                violation_error_message="Nobody approves an own proposal.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitRange",
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
                            "low_share",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of what is forecast: 60 % if four tenths may be missing.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="at least",
                            ),
                        ),
                        (
                            "high_share",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of what is forecast: 120 % if it may be a fifth more.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="at most",
                            ),
                        ),
                        (
                            "probability",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default=Decimal(1),
                                help_text="100 % if only the amount is open. It takes the place of the confidence in the shares of services: doubt is counted once.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="how likely it comes about",
                            ),
                        ),
                        (
                            "basis",
                            models.TextField(
                                blank=True,
                                help_text="Who gave the ends, and what they have seen.",
                                verbose_name="what it rests on",
                            ),
                        ),
                        (
                            "benefit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="range",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "range of a benefit",
                        "verbose_name_plural": "ranges of benefits",
                        "ordering": ["benefit"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("low_share__gte", 0), ("low_share__lte", 1)
                                ),
                                name="recognition_benefit_range_low_is_share",
                                violation_error_message="The lower end is a share of the forecast: none of it to all of it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("high_share__gte", 1)),
                                name="recognition_benefit_range_high_is_beyond",
                                violation_error_message="The upper end is the whole forecast or more.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("probability__gte", 0), ("probability__lte", 1)
                                ),
                                name="recognition_benefit_range_probability_is_share",
                                violation_error_message="A probability lies between none and all.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseTerms",
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
                            "discount_rate",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="What money loses of its worth in a year.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="discount rate",
                            ),
                        ),
                        (
                            "is_real",
                            models.BooleanField(
                                default=False,
                                help_text="A real rate. Amounts are at the prices of each month.",
                                verbose_name="the rate is without inflation",
                            ),
                        ),
                        (
                            "inflation",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Needed for a real rate. Enter 0 if none is to be reckoned with.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="inflation",
                            ),
                        ),
                        (
                            "rate_source",
                            models.CharField(
                                blank=True,
                                help_text="The guidance or the decision that it rests on.",
                                max_length=200,
                                verbose_name="where the rate is from",
                            ),
                        ),
                        (
                            "hurdle",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What an investment must earn a year, with inflation.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="hurdle",
                            ),
                        ),
                        (
                            "finance_rate",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What borrowed money costs a year, with inflation.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="finance rate",
                            ),
                        ),
                        (
                            "reinvest_rate",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What gains earn elsewhere in a year, with inflation.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="reinvestment rate",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Its first month. If empty, the first month with a cost.",
                                null=True,
                                verbose_name="the case starts in",
                            ),
                        ),
                        (
                            "years",
                            models.PositiveSmallIntegerField(
                                help_text="How many years the case covers, from its first month on.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="years",
                            ),
                        ),
                        (
                            "rate_low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="For what the value depends on.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="rate, at least",
                            ),
                        ),
                        (
                            "rate_high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="rate, at most",
                            ),
                        ),
                        (
                            "cost_low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Of what is reckoned with: 90 % if they may be a tenth lower.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="costs, at least",
                            ),
                        ),
                        (
                            "cost_high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="costs, at most",
                            ),
                        ),
                        (
                            "correlation",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default=Decimal(0),
                                help_text="0 if one tells nothing about another, 99 % at the most.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(
                                        Decimal("0.99")
                                    ),
                                ],
                                verbose_name="how far benefits move together",
                            ),
                        ),
                        (
                            "shape",
                            models.CharField(
                                choices=[
                                    ("triangular", "Triangular: straight to the ends"),
                                    ("pert", "PERT: near the best estimate"),
                                ],
                                default="triangular",
                                max_length=12,
                                verbose_name="shape between the ends",
                            ),
                        ),
                        (
                            "seed",
                            models.PositiveIntegerField(
                                default=1,
                                help_text="The same seed draws the same ten thousand outcomes again.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(
                                        2147483647
                                    ),
                                ],
                                verbose_name="seed",
                            ),
                        ),
                        (
                            "portfolio",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case_terms",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "terms of the return",
                        "verbose_name_plural": "terms of returns",
                        "ordering": ["portfolio"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_real", False),
                                    ("inflation__isnull", False),
                                    _connector="OR",
                                ),
                                name="recognition_case_terms_real_rate_has_inflation",
                                violation_error_message="A rate without inflation needs the inflation beside it: amounts are at the prices of each month.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("starts_on__day", 1),
                                    _connector="OR",
                                ),
                                name="recognition_case_terms_start_is_first_day",
                                violation_error_message="Give the month by its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rate_high", None), ("rate_low", None)),
                                    models.Q(
                                        ("rate_high__gte", models.F("discount_rate")),
                                        ("rate_high__isnull", False),
                                        ("rate_low__isnull", False),
                                        ("rate_low__lte", models.F("discount_rate")),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_case_terms_rate_ends_in_order",
                                violation_error_message="Give both ends of the rate, or none; the rate lies between them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cost_high", None), ("cost_low", None)),
                                    models.Q(
                                        ("cost_high__isnull", False),
                                        ("cost_low__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_case_terms_cost_ends_together",
                                violation_error_message="Give both ends of the costs, or none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CycleClosing",
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
                            "period_key",
                            models.CharField(max_length=10, verbose_name="period"),
                        ),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="digest"),
                        ),
                        ("measures", models.JSONField(default=dict)),
                        ("closed_at", models.DateTimeField(verbose_name="closed")),
                        (
                            "reopened_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="opened again"
                            ),
                        ),
                        (
                            "reopen_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="why"
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closings",
                                to="delivery.cycle",
                                verbose_name="cycle",
                            ),
                        ),
                        (
                            "opened",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opened_by",
                                to="delivery.cycle",
                                verbose_name="next cycle",
                            ),
                        ),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened again by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "closing of a cycle",
                        "verbose_name_plural": "closings of cycles",
                        "ordering": ["cycle", "-closed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_at__isnull", True)),
                                fields=("cycle",),
                                name="recognition_cycle_closed_once",
                                violation_error_message="This cycle is closed already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reopen_reason", ""),
                                        ("reopened_at__isnull", True),
                                        ("reopened_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("reopened_at__isnull", False),
                                        ("reopened_by__isnull", False),
                                        models.Q(("reopen_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_cycle_reopened_says_who_and_why",
                                violation_error_message="Say why the cycle is opened again.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CycleLesson",
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
                            "text",
                            models.CharField(
                                help_text="What the cycle taught, in a sentence.",
                                max_length=300,
                                verbose_name="lesson",
                            ),
                        ),
                        (
                            "deed",
                            models.TextField(
                                help_text="What is done differently in the next cycle because of it.",
                                verbose_name="what to do",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lessons",
                                to="delivery.cycle",
                                verbose_name="cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lesson learned",
                        "verbose_name_plural": "lessons learned",
                        "ordering": ["cycle", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CyclePromise",
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
                            "text",
                            models.CharField(
                                help_text="What the business is promised, in words that it would use itself.",
                                max_length=300,
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="The name of the new KPI.",
                                max_length=300,
                                verbose_name="what is measured",
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
                                default="delivery",
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
                                ],
                                default="increase",
                                max_length=10,
                                verbose_name="direction",
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
                            "baseline",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="The value today; empty when not known.",
                                max_digits=18,
                                null=True,
                                verbose_name="baseline",
                            ),
                        ),
                        (
                            "target",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Where it should get to.",
                                max_digits=18,
                                null=True,
                                verbose_name="target",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: by the end of the next cycle.",
                                null=True,
                                verbose_name="due on",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="promises",
                                to="delivery.cycle",
                                verbose_name="cycle",
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                help_text="Leave it empty to describe a new one below.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cycle_promises",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "promise",
                        "verbose_name_plural": "promises",
                        "ordering": ["cycle", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kpi__isnull", False),
                                    models.Q(("name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_promise_is_measured",
                                violation_error_message="Choose a KPI, or say what is measured.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("target__isnull", False)),
                                name="recognition_promise_has_a_target",
                                violation_error_message="Say where it should get to.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unit", "money"), _negated=True),
                                    models.Q(("currency", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_promise_in_money_has_currency",
                                violation_error_message="A promise in money needs its currency.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAssumption",
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
                                help_text="For example “Standard cost of an hour in billing”.",
                                max_length=200,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "value",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=6, max_digits=18, verbose_name="value"
                            ),
                        ),
                        (
                            "low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="at the least",
                            ),
                        ),
                        (
                            "high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="A range lets a forecast be told; without one it cannot.",
                                max_digits=18,
                                null=True,
                                verbose_name="at the most",
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
                                ],
                                default="money",
                                max_length=10,
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
                            "unit_label",
                            models.CharField(
                                blank=True,
                                help_text="For example “per hour” or “cases”.",
                                max_length=40,
                                verbose_name="unit in words",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                help_text="The person who answers for it.",
                                max_length=150,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="Where it was read: a pay scale, a contract, a study.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                help_text="The day for which the source gives it.",
                                verbose_name="dated on",
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: twelve months from its date.",
                                verbose_name="holds until",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "approved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="approved"
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
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approved by",
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
                                help_text="It holds here and in all portfolios below.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "proposed_by",
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
                        "verbose_name": "historical assumption",
                        "verbose_name_plural": "historical assumptions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBenefitRange",
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
                            "low_share",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of what is forecast: 60 % if four tenths may be missing.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="at least",
                            ),
                        ),
                        (
                            "high_share",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="Of what is forecast: 120 % if it may be a fifth more.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="at most",
                            ),
                        ),
                        (
                            "probability",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default=Decimal(1),
                                help_text="100 % if only the amount is open. It takes the place of the confidence in the shares of services: doubt is counted once.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="how likely it comes about",
                            ),
                        ),
                        (
                            "basis",
                            models.TextField(
                                blank=True,
                                help_text="Who gave the ends, and what they have seen.",
                                verbose_name="what it rests on",
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
                    ],
                    options={
                        "verbose_name": "historical range of a benefit",
                        "verbose_name_plural": "historical ranges of benefits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseTerms",
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
                            "discount_rate",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="What money loses of its worth in a year.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="discount rate",
                            ),
                        ),
                        (
                            "is_real",
                            models.BooleanField(
                                default=False,
                                help_text="A real rate. Amounts are at the prices of each month.",
                                verbose_name="the rate is without inflation",
                            ),
                        ),
                        (
                            "inflation",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Needed for a real rate. Enter 0 if none is to be reckoned with.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="inflation",
                            ),
                        ),
                        (
                            "rate_source",
                            models.CharField(
                                blank=True,
                                help_text="The guidance or the decision that it rests on.",
                                max_length=200,
                                verbose_name="where the rate is from",
                            ),
                        ),
                        (
                            "hurdle",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What an investment must earn a year, with inflation.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="hurdle",
                            ),
                        ),
                        (
                            "finance_rate",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What borrowed money costs a year, with inflation.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="finance rate",
                            ),
                        ),
                        (
                            "reinvest_rate",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="What gains earn elsewhere in a year, with inflation.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="reinvestment rate",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                blank=True,
                                help_text="Its first month. If empty, the first month with a cost.",
                                null=True,
                                verbose_name="the case starts in",
                            ),
                        ),
                        (
                            "years",
                            models.PositiveSmallIntegerField(
                                help_text="How many years the case covers, from its first month on.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="years",
                            ),
                        ),
                        (
                            "rate_low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="For what the value depends on.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="rate, at least",
                            ),
                        ),
                        (
                            "rate_high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="rate, at most",
                            ),
                        ),
                        (
                            "cost_low",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Of what is reckoned with: 90 % if they may be a tenth lower.",
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="costs, at least",
                            ),
                        ),
                        (
                            "cost_high",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="costs, at most",
                            ),
                        ),
                        (
                            "correlation",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                default=Decimal(0),
                                help_text="0 if one tells nothing about another, 99 % at the most.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(
                                        Decimal("0.99")
                                    ),
                                ],
                                verbose_name="how far benefits move together",
                            ),
                        ),
                        (
                            "shape",
                            models.CharField(
                                choices=[
                                    ("triangular", "Triangular: straight to the ends"),
                                    ("pert", "PERT: near the best estimate"),
                                ],
                                default="triangular",
                                max_length=12,
                                verbose_name="shape between the ends",
                            ),
                        ),
                        (
                            "seed",
                            models.PositiveIntegerField(
                                default=1,
                                help_text="The same seed draws the same ten thousand outcomes again.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(
                                        2147483647
                                    ),
                                ],
                                verbose_name="seed",
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
                        "verbose_name": "historical terms of the return",
                        "verbose_name_plural": "historical terms of returns",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCycleClosing",
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
                            "period_key",
                            models.CharField(max_length=10, verbose_name="period"),
                        ),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="digest"),
                        ),
                        ("measures", models.JSONField(default=dict)),
                        ("closed_at", models.DateTimeField(verbose_name="closed")),
                        (
                            "reopened_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="opened again"
                            ),
                        ),
                        (
                            "reopen_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="why"
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.cycle",
                                verbose_name="cycle",
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
                            "opened",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.cycle",
                                verbose_name="next cycle",
                            ),
                        ),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened again by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical closing of a cycle",
                        "verbose_name_plural": "historical closings of cycles",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCycleLesson",
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
                            "text",
                            models.CharField(
                                help_text="What the cycle taught, in a sentence.",
                                max_length=300,
                                verbose_name="lesson",
                            ),
                        ),
                        (
                            "deed",
                            models.TextField(
                                help_text="What is done differently in the next cycle because of it.",
                                verbose_name="what to do",
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
                            "cycle",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.cycle",
                                verbose_name="cycle",
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
                        "verbose_name": "historical lesson learned",
                        "verbose_name_plural": "historical lessons learned",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCyclePromise",
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
                            "text",
                            models.CharField(
                                help_text="What the business is promised, in words that it would use itself.",
                                max_length=300,
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="The name of the new KPI.",
                                max_length=300,
                                verbose_name="what is measured",
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
                                default="delivery",
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
                                ],
                                default="increase",
                                max_length=10,
                                verbose_name="direction",
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
                            "baseline",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="The value today; empty when not known.",
                                max_digits=18,
                                null=True,
                                verbose_name="baseline",
                            ),
                        ),
                        (
                            "target",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Where it should get to.",
                                max_digits=18,
                                null=True,
                                verbose_name="target",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: by the end of the next cycle.",
                                null=True,
                                verbose_name="due on",
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
                            "cycle",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.cycle",
                                verbose_name="cycle",
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
                                help_text="Leave it empty to describe a new one below.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical promise",
                        "verbose_name_plural": "historical promises",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalServiceAgreement",
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
                            "due_on",
                            models.DateField(
                                help_text="The day on which it ends.",
                                verbose_name="up for renewal on",
                            ),
                        ),
                        (
                            "renewed",
                            models.BooleanField(
                                blank=True,
                                help_text="Unknown until it is decided.",
                                null=True,
                                verbose_name="renewed",
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="decided on"
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
                            "service",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.service",
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.stakeholder",
                                verbose_name="with whom",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical service agreement",
                        "verbose_name_plural": "historical service agreements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalServiceRequest",
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
                            "title",
                            models.CharField(
                                help_text="In one line.",
                                max_length=250,
                                verbose_name="what is asked for",
                            ),
                        ),
                        ("requested_on", models.DateField(verbose_name="asked on")),
                        (
                            "is_mandated",
                            models.BooleanField(
                                blank=True,
                                help_text="Whether a rule obliged them to; unknown if nobody said.",
                                null=True,
                                verbose_name="had to ask",
                            ),
                        ),
                        (
                            "agreed_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Calendar days until there is an answer.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(3650),
                                ],
                                verbose_name="days agreed",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("done", "Done"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "answered_on",
                            models.DateField(
                                blank=True,
                                help_text="When it was accepted or declined.",
                                null=True,
                                verbose_name="answered on",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True,
                                help_text="In words that the person could read.",
                                verbose_name="why it was declined",
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
                            "service",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.service",
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.stakeholder",
                                verbose_name="who asks",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical request for a service",
                        "verbose_name_plural": "historical requests for services",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalStepLabel",
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
                        ("step", models.PositiveSmallIntegerField(verbose_name="step")),
                        ("label", models.CharField(max_length=60, verbose_name="name")),
                        (
                            "description",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="what it is about",
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
                        "verbose_name": "historical step of the flywheel",
                        "verbose_name_plural": "historical steps of the flywheel",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalValueTranslation",
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
                                help_text="What improved, as it stands in the sentence.",
                                max_length=150,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "formula",
                            models.CharField(
                                choices=[
                                    ("price_cut", "Cashable saving"),
                                    ("cost_avoidance", "Cost avoidance"),
                                    ("hours_freed", "Hours freed"),
                                    ("capacity_released", "Capacity released"),
                                    ("time_to_market", "Faster time to market"),
                                    ("revenue_forward", "Revenue brought forward"),
                                    ("rework_avoided", "Rework avoided"),
                                    ("penalty_avoided", "Penalty avoided"),
                                    ("risk_removed", "Risk exposure removed"),
                                    ("tools_retired", "Tools retired"),
                                    ("downtime_avoided", "Downtime avoided"),
                                    ("decision_lead_time", "Decision lead time"),
                                    ("onboarding", "Faster onboarding"),
                                    ("working_capital", "Interest on working capital"),
                                ],
                                max_length=30,
                                verbose_name="formula",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="A month as 2026-09, a quarter as 2026-Q3, a year as FY2026.",
                                max_length=8,
                                verbose_name="period",
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
                            "attribution",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="How much of it comes from this change and nothing else. The share of the PMO is entered with the benefit.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="attribution",
                            ),
                        ),
                        (
                            "attribution_method",
                            models.CharField(
                                choices=[
                                    (
                                        "comparison_group",
                                        "Comparison with a group without it",
                                    ),
                                    ("trend", "Break in the trend"),
                                    ("owner_estimate", "Estimate of its owner"),
                                ],
                                max_length=20,
                                verbose_name="how one knows",
                            ),
                        ),
                        (
                            "confidence",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="How sure whoever estimated the attribution is.",
                                max_digits=18,
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
                                blank=True,
                                help_text="What a reader should know of the method.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "wording",
                            models.TextField(blank=True, verbose_name="wording"),
                        ),
                        (
                            "claimed_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="put forward",
                            ),
                        ),
                        (
                            "claimed_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
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
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="delivery.benefitentry",
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
                                help_text="The project that brought it about.",
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
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "written_by",
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
                        "verbose_name": "historical translation",
                        "verbose_name_plural": "historical translations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ServiceAgreement",
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
                            "due_on",
                            models.DateField(
                                help_text="The day on which it ends.",
                                verbose_name="up for renewal on",
                            ),
                        ),
                        (
                            "renewed",
                            models.BooleanField(
                                blank=True,
                                help_text="Unknown until it is decided.",
                                null=True,
                                verbose_name="renewed",
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="decided on"
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="delivery.service",
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_agreements",
                                to="recognition.stakeholder",
                                verbose_name="with whom",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "service agreement",
                        "verbose_name_plural": "service agreements",
                        "ordering": ["-due_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "stakeholder", "due_on"),
                                name="recognition_service_agreement_once",
                                violation_error_message="This agreement is on record for that day. Correct that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_on", None), ("renewed", None)),
                                    models.Q(
                                        ("decided_on__isnull", False),
                                        ("renewed__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_service_agreement_decision_has_day",
                                violation_error_message="Say whether it was renewed and on which day, or neither.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceRequest",
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
                            "title",
                            models.CharField(
                                help_text="In one line.",
                                max_length=250,
                                verbose_name="what is asked for",
                            ),
                        ),
                        ("requested_on", models.DateField(verbose_name="asked on")),
                        (
                            "is_mandated",
                            models.BooleanField(
                                blank=True,
                                help_text="Whether a rule obliged them to; unknown if nobody said.",
                                null=True,
                                verbose_name="had to ask",
                            ),
                        ),
                        (
                            "agreed_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Calendar days until there is an answer.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(3650),
                                ],
                                verbose_name="days agreed",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("done", "Done"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "answered_on",
                            models.DateField(
                                blank=True,
                                help_text="When it was accepted or declined.",
                                null=True,
                                verbose_name="answered on",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True,
                                help_text="In words that the person could read.",
                                verbose_name="why it was declined",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="delivery.service",
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_requests",
                                to="recognition.stakeholder",
                                verbose_name="who asks",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for a service",
                        "verbose_name_plural": "requests for services",
                        "ordering": ["-requested_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on", None),
                                    ("answered_on__gte", models.F("requested_on")),
                                    _connector="OR",
                                ),
                                name="recognition_service_request_dates_in_order",
                                violation_error_message="The answer cannot come before the request.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("answered_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_service_request_answer_has_day",
                                violation_error_message="Give the day of the answer; an open request has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_service_request_declined_says_why",
                                violation_error_message="Say why it was declined.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StepLabel",
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
                        ("step", models.PositiveSmallIntegerField(verbose_name="step")),
                        ("label", models.CharField(max_length=60, verbose_name="name")),
                        (
                            "description",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="what it is about",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="step_labels",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of the flywheel",
                        "verbose_name_plural": "steps of the flywheel",
                        "ordering": ["portfolio", "step"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "step"),
                                name="recognition_step_label_once",
                                violation_error_message="This step has a name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step__gte", 1), ("step__lte", 10)),
                                name="recognition_step_label_one_to_ten",
                                violation_error_message="The flywheel has the steps 1 to 10.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValueItem",
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
                                    ("benefit", "Validated benefit"),
                                    ("kpi", "Improved KPI"),
                                    ("project", "Project result"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("period_start", models.DateField(verbose_name="period from")),
                        ("period_end", models.DateField(verbose_name="period to")),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="amount",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True, max_length=3, verbose_name="currency"
                            ),
                        ),
                        ("facts", models.JSONField(blank=True, default=dict)),
                        (
                            "validated_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="validated on"
                            ),
                        ),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("E0", "E0"),
                                    ("E1", "E1"),
                                    ("E2", "E2"),
                                    ("E3", "E3"),
                                    ("E4", "E4"),
                                ],
                                default="E2",
                                max_length=2,
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="withdrawn at"
                            ),
                        ),
                        (
                            "wording",
                            models.TextField(blank=True, verbose_name="wording"),
                        ),
                        (
                            "sentence",
                            models.TextField(blank=True, verbose_name="sentence"),
                        ),
                        (
                            "worded_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True
                            ),
                        ),
                        ("worded_facts", models.JSONField(blank=True, default=dict)),
                        (
                            "worded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="put into words"
                            ),
                        ),
                        (
                            "communicated_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="told at"
                            ),
                        ),
                        (
                            "viewed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="viewed at"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("acknowledged", "Acknowledged"),
                                    ("in_part", "Acknowledged in part"),
                                    ("questioned", "Questioned"),
                                    ("disputed", "Disputed"),
                                ],
                                max_length=12,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="answered at"
                            ),
                        ),
                        (
                            "answered_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True
                            ),
                        ),
                        ("answered_facts", models.JSONField(blank=True, default=dict)),
                        (
                            "acknowledged_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="acknowledged amount",
                            ),
                        ),
                        (
                            "disputed_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="disputed amount",
                            ),
                        ),
                        (
                            "answer_reason",
                            models.TextField(blank=True, verbose_name="reason"),
                        ),
                        (
                            "is_stale",
                            models.BooleanField(
                                default=False, verbose_name="out of date"
                            ),
                        ),
                        (
                            "resolved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="resolved at"
                            ),
                        ),
                        (
                            "resolution",
                            models.TextField(blank=True, verbose_name="resolution"),
                        ),
                        (
                            "follow_up_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="follow up on"
                            ),
                        ),
                        (
                            "follow_up_note",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="note for the follow-up",
                            ),
                        ),
                        (
                            "is_for_report",
                            models.BooleanField(
                                default=False,
                                help_text="A report of the portfolio offers it first.",
                                verbose_name="for the next report",
                            ),
                        ),
                        (
                            "untold_alerted_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "unanswered_alerted_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        ("created_at", models.DateTimeField(editable=False)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="recognition.stakeholder",
                            ),
                        ),
                        (
                            "audience",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Who else should hear of it.",
                                related_name="value_items_to_know",
                                to="recognition.stakeholder",
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="value_items",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="value_items",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="value_items",
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
                                related_name="value_items",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "sponsor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="value_items",
                                to="recognition.stakeholder",
                                verbose_name="accountable sponsor",
                            ),
                        ),
                        (
                            "worded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "value item",
                        "verbose_name_plural": "value items",
                        "ordering": ["-period_end", "kind", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("benefit__isnull", False),
                                        ("kind", "benefit"),
                                        ("kpi", None),
                                        ("project", None),
                                    ),
                                    models.Q(
                                        ("benefit", None),
                                        ("kind", "kpi"),
                                        ("kpi__isnull", False),
                                        ("project", None),
                                    ),
                                    models.Q(
                                        ("benefit", None),
                                        ("kind", "project"),
                                        ("kpi", None),
                                        ("project__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_value_item_of_one_thing",
                                violation_error_message="A value item is of one thing: a benefit, a KPI or a project.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_end__gte", models.F("period_start"))
                                ),
                                name="recognition_value_item_period_in_order",
                                violation_error_message="A period cannot end before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount", None), ("amount__gt", 0), _connector="OR"
                                ),
                                name="recognition_value_item_amount_above_zero",
                                violation_error_message="Only an amount above zero is value.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_value_item_answer_says_when",
                                violation_error_message="An answer was given at some time.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("benefit__isnull", False)),
                                fields=(
                                    "portfolio",
                                    "benefit",
                                    "period_start",
                                    "period_end",
                                ),
                                name="recognition_value_item_benefit_once",
                                violation_error_message="The value of that period is in the ledger already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kpi__isnull", False)),
                                fields=(
                                    "portfolio",
                                    "kpi",
                                    "period_start",
                                    "period_end",
                                ),
                                name="recognition_value_item_kpi_once",
                                violation_error_message="The value of that period is in the ledger already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("project__isnull", False)),
                                fields=(
                                    "portfolio",
                                    "project",
                                    "period_start",
                                    "period_end",
                                ),
                                name="recognition_value_item_project_once",
                                violation_error_message="The value of that period is in the ledger already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerEvent",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="recognition.valueitem",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveBigIntegerField(verbose_name="number"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("validated", "Validated"),
                                    ("amount_changed", "Number changed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("restored", "Validated again"),
                                    ("worded", "Put into words"),
                                    ("told", "Told to the sponsor"),
                                    ("viewed", "Viewed"),
                                    ("acknowledged", "Acknowledged"),
                                    ("acknowledged_in_part", "Acknowledged in part"),
                                    ("questioned", "Questioned"),
                                    ("disputed", "Disputed"),
                                    ("replied", "Replied"),
                                    ("resolved", "Resolved"),
                                    ("gone_stale", "Acknowledgement out of date"),
                                    ("sponsor_changed", "Another sponsor"),
                                    ("alerted", "Lead alerted"),
                                ],
                                max_length=20,
                                verbose_name="event",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "via",
                            models.CharField(
                                choices=[
                                    ("finance", "finance"),
                                    ("app", "this application"),
                                    ("link", "a personal link"),
                                    ("report", "a report"),
                                    ("import", "a file"),
                                    ("system", "by itself"),
                                ],
                                max_length=10,
                                verbose_name="by what",
                            ),
                        ),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="amount",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True, max_length=3, verbose_name="currency"
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("data", models.JSONField(blank=True, default=dict)),
                        ("previous_hash", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ledger_events",
                                to="delivery.portfolio",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.stakeholder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ledger event",
                        "verbose_name_plural": "ledger events",
                        "ordering": ["portfolio", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "number"),
                                name="recognition_ledger_event_number_once",
                                violation_error_message="Another event has that number already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerWords",
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
                            "salt",
                            models.CharField(
                                default=accounts.links.new_nonce,
                                editable=False,
                                max_length=64,
                            ),
                        ),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "event",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="words",
                                to="recognition.ledgerevent",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "words in the ledger",
                        "verbose_name_plural": "words in the ledger",
                    },
                ),
                migrations.CreateModel(
                    name="CarriedValue",
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
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                max_digits=18,
                                verbose_name="not acknowledged",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(max_length=3, verbose_name="currency"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("validated", "Validated"),
                                    ("worded", "Put into words"),
                                    ("communicated", "Communicated"),
                                    ("viewed", "Viewed"),
                                    ("questioned", "Questioned"),
                                    ("disputed", "Disputed"),
                                    ("resolved", "Resolved"),
                                    ("acknowledged", "Acknowledged"),
                                    ("in_part", "Acknowledged in part"),
                                    ("stale", "To be told again"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="state then",
                            ),
                        ),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="carried",
                                to="recognition.cycleclosing",
                                verbose_name="closing of a cycle",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried",
                                to="recognition.valueitem",
                                verbose_name="value item",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "value carried over",
                        "verbose_name_plural": "values carried over",
                        "ordering": ["closing", "item__validated_on", "item"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("closing", "item"),
                                name="recognition_carried_value_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="recognition_carried_value_above_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValueLetter",
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
                            "message",
                            models.TextField(
                                blank=True,
                                help_text="Stands above the results, in the mail and on the page.",
                                max_length=1000,
                                verbose_name="message",
                            ),
                        ),
                        (
                            "nonce",
                            models.CharField(
                                default=accounts.links.new_nonce,
                                editable=False,
                                max_length=64,
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(
                                editable=False, max_length=64, unique=True
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(editable=False, verbose_name="sent"),
                        ),
                        ("expires_on", models.DateField(verbose_name="valid until")),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.mail",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="value_letters",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sponsor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="value_letters",
                                to="recognition.stakeholder",
                                verbose_name="sponsor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "letter about value",
                        "verbose_name_plural": "letters about value",
                        "ordering": ["-sent_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LetterItem",
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
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("sentence", models.TextField()),
                        (
                            "amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True
                            ),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3)),
                        ("fingerprint", models.CharField(max_length=64)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter_items",
                                to="recognition.valueitem",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="recognition.valueletter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "value in a letter",
                        "verbose_name_plural": "value in letters",
                        "ordering": ["letter", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("letter", "item"),
                                name="recognition_letter_item_once",
                                violation_error_message="It stands in this letter already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValueTranslation",
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
                                help_text="What improved, as it stands in the sentence.",
                                max_length=150,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "formula",
                            models.CharField(
                                choices=[
                                    ("price_cut", "Cashable saving"),
                                    ("cost_avoidance", "Cost avoidance"),
                                    ("hours_freed", "Hours freed"),
                                    ("capacity_released", "Capacity released"),
                                    ("time_to_market", "Faster time to market"),
                                    ("revenue_forward", "Revenue brought forward"),
                                    ("rework_avoided", "Rework avoided"),
                                    ("penalty_avoided", "Penalty avoided"),
                                    ("risk_removed", "Risk exposure removed"),
                                    ("tools_retired", "Tools retired"),
                                    ("downtime_avoided", "Downtime avoided"),
                                    ("decision_lead_time", "Decision lead time"),
                                    ("onboarding", "Faster onboarding"),
                                    ("working_capital", "Interest on working capital"),
                                ],
                                max_length=30,
                                verbose_name="formula",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="A month as 2026-09, a quarter as 2026-Q3, a year as FY2026.",
                                max_length=8,
                                verbose_name="period",
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
                            "attribution",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="How much of it comes from this change and nothing else. The share of the PMO is entered with the benefit.",
                                max_digits=18,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="attribution",
                            ),
                        ),
                        (
                            "attribution_method",
                            models.CharField(
                                choices=[
                                    (
                                        "comparison_group",
                                        "Comparison with a group without it",
                                    ),
                                    ("trend", "Break in the trend"),
                                    ("owner_estimate", "Estimate of its owner"),
                                ],
                                max_length=20,
                                verbose_name="how one knows",
                            ),
                        ),
                        (
                            "confidence",
                            pmo_value.fields.ExactDecimalField(
                                decimal_places=4,
                                help_text="How sure whoever estimated the attribution is.",
                                max_digits=18,
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
                                blank=True,
                                help_text="What a reader should know of the method.",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "wording",
                            models.TextField(blank=True, verbose_name="wording"),
                        ),
                        (
                            "claimed_amount",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="put forward",
                            ),
                        ),
                        (
                            "claimed_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="translations",
                                to="delivery.benefitentry",
                            ),
                        ),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="translations",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                help_text="The project that brought it about.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="translations",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="translations",
                                to="delivery.service",
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "translation",
                        "verbose_name_plural": "translations",
                        "ordering": ["-period", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "name", "period"),
                                name="recognition_translation_once_a_period",
                                violation_error_message="This portfolio has a translation of that name and period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attribution__gte", 0),
                                    ("attribution__lte", 1),
                                    ("confidence__gte", 0),
                                    ("confidence__lte", 1),
                                ),
                                name="recognition_translation_shares_are_shares",
                                violation_error_message="Attribution and confidence lie between 0 and 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("currency", ""), _negated=True),
                                name="recognition_translation_has_currency",
                                violation_error_message="Money needs its currency.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TranslationInput",
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
                                    ("driver", "Driver"),
                                    ("volume", "Volume"),
                                    ("unit_value", "Unit value"),
                                ],
                                max_length=10,
                                verbose_name="factor",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("assumption", "Assumption"),
                                    ("kpi", "KPI: value of the period"),
                                    ("kpi_change", "KPI: improvement on its baseline"),
                                    ("validated", "Benefit: validated in the period"),
                                    ("budget", "Project: budget"),
                                    ("cost", "Project: final cost"),
                                    ("early", "Project: days finished before the plan"),
                                    (
                                        "typed",
                                        "A number that you type, with its source",
                                    ),
                                ],
                                max_length=10,
                                verbose_name="where it comes from",
                            ),
                        ),
                        (
                            "number",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="number",
                            ),
                        ),
                        (
                            "least",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="at the least",
                            ),
                        ),
                        (
                            "most",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="at the most",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="For a typed number: what was counted, and how.",
                                max_length=300,
                                verbose_name="what it counts",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="For a typed number: where others can look it up.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
                        ("as_of", models.DateField(editable=False)),
                        (
                            "version",
                            models.PositiveBigIntegerField(default=0, editable=False),
                        ),
                        (
                            "assumption",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inputs",
                                to="recognition.assumption",
                                verbose_name="assumption",
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "translation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inputs",
                                to="recognition.valuetranslation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "factor",
                        "verbose_name_plural": "factors",
                        "ordering": ["translation", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("translation", "role"),
                                name="recognition_translation_input_once",
                                violation_error_message="This factor has its number already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("assumption__isnull", False),
                                        ("benefit", None),
                                        ("kpi", None),
                                        ("project", None),
                                        ("source", "assumption"),
                                    ),
                                    models.Q(
                                        ("assumption", None),
                                        ("benefit", None),
                                        ("kpi__isnull", False),
                                        ("project", None),
                                        ("source__in", ["kpi", "kpi_change"]),
                                    ),
                                    models.Q(
                                        ("assumption", None),
                                        ("benefit__isnull", False),
                                        ("kpi", None),
                                        ("project", None),
                                        ("source", "validated"),
                                    ),
                                    models.Q(
                                        ("assumption", None),
                                        ("benefit", None),
                                        ("kpi", None),
                                        ("project__isnull", False),
                                        ("source__in", ["budget", "cost", "early"]),
                                    ),
                                    models.Q(
                                        ("assumption", None),
                                        ("benefit", None),
                                        ("kpi", None),
                                        ("project", None),
                                        ("source", "typed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_translation_input_has_its_fact",
                                violation_error_message="Choose the one thing that it comes from, and no other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "typed"), _negated=True),
                                    models.Q(
                                        ("number__isnull", False),
                                        models.Q(("note", ""), _negated=True),
                                        models.Q(("reference", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_translation_input_typed_has_source",
                                violation_error_message="A typed number needs what it counts and where one finds it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("least", None), ("most", None)),
                                    models.Q(
                                        ("least__isnull", False),
                                        ("least__lte", models.F("number")),
                                        ("most__gte", models.F("number")),
                                        ("most__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_translation_input_has_both_ends",
                                violation_error_message="Give both ends of the range, with the number between them.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTranslationInput",
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
                                    ("driver", "Driver"),
                                    ("volume", "Volume"),
                                    ("unit_value", "Unit value"),
                                ],
                                max_length=10,
                                verbose_name="factor",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("assumption", "Assumption"),
                                    ("kpi", "KPI: value of the period"),
                                    ("kpi_change", "KPI: improvement on its baseline"),
                                    ("validated", "Benefit: validated in the period"),
                                    ("budget", "Project: budget"),
                                    ("cost", "Project: final cost"),
                                    ("early", "Project: days finished before the plan"),
                                    (
                                        "typed",
                                        "A number that you type, with its source",
                                    ),
                                ],
                                max_length=10,
                                verbose_name="where it comes from",
                            ),
                        ),
                        (
                            "number",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="number",
                            ),
                        ),
                        (
                            "least",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="at the least",
                            ),
                        ),
                        (
                            "most",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="at the most",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="For a typed number: what was counted, and how.",
                                max_length=300,
                                verbose_name="what it counts",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="For a typed number: where others can look it up.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
                        ("as_of", models.DateField(editable=False)),
                        (
                            "version",
                            models.PositiveBigIntegerField(default=0, editable=False),
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
                            "assumption",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.assumption",
                                verbose_name="assumption",
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
                            "confirmed_by",
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
                            "translation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.valuetranslation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical factor",
                        "verbose_name_plural": "historical factors",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        ),
        RunOnTables(guard, release),
    ]
