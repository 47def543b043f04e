"""The legal bases of a paper: those of its own day, suggested and looked over.

A paper cites the law of the day it bears. The days of some instruments are only
recalled, so that what differs asks for a human's word and never rejects by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vinhdanh import assess
from vinhdanh.councils.models import Meeting
from vinhdanh.decisions.enums import PaperKind
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.nominations.models import Round
from vinhdanh.viet import dates, text

_LAW = "Căn cứ "


def suggested(
    round_: Round, kind: PaperKind, codes: Sequence[str], day: date
) -> tuple[str, ...]:
    """Return the instruments of the paper's own day, then the council's minutes."""
    lines = _laws_of(round_, codes, day)
    meeting = (
        Meeting.objects.filter(
            round=round_, held_on__lte=day, tallies__nomination__award__in=list(codes)
        )
        .order_by("-held_on")
        .first()
    )
    if meeting is not None:
        held = dates.long(meeting.held_on)
        council = meeting.council.name
        lines.append(
            f"Xét đề nghị của {council} tại Biên bản họp {held}"
            if kind == PaperKind.DECISION
            else f"Căn cứ kết quả họp {held} của {council}"
        )
    return tuple(lines)


def _laws_of(round_: Round, codes: Sequence[str], day: date) -> list[str]:
    level = round_.unit.level
    return [_LAW + line for line in assess.legal_bases(codes, day=day, level=level)]


def codes_of(paper: OfficialPaper) -> list[str]:
    """Return the awards on a paper, each once."""
    awards = paper.lines.order_by().values_list("nomination__award", flat=True)
    return sorted(set(awards))


def cleaned(lines: Sequence[str]) -> list[str]:
    """Return lines as a paper keeps them: no mark, no dash, no empty one."""
    return [
        line for line in (text.clean_line(line).strip(" -;") for line in lines) if line
    ]


def for_another_day(
    round_: Round,
    kind: PaperKind,
    codes: Sequence[str],
    written: Sequence[str],
    *,
    before: date | None,
    after: date,
) -> tuple[str, ...]:
    """Return the bases of a paper whose planned day changes.

    Those suggested for the day before give way to those of the day after; what
    somebody wrote by hand stays as it is.
    """
    if before is None or before == after:
        return tuple(written)
    if cleaned(written) != cleaned(suggested(round_, kind, codes, before)):
        return tuple(written)
    return suggested(round_, kind, codes, after)


@dataclass(frozen=True)
class Strayed:
    """How a draft's bases differ from the law of a day.

    past: lines that cite an instrument not in force that day. lacking: instruments of
    that day that a draft with the suggested bases of another day leaves out.
    """

    past: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.past or self.lacking)


def strayed(paper: OfficialPaper, on: date) -> Strayed:
    """Compare the bases of a draft with the law of the day it is to bear."""
    codes = codes_of(paper)
    round_ = paper.round
    now = cleaned(_laws_of(round_, codes, on))
    known = set(cleaned([_LAW + line for line in assess.known_bases()]))
    past = [line for line in paper.legal_bases if line in known and line not in now]
    planned = cleaned(_laws_of(round_, codes, paper.planned_on or on))
    # A list without an instrument of its own planned day was chosen by hand.
    is_as_suggested = bool(past) or set(planned) <= set(paper.legal_bases)
    lacking = [line for line in now if line not in paper.legal_bases]
    return Strayed(tuple(past), tuple(lacking) if is_as_suggested else ())
