"""What is wrong with a sheet, cell by cell, in words an officer can act on."""

from dataclasses import dataclass
from typing import Any

from vinhdanh.sheets.kinds import Severity


@dataclass(frozen=True)
class Problem:
    """One problem at a cell (or, with no column, at a row; with row 0, the sheet).

    row: as Excel counts. what: the sentence without its place. example: of a right
    value. An `error` stops the import, a `warning` asks to be read. where: the row as
    a reader of a Word document finds it (“Bảng 2, dòng 5”).
    """

    row: int
    column_letter: str
    heading: str
    value: str
    what: str
    example: str = ""
    severity: Severity = "error"
    where: str = ""

    @property
    def sentence(self) -> str:
        """Dòng 14, cột “Ngày sinh” (D): “31/02/1980” không phải ngày có thật. …"""
        place = self.where or (f"Dòng {self.row}" if self.row else "Cả trang tính")
        if self.column_letter:
            place += f", cột “{self.heading}” ({self.column_letter})"
        right = f" Ví dụ đúng: {self.example}." if self.example else ""
        return f"{place}: {self.what}{right}"

    def to_json(self) -> dict[str, Any]:
        return {**vars(self), "sentence": self.sentence}
