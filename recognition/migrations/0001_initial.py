import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.links
import accounts.models.user
import pmo_value.fields
import recognition.models.story
from pmo_value.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_mail_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("delivery", "0018_import_kind_of_answers"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalQuestionnaire",
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
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(verbose_name="position"),
                        ),
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
                        (
                            "text",
                            models.CharField(max_length=300, verbose_name="question"),
                        ),
                        (
                            "low_label",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                verbose_name="words at the low end",
                            ),
                        ),
                        (
                            "high_label",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                verbose_name="words at the high end",
                            ),
                        ),
                        (
                            "is_required",
                            models.BooleanField(
                                default=False, verbose_name="must be answered"
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
                        (
                            "position",
                            models.PositiveSmallIntegerField(verbose_name="position"),
                        ),
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
                        (
                            "text",
                            models.CharField(max_length=300, verbose_name="question"),
                        ),
                        (
                            "low_label",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                verbose_name="words at the low end",
                            ),
                        ),
                        (
                            "high_label",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                verbose_name="words at the high end",
                            ),
                        ),
                        (
                            "is_required",
                            models.BooleanField(
                                default=False, verbose_name="must be answered"
                            ),
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
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="name"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                verbose_name="e-mail address",
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
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="erased at",
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
                            models.CharField(
                                blank=True, max_length=150, verbose_name="name"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                verbose_name="e-mail address",
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
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="erased at",
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
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
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
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "event",
                            models.CharField(
                                choices=[
                                    ("project_closed", "A project is closed"),
                                    (
                                        "benefit_validated",
                                        "Finance validates a benefit",
                                    ),
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
                                    (
                                        "benefit_validated",
                                        "Finance validates a benefit",
                                    ),
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
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="name")),
                        (
                            "period_start",
                            models.DateField(verbose_name="about the time from"),
                        ),
                        (
                            "period_end",
                            models.DateField(verbose_name="about the time until"),
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
                            models.DateField(
                                blank=True, null=True, verbose_name="goes out on"
                            ),
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
                        (
                            "is_imported",
                            models.BooleanField(default=False, editable=False),
                        ),
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
                            "forgotten_count",
                            models.PositiveIntegerField(default=0, editable=False),
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
                        (
                            "period_start",
                            models.DateField(verbose_name="about the time from"),
                        ),
                        (
                            "period_end",
                            models.DateField(verbose_name="about the time until"),
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
                            models.DateField(
                                blank=True, null=True, verbose_name="goes out on"
                            ),
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
                        (
                            "is_imported",
                            models.BooleanField(default=False, editable=False),
                        ),
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
                            "forgotten_count",
                            models.PositiveIntegerField(default=0, editable=False),
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
                                        ("benefit", None),
                                        ("project", None),
                                        ("service", None),
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
                    name="Testimonial",
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
                                related_name="testimonials",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="testimonials",
                                to="recognition.stakeholder",
                                verbose_name="whom you ask",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                help_text="If it is about one project.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="testimonials",
                                to="delivery.project",
                                verbose_name="project",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="testimonials",
                                to="recognition.round",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(
                                blank=True,
                                help_text="Stands in the mail, for example which work you have in mind.",
                                max_length=600,
                                verbose_name="what you ask about",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("received", "Received"),
                                    ("in_edit", "Being edited"),
                                    ("author_review", "With the author"),
                                    ("approved", "Approved"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                    ("expired", "Expired"),
                                    ("archived", "Archived"),
                                    ("rejected", "Rejected"),
                                    ("declined", "Declined"),
                                ],
                                default="requested",
                                editable=False,
                                max_length=15,
                                verbose_name="state",
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
                            "salt",
                            models.CharField(
                                blank=True,
                                default=accounts.links.new_nonce,
                                editable=False,
                                max_length=64,
                            ),
                        ),
                        (
                            "highlight",
                            models.CharField(
                                blank=True,
                                help_text="A part of the approved text, word by word.",
                                max_length=300,
                                verbose_name="highlight",
                            ),
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
                            "asked_by",
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
                            "requested_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "erased_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "testimonial",
                        "verbose_name_plural": "testimonials",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("requested_at__isnull", False),
                                    ("received_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="recognition_testimonial_asked_or_received",
                                violation_error_message="A quote was asked for, or came by itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["approved", "published"]),
                                        _negated=True,
                                    ),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="recognition_testimonial_published_is_approved",
                                violation_error_message="Only the author approves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("erased_at", None),
                                    models.Q(
                                        ("highlight", ""),
                                        ("question", ""),
                                        ("salt", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_testimonial_erased_has_no_words",
                                violation_error_message="Of an erased person nothing is kept.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TestimonialText",
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
                            "testimonial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="recognition.testimonial",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(verbose_name="version"),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="text"
                            ),
                        ),
                        (
                            "fingerprint",
                            models.CharField(editable=False, max_length=64),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "erased_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "wording",
                        "verbose_name_plural": "wordings",
                        "ordering": ["testimonial", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("testimonial", "number"),
                                name="recognition_testimonial_text_number_once",
                                violation_error_message="Somebody changed the text meanwhile.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("text", ""), _negated=True),
                                        ("erased_at", None),
                                    ),
                                    models.Q(
                                        ("erased_at__isnull", False), ("text", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_testimonial_text_until_erased",
                                violation_error_message="A wording has words.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TestimonialStep",
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
                            "testimonial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="recognition.testimonial",
                            ),
                        ),
                        (
                            "before",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("requested", "Asked for"),
                                    ("received", "Received"),
                                    ("in_edit", "Being edited"),
                                    ("author_review", "With the author"),
                                    ("approved", "Approved"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                    ("expired", "Expired"),
                                    ("archived", "Archived"),
                                    ("rejected", "Rejected"),
                                    ("declined", "Declined"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("received", "Received"),
                                    ("in_edit", "Being edited"),
                                    ("author_review", "With the author"),
                                    ("approved", "Approved"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                    ("expired", "Expired"),
                                    ("archived", "Archived"),
                                    ("rejected", "Rejected"),
                                    ("declined", "Declined"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("is_by_author", models.BooleanField(default=False)),
                        ("why", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "step of a testimonial",
                        "verbose_name_plural": "steps of testimonials",
                        "ordering": ["testimonial", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("after__in", ["approved", "declined"]),
                                        _negated=True,
                                    ),
                                    ("is_by_author", True),
                                    _connector="OR",
                                ),
                                name="recognition_testimonial_step_author_decides",
                                violation_error_message="Only the author approves.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                            "testimonial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="recognition.testimonial",
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="recognition.testimonialtext",
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        (
                            "is_internal",
                            models.BooleanField(
                                default=False, verbose_name="inside this application"
                            ),
                        ),
                        (
                            "is_board",
                            models.BooleanField(
                                default=False, verbose_name="in reports to the board"
                            ),
                        ),
                        (
                            "is_external",
                            models.BooleanField(
                                default=False, verbose_name="outside the organisation"
                            ),
                        ),
                        (
                            "attribution",
                            models.CharField(
                                choices=[
                                    ("named", "With your name and job title"),
                                    ("role", "With your role only"),
                                    ("anonymous", "Without name and role"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("shown_as", models.CharField(blank=True, max_length=320)),
                        ("wording", models.CharField(max_length=20)),
                        ("mechanism", models.CharField(max_length=100)),
                        ("given_at", models.DateTimeField()),
                        ("expires_on", models.DateField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "consent",
                        "verbose_name_plural": "consents",
                        "ordering": ["testimonial", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_internal", True),
                                    ("is_board", True),
                                    ("is_external", True),
                                    _connector="OR",
                                ),
                                name="recognition_consent_for_something",
                                violation_error_message="Choose at least one use.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
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
                            "testimonial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="publications",
                                to="recognition.testimonial",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="recognition.consent",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("internal", "Inside this application"),
                                    ("board", "Reports to the board"),
                                    ("external", "Outside the organisation"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "publication",
                        "verbose_name_plural": "publications",
                        "ordering": ["testimonial", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("testimonial", "channel"),
                                name="recognition_publication_once_a_channel",
                                violation_error_message="It is published there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("ended_at__gte", models.F("published_at")),
                                    _connector="OR",
                                ),
                                name="recognition_publication_ends_after_it_began",
                                violation_error_message="It cannot end before it began.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TestimonialUse",
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
                            "testimonial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="recognition.testimonial",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="recognition.publication",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("report", "Report"),
                                    ("mail", "Mail"),
                                    ("slides", "Slides"),
                                    ("site", "Web page"),
                                    ("file", "File"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                help_text="So that somebody finds it again.",
                                max_length=200,
                                verbose_name="where",
                            ),
                        ),
                        ("used_on", models.DateField(verbose_name="since")),
                        (
                            "noted_by",
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
                            "outcome",
                            models.CharField(
                                blank=True,
                                help_text="For example: replaced, or cannot be called back, and why.",
                                max_length=300,
                                verbose_name="what was done",
                            ),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "settled_by",
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
                        "verbose_name": "use of a testimonial",
                        "verbose_name_plural": "uses of testimonials",
                        "ordering": ["testimonial", "used_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_at", None),
                                    models.Q(("outcome", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_testimonial_use_settled_says_how",
                                violation_error_message="Say what was done.",
                            )
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
                        (
                            "is_anonymous",
                            models.BooleanField(default=False, editable=False),
                        ),
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
                            models.CharField(
                                blank=True, editable=False, max_length=100
                            ),
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
                                    models.Q(
                                        ("answered_at", None), ("stakeholder", None)
                                    ),
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
                            models.BooleanField(
                                default=False, verbose_name="does not apply"
                            ),
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
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "is_call",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                verbose_name="asked for a call",
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
                            models.DateField(
                                blank=True, null=True, verbose_name="due on"
                            ),
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
                        (
                            "created_at",
                            models.DateTimeField(blank=True, editable=False),
                        ),
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
                                default=False,
                                editable=False,
                                verbose_name="asked for a call",
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
                            models.DateField(
                                blank=True, null=True, verbose_name="due on"
                            ),
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
                                    ("is_told", False),
                                    ("state", "done"),
                                    _connector="OR",
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
                            "is_anonymous",
                            models.BooleanField(default=False, editable=False),
                        ),
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
                            "mail_count",
                            models.PositiveSmallIntegerField(default=0, editable=False),
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
                            models.CharField(
                                blank=True, editable=False, max_length=300
                            ),
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
                                    ("is_answered", False),
                                    ("draft", ""),
                                    _connector="OR",
                                ),
                                name="recognition_invitation_answered_has_no_draft",
                                violation_error_message="What was sent is a draft no longer.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStory",
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
                            models.CharField(max_length=150, verbose_name="title"),
                        ),
                        (
                            "situation",
                            models.TextField(
                                blank=True,
                                help_text="How it was before, and what it cost.",
                                verbose_name="situation",
                            ),
                        ),
                        (
                            "deed",
                            models.TextField(
                                blank=True, verbose_name="what the PMO did"
                            ),
                        ),
                        (
                            "outcome",
                            models.TextField(
                                blank=True,
                                help_text="Numbers stand in braces by their name, for example {validated}.",
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "is_in_reports",
                            models.BooleanField(
                                default=False,
                                help_text="Once it is published, reports of the portfolio may carry it.",
                                verbose_name="offer it to reports",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("published", "Published"),
                                    ("archived", "Archived"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "published_at",
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
                        (
                            "reviewed_by",
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
                    ],
                    options={
                        "verbose_name": "historical success story",
                        "verbose_name_plural": "historical success stories",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Story",
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
                                related_name="stories",
                                to="delivery.portfolio",
                                verbose_name="portfolio",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(max_length=150, verbose_name="title"),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="stories",
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
                                related_name="stories",
                                to="delivery.service",
                                verbose_name="PMO service",
                            ),
                        ),
                        (
                            "benefit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="stories",
                                to="delivery.benefit",
                                verbose_name="benefit",
                            ),
                        ),
                        (
                            "situation",
                            models.TextField(
                                blank=True,
                                help_text="How it was before, and what it cost.",
                                verbose_name="situation",
                            ),
                        ),
                        (
                            "deed",
                            models.TextField(
                                blank=True, verbose_name="what the PMO did"
                            ),
                        ),
                        (
                            "outcome",
                            models.TextField(
                                blank=True,
                                help_text="Numbers stand in braces by their name, for example {validated}.",
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "is_in_reports",
                            models.BooleanField(
                                default=False,
                                help_text="Once it is published, reports of the portfolio may carry it.",
                                verbose_name="offer it to reports",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("published", "Published"),
                                    ("archived", "Archived"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
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
                        (
                            "reviewed_by",
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
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "quotes",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Only those that may be read are shown, and only as long.",
                                related_name="stories",
                                to="recognition.testimonial",
                                verbose_name="quotes",
                            ),
                        ),
                        (
                            "writers",
                            models.ManyToManyField(
                                editable=False,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "success story",
                        "verbose_name_plural": "success stories",
                        "ordering": ["-published_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portfolio", "title"),
                                name="recognition_story_title_once",
                                violation_error_message="This portfolio has a story of that title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="recognition_story_published_has_a_time",
                                violation_error_message="What is published has a day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by", None),
                                    ("written_by", None),
                                    models.Q(
                                        ("reviewed_by", models.F("written_by")),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_story_reviewed_by_another",
                                violation_error_message="A second person reviews it.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStoryNumber",
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
                                help_text="The text names it in braces: {name}.",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[a-z][a-z0-9_]*\\Z",
                                        "Small letters, digits and underscores, beginning with a letter.",
                                    )
                                ],
                                verbose_name="name",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("validated", "Benefit: validated in all"),
                                    ("kpi", "KPI: latest value"),
                                    ("budget", "Project: budget"),
                                    ("cost", "Project: final cost"),
                                    ("finish", "Project: actual finish"),
                                ],
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                editable=False,
                                max_digits=18,
                                null=True,
                            ),
                        ),
                        (
                            "day",
                            models.DateField(blank=True, editable=False, null=True),
                        ),
                        ("as_of", models.DateField(editable=False)),
                        (
                            "story",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.story",
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
                    ],
                    options={
                        "verbose_name": "historical number of a story",
                        "verbose_name_plural": "historical numbers of stories",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StoryNumber",
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
                            "story",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="numbers",
                                to="recognition.story",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="The text names it in braces: {name}.",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[a-z][a-z0-9_]*\\Z",
                                        "Small letters, digits and underscores, beginning with a letter.",
                                    )
                                ],
                                verbose_name="name",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("validated", "Benefit: validated in all"),
                                    ("kpi", "KPI: latest value"),
                                    ("budget", "Project: budget"),
                                    ("cost", "Project: final cost"),
                                    ("finish", "Project: actual finish"),
                                ],
                                max_length=10,
                                verbose_name="what it is",
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
                            "value",
                            pmo_value.fields.ExactDecimalField(
                                blank=True,
                                decimal_places=4,
                                editable=False,
                                max_digits=18,
                                null=True,
                            ),
                        ),
                        (
                            "day",
                            models.DateField(blank=True, editable=False, null=True),
                        ),
                        ("as_of", models.DateField(editable=False)),
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
                    ],
                    options={
                        "verbose_name": "number of a story",
                        "verbose_name_plural": "numbers of stories",
                        "ordering": ["story", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("story", "name"),
                                name="recognition_story_number_name_once",
                                violation_error_message="This story has a number of that name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("benefit__isnull", False),
                                        ("kpi", None),
                                        ("project", None),
                                        ("source", "validated"),
                                    ),
                                    models.Q(
                                        ("benefit", None),
                                        ("kpi__isnull", False),
                                        ("project", None),
                                        ("source", "kpi"),
                                    ),
                                    models.Q(
                                        ("benefit", None),
                                        ("kpi", None),
                                        ("project__isnull", False),
                                        ("source__in", ["budget", "cost", "finish"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_story_number_has_its_fact",
                                violation_error_message="Choose the one benefit, KPI or project that it comes from.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStoryPicture",
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
                            "file",
                            models.TextField(max_length=100, verbose_name="picture"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("png", "PNG"), ("jpeg", "JPEG")], max_length=4
                            ),
                        ),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        (
                            "alt",
                            models.CharField(
                                help_text="For those who do not see it, and below the picture.",
                                max_length=200,
                                verbose_name="what it shows",
                            ),
                        ),
                        (
                            "story",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="recognition.story",
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
                    ],
                    options={
                        "verbose_name": "historical picture of a story",
                        "verbose_name_plural": "historical pictures of stories",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StoryPicture",
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
                            "story",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pictures",
                                to="recognition.story",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                upload_to=recognition.models.story.stored_name,
                                verbose_name="picture",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("png", "PNG"), ("jpeg", "JPEG")], max_length=4
                            ),
                        ),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        (
                            "alt",
                            models.CharField(
                                help_text="For those who do not see it, and below the picture.",
                                max_length=200,
                                verbose_name="what it shows",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "picture of a story",
                        "verbose_name_plural": "pictures of stories",
                        "ordering": ["story", "pk"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
            ]
        ),
    ]
