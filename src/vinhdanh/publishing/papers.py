"""Rows → what the summation prints."""

from collections.abc import Iterable, Sequence
from datetime import date

from vinhdanh.documents.papers import (
    Column,
    Figure,
    Letterhead,
    RowGroup,
    Section,
    SignatureBlock,
    SummationPaper,
    Table,
)
from vinhdanh.movements.models import Movement
from vinhdanh.publishing.summation import Summation, SummationFigure, WorkFigure
from vinhdanh.registry import queries as registry
from vinhdanh.viet import dates


def summation_paper(
    figures: Summation,
    *,
    day: date,
    signer_post: str,
    signer_name: str,
    signer_authority: str = "",
) -> SummationPaper:
    """Return the year's report of an office as plain data, for Word or PDF."""
    unit = figures.unit
    parent = registry.parent_of(unit, day)
    return SummationPaper(
        letterhead=Letterhead(
            parent_body=registry.name_on(parent, day).upper() if parent else "",
            issuing_body=registry.name_on(unit, day).upper(),
            place=unit.place,
            day=day,
            sign=f"BC-{unit.document_sign}" if unit.document_sign else "",
        ),
        abstract=f"Tổng kết công tác thi đua, khen thưởng năm {figures.year}",
        sections=tuple(_sections(figures)),
        closing=(f"Trên đây là báo cáo tổng kết năm {figures.year}./.",),
        signature=SignatureBlock(
            post=signer_post, name=signer_name, authority=signer_authority
        ),
        recipients=("Lưu: VT",),
    )


def _sections(figures: Summation) -> Iterable[Section]:
    this_year = [m for m in figures.movements if m.year == figures.year]
    next_year = [m for m in figures.movements if m.year > figures.year]
    yield Section(
        heading=f"I. Phong trào thi đua năm {figures.year}",
        paragraphs=tuple(_movement_words(m) for m in this_year)
        or ("Chưa có phong trào thi đua được phát động trong năm.",),
    )
    yield Section(
        heading="II. Kết quả một số mặt công tác",
        paragraphs=tuple(map(_work_words, figures.indicators))
        or ("Chưa ghi nhận số liệu.",),
    )
    yield _counted("III. Danh hiệu thi đua", figures.titles)
    yield _counted("IV. Đề nghị cấp trên khen thưởng", figures.proposals)
    yield _counted("V. Khen thưởng của cơ quan", figures.own_certificates)
    yield _counted(
        "VI. Khen thưởng do cơ quan khác quyết định",
        figures.outside,
        tables=tuple(_rows_table(f) for f in figures.outside),
    )
    yield Section(
        heading=f"VII. Phương hướng năm {figures.year + 1}",
        paragraphs=tuple(_movement_words(m) for m in next_year)
        or ("Chưa phát động phong trào thi đua của năm sau.",),
        tables=tuple(table for m in next_year for table in _movement_tables(m)),
    )


def _counted(
    heading: str, figures: Sequence[SummationFigure], tables: tuple[Table, ...] = ()
) -> Section:
    return Section(
        heading=heading,
        paragraphs=() if figures else ("Chưa ghi nhận trường hợp nào.",),
        figures=tuple(map(_figure, figures)),
        tables=tables,
    )


def _work_words(work: WorkFigure) -> str:
    note = f" ({work.note})" if work.note else ""
    return f"{work.name}: {work.amount} {work.measure}".rstrip() + f"{note}."


def _movement_words(movement: Movement) -> str:
    targets, tasks = movement.targets.count(), movement.key_tasks.count()
    theme = f", chủ đề “{movement.slogan}”" if movement.slogan else ""
    return (
        f"{movement.name}{theme}: {targets:02d} chỉ tiêu, "
        f"{tasks:02d} nhiệm vụ trọng tâm."
    )


def _movement_tables(movement: Movement) -> Iterable[Table]:
    groups = (
        RowGroup(
            heading="Chỉ tiêu",
            rows=tuple(
                (str(place), target.name, target.goal_shown)
                for place, target in enumerate(movement.targets.all(), start=1)
            ),
        ),
        RowGroup(
            heading="Nhiệm vụ trọng tâm",
            rows=tuple(
                (str(place), task.name, dates.short(task.due_on) if task.due_on else "")
                for place, task in enumerate(movement.key_tasks.all(), start=1)
            ),
        ),
    )
    told = tuple(group for group in groups if group.rows)
    if told:
        yield Table(
            caption=movement.name,
            columns=(
                Column(heading="TT", width=0.4, align="center"),
                Column(heading="Nội dung", width=4),
                Column(heading="Mức cần đạt, thời hạn", width=1.4),
            ),
            groups=told,
        )


def _figure(figure: SummationFigure) -> Figure:
    return Figure(
        label=figure.label,
        count=figure.count,
        total=figure.total,
        note=figure.note,
    )


def _rows_table(figure: SummationFigure) -> Table:
    return Table(
        caption=figure.label,
        columns=(
            Column(heading="TT", width=0.4, align="center"),
            Column(heading="Họ tên, tên tập thể", width=2),
            Column(heading="Đơn vị", width=2),
            Column(heading="Quyết định", width=2),
        ),
        groups=(
            RowGroup(
                rows=tuple(
                    (str(place), row.name, row.unit, row.rests_on)
                    for place, row in enumerate(figure.rows, start=1)
                )
            ),
        ),
    )
