"""The expenditure star: every sum a reader can form is the printed one, and nothing in it hides an error."""

from great_expectations import ExpectationSuite

from expectations.failing_rows import failing_rows
from expectations.printed_sums import unequal_sums

TABLE = "marts.fact_expenditure"

PRESENT = """
    select document_id, 'it prints ' || cast(count(*) as varchar) || ' amounts of expenditure and has no row' as reason
    from intermediate.int_expenditure_figure
    where
        unplaced is null
        and document_id in (select document_id from audit.document where status = 'published')
        and document_id not in (select document_id from {batch})
    group by document_id
    order by document_id
"""

KEYS = """
    select
        document_id, expenditure_key as subject,
        concat_ws(' ', function_code, expenditure_type, economic_code, gov_economic_code, unit_key, fund, row_kind) as reason
    from {batch}
    where
        coalesce(function_code, '') = '' or coalesce(expenditure_type, '') = '' or coalesce(economic_code, '') = ''
        or coalesce(gov_economic_code, '') = '' or coalesce(unit_key, '') = '' or coalesce(fund, '') = ''
        or coalesce(row_kind, '') not in ('published', 'rounding', 'margin')
        or amount_yuan is null
    order by document_id, expenditure_key
"""

ROUNDING = """
    select
        document_id, function_code || ' ' || expenditure_type || ' ' || economic_code as subject,
        cast(amount_yuan as varchar) || ' yuan of rounding, ' || coalesce(cast(bound_yuan as varchar), 'without a bound')
        || ' explained' as reason
    from {batch}
    where
        row_kind = 'rounding' and (abs(amount_yuan) <= bound_yuan) is not true
        and document_id not in (select document_id from intermediate.int_identity where status = 'waived')
    order by document_id, abs(amount_yuan) desc, expenditure_key
"""

PRINTED = """
    select
        document_id, figure_ids[1] as subject, cast(amount_yuan as varchar) || ' yuan is published and no printed figure leads to it'
        as reason
    from {batch}
    where row_kind = 'published' and len(figure_ids) < 1
    order by document_id, expenditure_key
"""

ADDITIVE = unequal_sums(
    """
        select rows_of.*, rows_of.amount_yuan as kept_yuan, types.main_type, funds.fund_group
        from {batch} as rows_of
        inner join marts.dim_expenditure_type as types on rows_of.expenditure_type = types.expenditure_type
        inner join marts.dim_fund as funds on rows_of.fund = funds.fund
    """,
    documents="cell.document_id in (select document_id from audit.document where status = 'published')",
)


def suite() -> ExpectationSuite:
    """Present, keyed, traced, rounded within the bound, additive."""
    return ExpectationSuite(
        name="fact_expenditure",
        expectations=[
            failing_rows(
                "fact_expenditure.present",
                "Every published document with expenditure has rows",
                PRESENT,
                why="An empty star sums to what an empty selection sums to: no rule below would notice.",
            ),
            failing_rows(
                "fact_expenditure.keys",
                "Every row has a member on every axis, a kind and an amount",
                KEYS,
                why="A row without a member drops out of a join, and the sum is short without a word.",
            ),
            failing_rows(
                "fact_expenditure.printed",
                "Every published amount leads to printed figures",
                PRINTED,
                why="A number that reaches a reader is the number that was printed.",
            ),
            failing_rows(
                "fact_expenditure.rounding",
                "Rounding rows are within what the printed precision explains",
                ROUNDING,
                why="Reconciling rows never hide an error.",
            ),
            failing_rows(
                "fact_expenditure.additive",
                "The sum over the rows at and below a printed figure is that figure",
                ADDITIVE,
                why="Whatever an analyst sums must equal what the body published.",
            ),
        ],
    )
