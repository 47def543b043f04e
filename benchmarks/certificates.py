"""Certificates per second: one book, N files, and docxtpl + LibreOffice beside them.

    python benchmarks/certificates.py [--n 1000] [--office-n 40]

Every contender prints the same data (and the same QR code) in a process of its own;
the words of a sample are read back and must be equal, the codes too. The alternative
draws no frame, which is in its favour. Its file template is made here with python-docx.
"""

import argparse
import json
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from dataclasses import asdict
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import zxingcpp
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage

from vinhdanh.documents import fonts, qr
from vinhdanh.documents.certificates import certificate, certificate_books
from vinhdanh.documents.papers import CertificateSheet
from vinhdanh.viet import dates

DAY = date(2017, 1, 5)
SAMPLE = 10
NAMES = (
    "Nguyễn Thị Huyền",
    "Trần Đức Nghĩa",
    "Vũ Hoàng Ỷ",
    "Đỗ Mỹ Ẩn",
    "Đặng Thúy Ngà",
)
HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LINES = (
    "{{ awarding_position }}",
    "{{ award_line }}",
    "{{ award_name }}",
    "{{ honorific }} {{ recipient_name }}",
    "{{ post }}",
    "{{ unit }}",
    "{{ achievement }}",
    "{{ code }}",
    "{{ verify_hint }}",
    "Quyết định số: {{ decision_number }}",
    "{{ decision_day }}",
    "Số sổ vàng: {{ gold_book_number }}",
    "{{ place_line }}",
    "{{ signer_post }}",
    "{{ signer_name }}",
)


def sheets(count: int) -> list[CertificateSheet]:
    """Invented people, each with a number and a code of the real size."""
    return [
        CertificateSheet(
            awarding_position="CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ",
            award_line="TẶNG DANH HIỆU",
            award_name="LAO ĐỘNG TIÊN TIẾN",
            honorific="Bà" if i % 2 else "Ông",
            recipient_name=NAMES[i % len(NAMES)],
            post="Chuyên viên",
            unit=f"Phòng số {i % 40 + 1}, Văn phòng Hội đồng nhân dân thành phố",
            achievement="Đã hoàn thành tốt nhiệm vụ công tác năm 2016",
            decision_number="15/QĐ-VP",
            decision_on=DAY,
            gold_book_number=f"{i + 1:05d}/2016",
            place="Hải Phòng",
            signed_on=DAY,
            signer_post="CHÁNH VĂN PHÒNG",
            signer_name="Hoàng Văn Minh",
            qr_text=f"https://thidua.example/x/{i:015d}#" + f"{i:05d}ABCDEFG" * 41,
        )
        for i in range(count)
    ]


def print_book(count: int, out: Path) -> None:
    """Books of 500 pages."""
    for number, book in enumerate(certificate_books(sheets(count), day=DAY)):
        (out / f"{number:05d}.pdf").write_bytes(book)


def print_files(count: int, out: Path) -> None:
    """A file for each certificate."""
    for number, sheet in enumerate(sheets(count)):
        (out / f"{number:05d}.pdf").write_bytes(certificate(sheet))


def print_with_office(count: int, out: Path) -> None:
    """docxtpl fills a Word file for each; one LibreOffice turns them all into PDF."""
    template = out / "template.docx"
    word_template(template)
    made = []
    for number, sheet in enumerate(sheets(count)):
        filled = DocxTemplate(template)
        picture = out / f"{number:05d}.png"
        side_mm = write_png(sheet.qr_text, picture)
        filled.render(
            {
                **asdict(sheet),
                "code": InlineImage(filled, str(picture), width=Mm(side_mm)),
                "decision_day": dates.long(DAY).capitalize(),
                "place_line": f"{sheet.place}, {dates.long(DAY)}",
            },
            autoescape=True,
        )
        made.append(out / f"{number:05d}.docx")
        filled.save(made[-1])
    (out / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts.folder()}</dir><cachedir>{out}/fc</cachedir></fontconfig>",
        "utf-8",
    )
    command = [
        str(shutil.which("soffice")),
        "--headless",
        f"-env:UserInstallation=file://{out}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out),
        *map(str, made),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(out / "fonts.conf")}
    subprocess.run(  # noqa: S603 - the office suite found on this machine
        command, check=True, env=environment, stdout=subprocess.DEVNULL
    )


def word_template(path: Path) -> None:
    """A4 landscape, the same lines as a certificate, in the same font."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(10)
    style = document.styles["Normal"]
    style.font.name, style.font.size = fonts.FAMILY, Pt(11)
    style.paragraph_format.space_after = Pt(0)
    for line in HEAD + LINES:
        document.add_paragraph(line)
    document.save(str(path))


def write_png(words: str, path: Path) -> float:
    """The QR code as a picture for Word, at 0.5 mm a module; its side."""
    made = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    view = memoryview(made.to_image(scale=4, add_quiet_zones=True))
    side, rows = view.shape[0], view.tobytes()

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    lines = b"".join(b"\0" + rows[y * side : (y + 1) * side] for y in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )
    return side // 4 * qr.MODULE_MM


CONTENDERS = {
    "typst, one book": print_book,
    "typst, N files": print_files,
    "docxtpl + LibreOffice, N files": print_with_office,
}


def work(name: str, count: int, out: Path) -> None:
    """In a process of its own: print, and say what it cost."""
    began = time.perf_counter()
    CONTENDERS[name](count, out)
    wall = time.perf_counter() - began
    used = [
        resource.getrusage(who)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(
        json.dumps(
            {
                "wall": wall,
                "cpu": sum(one.ru_utime + one.ru_stime for one in used),
                "peak_mib": max(one.ru_maxrss for one in used) / 1024,
            }
        )
    )


def read_back(out: Path) -> list[tuple[list[str], str]]:
    """Words, sorted, and code of the first pages of what was printed."""
    found = []
    for file in sorted(out.glob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for page in document:
            if len(found) == SAMPLE:
                break
            words = sorted(page.get_textpage().get_text_bounded().split())
            picture = page.render(scale=3, grayscale=True)
            view = zxingcpp.ImageView(
                bytes(picture.buffer),
                picture.width,
                picture.height,
                zxingcpp.ImageFormat.Lum,
                picture.stride,
            )
            found.append((words, zxingcpp.read_barcodes(view)[0].text))
    return found


def main() -> int:
    """Run the contenders one after the other and compare what they printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--office-n", type=int, default=40)
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(given.worker[0], given.n, Path(given.worker[1]))
        return 0
    counts = dict.fromkeys(CONTENDERS, given.n)
    counts["docxtpl + LibreOffice, N files"] = min(given.n, given.office_n)
    if not shutil.which("soffice"):
        print("LibreOffice (soffice) not found: the alternative is left out.")
        del counts["docxtpl + LibreOffice, N files"]
    print(
        f"{'':32}{'n':>6}{'per s':>8}{'wall s':>9}{'cpu s':>8}{'cpu ms':>8}{'MiB':>7}"
    )
    samples = {}
    for name, count in counts.items():
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--n", str(count), "--worker", name]
            done = subprocess.run(  # noqa: S603 - this file again
                [*command, folder], check=True, capture_output=True, text=True
            )
            samples[name] = read_back(Path(folder))
        cost = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{name:32}{count:10}{count / cost['wall']:10.1f}{cost['wall']:10.2f}"
            f"{cost['cpu']:10.2f}{cost['cpu'] / count * 1000:10.1f}"
            f"{cost['peak_mib']:10.0f}"
        )
    return compare(samples, min(SAMPLE, *counts.values()), given.n)


def compare(
    samples: dict[str, list[tuple[list[str], str]]], expected: int, count: int
) -> int:
    """0 when all contenders printed the same words and codes."""
    wanted = [sheet.qr_text for sheet in sheets(min(count, expected))]
    first, *others = (sample[:expected] for sample in samples.values())
    same = all(sample == first for sample in others)
    read = [code for _, code in first] == wanted
    print(f"Sample of {expected}: words equal: {same}; QR codes read back: {read}")
    return 0 if same and read else 1


if __name__ == "__main__":
    sys.exit(main())
