"""Lists as offices make them: every one read right, or refused with the right words."""

from pathlib import Path

import pytest

from tests.sheets import corpus
from tests.sheets.corpus.style import known
from vinhdanh.sheets.refusal import SheetRefused

PAGE = Path(__file__).resolve().parents[2] / "docs/howto/bang-tinh-doc-duoc.md"


@pytest.mark.parametrize(
    "style", corpus.STYLES, ids=[style.name for style in corpus.STYLES]
)
def test_every_style_is_read_right_or_refused_with_the_right_words(style):
    if style.refused:
        with pytest.raises(SheetRefused) as refused:
            style.read()
        assert style.refused in str(refused.value)
        return

    found = style.read()

    assert [known(row.values) for row in found.rows] == list(style.rows)
    sentences = [problem.sentence for problem in found.problems]
    assert len(sentences) == len(style.told), sentences
    for words, sentence in zip(style.told, sentences, strict=True):
        assert words in sentence
    assert found.rows_in == len(found.rows) + sum(found.skipped.values())


def test_the_corpus_is_as_large_and_as_diverse_as_promised():
    names = [style.name for style in corpus.STYLES]
    assert len(set(names)) == len(names)
    assert len(names) >= 60
    assert {style.filename.rpartition(".")[2] for style in corpus.STYLES} >= {
        *("xlsx", "xls", "ods", "csv", "docx")
    }


def test_the_page_lists_every_style():
    assert PAGE.read_text(encoding="utf-8") == corpus.page()
