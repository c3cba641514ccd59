"""What could be wrong in a document that does not add up, likeliest first, readable at 80 columns."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from pipelines import warehouse
from pipelines.cli import screen

REPAIRS = "select * from audit.repair where document_id = ? order by fault, rank"
CELLS = """
    select figure_id, page, concat_ws(' ', row_code, row_name) || ', ' || column_name as place from audit.figure
    where figure_id in (select unnest(?))
    union all
    select claim_id, page, 'prose: ' || sentence from audit.claim where claim_id in (select unnest(?))
"""
SHOWN = 3
SHOWN_CELLS = 4
CAUSES = {"misread": "we misread", "printed_so": "printed so", None: "whose mistake is not known"}


def say_hypotheses(document_id: str, database: Path) -> None:
    """Print the first hypotheses for each fault, with the value that would fit and whose mistake it is."""
    found = warehouse.query(database, REPAIRS, [document_id])
    faults = [list(rows) for _, rows in groupby(found, key=lambda row: row["fault"])]
    if faults:
        screen.heading(f"Where it may be wrong: {len(faults)} (hypotheses, none is applied)")
    for rows in faults:
        screen.say(f"fault {rows[0]['fault']}: {rows[0]['identities'].replace(',', ', ')}")
        for row in rows[:SHOWN]:
            _say(row, database)


def _say(row: dict[str, Any], database: Path) -> None:
    screen.say(f"  {row['rank']}. {row['explanation']}")
    ids = row["figure_ids"].split(",")[:SHOWN_CELLS]
    places = {cell["figure_id"]: cell for cell in warehouse.query(database, CELLS, [ids, ids])}
    for cell_id, printed, fitting in zip(ids, row["printed"].split("; "), row["fitting"].split("; "), strict=False):
        place = places.get(cell_id)
        where = f"page {place['page']}, {place['place']}" if place else cell_id
        screen.say(f"     {where}")
        screen.say(f"     printed {printed}   would fit {fitting}   {CAUSES[row['cause']]}   {cell_id}")
