"""A deck to be filled: our own plain one, or the template of an organisation."""

import copy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from scorecards import theme
from scorecards.media.words import Brand

TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
AROUND: Final = (
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
)
FACE: Final = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EDGE: Final = Inches(0.6)
FOOT: Final = Inches(0.45)
# The colours of the theme by what charts and texts call them.
SCHEME: Final = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "ink-2",
    "lt2": "sunken",
    "accent1": "accent",
    "accent2": "series-2",
    "accent3": "series-3",
    "accent4": "series-4",
    "accent5": "series-5",
    "accent6": "good",
    "hlink": "accent",
    "folHlink": "series-5",
}


class TemplateError(ValueError):
    """A template is not there, is no presentation, or has no layout with a title."""


@dataclass(frozen=True)
class Area:
    """A rectangle on a slide."""

    left: int
    top: int
    width: int
    height: int

    def below(self, height: int) -> "Area":
        """What is left under a strip of the area."""
        return Area(self.left, self.top + height, self.width, self.height - height)

    def strip(self, height: int) -> "Area":
        """The upper strip of the area."""
        return Area(self.left, self.top, self.width, height)

    def beside(self, width: int) -> "Area":
        """What is left at the right of a column."""
        return Area(self.left + width, self.top, self.width - width, self.height)

    def column(self, width: int) -> "Area":
        """The left column of the area."""
        return Area(self.left, self.top, width, self.height)


@dataclass
class Deck:
    """The presentation with its two layouts: for the first slide, and for the rest."""

    presentation: Any
    opening: Any
    content: Any

    @property
    def scale(self) -> float:
        """How large things are against the deck that sizes are given for."""
        wide = self.presentation.slide_width / WIDTH
        return float(min(wide, self.presentation.slide_height / HEIGHT))

    def add(self, layout: Any, title: str, foot: str) -> Any:
        """Add a slide with its title, its foot and its number."""
        slide = self.presentation.slides.add_slide(layout)
        slide.shapes.title.text_frame.text = title
        for placeholder in list(slide.placeholders):
            # What a layout has beside the title would ask to be filled.
            if placeholder.placeholder_format.type not in TITLES:
                placeholder.element.getparent().remove(placeholder.element)
        self._foot(slide, layout, foot)
        return slide

    def area(self, slide: Any) -> Area:
        """Where there is room under the title of a slide."""
        return self._under(slide.shapes.title)

    def content_area(self) -> Area:
        """The same of a slide that is not there yet."""
        return self._under(
            next(
                one
                for one in self.content.placeholders
                if one.placeholder_format.type in TITLES
            )
        )

    def _under(self, title: Any) -> Area:
        top = title.top + title.height
        end = self.presentation.slide_height - FOOT * self.scale - EDGE * self.scale / 4
        return Area(title.left, top, title.width, int(end) - top)

    def _foot(self, slide: Any, layout: Any, text: str) -> None:
        kinds = {
            one.placeholder_format.type: one.element
            for one in layout.placeholders
            if one.placeholder_format.type in AROUND
        }
        foot = kinds.get(PP_PLACEHOLDER.FOOTER)
        if foot is not None:
            shape = copy.deepcopy(foot)
            slide.shapes._spTree.append(shape)
            slide.shapes[-1].text_frame.text = text
        else:
            room = Area(
                int(EDGE * self.scale),
                int(self.presentation.slide_height - FOOT * self.scale),
                int(self.presentation.slide_width - 2 * EDGE * self.scale),
                int(FOOT * self.scale * 0.8),
            )
            box = slide.shapes.add_textbox(*vars(room).values())
            box.text_frame.text = text
        number = kinds.get(PP_PLACEHOLDER.SLIDE_NUMBER)
        if number is not None:
            slide.shapes._spTree.append(copy.deepcopy(number))


def deck(template: Path | None = None, brand: Brand | None = None) -> Deck:
    """Open a template, or our own deck in the colours of a brand.

    Raises TemplateError with what was expected.
    """
    if template is None:
        return _own(brand)
    try:
        presentation = Presentation(BytesIO(template.read_bytes()))
    except (OSError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise TemplateError(f"{template} is no presentation (.pptx)") from error
    return _given(presentation, template)


def _given(presentation: Any, template: Path) -> Deck:
    layouts = [one for one in presentation.slide_layouts if _kinds(one) & set(TITLES)]
    if not layouts:
        raise TemplateError(f"{template} has no layout with a title")
    _without_slides(presentation)
    fewest = min(layouts, key=lambda one: len(_kinds(one) - {*TITLES, *AROUND}))
    openings = [one for one in layouts if PP_PLACEHOLDER.CENTER_TITLE in _kinds(one)]
    return Deck(presentation, openings[0] if openings else fewest, fewest)


def _kinds(layout: Any) -> set[Any]:
    return {one.placeholder_format.type for one in layout.placeholders}


def _without_slides(presentation: Any) -> None:
    """Take out the examples that a template may have."""
    ids = presentation.slides._sldIdLst
    for one in list(ids):
        presentation.part.drop_rel(one.rId)
        ids.remove(one)


def _own(brand: Brand | None) -> Deck:
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    layouts = presentation.slide_layouts
    opening, content = (
        layouts.get_by_name("Title Slide"),
        layouts.get_by_name("Title Only"),
    )
    for layout in list(layouts):
        if layout not in (opening, content):
            layouts.remove(layout)
    _colour(presentation, brand)
    master = presentation.slide_master
    for placeholder in master.placeholders:
        _place(placeholder)
    for layout in (opening, content):
        for placeholder in layout.placeholders:
            _place(placeholder)
    _style_titles(master)
    return Deck(presentation, opening, content)


def _place(placeholder: Any) -> None:
    """Put a part of the master or of a layout where wide slides have it."""
    line = HEIGHT - FOOT - Inches(0.05)
    room = WIDTH - 2 * EDGE
    places = {
        PP_PLACEHOLDER.TITLE: Area(EDGE, Inches(0.4), room, Inches(1.0)),
        PP_PLACEHOLDER.CENTER_TITLE: Area(EDGE, Inches(2.0), room, Inches(1.4)),
        PP_PLACEHOLDER.FOOTER: Area(EDGE, line, Inches(10), FOOT),
        PP_PLACEHOLDER.SLIDE_NUMBER: Area(
            WIDTH - EDGE - Inches(1.5), line, Inches(1.5), FOOT
        ),
    }
    area = places.get(placeholder.placeholder_format.type)
    if area is not None:
        placeholder.left, placeholder.top = Emu(area.left), Emu(area.top)
        placeholder.width, placeholder.height = Emu(area.width), Emu(area.height)
        body = placeholder.text_frame._txBody.bodyPr
        for side in ("lIns", "rIns"):
            body.set(side, "0")
        if placeholder.placeholder_format.type in TITLES:
            body.set("anchor", "t")
        if placeholder.placeholder_format.type is PP_PLACEHOLDER.FOOTER:
            for style in placeholder.element.iter(qn("a:lvl1pPr")):
                style.set("algn", "l")


def _style_titles(master: Any) -> None:
    """Titles stand left, in ink, in bold."""
    styles = master.element.find(qn("p:txStyles"))
    level = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2400")
    run.set("b", "1")


def _colour(presentation: Any, brand: Brand | None) -> None:
    """Give the theme colours, and a face that every machine has."""
    own = {"accent": brand.accent, "series-2": brand.second} if brand else {}
    master = presentation.slide_master.part
    part = next(
        relation.target_part
        for relation in master.rels.values()
        if relation.reltype.endswith("/theme")
    )
    tree = parse_xml(part.blob)
    for name, token in SCHEME.items():
        for colour in tree.iter(qn(f"a:{name}")):
            for child in list(colour):
                colour.remove(child)
            value = own.get(token, theme.light(token)).removeprefix("#").upper()
            colour.append(colour.makeelement(qn("a:srgbClr"), {"val": value}))
    for kind in ("a:majorFont", "a:minorFont"):
        for font in tree.iter(qn(kind)):
            font.find(qn("a:latin")).set("typeface", FACE)
    part._blob = serialize_part_xml(tree)
