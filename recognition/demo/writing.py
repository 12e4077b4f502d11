"""Writing the sponsors' voice of the demonstration into the database."""

import random
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from delivery.calculations.periods import Period, PeriodKind
from delivery.demo.projects import ROOT
from delivery.models import Benefit, Cycle, Portfolio, Project, Service
from recognition.demo.branding import write_branding
from recognition.demo.cycles import write_cycles
from recognition.demo.demand import write_demand
from recognition.demo.people import PEOPLE, PersonStory
from recognition.demo.rounds import (
    COMMENTS,
    PROMISES,
    QUARTERLY,
    SERVICE_VALUE,
    SERVICES_TEXT,
    THEME_OF,
    THEMES,
)
from recognition.demo.telling import write_quotes, write_stories
from recognition.demo.value import write_value
from recognition.demo.wording import write_words
from recognition.models import (
    Answer,
    FollowUp,
    Invitation,
    Mode,
    Question,
    Questionnaire,
    Response,
    Responsibility,
    Round,
    Stakeholder,
    Theme,
)

ROUNDS = 5
DAYS_OPEN = 14
# One in so many writes a comment.
SILENT_SHARE = 0.45
CLOSING = time(18, 0, tzinfo=UTC)

Kind = Question.Kind


@transaction.atomic
def write_voice(until: date) -> bool:
    """Write stakeholders, rounds and what was answered in the quarters up to `until`.

    Returns False, and writes nothing, when that is there already.
    """
    root = Portfolio.objects.get(slug=ROOT)
    if Stakeholder.objects.filter(portfolio=root).exists():
        return False
    people = _people()
    lead = User.objects.get(username="lead")
    themes = [Theme.objects.create(portfolio=root, name=name) for name in THEMES]
    quarterly = _quarterly(root)
    period = Period.containing(until, PeriodKind.QUARTER, 1)
    rounds = []
    for number in reversed(range(ROUNDS)):
        rounds.append(_round(root, quarterly, period, number=number))
        period = period.previous()
    rounds.reverse()
    for number, round_ in enumerate(rounds):
        _answers(round_, people, number)
    _services_round(root, people, rounds[-1])
    _tag(themes)
    _follow_ups(root, rounds, lead)
    asked_at = datetime.combine(rounds[-1].opens_on or until, CLOSING)
    write_quotes(rounds[-1], lead, asked_at)
    write_cycles(root)
    write_stories((User.objects.get(username="analyst"), lead), asked_at)
    write_words(until, datetime.combine(until, CLOSING))
    write_value(root, lead, until)
    write_demand(root, until)
    write_branding(root)
    Portfolio.objects.under(root).touch()
    return True


def _people() -> dict[PersonStory, Stakeholder]:
    portfolios = {portfolio.slug: portfolio for portfolio in Portfolio.objects.all()}
    services = {service.code: service for service in Service.objects.all()}
    people = {
        story: Stakeholder.objects.create(
            portfolio=portfolios[story.portfolio],
            name=story.name,
            email=story.email,
            role=story.role,
            job_title=story.title,
            unit="Norwick Utilities",
            time_zone="Europe/London",
            reports_to_pmo=story.reports_to_pmo,
        )
        for story in PEOPLE
    }
    accounts = {user.name: user for user in User.objects.exclude(name="")}
    by_name = {person.name: person for person in people.values()}
    for name in accounts.keys() & by_name.keys():
        by_name[name].user = accounts[name]
        by_name[name].save()
    theirs = [
        *(
            Responsibility(stakeholder=by_name[project.sponsor], project=project)
            for project in Project.objects.filter(sponsor__in=by_name)
        ),
        *(
            Responsibility(stakeholder=by_name[benefit.owner], benefit=benefit)
            for benefit in Benefit.objects.filter(owner__in=by_name)
        ),
        *(
            Responsibility(stakeholder=person, service=services[code])
            for story, person in people.items()
            for code in story.services
        ),
    ]
    bulk_create_with_history(theirs, Responsibility)
    return people


def _quarterly(root: Portfolio) -> Questionnaire:
    asked = Questionnaire.objects.create(
        portfolio=root, name="Every quarter, in four minutes", minutes=4
    )
    bulk_create_with_history(
        [
            Question(
                questionnaire=asked,
                position=position,
                kind=story.kind,
                text=story.text,
                low_label=story.low,
                high_label=story.high,
                is_required=story.is_required,
            )
            for position, story in enumerate(QUARTERLY, start=1)
        ],
        Question,
    )
    return asked


def _round(root: Portfolio, asked: Questionnaire, period: Period, number: int) -> Round:
    opens_on = period.end - timedelta(days=DAYS_OPEN)
    return Round.objects.create(
        portfolio=root,
        name=f"Sponsors, {period.label}",
        questionnaire=asked,
        cycle=Cycle.objects.filter(
            portfolio=root, starts_on__lte=period.start, ends_on__gte=period.end
        ).first(),
        period_start=period.start,
        period_end=period.end,
        # Once a year nobody sees names at all.
        mode=Mode.ANONYMOUS if number == 0 else Mode.CONFIDENTIAL,
        introduction="We want to know what our work was worth to you, and what we "
        "should do differently.",
        state=Round.State.CLOSED,
        opens_on=opens_on,
        closes_on=period.end,
        closed_at=datetime.combine(period.end, CLOSING),
    )


def _answers(
    round_: Round, people: dict[PersonStory, Stakeholder], number: int
) -> None:
    """Let people answer as they feel by then, the same each time it is told."""
    questions = list(round_.questionnaire.questions.all())
    responses, answers, invitations = [], [], []
    for story, person in people.items():
        chance = random.Random(f"{story.name} {number}")
        has_answered = chance.random() < story.answers
        warmth = min(1.0, story.warmth + story.turn * number)
        if has_answered:
            response = _response(round_, person, chance)
            responses.append(response)
            answers += [
                answer
                for question in questions
                if (answer := _answer(response, question, warmth, chance))
            ]
        invitations.append(_invitation(round_, person, has_answered=has_answered))
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers)
    for invitation in invitations:
        invitation.save()


def _invitation(
    round_: Round, person: Stakeholder, *, has_answered: bool
) -> Invitation:
    return Invitation(
        round=round_,
        stakeholder=person,
        is_anonymous=round_.is_anonymous,
        expires_on=round_.period_end,
        last_mail_at=datetime.combine(round_.opens_on or date.min, CLOSING),
        is_answered=has_answered,
    )


def _response(round_: Round, person: Stakeholder, chance: random.Random) -> Response:
    day = (round_.opens_on or date.min) + timedelta(days=chance.randrange(DAYS_OPEN))
    if round_.is_anonymous:
        return Response(round=round_, is_anonymous=True, language="en")
    return Response(
        round=round_,
        stakeholder=person,
        answered_at=datetime.combine(day, CLOSING),
        answered_on=day,
        language="en",
    )


def _answer(
    response: Response, question: Question, warmth: float, chance: random.Random
) -> Answer | None:
    if question.scale is None:
        text = _comment(warmth, chance)
        return Answer(response=response, question=question, text=text) if text else None
    if not question.is_required and chance.random() < 0.05:
        return None
    low, high = question.scale
    felt = warmth + chance.gauss(0.03, 0.13) - _doubt(question)
    score = low + round((high - low) * min(max(felt, 0.0), 1.0))
    return Answer(response=response, question=question, score=score)


def _doubt(question: Question) -> float:
    """People trust the PMO less to bring bad news early than anything else."""
    return 0.12 if question.kind == Kind.OPENNESS else 0.0


def _comment(warmth: float, chance: random.Random) -> str:
    if chance.random() < SILENT_SHARE:
        return ""
    felt = warmth + chance.gauss(0.0, 0.15)
    sound = "positive" if felt > 0.65 else "neutral" if felt > 0.5 else "negative"
    return chance.choice(COMMENTS[sound])


def _services_round(
    root: Portfolio, people: dict[PersonStory, Stakeholder], latest: Round
) -> None:
    """Ask the customers of each service what it was worth to them."""
    asked = Questionnaire.objects.create(
        portfolio=root, name="Our services, one by one", minutes=2
    )
    services = list(Service.objects.filter(portfolio=root).order_by("code"))
    questions = [
        Question(
            questionnaire=asked,
            position=position,
            kind=Kind.VALUE,
            text=SERVICE_VALUE.format(service=service.name),
            low_label="None",
            high_label="A great deal",
            service=service,
        )
        for position, service in enumerate(services, start=1)
    ]
    text = Question(
        questionnaire=asked,
        position=len(services) + 1,
        kind=Kind.TEXT,
        text=SERVICES_TEXT,
    )
    bulk_create_with_history([*questions, text], Question)
    round_ = Round.objects.create(
        portfolio=root,
        name=f"Services, {latest.name.removeprefix('Sponsors, ')}",
        questionnaire=asked,
        period_start=latest.period_start,
        period_end=latest.period_end,
        mode=Mode.CONFIDENTIAL,
        introduction="You use these services. What were they worth to you?",
        roles=[Stakeholder.Role.CUSTOMER],
        state=Round.State.CLOSED,
        opens_on=latest.opens_on,
        closes_on=latest.closes_on,
        closed_at=latest.closed_at,
    )
    for story, person in people.items():
        if not story.services:
            continue
        chance = random.Random(f"{story.name} services")
        has_answered = chance.random() < story.answers
        _invitation(round_, person, has_answered=has_answered).save()
        if has_answered:
            _rate_services(round_, story, person, asked, chance)


def _rate_services(
    round_: Round,
    story: PersonStory,
    person: Stakeholder,
    asked: Questionnaire,
    chance: random.Random,
) -> None:
    response = _response(round_, person, chance)
    response.save()
    warmth = min(1.0, story.warmth + story.turn * (ROUNDS - 1))
    answers = []
    for question in asked.questions.filter(service__isnull=False):
        if question.service.code in story.services:
            answer = _answer(response, question, warmth, chance)
        else:
            answer = Answer(
                response=response, question=question, is_not_applicable=True
            )
        if answer:
            answers.append(answer)
    Answer.objects.bulk_create(answers)


def _tag(themes: list[Theme]) -> None:
    """Tag comments by what they are about, as a person would."""
    by_name = {theme.name: theme for theme in themes}
    tags = [
        Answer.themes.through(answer_id=answer.pk, theme_id=by_name[name].pk)
        for answer in Answer.objects.comments()
        for name in {
            name for word, name in THEME_OF.items() if word in answer.text.lower()
        }
    ]
    Answer.themes.through.objects.bulk_create(tags)


def _follow_ups(root: Portfolio, rounds: list[Round], lead: User) -> None:
    for story in PROMISES:
        round_ = rounds[-1 - story.rounds_ago]
        due_on = round_.period_end + timedelta(days=story.due_after)
        FollowUp.objects.create(
            portfolio=root,
            round=round_,
            said=story.said,
            did=story.did,
            assigned_to=lead,
            due_on=due_on,
            state=FollowUp.State.DONE if story.did else FollowUp.State.OPEN,
            is_told=bool(story.did),
            settled_at=datetime.combine(due_on, CLOSING) if story.did else None,
        )
