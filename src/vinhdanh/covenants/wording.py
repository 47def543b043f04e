"""The text of a covenant from its movement, pledges and parties.

Paper is Vietnamese whatever the language of the page; the officer goes on writing.
"""

from collections.abc import Sequence

from vinhdanh.movements.models import Movement

CLOSING = (
    "Các bên cam kết tổ chức thực hiện nghiêm túc, định kỳ tự kiểm tra, báo cáo kết "
    "quả và coi kết quả thực hiện giao ước là một căn cứ bình xét thi đua cuối năm."
)


def composed(movement: Movement, parties: Sequence[str], pledges: Sequence[str]) -> str:
    """Return the text of a covenant; names of parties and pledges as they are read."""
    opening = (
        f"Hưởng ứng phong trào “{movement.name}” do {movement.unit} phát động"
        f"{_slogan(movement)}, "
    )
    who = f"chúng tôi gồm {len(parties):02d} bên: {', '.join(parties)}, "
    aim = f"cùng nhau ký giao ước thi đua năm {movement.year}"
    if not pledges:
        return "\n".join((f"{opening}{who}{aim}.", CLOSING))
    kept = f", quyết tâm thực hiện {len(pledges):02d} cam kết sau:"
    lines = (f"{n}. {_ended(pledge)}" for n, pledge in enumerate(pledges, start=1))
    return "\n".join((f"{opening}{who}{aim}{kept}", *lines, CLOSING))


def _slogan(movement: Movement) -> str:
    return f", với chủ đề “{movement.slogan}”" if movement.slogan else ""


def _ended(words: str) -> str:
    return f"{words.rstrip(' .;')}."
