"""Writes the page of styles."""

from pathlib import Path

from tests.sheets import corpus

PAGE = Path(__file__).resolve().parents[3] / "docs/howto/bang-tinh-doc-duoc.md"
PAGE.parent.mkdir(exist_ok=True)
PAGE.write_text(corpus.page(), encoding="utf-8")
