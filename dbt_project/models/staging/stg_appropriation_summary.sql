{{ stage_family('appropriation_summary') }}
