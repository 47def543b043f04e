"""Rows → the report of a review, and of the five years before a congress."""

from collections.abc import Iterable, Sequence
from datetime import date

from vinhdanh import assess
from vinhdanh.base.vietnamese import in_vietnamese
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
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.movements import five_years
from vinhdanh.movements.models import Discovery, Gathering, Movement, Review
from vinhdanh.movements.reviews import FigureLine, TaskTold, tasks_of
from vinhdanh.registry import queries as registry
from vinhdanh.viet import dates

UNTOLD = "Chưa ghi nội dung."


def review_paper(
    review: Review,
    figures: Sequence[FigureLine],
    *,
    day: date,
    signer_post: str = "",
    signer_name: str = "",
    signer_authority: str = "",
) -> SummationPaper:
    """Return a review as the report it is printed as, for Word or PDF.

    figures: as they stand, or as the concluded review keeps them.
    """
    movement = review.movement
    kind = review.get_kind_display()
    return SummationPaper(
        letterhead=_letterhead(movement, day),
        abstract=(
            f"{kind[0].upper()}{kind[1:]} {movement.name} "
            f"(tính đến ngày {dates.short(review.as_of)})"
        ),
        sections=(
            _launch(movement, day),
            _said("II. Kết quả đạt được", review.results),
            Section(
                heading="III. Thực hiện chỉ tiêu, nhiệm vụ",
                tables=(*_figures(figures), *_tasks(tasks_of(review))),
                paragraphs=() if figures else ("Phong trào không ghi chỉ tiêu.",),
            ),
            _models("IV. Điển hình tiên tiến", review.discoveries.all()),
            _said("V. Hạn chế, nguyên nhân", review.shortcomings),
            _said("VI. Phương hướng, kiến nghị", review.ahead),
        ),
        closing=(f"Trên đây là báo cáo {kind} {movement.name}./.",),
        signature=SignatureBlock(
            post=signer_post, name=signer_name, authority=signer_authority
        ),
        recipients=("Lưu: VT",),
    )


@in_vietnamese
def congress_paper(
    gathering: Gathering,
    *,
    day: date,
    signer_post: str = "",
    signer_name: str = "",
    signer_authority: str = "",
) -> SummationPaper:
    """Return the report of five years that a congress of models hears."""
    movement = gathering.movement
    honoured = list(five_years.honoured_at(gathering))
    return SummationPaper(
        letterhead=_letterhead(movement, day),
        abstract=f"Kết quả {movement.name}, trình {gathering.name}",
        sections=(
            _launch(movement, day),
            Section(
                heading="II. Phong trào của từng năm",
                tables=tuple(_years(movement)),
                paragraphs=()
                if movement.parts.exists()
                else ("Chưa gắn phong trào của năm nào vào giai đoạn này.",),
            ),
            Section(
                heading="III. Khen thưởng trong giai đoạn",
                tables=tuple(_awards(movement)),
            ),
            _models("IV. Điển hình tiên tiến", five_years.discoveries_of(movement)),
            Section(
                heading="V. Khen thưởng tại hội nghị",
                figures=tuple(
                    Figure(
                        label=f"{line.name} ({_who(line.is_collective)})",
                        count=line.total,
                    )
                    for line in five_years.honoured_lines(honoured)
                ),
                tables=tuple(_honoured(honoured)),
            ),
        ),
        closing=(f"Trên đây là báo cáo kết quả {movement.name}./.",),
        signature=SignatureBlock(
            post=signer_post, name=signer_name, authority=signer_authority
        ),
        recipients=("Lưu: VT",),
    )


def _letterhead(movement: Movement, day: date) -> Letterhead:
    unit = movement.unit
    parent = registry.parent_of(unit, day)
    return Letterhead(
        parent_body=registry.name_on(parent, day).upper() if parent else "",
        issuing_body=registry.name_on(unit, day).upper(),
        place=unit.place,
        day=day,
        sign=f"BC-{unit.document_sign}" if unit.document_sign else "",
    )


def _launch(movement: Movement, day: date) -> Section:
    launched = movement.launched_on
    own = registry.name_on(movement.unit, launched or day)
    launchers = [own, *map(str, movement.launchers.all())]
    words = [
        f"{movement.name}, do {', '.join(launchers)} phát động"
        + (f" ngày {dates.short(launched)}" if launched else "")
        + (f" theo {movement.plan_number}" if movement.plan_number else "")
        + "."
    ]
    if movement.slogan:
        words.append(f"Chủ đề: “{movement.slogan}”.")
    return Section(heading="I. Phát động", paragraphs=tuple(words))


def _said(heading: str, words: str) -> Section:
    lines = tuple(line.strip() for line in words.splitlines() if line.strip())
    return Section(heading=heading, paragraphs=lines or (UNTOLD,))


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[RowGroup, ...]:
    return (
        RowGroup(
            rows=tuple((str(place), *row) for place, row in enumerate(rows, start=1))
        ),
    )


def _table(
    caption: str, columns: Sequence[tuple[str, float]], rows: Iterable[tuple[str, ...]]
) -> Table:
    return Table(
        caption=caption,
        columns=(
            Column(heading="TT", width=0.4, align="center"),
            *(Column(heading=heading, width=width) for heading, width in columns),
        ),
        groups=_numbered(rows),
    )


def _figures(figures: Sequence[FigureLine]) -> Iterable[Table]:
    if figures:
        yield _table(
            "Chỉ tiêu",
            (
                *(("Chỉ tiêu", 3.0), ("Mức gốc", 1.0), ("Cần đạt", 1.2)),
                *(("Đã đạt", 1.0), ("Đánh giá", 1.0)),
            ),
            ((f.name, f.base, f.goal, f.reached, f.word) for f in figures),
        )


def _tasks(tasks: Sequence[TaskTold]) -> Iterable[Table]:
    if tasks:
        done = sum(task.done_on is not None for task in tasks)
        yield _table(
            f"Nhiệm vụ trọng tâm: hoàn thành {done:02d}/{len(tasks):02d}",
            (
                *(("Nhiệm vụ", 2.8), ("Đơn vị chủ trì", 1.4)),
                *(("Hạn", 1.2), ("Kết quả", 2.0)),
            ),
            (
                (
                    task.name,
                    task.owner,
                    dates.short(task.due_on) if task.due_on else "",
                    _outcome(task),
                )
                for task in tasks
            ),
        )


def _outcome(task: TaskTold) -> str:
    """“20/05/2026: trước hạn”, “chưa hoàn thành: chờ ý kiến”."""
    done = dates.short(task.done_on) if task.done_on else "chưa hoàn thành"
    return f"{done}: {task.remark}" if task.remark else done


def _models(heading: str, rows: Iterable[Discovery]) -> Section:
    found = [
        (row.printed_name, row.unit_name, row.what_for, row.proposal) for row in rows
    ]
    if not found:
        return Section(heading=heading, paragraphs=("Chưa ghi điển hình nào.",))
    columns = (
        *(("Họ tên, tên tập thể", 1.6), ("Đơn vị", 1.4)),
        *(("Việc làm, thành tích", 2.6), ("Đề nghị", 1.4)),
    )
    return Section(heading=heading, tables=(_table("", columns, found),))


def _years(movement: Movement) -> Iterable[Table]:
    lines = five_years.year_lines(movement)
    if lines:
        yield _table(
            "",
            (
                *(("Năm", 0.6), ("Phong trào", 3.2), ("Chỉ tiêu", 0.8)),
                *(("Nhiệm vụ hoàn thành", 1.2), ("Điển hình", 0.8)),
            ),
            (
                (
                    str(line.movement.year),
                    str(line.movement),
                    f"{line.targets:02d}",
                    f"{line.done:02d}/{line.tasks:02d}",
                    f"{line.discoveries:02d}",
                )
                for line in lines
            ),
        )


def _awards(movement: Movement) -> Iterable[Table]:
    years = five_years.years_of(movement)
    yield _table(
        "",
        (
            ("Danh hiệu, hình thức", 2.4),
            ("Đối tượng", 0.9),
            *((str(year), 0.6) for year in years),
            ("Cộng", 0.7),
        ),
        (
            (
                line.name,
                _who(line.is_collective),
                *map(str, line.by_year),
                str(line.total),
            )
            for line in five_years.award_lines(movement)
        ),
    )


def _honoured(awards: Sequence[Award]) -> Iterable[Table]:
    if awards:
        yield _table(
            "Danh sách được khen tại hội nghị",
            (
                *(("Họ tên, tên tập thể", 2.0), ("Đơn vị", 2.0)),
                *(("Danh hiệu, hình thức", 1.5), ("Quyết định", 1.3)),
            ),
            map(_honoured_row, awards),
        )


def _honoured_row(award: Award) -> tuple[str, ...]:
    today = ledger.as_it_reads_today(award)
    return (
        today["recipient_name"],
        today["unit_name"],
        assess.awards()[award.code].name,
        award.decision_number,
    )


def _who(is_collective: bool) -> str:
    return "tập thể" if is_collective else "cá nhân"
