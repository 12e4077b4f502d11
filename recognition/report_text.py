"""The words of a report: a small part of Markdown, with numbers called by name.

A text becomes blocks of plain words, and each medium sets them in its own way. Nothing
of what somebody typed is ever read as markup by a browser, a mail program or a slide.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "bullet", "numbered", "quote"]
# A number of the scorecard: the name of a measure, as the API has it.
NAME: Final = re.compile(r"\{([^{}\n]*)\}")
KNOWN_NAME: Final = re.compile(r"\A[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\Z")
RULES: Final = ("emphasis", "heading", "list", "blockquote", "escape")
# A number that somebody typed; a year, a quarter or the mark of a list is none.
TYPED: Final = re.compile(
    r"[€$£¥]?\s?(?<![\w.,])\d[\d.,\u00a0\u202f]*\d?\s?(?:%|[KM]\b)?"
)
YEAR: Final = re.compile(r"\A(?:19|20)\d\d\Z")
MARK: Final = re.compile(r"^\s*\d{1,3}[.)]\s", re.MULTILINE)
PLACES: Final[Mapping[str, BlockKind]] = {
    "heading": "heading",
    "bullet_list": "bullet",
    "ordered_list": "numbered",
    "blockquote": "quote",
}
LONGEST_TEXT: Final = 20_000


class TextError(ValueError):
    """A text that cannot be set; says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row that look the same."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or one line of a list; `number` is that of the line."""

    kind: BlockKind
    runs: tuple[Run, ...]
    number: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def parse(text: str, numbers: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    """Return the blocks of a text, each `{name}` as the number that it names.

    Without numbers the names stay as they are typed.

    Raises TextError for a name that there is no number of.
    """
    fill = _filler(numbers) if numbers is not None else str
    return tuple(_blocks(_markdown().parse(text), fill))


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the numbers that a text calls, each once, in its order."""
    # As they are found when they are filled in: a line may break within a name.
    runs = (run.text for block in parse(text) for run in block.runs)
    found = (name.strip() for words in runs for name in NAME.findall(words))
    return tuple(dict.fromkeys(found))


def typed_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers that a text has typed in, each once, in its order.

    They stay as they are when the facts change; those in braces follow them.
    """
    plain = NAME.sub(" ", MARK.sub(" ", text))
    found = (one.strip().rstrip(".,") for one in TYPED.findall(plain))
    return tuple(dict.fromkeys(one for one in found if one and not YEAR.match(one)))


def _markdown() -> MarkdownIt:
    # Neither HTML, pictures nor links: a report leads nowhere but to its own page.
    return MarkdownIt("zero", {"html": False}).enable(list(RULES))


def _filler(numbers: Mapping[str, str]) -> Callable[[str], str]:
    def number(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in numbers:
            words = {"name": found[0]}
            raise TextError(_("%(name)s names no number of this scorecard.") % words)
        return numbers[name]

    return lambda text: NAME.sub(number, text)


def _blocks(tokens: Iterable[Token], fill: Callable[[str], str]) -> Iterable[Block]:
    """Walk through the tokens; what a block is in decides on its kind."""
    within: list[BlockKind] = []
    numbers: list[int] = []
    for token in tokens:
        place = token.type.removesuffix("_open").removesuffix("_close")
        if place in PLACES and token.nesting > 0:
            within.append(PLACES[place])
            numbers.append(int(token.attrGet("start") or 1) - 1)
        elif place in PLACES:
            within.pop()
            numbers.pop()
        elif token.type == "list_item_open":
            numbers[-1] += 1
        elif token.type == "inline":
            kind = within[-1] if within else "paragraph"
            number = numbers[-1] if kind == "numbered" else 0
            yield Block(kind, tuple(_runs(token.children or [], fill)), number)


def _runs(tokens: Iterable[Token], fill: Callable[[str], str]) -> Iterable[Run]:
    strong = emphasised = 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += 1 if token.nesting > 0 else -1
            case "em_open" | "em_close":
                emphasised += 1 if token.nesting > 0 else -1
            case _ if token.content:
                text = fill(token.content.replace("\n", " "))
                yield Run(text, strong > 0, emphasised > 0)
