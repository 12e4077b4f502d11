"""`verify_ledger`: whether the ledgers of value are what they were."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from delivery.models import Portfolio
from recognition.actions.verifying import first_flaw
from recognition.models import LedgerHead


class Command(BaseCommand):
    """Recompute each chain, and hold the items against their events."""

    help = (
        "Recomputes the hash chain of each ledger of value and compares the value "
        "items with their events. Prints the first wrong place, and ends with 1. "
        "Keep the hashes it prints elsewhere: they are the only proof that no events "
        "were taken off the end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slugs", nargs="*", metavar="SLUG", help="only these portfolios"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        portfolios = Portfolio.objects.order_by("path")
        if slugs := options["slugs"]:
            portfolios = portfolios.filter(slug__in=slugs)
            if missing := set(slugs) - set(portfolios.values_list("slug", flat=True)):
                raise CommandError(
                    f"There is no portfolio {', '.join(sorted(missing))}."
                )
        is_whole = True
        for portfolio in portfolios:
            if flaw := first_flaw(portfolio):
                is_whole = False
                self.stdout.write(f"{portfolio.slug}: {flaw}")
                continue
            head = LedgerHead.objects.filter(portfolio=portfolio).first()
            if head is not None:
                self.stdout.write(
                    f"{portfolio.slug}: {head.number} events, whole, ends with "
                    f"{head.hash}"
                )
        if not is_whole:
            raise CommandError("A ledger is not what it was.")
