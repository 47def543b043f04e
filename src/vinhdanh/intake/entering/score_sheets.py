"""Score sheets: read and looked at; no room takes their points in yet."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.intake.entering.protocol import Entering
from vinhdanh.intake.staged import Comparing, Staged


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:  # noqa: ARG001
    return []


def _enter(
    actor: Any,  # noqa: ARG001
    rows: Sequence[Staged],  # noqa: ARG001
    comparing: Comparing,  # noqa: ARG001
) -> dict[str, int]:
    raise Refused(
        "import.no_room",
        _(
            "Bảng chấm điểm mới xem trước được: hệ thống chưa có phần chấm điểm để "
            "nhận. Tệp và những điều cần xem vẫn được giữ."
        ),
    )


ENTERING = Entering(_changes, _enter, is_open=False)
