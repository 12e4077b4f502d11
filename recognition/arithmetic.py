"""Translations as they are shown: their numbers, their amount and their sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Measure, Reason, Unit
from pmo_value import formatting
from recognition import bindings, sentences
from recognition.bindings import NOTHING, Found, Wanted
from recognition.calculations.translations import Quantity, Role, Translated
from recognition.formulas import WORDS, FactorWords
from recognition.models import TranslationInput, ValueTranslation
from recognition.sentences import AmountFacts, Proposal

TYPED = TranslationInput.Source.TYPED
# From so much on no amount can be kept: some number is in the wrong unit.
BEYOND = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class Line:
    """One factor: what it is called, its number as bound, and what the facts say."""

    role: Role
    words: FactorWords
    quantity: Quantity
    currency: str
    bound: TranslationInput | None
    found: Found

    @property
    def written(self) -> str:
        """The number as it was bound."""
        return self._text(self.bound.number if self.bound else None)

    @property
    def now(self) -> str:
        """The number as the facts have it now."""
        value = self.found.value
        return self._text(value if isinstance(value, Decimal) else None)

    @property
    def range(self) -> str:
        """Between what it lies; nothing where nobody has said."""
        if self.bound is None or self.bound.least is None:
            return ""
        return _("%(low)s to %(high)s") % {
            "low": self._text(self.bound.least),
            "high": self._text(self.bound.most),
        }

    @property
    def unit(self) -> str:
        """What one of it is; a share and an amount say so themselves."""
        is_plain = self.quantity not in {Quantity.RATIO, Quantity.MONEY}
        return str(self.words.unit) if is_plain else ""

    @property
    def is_outdated(self) -> bool:
        """Whether its fact, or its range, has moved since somebody looked."""
        if self.bound is None or self.bound.source == TYPED:
            return False
        held = (self.bound.number, self.bound.least, self.bound.most)
        return held != (self.found.value, self.found.low, self.found.high)

    def _text(self, value: Decimal | None) -> str:
        return written(value, self.quantity, self.currency)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A translation with its lines, what they come to, and what may be said of it."""

    translation: ValueTranslation
    lines: tuple[Line, ...]
    result: Translated
    facts: AmountFacts
    proposal: Proposal
    # Whether the factors come to more than any amount of money: then there is none.
    is_beyond: bool

    @property
    def sentence(self) -> str:
        """What is said: in the words of a person, while they say no more than is known.

        Where nothing may be said, it says why.
        """
        wording = self.translation.wording
        if not (wording and self.proposal.is_available) or self.flaws:
            return self.proposal.sentence
        return sentences.render(wording, self.proposal.numbers)

    @property
    def flaws(self) -> list[str]:
        """What keeps the wording of a person from being said as things stand."""
        if not (self.translation.wording and self.proposal.is_available):
            return []
        return self.refused(self.translation.wording)

    def refused(self, wording: str) -> list[str]:
        """Return why a wording cannot be used for it."""
        limit = sentences.limit_of(self.facts)
        return sentences.refuse_wording(wording, limit, self.proposal.numbers)

    @property
    def amount(self) -> Decimal | None:
        value = self.result.measure.value
        return value if isinstance(value, Decimal) else None

    @property
    def evidence(self) -> Evidence:
        return self.result.evidence

    @property
    def unbound(self) -> list[Line]:
        return [line for line in self.lines if line.bound is None]

    @property
    def outdated(self) -> list[Line]:
        return [line for line in self.lines if line.is_outdated]

    @property
    def equation(self) -> str:
        """The product in one line, with nothing rounded but its result to cents."""
        currency = self.translation.currency
        factors = [
            *(line.written for line in self.lines),
            percent(self.translation.attribution),
            percent(self.translation.confidence),
        ]
        result = formatting.money(self.amount, currency)
        return f"{' × '.join(factors)} = {result}"


def written(value: Decimal | None, quantity: Quantity, currency: str) -> str:
    """Return a number of a factor as exactly as it is known."""
    if value is None:
        return formatting.UNKNOWN
    match quantity:
        case Quantity.MONEY:
            # A unit value may be less than a cent.
            is_fine = value != round(value, 2)
            places = 6 if is_fine else None
            return formatting.money(value, currency, places)
        case Quantity.RATIO:
            return percent(value)
        case Quantity.HOURS:
            return f"{formatting.trimmed(value)}{formatting.NARROW_SPACE}h"
    return formatting.trimmed(value)


def percent(ratio: Decimal) -> str:
    """Return a ratio in per cent with the decimals that it has."""
    return f"{formatting.trimmed(ratio * 100, 4)}{formatting.NARROW_SPACE}%"


def wanted_by(one: TranslationInput, translation: ValueTranslation) -> Wanted | None:
    """Return the number that a factor is bound to; a typed one is its own."""
    fact = one.assumption_id or one.kpi_id or one.benefit_id or one.project_id
    if one.source == TYPED or fact is None:
        return None
    needs_period = one.source in {"kpi", "kpi_change", "validated"}
    return Wanted(one.source, fact, translation.span if needs_period else None)


def arithmetic_of(
    translations: Iterable[ValueTranslation], day: date
) -> list[Arithmetic]:
    """Return translations with their numbers as they are on a day.

    They are read `with_inputs`; what their numbers come from takes a fixed number of
    queries more.
    """
    rows: Sequence[ValueTranslation] = list(translations)
    wanted = {
        one.pk: number
        for row in rows
        for one in row.inputs.all()
        if (number := wanted_by(one, row))
    }
    known = bindings.read(wanted.values(), day)
    return [
        _arithmetic(
            row,
            {
                Role(one.role): (one, _found(one, wanted.get(one.pk), known))
                for one in row.inputs.all()
            },
        )
        for row in rows
    ]


def _found(
    one: TranslationInput, wanted: Wanted | None, known: dict[Wanted, Found]
) -> Found:
    if wanted is None:
        return Found(one.number, one.least, one.most, Evidence.CLAIMED)
    return known.get(wanted, NOTHING)


def _arithmetic(
    row: ValueTranslation, bound: dict[Role, tuple[TranslationInput, Found]]
) -> Arithmetic:
    words, library = WORDS[row.formula], row.library
    lines = tuple(
        Line(
            role,
            words.factor(role),
            library.factor(role).quantity,
            row.currency,
            *bound.get(role, (None, NOTHING)),
        )
        for role in Role
    )
    result = row.computed(
        {role.value: found.evidence for role, (_, found) in bound.items()}
    )
    if beyond := _is_beyond(result):
        nothing = Measure.missing(Reason.NO_DATA, Unit.MONEY)
        result = Translated(nothing, evidence=result.evidence)
    facts = _facts(row, result)
    proposal = (
        _nothing(facts, _("it comes to more than any amount of money"))
        if beyond
        else _proposal(facts, lines)
    )
    return Arithmetic(row, lines, result, facts, proposal, beyond)


def _is_beyond(result: Translated) -> bool:
    """Return whether a product, or an end of its range, is more than can be kept."""
    found = (result.measure.value, result.low, result.high)
    return any(isinstance(one, Decimal) and abs(one) >= BEYOND for one in found)


def _facts(row: ValueTranslation, result: Translated) -> AmountFacts:
    amount = result.measure.value
    return AmountFacts(
        name=row.name,
        worth=row.library.worth,
        evidence=result.evidence,
        amount=amount if isinstance(amount, Decimal) else None,
        currency=row.currency,
        period=row.span.label,
        low=result.low if result.has_range else None,
        high=result.high if result.has_range else None,
        has_project=row.project_id is not None,
    )


def _proposal(facts: AmountFacts, lines: tuple[Line, ...]) -> Proposal:
    missing = [str(line.words.label) for line in lines if line.bound is None]
    if missing:
        reason = _("not known yet: %(factors)s") % {"factors": ", ".join(missing)}
        return _nothing(facts, reason)
    if facts.amount is not None and facts.amount < 0:
        return _nothing(facts, _("it got worse, so there is no value to tell of"))
    return sentences.propose(facts)


def _nothing(facts: AmountFacts, reason: str) -> Proposal:
    return Proposal(
        template="",
        sentence=sentences.not_available(facts.name, reason),
        permission=sentences.permitted(facts),
        why_weaker=(reason,),
        badge=facts.evidence.value,
    )
