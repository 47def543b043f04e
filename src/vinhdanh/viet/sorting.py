"""The Vietnamese order of words and of people, as a key that databases can store.

Letters first (a ă â b c d đ e ê …), tones only between words of the same letters:
ngang, huyền, hỏi, ngã, sắc, nặng. The default collation of Unicode puts Ăn before
Anh and Đạt before Dong, hence a key of our own.

A key holds the digits 0-9 and the letters a-f alone: SQLite, PostgreSQL and Python
compare those alike whatever collation a column has. A key takes about 3 characters
for each of the text and is never longer than `LONGEST`.
"""

import unicodedata
from typing import Final

from vinhdanh.viet import text

LONGEST: Final = 600
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER: Final = {letter: f"{32 + n:02x}" for n, letter in enumerate(_ALPHABET)}
_DIGIT: Final = {digit: f"{16 + n:02x}" for n, digit in enumerate("0123456789")}
_SPACE: Final = "01"
_SIGN: Final = "02"
_FOREIGN: Final = "fe"
_END: Final = "00"
_SHAPES: Final = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn
_TONES: Final = {  # huyền, hỏi, ngã, sắc, nặng; 1 is ngang
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0301": "5",
    "\u0323": "6",
}


def sort_key(words: str) -> str:
    """A key whose plain order is the Vietnamese order of `words`; case is ignored."""
    primary: list[str] = []
    tones: list[str] = []
    for char in text.clean_line(words).casefold().replace("ð", "đ"):
        letter, tone = _letter_and_tone(char)
        if letter:
            primary.append(_weight(letter))
            tones.append(tone)
    return "".join((*primary, _END, *tones, "0"))[:LONGEST]


def person_key(name: str) -> str:
    """The order of a list of people: by given name, then by the words before it."""
    before, _, given = text.clean_line(name).rpartition(" ")
    return (sort_key(given) + sort_key(before))[:LONGEST]


def _letter_and_tone(char: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    shape = "".join(mark for mark in marks if mark in _SHAPES)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), "1")
    if unicodedata.combining(base):  # a stray mark with no letter under it
        return "", tone
    letter = unicodedata.normalize("NFC", base + shape)
    return (letter if letter in _LETTER else base), tone


def _weight(letter: str) -> str:
    if letter in _LETTER:
        return _LETTER[letter]
    if letter in _DIGIT:
        return _DIGIT[letter]
    if letter == " ":
        return _SPACE
    if letter.isascii():
        return f"{_SIGN}{ord(letter):02x}"
    return f"{_FOREIGN}{ord(letter):06x}"
