"""The JSON door described: a JSON Schema, and the reference page people read.

Both are made from `fields.table` and held to it by a test; `vinhdanh law facts` writes
them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.fields import ASKS, Field, fields_of, table
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA, PAGE = "facts.schema.json", "facts.md"
_DAY = {"type": "string", "format": "date"}
_YEAR = {"type": "integer", "minimum": 1945, "maximum": 2100}
_COUNT = {"type": "integer", "minimum": 0}
_YES_NO = {"type": "boolean"}
_SHARE = {"type": "string", "pattern": r"^\s*(\d+([.,]\d+)?\s*%|\d+\s*/\s*\d+)\s*$"}
_TYPES = {
    "text": "chữ",
    "date": 'ngày, như "2025-12-31"',
    "year": "năm",
    "whole": "số nguyên từ 0",
    "share": 'số người, hoặc tỷ lệ như "70%", "14/20"',
    "yes_no": "true, false",
    "code": "mã",
    "codes": "danh sách mã",
    "list": "danh sách",
    "object": "đối tượng",
    "years": "đối tượng theo năm",
    "judged": "mã câu hỏi: true, false",
    "notes": "tên dữ kiện: chữ",
    "counts": "mã: số",
    "assumed": "danh sách tên, hoặc tên: giá trị",
    "any": "chữ hoặc số",
}
_SCOPES = {
    "verdict": "Câu hỏi kết luận (`ask` để trống hoặc `verdict`)",
    "transition": (
        "Câu hỏi chuyển tiếp (`ask` là `transition`): các trường của câu hỏi kết luận, "
        "trừ `criterion`, và"
    ),
    "year": "Trong mỗi năm của `years`",
    "work": "Mỗi sáng kiến, đề tài (`initiatives`, `science_projects`)",
    "absence": "Mỗi lần nghỉ (`absences`)",
    "training": "Đào tạo (`training`)",
    "award": "Mỗi khen thưởng (`awards`)",
    "post": "Mỗi chức vụ (`posts`)",
    "predecessor": "Mỗi đơn vị tiền thân (`lineage`)",
    "rule": "Câu hỏi quy định (`ask` là `rule`)",
    "quota": "Câu hỏi hạn mức (`ask` là `quota`)",
    "money": "Câu hỏi tiền thưởng (`ask` là `money`)",
    "bonuses": "Câu hỏi tiền của nhiều mức khen (`ask` là `bonuses`)",
    "gift": "Mỗi mức khen (`given` của `bonuses`)",
    "together": "Câu hỏi đề nghị cùng lúc (`ask` là `together`)",
    "proposal": "Mỗi đề nghị (`proposed` của `together`)",
    "competence": "Câu hỏi thẩm quyền (`ask` là `competence`)",
    "procedure": "Câu hỏi thủ tục (`ask` là `procedure`)",
    "lineage": "Câu hỏi sắp xếp tổ chức (`ask` là `lineage`)",
}
_OWN = {"ask", "received_on"}
_KINDS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


def write_reference(folder: Path) -> list[Path]:
    """Write the schema and the page; returns what was written."""
    written = []
    for name, words in ((SCHEMA, schema_text()), (PAGE, page())):
        (folder / name).write_text(words, encoding="utf-8")
        written.append(folder / name)
    return written


def schema_text() -> str:
    """The schema as it is kept in the repository."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one line."""
    scopes = [name for name in table() if name not in ASKS]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vinhdanh verdict: một dòng vào",
        "oneOf": [{"$ref": f"#/$defs/{ask}"} for ask in ASKS],
        "$defs": {name: _object(name) for name in (*ASKS, *scopes)},
    }


def _object(scope: str) -> dict[str, Any]:
    fields = fields_of(scope)
    required = [field.name for field in fields.values() if field.required]
    plain: dict[str, Any] = {
        "type": "object",
        "properties": {name: _property(field) for name, field in fields.items()},
        "additionalProperties": False,
    }
    return plain | ({"required": required} if required else {})


def _property(field: Field) -> dict[str, Any]:
    """The shape; null too where the field may be left out, since it means the same."""
    shape = _shape(field)
    if not field.required and shape:
        shape = {"anyOf": [shape, {"type": "null"}]}
    return shape | {"description": f"{field.vi} / {field.en}"}


def _shape(field: Field) -> dict[str, Any]:
    if field.choices:
        return {"enum": list(field.choices)}
    codes: dict[str, Any] = {"enum": list(corpus().awards)}
    inside = {"$ref": f"#/$defs/{field.of}"}
    shapes: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "date": _DAY,
        "year": _YEAR,
        "whole": _COUNT,
        "share": {"anyOf": [_COUNT, _SHARE]},
        "yes_no": _YES_NO,
        "code": codes,
        "codes": {"type": "array", "items": codes},
        "list": {"type": "array", "items": inside},
        "object": inside,
        "years": {
            "type": "object",
            "patternProperties": {r"^\d{4}$": inside},
            "additionalProperties": False,
        },
        "judged": {"type": "object", "additionalProperties": _YES_NO},
        "notes": {"type": "object"},
        "counts": {"type": "object", "additionalProperties": _COUNT},
        "assumed": {"type": ["array", "object"], "items": {"type": "string"}},
        "any": {},
    }
    return shapes[field.type]


def page() -> str:
    """The reference page, Vietnamese first, English beside it."""
    scopes = [f"## {said}\n\n{_rows(scope)}" for scope, said in _SCOPES.items()]
    awards = f"## Mã danh hiệu, hình thức\n\n{_award_rows()}"
    return "\n".join([_INTRODUCTION, *scopes, awards, _ANSWERS])


def _rows(scope: str) -> str:
    lines = [
        "| trường | kiểu | đơn vị | của ai | ý nghĩa | meaning | ai cung cấp |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    fields = fields_of(scope)
    if scope == "transition":
        # The others are those of a verdict, told above.
        fields = {n: f for n, f in fields.items() if f.required and n in _OWN}
    for field in fields.values():
        fact = field.fact
        whose = ", ".join(_KINDS[k] for k in _KINDS if k in field.kinds)
        if len(field.kinds) == len(_KINDS):
            whose = ""
        cells = (
            f"`{field.name}`" + (" (bắt buộc)" if field.required else ""),
            _type(field),
            fact.unit if fact else "",
            whose,
            field.vi,
            field.en,
            fact.supplier if fact else "",
        )
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _type(field: Field) -> str:
    if field.fact is not None and field.fact.levels:
        return ", ".join(f"`{code}` {vi}" for code, vi, _ in field.fact.levels)
    if field.choices:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    return _TYPES[field.type]


def _award_rows() -> str:
    lines = ["| mã | tên | của ai |", "| --- | --- | --- |"]
    for code, award in corpus().awards.items():
        whose = ", ".join(_KINDS[kind] for kind in _KINDS if kind in award.subjects)
        lines.append(f"| `{code}` | {award.name} | {whose} |")
    return "\n".join(lines) + "\n"


_INTRODUCTION = """\
# Dữ kiện của cửa JSON

`vinhdanh verdict < vao.jsonl > ra.jsonl` trả lời từng dòng JSON, không cần cơ sở dữ
liệu. Mỗi dòng vào là một cá nhân, tập thể cùng điều được hỏi; mỗi dòng ra là một câu
trả lời, theo đúng thứ tự. Lược đồ máy đọc: [facts.schema.json](facts.schema.json).
Trang này và lược đồ do `vinhdanh law facts` viết từ kho luật.

- Trường không ghi, hoặc ghi `null`, là **chưa biết**: không phải “không”, không phải 0.
  Danh sách trống `[]` là “không có”.
- Tên trường không có trong bảng là lỗi, kèm tên gần đúng; các dòng khác vẫn được trả
  lời.
- `assumed` nêu dữ kiện của năm xét coi như đạt. Ghi tên thì chương trình lấy đúng mức
  mà danh hiệu đòi hỏi, không hơn; ghi kèm giá trị thì lấy giá trị ấy. Câu trả lời nêu
  lại.
- Mã thoát: 0 mọi dòng đều được trả lời; 1 có dòng lỗi; 2 không đọc hoặc ghi được tệp.

```json
{"id": "1", "kind": "individual", "titles": ["LDTT", "CSTDCS"], "year": 2025,
 "recruited_on": "2015-03-01", "assumed": ["pending_inquiry"],
 "years": {"2025": {"rating": "HTT", "discipline": "none",
   "initiatives": [{"level": "grassroots", "recognised_by": "Sở Nội vụ"}]}}}
{"id": "2", "ask": "quota", "award": "CO_CP", "year": 2020, "base": {"CO_TINH": 10},
 "proposed": 3}
{"id": "3", "ask": "money", "award": "CSTDCS", "recipient": "individual",
 "decided_on": "2026-01-15"}
{"id": "4", "ask": "competence", "award": "CSTDCS", "day": "2025-08-01",
 "unit_kind": "peoples_committee", "level": "commune", "legal_person": true}
{"id": "5", "ask": "procedure", "award": "CSTDTQ", "year": 2024, "day": "2025-03-03",
 "start": "2025-03-03", "council_level": "province"}
{"id": "6", "ask": "transition", "kind": "individual", "titles": ["LDTT"],
 "year": 2026, "received_on": "2026-09-15", "recruited_on": "2015-03-01",
 "years": {"2026": {"rating": "HTT", "discipline": "none", "pending_inquiry": false}}}
{"id": "7", "ask": "bonuses", "decided_on": "2026-01-15", "given": [
  {"award": "CSTDCS", "year": 2025, "recipient": "individual"},
  {"award": "LDTT", "year": 2025, "recipient": "individual"}]}
{"id": "8", "ask": "together", "year": 2025, "proposed": [
  {"award": "CSTD_TINH", "year": 2025}, {"award": "BK_TINH", "year": 2025}]}
{"id": "9", "ask": "lineage", "change": "merge", "day": "2025-07-01"}
{"id": "10", "ask": "rule", "kind": "collective", "titles": ["TTLDTT"], "year": 2024}
```

(Ở đây mỗi câu hỏi được ngắt dòng cho dễ đọc; trong tệp, mỗi câu hỏi là đúng một dòng.)
"""
_ANSWERS = """\
## Câu trả lời

Dòng trả lời có `line`, `id`; dòng lỗi có `error` với `field`, `message` (tiếng Việt) và
`message_en`. Câu hỏi kết luận được trả lời theo từng mã trong `answers`:

- `verdict`: `yes` đạt; `no` không đạt; `unknown` chưa đủ căn cứ; `confirm` cần người
  xác nhận.
- `summary`, `summary_en`: một câu nói vì sao.
- `reasons`: từng tiêu chí, với `met` (`yes`, `no`, `unknown`), câu chữ, điều đã có,
  điều khoản.
- `missing`: dữ kiện còn thiếu, với `fact`, `label`, `supplier` (ai cung cấp).
- `articles`: các điều khoản.
- `regime`: luật áp dụng. `standing`: `SOURCED` đã đọc, `RECALLED` cần đối chiếu,
  `UNKNOWN` chưa rõ.
- `receipt`: phiên bản kho luật và bộ máy, mã băm của dữ kiện.

Câu trả lời khác cũng có `verdict`, `text` (`text_en`), `articles`, `regime`,
`standing`, `missing` ở nơi có nghĩa; riêng từng câu hỏi:

- Chuyển tiếp: `versions` các bản luật có thể áp dụng; trong `answers` của từng mã,
  `versions` là kết luận theo từng bản, `verdict` điều rút ra từ cả hai, `favours` bản
  có lợi hơn khi một bản cho đạt, bản kia không.
- Hạn mức: `base_set`, `base`, `share`, `rounding`, `cap` (`null`: không có hạn mức),
  `allowed` (bao nhiêu trong số đề nghị), `over`.
- Tiền thưởng, tính bằng đồng: `base_salary`, `coefficient`, `amount` (đúng phép nhân),
  `payable` (sau khi làm tròn theo nghị định).
- Tiền của nhiều mức khen: `lines` từng mức, với `paid` (`true`, `false`; `null`: cần
  người xác nhận) và `why`; `payable` tổng chắc chắn chi, `to_confirm` tổng chờ xác
  nhận.
- Thẩm quyền: `decides`, `proposes` (`office`, `name`), `way` đường đi của hồ sơ,
  `practice` cách làm đã thấy ở nơi khác.
- Thủ tục, trong `answers`: `dossier` (`sets`, `papers`, `efile`), `deadlines` từng bước
  (`working_days`, `due_on`), `council` (`quorum`, `threshold`, tính trên tổng số thành
  viên; `ballot`; `board`), `public_notice`, `consultation`.
- Sắp xếp tổ chức: `needs_decision` khi luật chưa rõ, cần một quyết định có căn cứ của
  người có thẩm quyền.
- Quy định: `criteria` với điều khoản, `caps`, `council`.
- Đề nghị cùng lúc: `pairs`, từng cặp được hay không và vì sao.

Danh hiệu không tặng loại đối tượng được hỏi có `verdict` là `no` và lý do `subject`.
"""
