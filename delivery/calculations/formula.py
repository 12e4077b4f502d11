"""KPIs worked out from other KPIs: what a formula says, in values and in units.

A formula names other KPIs by their codes in square brackets, as in
``[KC-01] / [KC-02] * 10000``. It knows the four operations, brackets, and the
smallest, largest and absolute value; a library walks it, and nothing is executed.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import cached_property
from typing import Any

from simpleeval import InvalidExpression, SimpleEval

LONGEST_FORMULA = 500
# Deeper than any formula that a person reads, and well above what a walk can take.
DEEPEST = 40
DIGITS = 60
# As exact as a value that is typed.
SIX_PLACES = Decimal("0.000001")

CODE = re.compile(r"\[([^\[\]\n]+)\]")
# What stands for the codes while the formula is walked; nobody types it.
PLACE = re.compile(r"\bkpi\d+\b")
OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "abs": abs}
PARTS = (
    *(ast.Expr, ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Constant, ast.Load),
    *OPERATORS,
)


class Flaw(StrEnum):
    """What is wrong with a formula."""

    SYNTAX = "syntax"
    NOT_ALLOWED = "not_allowed"
    NO_INPUT = "no_input"
    UNITS = "units"
    NOT_A_QUOTIENT = "not_a_quotient"


class FormulaError(ValueError):
    """A formula that cannot be used; `details` are the parts of it that are meant."""

    def __init__(self, flaw: Flaw, *details: str) -> None:
        super().__init__(f"{flaw}: {', '.join(details)}")
        self.flaw = flaw
        self.details = details


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a value counts: powers of units, none at all for a plain number.

    Dimensions calculate like the values that have them. Raises FormulaError where
    unlike ones are added or compared.
    """

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, unit: str) -> "Dimension":
        """Return the dimension of one unit, such as EUR or days."""
        return cls(((unit, 1),))

    def __str__(self) -> str:
        above = [name for name, power in self.powers for _ in range(power)]
        below = [name for name, power in self.powers for _ in range(-power)]
        if not below:
            return " × ".join(above)
        return " / ".join([" × ".join(above) or "1", *below])

    def _alike(self, other: "Dimension") -> "Dimension":
        if self.powers != other.powers:
            raise FormulaError(Flaw.UNITS, str(self), str(other))
        return self

    __add__ = __sub__ = _alike

    def __mul__(self, other: "Dimension", sign: int = 1) -> "Dimension":
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Dimension(
            tuple(sorted((name, power) for name, power in powers.items() if power))
        )

    def __truediv__(self, other: "Dimension") -> "Dimension":
        return self.__mul__(other, -1)

    def __lt__(self, other: "Dimension") -> bool:
        self._alike(other)
        return False

    __gt__ = __lt__

    def __neg__(self) -> "Dimension":
        return self

    __pos__ = __abs__ = __neg__


PLAIN = Dimension()


def _walker(names: Mapping[str, Any], constant: Callable[[Decimal], Any]) -> SimpleEval:
    """Return what walks over formulas, with values or with dimensions for names."""
    walker = SimpleEval(operators=OPERATORS, functions=FUNCTIONS, names=dict(names))
    walker.nodes = {
        kind: visit for kind, visit in walker.nodes.items() if kind in PARTS
    }
    walker.nodes[ast.Constant] = lambda node: constant(Decimal(str(node.value)))
    return walker


@dataclass(frozen=True)
class Formula:
    """How the values of other KPIs make the value of one.

    Raises FormulaError for a text that is no formula, or that names no KPI.

    Source: docs/formulas.md, "KPIs worked out from others".
    """

    text: str

    def __post_init__(self) -> None:
        for node in ast.walk(self._tree):
            if not isinstance(node, PARTS) or not _is_known(node):
                raise FormulaError(Flaw.NOT_ALLOWED, self._as_written(node))
        if not self.codes:
            raise FormulaError(Flaw.NO_INPUT)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the KPIs it names, each once, in the order of the text."""
        return tuple(dict.fromkeys(code.strip() for code in CODE.findall(self.text)))

    @cached_property
    def _tree(self) -> ast.expr:
        if len(self.text) > LONGEST_FORMULA or not self.text.isprintable():
            raise FormulaError(Flaw.SYNTAX)
        if typed := PLACE.search(CODE.sub(" ", self.text)):
            raise FormulaError(Flaw.NOT_ALLOWED, typed[0])
        places = {code: f"kpi{place}" for place, code in enumerate(self.codes)}
        text = CODE.sub(lambda found: f" {places[found[1].strip()]} ", self.text)
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise FormulaError(Flaw.SYNTAX) from None
        if _depth(tree) > DEEPEST:
            raise FormulaError(Flaw.SYNTAX)
        return tree

    def value(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return what the formula makes of a value for each code.

        Raises ZeroDivisionError, and ArithmeticError for what is too large.
        """
        return self._worked_out(self._tree, values)

    def quotient(self, values: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
        """Return what stands above and below the line, as a ratio of sums needs it.

        Raises FormulaError where the formula is not one number divided by another.
        """
        above, below = self._sides()
        return self._worked_out(above, values), self._worked_out(below, values)

    def check_quotient(self) -> None:
        """Raise FormulaError unless the formula is one number divided by another."""
        self._sides()

    def _sides(self) -> tuple[ast.expr, ast.expr]:
        tree = self._tree
        if not isinstance(tree, ast.BinOp) or not isinstance(tree.op, ast.Div):
            raise FormulaError(Flaw.NOT_A_QUOTIENT)
        return tree.left, tree.right

    def dimension(self, dimensions: Mapping[str, Dimension]) -> Dimension:
        """Return what the result counts, by what each KPI counts.

        Raises FormulaError where unlike things are added.
        """
        found: Dimension = self._walked(self._tree, dimensions, lambda _number: PLAIN)
        return found

    def _as_written(self, node: ast.AST) -> str:
        if not isinstance(node, ast.expr):
            return ""
        text = ast.unparse(node)
        return PLACE.sub(lambda found: f"[{self.codes[int(found[0][3:])]}]", text)

    def _worked_out(self, tree: ast.expr, values: Mapping[str, Decimal]) -> Decimal:
        with localcontext() as context:
            context.prec = DIGITS
            found: Decimal = self._walked(tree, values, lambda number: number)
            return found.quantize(SIX_PLACES)

    def _walked(
        self,
        tree: ast.expr,
        by_code: Mapping[str, Any],
        constant: Callable[[Decimal], Any],
    ) -> Any:
        names = {f"kpi{place}": by_code[code] for place, code in enumerate(self.codes)}
        try:
            return _walker(names, constant).eval(self.text, previously_parsed=tree)
        except (InvalidExpression, TypeError):
            raise FormulaError(Flaw.NOT_ALLOWED) from None


def _is_known(node: ast.AST) -> bool:
    """Whether a part is a number, one of our KPIs, or a call of a known function."""
    match node:
        case ast.Constant():
            is_number = type(node.value) in {int, float}
            return is_number and math.isfinite(node.value)  # type: ignore[arg-type]
        case ast.Name():
            return node.id in FUNCTIONS or bool(PLACE.fullmatch(node.id))
        case ast.Call(func=ast.Name(id="abs")):
            return len(node.args) == 1 and not node.keywords
        case ast.Call(func=ast.Name(id=name)):
            return name in FUNCTIONS and len(node.args) > 1 and not node.keywords
        case ast.Call():
            return False
    return True


def _depth(tree: ast.AST) -> int:
    """Return how deeply a tree is nested, by levels rather than by calls."""
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return depth
