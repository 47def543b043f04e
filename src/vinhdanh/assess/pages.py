"""Writes docs/law: one page for each award and regime, with cases and signatures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from vinhdanh.assess.cases import Outcome, case_files, read_cases, run_cases
from vinhdanh.assess.judging import national_book
from vinhdanh.assess.norm_pages import NormPage, norm_pages
from vinhdanh.law.cite import Standing
from vinhdanh.law.evaluate import parameters_of
from vinhdanh.law.page import LawPage, WorkedCase, page_hash, page_of
from vinhdanh.law.speech import Speech
from vinhdanh.statutes.load import VERSION, corpus, signed_pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from vinhdanh.law.regime import Regime
    from vinhdanh.law.title import Title


@dataclass(frozen=True)
class SignedPage:
    """A page of the law as the machine understands it, and the hash to sign.

    name: of its file and address, such as "ldtt-r1a". Its cases are run when the page
    itself or its hash is first asked for: all of them take seconds.
    """

    name: str
    award: str
    award_name: str
    titles: tuple[Title, ...]
    regime: Regime

    @property
    def heading(self) -> str:
        """What the page is called."""
        return f"{self.award_name} — {self.regime.id}"

    @cached_property
    def page(self) -> LawPage:
        """The page in parts."""
        outcomes = _outcomes(self.award)
        return _page(self.heading, self.titles, self.regime, outcomes)

    @cached_property
    def body(self) -> str:
        """The page as text."""
        return self.page.markdown()

    @cached_property
    def hash(self) -> str:
        """What a signature is bound to."""
        return page_hash(self.body)

    @property
    def standings(self) -> dict[str, int]:
        """How many of its criteria stand at SOURCED, RECALLED, UNKNOWN."""
        counted = Counter(c.standing for title in self.titles for c in title.criteria)
        return {s.value: counted[s] for s in Standing if counted[s]}


@cache
def signed_pages_of_law() -> tuple[SignedPage, ...]:
    """Every page: by award in the order of the corpus, then by regime."""
    known, book = corpus(), national_book()
    found = []
    for award, row in known.awards.items():
        for regime in known.regimes:
            titles = tuple(
                t for t in book.titles if (t.award, t.regime) == (award, regime.id)
            )
            if titles:
                name = f"{award}-{regime.id}".lower().replace("_", "-")
                called = row.name_on(regime.in_force.first_day)
                found.append(SignedPage(name, award, called, titles, regime))
    return tuple(found)


def law_pages() -> dict[str, str]:
    """Every page by file name, and the index that lists them."""
    signed = signed_pages()
    pages: dict[str, str] = {}
    listed: list[str] = []
    for each in signed_pages_of_law():
        state = _state(each, signed)
        pages[f"{each.name}.md"] = f"{each.body}\n{_foot(each.hash, state)}"
        heading, regime = each.heading, each.regime
        listed.append(f"| [{heading}]({each.name}.md) | {regime.name} | {state} |")
    norms: list[str] = []
    for norm in norm_pages():
        state = _state(norm, signed)
        pages[f"{norm.name}.md"] = f"{norm.body}\n{_foot(norm.hash, state)}"
        norms.append(f"| [{norm.heading}]({norm.name}.md) | {state} |")
    pages["README.md"] = _index(listed, norms)
    return pages


@cache
def _outcomes(award: str) -> tuple[Outcome, ...]:
    """Every worked case of an award with the machine's verdict, run once."""
    return tuple(
        outcome
        for path in case_files()
        if path.name.partition(".")[0] == award
        for outcome in run_cases(read_cases(path))
    )


def write_pages(folder: Path) -> list[Path]:
    """Write every page below `folder`; pages of standards that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = law_pages()
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    written = []
    for name, text in pages.items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _page(
    heading: str,
    titles: Sequence[Title],
    regime: Regime,
    outcomes: Sequence[Outcome],
) -> LawPage:
    known, book = corpus(), national_book()
    day = regime.in_force.last_day or regime.in_force.first_day
    speech = Speech(
        facts=known.facts,
        award_names=known.award_names,
        parameters=book.parameters,
        values=book.parameters.on(day, parameters_of(titles)),
    )
    cases = [
        _worked(outcome)
        for outcome in outcomes
        if (outcome.verdict.award, outcome.verdict.regime)
        == (titles[0].award, regime.id)
    ]
    return page_of(heading, titles, regime, speech, known.instruments, cases)


def _worked(outcome: Outcome) -> WorkedCase:
    reason = outcome.reason
    said = outcome.verdict.short if reason is None else reason.line()
    case = outcome.case
    label = outcome.verdict.word.label
    return WorkedCase(case.situation, case.ask.day, label, said, case.source)


def _state(page: SignedPage | NormPage, signed: Mapping[str, Any]) -> str:
    row = signed.get(page.name)
    if row is None:
        return "chưa có cán bộ pháp chế rà soát"
    if row["hash"] != page.hash:
        return f"chưa rà soát lại (bản trước: {row['office']}, {row['signed_on']})"
    return f"đã rà soát: {row['signed_by']}, {row['office']}, {row['signed_on']}"


def _foot(hash_: str, state: str) -> str:
    return f"---\n\nTrạng thái: {state}. Mã băm của trang: `{hash_}`.\n"


_INTRO = f"""# Luật như máy hiểu

Kho luật phiên bản {VERSION}. Các trang này do `vinhdanh law pages` viết ra từ chính các
quy tắc đang chạy; đừng sửa tay.

Bốn từ của một kết luận:

- **đạt**;
- **không đạt**: một tiêu chí có căn cứ không thỏa;
- **chưa đủ căn cứ**: thiếu thông tin quyết định;
- **cần người xác nhận**: điều quyết định là quy tắc chỉ theo trí nhớ, hoặc một sự đánh
  giá thay cho tiêu chí đo đếm được.

Nội dung mà ai cũng phải được Hội đồng xem xét thì chính biểu quyết của Hội đồng trả
lời: được nêu ra (○), không chặn kết luận “đạt”.

| Trang | Chế độ pháp lý | Trạng thái |
| --- | --- | --- |
"""


_NORMS = """
Quy tắc không phải tiêu chuẩn của riêng ai, mọi thời kỳ:

| Trang | Trạng thái |
| --- | --- |
"""


def _index(listed: Sequence[str], norms: Sequence[str]) -> str:
    standards, rules = "\n".join(listed), "\n".join(norms)
    return f"{_INTRO}{standards}\n{_NORMS}{rules}\n"
