"""Whether a document's star would sum to what it prints, before anything of it may reach the star."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows
from expectations.printed_sums import unequal_sums

TABLE = "intermediate.int_expenditure_residual"

ADDITIVE = unequal_sums("""
        select cell.*, residual.residual_yuan as kept_yuan, types.main_type, funds.fund_group
        from {batch} as residual
        inner join intermediate.int_expenditure_cell as cell on residual.cell_id = cell.cell_id
        inner join intermediate.int_dim_expenditure_type as types on cell.expenditure_type = types.expenditure_type
        inner join intermediate.int_dim_fund as funds on cell.fund = funds.fund
    """)


def suite() -> ExpectationSuite:
    """The sum a reader can form at a printed figure's members is that figure, or the document is held back."""
    return ExpectationSuite(
        name="int_expenditure_residual",
        expectations=[
            failing_rows(
                "star.additive",
                "What would stand in the star at and below a printed figure sums to that figure",
                ADDITIVE,
                why="Two tables that print one amount differently cannot both be summed to; one such document must not stop the others.",
            ),
        ],
    )
