"""Fail when a page of docs/law/ is not what the rules say today.

The pages are what a legal officer signs; one that lags behind its rule would be
signed for something else. `make law` writes them.
"""

import sys
from pathlib import Path

from vinhdanh.assess import pages

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "law"


def stale(folder: Path) -> list[str]:
    """Name each page that is missing, different or no longer written."""
    wanted = pages.law_pages()
    found = []
    for name, text in wanted.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif path.read_text(encoding="utf-8") != text:
            found.append(f"{name}: differs from the rules")
    kept = {path.name for path in folder.glob("*.md")}
    return found + [f"{name}: no rule writes it" for name in sorted(kept - set(wanted))]


def main() -> int:
    found = stale(FOLDER)
    if found:
        print("\n".join(found))
        print("Run `make law`, read the difference, commit it with its rule.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
