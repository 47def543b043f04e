"""Titles of address that offices write before a name: ông, bà, đồng chí, ranks."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from vinhdanh.viet import text

_TITLES: Final = (
    r"thầy giáo|cô giáo|ông|bà|anh|chị|cô|đồng chí|đ/c|đ\.\s?chí|đ\.c\.?|đc|"
    r"(?:thiếu|trung|thượng|đại|chuẩn)\s+(?:úy|uý|tá|tướng)(?:\s+(?:qncn|cn))?|"
    r"luật sư|nhà giáo (?:ưu tú|nhân dân)|"
    r"thầy thuốc (?:ưu tú|nhân dân)|nghệ sĩ (?:ưu tú|nhân dân)|"
    r"giáo sư|phó giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|kỹ sư|"
    r"dược sĩ|dược sỹ|cử nhân|kiến trúc sư"
)
# Short forms; those of two letters need the stop that tells them from a name.
_SHORT_TITLES: Final = (
    r"pgs|gs|ths|tskh|bsck\s?(?:ii|i|1|2)|ck\s?(?:ii|i|1|2)|nguts?|ngưt|ngnd|nsưt|nsnd|ttưt|ttnd|"
    r"nghs|kts|cvc|cvcc|ds|ts|bs|cn|ks|gv|ls"
)
_BEFORE: Final = re.compile(
    rf"(?:(?:{_TITLES})[:.,]?\s+|(?:{_SHORT_TITLES})[.,]\s*"
    r"|(?:th\.\s?s|t\.s|b\.s|g\.s|k\.s)[.,]?\s+"
    r"|(?:pgs|gs|ths|tskh|ts|bs|ngưt|ngnd|nsưt|nsnd|ttưt|ttnd"
    r"|bsck(?:ii|i|1|2)|ck(?:ii|i|1|2))\s+)+",
    re.IGNORECASE,
)
# Ông is a family name as well (Ông Ích Khiêm): it is a title where one of these, the
# family names of most people, comes next.
_FAMILY_NAME: Final = re.compile(
    "an|âu|bạch|bành|bế|biện|bùi|cao|cát|châu|chế|chu|chử|chung|cù|cung|doãn|"
    "dương|đái|đàm|đào|đặng|đậu|điền|đinh|đoàn|đỗ|đồng|giang|giáp|hà|hồ|hoa|"
    "hoàng|huỳnh|hứa|kha|khổng|khuất|khúc|kiều|kim|la|lã|lại|lâm|lê|lò|lỗ|lục|lư|"
    "lương|lưu|lý|ma|mã|mạc|mạch|mai|nghiêm|ngô|nguyễn|nhâm|nhan|ninh|nông|ôn|"
    "phạm|phan|phí|phó|phùng|phương|quách|quan|sầm|sử|tạ|tăng|thạch|thái|thân|"
    "thẩm|thi|thiều|tiêu|tô|tôn|tống|trà|trang|trần|triệu|trịnh|trương|từ|tường|"
    "uông|ứng|văn|vi|viên|vòng|võ|vũ|vương|xa"
)
_POST_WORD: Final = (
    r"(?:phó|trưởng|chánh|giám đốc|chủ tịch|bí thư|chuyên viên|nhân viên|kế toán|"
    r"văn thư|cán bộ|hiệu trưởng|tổ trưởng|đội trưởng|giáo viên|lái xe|bảo vệ|"
    r"[uủ][yỷ] viên|thư ký|thủ quỹ|công chức|phụ trách|thanh tra|quyền|tp\b|pp\b|ctv\b)"
)
_AFTER: Final = re.compile(
    rf"\s*(?:\([^()]{{1,80}}\)|[-–,;:]\s*{_POST_WORD}.*)\s*$", re.IGNORECASE
)
_MAY_FOLLOW: Final = re.compile(r"[(\-–,;:]")
# Family names that are the first word of a title too: đồng chí, phó giáo sư.
_ALSO_TITLES: Final = frozenset({"đồng", "phó"})
_PAIRED: Final = re.compile(
    r"^\(?(?:ông|bà)\s*/\s*(?:ông|bà)\)?[:.]?\s+", re.IGNORECASE
)


class Addressed(NamedTuple):
    """A name and the title of address that stood before it (empty when none did)."""

    name: str
    title: str


def without_title(written: str) -> Addressed:
    """The name without ông, bà, đ/c, a rank or a degree before it.

    Left as written when fewer than two words would remain.
    """
    line = text.clean_line(written)
    if _begins_a_name(line.partition(" ")[0]):
        return Addressed(line, "")
    found = _PAIRED.match(line) or _BEFORE.match(line)
    if not found:
        return Addressed(line, "")
    name = line[found.end() :].strip()
    title = found[0].strip()
    if len(name.split()) < 2 or not _is_title(title, name):  # noqa: PLR2004
        return Addressed(line, "")
    return Addressed(name, title)


def without_remark(written: str) -> Addressed:
    """The name without what stands after it: “(Trưởng phòng)”, “– Phó Chánh Văn phòng”.

    A second line counts where it begins with a post. `title` is what was left out.
    """
    line = text.clean(written)
    if not line.isprintable():  # it has tabs or line breaks
        first, _, rest = line.partition("\n")
        if rest and re.match(_POST_WORD, rest.strip(), re.IGNORECASE):
            return Addressed(text.clean_line(first), text.clean_line(rest))
        line = text.clean_line(written)
    found = _AFTER.search(line) if _MAY_FOLLOW.search(line) else None
    if found is None or len(line[: found.start()].split()) < 2:  # noqa: PLR2004
        return Addressed(line, "")
    return Addressed(line[: found.start()].strip(), found[0].strip(" -–,;:"))


def is_family_name(word: str) -> bool:
    """Whether the word is one of the family names that most people bear."""
    return _FAMILY_NAME.fullmatch(text.search_key(word)) is not None


@lru_cache(maxsize=20_000)
def _begins_a_name(word: str) -> bool:
    """Whether the word is a family name and begins no title."""
    return is_family_name(word) and text.search_key(word) not in _ALSO_TITLES


def _is_title(title: str, name: str) -> bool:
    if title.casefold() != "ông":
        return True
    first_word = name.split(maxsplit=1)[0]
    return is_family_name(first_word)
