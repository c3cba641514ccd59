"""The three shapes of our charts as Superset's parameters: a number, a table, a bar for each member. A pie cuts its numbers short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

VIZ = {"number": "big_number_total", "table": "table", "bar": "echarts_timeseries_bar"}
MOST_ROWS = 50_000
"""More than any table here has; Superset marks a chart whose rows were cut."""

Parameters = dict[str, Any]


def _number(given: Parameters, metrics: Parameters) -> Parameters:
    (metric,) = given["metrics"]
    return {"metric": metric, "y_axis_format": metrics[metric]["format"], "header_font_size": 0.5}


def _table(given: Parameters, metrics: Parameters) -> Parameters:
    summed = given.get("metrics", [])
    order = {"timeseries_limit_metric": _first(given["order"]), "order_desc": False} if "order" in given else {}
    return {
        "query_mode": "aggregate",
        "groupby": given["rows"],
        "metrics": summed,
        "all_columns": [],
        "percent_metrics": [],
        "order_desc": True,
        "row_limit": MOST_ROWS,
        "page_length": 20 if summed else 0,
        "include_search": bool(summed),
        "show_cell_bars": False,
        "table_timestamp_format": "%Y-%m-%d %H:%M:%S",
        "column_config": {column: {"d3NumberFormat": "d"} for column in given["rows"] if column in PLAIN},
    } | order


def _first(column: str) -> Parameters:
    """A column to sort by: a table that sums can only be sorted by an aggregate."""
    return {"expressionType": "SQL", "sqlExpression": f"min({column})", "label": column}


PLAIN = ("fiscal_year", "version", "page", "target_count")
"""Numbers that are names or places: no thousands' separator."""


def _bar(given: Parameters, metrics: Parameters) -> Parameters:
    (axis,), (metric,) = given["rows"], given["metrics"]
    return {
        "x_axis": axis,
        "metrics": [metric],
        "groupby": [],
        "orientation": "horizontal",
        "x_axis_sort": metric,
        "x_axis_sort_asc": True,
        "row_limit": MOST_ROWS,
        "show_value": True,
        "show_legend": False,
        "y_axis_format": metrics[metric]["format"],
        "truncateYAxis": False,
        "rich_tooltip": True,
    }


SHAPES: dict[str, Callable[[Parameters, Parameters], Parameters]] = {
    "number": _number,
    "table": _table,
    "bar": _bar,
}


def parameters(given: Parameters, metrics: Parameters) -> Parameters:
    """The parameters of one chart of ``contents.toml``."""
    return {"viz_type": VIZ[given["shape"]], "adhoc_filters": [], **SHAPES[given["shape"]](given, metrics)}
