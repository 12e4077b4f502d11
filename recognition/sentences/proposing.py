"""The sentence of an amount, a change or an outcome: as strong as the gate permits."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Unit
from pmo_value import formatting
from recognition.calculations.gate import Kind, Link, Permission, Verb, Why, Worth
from recognition.sentences import words
from recognition.sentences.facts import (
    AmountFacts,
    ChangeFacts,
    Facts,
    OutcomeFacts,
    Span,
    Statistic,
    permitted,
)
from recognition.sentences.writing import render

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sentence, and what it is made of.

    `template` names the numbers in braces, `numbers` are their texts. Without a
    template nothing may be said, and the sentence says why. `why_weaker` are the
    reasons why it says no more than it does, without full stops. `badge` is the
    evidence level that belongs beside it.
    """

    template: str
    numbers: dict[str, str] = field(default_factory=dict)
    sentence: str
    permission: Permission
    why_weaker: tuple[str, ...] = ()
    badge: str

    @property
    def is_available(self) -> bool:
        return bool(self.template)


def propose(facts: Facts) -> Proposal:
    """Return the strongest sentence that some facts bear."""
    permission = permitted(facts)
    match facts:
        case AmountFacts():
            template, numbers = _amount(facts, permission)
        case ChangeFacts():
            template, numbers = _change(facts, permission)
        case OutcomeFacts():
            template, numbers = _outcome(facts)
    if template and not isinstance(facts, OutcomeFacts) and permission.link:
        template = f"{template} {_cause(permission.link)}"
        numbers["cause"] = facts.cause
    why = tuple(str(words.REASONS[reason]) for reason in permission.why)
    return Proposal(
        template=template,
        numbers=numbers,
        sentence=render(template, numbers) if template else _missing(facts, why),
        permission=permission,
        why_weaker=why,
        badge=facts.evidence.value,
    )


def _missing(facts: Facts, why: tuple[str, ...]) -> str:
    """Say that there is no sentence, and what is lacking."""
    name = facts.name or _("Value")
    if isinstance(facts, AmountFacts) and facts.amount is None:
        return words.not_available(name, _("none recorded"))
    if isinstance(facts, ChangeFacts) and None in {facts.before, facts.after}:
        return words.not_available(name, _("it has no value to compare"))
    if isinstance(facts, OutcomeFacts):
        reason = _("neither a planned finish nor a budget can be compared")
        return words.not_available(name, reason)
    return words.not_available(name, _("; ").join(why))


def _cause(link: Link) -> str:
    return {
        Link.CAUSED: _("{cause} caused this."),
        Link.CONTRIBUTED: _("{cause} contributed to this."),
        Link.COINCIDED: _("This coincided with {cause}."),
    }[link]


# Amounts


def _amount(facts: AmountFacts, permission: Permission) -> tuple[str, dict[str, str]]:
    if permission.verb is Verb.FORECAST:
        return _forecast(facts)
    if facts.amount is None or permission.verb is None:
        return "", {}
    numbers = {"value": _told(facts, facts.amount), "period": facts.period}
    if facts.amount == 0 and permission.kind is Kind.VALIDATED_MONEY:
        return _named(facts, _nothing(facts.worth), numbers)
    if permission.verb is Verb.REPORTS:
        return _named(facts, _reported(facts, permission, numbers), numbers)
    template = {
        Verb.SAVED: _("{value} saved in {period}, validated by Finance%(more)s."),
        Verb.AVOIDED: _(
            "{value} in cost avoidance in {period}, validated by Finance%(more)s."
        ),
        Verb.FREED: _(
            "freed up hours worth {value} in {period}, validated by Finance%(more)s."
        ),
        Verb.DELIVERED: _(
            "{value} delivered in {period}, validated by Finance%(more)s."
        ),
    }[permission.verb]
    return _named(facts, template % {"more": _brackets(facts, numbers)}, numbers)


def _named(
    facts: AmountFacts, template: str, numbers: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """Put the name before a sentence; without one it begins with a capital."""
    if not facts.name:
        return template[:1].upper() + template[1:], numbers
    return f"{{name}}: {template}", {"name": facts.name, **numbers}


def _told(facts: AmountFacts, amount: Decimal) -> str:
    """Return an amount with its unit, and over what time it was added up."""
    marks = facts.marks or ((facts.planned,) if facts.planned is not None else ())
    if facts.currency:
        text = words.amount(
            amount, facts.currency, facts.evidence, marks=marks, by_code=facts.by_code
        )
    else:
        text = words.number(amount, facts.unit, facts.evidence, marks)
    if facts.span is None:
        return text
    spans = {
        Span.ANNUALISED: _("%(amount)s annualised"),
        Span.RUN_RATE: _("%(amount)s run-rate"),
        Span.CUMULATIVE: _("%(amount)s cumulative"),
        Span.WHOLE_LIFE: _("%(amount)s whole-life"),
    }
    return spans[facts.span] % {"amount": text}


def _brackets(facts: AmountFacts, numbers: dict[str, str], *first: str) -> str:
    """Return what stands in brackets: basis, coverage and plan, as far as known."""
    parts = list(first)
    if facts.basis:
        numbers["basis"] = facts.basis
        parts.append(_("basis: {basis}"))
    if facts.known is not None and facts.expected and facts.known < facts.expected:
        numbers["coverage"] = _("%(known)s of %(expected)s") % {
            "known": formatting.number(facts.known),
            "expected": formatting.number(facts.expected),
        }
        parts.append(_("{coverage} months known"))
    if facts.planned is not None:
        numbers["planned"] = _planned(facts, facts.planned)
        parts.append(_("{planned} planned"))
    return f" ({'; '.join(parts)})" if parts else ""


def _planned(facts: AmountFacts, planned: Decimal) -> str:
    """Return the plan, as it was written down: to three digits."""
    if not facts.currency:
        return words.number(planned, facts.unit, Evidence.VALIDATED)
    return words.amount(
        planned, facts.currency, Evidence.VALIDATED, by_code=facts.by_code
    )


def _reported(
    facts: AmountFacts, permission: Permission, numbers: dict[str, str]
) -> str:
    """Return what is claimed, and what it lacks."""
    if Why.NOT_MONEY in permission.why:
        state = _("validated by Finance, not in money")
    elif facts.evidence is Evidence.MEASURED:
        state = _("measured, not yet validated")
    else:
        state = _("not yet validated")
    text = {
        True: _("the project reports {value}%(worth)s in {period}%(more)s."),
        False: _("the owner reports {value}%(worth)s in {period}%(more)s."),
    }[facts.has_project]
    more = _brackets(replace(facts, basis=""), numbers, state)
    return text % {"worth": _of(facts.worth), "more": more}


def _of(worth: Worth | None) -> str:
    """Return what kind of money it is, behind an amount."""
    return (
        {
            Worth.CASHABLE: _(" in cashable benefit"),
            Worth.COST_AVOIDANCE: _(" in cost avoidance"),
            Worth.NON_CASHABLE: _(" in released capacity"),
        }.get(worth, "")
        if worth
        else ""
    )


def _nothing(worth: Worth | None) -> str:
    """Return the sentence of a measured zero, which is not the same as no data."""
    return {
        Worth.CASHABLE: _("no cash was released in {period}, validated by Finance."),
        Worth.COST_AVOIDANCE: _(
            "no cost avoidance was achieved in {period}, validated by Finance."
        ),
        Worth.NON_CASHABLE: _(
            "no capacity was freed in {period}, validated by Finance."
        ),
    }.get(worth or Worth.QUALITATIVE) or _(
        "nothing was delivered in {period}, validated by Finance."
    )


def _forecast(facts: AmountFacts) -> tuple[str, dict[str, str]]:
    low, high = facts.low or ZERO, facts.high or ZERO
    if facts.currency:
        ends = [
            words.amount(
                end,
                facts.currency,
                Evidence.MEASURED,
                marks=[other],
                by_code=facts.by_code,
            )
            for end, other in ((low, high), (high, low))
        ]
    else:
        ends = [
            words.number(low, "", Evidence.MEASURED, [high]),
            words.number(high, facts.unit, Evidence.MEASURED, [low]),
        ]
    numbers = {
        "value": _("%(low)s to %(high)s") % {"low": ends[0], "high": ends[1]},
        "period": facts.period,
    }
    words_of = {"worth": _of(facts.worth)}
    if not facts.name:
        text = _("This is forecast to bring {value}%(worth)s in {period}.") % words_of
        return text, numbers
    text = _("{name} is forecast to bring {value}%(worth)s in {period}.") % words_of
    return text, {"name": facts.name, **numbers}


# Changes


def _change(facts: ChangeFacts, permission: Permission) -> tuple[str, dict[str, str]]:
    before, after = facts.before, facts.after
    if before is None or after is None or permission.verb is None:
        return "", {}
    numbers = _ends(facts, before, after)
    words_of = {"statistic": _statistic(facts.statistic)}
    if permission.verb is Verb.NO_CHANGE:
        numbers["name"] = words.in_sentence(facts.name)
        text = _(
            "No detectable change in {name} (%(statistic)s{before} vs {after}, n={n}; "
            "within routine variation)."
        )
        return text % words_of, numbers
    if permission.verb is Verb.REPORTS:
        text = {
            True: _(
                "{name}: the project reports %(statistic)s{after} in {period}, and "
                "{before} in {comparator} (n={n}; %(why)s)."
            ),
            False: _(
                "{name}: its owner reports %(statistic)s{after} in {period}, and "
                "{before} in {comparator} (n={n}; %(why)s)."
            ),
        }[facts.has_project]
        words_of["why"] = str(words.REASONS[permission.why[0]])
        return text % words_of, numbers
    if facts.unit in {Unit.DAYS, Unit.HOURS} and before > 0 and before != after:
        return _duration(before, after, words_of, numbers)
    text = {
        True: _(
            "{name} rose from %(statistic)s{before} in {comparator} to {after} in "
            "{period} ({value}, n={n})."
        ),
        False: _(
            "{name} fell from %(statistic)s{before} in {comparator} to {after} in "
            "{period} ({value}, n={n})."
        ),
    }[after > before]
    numbers["value"] = _scale(facts).moved(before, after)
    return text % words_of, numbers


def _duration(
    before: Decimal,
    after: Decimal,
    words_of: dict[str, str],
    numbers: dict[str, str],
) -> tuple[str, dict[str, str]]:
    """Return how much shorter or longer something takes: by how much of its length."""
    numbers["value"] = words.share(abs(after - before) / before)
    text = {
        True: _(
            "{name} is {value} shorter than in {comparator} (%(statistic)s{before} to "
            "{after}, n={n})."
        ),
        False: _(
            "{name} is {value} longer than in {comparator} (%(statistic)s{before} to "
            "{after}, n={n})."
        ),
    }[after < before]
    return text % words_of, numbers


def _scale(facts: ChangeFacts) -> words.Scale:
    return words.Scale(
        unit=facts.unit,
        evidence=facts.evidence,
        currency=facts.currency,
        label=facts.label,
        by_code=facts.by_code,
    )


def _ends(facts: ChangeFacts, before: Decimal, after: Decimal) -> dict[str, str]:
    scale, sizes = _scale(facts), facts.statistics
    if facts.unit is Unit.RATIO:
        ends = words.share(before, (1, after)), words.share(after, (1, before))
    else:
        first, second = scale.ends(before, after)
        ends = scale.written(first, with_unit=False), scale.written(second)
    return {
        "name": facts.name,
        "before": ends[0],
        "after": ends[1],
        "comparator": facts.comparator,
        "period": facts.period,
        "n": f"{formatting.number(sizes.n_before)}/{formatting.number(sizes.n_after)}",
    }


def _statistic(statistic: Statistic | None) -> str:
    return {
        Statistic.MEDIAN: _("median "),
        Statistic.AVERAGE: _("average "),
        None: "",
    }[statistic]


# Outcomes


def _outcome(facts: OutcomeFacts) -> tuple[str, dict[str, str]]:
    numbers = {"name": facts.name}
    if facts.period:
        numbers["period"] = facts.period
    time = money = ""
    planned, finished = facts.planned_finish, facts.finished_on
    if planned and finished and facts.is_on_time is not None:
        time = _finish(planned, finished, numbers, is_on_time=facts.is_on_time)
    if (
        facts.budget is not None
        and facts.cost is not None
        and facts.is_within_budget is not None
    ):
        numbers |= {
            "cost": _spent(facts, facts.cost, facts.budget),
            "budget": _spent(facts, facts.budget, facts.cost),
        }
        money = {
            True: _("cost {cost}, within the {budget} approved"),
            False: _("cost {cost} against {budget} approved"),
        }[facts.is_within_budget]
    if time and money:
        return _("{name} %(time)s, and %(money)s.") % {
            "time": time,
            "money": money,
        }, numbers
    if money:
        numbers |= {"before": numbers["budget"], "after": numbers["cost"]}
        money = money.replace("{budget}", "{before}").replace("{cost}", "{after}")
    if time or money:
        return f"{{name}} {time or money}.", numbers
    return "", {}


def _finish(
    planned: date, finished: date, numbers: dict[str, str], *, is_on_time: bool
) -> str:
    late = (finished - planned).days
    numbers |= {
        "before": formatting.day(planned),
        "after": formatting.day(finished),
        "value": formatting.days(abs(late)),
    }
    if not late:
        return _("finished on {after}, the day that was planned")
    if late < 0:
        return _("finished on {after}, {value} before the {before} planned")
    if is_on_time:
        return _(
            "finished on time on {after}, {value} after the {before} planned and "
            "within the tolerance"
        )
    return _("finished on {after}, {value} after the {before} planned")


def _spent(facts: OutcomeFacts, amount: Decimal, other: Decimal) -> str:
    """Return what was spent or approved, to three digits and told apart."""
    return words.amount(
        amount,
        facts.currency,
        Evidence.VALIDATED,
        marks=[other],
        by_code=facts.by_code,
    )
