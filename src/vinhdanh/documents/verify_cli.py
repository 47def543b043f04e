"""`vinhdanh verify`: check a QR code's text with nothing but the public keys."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from vinhdanh.documents.credential import Checked, Reason, verify
from vinhdanh.documents.keys import PublicKey, keys_from_jwks
from vinhdanh.viet import dates
from vinhdanh.viet.arguments import Parser

_REASONS: Final[dict[Reason, str]] = {
    "oversize": "Nội dung dài quá mức của một mã trên giấy khen.",
    "encoding": "Nội dung không phải mã của giấy khen, hoặc đã bị gõ sai, cắt bớt.",
    "structure": "Nội dung bị cắt bớt, nối thêm hoặc sửa đổi.",
    "algorithm": "Chữ ký không theo thuật toán quy định (ES256).",
    "unknown_key": "Khóa đã ký không có trong tệp khóa công khai đưa vào.",
    "signature": "Chữ ký không khớp với nội dung: nội dung đã bị sửa.",
    "claims": "Chữ ký đúng nhưng nội dung không phải của một giấy khen.",
    "not_nfc": "Chữ ký đúng nhưng chữ viết không ở dạng chuẩn (NFC).",
    "other_id": "Địa chỉ trong mã chỉ đến một giấy khác với nội dung đã ký.",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the verdict. 0: the signature is right; 1: invalid; 2: could not check."""
    given = _parser().parse_args(argv)
    try:
        keys = keys_from_jwks(Path(given.keys).read_text("utf-8"))
    except (OSError, ValueError) as error:
        print(  # noqa: T201 - a command speaks
            f"Không đọc được tệp khóa công khai “{given.keys}” ({error}). "
            "Tải lại tệp tại trang /khoa-cong-khai.json của cơ quan phát hành.",
            file=sys.stderr,
        )
        return 2
    checked = verify(sys.stdin.read() if given.text == "-" else given.text, keys)
    print("\n".join(_report(checked, keys)))  # noqa: T201
    return 0 if checked.is_valid else 1


def _parser() -> Parser:
    parser = Parser(
        prog="vinhdanh verify",
        description="Kiểm tra chữ ký trong mã QR của giấy khen, không cần mạng.",
    )
    parser.add_argument(
        "text",
        help="nội dung mã QR (cả địa chỉ hoặc phần sau dấu #); “-”: đọc từ đầu vào",
    )
    parser.add_argument(
        "--keys", required=True, metavar="TỆP", help="tệp khóa công khai (JWK Set)"
    )
    return parser


def _report(checked: Checked, keys: tuple[PublicKey, ...]) -> list[str]:
    claims = checked.claims
    if claims is None:
        known = ", ".join(key.key_id.hex() for key in keys) or "không có khóa nào"
        return [
            "KHÔNG HỢP LỆ",
            f"Lý do: {_REASONS[checked.reason]} (mã: {checked.reason})",
            f"Khóa đã dùng để kiểm tra: {known}.",
        ]
    shown = (
        ("Họ tên / tập thể", claims.name),
        ("Đơn vị", claims.unit),
        ("Danh hiệu, hình thức", claims.award_name or claims.award_code),
        ("Năm", str(claims.year)),
        (
            "Quyết định",
            f"số {claims.decision_number}, {dates.long(claims.decision_on)}",
        ),
        ("Cơ quan phát hành", claims.issuer),
        ("Khóa ký", checked.key_id),
    )
    return [
        "CHỮ KÝ ĐÚNG, CHƯA KIỂM ĐƯỢC TRẠNG THÁI",
        "Khen thưởng còn hiệu lực hay đã thu hồi: mở địa chỉ trong mã để xem sổ cái.",
        *(f"{label}: {value}" for label, value in shown if value),
    ]
