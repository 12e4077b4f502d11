"""`load_demo`: the demonstration organisation, its people and its scorecards."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from delivery.calculations.periods import Period, PeriodKind
from delivery.demo.writing import PEOPLE, write_demo
from recognition.demo.writing import write_voice
from scorecards.demo import write_closing
from scorecards.reports.demo import write_reports


def last_full_quarter(today: date) -> date:
    """The last day of the latest quarter that is over."""
    quarter = Period.containing(today, PeriodKind.QUARTER, 1)
    return quarter.start - timedelta(days=1)


class Command(BaseCommand):
    """Write the demonstration portfolios; a second run changes nothing."""

    help = "Loads the demonstration portfolios and draws their scorecards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            help="the last day of the demonstration (end of the last full quarter)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        until = options["until"] or last_full_quarter(timezone.localdate())
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
        if not write_demo(until, password):
            self.stdout.write(
                "The demonstration is already there; nothing was changed."
            )
            return
        write_voice(until)
        call_command("refresh_scorecards", all=True, wait=True, stdout=self.stdout)
        write_closing()
        write_reports(until)
        names = ", ".join(username for username, _name, _role in PEOPLE)
        self.stdout.write(f"Sign in as one of: {names}. The password is {password}")
