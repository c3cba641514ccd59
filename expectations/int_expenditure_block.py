"""Whether each table of a document adds up to what it prints above it, cell by cell of the star, before anything of it may reach the star."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "intermediate.int_expenditure_block"

GAPS = """
    select
        block.document_id,
        concat_ws(' ', block.table_family, cell.function_code, cell.expenditure_type, cell.economic_code, cell.fund) as subject,
        cast(block.residual_yuan as varchar) || ' yuan are printed above rows that do not hold them, '
        || coalesce(cast(block.bound_yuan as varchar), 'none') || ' explained by rounding' as reason
    from {batch} as block
    inner join intermediate.int_expenditure_cell as cell on block.cell_key = cell.cell_key
    inner join intermediate.int_expenditure_residual as residual on cell.cell_id = residual.cell_id
    where
        not residual.is_finest
        and residual.residual_yuan <> 0
        and (abs(residual.residual_yuan) <= residual.bound_yuan) is not true
        and (abs(block.residual_yuan) <= block.bound_yuan) is not true
        and block.document_id not in (select document_id from intermediate.int_identity where status = 'waived')
    order by block.document_id, abs(block.residual_yuan) desc, block.cell_key
"""


def suite() -> ExpectationSuite:
    """What a table leaves between a total and its parts is rounding, or the document is held back."""
    return ExpectationSuite(
        name="int_expenditure_block",
        expectations=[
            failing_rows(
                "star.rounding",
                "What a table leaves between a printed amount and the rows below it is rounding",
                GAPS,
                why="Reconciling rows never hide an error; a document whose tables leave more must not stop the others' publication.",
            ),
        ],
    )
