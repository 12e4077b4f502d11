"""Take the pictures of the guides from the running application: `make pictures`."""

import tempfile
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.services.chromium import chromium_program
from tests.services.site import PASSWORD, running_site, use_environment

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
UNTIL = date(2026, 9, 30)
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: whose page it is, where it is, and how wide the screen is."""

    name: str
    person: str
    path: str
    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"


SHOTS = [
    Shot("scorecard", "executive", "/scorecards/norwick/"),
    Shot("scorecard-dark", "executive", "/scorecards/norwick/", scheme="dark"),
    Shot("scorecard-phone", "executive", "/scorecards/norwick/", 360, 760),
    Shot("scorecards", "executive", "/scorecards/", height=620),
    Shot("panel", "executive", "/scorecards/norwick/kpis/"),
    Shot("delivery", "analyst", "/delivery/"),
    Shot("projects", "analyst", "/delivery/projects/", height=700),
    Shot("project", "analyst", "/delivery/projects/1/"),
    Shot("import", "analyst", "/delivery/imports/new/", height=760),
    Shot("benefit", "finance", "/delivery/benefits/1/"),
    Shot("recognition", "executive", "/recognition/", height=620),
    Shot("round", "lead", "/recognition/rounds/1/", height=800),
    Shot("results", "lead", "/recognition/rounds/1/results/"),
    Shot("quotes", "executive", "/recognition/quotes/", height=620),
    Shot("value", "lead", "/recognition/value/", height=800),
    Shot("return", "finance", "/scorecards/norwick/return/", height=1100),
    Shot("report", "executive", "/scorecards/reports/1/", height=1200),
    Shot("report-desk", "lead", "/scorecards/reports/3/compose/", height=1000),
    Shot("distribution", "lead", "/recognition/reports/1/distribution/", height=900),
    Shot("schedule", "lead", "/recognition/reports/schedules/1/", height=860),
    Shot("flywheel", "executive", "/scorecards/norwick/flywheel/", height=860),
    Shot("members", "lead", "/delivery/portfolios/norwick/members/", height=620),
]


def main() -> None:
    """Start the application on the demonstration in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="pmo-value-pictures-") as folder:
        use_environment(Path(folder))
        prepare()
        PICTURES.mkdir(exist_ok=True)
        mail = report_as_mail()
        with running_site() as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_program(),
                args=[
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                ],
            )
            for shot in SHOTS:
                take(browser, url, shot)
            take_mail(browser, mail)


def prepare() -> None:
    """Fill the database with the demonstration."""
    import django

    django.setup()

    from django.core.management import call_command

    from pmo_value.run import prepare_static_files

    call_command("migrate", verbosity=0)
    call_command("load_demo", until=UNTIL, stdout=StringIO())
    prepare_static_files()


def take(browser: Browser, url: str, shot: Shot) -> None:
    """Sign in as the person, open the page and keep what is in sight."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{url}/accounts/login/?next={shot.path}")
    page.locator("input[name=login]").fill(shot.person)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"**{shot.path}")
    page.goto(f"{url}{shot.path}", wait_until="networkidle")
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    context.close()
    print(f"docs/pictures/{shot.name}.png")  # noqa: T201


def report_as_mail() -> str:
    """Return a report as the body of a mail, its pictures within."""
    from accounts.models.mail import LINK
    from recognition.models import ReportCopy
    from scorecards.actions.sending import letter_to

    letter = letter_to(
        ReportCopy.objects.filter(stakeholder__isnull=False, sent_at__isnull=False)[0],
        NOW,
    )
    html = letter.html.replace(LINK, "https://value.example.org/")
    for part in letter.pictures:
        content = b64encode(part.content).decode()
        data = f"data:{part.content_type};base64,{content}"
        html = html.replace(f"cid:{part.content_id}", data)
    return html


def take_mail(browser: Browser, html: str) -> None:
    """Keep how a report looks in the body of a mail."""
    page = browser.new_page(viewport={"width": 640, "height": 1200})
    page.set_content(html, wait_until="networkidle")
    page.screenshot(path=PICTURES / "mail.png")
    page.close()
    print("docs/pictures/mail.png")  # noqa: T201


if __name__ == "__main__":
    main()
