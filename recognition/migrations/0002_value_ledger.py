from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.links
import pmo_value.fields

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
        ("delivery", "0018_import_kind_of_answers"),
        ("recognition", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("number", models.PositiveBigIntegerField(verbose_name="number")),
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
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
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
                        default=accounts.links.new_nonce, editable=False, max_length=64
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
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
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
                ("wording", models.TextField(blank=True, verbose_name="wording")),
                ("sentence", models.TextField(blank=True, verbose_name="sentence")),
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
                    models.DateTimeField(blank=True, null=True, verbose_name="told at"),
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
                ("answer_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "is_stale",
                    models.BooleanField(default=False, verbose_name="out of date"),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="resolved at"
                    ),
                ),
                ("resolution", models.TextField(blank=True, verbose_name="resolution")),
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
            },
        ),
        migrations.AddField(
            model_name="ledgerevent",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="recognition.valueitem",
            ),
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
                        default=accounts.links.new_nonce, editable=False, max_length=64
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("sent_at", models.DateTimeField(editable=False, verbose_name="sent")),
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
            },
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_end__gte", models.F("period_start"))),
                name="recognition_value_item_period_in_order",
                violation_error_message="A period cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount", None), ("amount__gt", 0), _connector="OR"
                ),
                name="recognition_value_item_amount_above_zero",
                violation_error_message="Only an amount above zero is value.",
            ),
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("benefit__isnull", False)),
                fields=("portfolio", "benefit", "period_start", "period_end"),
                name="recognition_value_item_benefit_once",
                violation_error_message="The value of that period is in the ledger already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kpi__isnull", False)),
                fields=("portfolio", "kpi", "period_start", "period_end"),
                name="recognition_value_item_kpi_once",
                violation_error_message="The value of that period is in the ledger already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="valueitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("project__isnull", False)),
                fields=("portfolio", "project", "period_start", "period_end"),
                name="recognition_value_item_project_once",
                violation_error_message="The value of that period is in the ledger already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerevent",
            constraint=models.UniqueConstraint(
                fields=("portfolio", "number"),
                name="recognition_ledger_event_number_once",
                violation_error_message="Another event has that number already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letteritem",
            constraint=models.UniqueConstraint(
                fields=("letter", "item"),
                name="recognition_letter_item_once",
                violation_error_message="It stands in this letter already.",
            ),
        ),
        migrations.RunPython(guard, release),
    ]
