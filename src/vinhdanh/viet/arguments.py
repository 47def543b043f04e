"""Arguments of the verbs that start without Django, asked for in Vietnamese."""

import argparse
import re
from typing import Final, NoReturn

_SAID: Final = (
    (r"the following arguments are required: (.+)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.+)", r"không có tham số: \1"),
    (r"argument (\S+): expected one argument", r"\1 cần một giá trị đi kèm"),
    (
        r"argument (\S+): invalid fromisoformat value: (.+)",
        r"\1: \2 không phải ngày; hãy ghi năm-tháng-ngày, như 2025-12-31",
    ),
    (r"argument (\S+): invalid int value: (.+)", r"\1: \2 không phải số nguyên"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 có thể là: \2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that helps and refuses in Vietnamese."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False)
        self._positionals.title = "cần ghi"
        self._optionals.title = "tham số"
        self.add_argument("-h", "--help", action="help", help="cách dùng lệnh này")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "Cách dùng:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Cách dùng:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what to mend, and leave with 2."""
        for pattern, words in _SAID:
            if found := re.fullmatch(pattern, message):
                message = found.expand(words)
                break
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")
