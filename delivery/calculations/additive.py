"""What every additive part has in common: it adds up, and it can be stored.

A parent portfolio is made from its children's stored parts, so adding parts and
pooling the raw records must give the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, Self

from .curve import Curve

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Additive:
    """A part of a roll-up whose fields add up one by one.

    Every field has a default that changes nothing when added: zero, an empty
    curve, an empty set (sets are united). The part made of defaults is "nothing".
    """

    def __add__(self, other: Self) -> Self:
        return type(self)(
            **{
                name: _added(getattr(self, name), getattr(other, name))
                for name in self.__dataclass_fields__
            }
        )

    @classmethod
    def total(cls, parts: Iterable[Self]) -> Self:
        """Return the sum of the parts; none give "nothing"."""
        return sum(parts, cls())

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same with its money in another currency.

        Without a rate the money is unknown, and counts stay. A part that holds
        bare amounts of money has its own rule; one made of parts converts those.
        """
        return replace(
            self,
            **{
                field.name: value.converted(rate)
                for field in fields(self)
                if hasattr(value := getattr(self, field.name), "converted")
            },
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same for want of an exchange rate: its money is unknown.

        A part that remembers the `pair` can say why it has no value.
        """
        return self.converted(None)

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values; a Decimal becomes a string and stays exact."""
        return {
            field.name: _stored(getattr(self, field.name)) for field in fields(self)
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the part that `as_json` wrote, equal to the original."""
        nothing = cls()
        return cls(
            **{
                field.name: _restored(getattr(nothing, field.name), data[field.name])
                for field in fields(nothing)
            }
        )


def lacking_rate(pair: str, *, is_known: bool) -> frozenset[str]:
    """Return the pair whose rate a known amount would have needed."""
    return frozenset([pair] if is_known else [])


def _added(first: Any, second: Any) -> Any:
    return first | second if type(first) is frozenset else first + second


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (Curve, Additive)):
        return value.as_json()
    return sorted(value) if isinstance(value, frozenset) else value


def _restored(default: Any, stored: Any) -> Any:
    if isinstance(default, (Curve, Additive)):
        return type(default).from_json(stored)
    return type(default)(stored)
