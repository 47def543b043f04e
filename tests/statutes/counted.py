"""Counts the worked cases honestly and writes docs/reference/law-cases.md.

python -m tests.statutes.counted      writes the page anew

An edge is what a case tries: of one title and kind of subject one criterion, in the
words of the rule with the value in force, on one side of it (true, false, not known)
and by one of its ways or exemptions. The same edge on another day, with other facts or
under another regime that says the same is a twin and counts once.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.statutes.judged import judged, outcomes_of
from vinhdanh.assess.norm_cases import norm_case_files, run_norm_cases
from vinhdanh.statutes.load import corpus

PATH = Path(__file__).parents[2] / "docs" / "reference" / "law-cases.md"
NORMS = {
    "han-muc": "Hạn mức",
    "tham-quyen": "Thẩm quyền",
    "thoi-han": "Thời hạn",
    "tien-thuong": "Tiền thưởng",
}
_HEAD = """\
# Ca mẫu: có bao nhiêu, thử bao nhiêu ranh giới

Ca mẫu nằm ở `src/vinhdanh/statutes/cases/`, mỗi danh hiệu một bảng tính; mỗi ca nêu
điều mong đợi và chạy trong mọi lần kiểm tra. Số dòng không nói lên điều gì nếu nhiều
dòng thử cùng một điều, nên trang này đếm **ranh giới**: của một danh hiệu và một loại
đối tượng, một tiêu chí với đúng câu chữ và giá trị đang có hiệu lực, một phía (đạt,
không đạt, chưa rõ) và một nhánh hoặc ngoại lệ. Cùng ranh giới ấy ở ngày khác, với dữ
kiện khác hoặc dưới chế độ khác có cùng câu chữ chỉ được tính một lần. Cột “Chỉ một
phía” tính chặt hơn nữa: không phân biệt nhánh, ngoại lệ.

Một bài kiểm tra giữ trang này và đòi: ít nhất 250 ranh giới; mỗi tiêu chí được thấy
đạt, không đạt, chưa rõ; mỗi giá trị có ngày được thấy vào ngày trước, ngày đầu, ngày
cuối, ngày sau. Viết lại: `python -m tests.statutes.counted`.
"""


def edges(award: str) -> set[tuple]:
    """The distinct edges of a title's cases."""
    return {_edge(outcome) for outcome in outcomes_of(award)}


def sides(award: str) -> set[tuple]:
    """The same, whichever way or exemption decides."""
    return {edge[:5] for edge in edges(award)}


def shared() -> set[tuple]:
    """The sides of all titles, where a rule that several titles repeat counts once."""
    return {side[2:] for award in judged() for side in sides(award)}


def _edge(outcome) -> tuple:
    case, reason = outcome.case, outcome.reason
    return (
        case.award,
        case.ask.record["kind"],
        case.criterion,
        reason.sentence,
        case.mark,
        tuple(sorted(reason.branches)),
        tuple(sorted(said.rpartition(" (")[0] for said in reason.exemptions)),
    )  # each exemption without its article: the same words are the same exemption


def norm_edges(path: Path) -> tuple[int, int]:
    """The rows of a norm's cases, and how many different answers they expect."""
    outcomes = run_norm_cases(path)
    answers = {tuple(outcome.expected.items()) for outcome in outcomes}
    return len(outcomes), len(answers)


def page() -> str:
    """The page as it is kept in the repository."""
    totals: dict[str, int] = defaultdict(int)
    lines = []
    for award in sorted(judged()):
        outcomes, found = outcomes_of(award), edges(award)
        marks = [sum(edge[4] is mark for edge in found) for mark in (True, False, None)]
        counts = [len(outcomes), len(found), len(sides(award)), *marks]
        for place, count in enumerate(counts):
            totals[str(place)] += count
        name = corpus().awards[award].name
        lines.append(f"| {name} (`{award}`) | " + " | ".join(map(str, counts)) + " |")
    whole = " | ".join(f"**{count}**" for count in totals.values())
    norms = [(path.stem, *norm_edges(path)) for path in norm_case_files()]
    heads = ("Danh hiệu, hình thức", "Dòng", "Ranh giới", "Chỉ một phía")
    lines = [
        f"| {' | '.join((*heads, 'đạt', 'không đạt', 'chưa rõ'))} |",
        f"|{' --- |' * 7}",
        *lines,
        f"| **Cộng** | {whole} |",
        "",
        "Quy tắc mà nhiều danh hiệu cùng có (ví dụ “đang bị xem xét”) nếu chỉ tính một",
        f"lần thì còn **{len(shared())}** phía.",
        "",
        "| Ca của quy định chung | Dòng | Câu trả lời khác nhau |",
        "| --- | --- | --- |",
        *(f"| {NORMS[stem]} | {rows} | {found} |" for stem, rows, found in norms),
    ]
    return "\n".join([_HEAD, *lines]) + "\n"


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
