"""Words that several pages of movements say alike."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.indicators.progress import Progress

_WORDS: dict[str, str | Promise] = {
    "reached": _("đạt"),
    "not_yet": _("chưa đạt"),
    "unknown": _("chưa đủ căn cứ"),
    "other_measure": _("khác đơn vị tính"),
}


_TONES = {"reached": "done", "not_yet": "todo"}


def progress_tone(row: Progress) -> str:
    """Return the tone of the sign beside those words."""
    return _TONES.get(row.state, "waiting")


def progress_words(row: Progress) -> str | Promise:
    """Say how far a target is; of a goal in words that nothing measures, nothing."""
    if row.indicator is not None:
        return _WORDS[row.state]
    return _("chưa gắn chỉ số") if row.target.goal_hundredths is not None else ""
