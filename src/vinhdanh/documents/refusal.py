"""What this room says when a paper cannot be printed as asked."""


class PaperRefused(ValueError):  # noqa: N818 - reads as the sentence it carries
    """The paper was not made. `str()` is a sentence in Vietnamese for the officer.

    `code` is for the caller: `glyph`, `fonts`, `too_long`, `code_too_dense`, `count`,
    `book_too_long`, `empty`, `typeset`.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
