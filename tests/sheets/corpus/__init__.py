"""Lists as offices make them, each made in memory: `STYLES`, by group in `GROUPS`.

`python -m tests.sheets.corpus` writes docs/howto/bang-tinh-doc-duoc.md.
"""

from tests.sheets.corpus import facts, heads, layouts, people

GROUPS = {
    "Tiêu đề": heads.STYLES,
    "Ngày sinh và họ tên": people.STYLES,
    "Các dòng của danh sách": layouts.STYLES,
    "Thành tích": facts.STYLES,
}
STYLES = tuple(style for group in GROUPS.values() for style in group)


def page():
    return ""
