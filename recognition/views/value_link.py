"""The page of a sponsor: what they answer for, by the link of a letter, and no account.

Looking changes nothing, because programs look at links in mail before people do. That
somebody looked is told by a script of the page, which those programs do not run.
"""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from accounts.links import LONGEST_TOKEN
from recognition.actions.value_answers import Reader, record_view
from recognition.models import ValueItem, ValueLetter
from recognition.views.links import close_to_others, leads_nowhere
from recognition.views.value_answering import Sheet


@require_http_methods(["GET", "HEAD", "POST"])
def value_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Show a sponsor the results of a letter, and take their answers."""
    if (letter := find(token)) is None:
        return close_to_others(leads_nowhere(request))
    reader = letter.sponsor
    with translation.override(reader.language), timezone.override(reader.time_zone):
        request.LANGUAGE_CODE = reader.language
        response = close_to_others(letter_page(request, letter))
    response.headers.setdefault("Content-Language", reader.language)
    return response


@require_POST
def value_letter_viewed(request: HttpRequest, token: str) -> HttpResponse:
    """Write down that a sponsor has opened the page in a browser."""
    if (letter := find(token)) is None:
        return close_to_others(leads_nowhere(request))
    now = timezone.now()
    if letter.is_open_on(timezone.localdate(now)):
        record_view(items_of(letter), Reader(letter.sponsor), now)
    return close_to_others(HttpResponse(status=HTTPStatus.NO_CONTENT))


def find(token: str) -> ValueLetter | None:
    """Return the letter that a link opens."""
    if len(token) > LONGEST_TOKEN:
        return None
    letters = ValueLetter.objects.of_token(token)
    return letters.select_related("sponsor", "portfolio", "sent_by").first()


def items_of(letter: ValueLetter) -> list[ValueItem]:
    """Return the results of a letter as they are now, in its order."""
    rows = ValueItem.objects.filter(letter_items__letter=letter).for_page()
    return list(rows.order_by("letter_items__position", "pk"))


def letter_page(request: HttpRequest, letter: ValueLetter) -> HttpResponse:
    """Return the page of a letter, or do what a button on it asks for."""
    now = timezone.now()
    context: dict[str, Any] = {"letter": letter, "reader": letter.sponsor}
    if not letter.is_open_on(timezone.localdate(now)):
        return render(request, "value/over.html", context, status=HTTPStatus.GONE)
    sheet = Sheet(
        request,
        lambda: items_of(letter),
        lambda _item: Reader(letter.sponsor),
        {line.item_id: line for line in letter.items.all()},
    )
    if request.method == "POST":
        done = sheet.done(now)
        if done is not None:
            place = f"#result-{done}" if done else "#results"
            return redirect(request.path + place)
    entries = sheet.entries()
    context |= {
        "entries": entries,
        "waiting": [entry for entry in entries if entry.is_waiting],
        "asks_for_all": "all" in request.GET and request.method != "POST",
    }
    return render(request, "value/letter.html", context, status=sheet.status)
