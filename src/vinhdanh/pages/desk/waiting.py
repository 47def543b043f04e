"""What rooms tell the desk; a room offers it in `pages/<room>/desk.py`.

Three functions, each optional, found by their names:

    def waiting(user, year) -> list[Waiting]   what waits for this user
    def step(user, year) -> list[Step]         the room's steps of the year
    def figures(user, year) -> list[Figure]    openable figures of the user's unit

Ask rights through the room's `visible_to`; a few statements each, never one a row.
A room with nothing to say returns an empty list. Labels are translated when called.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# The ribbon of the year: the order in which the steps stand.
YEAR = (
    "registry",
    "launch",
    "covenant",
    "register",
    "indicators",
    "score",
    "nominate",
    "council",
    "decide",
    "award",
    "publish",
    "report",
)


@dataclass(frozen=True)
class Waiting:
    """One kind of work: `label` says the deed, such as “Xét 12 đề nghị”.

    action: the words of the button that does it. why: one sentence on why it waits
    for this user. due_on: the day until which, None where no deadline is known.
    """

    label: str
    count: int
    url: str
    due_on: date | None = None
    why: str = ""
    action: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the year; key is one of YEAR."""

    key: str
    label: str
    state: Literal["done", "running", "late", "todo"]
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure that opens the rows under it; tone `gold` only for awards conferred.

    place: smaller stands earlier; people 0, titles 1, registrations 2, others 3.
    """

    label: str
    value: str | int
    url: str
    detail: str = ""
    tone: str = ""
    place: int = 3
