{{ stage_family('revenue_summary') }}
