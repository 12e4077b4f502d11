"""Writing the quotes and the success stories of the demonstration."""

from datetime import datetime, timedelta

from accounts.models import Mail, User
from delivery.models import Benefit
from recognition.actions import consents, stories, testimonials
from recognition.actions.consents import Choice
from recognition.demo.quotes import QUOTES, TALES, QuoteStory, TaleStory
from recognition.models import (
    Publication,
    Round,
    Stakeholder,
    Story,
    Testimonial,
)

Channel = Publication.Channel
STEP = timedelta(days=3)


def write_quotes(latest: Round, lead: User, asked_at: datetime) -> None:
    """Let people give quotes in a round, approve them, and take one back."""
    mails = set(Mail.objects.values_list("pk", flat=True))
    authors = {person.name: person for person in Stakeholder.objects.all()}
    for story in QUOTES:
        _quote(story, authors[story.author], latest, lead, asked_at)
    # The mails on the way would go to people whom there are not.
    Mail.objects.exclude(pk__in=mails).delete()


def _quote(
    story: QuoteStory,
    author: Stakeholder,
    latest: Round,
    lead: User,
    given_at: datetime,
) -> None:
    quote = testimonials.receive_testimonial(author, story.words, latest, given_at)
    if story.attribution is None:
        return
    testimonials.send_to_author(quote, lead, given_at + STEP)
    channels = [Channel.INTERNAL, *([Channel.BOARD] if story.is_board else [])]
    choice = Choice(channels=channels, attribution=story.attribution)
    wording = quote.texts.get()
    consents.approve(quote, wording.fingerprint, choice, given_at + 2 * STEP)
    consents.publish(quote, channels, lead, given_at + 3 * STEP)
    if story.highlight:
        consents.choose_highlight(quote, story.highlight)
    if story.is_taken_back:
        consents.take_back(quote, given_at + 4 * STEP)


def write_stories(people: tuple[User, User], now: datetime) -> None:
    """Tell what came of two benefits; the second person publishes."""
    for story in TALES:
        benefit = Benefit.objects.get(name=story.benefit)
        _tale(story, benefit, people, now)


def _tale(
    told: TaleStory, benefit: Benefit, people: tuple[User, User], now: datetime
) -> None:
    writer, reviewer = people
    story = stories.draft_from_benefit(benefit, writer, now)
    story.title, story.situation = told.title, told.situation
    story.deed, story.outcome = told.deed, told.outcome
    story.is_in_reports = told.is_published
    story.save()
    if told.author:
        quotes = Testimonial.objects.filter(stakeholder__name=told.author)
        story.quotes.set(quotes)
    stories.move(story, Story.State.IN_REVIEW, writer, now + STEP)
    if told.is_published:
        stories.move(story, Story.State.PUBLISHED, reviewer, now + 2 * STEP)
