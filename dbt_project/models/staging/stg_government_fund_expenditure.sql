{{ stage_family('government_fund_expenditure') }}
