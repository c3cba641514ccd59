"""The one query that asks whether rows of a star sum to what is printed: asked of what would stand in it, and of what does."""

UNEQUAL = """
    with kept as ({rows}),

    summed as (
        select
            cell.document_id, cell.cell_id, cell.table_no, cell.function_code, cell.expenditure_type, cell.fund,
            cell.amount_yuan as lhs, coalesce(sum(kept.kept_yuan), 0) as rhs, cell.slack_yuan as tolerance
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
            and {documents}
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


def unequal_sums(rows: str, documents: str = "true") -> str:
    """The printed cells whose sum over the rows at and below their members is another amount.

    Args:
        rows: a select over ``{batch}`` that returns the columns of the axes, ``main_type``, ``fund_group`` and ``kept_yuan``, the amount.
        documents: a condition on ``cell.document_id``.
    """
    return UNEQUAL.replace("{rows}", rows).replace("{documents}", documents)
