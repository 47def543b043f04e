"""Cut styles, scripts, fonts and icons out of node_modules for the site and papers.

Nothing third-party is committed: this fills two folders that git ignores and the
wheel carries,

    src/vinhdanh/pages/shell/static/vendor/   tabler.min.css, tabler.min.js,
                                              be-vietnam-pro.css, fonts/, icons.svg
    src/vinhdanh/documents/fonts/             the four Tinos files

each with the licence texts of what lies in it. The icon sprite holds only the icons
that the pages name: `{% icon "home" %}` or `icon="home"` in a tag, `icon="home"`
in Python. A
name that @tabler/icons does not have fails here, with the file that asks for it.

htmx is not here: django-htmx ships it.
"""

import filecmp
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
PAGES = ROOT / "src" / "vinhdanh" / "pages"
VENDOR = PAGES / "shell" / "static" / "vendor"
PAPER_FONTS = ROOT / "src" / "vinhdanh" / "documents" / "fonts"

# The weights that Tabler's style sheet asks for, and the slanted text weight.
FACES = ((400, "normal"), (400, "italic"), (500, "normal"))
FACES += ((600, "normal"), (700, "normal"))
SUBSETS = ("vietnamese", "latin")
TINOS = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")

IN_TEMPLATES = re.compile(r"""(?:\{%\s*icon\s+|\bicon=)["']([a-z0-9-]+)["']""")
IN_PYTHON = re.compile(r"""\bicon\s*[=:]\s*["']([a-z0-9-]+)["']""")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( \*/)?\s*$")


class AssetError(Exception):
    """Something an asset is cut from is missing; the message says what to do."""


def icons_named() -> dict[str, Path]:
    """Return each icon that a page names, with a file that names it."""
    named: dict[str, Path] = {}
    for pattern, files in (
        (IN_TEMPLATES, PAGES.rglob("*.html")),
        (IN_PYTHON, PAGES.rglob("*.py")),
    ):
        for file in sorted(files):
            for name in pattern.findall(file.read_text(encoding="utf-8")):
                named.setdefault(name, file)
    return named


def sprite(named: dict[str, Path]) -> str:
    """Return one SVG with a symbol `icon-NAME` for each icon named."""
    symbols = [symbol(name, asker) for name, asker in sorted(named.items())]
    body = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'


def symbol(name: str, asker: Path) -> str:
    """Return the symbol of one outline icon, or filled when its name says so."""
    folder, stem = "outline", name
    if name.endswith("-filled"):
        folder, stem = "filled", name.removesuffix("-filled")
    source = MODULES / "@tabler" / "icons" / "icons" / folder / f"{stem}.svg"
    if not source.is_file():
        raise AssetError(
            f"{asker.relative_to(ROOT)} names the icon “{name}”, which @tabler/icons "
            f"does not have. Pick a name from node_modules/@tabler/icons/icons/"
        )
    inner = COMMENT.sub("", source.read_text(encoding="utf-8"))
    inner = inner[inner.index(">") + 1 : inner.rindex("</svg>")]
    inner = inner.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    paint = (
        'fill="currentColor"'
        if folder == "filled"
        else 'fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round"'
    )
    inner = " ".join(inner.split())
    return f'<symbol id="icon-{name}" viewBox="0 0 24 24" {paint}>{inner}</symbol>'


def screen_font_css() -> str:
    """Return the @font-face rules of Be Vietnam Pro and copy its files."""
    package = MODULES / "@fontsource" / "be-vietnam-pro"
    ranges = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
    rules = []
    for weight, style in FACES:
        for subset in SUBSETS:
            name = f"be-vietnam-pro-{subset}-{weight}-{style}.woff2"
            copy(package / "files" / name, VENDOR / "fonts" / name)
            rules.append(
                "@font-face{font-family:'Be Vietnam Pro';"
                f"font-style:{style};font-weight:{weight};font-display:swap;"
                f"src:url('fonts/{name}') format('woff2');"
                f"unicode-range:{ranges[subset]}}}"
            )
    return "\n".join(rules) + "\n"


def copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise AssetError(
            f"{source.relative_to(ROOT)} is missing: run `make setup`, which fetches it"
        )
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return  # somebody may be printing with this very font
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def copy_text(source: Path, target: Path) -> None:
    """Copy a style sheet or script without the name of a source map left behind."""
    copy(source, target)
    text = target.read_text(encoding="utf-8")
    target.write_text(SOURCE_MAP.sub("", text), encoding="utf-8")


def version(package: str) -> str:
    data: dict[str, Any] = json.loads(
        (MODULES / package / "package.json").read_text(encoding="utf-8")
    )
    return str(data["version"])


def licences() -> None:
    """Lay the licence texts beside what they cover."""
    folder = VENDOR / "licences"
    mit = (MODULES / "@tabler" / "icons" / "LICENSE").read_text(encoding="utf-8")
    grant = mit[mit.index("Permission is hereby granted") :]
    for name, holder in (
        # These two state MIT in their file headers and ship no licence file.
        ("tabler", "Copyright (c) 2018-2026 The Tabler Authors, Paweł Kuna"),
        ("bootstrap", "Copyright (c) 2011-2026 The Bootstrap Authors"),
    ):
        text = f"MIT License\n\n{holder}\n\n{grant}"
        (folder / f"{name}.txt").parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    copy(MODULES / "@tabler" / "icons" / "LICENSE", folder / "tabler-icons.txt")
    copy(MODULES / "@popperjs" / "core" / "LICENSE.md", folder / "popper.txt")
    copy(
        MODULES / "@fontsource" / "be-vietnam-pro" / "LICENSE",
        folder / "be-vietnam-pro.txt",
    )
    (folder / "README.txt").write_text(
        "What lies in this folder, and by whose leave:\n\n"
        f"tabler.min.css, tabler.min.js  Tabler {version('@tabler/core')}, MIT; "
        "holds Bootstrap, MIT, and Popper, MIT\n"
        f"icons.svg                      Tabler Icons {version('@tabler/icons')}, MIT\n"
        f"fonts/                         Be Vietnam Pro "
        f"{version('@fontsource/be-vietnam-pro')}, OFL-1.1\n",
        encoding="utf-8",
    )


def main() -> int:
    if not (MODULES / "@tabler" / "core").is_dir():
        raise AssetError("node_modules is empty: run `make setup`, which fills it")
    shutil.rmtree(VENDOR, ignore_errors=True)
    licences()
    tabler = MODULES / "@tabler" / "core" / "dist"
    copy_text(tabler / "css" / "tabler.min.css", VENDOR / "tabler.min.css")
    copy_text(tabler / "js" / "tabler.min.js", VENDOR / "tabler.min.js")
    (VENDOR / "be-vietnam-pro.css").write_text(screen_font_css(), encoding="utf-8")
    tinos = MODULES / "@expo-google-fonts" / "tinos"
    for face in TINOS:
        name = f"Tinos_{face}.ttf"
        copy(tinos / face / name, PAPER_FONTS / name)
    copy(tinos / "LICENSE_FONT", PAPER_FONTS / "LICENSE_FONT")
    named = icons_named()
    # Last, because set-up takes the sprite as the sign that all of it is there.
    (VENDOR / "icons.svg").write_text(sprite(named), encoding="utf-8")
    print(f"Assets ready: {len(named)} icons, {len(FACES)} faces, {len(TINOS)} fonts.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AssetError as error:
        sys.exit(f"build_assets: {error}")
