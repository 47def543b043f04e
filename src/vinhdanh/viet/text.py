"""One text, one spelling: the door every word that comes from outside goes through."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

# What Word, Excel, chat programs and PDF leave inside words without showing it.
_INVISIBLE: Final = (
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x00AD,
    0x2060,
    0xFEFF,
)
_C0: Final = (*(code for code in range(0x20) if chr(code) not in "\t\n\r"), 0x7F)
_DROPPED: Final = dict.fromkeys((*_INVISIBLE, *_C0))
_LINE_END: Final = re.compile("\r\n?|\u0085|\u2028|\u2029")
# Every other width of blank that Unicode knows, the no-break space among them.
_BLANKS: Final = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Most text has none of what `clean` mends; looking first makes a large sheet read in
# a third of the time.
_UNUSUAL: Final = re.compile(
    "[\x00-\x1f\x7f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060"
    "\u2066-\u2069\u3000\ufeff]|  "
)
_AROUND_BREAK: Final = re.compile(" ?([\t\n]) ?")
_ETH: Final = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ"})

_OPEN_PAIRS: Final = {
    second: first
    for plain, marked in (("oa", "òỏõóọ"), ("oe", "òỏõóọ"), ("uy", "ùủũúụ"))
    for first, second in zip(
        (mark + plain[1] for mark in marked),
        (
            plain[0] + mark
            for mark in {"oa": "àảãáạ", "oe": "èẻẽéẹ", "uy": "ỳỷỹýỵ"}[plain]
        ),
        strict=True,
    )
}
_OPEN_SYLLABLE_END: Final = re.compile(rf"(?<!q)({'|'.join(_OPEN_PAIRS)})(?!\w)")


def clean(text: str) -> str:
    """The text in NFC, trimmed, with single spaces and no invisible characters.

    Tabs and line breaks stay (reports have paragraphs); see `clean_line` for names.
    Cleaning twice changes nothing.
    """
    if not _UNUSUAL.search(text):
        return unicodedata.normalize("NFC", text).strip(" ")
    # Invisible characters go first: one between a letter and its mark would
    # otherwise keep NFC from joining them.
    seen = _LINE_END.sub("\n", text).translate(_DROPPED)
    seen = _BLANKS.sub(" ", unicodedata.normalize("NFC", seen))
    return _AROUND_BREAK.sub(r"\1", seen).strip(" \t\n")


def clean_line(text: str) -> str:
    """`clean`, on one line: what a name, a heading or a number of a decision needs."""
    if not _UNUSUAL.search(text):
        return unicodedata.normalize("NFC", text).strip(" ")
    return " ".join(clean(text).split())


def search_key(text: str) -> str:
    """The key under which two spellings of the same words meet, marks kept.

    Case is ignored and the tone sits where the old orthography puts it, so that
    “Hoà” finds “Hòa” and “Thuý” finds “Thúy”. Closed list: oa, oe, uy at the end of
    a syllable, not after q.
    """
    return _by_words(text, _key_of, _known_key)


def fold(text: str) -> str:
    """The search key without marks: “Đặng Thị Thuý” becomes “dang thi thuy”."""
    return _by_words(text, _fold_of, _known_fold)


def _by_words(
    text: str, said: Callable[[str], str], known: Callable[[str], str]
) -> str:
    # A word's key has nothing to do with its neighbours, and names are made of few
    # words. Long ones are no words: they would only fill the room for the others.
    words = clean_line(text).split(" ")
    return " ".join(
        [known(word) if len(word) <= _A_WORD else said(word) for word in words]
    )


def _key_of(word: str) -> str:
    lowered = unicodedata.normalize("NFC", word.casefold().translate(_ETH))
    return _OPEN_SYLLABLE_END.sub(lambda found: _OPEN_PAIRS[found[1]], lowered)


def _fold_of(word: str) -> str:
    bare = unicodedata.normalize("NFD", _key_of(word)).translate(_BARE)
    return unicodedata.normalize("NFC", bare).replace("đ", "d")


_A_WORD: Final = 20
_known_key: Final = lru_cache(maxsize=20_000)(_key_of)
_known_fold: Final = lru_cache(maxsize=20_000)(_fold_of)


class _Bare(dict[int, int | None]):
    """Letters as they are, marks as nothing; each looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE: Final = _Bare()
