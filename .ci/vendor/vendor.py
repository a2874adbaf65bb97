"""Copy the browser files we keep from node_modules, build the icon sprite, and write their hashes.

    npm ci --ignore-scripts --prefix .ci/vendor && python .ci/vendor/vendor.py

Needed only to raise a version or to add an icon; the result is committed. To add an icon, put its name (from
bootstrap-icons) into ICONS below. `tests/architecture/test_static.py` checks every file against
`static/vendor/vendored.toml`.
"""

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODULES = HERE / "node_modules"
RECORD = ROOT / "static/vendor/vendored.toml"
SPRITE = ROOT / "static/icons.svg"
MARK = ROOT / "static/vendor/icons/mark.svg"


@dataclass(frozen=True)
class Package:
    """One npm package: what we take from it (source inside the package → name beside its licence)."""

    npm_name: str
    licence: str
    folder: str  # with {version}
    files: dict[str, str]


PACKAGES = (
    Package(
        "bootstrap",
        "MIT",
        "static/vendor/bootstrap-{version}",
        {
            "dist/css/bootstrap.min.css": "bootstrap.min.css",
            "LICENSE": "LICENSE.txt",
        },
    ),
    Package(
        "htmx.org",
        "0BSD",
        "static/vendor/htmx-{version}",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE.txt"},
    ),
    Package(
        "@fontsource-variable/public-sans",
        "OFL-1.1",
        "static/vendor/public-sans-{version}",
        {
            "files/public-sans-latin-wght-normal.woff2": "public-sans-latin.woff2",
            "files/public-sans-latin-ext-wght-normal.woff2": "public-sans-latin-ext.woff2",
            "LICENSE": "LICENSE.txt",
        },
    ),
    Package("bootstrap-icons", "MIT", "static/vendor/icons", {"LICENSE": "LICENSE.txt"}),
    Package(
        "axe-core",
        "MPL-2.0",
        "tests/vendor/axe-core-{version}",
        {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE.txt"},
    ),
)

ICONS = """
alarm archive arrow-counterclockwise arrow-down arrow-left arrow-repeat arrow-right arrow-up award
bank bar-chart bell box-arrow-right box-arrow-up-right broadcast building calendar-check calendar-event
calendar-plus calendar-x calendar3 chat-dots chat-quote chat-square-text check check-circle-fill
check-lg check2 check2-circle check2-square circle-fill circle-half clock clock-history dash-circle
dash-lg door-open download envelope envelope-check envelope-paper exclamation-circle
exclamation-triangle eye file-earmark-check file-earmark-spreadsheet flag funnel geo-alt
hand-thumbs-down hand-thumbs-up hourglass-split house-door inbox info-circle journal-text key laptop
lightbulb link-45deg list list-check list-ul lock lock-fill mailbox map megaphone mic newspaper
pause-circle pencil pencil-square people person person-badge person-check person-gear person-plus
person-walking person-x phone pin-angle plus-lg printer question-circle quote receipt record-circle
reply search send shield-check shuffle slash-circle sliders star tag tags telephone
telephone-forward three-dots trophy voicemail wifi-off x-circle x-lg
""".split()  # noqa: SIM905 (a list of 100 names reads better as words)


def version_of(package: Package) -> str:
    """The version that lies in node_modules, which is the one the lock file pins."""
    described = json.loads((MODULES / package.npm_name / "package.json").read_text())
    return str(described["version"])


def symbol(name: str) -> str | None:
    """One icon as a <symbol>, or None where bootstrap-icons has no such icon."""
    source = MODULES / "bootstrap-icons/icons" / f"{name}.svg"
    if not source.exists():
        return None
    inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", source.read_text(), flags=re.S)
    inner = re.sub(r"\s*\n\s*", "", inner)
    return f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>'


def write_sprite() -> None:
    """All icons in use, and our own mark, in one file."""
    mark = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", MARK.read_text(), flags=re.S).strip()
    symbols = [f'<symbol id="mark" viewBox="0 0 16 16">{mark}</symbol>']
    for name in sorted(set(ICONS)):
        drawn = symbol(name)
        if drawn is None:
            raise SystemExit(f"bootstrap-icons has no icon named {name}")
        symbols.append(drawn)
    SPRITE.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n")


def record_of(package: Package, version: str, paths: list[Path]) -> str:
    """The lines of vendored.toml for one package."""
    lines = [
        "[[package]]",
        f'name = "{package.npm_name}"',
        f'version = "{version}"',
        f'licence = "{package.licence}"',
    ]
    lines.append("[package.sha256]")
    for path in paths:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f'"{path.relative_to(ROOT)}" = "{digest}"')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Copy, build, record."""
    records = ["# Written by .ci/vendor/vendor.py. What we keep from elsewhere, and the hash each file must have.\n"]
    for package in PACKAGES:
        version = version_of(package)
        folder = ROOT / package.folder.format(version=version)
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for source, name in package.files.items():
            shutil.copyfile(MODULES / package.npm_name / source, folder / name)
            paths.append(folder / name)
        if package.npm_name == "bootstrap-icons":
            write_sprite()
            paths.append(SPRITE)
        records.append(record_of(package, version, paths))
    RECORD.write_text("\n".join(records))


if __name__ == "__main__":
    main()
