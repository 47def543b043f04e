"""Official papers speak Vietnamese, whatever the language of the page they leave."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from django.utils import translation

LANGUAGE: Final = "vi"

Given = ParamSpec("Given")
Made = TypeVar("Made")


def in_vietnamese(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Call a function that makes a paper with its words in Vietnamese."""

    @wraps(make)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        # Not `override` as a decorator: one of those is shared by all threads.
        with translation.override(LANGUAGE):
            return make(*args, **kwargs)

    return made
