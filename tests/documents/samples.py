"""Papers of an invented office: people and figures of no living person."""

from datetime import date

from vinhdanh.documents.papers import (
    Annex,
    Attendee,
    CaseGroup,
    CaseTally,
    CertificateSheet,
    Column,
    DecisionPaper,
    Figure,
    Letterhead,
    MinutesPaper,
    RowGroup,
    Section,
    SignatureBlock,
    SubmissionPaper,
    SummationPaper,
    Table,
)

POSITION = "CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ"
UNIT = "Phòng Tổng hợp, Văn phòng Hội đồng nhân dân thành phố"
NAMES = (
    "Nguyễn Thị Ngọc Huyền", "Trần Đức Nghĩa", "Lê Quỳnh Như", "Phạm Hữu Ưng",
    "Đặng Thúy Ngà", "Vũ Hoàng Ỷ", "Bùi Thế Kỷ", "Đỗ Mỹ Ẩn",
)  # fmt: skip


def sheet(**changes):
    """A certificate of Lao động tiên tiến 2016."""
    data = {
        "awarding_position": POSITION,
        "award_line": "TẶNG DANH HIỆU",
        "award_name": "LAO ĐỘNG TIÊN TIẾN",
        "honorific": "Bà",
        "recipient_name": "Nguyễn Thị Ngọc Huyền",
        "post": "Chuyên viên",
        "unit": UNIT,
        "achievement": "Đã có thành tích hoàn thành tốt nhiệm vụ công tác năm 2016",
        "decision_number": "15/QĐ-VP",
        "decision_on": date(2017, 1, 5),
        "gold_book_number": "001/2016",
        "place": "Hải Phòng",
        "signed_on": date(2017, 1, 5),
        "signer_post": "CHÁNH VĂN PHÒNG",
        "signer_name": "Hoàng Văn Minh",
        "qr_text": "https://thidua.example/x/MFRGGZDFMZTWQ2I#"
        + "MFRGGZDFMZTWQ2LK" * 31,
    }
    return CertificateSheet(**{**data, **changes})


def sheets(count):
    """As many different certificates, each with its own name and book number."""
    return [
        sheet(
            recipient_name=f"{NAMES[i % len(NAMES)]}",
            honorific="Ông" if i % 2 else "Bà",
            gold_book_number=f"{i + 1:03d}/2016",
            qr_text=f"https://thidua.example/x/{i:015d}#" + f"{i:04d}ABCDEFGH" * 41,
        )
        for i in range(count)
    ]


def letterhead(**changes):
    """The office's letterhead on a decision of January 2017."""
    data = {
        "parent_body": "HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        "issuing_body": "VĂN PHÒNG",
        "place": "Hải Phòng",
        "day": date(2017, 1, 5),
        "number": 5,
        "sign": "QĐ-VP",
    }
    return Letterhead(**{**data, **changes})


def people_table(count):
    """A list of people in two groups."""
    rows = tuple(
        (
            str(i + 1),
            ("Bà " if i % 2 == 0 else "Ông ") + NAMES[i % len(NAMES)],
            "Phó Trưởng phòng Công tác Hội đồng nhân dân"
            if i % 5 == 0
            else "Chuyên viên",
            ("Phòng Tổng hợp", "Phòng Hành chính - Tổ chức - Quản trị")[i % 2],
        )
        for i in range(count)
    )
    half = count // 2
    return Table(
        columns=(
            Column(heading="STT", width=0.5, align="center"),
            Column(heading="Họ và tên", width=2.2),
            Column(heading="Chức vụ", width=2),
            Column(heading="Đơn vị", width=2.2),
        ),
        groups=(
            RowGroup(heading="I. Khối chuyên môn", rows=rows[:half]),
            RowGroup(heading="II. Khối phục vụ", rows=rows[half:]),
        ),
    )


_LAW = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ "
    "sung một số điều của Luật Thi đua, khen thưởng ngày 14 tháng 6 năm 2005 và ngày "
    "16 tháng 11 năm 2013"
)
_DECREE = (
    "Căn cứ Nghị định số 65/2014/NĐ-CP ngày 01 tháng 7 năm 2014 của Chính phủ quy "
    "định chi tiết thi hành Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen "
    "thưởng năm 2013"
)
_PROPOSAL = (
    "Xét đề nghị của Hội đồng Thi đua - Khen thưởng Văn phòng tại Biên bản họp ngày "
    "28 tháng 12 năm 2016"
)
LEGAL_BASES = (_LAW, _DECREE, _PROPOSAL)


def articles(people):
    """The three Điều of the decision."""
    award = (
        f"Tặng danh hiệu “Lao động tiên tiến” năm 2016 cho {people} cá nhân thuộc Văn "
        "phòng Hội đồng nhân dân thành phố, đã có thành tích hoàn thành tốt nhiệm vụ "
        "công tác năm 2016 (có danh sách kèm theo)."
    )
    money = (
        "Tiền thưởng kèm theo danh hiệu thực hiện theo quy định hiện hành, trích từ "
        "Quỹ Thi đua, khen thưởng năm 2016 của Văn phòng."
    )
    duty = (
        "Trưởng phòng Hành chính - Tổ chức - Quản trị, các phòng thuộc Văn phòng và "
        "các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ "
        "ngày ký./."
    )
    return ((award,), (money,), (duty,))


def decision(*, people=38, **changes):
    """The decision on Lao động tiên tiến 2016."""
    data = {
        "letterhead": letterhead(),
        "abstract": "Về việc tặng danh hiệu “Lao động tiên tiến” năm 2016",
        "authority_line": "CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ",
        "issuer": "Chánh Văn phòng Hội đồng nhân dân thành phố Hải Phòng",
        "legal_bases": LEGAL_BASES,
        "articles": articles(people),
        "signature": SignatureBlock(post="CHÁNH VĂN PHÒNG", name="Hoàng Văn Minh"),
        "recipients": (
            "Thường trực HĐND thành phố (để báo cáo)",
            "Như Điều 3",
            "Ban Thanh tra nhân dân",
            "Lưu: VT, HCTCQT",
        ),
        "annexes": (
            Annex(
                subject="Cá nhân được tặng danh hiệu “Lao động tiên tiến” năm 2016",
                tables=(people_table(people),),
            ),
        ),
    }
    return DecisionPaper(**{**data, **changes})


def attendee(number, **changes):
    """A member of the council of nine."""
    data = {
        "name": f"Ông {NAMES[number % len(NAMES)]}",
        "post": "Trưởng phòng Tổng hợp",
        "role": "Ủy viên",
    }
    return Attendee(**{**data, **changes})


CHAIR = attendee(
    1, name="Ông Hoàng Văn Minh", post="Chánh Văn phòng", role="Chủ tịch Hội đồng"
)
SECRETARY = attendee(
    0, name="Bà Vũ Thị Lan", post="Chuyên viên", role="Ủy viên, Thư ký Hội đồng"
)


def minutes(**changes):
    """Minutes of December 2016: 8 of 9 present, one written opinion, one case falls."""
    data = {
        "letterhead": letterhead(
            parent_body="VĂN PHÒNG HĐND\nTHÀNH PHỐ HẢI PHÒNG",
            issuing_body="HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
            day=date(2016, 12, 28),
            number=2,
            sign="BB-HĐTĐKT",
        ),
        "abstract": "Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng năm 2016",
        "opened": "14 giờ 00 phút, ngày 28 tháng 12 năm 2016",
        "venue": "Phòng họp tầng 3, Văn phòng Hội đồng nhân dân thành phố",
        "chair": CHAIR,
        "secretary": SECRETARY,
        "members_total": 9,
        "present": (CHAIR, *(attendee(i) for i in range(2, 8)), SECRETARY),
        "absent": (attendee(0, absent_reason="Đi công tác", written_opinion=True),),
        "quorum_rule": "ít nhất 2/3 tổng số thành viên",
        "quorum_needed": 6,
        "has_quorum": True,
        "contents": (
            "Thư ký Hội đồng báo cáo hồ sơ đề nghị khen thưởng năm 2016 của các phòng.",
            "Hội đồng bỏ phiếu kín; thành viên vắng mặt gửi ý kiến bằng văn bản.",
        ),
        "case_groups": (
            CaseGroup(
                heading="Danh hiệu “Chiến sĩ thi đua cơ sở”",
                threshold="trên 1/2 tổng số thành viên Hội đồng",
                votes_needed=5,
                cases=(
                    CaseTally(
                        name="Nguyễn Thị Ngọc Huyền",
                        unit="Phòng Tổng hợp",
                        votes_for=8,
                        votes_against=0,
                        written_for=1,
                        has_passed=True,
                    ),
                    CaseTally(
                        name="Trần Đức Nghĩa",
                        unit="Phòng Hành chính - Tổ chức - Quản trị",
                        votes_for=3,
                        votes_against=4,
                        votes_invalid=1,
                        written_for=1,
                    ),
                ),
            ),
        ),
        "conclusions": (
            "Đề nghị Chánh Văn phòng tặng danh hiệu cho 01 cá nhân được thông qua.",
        ),
        "closing": "Cuộc họp kết thúc lúc 16 giờ 30 phút cùng ngày; biên bản đã được "
        "đọc lại, các thành viên dự họp nhất trí.",
        "secretary_signature": SignatureBlock(post="THƯ KÝ", name="Vũ Thị Lan"),
        "chair_signature": SignatureBlock(post="CHỦ TRÌ", name="Hoàng Văn Minh"),
    }
    return MinutesPaper(**{**data, **changes})


def summation(**changes):
    """The summation of 2016 with the published totals."""
    data = {
        "letterhead": letterhead(number=7, sign="BC-VP", day=date(2017, 1, 10)),
        "abstract": "Tổng kết công tác thi đua, khen thưởng năm 2016",
        "opening": (
            "Văn phòng báo cáo kết quả công tác thi đua, khen thưởng như sau:",
        ),
        "sections": (
            Section(
                heading="I. Kết quả khen thưởng thuộc thẩm quyền của Văn phòng",
                paragraphs=("Chánh Văn phòng đã quyết định:",),
                figures=(
                    Figure(label="Lao động tiên tiến", count=38, total=38),
                    Figure(label="Chiến sĩ thi đua cơ sở", count=16, total=38),
                    Figure(label="Tập thể lao động tiên tiến", count=3, total=3),
                    Figure(
                        label="Tập thể lao động xuất sắc",
                        count=1,
                        total=3,
                        note="đề nghị thành phố",
                    ),
                    Figure(label="Giấy khen cho cá nhân", count=14),
                ),
            ),
            Section(
                heading="II. Phương hướng năm 2017",
                paragraphs=("Tiếp tục phát động phong trào thi đua năm 2017.",),
            ),
        ),
        "signature": SignatureBlock(
            authority="KT. CHÁNH VĂN PHÒNG",
            post="PHÓ CHÁNH VĂN PHÒNG",
            name="Phạm Thị Thu Hà",
        ),
        "recipients": ("Thường trực HĐND thành phố", "Các phòng", "Lưu: VT"),
    }
    return SummationPaper(**{**data, **changes})


def submission(**changes):
    """The submission of one collective to the city."""
    data = {
        "letterhead": letterhead(number=3, sign="TTr-VP", day=date(2026, 1, 12)),
        "abstract": "Về việc đề nghị tặng danh hiệu “Tập thể lao động xuất sắc”",
        "addressee": "Ủy ban nhân dân thành phố Hải Phòng",
        "legal_bases": LEGAL_BASES[:2],
        "paragraphs": ("Văn phòng trình xem xét, tặng danh hiệu cho 01 tập thể.",),
        "tables": (people_table(3),),
        "closing": ("Kính trình Ủy ban nhân dân thành phố xem xét, quyết định./.",),
        "signature": SignatureBlock(post="CHÁNH VĂN PHÒNG", name="Hoàng Văn Minh"),
        "recipients": ("Như trên", "Sở Nội vụ", "Lưu: VT"),
    }
    return SubmissionPaper(**{**data, **changes})
