"""`make shots`: every page × theme × width × language as a picture, and one sheet with all of them.

python -m tests.shots [FOLDER] [--only TEXT]
"""

import argparse
import html
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import live
from tests.addresses import Address, every_page
from tests.factories import PASSWORD

WIDTHS = {"desktop": 1440, "phone": 390}
TALLEST = 2400


def main() -> None:
    """Seed, serve, take the pictures, write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="shots", type=Path)
    parser.add_argument("--only", default="", help="only endpoints that contain this text")
    parser.add_argument("--all", action="store_true", help="every theme × width × language (else a sample of each)")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = live.settings_for(f"sqlite:///{folder / 'shots.db'}", folder)
        live.seed(settings)
        with live.served(settings) as site, sync_playwright() as playwright:
            pages = [page for page in every_page(site.app) if wanted.only in page.endpoint]
            browser = live.launch(playwright)
            for width in WIDTHS:
                for theme in ("light", "dark"):
                    for language in ("en", "es"):
                        if wanted.all or (theme, language) in {("light", "en"), ("dark", "es")}:
                            take(browser, site.url, pages, wanted.folder, width, theme, language)
            browser.close()
    write_sheet(wanted.folder)


def take(browser: Browser, url: str, pages: list[Address], folder: Path, width: str, theme: str, language: str) -> None:
    """Take one picture of each page in this theme, width and language."""
    for role in ("coordinator", "admin"):
        mine = [page for page in pages if page.endpoint.startswith(("admin.", "restricted.")) is (role == "admin")]
        if not mine:
            continue
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            locale="es-US" if language == "es" else "en-US",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto(f"{url}/login")
        if role == "coordinator":
            page.screenshot(path=folder / f"auth.login-{width}-{theme}-{language}.png")
        page.fill("[name=email]", f"{role}@example.org")
        page.fill("[name=password]", PASSWORD)
        page.click("main form.entry button[type=submit]")
        for address in mine:
            page.goto(url + address.path)
            name = f"{address.endpoint}-{width}-{theme}-{language}.png"
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            clip = {"x": 0, "y": 0, "width": WIDTHS[width], "height": height}
            page.screenshot(path=folder / name, full_page=True, clip=clip)
        context.close()


def write_sheet(folder: Path) -> None:
    """Write sheet.html: all pictures in the folder, by page."""
    pictures = sorted(folder.glob("*.png"))
    figures = "".join(
        f'<figure><a href="{html.escape(picture.name)}"><img loading="lazy" src="{html.escape(picture.name)}" alt="">'
        f"</a><figcaption>{html.escape(picture.stem)}</figcaption></figure>"
        for picture in pictures
    )
    style = "body{font:13px sans-serif;display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:16px}"
    (folder / "sheet.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Screenshots</title><style>{style}img{{width:100%}}"
        f"figure{{margin:0}}</style>{figures}"
    )


if __name__ == "__main__":
    main()
