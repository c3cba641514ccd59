"""Whether a document's star would sum to what it prints, before anything of it may reach the star."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows

TABLE = "intermediate.int_expenditure_residual"

ADDITIVE = """
    with kept as (
        select cell.*, residual.residual_yuan, types.main_type, funds.fund_group
        from {batch} as residual
        inner join intermediate.int_expenditure_cell as cell on residual.cell_id = cell.cell_id
        inner join intermediate.int_dim_expenditure_type as types on cell.expenditure_type = types.expenditure_type
        inner join intermediate.int_dim_fund as funds on cell.fund = funds.fund
    ),

    summed as (
        select
            cell.document_id, cell.cell_id, cell.table_no, cell.function_code, cell.expenditure_type, cell.fund,
            cell.amount_yuan as lhs, coalesce(sum(kept.residual_yuan), 0) as rhs, cell.slack_yuan as tolerance
        from intermediate.int_expenditure_table_cell as cell
        left join kept
            on cell.document_id = kept.document_id
            and (cell.function_code = '未分解' or starts_with(kept.function_code, cell.function_code))
            and (cell.economic_code = '未分解' or starts_with(kept.economic_code, cell.economic_code))
            and (cell.gov_economic_code = '未分解' or starts_with(kept.gov_economic_code, cell.gov_economic_code))
            and cell.expenditure_type in ('未分解', kept.expenditure_type, kept.main_type)
            and cell.fund in ('未分解', kept.fund, kept.fund_group)
        where
            cell.unit_code = '未分解'
            and cell.document_id not in (select document_id from intermediate.int_identity where status = 'waived')
        group by all
    )

    select
        document_id, concat_ws(' ', table_no, function_code, expenditure_type, fund) as subject,
        cast(lhs as varchar) as lhs, cast(rhs as varchar) as rhs,
        cast(lhs - rhs as varchar) as difference, cast(tolerance as varchar) as tolerance
    from summed
    where abs(lhs - rhs) > tolerance
    order by document_id, cell_id
"""


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
