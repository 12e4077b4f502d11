"""What people do on the pages that keep them to it."""

from datetime import date

from django.urls import reverse

from delivery.imports.importer import Job, import_file
from delivery.imports.kinds import default_mapping
from delivery.models import Portfolio
from tests.delivery.pages import entries

SEPTEMBER_ENDS = date(2026, 9, 30)


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def close(portfolio, day=SEPTEMBER_ENDS):
    Portfolio.objects.filter(pk=portfolio.pk).update(locked_until=day)


def imported(portfolio, tmp_path, text, by=None, kind="measurements"):
    path = tmp_path / "facts.csv"
    path.write_text(text)
    portfolio.refresh_from_db()
    mapping = default_mapping(kind)
    return import_file(Job(portfolio, mapping, path, path.name, by=by))


HEAD = "kpi,period_start,period_end,value,note\n"
