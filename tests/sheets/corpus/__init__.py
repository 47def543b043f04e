"""Lists as offices make them, each made in memory: `STYLES`, by group in `GROUPS`.

`python -m tests.sheets.corpus` writes docs/howto/bang-tinh-doc-duoc.md.
"""

from tests.sheets.corpus import (
    facts,
    files,
    fonts,
    heads,
    layouts,
    of_subjects,
    of_works,
    people,
    word,
)

GROUPS = {
    "Tiêu đề": heads.STYLES,
    "Ngày sinh và họ tên": people.STYLES,
    "Các dòng của danh sách": layouts.STYLES,
    "Thành tích": facts.STYLES,
    "Xếp loại, khen thưởng đã có, đăng ký, đề nghị": of_subjects.STYLES,
    "Sáng kiến, số liệu chỉ tiêu, bảng chấm điểm": of_works.STYLES,
    "Phông chữ cũ": fonts.STYLES,
    "Bảng trong tệp Word": word.STYLES,
    "Kiểu tệp": files.STYLES,
}
STYLES = tuple(style for group in GROUPS.values() for style in group)

_HEAD = """# Bảng tính đọc được

Trang này do chương trình viết ra từ bộ bảng mẫu dùng để kiểm tra: mỗi kiểu dưới đây là
một bảng được đọc thử sau mỗi lần sửa. **{read} kiểu** đọc được; **{refused}
kiểu** không nhận, với câu trả lời nói rõ phải làm gì. Người và đơn vị trong bảng mẫu là
dữ liệu mẫu.

Chương trình nhận .xlsx, .xls, .ods, .csv và bảng trong tệp Word .docx. Trước khi nhập,
cán bộ luôn xem lại từng cột được hiểu là gì và từng ô đã được sửa (bỏ “Ông”, nối tên bị
cắt, chuyển phông chữ cũ).
"""


def page():
    """The page that lists every style, and what becomes of it."""
    refused = sum(bool(style.refused) for style in STYLES)
    said = [_HEAD.format(read=len(STYLES) - refused, refused=refused)]
    for group, styles in GROUPS.items():
        said += [f"## {group}", "", "| kiểu | kết quả |", "| --- | --- |"]
        said += [f"| {style.name} | {_outcome(style)} |" for style in styles]
        said.append("")
    return "\n".join(said)


def _outcome(style):
    if style.refused:
        return f"không nhận: “…{style.refused}…”"
    if not style.told:
        return "đọc đúng"
    said = "; ".join(f"“…{words}…”" for words in dict.fromkeys(style.told))
    return f"đọc được, và nói: {said}"
