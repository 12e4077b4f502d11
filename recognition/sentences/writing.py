"""Wordings that people write: the numbers in them are bound, the claims bounded."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo_value import formatting
from recognition.calculations.gate import Permission, Verb
from recognition.calculations.phrases import PLACE, Flaw, flaws_of

# What can stand in braces, and what it is.
NAMES: dict[str, str | Promise] = {
    "value": gettext_lazy("the number itself"),
    "name": gettext_lazy("what it is called"),
    "period": gettext_lazy("when"),
    "before": gettext_lazy("what it was before"),
    "after": gettext_lazy("what it is now"),
    "comparator": gettext_lazy("when it was so"),
    "n": gettext_lazy("how many values there are on each side"),
    "planned": gettext_lazy("what was planned"),
    "basis": gettext_lazy("how one knows what it would have cost"),
    "coverage": gettext_lazy("how many of the months are known"),
    "budget": gettext_lazy("what was approved"),
    "cost": gettext_lazy("what it cost"),
    "cause": gettext_lazy("what may have brought it about"),
}

MESSAGES: dict[Flaw, str | Promise] = {
    Flaw.UNKNOWN_NAME: gettext_lazy(
        "{%(word)s} stands for no number here. These do: %(names)s."
    ),
    Flaw.LOOSE_BRACE: gettext_lazy(
        "“%(word)s” is no name of a number: write {value}, for example."
    ),
    Flaw.NO_VALUE: gettext_lazy(
        "The number is missing: write {value} where it belongs."
    ),
    Flaw.TYPED_NUMBER: gettext_lazy(
        "“%(word)s” is typed. Numbers follow the facts: write {value}, {period} or "
        "another name in braces instead."
    ),
    Flaw.BLOCKED: gettext_lazy("No data can prove “%(word)s”. Leave it out."),
    Flaw.SAVED: gettext_lazy(
        "“%(word)s” is for cash that leaves a budget and that finance has validated. "
        "%(instead)s"
    ),
    Flaw.VALIDATED: gettext_lazy(
        "“%(word)s” is for what finance has validated. %(instead)s"
    ),
    Flaw.DELIVERED: gettext_lazy(
        "“%(word)s” is for money that finance has validated. %(instead)s"
    ),
    Flaw.CHANGED: gettext_lazy(
        "“%(word)s” is for a change that was measured and is a signal. %(instead)s"
    ),
    Flaw.CAUSED: gettext_lazy(
        "“%(word)s” names a cause, and no comparison sets the cause apart. Write that "
        "it coincided, or contributed where finance has validated the value."
    ),
    Flaw.CONTRIBUTED: gettext_lazy(
        "“%(word)s” takes a value that finance has validated. Write that it coincided."
    ),
    Flaw.NOT_QUALIFIED: gettext_lazy("Say how sure it is. %(instead)s"),
}

INSTEAD: dict[Verb | None, str | Promise] = {
    Verb.FORECAST: gettext_lazy("Write “is forecast to” or “could”."),
    Verb.REPORTS: gettext_lazy("Write “the project reports”."),
    Verb.NO_CHANGE: gettext_lazy("Write “no detectable change”."),
    Verb.CHANGED: gettext_lazy("Write “fell from” or “rose from”."),
    Verb.DELIVERED: gettext_lazy("Write “delivered”."),
    Verb.SAVED: gettext_lazy("Write “saved”."),
    Verb.AVOIDED: gettext_lazy("Write “avoided” or “in cost avoidance”."),
    Verb.FREED: gettext_lazy("Write “freed up hours worth”."),
    None: gettext_lazy("Nothing can be said of it yet."),
}


def render(template: str, numbers: Mapping[str, str]) -> str:
    """Put numbers into a wording; one that is gone is not known."""
    return PLACE.sub(lambda match: numbers.get(match[1], formatting.UNKNOWN), template)


def refuse_wording(
    text: str, permission: Permission, names: Collection[str] = tuple(NAMES)
) -> list[str]:
    """Return in words why a wording cannot be used; nothing where it can.

    `permission` is what `limit_of` says of the facts, `names` what they can fill in.
    """
    listed = ", ".join(f"{{{name}}}" for name in names)
    instead = str(INSTEAD[permission.verb])
    return [
        str(MESSAGES[flaw]) % {"word": word, "names": listed, "instead": instead}
        for flaw, word in flaws_of(text, permission, names)
    ]


def explained(names: Collection[str]) -> str:
    """What each name in braces stands for, for the help of a form."""
    parts = [f"{{{name}}}: {NAMES[name]}" for name in names if name in NAMES]
    return _("Names you can use. %(names)s.") % {"names": "; ".join(parts)}
