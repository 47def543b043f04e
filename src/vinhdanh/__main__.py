"""The one command: `vinhdanh VERB …`.

The core's verbs (check with a list, law, verdict, verify) start without Django and
need no database; every other verb is a Django management command.
"""

import os
import sys
from collections.abc import Sequence

from vinhdanh import __version__

HELP = f"""\
Vinh Danh {__version__}: công tác thi đua, khen thưởng của cơ quan nhà nước

Cách dùng: vinhdanh LỆNH [tham số]

  run            mở chương trình trên máy này (thêm --sample: kèm năm mẫu 2016)
  start          lập cơ quan của mình từ dòng lệnh: đơn vị và người quản trị đầu tiên
  sample         nạp năm mẫu, in bảng tổng hợp kết quả thi đua
  check_ledger   tính lại chuỗi sổ cái khen thưởng và chuỗi nhật ký
  rebuild_search lập lại bảng tra họ tên của ô tìm kiếm
  check TỆP.xlsx xét danh sách của cơ quan: thêm kết luận và lý do vào một tệp Excel
  verdict        trả lời từng dòng JSON: kết luận, hạn mức, tiền thưởng
  law explain    đọc kết quả xét một danh hiệu kèm căn cứ, từ một tệp dữ kiện
  law pages      viết các trang luật để người làm nghiệp vụ rà soát
  law facts      viết trang tra cứu dữ kiện và lược đồ của lệnh verdict
  verify         kiểm tra bằng chứng nhận ngoại tuyến, từ nội dung mã QR
  check          (không có tệp) kiểm tra cài đặt của chương trình
  migrate        đưa cơ sở dữ liệu lên phiên bản này

  vinhdanh LỆNH --help      cách dùng một lệnh
  vinhdanh help             mọi lệnh, kể cả lệnh của Django
  vinhdanh --version        phiên bản
"""
LAW_HELP = """\
Cách dùng: vinhdanh law explain --title MÃ --facts TỆP
           vinhdanh law pages --out THƯ_MỤC
           vinhdanh law facts --out THƯ_MỤC
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    verb = words[0] if words else "--help"
    if verb in {"-h", "--help"}:
        print(HELP, end="")
        return 0
    if verb in {"-V", "--version", "version"}:
        print(f"vinhdanh {__version__}")
        return 0
    if verb == "law":
        return _law(words[1:])
    if verb == "verdict" or (verb == "check" and _names_a_list(words[1:])):
        from vinhdanh.assess import doors_cli  # noqa: PLC0415 - loads Polars

        doors = {"verdict": doors_cli.verdict, "check": doors_cli.check}
        return doors[verb](words[1:])
    if verb == "verify":
        from vinhdanh.documents import verify_cli  # noqa: PLC0415 - the verb's own

        return verify_cli.main(words[1:])
    return _django(words)


def _names_a_list(words: list[str]) -> bool:
    """Is `check` asked about a list, and not, as Django's own, about the settings?"""
    asks_for_help = any(word in {"-h", "--help"} for word in words)
    named = any("." in word for word in words if not word.startswith("-"))
    dated = any(word.partition("=")[0] == "--year" for word in words)
    return asks_for_help or named or dated


def _law(words: list[str]) -> int:
    from vinhdanh.assess import cli  # noqa: PLC0415 - loads Polars

    verbs = {
        "explain": cli.law_explain,
        "pages": cli.law_pages,
        "facts": cli.law_facts,
    }
    if not words or words[0] not in verbs:
        asks_for_help = bool(words) and words[0] in {"-h", "--help"}
        print(LAW_HELP, end="", file=sys.stdout if asks_for_help else sys.stderr)
        return 0 if asks_for_help else 2
    return verbs[words[0]](words[1:])


def _django(words: list[str]) -> int:
    from django.core.management import ManagementUtility  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
    ManagementUtility(["vinhdanh", *words]).execute()
    return 0


if __name__ == "__main__":
    sys.exit(main())
