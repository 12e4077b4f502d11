"""The people of the table of access, and what a row of it says."""

from typing import NamedTuple

# A word that stands in the name of every fact, and that no stranger may ever read.
CANARY = "Kookaburra"

PEOPLE = (
    "analyst",
    "lead",
    "finance",
    "executive",
    "administrator",
    "chief",
    "stranger",
    "anonymous",
)

READERS = {"analyst", "lead", "finance", "executive", "chief"}
MEMBERS = READERS | {"administrator"}
ENTERERS = {"analyst", "lead", "chief"}
LEADS = {"lead", "chief"}
MANAGERS = LEADS | {"administrator"}
ACCOUNTANTS = ENTERERS | {"finance"}
CONTROLLERS = LEADS | {"finance"}
# Who leads a portfolio at the top, whichever it is.
KEEPERS = {"chief", "stranger"}
UPLOADER = {"analyst"}
SIGNED_IN = set(PEOPLE) - {"anonymous"}
EVERYBODY = set(PEOPLE)


class Route(NamedTuple):
    """An address, who gets an answer from it, and the objects in its path."""

    name: str
    audience: set[str]
    arguments: tuple[str, ...] = ()
    # What the audience gets: a page that leads on answers 302, an open form 200.
    answer: int = 200
    method: str = "get"
