"""What may be handed in as a paper or a proof: kinds of files, and how large."""

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused

LARGEST_BYTES = 10 * 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = (
    (b"%PDF-", ".pdf", "application/pdf"),
    (b"\xff\xd8\xff", ".jpg", "image/jpeg"),
    (b"\xff\xd8\xff", ".jpeg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", ".png", "image/png"),
    (b"PK\x03\x04", ".docx", f"{_OFFICE}.wordprocessingml.document"),
    (b"PK\x03\x04", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
)


def media_type_of(name: str, data: bytes) -> str:
    """Return the media type by a file's first bytes and its ending.

    Raises Refused for a file over 10 MB, or none of PDF, Word, Excel, JPG, PNG.
    """
    if len(data) > LARGEST_BYTES:
        raise Refused(
            "upload.too_large",
            _("Tệp “%(name)s” lớn hơn 10 MB. Hãy nén hoặc tách tệp.") % {"name": name},
        )
    for first_bytes, ending, media_type in KINDS:
        if data.startswith(first_bytes) and name.lower().endswith(ending):
            return media_type
    raise Refused(
        "upload.kind",
        _("Tệp “%(name)s” không phải PDF, Word, Excel hoặc ảnh JPG, PNG.")
        % {"name": name},
    )
