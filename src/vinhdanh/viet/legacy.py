"""Text typed in the fonts of before Unicode: TCVN3 (ABC: .VnTime) and VNI.

Such text is stored as Western letters that look right only in the old font:
“NguyÔn V¨n An” (TCVN3), “Nguyeãn Vaên An” (VNI) for “Nguyễn Văn An”. It has to be
converted before anything is read from it, so it is recognised by what Vietnamese
words cannot contain.
"""

import re
import unicodedata
from typing import Final

_VIETNAMESE: Final = frozenset(
    unicodedata.normalize("NFC", base + mark)
    for base in ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
    for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
) | {"đ"}
_OTHER: Final = re.compile(
    f"[^\\x00-\\x7f{''.join(_VIETNAMESE)}{''.join(_VIETNAMESE).upper()}]"
)
_WORD: Final = re.compile(r"[^\s,;:/()\"“”.\-]+")
# Signs that stand for letters in TCVN3; nobody writes them inside a word. The soft
# hyphen is its ư: look before `text.clean` takes it away.
_SIGN_IN_WORD: Final = re.compile("[µ¸¶·¹¨©ª«¬\u00ad®»¼½¾§¡¢£¤¥¦]")
_CAPITAL_INSIDE: Final = re.compile(r"[a-zà-öø-ÿ][À-ÖØ-Þ](?![A-Z])")
# VNI writes a vowel and then its mark as a second letter. oà, oá and oã are left out:
# they are sound Vietnamese (“hoà”, “hoán”).
_VNI_PAIR: Final = re.compile(
    "a[âáàåãäêéèúüëùøûõï]|e[âáàåãäùøûõï]|o[âåäùøûõï]|u[ùøûõï]|y[ùøûõï]|[ôö][ùøûõï]",
    re.IGNORECASE,
)
_STRANGE: Final = (_OTHER, _VNI_PAIR, _CAPITAL_INSIDE)


def looks_like_legacy(words: str) -> bool:
    """Whether the words were typed for a TCVN3 or VNI font.

    One foreign name (“Müller”) among Vietnamese words does not make it so.
    """
    composed = unicodedata.normalize("NFC", words)
    # Nearly every cell has nothing of the kind, which is told at once.
    if not any(form.search(composed) for form in _STRANGE):
        return False
    sure = likely = sound = 0
    for word in _WORD.findall(composed):
        if word.isascii():
            continue
        if _is_impossible(word):
            sure += 1
        elif any(map(_is_foreign_letter, word)):
            likely += 1
        else:
            sound += 1
    return (sure > 0 or likely > 1) and sure + likely > sound


def _is_impossible(word: str) -> bool:
    return bool(
        _VNI_PAIR.search(word)
        or _CAPITAL_INSIDE.search(word)
        or (_SIGN_IN_WORD.search(word) and any(char.isalpha() for char in word))
    )


def _is_foreign_letter(char: str) -> bool:
    lowered = char.lower()
    return not char.isascii() and char.isalpha() and lowered not in _VIETNAMESE
