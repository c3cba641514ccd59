"""Great Expectations' pages, made to be read offline: a small stylesheet and script stand in for those on the web.

The pages ask four content networks for Bootstrap, Font Awesome, jQuery and Vega; without them they are unstyled and
their buttons dead.
"""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

WEB = re.compile(
    r'<link\b[^>]*href="https?://[^>]*>|<script\b[^>]*src="https?://[^>]*>\s*</script>|<img\b[^>]*src="https?://[^>]*>',
    re.DOTALL,
)
WEB_PICTURE = re.compile(r"url\('https?://[^)]*\)")
FOOTER = re.compile(r"<footer\b.*?</footer>", re.DOTALL)


def index(directory: Path) -> Path:
    """The page to begin with."""
    return directory / "index.html"


def build(context: Any, directory: Path) -> None:
    """Write the pages of all that was run below ``directory``, in place of earlier ones."""
    for old in ("validations", "expectations", "static"):
        shutil.rmtree(directory / old, ignore_errors=True)
    context.build_data_docs()
    shutil.rmtree(directory / "static")
    look = _inlined()
    for page in directory.rglob("*.html"):
        page.write_text(offline(page.read_text("utf-8"), look), "utf-8")


def _inlined() -> str:
    """The stylesheet and the script that take the place of those on the web."""
    shipped = files("pipelines.validation")
    style = shipped.joinpath("data_docs.css").read_text("utf-8")
    script = shipped.joinpath("data_docs.js").read_text("utf-8")
    return f"<style>{style}</style>\n<script>{script}</script>\n"


def offline(page: str, look: str) -> str:
    """One page without the web: links, scripts and pictures from there removed, ``look`` put at the end of its head."""
    kept = WEB_PICTURE.sub("none", FOOTER.sub("", WEB.sub("", page)))
    return kept.replace("</head>", f"{look}</head>", 1)
