"""Telling leads of value that nobody has told, or that nobody has answered.

Each item is told of once a kind for good; a lead gets one mail a day at the most.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import mailing
from accounts.models import Mail, User
from delivery.models import Membership, Portfolio, Role
from recognition.actions.ledger import Event, chain_of
from recognition.models import ValueItem
from recognition.models.value import ValueItemQuerySet

# For so long value may wait before its lead hears of it.
PATIENCE = timedelta(days=30)
# Nobody is woken: a mail goes out from this hour on, where the reader is.
FIRST_HOUR = 7
LINES_SHOWN = 20

UNTOLD, UNANSWERED = "untold", "unanswered"


def overdue(kind: str, day: date) -> ValueItemQuerySet:
    """Return the items that have waited too long by a day, and nobody was told of."""
    if kind == UNTOLD:
        items = ValueItem.objects.untold_on(day - PATIENCE)
        return items.filter(untold_alerted_at=None)
    items = ValueItem.objects.unanswered_on(day - PATIENCE)
    return items.filter(unanswered_alerted_at=None)


def leads_of(portfolios: Iterable[int]) -> dict[int, list[User]]:
    """Return who leads each portfolio, or one above it, in two queries."""
    rows = Membership.objects.filter(
        role=Role.LEAD, user__is_active=True
    ).select_related("user", "portfolio")
    leads = [(row.portfolio.path, row.user) for row in rows.order_by("user", "pk")]
    found = {}
    paths = Portfolio.objects.filter(pk__in=portfolios).values_list("pk", "path")
    for pk, path in paths:
        here = {user.pk: user for above, user in leads if path.startswith(above)}
        found[pk] = [user for user in here.values() if mailing.is_address(user.email)]
    return found


class OvertakenError(Exception):
    """Another worker has written the mail of the day meanwhile."""


def alert_leads(now: datetime) -> int:
    """Write to the leads of value that waits too long; return how many mails it took.

    Mails and events are one transaction, so that a crash leaves both or neither; the
    end of the ledger is held while an item is looked at, so that two workers do not
    tell of it twice. A lead who has had the mail of the day hears of the rest
    tomorrow, and so does everybody who leads the same portfolio.
    """
    try:
        with transaction.atomic():
            return _alert_leads(now)
    except OvertakenError:
        return 0


def _alert_leads(now: datetime) -> int:
    day = timezone.localdate(now)
    waiting = overdue(UNTOLD, day) | overdue(UNANSWERED, day)
    portfolios = sorted(set(waiting.order_by().values_list("portfolio", flat=True)))
    if not portfolios:
        return 0
    leads = leads_of(portfolios)
    everybody = {user.pk: user for users in leads.values() for user in users}
    written = set(
        Mail.objects.filter(key__in=[key_of(pk, day) for pk in everybody]).values_list(
            "key", flat=True
        )
    )
    told: defaultdict[int, list[tuple[str, ValueItem]]] = defaultdict(list)
    for portfolio in portfolios:
        readers = leads[portfolio]
        if not readers or any(key_of(one.pk, day) in written for one in readers):
            continue
        found = note_alerts(portfolio, day, now)
        for reader in readers:
            told[reader.pk] += found
    written_to = [(everybody[pk], lines) for pk, lines in told.items() if lines]
    for user, lines in written_to:
        post(user, lines, day, now)
    return len(written_to)


def key_of(user_id: int, day: date) -> str:
    """Return the key of the mail of a day: there is never a second one."""
    return f"value-alert:{user_id}:{day}"


def note_alerts(
    portfolio: int, day: date, now: datetime
) -> list[tuple[str, ValueItem]]:
    """Write into a ledger which items its leads are told of, and return them."""
    noted = []
    with chain_of(portfolio, is_quiet=True) as chain:
        for kind in (UNTOLD, UNANSWERED):
            items = list(
                overdue(kind, day)
                .filter(portfolio=portfolio)
                .for_page()
                .order_by("validated_on", "pk")
            )
            for item in items:
                chain.append(
                    item,
                    Event.ALERTED,
                    now,
                    amount=item.amount,
                    currency=item.currency,
                    data={"of": kind},
                )
            pks = [item.pk for item in items]
            ValueItem.objects.filter(pk__in=pks).update(**{f"{kind}_alerted_at": now})
            noted += [(kind, item) for item in items]
    return noted


def post(
    user: User, told: list[tuple[str, ValueItem]], day: date, now: datetime
) -> None:
    """Put the mail of the day into a lead's outbox.

    Raises OvertakenError where it is there already.
    """
    with timezone.override(user.time_zone), translation.override(user.language):
        count = len({item.pk for _kind, item in told})
        subject = ngettext(
            "%d result waits for too long", "%d results wait for too long", count
        )
        is_new = mailing.post(
            key_of(user.pk, day),
            to=user,
            subject=f"{_('PMO Value')}: {subject % count}",
            body=body_of(user, told),
            now=by_morning(now, user),
        )
    if not is_new:
        raise OvertakenError


def by_morning(now: datetime, user: User) -> datetime:
    """Return now, or the morning of the day where it is still night."""
    here = now.astimezone(ZoneInfo(user.time_zone))
    morning = here.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    return max(here, morning)


def body_of(user: User, told: list[tuple[str, ValueItem]]) -> str:
    """Return the text: what nobody was told, what nobody has answered, and where."""
    untold = [item for kind, item in told if kind == UNTOLD]
    unanswered = [item for kind, item in told if kind == UNANSWERED]
    return render_to_string(
        "recognition/value_alert.txt",
        {
            "user": user,
            "days": PATIENCE.days,
            "untold": untold[:LINES_SHOWN],
            "more_untold": max(0, len(untold) - LINES_SHOWN),
            "unanswered": unanswered[:LINES_SHOWN],
            "more_unanswered": max(0, len(unanswered) - LINES_SHOWN),
            "url": settings.SITE_URL + reverse("recognition:value_list"),
        },
    )
