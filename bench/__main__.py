"""Measure everything on PostgreSQL, the real web server and the demonstration."""

import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from bench.lines import Line, table
from tests.services import MissingError
from tests.services.postgresql import private_postgresql
from tests.services.site import running_site, use_environment

UNTIL = date(2026, 9, 30)
SLUG = "norwick"
PAGE = f"/scorecards/{SLUG}/"
SMALLEST = f"/bench/one-row/{SLUG}/"
BARE = "/bench/bare/"
# What is drawn on a wide screen: not the pictures for phones.
NARROW = re.compile(
    r'<div class="chart__picture chart__picture--narrow">.*?</div>', re.DOTALL
)
PICTURE = re.compile(r"<svg[^>]*viewBox.*?</svg>", re.DOTALL)


def main() -> None:
    """Set everything up in a folder that is gone afterwards, measure and print."""
    with (
        tempfile.TemporaryDirectory(prefix="pmo-value-bench-") as name,
        private_postgresql() as database,
    ):
        folder = Path(name)
        use_environment(folder, database, "bench.settings")
        cookie = prepare()
        lines = list(measure(folder, cookie))
    print(table(lines))


def prepare() -> str:
    """Load the demonstration; return the cookie of a reader who is signed in."""
    import django

    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from accounts.models import User
    from pmo_value.run import prepare_static_files

    print("Loading the demonstration")
    call_command("migrate", verbosity=0)
    call_command("load_demo", until=UNTIL, stdout=StringIO())
    prepare_static_files()
    client = Client()
    client.force_login(User.objects.get(username="executive"))
    session = settings.SESSION_COOKIE_NAME
    return f"{session}={client.cookies[session].value}"


def measure(folder: Path, cookie: str) -> Iterator[Line]:
    """Measure one thing after the other."""
    from bench.browsing import pictures_in_sight
    from bench.handing_out import handing_out
    from bench.pages import Reader, server_time, weights
    from bench.simulating import simulating
    from bench.urls import BARE_PAGE
    from bench.writing import importing, refreshing

    with running_site() as url:
        reader = Reader(url, cookie)
        print("Asking for pages")
        yield server_time(reader, PAGE, SMALLEST)
        yield from weights(reader, PAGE)
        (folder / BARE_PAGE).write_text(bare(reader.read(PAGE)[1].decode()))
        print("Looking at pages")
        yield from pictures_in_sight(url, cookie, PAGE, BARE)
    print("Changing facts")
    yield from refreshing()
    yield importing(folder)
    print("Writing files and mails")
    yield from handing_out()
    print("Drawing outcomes")
    yield simulating()


def bare(page: str) -> str:
    """Return a page of nothing but the pictures, and the styles that colour them."""
    from django.templatetags.static import static

    styles = [
        f'<link rel="stylesheet" href="{static(f"css/{name}.css")}">'
        for name in ("tokens", "charts")
    ]
    pictures = PICTURE.findall(NARROW.sub("", page))
    return "\n".join(["<!doctype html>", *styles, *pictures])


if __name__ == "__main__":
    try:
        main()
    except MissingError as missing:
        sys.exit(f"Nothing was measured: {missing}")
