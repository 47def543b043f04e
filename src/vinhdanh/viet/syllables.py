"""What a Vietnamese syllable can be: how damage to a word is told from a word.

Shape only, by initial, rime and tone: “nghiêng” is one, “Nguy” is, “ễn” is, “ngh” and
“Th” are not. Names of the peoples of Vietnam (H'Hen Niê) need not be syllables.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED_TONES: Final = {"", "\u0301", "\u0323"}
_ONSETS: Final = (
    *("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"),
    "",
)


def _listed(rimes: str) -> frozenset[str]:
    return frozenset(rimes.split())


_RIMES: Final = _listed(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp "
    "ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm "
    "iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh "
    "oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op "
    "ot ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê "
    "uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên "
    "uyêt uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu "
    "ưt ưu y yêm yên yêng yêt yêu ynh yt ych yn uêt uên oem"
)
_AFTER_QU: Final = _listed(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây "
    "e en eo et ê ên ênh êt êch i it iu y yên yêt ynh yt ych ơ ơi ơn ôc ôi uơ"
)
_AFTER_GI: Final = _listed(
    "a ac ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât "
    "âu ây e em en eo ep et ê êm êng êt êu o oc oi on ong ot ô ôc ôi ông "
    "ôt ơ ơi ơm ơn u ua uc ui um un ung uôc uông ư ưa ưc ưng ươc ương ưt i in im"
)


def _rimes_after(onset: str) -> frozenset[str]:
    if onset == "qu":
        return _AFTER_QU
    if onset == "gi":
        return _AFTER_GI | {""}
    if onset in ("ngh", "gh"):
        return frozenset(rime for rime in _RIMES if rime[0] in "eêiy")
    return _RIMES


_SHAPES: Final = frozenset(
    onset + rime for onset in _ONSETS for rime in _rimes_after(onset)
)
LONGEST: Final = 10
"""No syllable has more letters and marks, however its marks are written."""


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word has the shape of a Vietnamese syllable, in any case."""
    if len(word) > LONGEST:
        return False
    bare, tone = word.lower(), ""
    if not bare.isascii():
        apart = unicodedata.normalize("NFD", bare)
        tones = _TONE.findall(apart)
        if len(tones) > 1:
            return False
        tone = tones[0] if tones else ""
        bare = unicodedata.normalize("NFC", apart.replace(tone, ""))
    return bare in _SHAPES and (
        tone in _STOPPED_TONES or not bare.endswith(("c", "ch", "p", "t"))
    )
