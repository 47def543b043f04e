"""Names that a stray space has cut: “Nguy ễn Văn An”, “TR ẦN THỊ B ÌNH”."""

from functools import lru_cache
from typing import Final

from vinhdanh.viet import address, text
from vinhdanh.viet.syllables import LONGEST, is_syllable

_VOWELS: Final = frozenset("aeiouy")
_NAMES_OF_ONE_LETTER: Final = frozenset("HKY")
"""H', Y and K' stand before the names of the Ê Đê, Gia Rai, Cơ Ho."""


def is_whole(name: str) -> bool:
    """Whether each word is a syllable as names are written: no letter is missing."""
    return all(map(_is_whole, name.split(" ")))


def joined(name: str) -> str:
    """The name with its cut words joined, where it is certain that they were cut.

    What may be a name of another people (“H Hen Niê”, “Y Ê Ban”) is left alone.
    """
    words = text.clean_line(name).split()
    if all(map(_is_whole, words)):
        return " ".join(words)
    at = 0
    while at + 1 < len(words):
        for pieces in (words[at : at + 2], words[at : at + 3]):
            if _are_one(pieces, is_first=at == 0):
                words[at : at + len(pieces)] = ["".join(pieces)]
                break
        else:
            at += 1
    return " ".join(words)


def may_be_cut(name: str) -> bool:
    """Whether a word of the name is no more than consonants: “Ng”, “Th”."""
    return any(
        not _is_whole(word)
        and len(word) > 1
        and word.isalpha()
        and not _can_stand(word)
        for word in text.clean_line(name).split()
    )


@lru_cache(maxsize=20_000)
def _is_whole(word: str) -> bool:
    """A syllable with a capital before small letters: nothing is missing of it."""
    return (
        len(word) > 1 and word[0].isupper() and not word.isupper() and is_syllable(word)
    )


def _are_one(pieces: list[str], *, is_first: bool) -> bool:
    whole = "".join(pieces)
    if len(whole) > LONGEST or not (whole.isalpha() and is_syllable(whole)):
        return False
    here, after = pieces[0], pieces[-1]
    if whole.isupper() and len(whole) > 1:
        if is_first and address.is_family_name(whole):
            return not address.is_family_name(here)
        return not _can_stand(here) and not after[0].isascii()
    if not here[0].isupper() or any(piece[0].isupper() for piece in pieces[1:]):
        return False
    # A rime alone in small letters is nobody's name.
    return not all(map(is_syllable, pieces)) or text.fold(after)[0] in _VOWELS


def _can_stand(word: str) -> bool:
    return word in _NAMES_OF_ONE_LETTER or bool(_VOWELS & set(text.fold(word)))
