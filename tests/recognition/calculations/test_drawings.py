"""Drawings keep what draws them, and nothing that acts, calls or never ends."""

import pytest

from recognition.calculations.drawings import NoDrawingError, redrawn

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'
)
SHAPE = '<path d="M0 0h40v20H0z" fill="#1d4f91"/>'


def svg(inner: str) -> bytes:
    return f"{HEAD}{inner}</svg>".encode()


def kept(inner: str) -> str:
    return redrawn(svg(inner)).data.decode()


def test_what_draws_is_kept():
    inner = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/>'
        '</linearGradient><g id="leaf"><circle r="2"/></g></defs>'
        '<g transform="rotate(5)"><path d="M0 0h40" style="fill:url(#a);stroke:none"/>'
        '<use xlink:href="#leaf" x="3"/></g>'
    )
    drawing = redrawn(svg(inner))
    text = drawing.data.decode()
    assert (drawing.width, drawing.height, drawing.left_out) == (40, 20, ())
    for part in ('fill="url(#a)"', 'stroke="none"', 'href="#leaf"', "rotate(5)"):
        assert part in text
    assert "style" not in text
    assert redrawn(drawing.data) == drawing


@pytest.mark.parametrize(
    ("hostile", "traces"),
    [
        pytest.param("<script>alert(1)</script>", ["script", "alert"], id="a script"),
        pytest.param(
            '<script href="https://leak.example/a.js"/>', ["leak"], id="its address"
        ),
        pytest.param(
            '<path d="M0 0" onclick="alert(1)" onload="alert(1)"/>',
            ["alert", "onload"],
            id="handlers",
        ),
        pytest.param(
            '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">'
            '<iframe src="https://leak.example"/></body></foreignObject>',
            ["foreign", "leak", "iframe"],
            id="a page within",
        ),
        pytest.param(
            '<image href="file:///etc/passwd"/><image xlink:href="data:image/png;,"/>',
            ["passwd", "data:", "image"],
            id="pictures",
        ),
        pytest.param(
            '<use href="https://leak.example/a.svg#b"/><use xlink:href="//leak/#b"/>'
            '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
            ["leak", "javascript"],
            id="addresses",
        ),
        pytest.param(
            "<style>@import url(https://leak.example/a.css)</style>"
            '<path d="M0 0" style="fill:url(https://leak.example/a#b);stroke:red"/>'
            '<path d="M0 0" fill="url(https://leak.example/a#b)"/>'
            '<path d="M0 0" fill="u\\72l(//leak)"/>'
            '<path d="M0 0" fill="URL( //leak )"/>',
            ["leak", "import", "style"],
            id="styles",
        ),
        pytest.param(
            '<set attributeName="href" to="javascript:alert(1)"/>'
            '<animate attributeName="d" values="a;b"/>',
            ["javascript", "animate", "<set"],
            id="animations",
        ),
        pytest.param(
            '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'
            '<script xmlns="http://www.w3.org/1999/xhtml">alert(2)</script>',
            ["alert"],
            id="other names for a script",
        ),
        pytest.param(
            '<?xml-stylesheet href="https://leak.example/a.css"?><!-- leak -->',
            ["leak", "stylesheet"],
            id="instructions and comments",
        ),
        pytest.param(
            "<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>",
            ["<script"],
            id="a script as text stays text",
        ),
        pytest.param(
            '<filter id="f"><feImage href="https://leak.example"/></filter>'
            '<g filter="url(#f)" xml:base="https://leak.example/">' + SHAPE + "</g>",
            ["leak", "filter"],
            id="filters and bases",
        ),
    ],
)
def test_what_does_not_draw_is_left_out(hostile, traces):
    text = kept(SHAPE + hostile)
    assert 'fill="#1d4f91"' in text
    for trace in traces:
        assert trace.lower() not in text.lower()


def test_it_is_said_what_was_left_out():
    drawing = redrawn(svg(SHAPE + "<style/><filter/><metadata/><script/>"))
    assert drawing.left_out == ("filter", "script", "style")


LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
FILE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(LAUGHS.encode() + svg("<text>&b;</text>"), "type", id="entities"),
        pytest.param(FILE.encode() + svg("<text>&a;</text>"), "type", id="a file"),
        pytest.param(svg("<text>&b;</text>"), "no XML", id="an unknown entity"),
        pytest.param(svg("<g>"), "no XML", id="cut off"),
        pytest.param(b"<html/>", "no SVG", id="something else"),
        pytest.param(svg(SHAPE).decode().encode("utf-16"), "UTF-8", id="UTF-16"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "size", id="none"),
        pytest.param(svg(" " * 600_000), "too large", id="large"),
        pytest.param(svg("<g>" * 60 + "</g>" * 60), "too deep", id="deep"),
        pytest.param(svg(SHAPE * 6000), "too many", id="many parts"),
        pytest.param(
            svg('<g id="a"><use href="#a"/></g>'), "itself", id="refers to itself"
        ),
        pytest.param(
            svg(
                "".join(
                    f'<g id="g{n}">{f"""<use href="#g{n + 1}"/>""" * 10}</g>'
                    for n in range(9)
                )
                + '<g id="g9"><path d="M0 0"/></g>'
            ),
            "without end",
            id="ten times ten times",
        ),
        pytest.param(
            svg(SHAPE).replace(b"0 0 40 20", b"0 0 1 9000"), "too long", id="oblong"
        ),
    ],
)
def test_what_is_no_harmless_drawing_is_refused(data, why):
    with pytest.raises(NoDrawingError, match=why):
        redrawn(data)


def test_a_declared_encoding_is_of_no_account():
    declared = b'<?xml version="1.0" encoding="UTF-7"?>' + svg(SHAPE)
    assert b"#1d4f91" in redrawn(declared).data
