"""What the terminal shows fits 80 columns, whole."""

from __future__ import annotations

import pytest

from pipelines.cli import screen
from pipelines.cli.documents import Document


@pytest.mark.parametrize("status", ["published", "quarantined", "superseded", "withdrawn", "unreadable", "registered"])
def test_a_status_is_whole_at_80_columns(
    status: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen.show_documents(
        [
            Document(
                document_id="a" * 64,
                key="key",
                file_name="a-disclosure-with-a-long-name-2026.pdf",
                status=status,
                body="上海市普陀区司法局",
                fiscal_year=2026,
                tables=9,
                figures=12_391,
                identities={"holds": 12_317, "fails": 91, "not_evaluable": 150},
            )
        ]
    )
    shown = capsys.readouterr().out.splitlines()
    assert max(map(len, shown)) <= 80
    assert any(line.rstrip().endswith(status) and "12,391" in line for line in shown)
