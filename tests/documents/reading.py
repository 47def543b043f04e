"""Read finished papers back: pages, words, QR codes, by programs that are not ours."""

import io
import unicodedata

import docx
import pypdfium2
import zxingcpp

_MM = 72 / 25.4


def page_texts(pdf):
    """The words of each page, line ends as spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        words = page.get_textpage()
        texts.append(" ".join(words.get_text_bounded().split()))
        words.close()
        page.close()
    document.close()
    return texts


def codes(pdf):
    """The QR code of each page, read off the rendered lower left quarter."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        width, height = page.get_size()
        picture = page.render(
            scale=3, grayscale=True, crop=(20 * _MM, 15 * _MM, width / 2, height / 2)
        )
        view = zxingcpp.ImageView(
            bytes(picture.buffer),
            picture.width,
            picture.height,
            zxingcpp.ImageFormat.Lum,
            picture.stride,
        )
        read = zxingcpp.read_barcodes(view)
        found.append(read[0].text if len(read) == 1 else None)
        picture.close()
        page.close()
    document.close()
    return found


def page_sizes_mm(pdf):
    """Width and height of each page, whole millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = [tuple(round(side / _MM) for side in page.get_size()) for page in document]
    document.close()
    return sizes


def word(document):
    """A Word file opened again."""
    return docx.Document(io.BytesIO(document))


def word_lines(document):
    """All its words in order, tables included, one string a paragraph."""
    body = word(document).element.body
    return [
        "".join(
            " " if piece.tag == f"{{{_W}}}br" else piece.text or ""
            for piece in line.iter(f"{{{_W}}}t", f"{{{_W}}}br")
        )
        for line in body.iter(f"{{{_W}}}p")
    ]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def is_nfc(words):
    """Whether the words are in NFC."""
    return unicodedata.is_normalized("NFC", words)
