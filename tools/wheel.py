"""Build the wheel and see that it carries what an installation needs.

Built without network isolation: the build backend is one of the locked packages.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
BUILD = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
NEEDED = (
    "vinhdanh/pages/shell/static/vendor/tabler.min.css",
    "vinhdanh/pages/shell/static/vendor/icons.svg",
    "vinhdanh/pages/shell/static/vendor/licences/README.txt",
    "vinhdanh/documents/fonts/Tinos_700Bold.ttf",
    "vinhdanh/documents/fonts/LICENSE_FONT",
    "vinhdanh/locale/en/LC_MESSAGES/django.mo",
    "vinhdanh/samples/van-phong-hdnd-2016/danh-sach.xlsx",
)


def build() -> Path:
    """Build one wheel into an empty folder, then move it to dist/."""
    fresh = ROOT / "build" / "wheel"
    shutil.rmtree(fresh, ignore_errors=True)
    done = subprocess.run(
        [*BUILD, "--outdir", str(fresh), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(
            f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nThe wheel was not built."
        )
    (made,) = fresh.glob("*.whl")
    DIST.mkdir(exist_ok=True)
    return Path(shutil.move(made, DIST / made.name))


def missing(wheel: Path) -> list[str]:
    """Name what the wheel should carry and does not."""
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    return [name for name in NEEDED if name not in names]


def main() -> int:
    wheel = build()
    lacking = missing(wheel)
    if lacking:
        print("The wheel lacks " + ", ".join(lacking))
        print("Run `make clean`, then `make wheel` again.")
        return 1
    size = wheel.stat().st_size / 1_000_000
    print(f"{wheel.relative_to(ROOT)} ({size:.1f} MB)")
    print(f"Install it anywhere: pip install {wheel.name} && vinhdanh run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
