"""`make shots`: every page × theme × width × language as a picture, each page of the papers too, and one sheet of all.

python -m tests.shots [FOLDER] [--only TEXT]
"""

import argparse
import html
import tempfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from advocacy.exchange.papers.making import PaperKind, make
from tests import live
from tests.addresses import Address, every_file, every_page
from tests.bench.paper import NAMES, recipient, sheet_with
from tests.factories import PASSWORD

WIDTHS = {"desktop": 1440, "phone": 390}
TALLEST = 2400
PAPERS = (PaperKind.PDF, PaperKind.EACH_PDF, PaperKind.ENVELOPES, PaperKind.LABELS)
PAPER_PAGES = 3
"""Pages of a paper that are drawn: the first ones, and the last."""


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
            if wanted.only in "letters.printed_as":
                take_papers(browser, site, wanted.folder)
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
        if role == "coordinator":
            page.goto(f"{url}/login")
            page.screenshot(path=folder / f"auth.login-{width}-{theme}-{language}.png")
        sign_in(page, url, role)
        for address in mine:
            page.goto(url + address.path)
            name = f"{address.endpoint}-{width}-{theme}-{language}.png"
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            clip = {"x": 0, "y": 0, "width": WIDTHS[width], "height": height}
            page.screenshot(path=folder / name, full_page=True, clip=clip)
        context.close()


def take_papers(browser: Browser, site: live.Live, folder: Path) -> None:
    """Draw the papers of a letter of the demo, and a letter with many names in each number of columns."""
    address = next(each for each in every_file(site.app) if each.endpoint == "letters.printed_as")
    page = browser.new_page()
    sign_in(page, site.url, "coordinator")
    for kind in PAPERS:
        answer = page.request.get(f"{site.url}{address.path.rpartition('/')[0]}/{kind.value}")
        draw(answer.body(), folder, f"{address.endpoint}-{kind.value.removesuffix('.pdf')}")
    page.close()
    for columns in (1, 2, 3):
        made = make(PaperKind.PDF, sheet_with(NAMES, columns), [recipient(1)], reference="")
        draw(made.content, folder, f"letters.printed_as-{NAMES}-names-{columns}-columns")


def draw(content: bytes, folder: Path, name: str) -> None:
    """Draw the first pages of a PDF, and its last."""
    with pypdfium2.PdfDocument(content) as document:
        last = len(document) - 1
        for number in sorted({*range(min(PAPER_PAGES, len(document))), last}):
            document[number].render(scale=1.5).to_pil().save(folder / f"{name}-page-{number + 1}.png")


def sign_in(page: Page, url: str, role: str) -> None:
    """Sign in as one of the demo's users."""
    page.goto(f"{url}/login")
    page.fill("[name=email]", f"{role}@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main form.entry button[type=submit]")


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
