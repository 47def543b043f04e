"""A block's hand-over and results as the plain data of their papers."""

from collections.abc import Sequence
from datetime import date

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.blocks import honours, queries, standings
from vinhdanh.blocks.enums import Denominator, HandedKind, TieBreak
from vinhdanh.blocks.models import BlockYear, HandOver, Proposal
from vinhdanh.blocks.standings import Standing
from vinhdanh.documents.block_results import (
    BlockResultsPaper,
    Honour,
    HonourRow,
    PlaceRow,
)
from vinhdanh.documents.hand_over import HandOverPaper, Side
from vinhdanh.documents.papers import Letterhead, SignatureBlock
from vinhdanh.indicators import figures
from vinhdanh.ledger.models import Award
from vinhdanh.registry import queries as registry
from vinhdanh.viet import dates

FLAG_IN_GOOD_ORDER = "đã bàn giao"


@in_vietnamese
def hand_over(record: HandOver) -> HandOverPaper:
    """The record of a hand-over, with the names of who has confirmed it."""
    block = record.block_year.block
    lines = list(record.lines.all())
    return HandOverPaper(
        letterhead=Letterhead(
            issuing_body=block.name.upper(),
            place=record.from_unit.place,
            day=record.handed_on,
        ),
        block=block.name,
        year=record.block_year.year,
        venue=record.place,
        giver=Side(
            unit=registry.name_on(record.from_unit, record.handed_on),
            name=record.given_by_name,
            post=record.given_by_title,
        ),
        receiver=Side(
            unit=registry.name_on(record.to_unit, record.handed_on),
            name=record.received_by_name,
            post=record.received_by_title,
        ),
        flag=(record.flag_note or FLAG_IN_GOOD_ORDER) if record.with_flag else "",
        documents=tuple(row.text for row in lines if row.kind == HandedKind.DOCUMENT),
        tasks=tuple(
            (row.text, dates.short(row.due_on) if row.due_on else "")
            for row in lines
            if row.kind == HandedKind.TASK
        ),
        status=_status(record),
    )


def _status(record: HandOver) -> str:
    if record.is_confirmed:
        return "Hai bên đã xác nhận trên hệ thống."
    if record.given_at is not None:
        return "Bên giao đã xác nhận, chờ bên nhận."
    if record.received_at is not None:
        return "Bên nhận đã xác nhận, chờ bên giao."
    return "Dự thảo, chưa bên nào xác nhận."


@in_vietnamese
def results(block_year: BlockYear) -> BlockResultsPaper:
    """Places, votes, proposals and what the ledger has of them."""
    lead = queries.lead_of(block_year)
    places = standings.ranking(block_year)
    names = _names(block_year, places)
    return BlockResultsPaper(
        letterhead=Letterhead(
            issuing_body=block_year.block.name.upper(),
            place=lead.unit.place if lead else "",
            day=clock.today(),
        ),
        block=block_year.block.name,
        year=block_year.year,
        method=_method(block_year),
        places=tuple(_place(row, names) for row in places),
        honours=tuple(
            _honour(found, names) for found in honours.honours_of(block_year, places)
        ),
        lead=SignatureBlock(
            post="TRƯỞNG KHỐI",
            name="",
            note=registry.name_on(lead.unit, clock.today()) if lead else "",
        ),
    )


def _names(block_year: BlockYear, places: Sequence[Standing]) -> dict[int, str]:
    """The members' names as they were when the year scored ended."""
    day = min(date(block_year.year, 12, 31), clock.today())
    units = [place.member.unit for place in places]
    return {unit.pk: registry.name_on(unit, day) for unit in units}


def _method(block_year: BlockYear) -> str:
    scoring = block_year.scoring
    table = f"Chấm theo “{scoring.version}”." if scoring else "Chưa mở đợt chấm điểm."
    breaks = standings.tie_rules(block_year)
    rule = f"lần lượt xét: {'; '.join(breaks)}" if breaks else "xếp đồng hạng"
    if standings.is_reopened(block_year):
        table += " Điểm đang xem lại theo kiến nghị; thứ hạng theo lần chốt gần nhất."
    return f"{table} Khi bằng điểm: {rule}."


def _place(row: Standing, names: dict[int, str]) -> PlaceRow:
    notes = [str(TieBreak(row.set_apart).label)] if row.set_apart else []
    notes += [
        f"không được đề nghị {assess.awards()[code].short_name}: {'; '.join(why)}"
        for code, why in row.barred.items()
    ]
    return PlaceRow(
        rank=f"{row.rank} (đồng hạng)" if row.is_shared else str(row.rank),
        unit=names[row.member.unit_id],
        points=figures.show(row.result.total),
        bonus=figures.show(row.result.bonus),
        penalty=figures.show(row.result.penalty),
        note="; ".join(notes),
    )


def _honour(found: honours.Honour, names: dict[int, str]) -> Honour:
    return Honour(
        award=assess.awards()[found.allowance.award].name,
        rule=_rule(found),
        rows=tuple(
            HonourRow(
                unit=names[row.member.unit_id],
                votes=_votes(row),
                proposed=_proposed(row.proposal),
                conferred=_conferred(row.award),
            )
            for row in found.rows
        ),
    )


def _votes(row: honours.HonourRow) -> str:
    """“6/7, đạt”; why a member has none is said in its place."""
    if row.count is not None:
        word = {True: ", đạt", False: ", không đạt", None: ""}[row.count.has_passed]
        return f"{row.count.agree}/{row.count.base}{word}"
    return f"không đưa vào phiếu: {'; '.join(row.bars)}" if row.bars else ""


def _proposed(proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    why = f" ({proposal.reason})" if proposal.reason else ""
    return f"đã đề nghị {dates.short(proposal.proposed_on)}{why}"


def _conferred(award: Award | None) -> str:
    if award is None:
        return ""
    day = f" ngày {dates.short(award.decided_on)}" if award.decided_on else ""
    return f"{award.decision_number}{day}"


def _rule(found: honours.Honour) -> str:
    told = f"được đề nghị nhiều nhất {found.allowance.most:02d}"
    ballot = found.ballot
    if ballot is None:
        return f"{told}; chưa lấy phiếu suy tôn."
    day = dates.short(ballot.held_on)
    if ballot.is_open:
        return f"{told}; đang lấy phiếu suy tôn ngày {day}."
    told += f"; phiếu suy tôn ngày {day}: {found.voted:02d} đơn vị bỏ phiếu, tính trên "
    told += str(Denominator(ballot.denominator).label)
    if found.needed is None:
        return f"{told}."
    share = f"{ballot.needed_num}/{ballot.needed_den}"
    return f"{told}, cần ít nhất {share} ({found.needed:02d} phiếu)."
