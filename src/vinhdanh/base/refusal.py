"""An office that refuses is not a bug: it gives its reason and the way on."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A deed not done, with the reason in the officer's words.

    code: stable, for tests and logs, such as `nomination.window_closed`.
    message: one or two Vietnamese sentences: what happened and what to do next.
    cite: the article that the refusal rests on, when there is one.
    """

    def __init__(self, code: str, message: str, *, cite: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.cite = cite
