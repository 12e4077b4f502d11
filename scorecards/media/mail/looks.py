"""How each element of a letter looks.

Mail programs read styles at the element, and some of them a sheet in the head, which
holds what differs in the dark. The classes are there for that sheet alone.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from scorecards import theme
from scorecards.media.words import Brand

FACES: Final = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
# The token of a class, and what it colours.
PAINTS: Final = {
    "i": ("ink", "color"),
    "j": ("ink-2", "color"),
    "k": ("ink-3", "color"),
    "good": ("good", "color"),
    "attention": ("attention", "color"),
    "critical": ("critical", "color"),
    "none": ("ink-2", "color"),
    "partial": ("ink-2", "color"),
    "paper": ("sunken", "background-color"),
    "card": ("raised", "background-color"),
    "line": ("line", "border-color"),
}


class Look(NamedTuple):
    """The classes of an element, and its styles."""

    classes: str
    styles: str


def _look(classes: str, styles: str) -> Look:
    colours = [
        f"{what}:{theme.light(token)}"
        for name in classes.split()
        if name in PAINTS
        for token, what in [PAINTS[name]]
    ]
    return Look(classes, ";".join([styles, *colours]).strip(";"))


LINE: Final = "border-bottom:1px solid"
ROW: Final = f"padding:6px 0 6px 8px;{LINE};font-size:13px;vertical-align:top"
HEAD: Final = (
    f"padding:6px 0 6px 8px;{LINE};font-size:12px;font-weight:400;vertical-align:bottom"
)
# Nobody sees it but the list of mails, which shows the first words of each.
UNSEEN: Final = "display:none;max-height:0;overflow:hidden;opacity:0"
LOOKS: Final[Mapping[str, Look]] = {
    "body": _look("paper", "margin:0;padding:0"),
    "preview": _look("", UNSEEN),
    "paper": _look("paper", f"font-family:{FACES};line-height:1.4"),
    "around": _look("", "padding:16px 8px"),
    "letter": _look("card rule", "width:100%;max-width:600px;text-align:left"),
    "card": _look("card i", f"padding:24px 32px;font-family:{FACES};line-height:1.4"),
    "brand": _look("", "margin:0 0 20px"),
    "logo": _look("i", "display:block;height:40px;width:auto;margin-right:12px"),
    "name": _look("accent", "font-size:15px;font-weight:600"),
    "kind": _look("accent", "margin:0;font-size:13px;font-weight:600"),
    "h1": _look("i", "margin:2px 0 4px;font-size:26px;line-height:1.2"),
    "h2": _look("i", "margin:28px 0 8px;font-size:18px;line-height:1.25"),
    "h3": _look("i", "margin:16px 0 4px;font-size:15px;line-height:1.3"),
    "question": _look("i", "margin:0;font-size:15px;line-height:1.3"),
    "verdict": _look("i", "margin:4px 0 8px;font-size:22px;line-height:1.25"),
    "source": _look("j", "margin:0;font-size:14px"),
    "standing": _look("attention", "margin:0 0 8px;font-size:14px;font-weight:600"),
    "banner": _look(
        "i paper",
        "margin:16px 0 0;padding:10px 12px;font-size:14px;border-left:3px solid "
        + theme.ATTENTION,
    ),
    "said": _look("i", "margin:16px 0 0;font-size:15px"),
    "part": _look("", "margin:24px 0 0"),
    "p": _look("i", "margin:0 0 12px;font-size:15px"),
    "support": _look("j", "margin:0 0 12px;font-size:15px"),
    "sentence": _look("i", "margin:8px 0 0;font-size:14px"),
    "small": _look("j", "margin:2px 0 0;font-size:13px"),
    "data": _look("k", "margin:6px 0 0;font-size:12px"),
    "way": _look("i", "margin:20px 0 0;font-size:14px;font-weight:600"),
    "list": _look("i", "margin:0 0 12px;padding-left:22px;font-size:15px"),
    "quote": _look(
        "i second",
        "margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid;font-size:15px",
    ),
    "number": _look("i", "font-size:24px;font-weight:700;line-height:1.2"),
    "measure": _look("j", "font-size:13px"),
    "label": _look("i line", f"padding:10px 8px 10px 0;{LINE};font-size:14px"),
    "figure": _look("i line", f"padding:10px 0;{LINE};text-align:right;font-size:14px"),
    "head": _look("j line", f"{HEAD};padding-left:0;text-align:left"),
    "heading": _look("j line", f"{HEAD};text-align:left"),
    "heads": _look("j line", f"{HEAD};text-align:right"),
    "first": _look("i line", f"{ROW};padding-left:0;text-align:left;font-weight:400"),
    "cell": _look("i line", ROW),
    "numeric": _look("i line", f"{ROW};text-align:right"),
    "amount": _look(
        "i line", f"{ROW};text-align:right;font-weight:700;white-space:nowrap"
    ),
    "picture": _look(
        "",
        "display:block;width:100%;max-width:536px;height:auto;margin:10px 0 6px;"
        "padding:8px;box-sizing:border-box;font-size:13px;line-height:1.4;background-color:#ffffff;color:#16202e",
    ),
    "panel": _look("line", "margin:20px 0 0;border-top:1px solid;padding-top:12px"),
    "buttons": _look("", "margin:28px 0 20px"),
    "button": _look("button", ""),
    "foot": _look("k", "margin:20px 0 0;font-size:12px"),
    **{
        kind: _look(kind, "font-size:13px;font-weight:600")
        for kind in ("good", "attention", "critical", "partial", "none")
    },
}


def dark() -> str:
    """The sheet of what differs in the dark."""
    rules = "".join(
        f".{name}{{{what}:{theme.TOKENS[token][1]}!important}}"
        for name, (token, what) in PAINTS.items()
    )
    # The colours of a brand can be read on white, and nobody knows where else.
    accent = f".accent{{color:{theme.TOKENS['accent'][1]}!important}}"
    return f"@media (prefers-color-scheme:dark){{{rules}{accent}}}"


def own(brand: Brand | None) -> dict[str, str]:
    """The styles that differ from one organisation to the next."""
    accent, second = (
        (brand.accent, brand.second) if brand else (theme.ACCENT, theme.ACCENT)
    )
    return {
        "accent": f"color:{accent}",
        "second": f"border-color:{second}",
        "rule": f"border-top:4px solid {second}",
        "button": (
            f"display:inline-block;padding:12px 20px;background-color:{accent};"
            "color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;"
            "border-radius:4px"
        ),
    }
