{{ stage_family('basic_expenditure') }}
