# SPDX-License-Identifier: Apache-2.0
"""Draw the card that others show with a link to the site: card.svg as card.png, for most of them take no SVG.

python tools/card.py    (needs Chromium and playwright)
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

CARD = Path(__file__).resolve().parent.parent / "src/officinal/site/static/officinal/card.svg"


def main() -> None:
    """Write card.png beside card.svg."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{CARD.read_text('utf-8')}")
        page.screenshot(path=CARD.with_suffix(".png"))
        browser.close()


if __name__ == "__main__":
    main()
