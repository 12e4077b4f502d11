"""`load_scale`: a generated portfolio of any size, for benchmarks and load tests."""

import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from delivery.demo.scale import Size, write_scale
from scorecards.management.commands.load_demo import last_full_quarter


def at_least(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers that refuses smaller ones."""

    def read(text: str) -> int:
        number = int(text)
        if number < least:
            raise ArgumentTypeError(f"must be at least {least}")
        return number

    return read


class Command(BaseCommand):
    """Write a generated portfolio; the same size a second time changes nothing."""

    help = (
        "Generates a portfolio of projects, KPIs and benefits, below it programmes of "
        "25 projects each. The same sizes and seed give the same rows. They are "
        "written without history, since nobody has entered them. The demonstration's "
        "people get their roles in it. The worker draws its scorecards; "
        "`refresh_scorecards --wait` does it here and now."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--projects", type=at_least(1), default=500, help="projects in all (500)"
        )
        parser.add_argument(
            "--kpis", type=at_least(0), default=20, help="KPIs of each project (20)"
        )
        parser.add_argument(
            "--months",
            type=at_least(1),
            default=36,
            help="months of reports, each with a value of every KPI (36)",
        )
        parser.add_argument(
            "--benefits", type=at_least(0), default=500, help="benefits in all (500)"
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="another seed gives other rows (1)"
        )
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            help="the last day that is reported (end of the last full quarter)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = ("projects", "kpis", "months", "benefits", "seed")
        size = Size(**{name: options[name] for name in counts})
        began = time.monotonic()
        until = options["until"] or last_full_quarter(timezone.localdate())
        portfolio = write_scale(size, until)
        if portfolio is None:
            self.stdout.write(f"{size.slug} is already there; nothing was changed.")
            return
        self.stdout.write(
            f"{portfolio.slug}: {size.projects} projects, "
            f"{size.projects * size.kpis} KPIs, "
            f"{size.projects * size.kpis * size.months} measurements and "
            f"{size.benefits} benefits in {time.monotonic() - began:.1f} s"
        )
