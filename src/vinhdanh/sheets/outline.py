"""Sections within sections: under which units a row of a list stands."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from vinhdanh.viet import text

Style = Literal["letter", "roman", "arabic", "parts", "capitals", "plain"]
_ROMAN: Final = re.compile(r"[IVXLC]+")
_PARTS: Final = re.compile(r"\d+(?:\.\d+)+")


@dataclass
class Outline:
    """The sections that stand open, outermost first.

    A section closes those of its own style and all within: after “A … I … 1 …”
    another “II” leaves “A” open and nothing else.
    """

    open: list[tuple[Style, str, str]] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the open sections, outermost first."""
        return tuple(name for _, _, name in self.open)

    def begin(self, number: str, name: str) -> None:
        """Open a section numbered “I”, “A”, “2.1” or, with '', not at all."""
        style = self._style(number, name)
        level = next(
            (
                at
                for at, (known, _, other) in enumerate(self.open)
                if known == style or (not number and _first(other) == _first(name))
            ),
            len(self.open),
        )
        self.open[level:] = [(style, number, name)]

    def _style(self, number: str, name: str) -> Style:
        if not number:
            return "capitals" if name.isupper() else "plain"
        if _PARTS.fullmatch(number):
            return "parts"
        if number.isdecimal():
            return "arabic"
        if not _ROMAN.fullmatch(number):
            return "letter"
        # C, D, I … are letters after the letter before, numbers otherwise.
        letters = [said for style, said, _ in self.open if style == "letter"]
        follows = letters and len(number) == 1 and ord(number) == ord(letters[-1]) + 1
        return "letter" if follows else "roman"


def _first(name: str) -> str:
    return text.search_key(name).partition(" ")[0]
