"""What a block's year begins with, and where it was read; every block may change it."""

from datetime import date
from typing import Any, Final

from vinhdanh.blocks.enums import Step

SOURCE: Final = (
    "Theo dự thảo hướng dẫn năm 2021 của tỉnh Hưng Yên (đọc qua bản tin công khai); "
    "khối sửa theo quy chế của mình"
)

# Step: (month, day) aimed at, (month, day) at the latest, years after the block's own.
DEADLINES: Final[dict[str, tuple[tuple[int, int], tuple[int, int], int]]] = {
    Step.REGISTER: ((1, 5), (1, 5), 0),
    Step.COVENANT: ((1, 31), (2, 15), 0),
    Step.HALF_YEAR: ((7, 31), (8, 15), 0),
    Step.FINAL: ((1, 9), (1, 31), 1),
}


def days(step: str, year: int) -> dict[str, Any]:
    """The days and source of a step's deadline in a block's year."""
    due, latest, later = DEADLINES[step]
    return {
        "due_on": date(year + later, *due),
        "latest_on": date(year + later, *latest),
        "source": SOURCE,
    }
