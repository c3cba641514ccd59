{{ stage_family('expenditure_summary') }}
