"""Initiatives of the sample office in 2026, one at each step; all invented."""

from datetime import timedelta

from vinhdanh.base import clock
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.councils import actions as councils
from vinhdanh.councils.enums import CouncilKind, CouncilPost
from vinhdanh.initiatives import actions, voting
from vinhdanh.initiatives.actions import AuthorLine, InitiativeForm, OpinionForm
from vinhdanh.initiatives.models import Initiative
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person

YEAR = 2026
SHARES = (60, 40)
IDEAS = (
    (
        "Lịch nhắc hạn trả lời kiến nghị cử tri",
        "Một lịch chung cho ba phòng, tự nhắc trước hạn năm ngày.",
        "Không còn kiến nghị quá hạn trả lời trong sáu tháng áp dụng.",
    ),
    (
        "Bộ tài liệu kỳ họp đọc trên máy tính bảng",
        "Tài liệu gom theo chương trình kỳ họp, có mục lục bấm được.",
        "Giảm chín phần mười lượng giấy của một kỳ họp.",
    ),
    (
        "Mẫu phiếu thẩm tra dự thảo nghị quyết theo từng lĩnh vực",
        "Bốn mẫu phiếu có câu hỏi gợi ý cho từng Ban.",
        "Báo cáo thẩm tra xong sớm hơn hai ngày so với trước.",
    ),
    (
        "Sổ mượn phòng họp dùng chung",
        "Bảng đăng ký chung thay cho sổ giấy ở văn thư.",
        "Không còn trùng lịch; đã dùng ở cả ba phòng.",
    ),
)


def live_through(cast: Cast) -> None:
    """Propose four initiatives: recognised, refused, appraised, just filed."""
    _set_up_council(cast)
    recognised, refused, _appraised, _filed = [
        _file(cast, place) for place in range(len(IDEAS))
    ]
    held_on = clock.today() - timedelta(days=3)
    for initiative, agree in ((recognised, 5), (refused, 1)):
        voting.record_ballot(
            cast.secretary, initiative, voting.Count(held_on, 5, agree, 5 - agree)
        )
    actions.recognise(
        cast.head,
        recognised,
        decision_no="21/QĐ-VP",
        decided_on=clock.today() - timedelta(days=1),
        authority_name="Chánh Văn phòng",
    )
    actions.refuse(
        cast.head, refused, reason="Chưa có số liệu chứng minh hiệu quả đã nêu."
    )


def _set_up_council(cast: Cast) -> None:
    everybody = list(registry.people_of(cast.unit))
    leads = [person for person in everybody if _is_head(person)][:5]
    posts = [CouncilPost.CHAIR, CouncilPost.SECRETARY] + [CouncilPost.MEMBER] * 3
    council = councils.establish_council(
        cast.head,
        cast.unit,
        name="Hội đồng sáng kiến Văn phòng",
        decision="Quyết định số 12/QĐ-VP (dữ liệu mẫu)",
        first_day=clock.today() - timedelta(days=60),
        kind=CouncilKind.INITIATIVE,
        members=[
            councils.MemberLine(person, post)
            for person, post in zip(leads, posts, strict=True)
        ],
    )
    voting.set_rule(
        cast.head,
        council,
        quorum=(2, 3),
        threshold=(1, 2),
        strict=True,
        regulation="Quy chế Hội đồng sáng kiến, Điều 4 (dữ liệu mẫu)",
    )


def _file(cast: Cast, place: int) -> Initiative:
    name, solution, effect = IDEAS[place]
    authors = [
        person
        for person in registry.people_of(cast.divisions[place % len(cast.divisions)])
        if not _is_head(person)
    ][place : place + len(SHARES)]
    initiative = actions.file_initiative(
        cast.officer,
        InitiativeForm(
            name=name,
            year=YEAR,
            solution=solution,
            effect=effect,
            applied_on=clock.today() - timedelta(days=200),
            authors=[
                AuthorLine(person, share)
                for person, share in zip(authors, SHARES, strict=True)
            ],
        ),
    )
    if place < len(IDEAS) - 1:
        actions.appraise(
            cast.secretary,
            initiative,
            OpinionForm(
                "recognise" if place != 1 else "amend",
                "Giải pháp mới tại đơn vị, đã áp dụng.",
                is_new=True,
                is_effective=True if place != 1 else None,
                is_replicable=True,
            ),
        )
    return initiative


def _is_head(person: Person) -> bool:
    post = registry.present_post(person)
    return post is not None and post.title.startswith(("Trưởng", "Phó", "Chánh"))
