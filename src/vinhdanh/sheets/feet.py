"""The end of a list: people without a running number, then notes and signatures."""

import re
from collections.abc import Iterable
from typing import Final

from vinhdanh.viet import text

# Who signs, and where and when: from here on nobody belongs to the list.
_SIGNING: Final = re.compile(
    r"(?:kt|tm|tl|tuq|q)\s*\.|(?:đã )?ký\b|\(\s*(?:đã )?ký\b|"
    r"(?:.{0,40}, )?ngày\b.{0,12}\btháng\b|"
    r"người (?:lập|ghi|viết|tổng hợp|báo cáo|kiểm|soát|duyệt|ký|đứng đầu|phụ trách|"
    r"thực hiện|tham mưu)|"
    r"(?:phó )?(?:chánh (?:văn phòng|thanh tra)|giám đốc|chủ tịch|bí thư|thủ trưởng|"
    r"hiệu trưởng|viện trưởng|chủ nhiệm (?:ủy ban|bộ môn)|"
    r"(?:tổng |chi )?cục trưởng|trưởng (?:phòng|ban|bộ phận|khoa|đoàn|đơn vị)|"
    r"tổ trưởng|đội trưởng|phó (?:trưởng )?phòng)\b|"
    r"p\.?\s*trưởng\b|kế toán\b|thư ký\b|văn thư\b|cán bộ\b|chuyên viên\b|"
    r"thủ kho\b|đại diện\b|xác nhận\b|phụ trách\b|phê duyệt\b|duyệt\b|"
    r"lãnh đạo (?:đơn vị|cơ quan|phê duyệt)|hội đồng thi đua\b"
)
_NOTE: Final = re.compile(
    r"(?:ghi chú|lưu ý|chú thích|nơi nhận|danh sách|bảng|biểu|phụ lục|\(?\*|[-–+•])"
)
_FEWEST, _MOST = 2, 6


def is_note(words: str) -> bool:
    """Whether the words are a note, or the next table's name: people may follow."""
    return _NOTE.match(text.search_key(words)) is not None


def begins(name: str, others: Iterable[str]) -> bool:
    """Whether a row under the last sure one begins the signatures.

    others: the words of its other cells; the post of somebody named is none.
    """
    if _SIGNING.match(text.search_key(name)):
        return True
    if is_like_name(name):
        return False
    return not name or any(_SIGNING.match(text.search_key(each)) for each in others)


def is_like_name(words: str) -> bool:
    """Whether the words are written as a person's name is: “Lê Thị Cê”."""
    parts = words.split()
    return _FEWEST <= len(parts) <= _MOST and all(
        part.isalpha() and part[0].isupper() for part in parts
    )
