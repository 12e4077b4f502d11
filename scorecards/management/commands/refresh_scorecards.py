"""Bring scorecards up to date: `manage.py refresh_scorecards --help`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delivery.models import Portfolio
from delivery.models.portfolio import PortfolioQuerySet
from scorecards.models import Refresh
from scorecards.regeneration import queue, refresh_here


class Command(BaseCommand):
    help = (
        "Queues the scorecards that are behind their facts. "
        "With --wait they are refreshed here and now."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "slugs",
            nargs="*",
            metavar="SLUG",
            help="only these portfolios, and what is below them",
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="also those that are up to date: after an upgrade, for example",
        )
        parser.add_argument(
            "--wait",
            action="store_true",
            help="refresh here and now, and print each with its time",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        portfolios = _portfolios(options["slugs"])
        if options["all"]:
            portfolios.touch()
        if options["wait"]:
            self._refresh_here(portfolios)
        else:
            self.stdout.write(f"Portfolios queued: {queue(portfolios)}")

    def _refresh_here(self, portfolios: PortfolioQuerySet) -> None:
        for report in refresh_here(portfolios):
            self.stdout.write(
                f"{report.seconds:8.3f} s  {report.portfolio.slug}: {report.result}"
            )
        failing = Refresh.objects.failing().filter(portfolio__in=portfolios)
        for refresh in failing.select_related("portfolio"):
            self.stderr.write(f"{refresh.portfolio.slug}: {refresh.problem}")
        if failing.exists():
            raise CommandError("Some scorecards could not be refreshed.")


def _portfolios(slugs: list[str]) -> PortfolioQuerySet:
    """The portfolios of the slugs with all below them; without slugs all there are."""
    if not slugs:
        return Portfolio.objects.all()
    named = {row.slug: row for row in Portfolio.objects.filter(slug__in=slugs)}
    if unknown := [slug for slug in slugs if slug not in named]:
        raise CommandError(f"There is no portfolio {', '.join(unknown)}.")
    chosen = Portfolio.objects.none()
    for portfolio in named.values():
        chosen |= Portfolio.objects.under(portfolio)
    return chosen
