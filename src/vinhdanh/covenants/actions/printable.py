"""What goes on a signed paper can be printed: known before anybody signs."""

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.documents import fonts, typesetting


def require_printable(*words: str) -> None:
    """Raise Refused naming the characters that the font of the paper lacks."""
    missing = fonts.missing_characters("".join(typesetting.cleaned(words)))
    if missing:
        raise Refused(
            "covenant.unprintable",
            _(
                "Giao ước không in được ký tự %(chars)s vì phông chữ không có. Hãy "
                "thay hoặc bỏ ký tự ấy rồi ghi lại."
            )
            % {"chars": ", ".join(f"“{char}”" for char in missing)},
        )
