"""A run imports no pandas in its own process: it takes most of a second, and nothing of the warehouse's own work needs it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from tests.truth_readings import START, from_truth

WORK = """
import pickle, sys
from datetime import datetime
from pathlib import Path
from pipelines import registry, warehouse
from pipelines.warehouse.landing import land

reading, home = pickle.load(sys.stdin.buffer), Path(sys.argv[1])
document = reading.document.document_id
stated = registry.Stated(None, None, None, None, None, None)
registration = registry.Registration(document, "a.pdf", datetime(2026, 1, 1), 1, stated, home / "a.pdf")
database = home / "yusuan.duckdb"
for _ in range(2):
    land(reading, home / "landing")
    warehouse.load(home / "landing", database, [registration])
    warehouse.landed_rows(home / "landing" / document, "printed_table")
    warehouse.write_verdicts(database, [warehouse.Verdict(document, "pass", None, datetime(2026, 1, 1))])
    warehouse.mark_published(database, [document], datetime(2026, 1, 1))
    warehouse.note_views(database, "step", "project")
    warehouse.views_made_by(database, "step")
    warehouse.write_repairs(database, {}, [document])
    warehouse.copy_release(database, home / f"release{_}" / "yusuan.duckdb")
print("pandas" in sys.modules)
"""


def test_landing_loading_judging_and_releasing_import_no_pandas(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WORK, str(tmp_path)],
        input=pickle.dumps(from_truth(START)),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, b"False\n"), ended.stderr.decode()
