"""Nothing is loaded from elsewhere, nothing runs inline; what we keep from others is as they published it."""

import ast
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
RECORD = tomllib.loads((ROOT / "static/vendor/vendored.toml").read_text())
HASHES = {path: digest for package in RECORD["package"] for path, digest in package["sha256"].items()}
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/icons.svg").read_text()))
OURS = {"static/vendor/vendored.toml", "static/vendor/icons/mark.svg"}

FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "an inline style": re.compile(r"<style|\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>{}]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.I),
    "a Bootstrap script attribute": re.compile(r"data-bs-toggle"),
    "autoescape switched off": re.compile(r"autoescape\s+false", re.I),
    "something loaded from elsewhere": re.compile(
        r"""<(?:script|img|iframe|source|use|link)\b[^>]*\b(?:src|href)\s*=\s*["'](?:https?:)?//""", re.I
    ),
}
# icon("bank"), icon="bank", glyph("bank"), and the first argument of file_head and entry's second
IN_TEMPLATES = re.compile(r"""(?:\b(?:icon|glyph|file_head)\(\s*|\bicon\s*=\s*)["']([a-z0-9-]+)["']""")


@pytest.mark.parametrize("path", sorted(HASHES))
def test_a_kept_file_is_the_one_that_was_published(path: str) -> None:
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == HASHES[path]


def test_every_file_kept_from_elsewhere_is_recorded() -> None:
    kept = {
        str(file.relative_to(ROOT))
        for folder in ("static/vendor", "tests/vendor")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    } | {"static/icons.svg"}
    assert kept == set(HASHES) | OURS


def test_every_package_names_its_version_and_licence() -> None:
    for package in RECORD["package"]:
        assert package["version"]
        assert package["licence"]
        assert any(path.endswith("LICENSE.txt") for path in package["sha256"]), package["name"]


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_template_holds(fault: str) -> None:
    found = [str(path.relative_to(ROOT)) for path in TEMPLATES if FORBIDDEN[fault].search(path.read_text())]
    assert found == []


def test_the_style_sheet_loads_only_what_we_keep() -> None:
    sheet = ROOT / "static/css/app.css"
    for address in re.findall(r"url\(([^)]+)\)", sheet.read_text()):
        assert (sheet.parent / address).resolve().is_file(), address


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_asset_a_template_names_exists(path: Path) -> None:
    for name in re.findall(r"""asset\(\s*["']([^"']+)["']""", path.read_text()):
        assert (ROOT / "static" / name).is_file(), name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_icon_a_template_names_is_in_the_sprite(path: Path) -> None:
    assert set(IN_TEMPLATES.findall(path.read_text())) - SPRITE == set()


def icons_named_in(path: Path) -> set[str]:
    """The values of keyword arguments called `icon`, and of tables whose name ends in ICON or ICONS."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        values: list[ast.AST] = []
        if isinstance(node, ast.keyword) and node.arg == "icon":
            values = [node.value]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and re.search(r"ICONS?$", target.id) for target in targets):
                values = list(node.value.values) if isinstance(node.value, ast.Dict) else [node.value]  # type: ignore[list-item]
        found |= {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
    return found


def test_every_icon_the_program_names_is_in_the_sprite() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "advocacy").rglob("*.py")
        for name in icons_named_in(path) - SPRITE
        if name
    }
    assert missing == set()


def test_the_blocking_script_is_small() -> None:
    assert (ROOT / "static/js/theme.js").stat().st_size < 2048


def test_no_script_needs_what_the_content_policy_forbids() -> None:
    for script in (ROOT / "static/js").glob("*.js"):
        source = script.read_text()
        assert not re.search(r"\beval\(|new Function|innerHTML|\.style\b|document\.write", source), script.name
