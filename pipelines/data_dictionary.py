"""The data dictionary: every published table and column, rendered from the descriptions that dbt stores in DuckDB as comments.

``python -m pipelines.data_dictionary`` writes ``docs/data-dictionary.md``; with ``--check`` it writes nothing and exits with 1 when
the file says something else. Reads only the ``.yml`` and ``columns.md`` below ``dbt_project/models``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipelines.home import CHECKOUT

MODELS = CHECKOUT / "dbt_project" / "models"
PAGE = CHECKOUT / "docs" / "data-dictionary.md"
SCHEMAS = ("marts", "audit")
DOC_BLOCK = re.compile(r"{%\s*docs (\w+)\s*%}(.*?){%\s*enddocs\s*%}", re.DOTALL)
DOC_REFERENCE = re.compile(r"{{\s*doc\(['\"](\w+)['\"]\)\s*}}")
HEAD = """# Data dictionary

What the published DuckDB file holds, written by `make dictionary` from the descriptions of the dbt models. The same
descriptions stand in the file itself as comments. Amounts are exact decimals in 元 (`amount_yuan`) and 万元 (`amount_wanyuan`).
"""


class UndescribedColumn(ValueError):
    """A published table or column has no description, or refers to a text that does not exist."""


@dataclass(frozen=True, slots=True)
class Column:
    """One published column: its name, DuckDB type, whether it is the key, and what it is."""

    name: str
    data_type: str
    is_key: bool
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One published table: ``schema.name`` and what it is."""

    schema: str
    name: str
    description: str
    columns: tuple[Column, ...]


def doc_blocks(folder: Path) -> dict[str, str]:
    """The texts of ``{% docs name %}`` blocks in the Markdown files below ``folder``, by name."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.md")):
        found.update(
            {name: " ".join(text.split()) for name, text in DOC_BLOCK.findall(path.read_text(encoding="utf-8"))}
        )
    return found


def tables(folder: Path = MODELS) -> Iterator[Table]:
    """The published tables, schema by schema, by name.

    Raises:
        UndescribedColumn: a table or column lacks a description.
    """
    texts = doc_blocks(folder)
    for schema in SCHEMAS:
        for path in sorted((folder / schema).rglob("*.yml"), key=lambda path: path.stem):
            for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
                columns = tuple(_column(model["name"], column, texts) for column in model.get("columns", []))
                yield Table(schema, model["name"], _text(model, texts, model["name"]), columns)


def _column(table: str, column: dict, texts: dict[str, str]) -> Column:
    is_key = any(rule["type"] == "primary_key" for rule in column.get("constraints", []))
    return Column(column["name"], column["data_type"], is_key, _text(column, texts, f"{table}.{column['name']}"))


def _text(entry: dict, texts: dict[str, str], name: str) -> str:
    described = " ".join(str(entry.get("description", "")).split())
    missing = [block for block in DOC_REFERENCE.findall(described) if block not in texts]
    if not described or missing:
        raise UndescribedColumn(f"{name} has no description" if not described else f"{name} refers to {missing}")
    return DOC_REFERENCE.sub(lambda match: texts[match[1]], described)


def render(published: Iterator[Table]) -> str:
    """The Markdown page of these tables."""
    parts = [HEAD]
    for table in published:
        rows = [
            f"| `{c.name}`{' (key)' if c.is_key else ''} | {c.data_type} | {_cell(c.description)} |"
            for c in table.columns
        ]
        parts.append(
            f"\n## {table.schema}.{table.name}\n\n{table.description}\n\n| column | type | what it is |\n|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` compare it; the exit status."""
    page = render(tables())
    if "--check" in arguments:
        is_current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        print(
            "docs/data-dictionary.md is current"
            if is_current
            else "docs/data-dictionary.md is out of date: run make dictionary"
        )
        return 0 if is_current else 1
    PAGE.write_text(page, encoding="utf-8")
    print(f"wrote {PAGE.relative_to(CHECKOUT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
