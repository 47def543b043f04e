"""The titles and forms of commendation as offices write them, and their codes."""

import re
from typing import Final

from vinhdanh.viet import text

_FIGHTER: Final = r"(?:cstd|chien s[iy] thi dua|cs thi dua)"
_GROUP: Final = r"(?:tap the|tt)"
_OF: Final = r"(?: cap| cua)*"
_PROVINCE: Final = (
    r"(?: (?:chu tich )?(?:ubnd|uy ban nhan dan))?"
    r" ?(?:thanh pho|tinh|tp|bo(?: ban)?(?: nganh)?(?: tinh)?|nganh|bo ban nganh tinh)"
)
_COMMITTEE: Final = (
    r" (?:cua )?(?:chu tich )?(?:ubnd|uy ban nhan dan)(?: (?:tinh|thanh pho|tp) .+)?"
)
_ORDER_CLASSES: Final = (("1", "nhat|i|1"), ("2", "nhi|ii|2"), ("3", "ba|iii|3"))
Forms = tuple[tuple[re.Pattern[str], str], ...]


def _forms() -> Forms:
    # Longer names first: “CSTĐ toàn quốc” is not a “CSTĐ” of another level.
    forms = [
        (rf"(?:ttldtt|{_GROUP} (?:(?:lao dong|ld) tien tien|ldtt))", "TTLDTT"),
        (rf"(?:ttldxs|{_GROUP} (?:(?:lao dong|ld) xuat sac|ldxs))", "TTLDXS"),
        (r"co(?: thi dua)?(?: cua)? (?:chinh phu|cp)", "CO_CP"),
        (rf"co(?: thi dua)?(?: cap| cua)*{_PROVINCE}", "CO_TINH"),
        (rf"{_FIGHTER}{_OF} ?(?:toan quoc|tq)", "CSTDTQ"),
        (rf"{_FIGHTER}{_OF}{_PROVINCE}", "CSTD_TINH"),
        (rf"{_FIGHTER}{_OF} ?(?:co so|cs)", "CSTDCS"),
        # Chiến sĩ tiên tiến: the same title in the armed forces.
        (r"(?:ldtt|cstt|(?:lao dong|ld|chien s[iy]) tien tien)", "LDTT"),
        (r"(?:bang khen|bk) ?(?:cua )?(?:thu tuong(?: chinh phu)?|ttg|ttcp)", "BK_TTG"),
        (rf"(?:bang khen|bk)(?: cap| cua)*{_PROVINCE}", "BK_TINH"),
        (rf"(?:bang khen|bk){_COMMITTEE}", "BK_TINH"),
        (r"(?:bang khen|bk) (?:cua )?(?:bo truong )?bo .+", "BK_TINH"),
        (r"(?:giay khen|gk)(?: cua.*)?", "GK"),
        (r"(?:xa|phuong|dac khu|thi tran)(?: .+)? tieu bieu", "XA_TIEU_BIEU"),
        (
            r"(?:thon|lang|ban|ap|to dan pho|khu pho|khu dan cu|buon)(?: .+)? van hoa",
            "THON_VAN_HOA",
        ),
        (r"(?:gia dinh van hoa|gdvh)", "GIA_DINH_VAN_HOA"),
        (r"(?:ky niem chuong|knc)(?: .+)?", "KNC"),
    ]
    for prefix, long in (("HCLD", "lao dong"), ("HCDL", "doc lap")):
        order = rf"(?:(?:huan chuong|hc) {long}|{prefix.lower()})(?: hang)?"
        forms += [
            (rf"{order} (?:{words})", f"{prefix}_{number}")
            for number, words in _ORDER_CLASSES
        ]
    return tuple((re.compile(form), code) for form, code in forms)


FORMS: Final = _forms()
WRITTEN: Final = {
    "LDTT": "LĐTT",
    "CSTDCS": "CSTĐCS",
    "CSTD_TINH": "CSTĐ cấp thành phố",
    "CSTDTQ": "CSTĐ toàn quốc",
    "TTLDTT": "TTLĐTT",
    "TTLDXS": "TTLĐXS",
    "CO_TINH": "Cờ thi đua của thành phố",
    "CO_CP": "Cờ thi đua của Chính phủ",
    "GK": "Giấy khen",
    "BK_TINH": "Bằng khen UBND thành phố",
    "BK_TTG": "Bằng khen Thủ tướng Chính phủ",
    "HCLD_1": "Huân chương Lao động hạng Nhất",
    "HCLD_2": "Huân chương Lao động hạng Nhì",
    "HCLD_3": "Huân chương Lao động hạng Ba",
    "HCDL_1": "Huân chương Độc lập hạng Nhất",
    "HCDL_2": "Huân chương Độc lập hạng Nhì",
    "HCDL_3": "Huân chương Độc lập hạng Ba",
    "XA_TIEU_BIEU": "Xã, phường tiêu biểu",
    "THON_VAN_HOA": "Thôn, tổ dân phố văn hóa",
    "GIA_DINH_VAN_HOA": "Gia đình văn hóa",
    "KNC": "Kỷ niệm chương",
}
"""How each is written in a list, so that it reads back as the same."""

_PEOPLE: Final = frozenset({"LDTT", "CSTDCS", "CSTD_TINH", "CSTDTQ", "KNC"})
_COMMUNITIES: Final = frozenset({"XA_TIEU_BIEU", "THON_VAN_HOA"})
_HOUSEHOLDS: Final = frozenset({"GIA_DINH_VAN_HOA"})
_UNITS: Final = frozenset({"TTLDTT", "TTLDXS", "CO_TINH", "CO_CP"}) | _COMMUNITIES
INDIVIDUAL: Final = tuple(code for code in WRITTEN if code not in _UNITS | _HOUSEHOLDS)
COLLECTIVE: Final = tuple(
    code for code in WRITTEN if code not in _PEOPLE | _COMMUNITIES | _HOUSEHOLDS
)


def forms_for(codes: tuple[str, ...]) -> Forms:
    """The forms of those codes only."""
    return tuple((form, code) for form, code in FORMS if code in codes)


def code_of(words: str, forms: Forms = FORMS) -> str | None:
    """The code that the words name and nothing else; None where they name none."""
    name = bare(words)
    return next((code for form, code in forms if form.fullmatch(name)), None)


def bare(words: str) -> str:
    """The folded words without signs and without what goes before a name."""
    plain = re.sub(r"[^\w\s]", " ", text.fold(words))
    plain = re.sub(r"\b(nam|cac|danh hieu|dat|duoc|tang)\b", " ", plain)
    return " ".join(plain.split())


def lacks_its_level(words: str) -> bool:
    """Whether the words name a title that exists at several levels, without one."""
    return re.fullmatch(rf"{_FIGHTER}|bang khen|bk", bare(words)) is not None


def subject_kind(code: str) -> str | None:
    """Who alone may receive it: `person`, `unit`, `household`; None for several."""
    if code in _PEOPLE:
        return "person"
    if code in _HOUSEHOLDS:
        return "household"
    return "unit" if code in _UNITS else None
