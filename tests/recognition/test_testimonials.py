"""What a testimonial may become, by whom, and what is never changed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.links import token_of
from accounts.models import Mail
from recognition.actions import consents, people, testimonials
from recognition.actions.testimonials import (
    AUTHOR,
    Actor,
    StepRefusedError,
    receive_testimonial,
    take_step,
)
from recognition.models import (
    Consent,
    Testimonial,
    TestimonialStep,
    TestimonialText,
    TestimonialUse,
)
from tests.factories import RoundFactory, StakeholderFactory
from tests.recognition.quoting import NOW, approved, published, with_author

pytestmark = pytest.mark.django_db

State = Testimonial.State
YEAR_LATER = NOW + timedelta(days=366)


@pytest.fixture
def author(portfolio):
    return StakeholderFactory(
        portfolio=portfolio, name="Ada Lovelace", job_title="Head of Engines"
    )


def path_of(testimonial):
    return [step.after for step in testimonial.steps.order_by("pk")]


def test_a_quote_given_after_the_answers_is_received_and_kept_word_by_word():
    round_ = RoundFactory()
    author = StakeholderFactory(portfolio=round_.portfolio)
    revision = round_.portfolio.revision
    testimonial = receive_testimonial(author, "  It worked.\nTwice. ", round_, NOW)
    assert testimonial.state == State.RECEIVED
    assert testimonial.portfolio == round_.portfolio
    words = testimonial.newest_text()
    assert (words.number, words.text) == (1, "It worked.\nTwice.")
    assert testimonial.fingerprint_of(words.text) == words.fingerprint
    with pytest.raises(TypeError):
        words.save()
    [step] = testimonial.steps.all()
    assert step.is_by_author
    with pytest.raises(TypeError):
        step.save()
    token = token_of(testimonial.nonce)
    assert Testimonial.objects.of_token(token).get() == testimonial
    round_.portfolio.refresh_from_db()
    assert round_.portfolio.revision > revision


def test_nobody_but_the_author_approves(lead):
    testimonial = receive_testimonial(StakeholderFactory(), "Good.", None, NOW)
    testimonial.state = State.AUTHOR_REVIEW
    with pytest.raises(StepRefusedError):
        take_step(testimonial, State.APPROVED, Actor(lead), NOW)
    with pytest.raises(StepRefusedError):
        take_step(testimonial, State.PUBLISHED, AUTHOR, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        TestimonialStep(testimonial=testimonial, after=State.APPROVED, at=NOW).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Testimonial.objects.update(state=State.PUBLISHED)


def test_every_state_knows_what_may_follow():
    assert set(Testimonial.FOLLOWING) == set(State)
    over = {state for state, after in Testimonial.FOLLOWING.items() if not after}
    assert over == {State.WITHDRAWN, State.REJECTED, State.DECLINED}


def test_an_edit_after_the_review_goes_back_to_the_author(author, lead):
    found = approved(author, "It workd.", lead)
    testimonials.edit_testimonial(found, "It worked.", 1, lead, NOW)
    found.refresh_from_db()
    assert (found.state, found.approved_at) == (State.IN_EDIT, None)
    with pytest.raises(StepRefusedError, match="not approved"):
        consents.publish(found, ["internal"], lead, NOW)
    for text, seen, problem in [
        ("It works.", 1, "meanwhile"),
        ("It worked. ", 2, "the same"),
    ]:
        with pytest.raises(StepRefusedError, match=problem):
            testimonials.edit_testimonial(found, text, seen, lead, NOW)
    assert [text.text for text in found.texts.all()] == ["It workd.", "It worked."]
    testimonials.send_to_author(found, lead, NOW)
    first = found.texts.get(number=1)
    with pytest.raises(StepRefusedError, match="changed since"):
        consents.approve(
            found, first.fingerprint, consents.Choice(["internal"], "named"), NOW
        )
    found.refresh_from_db()
    assert found.state == State.AUTHOR_REVIEW
    assert path_of(found) == [
        "received",
        "in_edit",
        "author_review",
        "approved",
        "in_edit",
        "author_review",
    ]


def test_a_consent_says_what_when_how_and_until_when(author, lead):
    found = approved(author, "Good.", lead, ("internal", "board"), "role")
    consent = found.consents.get()
    assert consent.fingerprint == found.newest_text().fingerprint
    assert (consent.channels, consent.shown_as) == (
        ["internal", "board"],
        "Head of Engines",
    )
    assert (consent.given_at, consent.expires_on) == (NOW, date(2027, 10, 5))
    assert (consent.wording, consent.mechanism) == (consents.WORDING, consents.BY_LINK)


def test_nobody_is_anonymous_among_four(author, lead):
    StakeholderFactory.create_batch(3, portfolio=author.portfolio)
    found = with_author(author, "Good.", lead)
    choice = consents.Choice(["internal"], "anonymous")
    read = found.newest_text().fingerprint
    with pytest.raises(StepRefusedError, match="too few"):
        consents.approve(found, read, choice, NOW)
    fifth = StakeholderFactory(portfolio=author.portfolio)
    consents.approve(found, read, choice, NOW)
    assert author.name not in found.consents.get().shown_as
    fifth.left_on = date(2026, 10, 1)
    fifth.save()
    with pytest.raises(StepRefusedError, match="too few"):
        consents.publish(found, ["internal"], lead, NOW)


def test_only_what_is_allowed_is_published(author, lead):
    found = approved(author, "Good.", lead, ("internal",))
    for channels, at, problem in [
        (["board"], NOW, "not allowed"),
        ([], NOW, "not allowed"),
        (["internal"], YEAR_LATER, "run out"),
    ]:
        with pytest.raises(StepRefusedError, match=problem):
            consents.publish(found, channels, lead, at)
    assert not Testimonial.objects.live(NOW.date()).exists()
    consents.publish(found, ["internal"], lead, NOW)
    assert Testimonial.objects.live(NOW.date(), "internal").get() == found
    assert not Testimonial.objects.live(NOW.date(), "board").exists()
    assert not Testimonial.objects.live(YEAR_LATER.date()).exists()


def test_what_is_taken_back_is_gone_and_the_lead_learns_where_it_went(author, lead):
    found = published(author, "Kookaburra.", lead, ("internal", "board"))
    use = TestimonialUse(
        testimonial=found, kind="report", place="Board, Q3", used_on=NOW.date()
    )
    consents.note_use(use, "board", lead)
    assert not TestimonialUse.objects.to_take_back().exists()
    consents.take_back(found, NOW)
    found.refresh_from_db()
    assert found.state == State.WITHDRAWN
    assert not Testimonial.objects.live(NOW.date()).exists()
    assert not found.publications.filter(ended_at=None).exists()
    assert found.consents.get().withdrawn_at == NOW
    assert TestimonialUse.objects.to_take_back().get() == use
    mail = Mail.objects.get(recipient=lead)
    assert "Board, Q3" in mail.body
    assert "Kookaburra" not in mail.body
    assert "Lovelace" not in mail.subject + mail.body
    with pytest.raises(StepRefusedError):
        consents.take_back(found, NOW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (with_author, State.DECLINED),
        (approved, State.REJECTED),
        (published, State.WITHDRAWN),
    ],
)
def test_the_author_can_end_it_at_any_time(author, lead, before, after):
    found = before(author, "Good.", lead)
    consents.take_back(found, NOW)
    found.refresh_from_db()
    assert found.state == after
    assert not Consent.objects.in_force(NOW.date()).exists()


def test_nobody_is_asked_twice_in_ninety_days(author, lead):
    def ask(now):
        asked = Testimonial(stakeholder=author, question="Engines")
        return testimonials.ask_for_testimonial(asked, lead, now)

    found = ask(NOW)
    assert found.mail.link_nonce == found.nonce
    assert token_of(found.nonce) in found.mail.text
    with pytest.raises(StepRefusedError, match="was asked on"):
        ask(NOW + timedelta(days=89))
    again = ask(NOW + timedelta(days=90))
    assert testimonials.reject_unanswered(NOW + timedelta(days=91)) == 1
    found.refresh_from_db()
    again.refresh_from_db()
    assert (found.state, again.state) == (State.REJECTED, State.REQUESTED)
    author.email = ""
    author.save()
    with pytest.raises(StepRefusedError, match="no e-mail"):
        ask(NOW + timedelta(days=400))


def test_what_has_run_out_goes_and_its_author_is_asked_again(author, lead):
    found = published(author, "Good.", lead)
    other = published(StakeholderFactory(portfolio=author.portfolio), "Fine.", lead)
    other.stakeholder.left_on = NOW.date()
    other.stakeholder.save()
    Mail.objects.all().delete()
    assert consents.expire_testimonials(NOW) == 1
    assert consents.expire_testimonials(YEAR_LATER) == 1
    assert consents.expire_testimonials(YEAR_LATER) == 0
    [mail] = Mail.objects.all()
    assert mail.address == author.email
    found.refresh_from_db()
    assert found.state == State.EXPIRED
    assert other.steps.last().why == "The author has left the role."
    read = found.newest_text().fingerprint
    consents.approve(found, read, consents.Choice(["internal"], "named"), YEAR_LATER)
    consents.publish(found, ["internal"], lead, YEAR_LATER)
    assert Testimonial.objects.live(YEAR_LATER.date()).get() == found


def test_a_highlight_is_a_part_of_the_approved_text(author, lead):
    found = approved(author, "It never worked before. It works now.", lead)
    with pytest.raises(StepRefusedError, match="word by word"):
        consents.choose_highlight(found, "It worked")
    consents.choose_highlight(found, "It works now.")
    found.refresh_from_db()
    assert found.highlight == "It works now."


def test_of_somebody_forgotten_no_word_remains(author, lead):
    found = published(author, "Kookaburra.", lead)
    consents.choose_highlight(found, "Kookaburra")
    words = found.newest_text()
    people.erase_stakeholder(author.pk, NOW)
    found.refresh_from_db()
    assert found.state == State.WITHDRAWN
    rows = [
        *Testimonial.objects.values_list(),
        *TestimonialText.objects.values_list(),
        *Consent.objects.values_list(),
        *Mail.objects.filter(recipient=None).values_list(),
    ]
    assert "Kookaburra" not in str(rows)
    assert "Lovelace" not in str(rows)
    # Without its salt, the fingerprint leads nowhere: not even a guess can be tested.
    assert found.texts.get().fingerprint == words.fingerprint
    assert found.fingerprint_of("Kookaburra.") != words.fingerprint
    assert not Testimonial.objects.of_token(token_of(found.nonce)).exists()


def test_what_was_taken_back_leaves_the_counts(author, lead):
    kept = published(StakeholderFactory(portfolio=author.portfolio), "Fine.", lead)
    gone = published(author, "Good.", lead)
    consents.take_back(gone, NOW)
    quotes = {quote.author: quote for quote in Testimonial.objects.all().as_quotes()}
    assert quotes[str(kept.stakeholder_id)].is_live(NOW.date())
    assert quotes[str(author.pk)].withdrawn_on == NOW.date()
