"""Makes docs/codemod-report.png: the HTML report of a real run over the corpus, in Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "codemod-report.png"
SHOWN = "corpus/go/http-templates/Dockerfile"
"""The file whose difference is open: that of the README."""
WIDTH, HEIGHT = 1200, 1480


def main(picture: Path) -> None:
    """Writes the picture."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.html")
        write_report(report)
        take(report.as_uri(), picture)
    print(f"{picture}: {picture.stat().st_size // 1000} kB")


def write_report(report: Path) -> None:
    """The report, as the command writes it."""
    options = ["--quiet", "--journal", str(report.with_suffix(".sqlite3"))]
    subprocess.run(
        [sys.executable, "-m", "dockerize_ms", "codemod", *options, "--report", report, "corpus"],
        cwd=ROOT,
        check=True,
    )


def take(address: str, picture: Path) -> None:
    """A picture of the page with one difference open, in light colours."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(address)
        page.fill("#find", SHOWN.rpartition("/")[0].rpartition("/")[2])
        page.get_by_role("button", name=SHOWN).click()
        page.mouse.move(0, 0)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE)
