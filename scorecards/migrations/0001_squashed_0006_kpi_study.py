"""All tables of scorecards at once."""

import django.db.models.deletion
from django.db import migrations, models

from pmo_value.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("scorecards", "0001_initial"),
        ("scorecards", "0002_contribution_readings"),
        ("scorecards", "0003_scorecard_body"),
        ("scorecards", "0004_contribution_inputs"),
        ("scorecards", "0005_contribution_in_currencies"),
        ("scorecards", "0006_kpi_study"),
    ]

    initial = True

    dependencies = [
        ("delivery", "0001_squashed_0014_import_kinds_of_risks"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Refresh",
                    fields=[
                        (
                            "portfolio",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="refresh",
                                serialize=False,
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "built_revision",
                            models.PositiveBigIntegerField(
                                default=0, verbose_name="built version"
                            ),
                        ),
                        (
                            "tried_revision",
                            models.PositiveBigIntegerField(
                                default=0, verbose_name="tried version"
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="starts"
                            ),
                        ),
                        (
                            "is_waiting",
                            models.BooleanField(
                                default=False, verbose_name="waits for those below"
                            ),
                        ),
                        (
                            "lease_token",
                            models.UUIDField(blank=True, editable=False, null=True),
                        ),
                        (
                            "leased_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="leased until"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="last end"
                            ),
                        ),
                        (
                            "behind_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="behind since"
                            ),
                        ),
                        (
                            "failed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="failed"
                            ),
                        ),
                        ("error", models.TextField(blank=True, verbose_name="error")),
                        (
                            "signature",
                            models.CharField(blank=True, editable=False, max_length=64),
                        ),
                        (
                            "first_day",
                            models.DateField(
                                blank=True, null=True, verbose_name="first day"
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True, null=True, verbose_name="last day"
                            ),
                        ),
                        (
                            "latest_period_key",
                            models.CharField(
                                blank=True, max_length=10, verbose_name="latest period"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "refresh",
                        "verbose_name_plural": "refreshes",
                        "ordering": ["portfolio"],
                    },
                ),
                migrations.CreateModel(
                    name="Sweep",
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
                        ("ran_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="KpiStudy",
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
                        ("text", models.TextField()),
                        ("digest", models.CharField(max_length=64)),
                        ("built_at", models.DateTimeField(verbose_name="worked out")),
                        (
                            "kpi",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="study",
                                to="delivery.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "study of a KPI",
                        "verbose_name_plural": "studies of KPIs",
                        "ordering": ["kpi"],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
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
                        ("period_start", models.DateField()),
                        ("period_end", models.DateField()),
                        ("as_of", models.DateField(blank=True, null=True)),
                        ("components", models.TextField(blank=True)),
                        ("in_currencies", models.TextField(blank=True)),
                        ("readings", models.TextField(blank=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("inputs", models.CharField(blank=True, max_length=64)),
                        ("code", models.CharField(blank=True, max_length=64)),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="delivery.portfolio",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["portfolio", "period_start", "period_end"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "period_start", "period_end"),
                                name="scorecards_contribution_once_a_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_end__gte", models.F("period_start"))
                                ),
                                name="scorecards_contribution_period_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scorecard",
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
                        ("period_start", models.DateField(verbose_name="from")),
                        ("period_end", models.DateField(verbose_name="to")),
                        (
                            "asked_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="asked for"
                            ),
                        ),
                        (
                            "as_of",
                            models.DateField(
                                blank=True, null=True, verbose_name="as of"
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True, max_length=3, verbose_name="currency"
                            ),
                        ),
                        (
                            "built_revision",
                            models.PositiveBigIntegerField(
                                default=0, verbose_name="version"
                            ),
                        ),
                        (
                            "built_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="drawn"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="digest"
                            ),
                        ),
                        ("headline", models.JSONField(default=dict)),
                        ("readings", models.JSONField(default=dict)),
                        ("panels", models.JSONField(default=list)),
                        ("figures", models.JSONField(default=dict)),
                        ("body", models.TextField(blank=True)),
                        (
                            "portfolio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scorecards",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "scorecard",
                        "verbose_name_plural": "scorecards",
                        "ordering": ["portfolio", "-period_start"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "period_key"),
                                name="scorecards_scorecard_once_a_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_end__gte", models.F("period_start"))
                                ),
                                name="scorecards_scorecard_period_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("built_revision", 0),
                                    models.Q(
                                        ("as_of__isnull", False),
                                        ("built_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="scorecards_scorecard_built_says_as_of_when",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
