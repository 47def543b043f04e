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
    "together": "Câu hỏi đề nghị cùng lúc (`ask` là `together`)",
    "proposal": "Mỗi đề nghị (`proposed` của `together`)",
}
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
    return _shape(field) | {"description": f"{field.vi} / {field.en}"}


def _shape(field: Field) -> dict[str, Any]:
    if field.choices:
        return {"enum": list(field.choices)}
    codes = {"enum": list(corpus().awards)}
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
    for field in fields_of(scope).values():
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

Các câu hỏi khác:

- Hạn mức: `base_set`, `base`, `share`, `rounding`, `cap` (`null`: không có hạn mức),
  `allowed` (bao nhiêu trong số đề nghị), `over`.
- Tiền thưởng, tính bằng đồng: `base_salary`, `coefficient`, `amount` (đúng phép nhân),
  `payable` (sau khi làm tròn theo nghị định).
- Quy định: `criteria` với điều khoản, `caps`, `council`.
- Đề nghị cùng lúc: `pairs`, từng cặp được hay không và vì sao.
"""
