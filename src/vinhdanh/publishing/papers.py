"""Rows → what the summation prints."""

from collections.abc import Iterable
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
from vinhdanh.publishing.summation import Summation, SummationFigure
from vinhdanh.registry import queries as registry


def summation_paper(
    figures: Summation, *, day: date, signer_post: str, signer_name: str
) -> SummationPaper:
    """Return the year's report of an office as plain data, for Word or PDF."""
    unit = figures.unit
    parent = registry.parent_of(unit, day)
    return SummationPaper(
        letterhead=Letterhead(
            parent_body=registry.name_on(parent, day) if parent else "",
            issuing_body=registry.name_on(unit, day),
            place=unit.place,
            day=day,
            sign=f"BC-{unit.document_sign}" if unit.document_sign else "",
        ),
        abstract=f"Tổng kết công tác thi đua, khen thưởng năm {figures.year}",
        sections=tuple(_sections(figures)),
        signature=SignatureBlock(post=signer_post, name=signer_name),
        recipients=("Như trên", "Lưu: VT"),
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
        paragraphs=tuple(
            f"{work.name}: {work.text} {work.measure}." for work in figures.indicators
        )
        or ("Chưa ghi nhận số liệu.",),
    )
    yield Section(
        heading="III. Danh hiệu thi đua",
        figures=(
            *map(_figure, figures.titles),
            *map(_figure, figures.proposals),
        ),
    )
    yield Section(
        heading="IV. Hình thức khen thưởng",
        figures=(
            *map(_figure, figures.own_certificates),
            *(_figure(f, "cơ quan khác quyết định") for f in figures.outside),
        ),
        tables=tuple(_rows_table(f) for f in figures.outside),
    )
    yield Section(
        heading=f"V. Phương hướng năm {figures.year + 1}",
        paragraphs=tuple(_movement_words(m) for m in next_year)
        or ("Chưa phát động phong trào thi đua của năm sau.",),
        tables=tuple(_movement_table(m) for m in next_year),
    )


def _movement_words(movement: Movement) -> str:
    targets, tasks = movement.targets.count(), movement.key_tasks.count()
    theme = f", chủ đề “{movement.slogan}”" if movement.slogan else ""
    return (
        f"{movement.name}{theme}: {targets:02d} chỉ tiêu, "
        f"{tasks:02d} nhiệm vụ trọng tâm."
    )


def _movement_table(movement: Movement) -> Table:
    return Table(
        caption=movement.name,
        columns=(
            Column(heading="TT", width=0.4, align="center"),
            Column(heading="Nội dung", width=4),
            Column(heading="Mức cần đạt", width=1.2),
        ),
        groups=(
            RowGroup(
                heading="Chỉ tiêu",
                rows=tuple(
                    (str(place), target.name, target.goal)
                    for place, target in enumerate(movement.targets.all(), start=1)
                ),
            ),
            RowGroup(
                heading="Nhiệm vụ trọng tâm",
                rows=tuple(
                    (str(place), task.name, "")
                    for place, task in enumerate(movement.key_tasks.all(), start=1)
                ),
            ),
        ),
    )


def _figure(figure: SummationFigure, note: str = "") -> Figure:
    return Figure(
        label=figure.label,
        count=figure.count,
        total=figure.total,
        note=note or figure.note,
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
