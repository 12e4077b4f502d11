"""How tests use a page as a browser does: its form, its entries, its errors."""

from typing import Any

from bs4 import BeautifulSoup, Tag


def parsed(response: Any) -> Any:
    """Return a page as a tree of elements; a test that finds none of them fails."""
    return BeautifulSoup(response.content, "html.parser")


def main_form(response: Any) -> Tag:
    """Return the form that the page is about."""
    form = parsed(response).select_one("main form[method=post]")
    assert form is not None, response.content.decode()
    return form


def entries(response: Any, **changes: Any) -> dict[str, Any]:
    """Return what the form of a page would send, with some entries changed."""
    sent: dict[str, Any] = {}
    for control in main_form(response).select("input, select, textarea"):
        name = str(control.get("name", ""))
        if name in {"", "csrfmiddlewaretoken"} or control.has_attr("disabled"):
            continue
        if control.name == "select":
            chosen = control.select_one("option[selected]") or control.select_one(
                "option"
            )
            sent[name] = chosen["value"] if chosen else ""
        elif control.name == "textarea":
            sent[name] = control.get_text().removeprefix("\n")
        elif control.get("type") not in {"checkbox", "radio"}:
            sent[name] = control.get("value", "")
        elif control.has_attr("checked"):
            sent[name] = control.get("value", "on")
    return sent | changes


def errors(response: Any) -> dict[str, str]:
    """Return the errors of a page by the id of the field; "" for the whole form."""
    found = {}
    for link in parsed(response).select(".error-summary li"):
        anchor = link.find("a")
        place = (
            str(anchor["href"]).removeprefix("#id_") if isinstance(anchor, Tag) else ""
        )
        found[place] = link.get_text(" ", strip=True)
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
