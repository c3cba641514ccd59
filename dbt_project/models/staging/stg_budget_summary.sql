{{ stage_family('budget_summary') }}
