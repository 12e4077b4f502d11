"""How tests use a page as a browser does: its form, its entries, its errors.

What every test asks of a page is read by lxml alone, which takes a twentieth of the
time that a tree of BeautifulSoup takes; that one is for what a test looks for itself.
"""

from typing import Any

from bs4 import BeautifulSoup
from lxml import html

UTF_8 = html.HTMLParser(encoding="utf-8")


def parsed(response: Any) -> Any:
    """Return a page as a tree of elements; a test that finds none of them fails."""
    return BeautifulSoup(response.content, "lxml")


def main_form(response: Any) -> Any:
    """Return the form that the page is about."""
    page = html.document_fromstring(response.content, parser=UTF_8)
    forms = page.xpath("//main//form[@method='post']")
    assert forms, response.content.decode()
    return forms[0]


def entries(response: Any, **changes: Any) -> dict[str, Any]:
    """Return what the form of a page would send, with some entries changed."""
    sent: dict[str, Any] = {}
    for control in main_form(response).iter("input", "select", "textarea"):
        name = control.get("name", "")
        if name in {"", "csrfmiddlewaretoken"} or "disabled" in control.attrib:
            continue
        if control.tag == "select":
            options = control.xpath(".//option[@selected]") or control.xpath(
                ".//option"
            )
            sent[name] = options[0].attrib["value"] if options else ""
        elif control.tag == "textarea":
            sent[name] = control.text_content().removeprefix("\n")
        elif control.get("type") not in {"checkbox", "radio"}:
            sent[name] = control.get("value", "")
        elif "checked" in control.attrib:
            sent[name] = control.get("value", "on")
    return sent | changes


def errors(response: Any) -> dict[str, str]:
    """Return the errors of a page by the id of the field; "" for the whole form."""
    found = {}
    page = html.document_fromstring(response.content, parser=UTF_8)
    for line in page.find_class("error-summary"):
        for item in line.iter("li"):
            links = item.xpath(".//a")
            place = links[0].attrib["href"].removeprefix("#id_") if links else ""
            words = (text.strip() for text in item.itertext())
            found[place] = " ".join(word for word in words if word)
    return found


def texts(response: Any, selector: str) -> list[str]:
    """Return the texts of the elements that a selector finds."""
    found = parsed(response).select(selector)
    return [" ".join(element.get_text(" ").split()) for element in found]


def refusals(client: Any, path: str, *wrong: dict[str, Any]) -> list[dict[str, str]]:
    """Open a form once and send it with each of some changes, none of which it takes.

    Return the errors of each.
    """
    opened = entries(client.get(path))
    answers = [client.post(path, opened | changes) for changes in wrong]
    assert {answer.status_code for answer in answers} == {422}
    return [errors(answer) for answer in answers]
