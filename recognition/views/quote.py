"""The page of an author: what they said, where it stands, and the way to take it back.

It opens by their own link, without an account. Looking changes nothing; only a button
decides.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from accounts.links import LONGEST_TOKEN
from delivery.views.pages import takes_forms
from recognition.actions import consents, testimonials
from recognition.actions.testimonials import StepRefusedError
from recognition.calculations.wording import word_changes
from recognition.forms.quote import ConsentForm, WishForm, WordsForm
from recognition.models import Testimonial
from recognition.views.links import close_to_others, leads_nowhere

State = Testimonial.State


@takes_forms
def quote(request: HttpRequest, token: str) -> HttpResponse:
    """Show an author what is asked of them, and take what they decide."""
    if (found := find(token)) is None:
        return close_to_others(leads_nowhere(request))
    author = found.stakeholder
    with translation.override(author.language), timezone.override(author.time_zone):
        request.LANGUAGE_CODE = author.language
        page = AuthorsPage(found, request)
        if request.method == "POST" and page.done():
            return close_to_others(redirect(request.path))
        return close_to_others(page.shown())


def find(token: str) -> Testimonial | None:
    """Return the quote that a link opens."""
    if len(token) > LONGEST_TOKEN:
        return None
    opened = Testimonial.objects.of_token(token)
    return opened.select_related("stakeholder", "portfolio", "project").first()


class AuthorsPage:
    """One look at the page of an author, and what a button on it does."""

    def __init__(self, testimonial: Testimonial, request: HttpRequest) -> None:
        self.testimonial = testimonial
        self.request = request
        self.refused = ""
        self.form: Any = self.form_for(self.deed)

    @property
    def deed(self) -> str:
        """What the button says that was pressed; "" where nobody pressed one."""
        return self.request.POST.get("deed", "")

    def form_for(self, deed: str) -> Any:
        """Return the form that was sent, or the one with which the page opens."""
        data = self.request.POST if deed else None
        if deed == "change":
            return WishForm(data)
        if self.testimonial.state == State.REQUESTED:
            return WordsForm(data if deed == "give" else None)
        return ConsentForm(
            data if deed == "approve" else None, author=self.testimonial.stakeholder
        )

    def done(self) -> bool:
        """Do what was asked for; if it cannot be, the page says why."""
        deeds: dict[str, Callable[[], None]] = {
            "give": self.give,
            "approve": self.approve,
            "change": self.change,
            "take_back": self.take_back,
        }
        if self.deed not in deeds:
            return False
        if self.deed != "take_back" and not self.form.is_valid():
            return False
        try:
            deeds[self.deed]()
        except StepRefusedError as error:
            self.refused = str(error)
            self.testimonial.refresh_from_db()
            return False
        return True

    def give(self) -> None:
        text = self.form.cleaned_data["text"]
        testimonials.answer_request(self.testimonial, text, timezone.now())

    def approve(self) -> None:
        read = self.form.cleaned_data["fingerprint"]
        consents.approve(self.testimonial, read, self.form.choice, timezone.now())

    def change(self) -> None:
        why = self.form.cleaned_data["why"]
        consents.ask_for_change(self.testimonial, why, timezone.now())

    def take_back(self) -> None:
        consents.take_back(self.testimonial, timezone.now())

    def shown(self) -> HttpResponse:
        """Return the page as the state of the quote has it."""
        found = self.testimonial
        texts = list(found.texts.order_by("number"))
        verbatim = texts[0].text if texts else ""
        newest = texts[-1] if texts else None
        consent = found.approved_consent()
        context = {
            "testimonial": found,
            "author": found.stakeholder,
            "state": found.state,
            "text": newest,
            "is_edited": len(texts) > 1,
            "changes": word_changes(verbatim, newest.text) if newest else [],
            "consent": consent,
            "channels": [
                publication.get_channel_display()
                for publication in found.publications.filter(ended_at=None)
            ],
            "form": self.form,
            "words_form": self.form if isinstance(self.form, WordsForm) else None,
            "consent_form": self.form
            if isinstance(self.form, ConsentForm)
            else ConsentForm(author=found.stakeholder),
            "wish_form": self.form if isinstance(self.form, WishForm) else WishForm(),
            "refused": self.refused,
        }
        is_wrong = bool(self.form.errors)
        status = 409 if self.refused else 422 if is_wrong else 200
        return render(self.request, "quote/quote.html", context, status=status)
