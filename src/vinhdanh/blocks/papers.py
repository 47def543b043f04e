"""A block's hand-over and results as the plain data of their papers."""

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.blocks import queries, standings
from vinhdanh.blocks.enums import BallotState, Denominator, HandedKind, TieBreak
from vinhdanh.blocks.models import Ballot, BlockYear, HandOver
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
            unit=record.from_unit.name,
            name=record.given_by_name,
            post=record.given_by_title,
        ),
        receiver=Side(
            unit=record.to_unit.name,
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
    return BlockResultsPaper(
        letterhead=Letterhead(
            issuing_body=block_year.block.name.upper(),
            place=lead.unit.place if lead else "",
            day=clock.today(),
        ),
        block=block_year.block.name,
        year=block_year.year,
        method=_method(block_year),
        places=tuple(_place(row) for row in standings.ranking(block_year)),
        honours=_honours(block_year),
        lead=SignatureBlock(
            post="TRƯỞNG KHỐI", name="", note=lead.unit.name if lead else ""
        ),
    )


def _method(block_year: BlockYear) -> str:
    scoring = block_year.scoring
    table = f"Chấm theo “{scoring.version}”." if scoring else "Chưa mở đợt chấm điểm."
    breaks = [str(TieBreak(code).label) for code in block_year.tie_breaks]
    rule = f"lần lượt xét: {'; '.join(breaks)}" if breaks else "xếp đồng hạng"
    if standings.is_reopened(block_year):
        table += " Điểm đang xem lại theo kiến nghị; thứ hạng theo lần chốt gần nhất."
    return f"{table} Khi bằng điểm: {rule}."


def _place(row: Standing) -> PlaceRow:
    notes = [str(TieBreak(row.set_apart).label)] if row.set_apart else []
    notes += [
        f"không được đề nghị {assess.awards()[code].short_name}: {'; '.join(why)}"
        for code, why in row.barred.items()
    ]
    return PlaceRow(
        rank=f"{row.rank} (đồng hạng)" if row.is_shared else str(row.rank),
        unit=row.member.unit.name,
        points=figures.show(row.result.total),
        bonus=figures.show(row.result.bonus),
        penalty=figures.show(row.result.penalty),
        note="; ".join(notes),
    )


def _honours(block_year: BlockYear) -> tuple[Honour, ...]:
    proposed = {(row.member_id, row.award) for row in queries.proposals_of(block_year)}
    conferred = queries.conferred_on(block_year)
    most = dict(block_year.allowances.values_list("award", "most"))
    found = []
    for ballot in block_year.ballots.filter(state=BallotState.CLOSED):
        rows = []
        for count in standings.counts(ballot):
            unit = count.line.member.unit
            award = conferred.get((unit.pk, ballot.award))
            is_proposed = (count.line.member_id, ballot.award) in proposed
            rows.append(
                HonourRow(
                    unit=unit.name,
                    votes=f"{count.agree}/{count.base}",
                    proposed="đã đề nghị" if is_proposed else "",
                    conferred=award.decision_number if award else "",
                )
            )
        award_name = assess.awards()[ballot.award].name
        rule = _rule(ballot, most.get(ballot.award, 0))
        found.append(Honour(award=award_name, rule=rule, rows=tuple(rows)))
    return tuple(found)


def _rule(ballot: Ballot, most: int) -> str:
    told = f"được đề nghị nhiều nhất {most:02d}; phiếu tính trên "
    told += str(Denominator(ballot.denominator).label)
    if ballot.needed_num is None:
        return f"{told}."
    return f"{told}, cần ít nhất {ballot.needed_num}/{ballot.needed_den}."
