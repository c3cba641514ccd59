"""The bench says, in one run, how fast both readers are and where their cells differ."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.pdf.sheet import Sheet

BENCH = Path(__file__).parents[2] / "bench" / "read_pages.py"


def test_the_bench_counts_equal_and_missing_cells(tmp_path: Path) -> None:
    xs, ys = [50.0, 130.0, 210.0], [100.0, 120.0, 140.0]
    sheet = Sheet().fill(xs, ys, [["科目", "合计"], ["201", "1.00"]]).line(50, 120, 210, 120).line(50, 140, 210, 140)
    for x in xs:
        sheet.line(x, 100, x, 140)
    sheet.save(tmp_path / "open.pdf")
    done = subprocess.run(
        [sys.executable, str(BENCH), str(tmp_path), "--profile"], capture_output=True, text=True, check=True
    )
    counted = next(line.split() for line in done.stdout.splitlines() if line.startswith("open"))
    equal, different, only_ours, only_reference = map(int, counted[-4:])
    assert (equal + different + only_ours, only_reference) == (4, 0)
    assert only_ours == 2  # the row above the missing rule, which a plain grid finder drops
    assert "where the gateway's time goes" in done.stdout
