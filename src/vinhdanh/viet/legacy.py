"""Text typed in the fonts of before Unicode: TCVN3 (ABC: .VnTime) and VNI-Windows.

Such text is stored as Western letters that look right only in the old font:
“NguyÔn V¨n An” (TCVN3), “Nguyeãn Vaên An” (VNI) for “Nguyễn Văn An”. It is recognised
by what Vietnamese words cannot contain, and converted only where every word of it
becomes a Vietnamese one in one of the two encodings and not in the other.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from vinhdanh.viet.syllables import is_syllable

Encoding = Literal["TCVN3", "VNI"]

# TCVN 5712:1993, VN3, from 0xB5 on: à ả ã á ạ … as the standard puts them.
_TCVN3_LETTERS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3: Final = {
    first + at: letter
    for first, letters in _TCVN3_LETTERS
    for at, letter in enumerate(letters)
}
_VNI_TONES: Final = dict(zip("øûõùï", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_VNI_CIRCUMFLEX: Final = dict(
    zip("âàåãáä", ("", *"\u0300\u0309\u0303\u0301\u0323"), strict=True)
)
_VNI_BREVE: Final = dict(
    zip("êèúüéë", ("", *"\u0300\u0309\u0303\u0301\u0323"), strict=True)
)
_VNI_ALONE: Final = {
    **dict(zip("ôöñî", "ơưđỵ", strict=True)),
    **dict(zip("íìæóò", "íìỉĩị", strict=True)),
}


def _vni_table() -> dict[str, str]:
    """VNI's one or two letters for each Vietnamese one, small and capital."""
    table = dict(_VNI_ALONE)
    for vowel, shown in (*zip("aeouy", "aeouy", strict=True), ("ô", "ơ"), ("ö", "ư")):
        table |= {vowel + sign: shown + tone for sign, tone in _VNI_TONES.items()}
    del table["yï"]  # its ỵ is a letter alone
    for vowel in "aeo":
        table |= {
            vowel + sign: vowel + "\u0302" + tone
            for sign, tone in _VNI_CIRCUMFLEX.items()
        }
    table |= {"a" + sign: "a\u0306" + tone for sign, tone in _VNI_BREVE.items()}
    small = {old: unicodedata.normalize("NFC", new) for old, new in table.items()}
    capital = {old.upper(): new.upper() for old, new in small.items()}
    mixed = {
        old[0].upper() + old[1]: new.upper() for old, new in small.items() if old[1:]
    }
    return small | mixed | capital


_VNI: Final = _vni_table()
_VNI_LETTER: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_VIETNAMESE: Final = frozenset(
    unicodedata.normalize("NFC", base + mark)
    for base in ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
    for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
) | {"đ"}
_WORD: Final = re.compile(r"[^\s,;:/()\"“”.\-]+")
# Signs that stand for letters in TCVN3; nobody writes them inside a word. The soft
# hyphen is its ư: look before `text.clean` takes it away.
_SIGN_IN_WORD: Final = re.compile("[µ¸¶·¹¨©ª«¬\u00ad®»¼½¾§¡¢£¤¥¦]")
# A pair of quotes: no Vietnamese word ends in ằ, which “»” is in TCVN3.
_QUOTED: Final = re.compile(r"(?<!\w)«([^«»]*)»(?!\w)")
_CAPITAL_INSIDE: Final = re.compile(r"[a-zà-öø-ÿ][À-ÖØ-Þ](?![A-Z])")
# VNI writes a vowel and then its mark as a second letter. oà, oá and oã are left out:
# they are sound Vietnamese (“hoà”, “hoán”).
_VNI_PAIR: Final = re.compile(
    "a[âáàåãäêéèúüëùøûõï]|e[âáàåãäùøûõï]|o[âåäùøûõï]|u[ùøûõï]|y[ùøûõï]|[ôö][ùøûõï]",
    re.IGNORECASE,
)
# Unicode's own Vietnamese letters, and marks set apart; old fonts have none of them.
_UNICODE_ONLY: Final = re.compile("[\u0100-\u036f\u1e00-\u1eff]")


class Converted(NamedTuple):
    """Words of an old font in Unicode, and the encoding they were in."""

    words: str
    encoding: Encoding


def looks_like_legacy(words: str) -> bool:
    """Whether the words were typed for a TCVN3 or VNI font.

    One foreign name (“Müller”) among Vietnamese words does not make it so.
    """
    if words.isascii():
        return False
    bare = _QUOTED.sub(r"\1", unicodedata.normalize("NFC", words))
    verdicts = [_judged(word) for word in _WORD.findall(bare) if not word.isascii()]
    sure, likely = verdicts.count("sure"), verdicts.count("likely")
    return (sure > 0 or likely > 1) and sure + likely > verdicts.count("sound")


@lru_cache(maxsize=20_000)
def _judged(word: str) -> Literal["sure", "likely", "sound"]:
    """Whether a word is of an old font, by what Vietnamese cannot contain."""
    if _is_impossible(word):
        return "sure"
    return "likely" if any(map(_is_foreign_letter, word)) else "sound"


def is_surely_unicode(words: str) -> bool:
    """Whether the words hold a Vietnamese letter that no old font has."""
    return _UNICODE_ONLY.search(words) is not None


@lru_cache(maxsize=20_000)
def converted(words: str, supposed: Encoding | None = None) -> Converted | None:
    """The words in Unicode, where they can only have been typed in one old font.

    supposed: the font of the words around them, believed where the words themselves
    would be sound in Unicode too (“Hoà”). None where it cannot be told, or where the
    words do not become Vietnamese.
    """
    if words.isascii() or is_surely_unicode(words):
        return None
    bare = _QUOTED.sub(r"\1", words)
    is_old = looks_like_legacy(words) or any(map(_is_impossible, _WORD.findall(bare)))
    if supposed is None and not is_old:
        return None
    both: tuple[tuple[Encoding, str | None], ...] = (
        ("TCVN3", from_tcvn3(words)),
        ("VNI", from_vni(words)),
    )
    fitting = [
        Converted(there, encoding)
        for encoding, there in both
        if there is not None and supposed in (None, encoding)
    ]
    return fitting[0] if len(fitting) == 1 else None


def from_tcvn3(words: str) -> str | None:
    """TCVN3 words in Unicode; None where they do not become Vietnamese words."""
    if any(ord(char) > 0xFF for char in words):  # noqa: PLR2004
        return None
    there = words.translate(_TCVN3)
    # Its capital fonts show small letters as capitals, so that capitals with marks
    # are stored small among capitals: NGUYÔN is “NGUYễN”.
    return _sound(_WORD.sub(lambda word: _capitals(word[0]), there))


def from_vni(words: str) -> str | None:
    """VNI-Windows words in Unicode; None where they do not become Vietnamese words."""
    return _sound(_VNI_LETTER.sub(lambda letter: _VNI[letter[0]], words))


def _capitals(word: str) -> str:
    plain = [char for char in word if char.isascii() and char.isalpha()]
    are_capital = len(plain) > 1 and all(char.isupper() for char in plain)
    return word.upper() if are_capital else word


def _sound(words: str) -> str | None:
    """The words if each with a mark on it is a Vietnamese syllable."""
    marked = [word for word in _WORD.findall(words) if not word.isascii()]
    return words if marked and all(_is_word(word) for word in marked) else None


def _is_word(word: str) -> bool:
    # “QĐ-UBND”, “CSTĐCS”: an abbreviation has no vowel to judge it by.
    letters = "".join(char for char in word if char.isalpha())
    if letters.isupper() and set(letters) - set("ĂÂÊÔƠƯ") >= {"Đ"}:
        return not any(_is_foreign_letter(char) for char in letters)
    return bool(letters) and is_syllable(letters)


def _is_impossible(word: str) -> bool:
    return bool(
        _VNI_PAIR.search(word)
        or _CAPITAL_INSIDE.search(word)
        or (_SIGN_IN_WORD.search(word) and any(char.isalpha() for char in word))
    )


def _is_foreign_letter(char: str) -> bool:
    lowered = char.lower()
    return not char.isascii() and char.isalpha() and lowered not in _VIETNAMESE
