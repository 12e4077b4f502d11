"""What a lead does with one copy of a report, each behind a question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import token_of
from accounts.models import User
from accounts.requests import SignedInRequest
from delivery.views.pages import confirm_page, posted, saved, takes_forms
from recognition.actions import report_answers
from recognition.actions import report_copies as actions
from recognition.actions.report_copies import MovedOnError
from recognition.forms.report_copy import DeedForm
from recognition.models import ReportCopy, ReportState
from recognition.views.report_copy import led_copy, place_of, recipients_of, trail_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# The page that the link of a copy leads to.
SHARED = "shared_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A deed: what is asked before it, what it does, and what is said after it.

    `do` takes the copy, how many mails there were, who does it and when; what it
    returns is shown once. `can` says whether there is anything to do.
    """

    question: "StrPromise"
    text: "StrPromise"
    label: "StrPromise"
    done: "StrPromise"
    do: Callable[[ReportCopy, int, User, datetime], str | None]
    can: Callable[[ReportCopy], bool]
    is_gentle: bool = False


def _is_out(copy: ReportCopy) -> bool:
    return copy.report.state == ReportState.PUBLISHED and copy.revoked_at is None


def link_of(copy: ReportCopy, *_others: object) -> str:
    """Return the address that opens the report for whoever knows it."""
    return settings.SITE_URL + reverse(SHARED, args=[token_of(copy.nonce)])


DEEDS: Final[dict[str, Deed]] = {
    "send": Deed(
        question=gettext_lazy("Send the report to %(name)s?"),
        text=gettext_lazy(
            "The mail goes out by day where its reader is, and is written down as a "
            "delivery of its own. A mail that still waits is replaced by it."
        ),
        label=gettext_lazy("Send it"),
        done=gettext_lazy("The mail is on its way."),
        do=actions.ask_to_send,
        can=_is_out,
        is_gentle=True,
    ),
    "without-file": Deed(
        question=gettext_lazy("Send the report to %(name)s without the file?"),
        text=gettext_lazy("The mail then carries the link alone."),
        label=gettext_lazy("Send it without the file"),
        done=gettext_lazy("The mail is on its way."),
        do=lambda copy, after, by, now: actions.ask_to_send(
            copy, after, by, now, without_file=True
        ),
        can=lambda copy: _is_out(copy) and bool(copy.attachment),
        is_gentle=True,
    ),
    "revoke": Deed(
        question=gettext_lazy("Take the link of %(name)s back?"),
        text=gettext_lazy(
            "It opens nothing any more, and a mail that has not gone out yet is not "
            "sent. What was answered stays answered."
        ),
        label=gettext_lazy("Take it back"),
        done=gettext_lazy("The link is taken back."),
        do=lambda copy, _after, _by, now: actions.revoke(copy, now),
        can=lambda copy: copy.revoked_at is None,
    ),
    "reopen": Deed(
        question=gettext_lazy("Let the link of %(name)s open the report again?"),
        text=gettext_lazy(
            "The same link works again; one that has run out is valid for thirty "
            "days more."
        ),
        label=gettext_lazy("Open it again"),
        done=gettext_lazy("The link opens the report again."),
        do=lambda copy, _after, _by, now: actions.open_again(copy, now),
        can=lambda _copy: True,
        is_gentle=True,
    ),
    "bounced": Deed(
        question=gettext_lazy("Did the mail to %(name)s come back?"),
        text=gettext_lazy(
            "A mail that the server of the recipient sends back later arrives in the "
            "mailbox of the sender, where nothing reads it. Write it down here, and "
            "the copy counts as not delivered."
        ),
        label=gettext_lazy("It came back"),
        done=gettext_lazy("Written down: the mail came back."),
        do=lambda copy, _after, _by, now: actions.note_bounce(copy, now),
        can=lambda copy: copy.sent_at is not None and copy.bounced_at is None,
    ),
    "arrived": Deed(
        question=gettext_lazy("Did the mail to %(name)s arrive after all?"),
        text=gettext_lazy("The copy then counts as delivered again."),
        label=gettext_lazy("It arrived"),
        done=gettext_lazy("Written down: the mail arrived."),
        do=lambda copy, _after, _by, _now: actions.note_bounce(copy, None),
        can=lambda copy: copy.bounced_at is not None,
        is_gentle=True,
    ),
    "link": Deed(
        question=gettext_lazy("Show the link of %(name)s?"),
        text=gettext_lazy(
            "Whoever has it reads and answers in the name of this recipient. Give it "
            "to nobody else, and only where the mail does not arrive."
        ),
        label=gettext_lazy("Show the link"),
        done=gettext_lazy("The link of %(name)s"),
        do=link_of,
        can=lambda copy: copy.report.is_frozen and copy.user_id is None,
        is_gentle=True,
    ),
    "password": Deed(
        question=gettext_lazy("Ask %(name)s for a password?"),
        text=gettext_lazy(
            "The link then asks for it. It is shown to you once and not sent by mail: "
            "tell it to the recipient by another way. An earlier one ends."
        ),
        label=gettext_lazy("Make a password"),
        done=gettext_lazy("The password of %(name)s"),
        do=lambda copy, _after, _by, _now: actions.new_password(copy),
        can=lambda copy: copy.user_id is None,
        is_gentle=True,
    ),
    "no-password": Deed(
        question=gettext_lazy("Ask %(name)s for no password any more?"),
        text=gettext_lazy("The link alone then opens the report."),
        label=gettext_lazy("Remove the password"),
        done=gettext_lazy("The link opens the report without a password."),
        do=lambda copy, _after, _by, _now: actions.remove_password(copy),
        can=lambda copy: bool(copy.password),
    ),
    "wants-again": Deed(
        question=gettext_lazy("Does %(name)s want reports again?"),
        text=gettext_lazy(
            "They asked for no more of them. Do this only because they said so."
        ),
        label=gettext_lazy("They want them again"),
        done=gettext_lazy("They get reports again."),
        do=lambda copy, _after, _by, _now: report_answers.wish_again(copy),
        can=actions.wants_none,
    ),
    "remove": Deed(
        question=gettext_lazy("Take %(name)s off the list?"),
        text=gettext_lazy("Nothing has been sent to them, and nothing will be."),
        label=gettext_lazy("Take them off"),
        done=gettext_lazy("Taken off the list."),
        do=lambda copy, _after, _by, _now: actions.remove(copy),
        can=lambda copy: copy.is_expected,
    ),
}
# What these return is shown once, on a page that nobody keeps.
SECRETS = {"link", "password"}


@takes_forms
@login_required
def report_copy_do(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Ask before something is done with a copy, and do it."""
    copy = led_copy(request, pk)
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    if not deed.can(copy):
        return _moved_on(request, copy)
    after = copy.mail_count  # type: ignore[attr-defined]
    form = DeedForm(posted(request), initial={"after": after})
    names = {"name": copy.reader}
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            shown = deed.do(copy, form.cleaned_data["after"], request.user, now)
        except MovedOnError:
            return _moved_on(request, copy)
        if name in SECRETS:
            title = deed.done % names
            return _shown_once(request, copy, title, shown or "", name)
        place = recipients_of(copy.report).url if name == "remove" else copy
        return saved(request, str(deed.done), place)
    return confirm_page(
        request,
        deed.question % names,
        trail=[*trail_of(copy.report), recipients_of(copy.report), place_of(copy)],
        submit_label=str(deed.label),
        text=str(deed.text),
        form=form,
        is_gentle=deed.is_gentle,
    )


def _moved_on(request: SignedInRequest, copy: ReportCopy) -> HttpResponse:
    """Say that a copy is not as the page showed it, and lead to what it is now."""
    messages.info(
        request, _("Nothing was done: the copy is another one by now. See below.")
    )
    return redirect(copy)


def _shown_once(
    request: SignedInRequest, copy: ReportCopy, title: str, secret: str, name: str
) -> HttpResponse:
    context = {
        "copy": copy,
        "title": title,
        "secret": secret,
        "is_password": name == "password",
        "trail": [*trail_of(copy.report), recipients_of(copy.report), place_of(copy)],
    }
    response = render(request, "recognition/report_copy_secret.html", context)
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    return response
