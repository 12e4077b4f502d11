import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.links
import accounts.models.user


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_mail_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("delivery", "0001_squashed_0014_import_kinds_of_risks"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalQuestionnaire",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="People are told before.",
                        verbose_name="minutes it takes",
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
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical questionnaire",
                "verbose_name_plural": "historical questionnaires",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Questionnaire",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questionnaires",
                        to="delivery.portfolio",
                        verbose_name="portfolio",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="People are told before.",
                        verbose_name="minutes it takes",
                    ),
                ),
            ],
            options={
                "verbose_name": "questionnaire",
                "verbose_name_plural": "questionnaires",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("portfolio", "name"),
                        name="recognition_questionnaire_name_once",
                        violation_error_message="This portfolio has a questionnaire of that name.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nps", "Would recommend, 0 to 10 (NPS)"),
                            ("csat", "Satisfaction, 1 to 5"),
                            ("effort", "Ease, 1 to 7"),
                            ("value", "Value delivered, 1 to 5"),
                            ("expectations", "Expectations managed, 1 to 5"),
                            ("again", "Would sponsor again, 1 to 5"),
                            ("competence", "Trust: competence, 1 to 5"),
                            ("openness", "Trust: openness, 1 to 5"),
                            ("accuracy", "Trust: accuracy, 1 to 5"),
                            ("benevolence", "Trust: benevolence, 1 to 5"),
                            ("text", "Free text"),
                            ("own_10", "Your own, 0 to 10"),
                            ("own_7", "Your own, 1 to 7"),
                            ("own_5", "Your own, 1 to 5"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                (
                    "low_label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="words at the low end"
                    ),
                ),
                (
                    "high_label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="words at the high end"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="must be answered"),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recognition.questionnaire",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="If the question is about one service, and not about all.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="delivery.service",
                        verbose_name="PMO service",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical question",
                "verbose_name_plural": "historical questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Question",
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
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="recognition.questionnaire",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nps", "Would recommend, 0 to 10 (NPS)"),
                            ("csat", "Satisfaction, 1 to 5"),
                            ("effort", "Ease, 1 to 7"),
                            ("value", "Value delivered, 1 to 5"),
                            ("expectations", "Expectations managed, 1 to 5"),
                            ("again", "Would sponsor again, 1 to 5"),
                            ("competence", "Trust: competence, 1 to 5"),
                            ("openness", "Trust: openness, 1 to 5"),
                            ("accuracy", "Trust: accuracy, 1 to 5"),
                            ("benevolence", "Trust: benevolence, 1 to 5"),
                            ("text", "Free text"),
                            ("own_10", "Your own, 0 to 10"),
                            ("own_7", "Your own, 1 to 7"),
                            ("own_5", "Your own, 1 to 5"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                (
                    "low_label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="words at the low end"
                    ),
                ),
                (
                    "high_label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="words at the high end"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="must be answered"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        help_text="If the question is about one service, and not about all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="delivery.service",
                        verbose_name="PMO service",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["questionnaire", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "position"),
                        name="recognition_question_position_once",
                        violation_error_message="Another question has this position.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStakeholder",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=150, verbose_name="name"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("sponsor", "Sponsor"),
                            ("executive", "Executive"),
                            ("customer", "Customer of a service"),
                        ],
                        default="sponsor",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "job_title",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="job title"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Department or company.",
                        max_length=150,
                        verbose_name="unit",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("en-gb", "English (UK)"),
                            ("de", "German"),
                        ],
                        default="en",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC",
                        help_text="Mail goes out by day there, for example Europe/London.",
                        max_length=64,
                        validators=[accounts.models.user.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "reports_to_pmo",
                    models.BooleanField(
                        default=False,
                        help_text="Said beside every quote of this person.",
                        verbose_name="reports to the PMO",
                    ),
                ),
                (
                    "left_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="left the role on"
                    ),
                ),
                (
                    "erased_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="erased at"
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="If this person also signs in here.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical stakeholder",
                "verbose_name_plural": "historical stakeholders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Stakeholder",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stakeholders",
                        to="delivery.portfolio",
                        verbose_name="portfolio",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=150, verbose_name="name"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("sponsor", "Sponsor"),
                            ("executive", "Executive"),
                            ("customer", "Customer of a service"),
                        ],
                        default="sponsor",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "job_title",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="job title"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Department or company.",
                        max_length=150,
                        verbose_name="unit",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("en-gb", "English (UK)"),
                            ("de", "German"),
                        ],
                        default="en",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC",
                        help_text="Mail goes out by day there, for example Europe/London.",
                        max_length=64,
                        validators=[accounts.models.user.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="If this person also signs in here.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stakeholders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "reports_to_pmo",
                    models.BooleanField(
                        default=False,
                        help_text="Said beside every quote of this person.",
                        verbose_name="reports to the PMO",
                    ),
                ),
                (
                    "left_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="left the role on"
                    ),
                ),
                (
                    "erased_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="erased at"
                    ),
                ),
            ],
            options={
                "verbose_name": "stakeholder",
                "verbose_name_plural": "stakeholders",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("portfolio"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="recognition_stakeholder_email_once",
                        violation_error_message="This portfolio has a stakeholder of that e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="recognition_stakeholder_named_unless_erased",
                        violation_error_message="Give the name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            models.Q(
                                ("email", ""),
                                ("job_title", ""),
                                ("name", ""),
                                ("unit", ""),
                                ("user", None),
                            ),
                            _connector="OR",
                        ),
                        name="recognition_stakeholder_erased_has_nothing_personal",
                        violation_error_message="Of an erased person nothing is kept.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalResponsibility",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
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
                        verbose_name="PMO service",
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
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical responsibility",
                "verbose_name_plural": "historical responsibilities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Responsibility",
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
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="recognition.stakeholder",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="delivery.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="delivery.service",
                        verbose_name="PMO service",
                    ),
                ),
                (
                    "benefit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="delivery.benefit",
                        verbose_name="benefit",
                    ),
                ),
            ],
            options={
                "verbose_name": "responsibility",
                "verbose_name_plural": "responsibilities",
                "ordering": ["stakeholder", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("benefit", None),
                                ("project__isnull", False),
                                ("service", None),
                            ),
                            models.Q(
                                ("benefit", None),
                                ("project", None),
                                ("service__isnull", False),
                            ),
                            models.Q(
                                ("benefit__isnull", False),
                                ("project", None),
                                ("service", None),
                            ),
                            _connector="OR",
                        ),
                        name="recognition_responsibility_for_one_thing",
                        violation_error_message="Name one thing: a project, a service or a benefit.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("project__isnull", False)),
                        fields=("stakeholder", "project"),
                        name="recognition_responsibility_project_once",
                        violation_error_message="This person answers for it already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("service__isnull", False)),
                        fields=("stakeholder", "service"),
                        name="recognition_responsibility_service_once",
                        violation_error_message="This person answers for it already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("benefit__isnull", False)),
                        fields=("stakeholder", "benefit"),
                        name="recognition_responsibility_benefit_once",
                        violation_error_message="This person answers for it already.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRoundPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("project_closed", "A project is closed"),
                            ("benefit_validated", "Finance validates a benefit"),
                            ("quarter_end", "A quarter ends"),
                        ],
                        max_length=20,
                        verbose_name="when",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("attributed", "Attributed: the PMO sees names"),
                            (
                                "confidential",
                                "Confidential: only the PMO lead sees names",
                            ),
                            ("anonymous", "Anonymous: nobody sees names"),
                        ],
                        max_length=12,
                        verbose_name="openness",
                    ),
                ),
                (
                    "days_open",
                    models.PositiveSmallIntegerField(
                        default=21,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days to answer",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "is_active",
                    models.BooleanField(default=True, verbose_name="in force"),
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
                    "questionnaire",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recognition.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical standing order",
                "verbose_name_plural": "historical standing orders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RoundPlan",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round_plans",
                        to="delivery.portfolio",
                        verbose_name="portfolio",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("project_closed", "A project is closed"),
                            ("benefit_validated", "Finance validates a benefit"),
                            ("quarter_end", "A quarter ends"),
                        ],
                        max_length=20,
                        verbose_name="when",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="recognition.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("attributed", "Attributed: the PMO sees names"),
                            (
                                "confidential",
                                "Confidential: only the PMO lead sees names",
                            ),
                            ("anonymous", "Anonymous: nobody sees names"),
                        ],
                        max_length=12,
                        verbose_name="openness",
                    ),
                ),
                (
                    "days_open",
                    models.PositiveSmallIntegerField(
                        default=21,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days to answer",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "is_active",
                    models.BooleanField(default=True, verbose_name="in force"),
                ),
            ],
            options={
                "verbose_name": "standing order",
                "verbose_name_plural": "standing orders",
                "ordering": ["portfolio", "event", "pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRound",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("period_start", models.DateField(verbose_name="about the time from")),
                ("period_end", models.DateField(verbose_name="about the time until")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("attributed", "Attributed: the PMO sees names"),
                            (
                                "confidential",
                                "Confidential: only the PMO lead sees names",
                            ),
                            ("anonymous", "Anonymous: nobody sees names"),
                        ],
                        default="confidential",
                        max_length=12,
                        verbose_name="openness",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="Stands in the invitation and above the questions.",
                        verbose_name="why you ask",
                    ),
                ),
                (
                    "roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Nothing chosen asks everybody.",
                        verbose_name="whom to ask",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "opens_on",
                    models.DateField(blank=True, null=True, verbose_name="goes out on"),
                ),
                (
                    "closes_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last day to answer"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "sends_reminders",
                    models.BooleanField(
                        default=True,
                        help_text="Twice at the most, three days apart, only those who have not answered.",
                        verbose_name="remind",
                    ),
                ),
                (
                    "event_key",
                    models.CharField(blank=True, editable=False, max_length=60),
                ),
                ("is_imported", models.BooleanField(default=False, editable=False)),
                (
                    "invited_elsewhere",
                    models.PositiveIntegerField(
                        blank=True,
                        editable=False,
                        help_text="How many were asked, where that is known.",
                        null=True,
                        verbose_name="people asked",
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
                    "questionnaire",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recognition.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="If it is about one project.",
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
                        help_text="If it is about one service.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="delivery.service",
                        verbose_name="PMO service",
                    ),
                ),
                (
                    "benefit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="delivery.benefit",
                        verbose_name="benefit",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="If it is about a turn of the flywheel.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="delivery.cycle",
                        verbose_name="cycle",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recognition.roundplan",
                    ),
                ),
                (
                    "sent_by",
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
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical feedback round",
                "verbose_name_plural": "historical feedback rounds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Round",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="delivery.portfolio",
                        verbose_name="portfolio",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="recognition.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        help_text="If it is about one project.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="delivery.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        help_text="If it is about one service.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="delivery.service",
                        verbose_name="PMO service",
                    ),
                ),
                (
                    "benefit",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="delivery.benefit",
                        verbose_name="benefit",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        help_text="If it is about a turn of the flywheel.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="delivery.cycle",
                        verbose_name="cycle",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="about the time from")),
                ("period_end", models.DateField(verbose_name="about the time until")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("attributed", "Attributed: the PMO sees names"),
                            (
                                "confidential",
                                "Confidential: only the PMO lead sees names",
                            ),
                            ("anonymous", "Anonymous: nobody sees names"),
                        ],
                        default="confidential",
                        max_length=12,
                        verbose_name="openness",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="Stands in the invitation and above the questions.",
                        verbose_name="why you ask",
                    ),
                ),
                (
                    "roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Nothing chosen asks everybody.",
                        verbose_name="whom to ask",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "opens_on",
                    models.DateField(blank=True, null=True, verbose_name="goes out on"),
                ),
                (
                    "closes_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last day to answer"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "sends_reminders",
                    models.BooleanField(
                        default=True,
                        help_text="Twice at the most, three days apart, only those who have not answered.",
                        verbose_name="remind",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rounds",
                        to="recognition.roundplan",
                    ),
                ),
                (
                    "event_key",
                    models.CharField(blank=True, editable=False, max_length=60),
                ),
                ("is_imported", models.BooleanField(default=False, editable=False)),
                (
                    "invited_elsewhere",
                    models.PositiveIntegerField(
                        blank=True,
                        editable=False,
                        help_text="How many were asked, where that is known.",
                        null=True,
                        verbose_name="people asked",
                    ),
                ),
                (
                    "sent_by",
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
                    "left_out",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="recognition.stakeholder",
                        verbose_name="left out",
                    ),
                ),
            ],
            options={
                "verbose_name": "feedback round",
                "verbose_name_plural": "feedback rounds",
                "ordering": ["-period_end", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("portfolio", "name"),
                        name="recognition_round_name_once",
                        violation_error_message="This portfolio has a round of that name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("plan__isnull", False)),
                        fields=("plan", "event_key"),
                        name="recognition_round_once_an_event",
                        violation_error_message="This event has its round already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_end__gte", models.F("period_start"))
                        ),
                        name="recognition_round_period_in_order",
                        violation_error_message="The time cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on", None),
                            ("closes_on", None),
                            ("closes_on__gte", models.F("opens_on")),
                            _connector="OR",
                        ),
                        name="recognition_round_closes_after_it_opens",
                        violation_error_message="The last day to answer cannot be before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            ("is_imported", True),
                            models.Q(
                                ("closes_on__isnull", False),
                                ("opens_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="recognition_round_sent_has_dates",
                        violation_error_message="Say when it goes out, and the last day to answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("benefit", None), ("project", None), ("service", None)
                            ),
                            models.Q(
                                ("benefit", None),
                                ("project__isnull", False),
                                ("service", None),
                            ),
                            models.Q(
                                ("benefit", None),
                                ("project", None),
                                ("service__isnull", False),
                            ),
                            models.Q(
                                ("benefit__isnull", False),
                                ("project", None),
                                ("service", None),
                            ),
                            _connector="OR",
                        ),
                        name="recognition_round_about_one_thing",
                        violation_error_message="A round is about a project or about a service.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="recognition.round",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="recognition.stakeholder",
                        verbose_name="stakeholder",
                    ),
                ),
                ("is_anonymous", models.BooleanField(default=False, editable=False)),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, editable=False, null=True),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        help_text="Where the work stood when they were asked.",
                        max_length=80,
                        verbose_name="stage",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                (
                    "is_complete",
                    models.BooleanField(
                        default=True,
                        help_text="Every question that must be answered was.",
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, editable=False, max_length=100),
                ),
            ],
            options={
                "verbose_name": "response",
                "verbose_name_plural": "responses",
                "ordering": ["round", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stakeholder__isnull", False)),
                        fields=("round", "stakeholder"),
                        name="recognition_response_once_a_round",
                        violation_error_message="This person has answered.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("round", "reference"),
                        name="recognition_response_reference_once",
                        violation_error_message="This row has been read already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_anonymous", False),
                            models.Q(("answered_at", None), ("stakeholder", None)),
                            _connector="OR",
                        ),
                        name="recognition_response_anonymous_has_no_person",
                        violation_error_message="An anonymous answer has neither a person nor a time.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Theme",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="delivery.portfolio",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("portfolio", "name"),
                        name="recognition_theme_once",
                        violation_error_message="This portfolio has a theme of that name.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="recognition.response",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="recognition.question",
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="score"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "is_not_applicable",
                    models.BooleanField(default=False, verbose_name="does not apply"),
                ),
                (
                    "sound",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "Positive"),
                            ("neutral", "Neutral"),
                            ("negative", "Negative"),
                        ],
                        max_length=10,
                        verbose_name="sounds",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="answers",
                        to="recognition.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["response", "question__position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "question"),
                        name="recognition_answer_once",
                        violation_error_message="This question is answered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_not_applicable", False),
                                ("score__isnull", False),
                                ("text", ""),
                            ),
                            models.Q(
                                models.Q(("text", ""), _negated=True),
                                ("is_not_applicable", False),
                                ("score", None),
                            ),
                            models.Q(
                                ("is_not_applicable", True),
                                ("score", None),
                                ("text", ""),
                            ),
                            _connector="OR",
                        ),
                        name="recognition_answer_says_something",
                        violation_error_message="An answer is a number, a text, or that it does not apply.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None), ("score__lte", 10), _connector="OR"
                        ),
                        name="recognition_answer_on_a_scale",
                        violation_error_message="No scale goes beyond 10.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFollowUp",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "is_call",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="asked for a call"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        help_text="What the feedback was, in short.",
                        max_length=300,
                        verbose_name="you said",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="due on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "did",
                    models.TextField(
                        blank=True,
                        help_text="What came of it, or why nothing did; sponsors may read it.",
                        verbose_name="we did",
                    ),
                ),
                (
                    "is_told",
                    models.BooleanField(
                        default=False,
                        help_text="Stands in the next invitation: you said, we did.",
                        verbose_name="tell sponsors",
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recognition.round",
                        verbose_name="feedback round",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recognition.answer",
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
                        verbose_name="stakeholder",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
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
            ],
            options={
                "verbose_name": "historical follow-up",
                "verbose_name_plural": "historical follow-ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [],
                "constraints": [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="delivery.portfolio",
                        verbose_name="portfolio",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="recognition.round",
                        verbose_name="feedback round",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="recognition.answer",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="recognition.stakeholder",
                        verbose_name="stakeholder",
                    ),
                ),
                (
                    "is_call",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="asked for a call"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        help_text="What the feedback was, in short.",
                        max_length=300,
                        verbose_name="you said",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="due on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "did",
                    models.TextField(
                        blank=True,
                        help_text="What came of it, or why nothing did; sponsors may read it.",
                        verbose_name="we did",
                    ),
                ),
                (
                    "is_told",
                    models.BooleanField(
                        default=False,
                        help_text="Stands in the next invitation: you said, we did.",
                        verbose_name="tell sponsors",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("did", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="recognition_follow_up_settled_says_how",
                        violation_error_message="Say what came of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_told", False), ("state", "done"), _connector="OR"
                        ),
                        name="recognition_follow_up_told_is_settled",
                        violation_error_message="Only what was done is told.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="recognition.round",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="recognition.stakeholder",
                        verbose_name="stakeholder",
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        default=accounts.links.new_nonce, editable=False, max_length=64
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("is_anonymous", models.BooleanField(default=False, editable=False)),
                ("expires_on", models.DateField(verbose_name="valid until")),
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
                    "last_mail_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last mail"
                    ),
                ),
                (
                    "reminder_count",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                ("draft", models.TextField(blank=True, editable=False)),
                (
                    "is_answered",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="answered"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "bounced_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "bounce",
                    models.CharField(blank=True, editable=False, max_length=300),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["round", "stakeholder__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "stakeholder"),
                        name="recognition_invitation_once_a_round",
                        violation_error_message="This person is asked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_anonymous", False),
                            ("answered_at", None),
                            _connector="OR",
                        ),
                        name="recognition_invitation_anonymous_has_no_time",
                        violation_error_message="When somebody answered anonymously is not kept.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_answered", False), ("draft", ""), _connector="OR"
                        ),
                        name="recognition_invitation_answered_has_no_draft",
                        violation_error_message="What was sent is a draft no longer.",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
