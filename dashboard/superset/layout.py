"""Where the charts of the dashboard stand, and the filters beside them, as Superset writes both down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Entry = dict[str, Any]


def position(given: Entry, uuids: Mapping[str, str], titles: Mapping[str, str]) -> Entry:
    """The grid: the note, then the rows. Charts are numbered as in ``uuids``, from 1; an import numbers them anew."""
    numbers = {name: number for number, name in enumerate(uuids, 1)}
    placed: Entry = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": given["title"]}},
    }
    note: Entry = {"type": "MARKDOWN", "id": "MARKDOWN-note", "children": []}
    placed["MARKDOWN-note"] = note | {"meta": {"width": 12, "height": 12, "code": given["note"].strip()}}
    rows = {"ROW-note": ["MARKDOWN-note"]}
    for row_number, row in enumerate(given["rows"]):
        for name, width in row["charts"]:
            meta = {"chartId": numbers[name], "uuid": uuids[name], "sliceName": titles[name]}
            size = {"width": width, "height": row["height"]}
            placed[f"CHART-{name}"] = {"type": "CHART", "id": f"CHART-{name}", "children": [], "meta": meta | size}
        rows[f"ROW-{row_number}"] = [f"CHART-{name}" for name, _ in row["charts"]]
    for row_id, children in rows.items():
        background = {"background": "BACKGROUND_TRANSPARENT"}
        placed[row_id] = {"type": "ROW", "id": row_id, "children": children, "meta": background}
    placed["GRID_ID"] = {"type": "GRID", "id": "GRID_ID", "children": list(rows)}
    return placed


def filters(given: list[Entry], labels: Mapping[str, str], dataset: str, without: list[int]) -> list[Entry]:
    """The filters, each narrowed by those above it; ``without`` are the charts whose data set has no such columns."""
    identifiers = [f"NATIVE_FILTER-{entry['column']}" for entry in given]
    return [
        {
            "id": identifiers[place],
            "type": "NATIVE_FILTER",
            "filterType": "filter_select",
            "name": labels[entry["column"]],
            "description": "",
            "targets": [{"column": {"name": entry["column"]}, "datasetUuid": dataset}],
            "cascadeParentIds": identifiers[:place],
            "requiredFirst": entry.get("one", False),
            "defaultDataMask": {"extraFormData": {}, "filterState": {}},
            "scope": {"rootPath": ["ROOT_ID"], "excluded": without},
            "controlValues": {
                "multiSelect": not entry.get("one", False),
                "enableEmptyFilter": entry.get("one", False),
                "defaultToFirstItem": entry.get("one", False),
                "sortAscending": not entry.get("newest", False),
                "inverseSelection": False,
                "searchAllOptions": False,
            },
        }
        for place, entry in enumerate(given)
    ]
