"""Pages of norms for a legal officer: place in the law | what the machine understood |
days in force | how sure, with the worked cases below. One page a subject, all its days.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vinhdanh.assess.deciding import LEVELS
from vinhdanh.assess.grounds import honour
from vinhdanh.assess.money import RECIPIENTS, decimal
from vinhdanh.assess.norm_cases import LEVELS as SAID_LEVELS
from vinhdanh.assess.norm_cases import norm_case_files, run_norm_cases
from vinhdanh.assess.norms import share_said
from vinhdanh.law.norm import UNPLACED
from vinhdanh.law.page import STANDING, page_hash
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms
from vinhdanh.viet.numbers import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.law.cite import Cite, Standing
    from vinhdanh.law.dates import InForce
    from vinhdanh.law.money import Coefficients
    from vinhdanh.law.norm import Norm
    from vinhdanh.law.procedure import DeadlineRule, Decides, Simplified
    from vinhdanh.law.quota import BallotRule, CapRule

_TOPICS = {
    "combining": "Kết hợp nhiều mức khen",
    "principles": "Nguyên tắc",
    "registration": "Đăng ký thi đua",
    "initiatives": "Công nhận sáng kiến",
    "lineage": "Sáp nhập, chia tách, giải thể",
    "transition": "Chuyển tiếp sang luật sửa đổi 2026",
    "revocation": "Hủy quyết định, cấp đổi, cấp lại",
    "movements": "Phong trào thi đua",
    "fund": "Quỹ thi đua, khen thưởng",
    "bonus": "Tiền thưởng",
    "deadlines": "Thời hạn",
    "medals": "Kỷ niệm chương",
    "households": "Hộ gia đình",
    "dossiers": "Hồ sơ do bộ, tỉnh quy định",
    "flags": "Cờ thi đua",
    "powers": "Chuyển thẩm quyền",
    "dates": "Ngày nào chọn luật nào",
}
_OFFICES = {
    "ministry_or_province": "Bộ trưởng, người đứng đầu ngành; Chủ tịch UBND cấp tỉnh",
    "own_head": "thủ trưởng đơn vị",
}
_LEVELS = {code: said for said, code in SAID_LEVELS.items() if code is not None}
_AWARD_LEVELS = {
    "unit": "cấp cơ sở",
    "commune": "cấp xã",
    "province": "cấp bộ, tỉnh",
    "state": "nhà nước",
}
_TOGETHER = {
    "titles_same_period": "nhiều danh hiệu cùng thời gian tính",
    "titles_other_period": "nhiều danh hiệu khác thời gian tính",
    "forms_other_achievement": "nhiều hình thức, khác thành tích",
    "title_and_form": "danh hiệu và hình thức khen thưởng",
}
_HEAD = ("Căn cứ", "Máy hiểu là", "Từ ngày", "Đến ngày", "Mức độ chắc chắn")


@dataclass(frozen=True, slots=True)
class NormTable:
    """A table of a page: its heading, its columns, a row a norm or a case."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> list[str]:
        """Its lines in Markdown."""
        rule = _row(["---"] * len(self.columns))
        rows = [_row(row) for row in self.rows]
        return [f"## {self.heading}", "", _row(self.columns), rule, *rows, ""]


@dataclass(frozen=True, slots=True)
class NormPage:
    """One page: its file's name, its tables, what is signed, and the hash to sign."""

    name: str
    heading: str
    tables: tuple[NormTable, ...]
    body: str
    hash: str


@cache
def norm_pages() -> tuple[NormPage, ...]:
    """The pages of norms, in the order of the year's work."""
    pages = (
        ("han-muc", "Hạn mức số lượng", _caps()),
        ("ho-so-thoi-han", "Hồ sơ, thời hạn, công khai, hiệp y", _procedure()),
        ("hoi-dong", "Hội đồng: thành phần, bỏ phiếu", _councils()),
        ("tham-quyen", "Thẩm quyền quyết định và đề nghị", _competence()),
        ("tien-thuong", "Tiền thưởng", _money()),
        ("quy-tac-chung", "Quy tắc chung", _told()),
    )
    found = []
    for name, heading, tables in pages:
        lines = [line for table in tables for line in table.markdown()]
        body = "\n".join([f"# {heading}", "", *lines]).rstrip() + "\n"
        found.append(NormPage(name, heading, tuple(tables), body, page_hash(body)))
    return tuple(found)


Cells = tuple[str, ...]


def _table(heading: str, rows: Iterable[tuple[Norm, str]]) -> NormTable:
    places = corpus().instruments
    lines = [
        _line(norm.place(places), said, norm.in_force, norm.standing)
        for norm, said in rows
    ]
    return NormTable(heading, _HEAD, tuple(lines))


def _line(place: str, said: str, span: InForce, standing: Standing) -> Cells:
    last = "" if span.last_day is None else f"{span.last_day:%d/%m/%Y}"
    return (place, said, f"{span.first_day:%d/%m/%Y}", last, STANDING[standing])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _place(cite: Cite | None, source: str) -> str:
    if cite is None:
        return source or UNPLACED
    return corpus().instruments.say(cite)


def _names(codes: Iterable[str]) -> str:
    order = list(norms().honours)
    return "; ".join(f"“{honour(c).name}”" for c in sorted(codes, key=order.index))


def _cases(name: str) -> NormTable:
    path = next(path for path in norm_case_files() if path.stem == name)
    lines = [
        (
            outcome.situation,
            "; ".join(f"{key}: {cell}" for key, cell in outcome.found.items()),
            outcome.source,
        )
        for outcome in run_norm_cases(path)
    ]
    columns = ("Tình huống", "Máy trả lời", "Nguồn")
    return NormTable("Tình huống mẫu", columns, tuple(lines))


def _statements(*topics: str) -> list[NormTable]:
    found = []
    for topic in topics:
        rows = [s for s in norms().statements if s.topic == topic]
        told = [(row, f"{row.says} (`{row.id}`)") for row in rows]
        found.append(_table(_TOPICS.get(topic, "Quy tắc"), told))
    return found


def _caps() -> list[NormTable]:
    lines = [
        _line(_place(c.cite, c.source), _cap(c), c.in_force, c.standing)
        for c in corpus().caps
    ]
    rules = NormTable("Hạn mức", _HEAD, tuple(lines))
    return [rules, *_statements("caps"), _cases("han-muc")]


def _cap(cap: CapRule) -> str:
    base = "tổng số người"
    if cap.base != "headcount":
        base = f"số đạt {_names([cap.base])}"
    least = f", tối thiểu {cap.least}" if cap.least else ""
    sector = {"armed_forces": " (quân đội)", "procuracy": " (kiểm sát)"}
    return (
        f"{_names([cap.award])}: không quá {share_said(cap.amount, cap.of)} {base}"
        f"{least}{sector.get(cap.sector, '')}"
    )


def _procedure() -> list[NormTable]:
    read = norms()
    dossiers = [
        (row, f"{_names(row.awards)}: {row.sets} bộ; {_papers(row.papers)}")
        for row in read.dossiers
    ]
    notices = [
        (row, f"{_names(row.awards)}: {row.by[0]}; {_length(row.working_days)}")
        for row in read.notices
    ]
    consulted = [(r, f"{_names(r.awards)}: {r.says[0]}") for r in read.consultations]
    return [
        _table("Thành phần hồ sơ", dossiers),
        _table(
            "Thủ tục đơn giản", [(row, _simplified(row)) for row in read.simplified]
        ),
        _table("Thời hạn", [(row, _deadline(row)) for row in read.deadlines]),
        _table("Công khai", notices),
        _table("Hiệp y", consulted),
        _cases("thoi-han"),
    ]


def _papers(papers: Iterable[str]) -> str:
    return "; ".join(norms().papers[paper][0] for paper in papers)


def _simplified(row: Simplified) -> str:
    grounds = "; ".join(norms().grounds[ground][0] for ground in row.grounds)
    return f"{_papers(row.papers)}. Khi: {grounds}"


def _length(working_days: int | None) -> str:
    return (
        "chưa rõ số ngày" if working_days is None else f"{working_days} ngày làm việc"
    )


def _deadline(row: DeadlineRule) -> str:
    levels = ", ".join(said for key, said in _AWARD_LEVELS.items() if key in row.levels)
    whom = _names(row.awards) if row.awards else levels
    if row.month_day is not None:
        month, day = row.month_day
        year = "năm sau năm xét" if row.years_after else "trong năm xét"
        return f"{whom}: {row.label[0]} {day:02}/{month:02} {year} (`{row.step}`)"
    start = norms().steps[row.counted_from][0]
    days = f"{row.working_days} ngày làm việc kể từ {start}"
    return f"{whom}: {row.label[0]}: {days} (`{row.step}`)"


def _councils() -> list[NormTable]:
    places = corpus().instruments
    votes = [
        _line(places.say(b.cite), _ballot(b), b.in_force, b.standing)
        for b in corpus().ballots
    ]
    boards = []
    for row in norms().compositions:
        parts = [f"{_LEVELS[row.level]}: Chủ tịch: {row.chair}"]
        if row.members:
            parts.append(f"{row.members[0]}–{row.members[1]} thành viên")
        if row.deputies:
            parts.append(f"{row.deputies[0]}–{row.deputies[1]} Phó Chủ tịch")
        if row.standing_deputy:
            parts.append(f"Phó Chủ tịch thường trực: {row.standing_deputy}")
        boards.append((row, "; ".join(parts)))
    return [
        NormTable("Tỷ lệ đồng ý, tính trên tổng số thành viên", _HEAD, tuple(votes)),
        *_statements("councils"),
        _table("Thành phần", boards),
    ]


def _ballot(rule: BallotRule) -> str:
    how = "bỏ phiếu kín" if rule.ballot == "secret" else "bỏ phiếu"
    share = share_said(rule.amount, rule.of)
    return f"{_names(rule.awards)}: {how}, ít nhất {share} tổng số thành viên"


def _competence() -> list[NormTable]:
    read = norms()
    return [
        _table("Ai quyết định, ai đề nghị", [(r, _decides(r)) for r in read.decides]),
        _table(
            "Đơn vị không có tư cách pháp nhân",
            [(row, "cấp quản lý trực tiếp quyết định") for row in read.superiors],
        ),
        _table(
            "Cấp không còn",
            [(row, f"{row.name[0]}: không còn quyết định") for row in read.abolished],
        ),
        _table("Thực tiễn đã thấy", [(row, row.says) for row in read.practices]),
        _cases("tham-quyen"),
    ]


def _decides(row: Decides) -> str:
    def said(office: str) -> str:
        return _OFFICES.get(office) or norms().offices[office][0]

    wheres = [_LEVELS[level] for level in LEVELS if level in row.levels]
    where = f" [{', '.join(wheres)}]" if wheres else ""
    legal = " (có tư cách pháp nhân)" if row.legal_person else ""
    return (
        f"{_names(row.awards)}{where}{legal}: {said(row.office)} quyết định; "
        f"{said(row.proposer)} đề nghị"
    )


def _money() -> list[NormTable]:
    read = norms()
    times = [
        (row, f"{_times(row.recipient, row.num, row.den)}: {_names(row.awards)}")
        for row in read.multipliers
    ]
    ways = {"nearest": "đến số gần nhất", "up": "lên"}
    paid = {"each": "chi từng khoản", "highest": "chỉ chi mức cao nhất"}
    salaries = [(row, f"{group(row.dong)} đồng/tháng") for row in read.salaries]
    rounded = [
        (row, f"làm tròn {ways[row.way]} đến chục nghìn đồng") for row in read.roundings
    ]
    together = [
        (row, f"{_TOGETHER[row.case]}: {paid[row.outcome]}") for row in read.together
    ]
    return [
        _table("Mức lương cơ sở", salaries),
        _table("Hệ số", [(row, _figures(row)) for row in read.coefficients]),
        _table("Tập thể, hộ gia đình", times),
        _table("Làm tròn", rounded),
        _table("Nhiều mức khen cùng lúc", together),
        _table("Nguồn chi", [(row, row.says) for row in read.payers]),
        _cases("tien-thuong"),
    ]


def _figures(row: Coefficients) -> str:
    most = "không quá " if row.at_most else ""
    sums = "; ".join(
        f"“{honour(code).name}” {most}{decimal(hundredths)}"
        for code, hundredths in row.hundredths.items()
    )
    level = " (cấp xã tặng)" if row.level == "commune" else ""
    note = f" [{row.note}]" if row.note else ""
    return f"{RECIPIENTS[row.recipient][0]}{level}: {sums}{note}"


def _times(recipient: str, num: int, den: int) -> str:
    return f"{RECIPIENTS[recipient][0]}: {num}/{den} mức cá nhân"


def _told() -> list[NormTable]:
    services = []
    for row in norms().services:
        num, den = row.times
        said = f"giảm {row.minus_months} tháng"
        if row.times != (1, 1):
            said = f"còn {num}/{den} thời gian"
        services.append((row, f"nữ lãnh đạo: {said}"))
    return [*_statements(*_TOPICS), _table("Thời gian giữ chức vụ", services)]
