"""Disclosures turned into scans, read by the real line and scored cell by cell against their verified figures.

    python bench/scan_accuracy.py                          eight layouts of the corpus beside the checkout
    python bench/scan_accuracy.py SLUG...                  these disclosures of the corpus
    python bench/scan_accuracy.py --home DIR --worst 10    keeps the home, prints the mismatched cells

Every page is drawn at 200 dpi, turned by 0.3 to 0.7 degrees, covered with grain, compressed as JPEG, and wrapped into a PDF
without a text layer; the same seed gives the same pictures. A wrong or extra cell of a published document is silent.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import numpy as np
import pypdfium2 as pdfium
from corpus import CORPUS, scorer
from line import ingest
from PIL import Image

SLUGS = (
    "bj-xinfang-2026-tables",
    "cq-zfb-2026",
    "cs-xinfang-2026",
    "gz-xinfang-2026",
    "js-renda-2018",
    "sh-putuo-zfb-2025-unit",
    "suzhou-shenji-2026",
    "yt-caizheng-2026",
)
DPI = 200
SKEW_DEGREES = (0.3, 0.7)
GRAIN = 10.0
QUALITY = 75
SEED = 20260131
HEADINGS = ("s/page", "%", "pages", "cells", "matched", "wrong", "missing", "extra", "silent")
QUERY = "select status, status_reason from audit.document where document_id = ?"
SECONDS = "select count(*), sum(read_seconds) from staging.stg_page where document_id = ?"


def scan(path: Path, out: Path) -> Path:
    """Write ``path`` as the scan of itself; nothing but pictures is left."""
    grain = np.random.default_rng(SEED)
    document = pdfium.PdfDocument(path)
    pages = _pictures(document, grain)
    next(pages).save(out, "PDF", resolution=DPI, save_all=True, append_images=pages, quality=QUALITY)
    document.close()
    return out


def _pictures(document: pdfium.PdfDocument, grain: np.random.Generator) -> Iterator[Image.Image]:
    for index in range(len(document)):
        bitmap = document[index].render(scale=DPI / 72)  # pyright: ignore[reportArgumentType]
        picture = bitmap.to_pil().convert("L")
        degrees = grain.uniform(*SKEW_DEGREES) * grain.choice([-1, 1])
        turned = np.asarray(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float32)
        yield Image.fromarray(np.clip(turned + grain.normal(0, GRAIN, turned.shape), 0, 255).astype(np.uint8))


def report(scans: dict[str, Path], home: Path, corpus: Path, worst: int) -> bool:
    """Print a line for each document; whether each is at least 98 % matched and none is silent."""
    score = scorer(corpus)
    print(f"{'document':28}" + "".join(f"{name:>9}" for name in HEADINGS) + "  status")
    met = True
    with duckdb.connect(str(home / "warehouse" / "yusuan.duckdb"), read_only=True) as warehouse:
        for slug, path in scans.items():
            document_id = sha256(path.read_bytes()).hexdigest()
            truth = json.loads((corpus / "truth" / f"{slug}.json").read_text(encoding="utf-8"))
            matched, wrong, missing, extra, bad = score.compare(
                score.truth_cells(truth), score.figure_cells(warehouse, document_id)
            )
            status, reason = warehouse.execute(QUERY, [document_id]).fetchone() or ("absent", "")
            pages, seconds = warehouse.execute(SECONDS, [document_id]).fetchone() or (0, None)
            cells = matched + wrong + missing
            share, silent = 100 * matched / cells, wrong + extra if status == "published" else 0
            met = met and share >= 98 and not silent
            counts = (pages, cells, matched, wrong, missing, extra, silent)
            line = f"{slug:28}{(seconds or 0) / (pages or 1):9.2f}{share:9.2f}"
            print(line + "".join(f"{count:9}" for count in counts) + f"  {status}")
            for key, printed, read in bad[:worst]:
                print("     ", key, "printed", printed, "read", read)
            if worst and reason:
                print("     ", reason[:1500])
    return met


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slugs", nargs="*", default=SLUGS, help="disclosures of the corpus")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--home", type=Path, help="a home to keep (default: a temporary one)")
    parser.add_argument("--worst", type=int, default=0, help="print up to so many mismatched cells of each document")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.home or Path(folder) / "home"
        scans = {
            slug: scan(arguments.corpus / "pdfs" / f"{slug}.pdf", Path(folder) / f"{slug}.pdf")
            for slug in arguments.slugs
        }
        os.environ.setdefault("YUSUAN_SECONDS_PER_DOCUMENT", "3000")
        ingest(scans.values(), home)
        met = report(scans, home, arguments.corpus, arguments.worst)
    raise SystemExit(0 if met else 1)


if __name__ == "__main__":
    main()
