"""What a sheet is refused with: a sentence for the officer who sent it."""


class SheetRefused(ValueError):  # noqa: N818 - reads as the sentence it carries
    """A file or a mapping that cannot be read at all.

    `str()` is one or more sentences in Vietnamese: what is wrong and what to do.
    """
