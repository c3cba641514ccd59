"""What publishers call things: TOML files and the loaders that check them."""

from pipelines.vocabulary.entries import (
    LABEL_ROLES,
    Column,
    Family,
    Heading,
    InvalidVocabulary,
    RowWords,
    Title,
    column_names,
    columns,
    families,
    headings,
    money_units,
    row_words,
    target_words,
    titles,
)

__all__ = [
    "LABEL_ROLES",
    "Column",
    "Family",
    "Heading",
    "InvalidVocabulary",
    "RowWords",
    "Title",
    "column_names",
    "columns",
    "families",
    "headings",
    "money_units",
    "row_words",
    "target_words",
    "titles",
]
