"""Keep the English catalogue: extract, update, compile, check.

    python tools/translations.py extract   print every message of the sources
    python tools/translations.py update    add new messages, drop those that went
    python tools/translations.py compile   write the .mo files
    python tools/translations.py check     fail on a missing, fuzzy or broken message

Source strings are Vietnamese. Babel reads Python; templates are first turned into
Python by Django's own `templatize`, so that no gettext tool of the system is needed.
A message once translated is never guessed at for another (no fuzzy matching).
"""

import argparse
import io
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import django
from babel.messages import checkers, extract
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "vinhdanh"
LOCALE = SOURCE / "locale"
TARGETS = ("en",)

KEYWORDS = {
    name: spec
    for plain, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (plain, f"{plain}_lazy")
} | {"_": None, "gettext_noop": None}

# A date that moves with every run would make a diff of every run.
FIRST_WRITTEN = datetime(2026, 11, 21, tzinfo=UTC)
FILE_HEADER = """\
# English words of Vinh Danh; the sources speak Vietnamese.
# `python tools/translations.py update` adds what is new.
#"""


class Found(NamedTuple):
    """One message where it stands."""

    file: str
    line: int
    words: str | tuple[str, ...]
    context: str | None
    comments: list[str]


def messages() -> Iterator[Found]:
    """Yield the messages of every Python file and template of the package."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = as_python(text, path)
        yield from _read(text, path.relative_to(ROOT).as_posix())


def as_python(text: str, path: Path) -> str:
    """Turn a template into lines that hold nothing but gettext calls.

    `templatize` blanks the rest out with X; a Python tokenizer stumbles over its
    indentation and brackets, so each line keeps only what follows the blanks.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a comment that is none for translators
        blanked: str = template.templatize(text, origin=str(path))
    return "\n".join(" ".join(CALL.findall(line)) for line in blanked.split("\n"))


# A call as templatize writes it: a function name and arguments in Python's repr.
_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\((?:\s*{_TEXT}\s*,?)+\s*(?:count)?\s*\)")


def _read(text: str, name: str) -> Iterator[Found]:
    found = extract.extract(
        "python",
        io.BytesIO(text.encode()),
        keywords=KEYWORDS,
        comment_tags=("Translators",),
        options={"encoding": "utf-8"},
    )
    for line, words, comments, context in found:
        yield Found(name, line, words, context, comments)


def template_catalogue() -> Catalog:
    """Return a catalogue of all source messages, without translations."""
    catalogue = Catalog(project="Vinh Danh", charset="utf-8")
    for message in messages():
        catalogue.add(
            message.words,
            locations=[(message.file, message.line)],
            auto_comments=message.comments,
            context=message.context,
        )
    return catalogue


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.is_file():
        return Catalog(locale=language, project="Vinh Danh", charset="utf-8")
    with path.open("rb") as handle:
        return read_po(handle, locale=language, abort_invalid=True)


def write(catalogue: Catalog, language: str) -> None:
    """Write a catalogue in one order and without line numbers, for small diffs."""
    catalogue.header_comment = FILE_HEADER
    catalogue.fuzzy = False
    catalogue.creation_date = catalogue.revision_date = FIRST_WRITTEN
    catalogue.last_translator = catalogue.language_team = "Vinh Danh"
    catalogue.msgid_bugs_address = "CONTRIBUTING.md"
    catalogue.version = "1"
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        write_po(
            handle,
            catalogue,
            width=88,
            sort_by_file=True,
            include_lineno=False,
            ignore_obsolete=True,
        )


def command_extract() -> int:
    for message in messages():
        print(f"{message.file}:{message.line}: {message.words}")
    return 0


def command_update() -> int:
    source = template_catalogue()
    for language in TARGETS:
        catalogue = read(language)
        catalogue.update(source, no_fuzzy_matching=True)
        write(catalogue, language)
        untold = sum(1 for message in _real(catalogue) if not _is_told(message))
        print(f"{language}: {len(catalogue)} messages, {untold} to translate.")
    return 0


def command_compile() -> int:
    for language in TARGETS:
        path = po_path(language)
        if not path.is_file():
            continue
        with path.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, read(language))
    return 0


def command_check() -> int:
    problems = [line for language in TARGETS for line in faults(language)]
    print("\n".join(problems) or "Every message has its translation.")
    return 1 if problems else 0


def faults(language: str) -> list[str]:
    """Name each message that the catalogue lacks, leaves open or breaks."""
    source, catalogue = template_catalogue(), read(language)
    problems = []
    for wanted in _real(source):
        message = catalogue.get(wanted.id, wanted.context)
        where = ", ".join(sorted({file for file, _line in wanted.locations}))
        if message is None:
            problems.append(f"{language}: missing {_name(wanted)} ({where})")
        elif not _is_told(message):
            problems.append(f"{language}: not translated {_name(wanted)} ({where})")
        else:
            problems += [
                f"{language}: {problem} in {_name(message)} ({where})"
                for problem in _breakages(message, catalogue)
            ]
    problems += [
        f"{language}: no longer used {_name(message)}"
        for message in _real(catalogue)
        if source.get(message.id, message.context) is None
    ]
    return problems


def _breakages(message: Message, catalogue: Catalog) -> Iterator[str]:
    for checker in (checkers.num_plurals, checkers.python_format):
        try:
            checker(catalogue, message)
        except checkers.TranslationError as error:
            yield str(error)


def _real(catalogue: Catalog) -> Iterable[Message]:
    return (message for message in catalogue if message.id)


def _is_told(message: Message) -> bool:
    words = message.string
    every = words if isinstance(words, list | tuple) else (words,)
    return bool(every) and all(every) and not message.fuzzy


def _name(message: Message) -> str:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return f"“{' '.join(first.split())}”"


COMMANDS = {
    "extract": command_extract,
    "update": command_update,
    "compile": command_compile,
    "check": command_check,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("command", choices=COMMANDS)
    chosen = parser.parse_args(arguments).command
    if not settings.configured:
        settings.configure(USE_I18N=True)  # templatize reads the template syntax
        django.setup()
    return COMMANDS[chosen]()


if __name__ == "__main__":
    sys.exit(main())
