"""The marts made by hand have the columns of the models' contracts (the tables before the verdict are compared as built)."""

from pathlib import Path

import pytest
import yaml

from pipelines.home import CHECKOUT
from tests.validation.hand_made import AXES, COLUMNS

MODELS = CHECKOUT / "dbt_project" / "models"


def contract(schema: str, model: str) -> set[str]:
    """The columns a model promises."""
    (path,) = Path(MODELS / schema).rglob(f"{model}.yml")
    (described,) = [one for one in yaml.safe_load(path.read_text(encoding="utf-8"))["models"] if one["name"] == model]
    return {column["name"] for column in described["columns"]}


@pytest.mark.parametrize("table", [table for table in COLUMNS if table.split(".")[0] in ("marts", "audit")])
def test_its_columns_are_promised(table: str) -> None:
    assert set(COLUMNS[table]) - contract(*table.split(".")) == set()


def test_the_star_has_the_axes() -> None:
    assert set(AXES) - contract("marts", "fact_expenditure") == set()
