{{ stage_family('state_capital_expenditure') }}
